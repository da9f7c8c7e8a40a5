"""A file of the bank is staged, looked at, confirmed, and can be taken back as a whole."""

import asyncio
import io
import zipfile

import pytest

from app.modules.banking import imported
from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import IBAN, OTHER_IBAN, Row, camt, decide, lines, staged

MONTH = [Row("121.00", "factuur 2026-1"), Row("-40.50", "Bakkerij"), Row("-40.50", "Bakkerij"), Row("0.00", "info")]


def problems(found: dict) -> list[str]:
    return [each["code"] for statement in found["statements"] for each in statement["problems"]]


def refusal(answer) -> tuple[int, list[str]]:
    return answer.status_code, [each["code"] for each in answer.json()["errors"]]


async def test_a_statement_is_staged_then_confirmed_and_only_then_counts(company: Company, runs_jobs):
    account = await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH))
    statement = found["statements"][0]
    assert (found["status"], found["format"], found["new_count"], found["duplicate_count"]) == (
        "staged",
        "camt.053",
        4,
        0,
    )
    assert (statement["is_proved"], statement["movement_total"], statement["closing_balance"]) == (
        True,
        "40.00",
        "1040.00",
    )
    assert await lines(company) == []
    answer = await decide(company, found, "confirm")
    assert answer.json()["data"]["status"] == "imported"
    shown = await lines(company)
    assert [(each["amount"], each["open_amount"], each["status"]) for each in shown] == [
        ("121.00", "121.00", "open"), ("-40.50", "-40.50", "open"), ("-40.50", "-40.50", "open"), ("0.00", "0.00", "reconciled"),
    ]  # fmt: skip
    told = (await company.client.get(f"{banking.BASE}/accounts/{account['id']}")).json()["data"]
    assert (told["balance_amount"], told["balance_on"], told["open_lines"]) == ("1040.00", "2026-11-30", 3)


async def test_the_same_file_again_is_the_first_import(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH))
    again = await banking.bring(company, camt(MONTH), name="other-name.xml")
    assert (again.status_code, again.json()["data"]["id"]) == (202, found["id"])


async def test_what_is_known_already_is_shown_before_it_is_skipped(company: Company, runs_jobs):
    await banking.account(company)
    first = [Row("10.00", bank_id="A1"), Row("20.00", "koffie"), Row("20.00", "koffie")]
    await banking.imported(company, runs_jobs, *first, number="1")
    both = await staged(company, runs_jobs, camt([*first, Row("30.00", bank_id="A2")], number="2", opening="1050.00"))
    assert (both["new_count"], both["duplicate_count"]) == (1, 3)
    skipped = await lines(company, **{"import": both["id"], "status": "duplicate"})
    assert [(each["amount"], each["duplicate_of_id"] is not None) for each in skipped] == [
        ("10.00", True), ("20.00", True), ("20.00", True),
    ]  # fmt: skip
    await decide(company, both, "confirm")
    assert sorted(each["amount"] for each in await lines(company)) == ["10.00", "20.00", "20.00", "30.00"]


async def test_two_files_with_the_same_lines_confirmed_at_once_import_them_once(company: Company, runs_jobs):
    await banking.account(company)
    one = await staged(company, runs_jobs, camt(MONTH, number="1"))
    other = await staged(company, runs_jobs, camt(MONTH, number="2"))
    assert (one["new_count"], other["new_count"]) == (4, 4)
    answers = await asyncio.gather(decide(company, one, "confirm"), decide(company, other, "confirm"))
    assert [each.status_code for each in answers] == [200, 200]
    assert sorted(each.json()["data"]["new_count"] for each in answers) == [0, 4]
    assert len(await lines(company)) == 4


