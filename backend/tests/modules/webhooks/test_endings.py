"""How a delivery ends, how a webhook is switched off, and sending again by hand."""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from app.modules.webhooks import sending, settling
from app.modules.webhooks.models import Webhook, WebhookDelivery
from tests.conftest import Company
from tests.factories.booking import refusal
from tests.factories.jobs import change
from tests.factories.mailbox import jobs, mails, run_due, when_due
from tests.factories.people import colleague
from tests.factories.receiver import (
    TAKEN,
    Receiver,
    answer,
    attempts,
    deliveries,
    happened,
    the,
    webhook,
)

HERE = "/api/v1/webhooks"
JOB = "webhooks.deliver"


async def test_three_days_of_failure_switch_it_off_and_the_owners_are_told(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    await colleague(company, "member")
    await happened(company)
    there.says = [answer(500)] * 9
    await when_due(company, JOB)
    assert (await the(company)).is_active
    async with company.begin() as work:
        await work.session.execute(update(Webhook).values(failing_since=work.now - timedelta(days=3)))
    await when_due(company, JOB)
    off = (await company.client.get(f"{HERE}/{made['id']}")).json()["data"]
    assert (off["is_active"], off["disabled_reason"]) == (False, "failing")
    assert off["last_delivery"]["status"] == "failed"
    told = [each for each in await mails(company) if each.template == "webhook_switched_off"]
    assert [(each.recipient, each.language) for each in told] == [(company.email, "en")]
    assert told[0].subject == "A webhook of Peeters BV was switched off"
    await happened(company)
    assert len(await deliveries(company)) == 1, "nothing is planned for one that is off"


async def test_gone_is_taken_at_its_word(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    there.says = [answer(410)]
    await happened(company)
    await happened(company)
    await when_due(company, JOB)
    off = (await company.client.get(f"{HERE}/{made['id']}")).json()["data"]
    assert (off["is_active"], off["disabled_reason"]) == (False, "gone")
    assert len(there.came) == 1, "what was waiting is not sent there any more"
    assert [each.status for each in await deliveries(company)] == ["failed", "failed"]
    assert {each.error for each in await attempts(company)} == {"refused", "switched_off"}


async def test_a_delivery_that_failed_is_sent_again_under_its_id(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    there.says = [answer(410)]
    await happened(company)
    await when_due(company, JOB)
    [failed] = await deliveries(company)
    path = f"{HERE}/{made['id']}/deliveries/{failed.id}/redeliver"
    assert refusal(await company.client.post(path)) == (409, "webhook_is_off")
    await company.client.patch(f"{HERE}/{made['id']}", json={"is_active": True})
    again = await company.client.post(path)
    assert again.status_code == 202, again.text
    assert again.json()["data"]["status"] == "pending"
    await when_due(company, JOB)
    [delivered] = await deliveries(company)
    assert (delivered.status, delivered.attempts) == ("delivered", 2)
    assert there.came[0].body == there.came[1].body
    assert there.came[0].headers["webhook-id"] == there.came[1].headers["webhook-id"]


async def test_one_that_waits_is_sent_now_and_not_twice(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    there.says = [answer(500)]
    await happened(company)
    await run_due(company, JOB)
    [waiting] = await deliveries(company)
    assert (await company.client.post(f"{HERE}/{made['id']}/deliveries/{waiting.id}/redeliver")).status_code == 202
    await run_due(company, JOB)
    assert len(there.came) == 2
    await when_due(company, JOB)
    assert len(there.came) == 2
    [delivered] = await deliveries(company)
    assert (delivered.status, delivered.attempts) == ("delivered", 2)


async def test_one_that_is_due_or_under_way_is_not_sent_a_second_time(company: Company, there: Receiver, monkeypatch):
    made = await webhook(company, there.url)
    await happened(company)
    [due] = await deliveries(company)
    path = f"{HERE}/{made['id']}/deliveries/{due.id}/redeliver"
    assert refusal(await company.client.post(path)) == (409, "delivery_pending")
    asked = []

    async def meanwhile(parcel, send=sending.send):
        asked.append(refusal(await company.client.post(path)))
        return await send(parcel)

    monkeypatch.setattr(sending, "send", meanwhile)
    await run_due(company, JOB)
    assert (asked, len(there.came)) == ([(409, "delivery_pending")], 1)
    assert (await company.client.post(path)).status_code == 202


async def test_asked_for_at_once_by_two_it_is_sent_now_once(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    there.says = [answer(500)]
    await happened(company)
    await run_due(company, JOB)
    [waiting] = await deliveries(company)
    path = f"{HERE}/{made['id']}/deliveries/{waiting.id}/redeliver"
    answers = await asyncio.gather(*(company.client.post(path) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [202, 409, 409]
    await when_due(company, JOB)
    assert len(there.came) == 2


async def test_one_that_was_taken_can_be_sent_again(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    await happened(company)
    await run_due(company, JOB)
    [taken] = await deliveries(company)
    assert (await company.client.post(f"{HERE}/{made['id']}/deliveries/{taken.id}/redeliver")).status_code == 202
    await run_due(company, JOB)
    assert len(there.came) == 2
    assert [each.status for each in await deliveries(company)] == ["delivered"]


async def test_a_cancelled_job_gives_its_delivery_up(company: Company, there: Receiver):
    await webhook(company, there.url)
    await happened(company)
    [job] = await jobs(company, JOB)
    await change(company, job.id, cancel_requested=True)
    await run_due(company, JOB)
    assert [(each.status, each.next_attempt_at) for each in await deliveries(company)] == [("failed", None)]
    assert [each.error for each in await attempts(company)] == ["cancelled"]
    assert there.came == []


async def test_removing_meanwhile_disturbs_nobody(company: Company, there: Receiver, monkeypatch):
    """Removed between the sending and the noting of it."""
    made = await webhook(company, there.url)
    await happened(company)
    real = sending.send

    async def send_and_remove(parcel):
        verdict = await real(parcel)
        assert (await company.client.delete(f"{HERE}/{made['id']}")).status_code == 204
        return verdict

    monkeypatch.setattr(sending, "send", send_and_remove)
    await run_due(company, JOB)
    assert await deliveries(company) == []


async def test_work_that_is_told_of_and_removing_do_not_fail_each_other(company: Company, there: Receiver):
    for _ in range(5):
        made = await webhook(company, there.url)
        outcomes = await asyncio.gather(
            *(happened(company) for _ in range(10)),
            company.client.delete(f"{HERE}/{made['id']}"),
            return_exceptions=True,
        )
        assert [each for each in outcomes if isinstance(each, Exception)] == []
        assert outcomes[-1].status_code == 204


async def test_deliveries_are_listed_latest_first_and_by_status(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    there.says = [TAKEN, answer(500)]
    await happened(company)
    await happened(company, "document.failed")
    await when_due(company, JOB)
    path = f"{HERE}/{made['id']}/deliveries"
    listed = (await company.client.get(path)).json()["data"]
    assert [each["event"] for each in listed] == ["document.failed", "document.read"]
    assert listed[0]["next_attempt_at"] is not None
    pending = (await company.client.get(path, params={"status": "pending"})).json()["data"]
    assert [each["event"] for each in pending] == ["document.failed"]
    read = (await company.client.get(path, params={"event": "document.read"})).json()["data"]
    assert [each["status"] for each in read] == ["delivered"]


async def test_a_month_later_the_log_is_forgotten(company: Company, there: Receiver):
    await webhook(company, there.url)
    there.says = [TAKEN, answer(500)]
    await happened(company)
    await happened(company)
    await run_due(company, JOB)
    await happened(company)
    await run_due(company, JOB)
    before = await deliveries(company)
    async with company.begin() as work:
        long_ago = work.now - settling.KEPT - timedelta(hours=1)
        await work.session.execute(
            update(WebhookDelivery).where(WebhookDelivery.id != before[2].id).values(created_at=long_ago)
        )
        await settling.forget(work)
    assert {each.id for each in await deliveries(company)} == {before[1].id, before[2].id}, "one is still on its way"
