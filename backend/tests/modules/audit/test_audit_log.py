"""The log as its readers see it, and the proof as they ask for it."""

import asyncio
import csv
import io
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.core import nightly
from app.core.runs import execute
from app.modules.audit import tasks  # noqa: F401  (the job)
from tests.conftest import Company
from tests.factories import books, documents, mailbox, people
from tests.factories.logs import Log, intruder
from tests.modules.identity.people import not_at_the_turn_of

EVENTS, VERIFY = "/api/v1/audit/events", "/api/v1/audit/verify"


async def events(company: Company, **asked) -> list[dict]:
    answer = await company.client.get(EVENTS, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def verified(company: Company, **known) -> dict:
    answer = await company.client.post(VERIFY, json=known or None)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_who_did_what_and_from_where(company: Company):
    document = await documents.approved(company)
    [event] = await events(company, name="document.approved")
    assert event["actor"] == {"id": str(company.user_id), "name": "An Peeters"}
    assert event["payload"]["document_id"] == document["id"]
    assert event["ip"].startswith("10.")
    assert event["user_agent"].startswith("python-httpx")
    assert event["request_id"].startswith("req_")
    assert len(event["hash"]) == 64
    one = await company.client.get(f"{EVENTS}/{event['sequence']}")
    assert one.json()["data"] == event


async def test_latest_first_without_gaps_page_after_page(company: Company):
    await documents.approved(company)
    seen, cursor = [], None
    while True:
        answer = await company.client.get(EVENTS, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))
        seen += [each["sequence"] for each in answer.json()["data"]]
        if (cursor := answer.json()["meta"]["next_cursor"]) is None:
            break
    assert seen == list(range(len(seen), 0, -1))
    assert len(seen) > 5


async def test_a_name_is_asked_for_as_it_is_or_by_its_beginning_and_literally(company: Company):
    await documents.approved(company)
    assert {each["name"].split(".")[0] for each in await events(company, name="document.")} == {"document"}
    assert await events(company, name="document%") == []
    assert [each["name"] for each in await events(company, name="document.read")] == ["document.read"]
    assert await events(company, name="document") == []
    both = await events(company, name=["entry.posted", "user.registered"])
    assert {each["name"] for each in both} == {"entry.posted", "user.registered"}


async def test_an_event_tells_what_it_is_about_and_keeps_no_file_name(company: Company):
    document = await documents.approved(company)
    [event] = await events(company, name="document.approved")
    told = {each["type"]: (each["id"], each["name"]) for each in event["about"]}
    number = (await company.client.get(f"/api/v1/ledger/entries/{document['entry_id']}")).json()["data"]["number"]
    assert told["document"] == (document["id"], "factuur.pdf")
    assert told["entry"] == (document["entry_id"], number)
    assert "factuur.pdf" not in str(event["payload"])
    one = (await company.client.get(f"{EVENTS}/{event['sequence']}")).json()["data"]
    assert one["about"] == event["about"]
    [row] = csv.DictReader(
        io.StringIO((await company.client.get(EVENTS, params={"format": "csv", "name": "document.approved"})).text)
    )
    assert {"factuur.pdf", number} <= set(row["about"].split(", "))


async def test_what_is_gone_has_no_name_any_more(company: Company):
    document_id = await documents.to_review(company)
    assert (await events(company, name="document.read"))[0]["about"][0]["name"] == "factuur.pdf"
    await company.client.post(f"/api/v1/documents/{document_id}/reject", json={"reason": "not ours"})
    assert (await company.client.delete(f"/api/v1/documents/{document_id}")).status_code == 204
    assert (await events(company, name="document.read"))[0]["about"] == []


async def test_asked_for_by_person_and_by_day_and_by_what_it_says(company: Company):
    document = await documents.approved(company)
    assert await events(company, actor_id=str(uuid4())) == []
    assert len(await events(company, actor_id=str(company.user_id))) >= 5
    assert await events(company, to="2020-01-01") == []
    assert len(await events(company, **{"from": "2020-01-01"})) >= 5
    assert {each["name"] for each in await events(company, q=document["id"])} >= {
        "document.uploaded",
        "document.approved",
    }


