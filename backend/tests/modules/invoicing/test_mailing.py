"""Who may have the company's letters sent, and how many an hour: nobody relays mail through us by registering."""

from datetime import UTC, datetime

import pytest

from app.core.config import settings
from app.core.nightly import night_of
from app.modules.invoicing import tasks  # noqa: F401  (the worker loads them)
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, contact, issued, line, read, refused
from tests.factories.mailbox import mails
from tests.modules.identity.people import confirm_address, not_at_the_turn_of


async def letters(company: Company) -> list[str]:
    """What was promised to customers."""
    return [each.template for each in await mails(company) if each.template != "verify_email"]


async def late(company: Company) -> dict:
    return await issued(company, issued_on="2026-01-05", due_on="2026-01-31")


@pytest.mark.parametrize("what", ["send", "remind", "bulk/send", "reminders/bulk/send", "open-items/send"])
async def test_nothing_leaves_for_somebody_whose_address_nobody_has_seen(company: Company, what):
    made = await late(company)
    if what in ("send", "remind"):
        problem = await refused(company, made, what, to="anybody@example.org")
        assert (problem["status"], problem["code"]) == (403, "email_not_verified")
    elif what == "open-items/send":
        asked = {"to": "anybody@example.org", "message": "Win a car"}
        answer = await company.client.post(f"/api/v1/contacts/{made['contact_id']}/{what}", json=asked)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "email_not_verified")
    else:
        where = f"{BASE}/{what}" if what == "bulk/send" else f"/api/v1/{what}"
        answer = await company.client.post(where, json={"items": [{"id": made["id"]}]})
        assert answer.json()["data"]["results"][0]["errors"][0]["code"] == "email_not_verified"
    assert (await letters(company), (await read(company, made))["sent_at"]) == ([], None)


async def remind_at_night(company: Company, runs_jobs) -> None:
    async with company.begin() as work:
        work.actor_id = None
        await work.enqueue("invoices.remind", night=night_of(datetime.now(UTC)).isoformat())
    await runs_jobs(company)


async def test_what_leaves_by_itself_waits_for_an_owner_whose_address_is_theirs(company: Company, runs_jobs):
    made = await late(company)
    await company.client.patch("/api/v1/company", json={"sends_reminders": True})
    await remind_at_night(company, runs_jobs)
    assert (await read(company, made))["reminders"] == []
    await confirm_address(company)
    await remind_at_night(company, runs_jobs)
    assert [each["level"] for each in (await read(company, made))["reminders"]] == [1]


async def test_a_recurring_invoice_that_may_not_be_sent_says_why(company: Company, runs_jobs):
    content = {"contact_id": await contact(company), "lines": [line()]}
    asked = {"name": "Hosting", "content": content, "starts_on": "2026-11-01"}
    asked |= {"issues_by_itself": True, "sends_by_itself": True}
    made = (await company.client.post("/api/v1/recurring-invoices", json=asked)).json()["data"]
    answer = await company.client.post(f"/api/v1/recurring-invoices/{made['id']}/run")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "email_not_verified")
    assert await letters(company) == []


async def test_an_hour_has_a_bound_also_for_what_is_sent_again(company: Company, runs_jobs, monkeypatch):
    await not_at_the_turn_of(3600)
    monkeypatch.setattr(settings(), "letters_per_hour", 2)
    await confirm_address(company)
    made = await issued(company)
    await act(company, made, "send")
    await act(company, made, "send")
    problem = await refused(company, made, "send")
    assert (problem["status"], problem["code"]) == (429, "too_many_requests")
    assert len(await letters(company)) == 2
