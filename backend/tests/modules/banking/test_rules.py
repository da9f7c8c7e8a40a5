"""Rules: tried before they are used, run over many lines, taken back as a whole."""

import pytest

from app.modules.banking import ruling, running, undoing
from app.modules.banking.errors import LineNotReconciled
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.factories.invoicing import balances

PHONE = {
    "name": "Telephone",
    "conditions": {"direction": "out", "counterparty": "proximus"},
    "shares": [{"account_code": "612", "percent": "60"}, {"account_code": "613", "percent": "40"}],
}


async def make(company: Company, **more) -> dict:
    answer = await company.client.post(f"{BASE}/rules", json=PHONE | more)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def phone_lines(company: Company, runs_jobs, *amounts: str) -> list[dict]:
    await banking.account(company)
    rows = [Row(each, f"domiciliering {n}", name="Proximus NV") for n, each in enumerate(amounts)]
    return await banking.imported(company, runs_jobs, *rows, Row("-7.00", "coffee", name="Bakkerij"))


async def ran(company: Company, runs_jobs, path: str, **asked) -> dict:
    answer = await company.client.post(f"{BASE}/{path}", json=asked)
    assert answer.status_code == 202, answer.text
    await runs_jobs(company)
    return (await company.client.get(f"{BASE}/runs/{answer.json()['data']['id']}")).json()["data"]


async def test_what_a_rule_would_do_is_shown_before_it_is_kept(company: Company, runs_jobs):
    await phone_lines(company, runs_jobs, "-85.00", "-10.01")
    told = (await company.client.post(f"{BASE}/rules/try", json=PHONE)).json()["data"]
    assert (told["count"], told["totals"]) == (2, [{"currency": "EUR", "amount": "-95.01"}])
    by_amount = {each["line"]["amount"]: [part["amount"] for part in each["parts"]] for each in told["effects"]}
    assert by_amount == {"-85.00": ["-51.00", "-34.00"], "-10.01": ["-6.01", "-4.00"]}
    assert (await company.client.get(f"{BASE}/rules")).json()["data"] == []
    assert await balances(company) == {}


async def test_a_run_books_what_answers_and_is_taken_back_as_a_whole(company: Company, runs_jobs):
    await phone_lines(company, runs_jobs, "-85.00", "-10.01")
    rule = await make(company)
    run = await ran(company, runs_jobs, "rules/run")
    assert (run["status"], run["done_count"], run["failed_count"]) == ("done", 2, 0)
    assert await balances(company) == {"550": "-95.01", "612": "57.01", "613": "38.00"}
    line = next(each for each in await banking.lines(company) if each["amount"] == "-85.00")
    detail = (await company.client.get(f"{BASE}/lines/{line['id']}")).json()["data"]["reconciliations"][0]
    assert (detail["kind"], detail["rule_id"], detail["run_id"]) == ("rule", rule["id"], run["id"])
    answer = await company.client.post(f"{BASE}/runs/{run['id']}/revert", json={"reason": "wrong account"})
    assert answer.status_code == 202
    await runs_jobs(company)
    run = (await company.client.get(f"{BASE}/runs/{run['id']}")).json()["data"]
    assert (run["status"], {each["status"] for each in run["results"]}) == ("reverted", {"reverted"})
    assert await balances(company) == {}
    again = await company.client.post(f"{BASE}/runs/{run['id']}/revert", json={"reason": "again"})
    assert again.json()["errors"][0]["code"] == "bank_run_not_revertible"


async def test_a_line_that_cannot_be_booked_says_why_and_stops_nobody(company: Company, runs_jobs):
    await banking.account(company)
    await banking.imported(
        company,
        runs_jobs,
        Row("-1.00", "a", name="Proximus", on="2026-11-02"),
        Row("-2.00", "b", name="Proximus", on="2026-11-20"),
    )
    await make(company)
    await company.client.patch("/api/v1/ledger/journals/bank", json={"locked_until": "2026-11-10"})
    run = await ran(company, runs_jobs, "rules/run")
    assert (run["done_count"], run["failed_count"]) == (1, 1)
    assert run["results"][0]["problem"]["code"] == "period_locked"


async def test_the_first_rule_that_answers_takes_the_line(company: Company, runs_jobs):
    await phone_lines(company, runs_jobs, "-85.00")
    first = await make(company)
    second = await make(company, name="Everything out", conditions={"direction": "out", "largest": "1000.00"})
    answer = await company.client.put(f"{BASE}/rules/order", json={"ids": [second["id"], first["id"]]})
    assert [each["position"] for each in answer.json()["data"]] == [1, 2]
    told = (await company.client.get(f"{BASE}/rules/preview")).json()["data"]
    assert {each["rule_name"] for each in told["effects"]} == {"Everything out"}
    refused = await company.client.put(f"{BASE}/rules/order", json={"ids": [first["id"]]})
    assert refused.json()["errors"][0]["code"] == "rules_not_all"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"conditions": {}}, "rule_without_condition"),
        ({"shares": [{"account_code": "612", "percent": "60"}]}, "shares_not_whole"),
        ({"shares": [{"account_code": "619999", "percent": "100"}]}, "account_unknown"),
        ({"conditions": {"text": "***"}}, "pattern_refused"),
    ],
)
async def test_a_rule_that_cannot_be_is_refused(company: Company, more, code):
    answer = await company.client.post(f"{BASE}/rules", json=PHONE | more)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


