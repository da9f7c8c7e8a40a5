"""Invoices that come back: what is tried when they are made, and what happens when they rested for a while."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from accounting.schedule import months_later
from app.modules.invoicing import queries
from app.modules.invoicing import recurring as service
from app.modules.invoicing.models import RecurringInvoice
from tests.conftest import Company, new_client
from tests.factories.invoicing import BASE, contact, day, line
from tests.modules.identity.people import confirm_address

PATH = "/api/v1/recurring-invoices"


async def recurring(company: Company, **more) -> dict:
    content = {"contact_id": more.pop("contact_id", None) or await contact(company), "lines": [line()]}
    asked = {"name": "Rent", "every": "month", "starts_on": "2026-01-15", "content": content} | more
    answer = await company.client.post(PATH, json=asked)
    return {"status": answer.status_code} | (answer.json().get("data") or answer.json()["errors"][0])


async def test_one_that_rested_makes_nothing_of_the_days_it_missed(company: Company):
    made = await recurring(company)
    await company.client.patch(f"{PATH}/{made['id']}", json={"is_active": False})
    on = (await company.client.patch(f"{PATH}/{made['id']}", json={"is_active": True})).json()["data"]
    assert on["next_on"][8:] == "15"
    assert await day(company, -1) < on["next_on"] < await day(company, 32)


async def test_one_that_rested_begins_when_it_is_told_to(company: Company):
    made = await recurring(company)
    await company.client.patch(f"{PATH}/{made['id']}", json={"is_active": False})
    asked = {"is_active": True, "next_on": "2026-03-15"}
    assert (await company.client.patch(f"{PATH}/{made['id']}", json=asked)).json()["data"]["next_on"] == "2026-03-15"


async def test_what_would_stop_it_from_issuing_is_said_when_it_is_made(company: Company):
    foreign = await contact(company, country="FR")
    lines = [line(treatment="intra_community_services", vat_rate="0")]
    content = {"contact_id": foreign, "lines": lines}
    drafts = await recurring(company, content=content)
    assert drafts["status"] == 201, "somebody looks at a draft first"
    refused = await recurring(company, content=content, issues_by_itself=True)
    assert (refused["status"], refused["code"]) == (422, "customer_vat_number_needed")
    assert (await company.client.get("/api/v1/invoices")).json()["data"] == [], "nothing of the trial stays"


async def revised(company: Company, made: dict, **change) -> dict:
    answer = await company.client.patch(f"{PATH}/{made['id']}", json=change)
    return {"status": answer.status_code} | (answer.json().get("data") or answer.json()["errors"][0])


async def waiting(company: Company, on: str) -> list[str]:
    async with company.begin() as work:
        return [str(each) for each in await service.due(work, date.fromisoformat(on))]


async def test_nothing_is_issued_after_the_last_day_that_was_given(company: Company):
    made = await recurring(company, starts_on="2026-12-01", issues_by_itself=True)
    assert await waiting(company, "2026-12-01") == [made["id"]]
    ended = await revised(company, made, ends_on="2026-12-31")
    assert ended["next_on"] == "2026-12-01", "the last one is still to come"
    assert (await revised(company, made, next_on="2027-01-01"))["code"] == "next_day_refused"
    async with company.begin() as work:
        row = (await work.session.scalars(select(RecurringInvoice))).one()
        row.last_made_on, row.next_on = date(2026, 12, 1), date(2027, 1, 1)
    assert await waiting(company, "2027-01-01") == [], "what is kept from before is not made either"
    async with company.begin() as work:
        assert not await service.run_if_due(work, UUID(made["id"]), date(2027, 1, 1))
    assert (await revised(company, made, name="Rent of 2026"))["next_on"] is None
    assert (await revised(company, made, ends_on=None))["next_on"] == "2027-01-01", "the contract goes on after all"
    assert (await company.client.get(BASE)).json()["data"] == []


async def test_the_screen_may_tell_the_same_next_day_again(company: Company):
    made = await recurring(company, starts_on="2027-01-01")
    change = {"next_on": "2027-01-01", "ends_on": "2027-06-30", "every": "quarter"}
    assert (await revised(company, made, **change))["next_on"] == "2027-01-01"


async def test_another_rhythm_goes_on_from_today(company: Company):
    made = await recurring(company, starts_on="2026-01-31", every="year")
    assert (await company.client.post(f"{PATH}/{made['id']}/run")).status_code == 201
    weekly = await revised(company, made, every="week")
    assert await day(company, -1) < weekly["next_on"] < await day(company, 7)
    assert date.fromisoformat(weekly["next_on"]).weekday() == 5, "as 31 January 2026 was a Saturday"


async def test_a_next_day_that_is_none_of_its_rhythm_begins_it_anew(company: Company):
    """Asked for the 15th, it does not come back on the 1st two weeks later."""
    made = await recurring(company, starts_on="2027-01-01")
    moved = await revised(company, made, next_on="2027-01-15")
    assert (moved["starts_on"], moved["next_on"]) == ("2027-01-15", "2027-01-15")
    assert (await company.client.post(f"{PATH}/{made['id']}/run")).status_code == 201
    assert (await revised(company, made, name="Hire"))["next_on"] == "2027-02-15"
    quarterly = await revised(company, made, next_on="2027-02-15", every="quarter")
    assert (quarterly["starts_on"], quarterly["next_on"]) == ("2027-02-15", "2027-02-15")


async def test_one_that_was_moved_on_may_end_before_its_new_day(company: Company):
    made = await recurring(company, starts_on="2027-01-15")
    assert (await company.client.post(f"{PATH}/{made['id']}/run")).status_code == 201
    assert (await revised(company, made, next_on="2027-02-20"))["starts_on"] == "2027-02-20"
    ended = await revised(company, made, ends_on="2027-01-31")
    assert (ended["ends_on"], ended["next_on"]) == ("2027-01-31", None)


async def test_a_later_day_of_its_rhythm_leaves_it_as_it_is(company: Company):
    made = await recurring(company, starts_on="2027-01-31")
    later = await revised(company, made, next_on="2027-02-28")
    assert (later["starts_on"], later["next_on"]) == ("2027-01-31", "2027-02-28")
    assert (await company.client.post(f"{PATH}/{made['id']}/run")).status_code == 201
    assert (await revised(company, made, name="Hire"))["next_on"] == "2027-03-31"


async def test_no_day_is_made_twice(company: Company):
    made = await recurring(company, starts_on="2027-01-15")
    assert (await company.client.post(f"{PATH}/{made['id']}/run")).status_code == 201
    again = await revised(company, made, next_on="2027-01-15")
    assert (again["status"], again["code"], again["field"]) == (422, "next_day_refused", "next_on")
    assert (await revised(company, made, next_on="2027-01-16"))["next_on"] == "2027-01-16"


@pytest.mark.parametrize("itself", [True, False])
async def test_one_that_has_ended_makes_no_more_until_its_last_day_is_moved(company: Company, *, itself: bool):
    first = date.fromisoformat(await day(company, -20))
    days = [str(first), str(months_later(first, 1)), str(months_later(first, 2))]
    made = await recurring(company, starts_on=days[0], ends_on=days[1], issues_by_itself=itself)
    path = f"{PATH}/{made['id']}"
    for expected in days[:2]:
        assert (await company.client.get(path)).json()["data"]["next_on"] == expected
        assert (await company.client.post(f"{path}/run")).status_code == 201
    for _ in range(2):
        refused = await company.client.post(f"{path}/run")
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "recurring_invoice_ended")
    ended = (await company.client.get(path)).json()["data"]
    assert (ended["last_made_on"], ended["next_on"]) == (days[1], None)
    assert len((await company.client.get(BASE)).json()["data"]) == 2
    longer = await revised(company, made, ends_on=days[2], is_active=True)
    assert longer["next_on"] == days[2]
    assert (await company.client.post(f"{path}/run")).status_code == 201


@pytest.mark.parametrize(("months", "status"), [(24, 201), (25, 422), (121, 422)])
async def test_what_issues_itself_makes_up_for_two_years_of_months_at_most(company: Company, months: int, status: int):
    starts_on = months_later(date.fromisoformat(await day(company, -1)), 1 - months).isoformat()
    asked = {"every": "month", "starts_on": starts_on}
    made = await recurring(company, issues_by_itself=True, **asked)
    assert made["status"] == status
    if status == 422:
        assert (made["code"], made["field"]) == ("next_day_refused", "starts_on")
        assert made["message"].startswith(f"{months} days before today would be issued at once")
        drafts = await recurring(company, **asked)
        switched = await revised(company, drafts, issues_by_itself=True)
        assert (switched["status"], switched["field"]) == (422, "next_on")
        assert (await revised(company, drafts, issues_by_itself=True, next_on=await day(company, 0)))["status"] == 200


async def test_what_sends_itself_needs_somebody_to_send_it_to(company: Company):
    silent, itself = await contact(company, email=None), {"issues_by_itself": True, "sends_by_itself": True}
    refused = await recurring(company, contact_id=silent, starts_on=await day(company, 1), **itself)
    assert (refused["status"], refused["code"], refused["field"]) == (422, "recipient_needed", "sends_by_itself")
    made = await recurring(company, contact_id=silent, starts_on=await day(company, 1))
    refused = await revised(company, made, **itself)
    assert (refused["status"], refused["code"], refused["field"]) == (422, "recipient_needed", "sends_by_itself")


async def test_one_that_cannot_be_sent_any_more_is_issued_even_so_and_says_why_it_was_not_sent(company: Company):
    heard = await contact(company)
    itself = {"issues_by_itself": True, "sends_by_itself": True}
    made = await recurring(company, contact_id=heard, starts_on=await day(company, 0), **itself)
    await company.client.patch(f"/api/v1/contacts/{heard}", json={"email": None})
    async with company.begin() as work:
        assert await service.run_if_due(work, UUID(made["id"]), work.today)
    [invoice] = (await company.client.get(BASE)).json()["data"]
    assert (invoice["number"] is not None, invoice["sent_at"]) == (True, None)
    found = (await company.client.get(f"{PATH}/{made['id']}")).json()["data"]
    assert (found["problem"]["code"], found["next_on"] > made["next_on"]) == ("recipient_needed", True)


@pytest.mark.parametrize("name", ["supplied_on", "valid_until"])
async def test_a_day_that_would_stand_on_every_one_of_them_is_refused(company: Company, name):
    content = {"contact_id": await contact(company), "lines": [line()]}
    dated = content | {name: await day(company, 5)}
    says = (422, "day_of_each_time", f"content.{name}")
    refused = await recurring(company, content=dated)
    assert (refused["status"], refused["code"], refused["field"]) == says
    refused = await revised(company, await recurring(company, content=content), content=dated)
    assert (refused["status"], refused["code"], refused["field"]) == says


async def test_a_day_that_was_kept_with_its_content_is_not_that_of_what_it_makes(company: Company):
    """What was made before such a day was refused."""
    made = await recurring(company)
    async with company.begin() as work:
        row = await queries.recurring(work, UUID(made["id"]), lock=True)
        row.content = row.content | {"supplied_on": "2026-01-02"}
    answer = await company.client.post(f"{PATH}/{made['id']}/run")
    assert (answer.json()["data"]["issued_on"], answer.json()["data"]["supplied_on"]) == ("2026-01-15", None)


async def test_what_is_wrong_with_its_content_is_named_where_it_stands(company: Company):
    lines = [line(), line(vat_rate="19"), line(account_code="604")]
    content = {"contact_id": await contact(company), "lines": lines}
    asked = {"name": "Rent", "every": "month", "starts_on": "2026-01-15", "content": content}
    refused = await company.client.post(PATH, json=asked)
    expected = [
        ("rate_unknown", "content.lines.1.vat_rate"),
        ("income_account_refused", "content.lines.2.account_code"),
    ]
    assert [(each["code"], each["field"]) for each in refused.json()["errors"]] == expected
    one = await recurring(company, content=content | {"lines": lines[:2]})
    assert (one["status"], one["code"], one["field"]) == (422, "rate_unknown", "content.lines.1.vat_rate")
    nobody = await recurring(company, content=content | {"contact_id": str(uuid4()), "lines": lines[:1]})
    assert (nobody["code"], nobody["field"]) == ("invoice_contact_unknown", "content.contact_id")
    made = await recurring(company)
    changed = await company.client.patch(f"{PATH}/{made['id']}", json={"content": content})
    assert [(each["code"], each["field"]) for each in changed.json()["errors"]] == expected


async def test_a_key_that_may_only_write_drafts_makes_none_that_issue_by_themselves(company: Company):
    await confirm_address(company)
    scopes = ["invoices:write", "invoices:read", "contacts:read"]
    key = (await company.client.post("/api/v1/api-keys", json={"name": "Shop", "scopes": scopes})).json()["data"]["key"]
    content = {"contact_id": await contact(company), "lines": [line()]}
    asked = {"name": "Rent", "every": "month", "starts_on": await day(company, 1), "content": content}
    itself = {"issues_by_itself": True, "sends_by_itself": True}
    theirs = (await company.client.post(PATH, json=asked | itself)).json()["data"]
    async with new_client() as program:
        program.headers["authorization"] = f"Bearer {key}"
        drafts = await program.post(PATH, json=asked)
        assert drafts.status_code == 201, drafts.text
        ours = drafts.json()["data"]
        for refused in (
            await program.post(PATH, json=asked | itself),
            await program.patch(f"{PATH}/{ours['id']}", json={"issues_by_itself": True}),
            await program.patch(f"{PATH}/{theirs['id']}", json={"content": content}),
        ):
            [said] = refused.json()["errors"]
            assert (refused.status_code, said["code"], said["field"]) == (403, "permission_missing", "issues_by_itself")
        assert (await program.patch(f"{PATH}/{ours['id']}", json={"name": "Rent 2027"})).status_code == 200
        assert (await program.patch(f"{PATH}/{theirs['id']}", json={"is_active": False})).status_code == 200
        again = await program.patch(f"{PATH}/{theirs['id']}", json={"is_active": True})
        assert again.status_code == 403, "what was switched off issues again when it is switched on"
