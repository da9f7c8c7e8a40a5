"""From the books to findings: seen, shown with what they are compared with, gone again."""

from sqlalchemy import text

from tests.conftest import Company
from tests.factories import anomalies
from tests.factories.anomalies import near_duplicate, ordinary


async def with_a_duplicate(company: Company, runs_jobs) -> tuple[dict, list]:
    bills = ordinary()
    ids = await anomalies.book(company, [*bills, near_duplicate(bills[100])])
    run = await anomalies.ran(company, runs_jobs)
    assert run["status"] == "done", run
    return run, ids


async def test_a_duplicate_under_another_number_is_found_beside_the_first(company: Company, runs_jobs):
    run, ids = await with_a_duplicate(company, runs_jobs)
    assert (run["entry_count"], run["finding_count"], run["new_count"]) == (152, 1, 1)  # and one posting by hand
    found = await anomalies.findings(company)
    assert [(each["entry_id"], each["book"], each["status"]) for each in found] == [(str(ids[-1]), "purchases", "open")]
    shown = await anomalies.detail(company, found[0]["id"])
    reason = shown["reasons"][0]
    assert (reason["control"], reason["family"]) == ("near_duplicate", "duplicates")
    assert {each["name"]: each["value"] for each in reason["figures"]}["alteration"] == "punctuation"
    assert round(sum(each["points"] for each in shown["reasons"]), 2) == shown["score"] >= 1.25
    assert [(each["control"], each["entries"][0]["entry_id"]) for each in shown["compared_with"]] == [
        ("near_duplicate", str(ids[100]))
    ]
    assert shown["entry"]["reference"] == shown["reference"]
    assert shown["history"]["entries"] == 26
    assert shown["sightings"][0]["run_id"] == run["id"]


async def test_the_same_books_judged_again_change_nothing(company: Company, runs_jobs):
    first, _ = await with_a_duplicate(company, runs_jobs)
    before = await anomalies.findings(company)
    again = await anomalies.ran(company, runs_jobs)
    assert (again["findings_sha256"], again["entries_sha256"]) == (first["findings_sha256"], first["entries_sha256"])
    assert (again["new_count"], again["back_count"], again["gone_count"]) == (0, 0, 0)
    assert await anomalies.findings(company) == before
    assert len((await anomalies.detail(company, before[0]["id"]))["sightings"]) == 1


async def test_what_left_the_books_stands_out_no_more(company: Company, runs_jobs):
    _, ids = await with_a_duplicate(company, runs_jobs)
    await reverse(company, ids[-1])
    run = await anomalies.ran(company, runs_jobs)
    assert (run["finding_count"], run["gone_count"]) == (0, 1)
    assert await anomalies.findings(company) == []
    gone = (await anomalies.findings(company, status="gone"))[0]
    shown = await anomalies.detail(company, gone["id"])
    assert [len(each["reasons"]) > 0 for each in shown["sightings"]] == [False, True]
    assert shown["entry"] is None
    refused = await anomalies.say(company, gone, "accept")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "finding_gone")


async def reverse(company: Company, invoice_id) -> None:
    async with company.begin() as work:
        await work.session.execute(
            text("update accounting.invoices set status = 'reversed' where id = :id"), {"id": invoice_id}
        )


async def test_findings_are_asked_for_by_entry_control_score_and_day(company: Company, runs_jobs):
    _, ids = await with_a_duplicate(company, runs_jobs)
    found = (await anomalies.findings(company))[0]
    for asked, count in (
        ({"entry": [str(ids[-1]), str(ids[0])]}, 1),
        ({"entry": found["journal_entry_id"]}, 1),
        ({"entry": str(ids[0])}, 0),
        ({"control": "near_duplicate"}, 1),
        ({"control": ["split", "iban_changed"]}, 0),
        ({"min_score": "1.3"}, 1),
        ({"min_score": "50"}, 0),
        ({"book": "sales"}, 0),
        ({"contact": found["contact_id"]}, 1),
        ({"q": found["counterparty"][-3:]}, 1),
        ({"from": found["booked_on"], "to": found["booked_on"]}, 1),
        ({"to": "2025-12-31"}, 0),
        ({"status": ["accepted", "snoozed"]}, 0),
    ):
        assert len(await anomalies.findings(company, **asked)) == count, asked
    file = await company.client.get(f"{anomalies.BASE}/findings", params={"format": "csv"})
    assert found["reference"] in file.text


async def test_what_needs_somebody_counts_them(company: Company, runs_jobs):
    await with_a_duplicate(company, runs_jobs)
    needs = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["needs_you"]
    mine = [each for each in needs if each["kind"] == "anomalies_to_look_at"]
    assert [(each["count"], each["link"]) for each in mine] == [
        (1, {"to": "anomalies", "filters": {"status": ["open"]}})
    ]
