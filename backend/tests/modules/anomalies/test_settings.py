"""Controls switched off, limits changed, and what that would have done; whose holidays count; nothing learned across."""

from datetime import timedelta

from accounting.anomalies import CONTROLS, VERSION
from app.modules.anomalies.schemas.findings import Control, Family
from tests.conftest import Company
from tests.factories import anomalies
from tests.factories.anomalies import BASE, Bill, near_duplicate, ordinary


async def written(company: Company, seen: int | None = None, **asked):
    headers = {} if seen is None else {"if-match": f'"{seen}"'}
    return await company.client.put(f"{BASE}/settings", json=asked, headers=headers)


async def settings(company: Company) -> dict:
    return dict((await company.client.get(f"{BASE}/settings")).json()["data"])


def test_the_api_names_every_control():
    assert [control.code for control in CONTROLS] == list(Control.__args__)
    assert {control.family for control in CONTROLS} == set(Family.__args__)


async def test_at_first_they_are_ours(company: Company):
    told = await settings(company)
    assert (told["version"], told["controls_version"], told["country"]) == (0, VERSION, "BE")
    assert all(each["is_on"] for each in told["controls"])
    assert all(one["values"] == one["ours"] for each in told["controls"] for one in each["limits"])


async def test_what_is_changed_is_kept_and_what_is_ours_is_not(company: Company):
    changed = {"near_duplicate": {"days": [60], "least": [20]}, "split": {"limits": [750, 3000]}}
    answer = await written(company, 0, off=["quiet_day"], changed=changed)
    assert answer.status_code == 200, answer.text
    told = {each["control"]: each for each in answer.json()["data"]["controls"]}
    assert not told["quiet_day"]["is_on"]
    limits = {(code, one["name"]): one["values"] for code, each in told.items() for one in each["limits"]}
    assert (limits["near_duplicate", "days"], limits["near_duplicate", "least"]) == ([60], [20])
    assert limits["split", "limits"] == [750, 3000]
    assert (await written(company, 0)).status_code == 412
    back = (await written(company, 1)).json()["data"]
    assert (back["version"], all(each["is_on"] for each in back["controls"])) == (2, True)


async def test_a_limit_that_makes_no_sense_is_refused(company: Company):
    for changed in (
        {"near_duplicate": {"hours": [1]}},
        {"split": {"share": [1.5]}},
        {"near_duplicate": {"days": [100_000]}},
        {"quiet_day": {"days": [3]}},
    ):
        refused = await written(company, changed=changed)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "limit_refused"), changed
    for asked in (
        {"off": ["no_such"]},
        {"changed": {"split": {"limits": [0]}}},
        {"changed": {"split": {"limits": []}}},
    ):
        assert (await written(company, **asked)).status_code == 422, asked
    assert (await settings(company))["version"] == 0


async def recent(company: Company) -> None:
    """A duplicate within the last twelve months."""
    async with company.begin() as work:
        shift = work.today - timedelta(days=330) - anomalies.START
    bills = [Bill(each.supplier, each.number, each.on + shift, each.total) for each in ordinary()]
    await anomalies.book(company, [*bills, near_duplicate(bills[100])])


async def test_what_other_settings_would_have_done_last_year(company: Company, runs_jobs):
    await recent(company)
    off = (await company.client.post(f"{BASE}/settings/preview", json={"off": ["near_duplicate"]})).json()["data"]
    assert (off["coming_count"], off["going_count"], off["staying_count"], off["entries"]) == (0, 1, 0, 152)
    assert off["going"][0]["reasons"][0]["control"] == "near_duplicate"
    shorter = {"changed": {"near_duplicate": {"days": [5]}}}
    told = (await company.client.post(f"{BASE}/settings/preview", json=shorter)).json()["data"]
    assert (told["going_count"], told["staying_count"]) == (1, 0)
    await written(company, off=["near_duplicate"])
    back = (await company.client.post(f"{BASE}/settings/preview", json={})).json()["data"]
    assert (back["coming_count"], back["going_count"]) == (1, 0)
    assert await anomalies.findings(company) == []


async def test_findings_follow_the_settings_with_the_next_run(company: Company, runs_jobs):
    await recent(company)
    assert (await anomalies.ran(company, runs_jobs))["finding_count"] == 1
    await written(company, off=["near_duplicate"])
    run = await anomalies.ran(company, runs_jobs)
    assert (run["finding_count"], run["gone_count"]) == (0, 1)
    assert run["limits"] == '{"changed":{},"country":"BE","off":["near_duplicate"]}'


async def test_nothing_is_learned_from_one_company_for_another(company: Company, other_company: Company, runs_jobs):
    """The same books beside a company whose duplicates are practice: judged alike, to the byte."""
    await recent(company)
    alone = await anomalies.ran(company, runs_jobs)
    bills = ordinary(120)
    await anomalies.book(other_company, [each for bill in bills for each in (bill, near_duplicate(bill))])
    other = await anomalies.ran(other_company, runs_jobs)
    again = await anomalies.ran(company, runs_jobs)
    assert (again["findings_sha256"], again["entries_sha256"]) == (alone["findings_sha256"], alone["entries_sha256"])
    assert other["entry_count"] == 241
    mine = {each["id"] for each in await anomalies.findings(company)}
    assert not mine & {each["id"] for each in await anomalies.findings(other_company)}