async def test_a_broken_file_imports_nothing_and_says_which_line_and_why(company: Company, runs_jobs):
    await banking.account(company)
    broken = (
        camt(MONTH).replace(b"<BookgDt><Dt>2026-11-10</Dt>", b"<BookgDt><Dt>2026-13-10</Dt>", 3).replace(b"><", b">\n<")
    )
    found = await staged(company, runs_jobs, broken)
    assert (found["status"], found["line_count"], found["statements"]) == ("failed", 0, [])
    assert found["problem"]["code"] == "statement_unreadable"
    assert found["problem"]["line"] > 1
    assert found["problem"]["message"] == "BookgDt/Dt is no date: 2026-13-10"
    because = found["problem"]["because"]
    assert (because["code"], because["values"]) == ("field_no_date", {"field": "BookgDt/Dt", "written": "2026-13-10"})
    assert refusal(await decide(company, found, "confirm")) == (409, ["import_not_staged"])
    assert await lines(company, **{"import": found["id"]}) == []


async def test_a_file_that_is_no_statement_fails_and_says_so(company: Company, runs_jobs):
    found = await staged(company, runs_jobs, b"Dear bank how are you")
    assert (found["status"], found["problem"]["code"]) == ("failed", "statement_format_unknown")


async def test_an_empty_file_is_refused_at_the_door(company: Company):
    assert refusal(await banking.bring(company, b"")) == (422, ["statement_file_refused"])


async def test_a_statement_that_does_not_add_up_is_imported_only_when_asked(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH, closing="1041.00"))
    assert problems(found) == ["statement_not_balanced"]
    [why] = found["statements"][0]["unproved_because"]
    assert (why["code"], sorted(why["values"])) == ("balances_differ", ["closing", "made", "opening", "total"])
    assert refusal(await decide(company, found, "confirm")) == (409, ["statement_not_balanced"])
    answer = await decide(company, found, "confirm", accept_unbalanced=True)
    assert answer.json()["data"]["accepted_unbalanced"] is True
    assert answer.json()["data"]["statements"][0]["is_proved"] is False


async def test_a_statement_of_an_unknown_account_waits_until_it_is_made(company: Company, runs_jobs):
    found = await staged(company, runs_jobs, camt(MONTH))
    assert problems(found) == ["account_not_known"]
    assert refusal(await decide(company, found, "confirm")) == (409, ["account_not_known"])
    await banking.account(company)
    found = await banking.read(company, found)
    assert problems(found) == []
    assert (await decide(company, found, "confirm")).status_code == 200


async def test_a_statement_of_another_account_than_the_chosen_one_is_refused(company: Company, runs_jobs):
    chosen = await banking.account(company, number=OTHER_IBAN)
    await banking.account(company, number=IBAN)
    found = await staged(company, runs_jobs, camt(MONTH), bank_account_id=chosen["id"])
    assert problems(found) == ["statement_of_another_account"]


async def test_a_statement_in_another_currency_asks_for_an_account_in_it(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH, currency="USD"))
    assert problems(found) == ["account_of_another_currency"]
    made = await banking.account(company, currency="USD")
    assert made["account_code"] != "550"
    assert problems(await banking.read(company, found)) == []


async def test_an_opening_balance_that_does_not_follow_is_a_warning(company: Company, runs_jobs):
    await banking.account(company)
    await banking.imported(company, runs_jobs, *MONTH)
    found = await staged(
        company,
        runs_jobs,
        camt([Row("5.00", on="2026-12-02")], opening="1100.00", number="2", opened="2026-12-01", closed="2026-12-31"),
    )
    assert (problems(found), found["statements"][0]["gap_amount"]) == (["statement_gap"], "60.00")
    assert (await decide(company, found, "confirm")).status_code == 200


async def test_a_discarded_file_leaves_no_line_and_can_come_again(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH))
    assert (await decide(company, found, "discard")).json()["data"]["status"] == "discarded"
    assert await lines(company, **{"import": found["id"]}) == []
    again = await staged(company, runs_jobs, camt(MONTH))
    assert (again["id"] != found["id"], again["status"]) == (True, "staged")


