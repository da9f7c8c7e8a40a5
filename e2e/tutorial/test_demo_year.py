"""The demo company's year: told once however often it is asked, and its figures are those of the postings themselves.

Needs the whole stack: `python -m embedded exec -- pytest e2e/tutorial/test_demo_year.py`.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "database/seed"))

import demo  # noqa: E402
from atelier import desk, tables  # noqa: E402

import samples  # noqa: E402
from client import Api  # noqa: E402

URL, MAILBOX = f"http://127.0.0.1:{os.environ.get('PORT', '')}", os.environ.get("MAIL_PAGE_URL", "")
CURRENT_ACCOUNTS = ("4112", "4512")


class Unplugged(Exception):
    """The program that tells the year is stopped here."""


@dataclass(frozen=True)
class Posting:
    account: str
    on: date
    balance: Decimal
    grids: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Company:
    """The demo company as its owner asks for it, and its postings as the database holds them."""

    api: Api
    email: str
    password: str
    tenant_id: str
    today: date
    books: psycopg.Connection
    postings: tuple[Posting, ...]

    def total(self, beginnings: Any, since: date = date.min, until: date = date.max, but: Any = ()) -> Decimal:
        """Debit above zero."""
        return sum(
            (
                each.balance
                for each in self.postings
                if since <= each.on <= until
                and each.account.startswith(beginnings)
                and not each.account.startswith(but)
            ),
            Decimal(0),
        )

    def counts(self) -> dict[str, int]:
        """Rows of every table that belongs to this company."""
        owned = self.books.execute(
            "select table_schema, table_name from information_schema.columns"
            " where column_name = 'tenant_id' and table_schema not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        found = {}
        for schema, name in owned:
            row = self.books.execute(
                f'select count(*) from "{schema}"."{name}" where tenant_id = %s', [self.tenant_id]
            ).fetchone()
            assert row is not None
            found[f"{schema}.{name}"] = row[0]
        return found

    def events_since(self, count: int) -> Counter[str]:
        """What was recorded after the first so many events."""
        asked = "select name from audit.events where tenant_id = %s and sequence > %s"
        return Counter(name for (name,) in self.books.execute(asked, [self.tenant_id, count]).fetchall())


@pytest.fixture(scope="module")
def company() -> Iterator[Company]:
    """Told by a program that is stopped in the middle, and by a second one that goes on from there."""
    email, password = f"demo-{uuid4().hex[:8]}@example.com", uuid4().hex
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.Desk, "pay", _unplugged_after(60, desk.Desk.pay))
        with pytest.raises(Unplugged):
            demo.seed(URL, password, MAILBOX, email)
    demo.seed(URL, password, MAILBOX, email)
    api = Api(URL)
    assert api.sign_in(email, password)
    tenant_id = api.call("GET", "/company")["id"]
    url = os.environ["MIGRATION_DATABASE_URL"].replace("+asyncpg", "")
    with psycopg.connect(url, autocommit=True) as books:
        books.execute("select set_config('app.tenant_id', %s, false)", [tenant_id])
        rows = books.execute(
            "select a.code, p.booked_on, p.debit - p.credit, p.grids, coalesce(e.source_type, '')"
            " from accounting.postings p join accounting.accounts a on a.id = p.account_id"
            " join accounting.journal_entries e on e.id = p.entry_id where p.tenant_id = %s",
            [tenant_id],
        ).fetchall()
        postings = tuple(Posting(code, on, amount, tuple(grids), source) for code, on, amount, grids, source in rows)
        today = date.fromisoformat(api.call("GET", "/insights/dashboard")["today"])
        yield Company(api, email, password, tenant_id, today, books, postings)


def _unplugged_after(times: int, pay: Any) -> Any:
    done = []

    def paying(*given: Any, **more: Any) -> None:
        done.append(1)
        if len(done) > times:
            raise Unplugged
        pay(*given, **more)

    return paying


def test_what_was_broken_off_is_continued_and_nothing_is_there_twice(company: Company) -> None:
    entries = list(company.api.every("/ledger/entries"))
    again = [key for key, count in Counter((each["booked_on"], each["memo"]) for each in entries).items() if count > 1]
    assert again == [], "no two entries of a day say the same"
    calendar = tables.Calendar(company.today)
    planned = {
        f"{head['ref']}-{year}"
        for head, *_ in tables.groups("sales")
        for year in calendar.years
        if tables.working_day(tables.day_of(year, int(head["month"]), int(head["day"]))) <= company.today
    }
    invoices = company.api.every("/invoices?direction=sale&kind=invoice")
    told = [company.api.call("GET", f"/invoices/{each['id']}")["order_reference"] for each in invoices]
    assert Counter(each for each in told if each and re.fullmatch(r"W\d+-\d{4}", each)) == Counter(planned)


def test_telling_it_again_changes_nothing(company: Company) -> None:
    counts = company.counts()
    demo.seed(URL, company.password, MAILBOX, company.email)
    after = company.counts()
    changed = {name for name in counts if counts[name] != after[name]}
    assert changed <= {"audit.events"}, "that two people signed in is kept"
    told = company.events_since(counts["audit.events"])
    told.pop("invoice.printed", None)  # a paper may still have been on its way
    assert told <= Counter({"user.signed_in": 2})
    assert counts["accounting.journal_entries"] == after["accounting.journal_entries"] > 500


def test_the_balance_sheet_balances(company: Company) -> None:
    sheet = company.api.call("GET", f"/reports/balance-sheet?to={company.today}")
    sides = {each["code"]: Decimal(each["amount"]) for each in sheet["lines"]}
    assert sheet["balanced"] is True
    assert sides["20/58"] == sides["10/49"] > 0
    assert len(company.postings) > 1500
    assert company.total("") == 0


def test_the_profit_and_loss_account_ties_to_the_trial_balance(company: Company) -> None:
    for year in (company.today.year, company.today.year - 1):
        until = min(company.today, date(year, 12, 31))
        period = f"from={year}-01-01&to={until}"
        account = company.api.call("GET", f"/reports/profit-and-loss?{period}")
        balance = company.api.call("GET", f"/reports/trial-balance?{period}")
        ours = -company.total(("6", "7"), date(year, 1, 1), until, but=("69", "79"))
        theirs = sum(
            Decimal(row["credit"]) - Decimal(row["debit"])
            for row in balance["rows"]
            if row["account_code"].startswith(("6", "7")) and not row["account_code"].startswith(("69", "79"))
        )
        (result,) = [Decimal(each["amount"]) for each in account["lines"] if each["code"] == "9904"]
        assert result == theirs == ours != 0
        assert balance["difference"] == "0.00"


def test_the_grids_of_each_quarter_tie_to_the_vat_accounts(company: Company) -> None:
    periods = company.api.call("GET", "/vat/periods")["periods"]
    assert len(periods) >= 6
    for each in periods:
        since, until = (date.fromisoformat(each[name]) for name in ("starts_on", "ends_on"))
        told = company.api.call("GET", f"/vat/returns/{each['period']}")
        grids: dict[str, Decimal] = {}
        on_accounts = Decimal(0)
        for posting in company.postings:
            if not since <= posting.on <= until:
                continue
            for marked in posting.grids:
                signed = abs(posting.balance) * (1 if marked[0] == "+" else -1)
                grids[marked[1:]] = grids.get(marked[1:], Decimal(0)) + signed
            if posting.account.startswith(("411", "451")) and not posting.account.startswith(CURRENT_ACCOUNTS):
                on_accounts += posting.balance if posting.source != "vat_return" else 0
        shown = {row["grid"]: Decimal(row["amount"]) for row in told["grids"] if row["kind"] != "result"}
        assert {grid: amount for grid, amount in shown.items() if amount} == {g: a for g, a in grids.items() if a}
        assert Decimal(each["balance"]) == -on_accounts, each["period"]
        assert [row["name"] for row in told["controls"] if not row["holds"]] == []


def test_the_dashboard_equals_recomputation_from_the_postings(company: Company) -> None:
    told = company.api.call("GET", "/insights/dashboard")
    today, total = company.today, company.total
    assert Decimal(told["cash"]) == total(("55", "57"), until=today)
    assert Decimal(told["receivables"]) == total("400", until=today)
    assert Decimal(told["payables"]) == -total("440", until=today)
    assert Decimal(told["vat"]["amount"]) == abs(total(("411", "451"), until=today))
    assert Decimal(told["result"]["this_year"]) == -total(("6", "7"), date(today.year, 1, 1), today, ("69", "79"))
    for month in told["months"]:
        first = date.fromisoformat(month["month"])
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        assert Decimal(month["result"]) == -total(("6", "7"), first, last, ("69", "79"))
    overdue = list(company.api.every("/invoices?direction=sale&status=overdue"))
    late = sum((Decimal(each["open_in_books"]) for each in overdue), Decimal(0))
    assert (told["receivables_overdue"]["count"], Decimal(told["receivables_overdue"]["amount"])) == (
        len(overdue),
        late,
    )


def test_open_items_are_what_the_books_say(company: Company) -> None:
    for report in ("aged-receivables", "aged-payables"):
        assert company.api.call("GET", f"/reports/{report}?to={company.today}")["difference"] == "0.00"


def test_the_bank_account_was_never_overdrawn(company: Company) -> None:
    days = sorted({each.on for each in company.postings if each.account.startswith("550")})
    assert len(days) > 150
    assert min(company.total("550", until=on) for on in days) > 0


def test_what_the_bank_says_is_what_the_books_say_and_what_waits(company: Company) -> None:
    """Nothing is in the books twice: what was entered by hand is on a statement, found there or waiting to be."""
    accounts = list(company.api.every("/banking/accounts"))
    assert len(accounts) == 2
    for each in accounts:
        waits = company.api.every(f"/banking/lines?status=open&status=partly&account={each['id']}")
        waiting = sum((Decimal(line["open_amount"]) for line in waits), Decimal(0))
        by_hand = company.books.execute(
            "select coalesce(sum(i.amount), 0) from accounting.open_items i where i.bank_account_id = %s"
            " and i.dated_on >= (select min(s.opened_on) from accounting.bank_statements s"
            " where s.bank_account_id = i.bank_account_id)",
            [each["id"]],
        ).fetchone()
        assert by_hand is not None
        assert each["gap_amount"] is None
        assert Decimal(each["balance_amount"]) == Decimal(each["booked_amount"]) + waiting - by_hand[0]
        assert Decimal(each["balance_amount"]) > 0
        assert waiting != 0


def test_the_banks_files_prove_and_most_of_them_is_reconciled(company: Company) -> None:
    imports = [
        company.api.call("GET", f"/banking/imports/{each['id']}") for each in company.api.every("/banking/imports")
    ]
    assert {each["status"] for each in imports} == {"imported", "staged"}
    assert {each["format"] for each in imports} == {"coda", "camt.053", "table"}
    proved = [each["is_proved"] for one in imports if one["status"] == "imported" for each in one["statements"]]
    assert proved
    assert all(proved)
    (waits,) = [each for each in imports if each["status"] == "staged"]
    assert waits["new_count"] == 1
    assert waits["duplicate_count"] == waits["alike_count"] == waits["line_count"] - 1 > 0
    done = Counter(
        each["status"] for each in company.api.every("/banking/lines?status=open&status=partly&status=reconciled")
    )
    assert done["reconciled"] > done["open"] > 5
    assert 0 < company.api.call("GET", "/banking/exact")["count"] < done["open"]


@pytest.mark.parametrize(
    "path",
    [
        "/documents?status=to_review", "/contacts", "/invoices?direction=sale&status=overdue",
        "/invoices?direction=sale&status=draft", "/invoices?kind=quote", "/invoices?kind=credit_note",
        "/invoices?direction=purchase&currency=USD", "/invoices/open", "/recurring-invoices", "/reminders",
        "/expenses?status=submitted", "/expenses?status=reimbursed", "/ledger/recurring-entries", "/ledger/templates",
        "/ledger/tags", "/ledger/exchange-rates", "/ledger/years?status=closed", "/mails", "/members",
        "/banking/accounts", "/banking/imports?status=staged", "/banking/lines?status=open",
        "/banking/runs?kind=rules", "/banking/runs?kind=exact",
    ],
)  # fmt: skip
def test_every_screen_has_something_to_show(company: Company, path: str) -> None:
    assert list(company.api.every(path)), path


def test_it_needs_somebody(company: Company) -> None:
    kinds = {each["kind"] for each in company.api.call("GET", "/insights/dashboard")["needs_you"]}
    assert {"documents_to_review", "sales_overdue", "sales_drafts", "expenses_to_approve"} <= kinds


@pytest.fixture(scope="module")
def drawn() -> dict[str, date]:
    """The day of each sample."""
    return {name: date.fromisoformat(told["fields"]["issue_date"]) for name, _, told in samples.named_samples()}


@pytest.mark.parametrize("on", [date(2027, 1, 5), date(2026, 7, 1), date(2028, 2, 29), date(2027, 4, 20)])
def test_on_any_day_there_are_half_a_year_of_invoices_and_papers_of_an_open_quarter(
    on: date, drawn: dict[str, date]
) -> None:
    calendar = tables.Calendar(on)
    heads = [rows[0] for rows in tables.groups("sales")]
    days = [
        tables.working_day(tables.day_of(year, int(each["month"]), int(each["day"])))
        for year in calendar.years
        for each in heads
    ]
    assert len([each for each in days if each <= on]) >= 35
    later = on - samples.DRAWN_ON
    left = [day + later for name, day in drawn.items() if Path(name).stem in demo.LEFT_TO_REVIEW]
    filed = [end for end in tables.quarter_ends(calendar.first, on) if end + timedelta(days=24) <= on]
    assert len(left) == 4
    assert all(each > max(filed, default=date.min) for each in left)
