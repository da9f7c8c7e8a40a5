"""A receiver that keeps us waiting is left alone for a while; nobody else waits for it."""

import pytest
from redis.exceptions import ConnectionError as CacheAway

from app.core.counting import cache_client
from app.core.models import new_id
from app.modules.webhooks import patience, sending
from app.modules.webhooks.sending import Verdict
from tests.conftest import Company
from tests.factories.mailbox import when_due
from tests.factories.receiver import Receiver, attempts, deliveries, happened, webhook

HERE = "/api/v1/webhooks"
JOB = "webhooks.deliver"


@pytest.fixture
def slow(monkeypatch):
    """Every attempt takes too long; returns what was attempted."""
    made = []

    async def wait(parcel):
        made.append(parcel)
        return Verdict(10_000, "timed_out")

    monkeypatch.setattr(sending, "send", wait)
    return made


async def test_after_a_wait_the_others_are_not_tried_but_not_lost_either(company: Company, there: Receiver, slow):
    await webhook(company, there.url)
    for _ in range(5):
        await happened(company)
    await when_due(company, JOB)
    assert len(slow) == 1
    assert [each.error for each in await attempts(company)] == ["timed_out", *["resting"] * 4]
    assert {(each.status, each.attempts) for each in await deliveries(company)} == {("pending", 1)}


async def test_the_rest_ends_with_the_next_success(company: Company, there: Receiver, slow, monkeypatch):
    made = await webhook(company, there.url)
    await happened(company)
    await when_due(company, JOB)
    [delivery] = await deliveries(company)
    monkeypatch.undo()
    there_path = f"{HERE}/{made['id']}"
    assert await patience.is_resting(delivery.webhook_id)
    await patience.wake(delivery.webhook_id)
    assert not await patience.is_resting(delivery.webhook_id)
    assert (await company.client.get(there_path)).json()["data"]["failing_since"] is not None


async def test_who_asks_by_hand_gets_an_attempt(company: Company, there: Receiver, slow):
    made = await webhook(company, there.url)
    await happened(company)
    await when_due(company, JOB)
    [delivery] = await deliveries(company)
    await company.client.post(f"{HERE}/{made['id']}/ping")
    await when_due(company, JOB)
    assert [each.is_ping for each in slow] == [False, True]
    await company.client.post(f"{HERE}/{made['id']}/deliveries/{delivery.id}/redeliver")
    await when_due(company, JOB)
    assert len(slow) == 3


async def test_another_webhook_does_not_wait_for_it(company: Company, there: Receiver, slow):
    await webhook(company, there.url)
    await webhook(company, there.url)
    await happened(company)
    await when_due(company, JOB)
    assert len({each.webhook_id for each in slow}) == 2


async def test_a_rest_doubles_up_to_a_quarter_of_an_hour():
    webhook_id = new_id()
    seconds = []
    for _ in range(12):
        await patience.rest(webhook_id)
        seconds.append(await cache_client().ttl(f"webhook:resting:{webhook_id}"))
    assert seconds == pytest.approx([60, 120, 240, 480, *[900] * 8], abs=2)
    await patience.wake(webhook_id)
    await patience.rest(webhook_id)
    assert await cache_client().ttl(f"webhook:resting:{webhook_id}") == pytest.approx(60, abs=2)


async def test_without_a_cache_everything_is_tried(monkeypatch):
    class Away:
        def __getattr__(self, name):
            raise CacheAway

    monkeypatch.setattr(patience, "cache_client", Away)
    await patience.rest(new_id())
    await patience.wake(new_id())
    assert not await patience.is_resting(new_id())