async def test_an_import_is_reverted_as_a_whole_and_can_be_imported_anew(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH))
    await decide(company, found, "confirm")
    answer = await decide(company, found, "revert", reason="wrong company")
    assert (answer.json()["data"]["status"], answer.json()["data"]["reason"]) == ("reverted", "wrong company")
    assert await lines(company) == []
    again = await staged(company, runs_jobs, camt(MONTH))
    assert again["new_count"] == 4
    assert refusal(await decide(company, found, "revert", reason="again")) == (409, ["import_not_imported"])


async def test_a_stale_version_is_refused(company: Company, runs_jobs):
    await banking.account(company)
    found = await staged(company, runs_jobs, camt(MONTH))
    answer = await company.client.post(
        f"{banking.BASE}/imports/{found['id']}/confirm", json={}, headers={"If-Match": '"1"'}
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (412, "changed_meanwhile")


@pytest.mark.parametrize("number", ["BE68539007547035", "12", "none"])
async def test_a_number_that_is_none_is_refused(company: Company, number):
    answer = await company.client.post(f"{banking.BASE}/accounts", json={"name": "KBC", "number": number})
    assert answer.status_code == 422


async def test_each_bank_account_has_an_account_of_the_books_of_its_own(company: Company):
    first = await banking.account(company)
    second = await banking.account(company, number=OTHER_IBAN, name="Belfius")
    assert (first["account_code"], second["account_code"]) == ("550", "550001")
    for asked, code in (
        ({"number": IBAN}, "bank_account_known"),
        ({"number": "1234567", "account_code": "550"}, "ledger_account_taken"),
        ({"number": "1234567", "account_code": "604"}, "ledger_account_refused"),
        ({"number": "1234567", "account_code": "559999"}, "account_unknown"),
    ):
        answer = await company.client.post(f"{banking.BASE}/accounts", json={"name": "x", **asked})
        assert answer.json()["errors"][0]["code"] == code


async def test_what_stands_in_the_way_is_told_of_more_statements_than_are_shown(
    company: Company, runs_jobs, monkeypatch
):
    monkeypatch.setattr(imported, "MOST_SHOWN", 2)
    await banking.account(company)
    files = [
        camt([Row("1.00", f"text {number}")], number=str(number), closing="9.00" if number == 3 else None).decode()
        for number in range(1, 5)
    ]
    head, tail = files[0].split("<Stmt>")[0], files[0].split("</Stmt>")[1]
    inside = [each.split("<Stmt>")[1].split("</Stmt>")[0] for each in files]
    content = head + "".join(f"<Stmt>{each}</Stmt>" for each in inside) + tail
    found = await staged(company, runs_jobs, content.encode())
    assert (found["is_unbalanced"], found["is_blocked"], found["statement_count"]) == (True, False, 4)
    assert [statement["number"] for statement in found["statements"]] == ["3", "1"]
    assert (await decide(company, found, "confirm", accept_unbalanced=True)).status_code == 200


async def test_a_zip_of_statements_is_one_import_of_all_its_files(company: Company, runs_jobs):
    await banking.account(company)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("11/1.xml", camt([Row("121.00")], number="1"))
        archive.writestr("11/2.xml", camt([Row("-40.50", "Bakkerij")], number="2", opening="1121.00"))
    found = await staged(company, runs_jobs, made.getvalue(), name="november.zip")
    assert [each["is_proved"] for each in found["statements"]] == [True, True]
    assert (await decide(company, found, "confirm")).status_code == 200
    assert [each["amount"] for each in await lines(company)] == ["121.00", "-40.50"]


async def test_a_zip_with_something_else_in_it_says_what_and_leaves_nothing(company: Company, runs_jobs):
    await banking.account(company)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("1.xml", camt([Row("121.00")]))
        archive.writestr("1.pdf", b"%PDF-1.7")
    found = await staged(company, runs_jobs, made.getvalue(), name="november.zip")
    told = found["problem"]["because"]
    assert (found["status"], told["code"], told["values"]) == ("failed", "archive_member", {"name": "1.pdf"})
    assert await lines(company) == []
