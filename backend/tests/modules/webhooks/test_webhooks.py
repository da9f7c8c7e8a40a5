"""Webhooks as a company sees them: made, changed, tried, removed."""

import asyncio

import pytest
from sqlalchemy import select, text

from app.modules.identity.models import User
from app.modules.webhooks.catalogue import EVENTS
from app.modules.webhooks.models import Webhook, WebhookDelivery
from tests.conftest import Company
from tests.factories.booking import faults, refusal
from tests.factories.mailbox import when_due
from tests.factories.people import colleague
from tests.factories.receiver import Receiver, webhook

HERE = "/api/v1/webhooks"


async def events_of(company: Company, name: str) -> list[dict]:
    async with company.begin() as work:
        query = text("select payload from audit.events where name = :name order by sequence")
        return list((await work.session.execute(query, {"name": name})).scalars())


async def test_a_webhook_shows_its_secret_once(company: Company, there: Receiver):
    made = await webhook(company, there.url, ("invoice.booked", "document.read"), description="our warehouse")
    assert made["secret"].startswith("whsec_")
    assert len(made["secret"]) > 36
    shown = await company.client.get(f"{HERE}/{made['id']}")
    assert shown.headers["etag"] == '"1"'
    assert shown.json()["data"] == {
        "id": made["id"],
        "type": "webhook",
        "url": there.url,
        "description": "our warehouse",
        "events": ["document.read", "invoice.booked"],
        "is_active": True,
        "disabled_reason": None,
        "failing_since": None,
        "created_at": made["created_at"],
        "version": 1,
        "last_delivery": None,
    }
    [listed] = (await company.client.get(HERE)).json()["data"]
    assert listed == shown.json()["data"]
    async with company.begin() as work:
        kept = (await work.session.scalars(select(Webhook))).one()
    assert made["secret"][6:] not in kept.secret_sealed
    assert await events_of(company, "webhook.made") == [
        {"webhook_id": made["id"], "host": "127.0.0.1", "events": ["document.read", "invoice.booked"]}
    ]


async def test_everything_means_everything(company: Company, there: Receiver):
    assert (await webhook(company, there.url, ("invoice.booked", "*")))["events"] == ["*"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"events": []}, "events"),
        ({"events": ["invoice.lost"]}, "events.0"),
        ({"events": ["invoice.booked", "user.signed_in"]}, "events.1"),
        ({"events": ["webhook.ping"]}, "events.0"),
        ({"url": "x" * 2001}, "url"),
        ({"url": ""}, "url"),
        ({"url": None}, "url"),
        ({"description": "x" * 201}, "description"),
        ({"secret": "whsec_mine"}, "secret"),
        ({"is_active": False}, "is_active"),
        ({"tenant_id": "0194f1a2-b3c4-7d21-a0f3-c9d1e2f30415"}, "tenant_id"),
    ],
)
async def test_a_field_that_is_wrong_is_named(company: Company, there: Receiver, wrong, field):
    refused = await company.client.post(HERE, json={"url": there.url, "events": ["*"]} | wrong)
    assert refused.status_code == 422
    assert field in faults(refused)


