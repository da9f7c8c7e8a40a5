"""Accepted, explained, snoozed: it stays away until its figures change; undone, it waits again."""

from datetime import timedelta

from sqlalchemy import update

from app.modules.anomalies.models import Finding, FindingDecision
from tests.conftest import Company
from tests.factories import anomalies, people
from tests.factories.anomalies import near_duplicate, ordinary, say


async def one_finding(company: Company, runs_jobs) -> tuple[dict, list]:
    bills = ordinary()
    ids = await anomalies.book(company, [*bills, near_duplicate(bills[100])])
    await anomalies.ran(company, runs_jobs)
    return (await anomalies.findings(company))[0], ids


async def audited(company: Company) -> list[str]:
    events = (await company.client.get("/api/v1/audit/events", params={"limit": 100})).json()["data"]
    return [each["name"] for each in events if each["name"].startswith("anomaly")]


async def test_a_finding_is_explained_and_that_is_undone(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    explained = (await say(company, finding, "explain", note="two deliveries")).json()["data"]
    assert (explained["status"], explained["version"]) == ("explained", finding["version"] + 1)
    said = explained["decision"]
    assert (said["kind"], said["note"], said["created_by"]) == ("explained", "two deliveries", "An Peeters")
    assert await anomalies.findings(company, status="open") == []
    undone = (await say(company, explained, "undo", note="it was one")).json()["data"]
    assert (undone["status"], undone["decision"]) == ("open", None)
    told = (await anomalies.detail(company, finding["id"]))["decisions"]
    assert [each["kind"] for each in told] == ["undone", "explained"]
    assert (await say(company, undone, "undo")).json()["errors"][0]["code"] == "nothing_to_undo"
    assert {"anomaly.explained", "anomaly.decision_undone", "anomaly_run.ended"} <= set(await audited(company))


async def test_the_same_said_again_is_one_decision(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    first = await say(company, finding, "accept")
    again = await say(company, finding, "accept")
    assert (again.status_code, again.json()["data"]) == (200, first.json()["data"])
    assert len((await anomalies.detail(company, finding["id"]))["decisions"]) == 1


async def test_of_two_people_the_second_is_told(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    await say(company, finding, "accept")
    late = await say(company, finding, "explain", note="I know this one")
    assert (late.status_code, late.json()["errors"][0]["code"]) == (412, "changed_meanwhile")


async def test_who_may_only_look_decides_nothing(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    viewer = await people.colleague(company, "viewer")
    assert len(await anomalies.findings(viewer)) == 1
    assert (await say(viewer, finding, "accept")).status_code == 403


async def test_a_decided_finding_stays_away_while_the_books_grow(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    await say(company, finding, "accept")
    await anomalies.book(company, ordinary(40, seed=7, suppliers=4, begins=9000))
    run = await anomalies.ran(company, runs_jobs)
    assert (run["back_count"], run["entry_count"] > 190) == (0, True)
    assert finding["id"] not in [each["id"] for each in await anomalies.findings(company, status="open")]


async def test_it_comes_back_when_its_own_figures_change(company: Company, runs_jobs):
    finding, ids = await one_finding(company, runs_jobs)
    await say(company, finding, "accept")
    async with company.begin() as work:  # as if somebody had decided about other figures
        said = FindingDecision(
            finding_id=finding["id"], kind="explained", note="before", reasons='[["split",150,["1","2","3","4","5"]]]'
        )
        work.session.add(said)
        await work.session.flush()
        changes = {"decision_id": said.id, "status": "gone"}
        await work.session.execute(update(Finding).values(**changes))
    run = await anomalies.ran(company, runs_jobs)
    assert run["back_count"] == 1
    again = (await anomalies.findings(company, status="open"))[0]
    assert (again["entry_id"], again["decision"]) == (str(ids[-1]), None)
    assert "anomaly.came_back" in await audited(company)


async def test_a_snoozed_finding_rests_until_its_day(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    async with company.begin() as work:
        today = work.today
    for until in (today, today - timedelta(days=1), today + timedelta(days=800)):
        refused = await say(company, finding, "snooze", until=until.isoformat())
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "snoozed_into_the_past")
    snoozed = (await say(company, finding, "snooze", until=(today + timedelta(days=3)).isoformat())).json()["data"]
    assert (snoozed["status"], snoozed["snoozed_until"]) == ("snoozed", (today + timedelta(days=3)).isoformat())
    assert len(await anomalies.findings(company, status="snoozed")) == 1
    async with company.begin() as work:
        await work.session.execute(update(Finding).values(snoozed_until=today))
    assert [each["status"] for each in await anomalies.findings(company, status="open")] == ["open"]


async def test_what_was_said_of_many_is_taken_back_at_once(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)

    async def bulk(**said: object) -> list[str]:
        items = {"items": [{"id": finding["id"], **said}]}
        told = (await company.client.post(f"{anomalies.BASE}/findings/bulk/decide", json=items)).json()["data"]
        return [one["code"] for each in told["results"] for one in each["errors"]]

    assert await bulk(decision="undone") == ["nothing_to_undo"]
    assert await bulk(decision="explained", note="agreed by phone", version=1) == []
    assert await bulk(decision="undone", version=1) == ["changed_meanwhile"]
    assert await bulk(decision="undone", version=2) == []
    assert [each["id"] for each in await anomalies.findings(company, status="open")] == [finding["id"]]
    told = (await anomalies.detail(company, finding["id"]))["decisions"]
    assert [each["kind"] for each in told] == ["undone", "explained"]


async def test_many_are_decided_each_for_itself(company: Company, runs_jobs):
    finding, _ = await one_finding(company, runs_jobs)
    items = [
        {"id": finding["id"], "version": finding["version"], "decision": "accepted"},
        {"id": "01a1fc40-0000-7000-8000-000000000000", "decision": "explained", "note": "no such"},
        {"id": finding["id"], "version": 99, "decision": "explained", "note": "stale"},
        {"id": finding["id"], "decision": "explained"},
    ]
    told = (await company.client.post(f"{anomalies.BASE}/findings/bulk/decide", json={"items": items})).json()["data"]
    codes = [[one["code"] for one in each["errors"]] for each in told["results"]]
    assert codes == [[], ["finding_not_found"], ["changed_meanwhile"], ["words_needed"]]