async def test_as_a_file_every_event_is_a_row_with_the_same_columns(company: Company):
    await documents.approved(company)
    answer = await company.client.get(EVENTS, params={"format": "csv", "sort": "sequence"})
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [int(row["sequence"]) for row in rows] == list(range(1, len(rows) + 1))
    assert {row["actor_name"] for row in rows} >= {"An Peeters"}
    assert all(row["payload"].startswith("{") for row in rows)
    sheet = await company.client.get(EVENTS, params={"format": "xlsx"})
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"sort": "name"}, "sort"),
        ({"actor_id": "me"}, "actor_id.0"),
        ({"from": "2026-02-30"}, "from"),
        ({"name": ""}, "name.0"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_the_field_named(company: Company, asked, field):
    answer = await company.client.get(EVENTS, params=asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("cursor", ["x", "WyJ4IiwgInkiXQ", "WyI5MjIzMzcyMDM2ODU0Nzc1ODA4IiwgIjAxYTFmY2RiLTNhZjMtNzZmZi1hYjRiLWE2YTI4ZjA5MWE4OSJd"])  # fmt: skip
async def test_a_cursor_that_we_never_gave_is_refused(company: Company, cursor):
    answer = await company.client.get(EVENTS, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "cursor_invalid")


@pytest.mark.parametrize(("sequence", "status"), [(999_999, 404), (2**63 - 1, 404), (2**63, 422), (0, 422), ("x", 422)])
async def test_an_event_that_is_not_there(company: Company, sequence, status):
    assert (await company.client.get(f"{EVENTS}/{sequence}")).status_code == status


async def test_nobody_sees_another_companys_log(company: Company, other_company: Company):
    async with company.begin() as work:
        await work.record("test.happened")
    assert await events(other_company, name="test.") == []
    last = (await events(company))[0]["sequence"]
    assert (await other_company.client.get(f"{EVENTS}/{last + 100}")).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("member", 403), ("accountant", 200)])
async def test_the_log_is_for_owners_and_accountants(company: Company, role, status):
    person = await people.colleague(company, role)
    assert (await person.client.get(EVENTS)).status_code == status
    assert (await person.client.post(VERIFY)).status_code == status
    assert (await person.client.get("/api/v1/audit/retention")).status_code == status


async def test_a_company_proves_its_log_and_the_proof_is_an_event(company: Company):
    await documents.approved(company)
    found = await verified(company)
    assert found["holds"]
    assert found["integrity"] | {"checked": 0} == {
        "holds": True,
        "checked": 0,
        "unchecked": 0,
        "bad": 0,
        "first_bad": None,
    }
    assert found["completeness"]["from_sequence"] == 1
    assert found["completeness"]["missing"] == []
    assert found["entries_without_event"] == found["events_without_entry"] == 0
    assert (await events(company))[0]["name"] == "audit.verified"
    again = await verified(company)
    assert again["completeness"]["anchored_to"] == found["completeness"]["to_sequence"]
    assert again["completeness"]["to_sequence"] == found["completeness"]["to_sequence"] + 1


async def test_an_end_noted_before_is_still_in_it(company: Company):
    head = (await verified(company))["head"]
    await documents.approved(company)
    assert (await verified(company, known=head))["holds"]


async def test_an_end_noted_wrongly_accuses_nobody(company: Company):
    found = await verified(company, known={"sequence": 1, "hash": "0" * 64})
    assert (found["integrity"]["holds"], found["integrity"]["first_bad"]["sequence"]) == (False, 1)
    assert (await events(company))[0]["name"] == "audit.verified"
    assert (await verified(company))["holds"]


@pytest.mark.parametrize("known", [{"sequence": 0, "hash": "0" * 64}, {"sequence": 1, "hash": "xyz"}, {"sequence": 2**63, "hash": "0" * 64}])  # fmt: skip
async def test_an_end_that_cannot_be_one_is_refused(company: Company, known):
    assert (await company.client.post(VERIFY, json={"known": known})).status_code == 422