async def test_a_change_needs_the_version_that_was_seen(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    path = f"{HERE}/{made['id']}"
    changed = await company.client.patch(path, json={"events": ["invoice.booked"]}, headers={"if-match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert changed.json()["data"]["events"] == ["invoice.booked"]
    stale = await company.client.patch(path, json={"is_active": False}, headers={"if-match": '"1"'})
    assert refusal(stale) == (412, "changed_meanwhile")
    assert (await events_of(company, "webhook.revised"))[-1] == {
        "webhook_id": made["id"],
        "old": {"events": ["*"]},
        "new": {"events": ["invoice.booked"]},
    }


async def test_a_changed_address_is_examined_and_its_secrets_stay_out_of_the_audit_trail(
    company: Company, there: Receiver
):
    made = await webhook(company, there.url)
    path = f"{HERE}/{made['id']}"
    assert faults(await company.client.patch(path, json={"url": "http://10.0.0.1/"})) == {"url"}
    changed = await company.client.patch(path, json={"url": f"http://localhost:{there.port}/other?key=s3cret"})
    assert changed.status_code == 200, changed.text
    [told] = await events_of(company, "webhook.revised")
    assert (told["old"], told["new"]) == ({"host": "127.0.0.1"}, {"host": "localhost"})


async def test_switching_on_forgets_why_it_was_off(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    async with company.begin() as work:
        row = (await work.session.scalars(select(Webhook))).one()
        row.is_active, row.disabled_reason, row.failing_since = False, "failing", work.now
    changed = await company.client.patch(f"{HERE}/{made['id']}", json={"is_active": True})
    told = changed.json()["data"]
    assert (told["is_active"], told["disabled_reason"], told["failing_since"]) == (True, None, None)


async def test_what_is_removed_takes_its_deliveries_along(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    path = f"{HERE}/{made['id']}"
    assert (await company.client.post(f"{path}/ping")).status_code == 202
    assert (await company.client.delete(path)).status_code == 204
    await when_due(company, "webhooks.deliver")
    assert there.came == []
    assert refusal(await company.client.get(path)) == (404, "webhook_not_found")
    assert refusal(await company.client.delete(path)) == (404, "webhook_not_found")
    async with company.begin() as work:
        assert (await work.session.scalars(select(WebhookDelivery))).all() == []


async def test_a_company_has_at_most_twenty(company: Company, there: Receiver):
    """Also when they are asked for at the same time."""
    asked = {"url": there.url, "events": ["*"]}
    first = await webhook(company, there.url)
    await company.client.delete(f"{HERE}/{first['id']}")
    answers = await asyncio.gather(*(company.client.post(HERE, json=asked) for _ in range(24)))
    assert sorted(each.status_code for each in answers) == [201] * 20 + [409] * 4
    assert {refusal(each)[1] for each in answers if each.status_code == 409} == {"too_many_webhooks"}


async def test_the_catalogue_tells_what_there_is(company: Company):
    told = (await company.client.get(f"{HERE}/events")).json()["data"]
    assert [each["name"] for each in told] == list(EVENTS)
    assert all(each["description"].endswith(".") and each["ids"] for each in told)


async def test_a_ping_is_sent_once_also_to_one_that_is_off(company: Company, there: Receiver):
    made = await webhook(company, there.url, ("invoice.booked",))
    path = f"{HERE}/{made['id']}"
    await company.client.patch(path, json={"is_active": False})
    there.says = [b"HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n"]
    pinged = (await company.client.post(f"{path}/ping")).json()["data"]
    assert (pinged["event"], pinged["status"]) == ("webhook.ping", "pending")
    await when_due(company, "webhooks.deliver")
    await when_due(company, "webhooks.deliver")
    assert len(there.came) == 1
    assert there.came[0].message["data"] == {"webhook_id": made["id"]}
    shown = (await company.client.get(path)).json()["data"]
    assert (shown["last_delivery"]["id"], shown["last_delivery"]["status"]) == (pinged["id"], "failed")
    assert shown["failing_since"] is None, "a ping says nothing about deliveries"


async def test_a_new_secret_signs_at_once_and_the_old_one_for_a_day(company: Company, there: Receiver, monkeypatch):
    made = await webhook(company, there.url)
    path = f"{HERE}/{made['id']}"
    rotated = (await company.client.post(f"{path}/rotate-secret")).json()["data"]
    assert rotated["secret"] != made["secret"]
    await company.client.post(f"{path}/ping")
    await when_due(company, "webhooks.deliver")
    assert there.came[0].is_signed_with(made["secret"])
    assert there.came[0].is_signed_with(rotated["secret"])
    third = (await company.client.post(f"{path}/rotate-secret")).json()["data"]
    await company.client.post(f"{path}/ping")
    await when_due(company, "webhooks.deliver")
    assert [there.came[1].is_signed_with(each["secret"]) for each in (made, rotated, third)] == [False, True, True]
    assert len(await events_of(company, "webhook.secret_rotated")) == 2


async def test_who_has_not_confirmed_their_address_makes_none(company: Company, there: Receiver):
    async with company.begin() as work:
        (await work.session.get_one(User, company.user_id)).email_verified_at = None
    refused = await company.client.post(HERE, json={"url": there.url, "events": ["*"]})
    assert refusal(refused) == (403, "email_not_verified")


@pytest.mark.parametrize("role", ["member", "accountant", "viewer"])
async def test_only_an_owner_may(company: Company, there: Receiver, role):
    made = await webhook(company, there.url)
    other = await colleague(company, role)
    path = f"{HERE}/{made['id']}"
    for method, where in [
        ("get", HERE),
        ("get", path),
        ("delete", path),
        ("post", f"{path}/ping"),
        ("get", f"{path}/deliveries"),
    ]:
        answer = await other.client.request(method, where)
        assert refusal(answer) == (403, "permission_missing")


async def test_another_companys_webhook_is_not_there(company: Company, other_company: Company, there: Receiver):
    made = await webhook(company, there.url)
    path = f"{HERE}/{made['id']}"
    pinged = (await company.client.post(f"{path}/ping")).json()["data"]["id"]
    assert (await other_company.client.get(HERE)).json()["data"] == []
    for method, where in [
        ("get", path),
        ("patch", path),
        ("delete", path),
        ("post", f"{path}/ping"),
        ("post", f"{path}/rotate-secret"),
        ("get", f"{path}/deliveries"),
    ]:
        answer = await other_company.client.request(method, where, **({"json": {}} if method == "patch" else {}))
        assert refusal(answer) == (404, "webhook_not_found")
    for method, where in [("get", f"{path}/deliveries/{pinged}"), ("post", f"{path}/deliveries/{pinged}/redeliver")]:
        assert refusal(await other_company.client.request(method, where)) == (404, "delivery_not_found")
    mine = await webhook(other_company, there.url)
    crossed = await other_company.client.get(f"{HERE}/{mine['id']}/deliveries/{pinged}")
    assert refusal(crossed) == (404, "delivery_not_found")