async def test_a_rule_that_was_removed_is_asked_no_more_and_its_name_is_free(company: Company, runs_jobs):
    await phone_lines(company, runs_jobs, "-85.00")
    rule = await make(company)
    taken = await company.client.post(f"{BASE}/rules", json=PHONE)
    assert taken.json()["errors"][0]["code"] == "rule_name_taken"
    assert (await company.client.delete(f"{BASE}/rules/{rule['id']}")).status_code == 204
    assert (await company.client.get(f"{BASE}/rules/preview")).json()["data"]["count"] == 0
    await make(company)


async def test_a_rule_that_books_alone_does_so_after_an_import(company: Company, runs_jobs):
    await make(company, books_alone=True)
    await phone_lines(company, runs_jobs, "-85.00")
    await runs_jobs(company)
    assert [each["status"] for each in await banking.lines(company)] == ["reconciled", "open"]
    [run] = (await company.client.get(f"{BASE}/runs")).json()["data"]
    assert (run["kind"], run["done_count"]) == ("rules", 1)
    await banking.imported(company, runs_jobs, Row("-9.00", "tea", name="Theehuis"), number="2")
    await runs_jobs(company)
    assert [each["id"] for each in (await company.client.get(f"{BASE}/runs")).json()["data"]] == [run["id"]]


async def test_a_company_has_so_many_rules_that_one_order_holds_them(company, monkeypatch):
    monkeypatch.setattr(ruling, "MOST_RULES", 1)
    rule = {"conditions": {"text": "rent"}, "shares": [{"account_code": "612", "percent": "100"}]}
    assert (await company.client.post(f"{BASE}/rules", json=rule | {"name": "One"})).status_code == 201
    refused = await company.client.post(f"{BASE}/rules", json=rule | {"name": "Two"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "too_many_rules")


async def test_a_return_that_stops_half_way_is_tried_again_and_not_for_ever_under_way(
    company: Company, runs_jobs, monkeypatch
):
    await phone_lines(company, runs_jobs, "-85.00", "-10.00")
    await make(company)
    run = await ran(company, runs_jobs, "rules/run")
    undo = undoing.undo_one

    async def only_once(work, standing, reason) -> None:
        monkeypatch.setattr(undoing, "undo_one", refused)
        await undo(work, standing, reason)

    async def refused(*_) -> None:
        raise LineNotReconciled

    monkeypatch.setattr(running, "SLICE", 1)
    monkeypatch.setattr(undoing, "undo_one", only_once)
    told = await ran(company, runs_jobs, f"runs/{run['id']}/revert", reason="wrong account")
    assert (told["status"], sorted(each["status"] for each in told["results"])) == ("failed", ["done", "reverted"])
    assert told["done_count"] == 1
    monkeypatch.setattr(undoing, "undo_one", undo)
    told = await ran(company, runs_jobs, f"runs/{run['id']}/revert", reason="wrong account")
    assert told["status"] == "reverted"
    assert await balances(company) == {}


async def test_what_a_rule_would_book_is_a_candidate_that_is_accepted_in_its_name(company: Company, runs_jobs):
    """After what is likely, before what is not; alone for a line that nothing open fits."""
    line, coffee = sorted(await phone_lines(company, runs_jobs, "-85.00"), key=lambda each: each["text"], reverse=True)
    rule = await make(company, is_active=False)
    assert await banking.candidates(company, line) == []
    await company.client.patch(f"{BASE}/rules/{rule['id']}", json={"is_active": True})
    (by_rule,) = await banking.candidates(company, line)
    assert (by_rule["kind"], by_rule["rule_id"], by_rule["rule_name"]) == ("rule", rule["id"], "Telephone")
    assert [(each["account_code"], each["amount"]) for each in by_rule["parts"]] == [
        ("612", "-51.00"),
        ("613", "-34.00"),
    ]
    assert await banking.candidates(company, coffee) == []
    asked = {"parts": by_rule["parts"], "rule_id": rule["id"]}
    answer = await company.client.post(f"{BASE}/lines/{line['id']}/reconcile", json=asked)
    told = answer.json()["data"]["reconciliations"][0]
    assert (told["kind"], told["rule_id"], told["run_id"]) == ("rule", rule["id"], None)
    assert await balances(company) == {"550": "-85.00", "612": "51.00", "613": "34.00"}
    asked = {"parts": [{"type": "account", "account_code": "612"}], "rule_id": line["id"]}
    answer = await company.client.post(f"{BASE}/lines/{coffee['id']}/reconcile", json=asked)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "bank_rule_not_found")


async def test_an_invoice_that_is_likely_comes_before_the_rule_and_another_after_it(company: Company, runs_jobs):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    await invoicing.issued(company, contact_id=contact)
    said = {"conditions": {"direction": "in", "text": "huur"}, "shares": [{"account_code": "743", "percent": "100"}]}
    await make(company, **said)
    rows = (Row("121.00", "huur", name="Janssens NV"), Row("121.00", "huur", name="Iemand Anders BV"))
    named, other = [
        [each["kind"] for each in await banking.candidates(company, line)]
        for line in sorted(
            await banking.imported(company, runs_jobs, *rows), key=lambda each: each["counterparty_name"], reverse=True
        )
    ]
    assert named == ["exact", "rule"]
    assert other == ["rule", "exact"]