async def test_a_changed_event_is_found_and_that_is_an_event_too(company: Company):
    await documents.approved(company)
    async with intruder() as line:
        await line.execute(
            text("update audit.events set actor_id = null where tenant_id = :t and sequence = 3"),
            {"t": company.tenant_id},
        )
    found = await verified(company)
    assert (found["holds"], found["integrity"]["first_bad"]["sequence"]) == (False, 3)
    assert found["completeness"]["holds"]
    broken = (await events(company))[0]
    assert (broken["name"], broken["payload"]["first_bad"]) == ("audit.broken", 3)


async def test_an_entry_smuggled_into_the_books_is_missed_in_the_log(company: Company):
    entry = await books.post(company)
    async with intruder() as line:
        await line.execute(
            text("update audit.events set payload = payload || '{\"entry_id\": \"x\"}' where tenant_id = :t and name = 'entry.posted'"),
            {"t": company.tenant_id},
        )  # fmt: skip
    found = await verified(company)
    assert (found["entries_without_event"], found["events_without_entry"]) == (1, 1)
    assert not found["completeness"]["holds"]
    assert entry.number


async def test_too_many_proofs_a_minute_are_refused(company: Company):
    await not_at_the_turn_of(60)
    answers = [await company.client.post(VERIFY) for _ in range(11)]
    assert [each.status_code for each in answers] == [200] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_how_long_each_class_is_kept_and_by_which_law(company: Company):
    await documents.approved(company)
    answer = await company.client.get("/api/v1/audit/retention")
    by_class = {each["class"]: each for each in answer.json()["data"]}
    assert (by_class["books"]["years"], by_class["books"]["oldest"]) == (10, "2026-11-02")
    assert by_class["books"]["may_be_removed_from"] == "2037-01-01"
    assert "VAT Code art. 60" in by_class["invoices"]["source"]
    assert (by_class["not_booked"]["years"], by_class["not_booked"]["oldest"]) == (0, None)


async def test_rows_of_before_the_newer_scheme_still_prove_themselves():
    """They were hashed without their lengths; what follows them is not."""
    log = Log()
    await log.write(4)
    old = "concat_ws('|', tenant_id, sequence, actor_id, name, payload, origin, extract(epoch from recorded_at))"
    async with intruder() as line:
        for sequence in range(1, 5):
            await line.execute(
                text(
                    "update audit.events e set scheme = 1, hash = sha256(coalesce((select hash from audit.events"
                    f" where tenant_id = :t and sequence = :s - 1), ''::bytea) || convert_to({old}, 'UTF8'))"
                    " where tenant_id = :t and sequence = :s"
                ),
                log.mine | {"s": sequence},
            )
    await log.write(4)
    assert (await log.verify()).holds
    await log.tamper("update audit.events set name = 'x' where tenant_id = :t and sequence = 2")
    assert (await log.verify()).integrity.first_bad.sequence == 2


async def test_every_night_signs_every_company_once(company: Company, monkeypatch):
    """However often the clock asks."""
    monkeypatch.setattr(nightly, "_names", ["audit.check"])
    only_here = f"{nightly.WAITING} and t.id = '{company.tenant_id}'"  # other tests' companies sleep on
    monkeypatch.setattr(nightly, "WAITING", text(only_here))
    night = date(2026, 11, 20)
    assert [await nightly.start(night), await nightly.start(night)] == [1, 0]
    [job] = await mailbox.jobs(company, "audit.check")
    assert (job.queue, job.arguments) == ("low", {"night": "2026-11-20"})
    await execute("audit.check", company.tenant_id, job.id)
    found = await verified(company)
    assert found["completeness"]["anchored_to"] == found["completeness"]["to_sequence"]
    assert [each["name"] for each in await events(company, name="audit.")] == ["audit.verified"]
    assert await nightly.start(date(2026, 11, 21)) == 1


async def test_two_clocks_that_strike_together_start_one_job(company: Company, monkeypatch):
    monkeypatch.setattr(nightly, "_names", ["audit.check"])
    only_here = f"{nightly.WAITING} and t.id = '{company.tenant_id}'"
    monkeypatch.setattr(nightly, "WAITING", text(only_here))
    started = await asyncio.gather(*(nightly.start(date(2026, 11, 20)) for _ in range(4)))
    assert sum(started) == 1
    assert len(await mailbox.jobs(company, "audit.check")) == 1
