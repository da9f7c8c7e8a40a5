"""What a bookkeeper does beside invoices: wages, recurring entries, VAT returns, the end of the year, tax."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from atelier.desk import YEAR_CLOSED, Desk, Made, Step
from atelier.earlier import line
from atelier.tables import CENT, MONTHS, Row, day_of, groups, quarter_ends, working_day

FILED_AFTER = 24
"""Days after a quarter: the deadline is the 25th."""

DIVIDENDS = Decimal(12000)
WITHHELD = Decimal("0.30")
REDUCED_TAX = Decimal("0.20")
"""Of the first 100,000 of a small company's profit (ITC 1992 art. 215)."""


def by_hand(desk: Desk) -> list[Step]:
    """Wages, what is paid of them, and prepaid tax."""
    steps = []
    for rows in groups("entries"):
        head = rows[0]
        for on in desk.calendar.happen(head["months"], head["day"]):
            steps.append(Step(on, 4, lambda rows=rows, on=on: _entry(desk, rows, on)))  # type: ignore[misc]
    return steps


def _entry(desk: Desk, rows: list[Row], on: date) -> None:
    head = rows[0]
    memo = head["memo"].format(maand=f"{MONTHS[on.month - 1]} {on.year}", jaar=on.year)
    desk.post(on, memo, [_posting(each) for each in rows], head["journal"])


def _posting(row: Row) -> dict[str, str]:
    side = "debit" if row["debit"] else "credit"
    return {"account_code": row["account"], side: row[side]}


def templates(desk: Desk) -> None:
    """Wages to begin the next month with: accounts and sides, amounts left open."""
    known = {each["name"] for each in desk.bookkeeper.every("/ledger/templates")}
    rows = next(each for each in groups("entries") if each[0]["ref"] == "wages")
    if "Lonen" not in known:
        postings = [{"account_code": each["account"], "side": "debit" if each["debit"] else "credit"} for each in rows]
        asked = {"name": "Lonen", "memo": "Lonen", "postings": postings}
        desk.bookkeeper.call("POST", "/ledger/templates", json=asked)


def recurring(desk: Desk) -> Step:
    """Depreciation, the loan, bank costs and the insurance: every month since the year began, made up to today."""
    begins = date(desk.calendar.first, 1, 1)

    def run() -> None:
        api = desk.bookkeeper
        known = {each["name"] for each in api.every("/ledger/recurring-entries")}
        for rows in groups("recurring", by="name"):
            head = rows[0]
            if head["name"] in known:
                continue
            asked = {
                "name": head["name"],
                "memo": head["memo"],
                "every": "month",
                "starts_on": day_of(begins.year, 1, int(head["day"])).isoformat(),
                "postings": [_posting(each) for each in rows],
            }
            made = api.call("POST", "/ledger/recurring-entries", json=asked)
            api.call("POST", f"/ledger/recurring-entries/{made['id']}/run")

    return Step(begins, 0, run)


def vat_returns(desk: Desk) -> list[Step]:
    """Every quarter closed just before its deadline, and paid."""
    steps = []
    for end in quarter_ends(desk.calendar.first - 1, desk.today):
        on = working_day(end + timedelta(days=FILED_AFTER))
        steps.append(Step(on, 8, lambda end=end, on=on: _file(desk, end, on)))  # type: ignore[misc]
    return steps


def last_filing(desk: Desk) -> date:
    """The day of the last return that was filed."""
    return max(each.on for each in vat_returns(desk) if each.on <= desk.today)


def _file(desk: Desk, end: date, on: date) -> None:
    api, name = desk.bookkeeper, f"{end.year}-Q{end.month // 3}"
    closed = {each["period"]: each for each in api.call("GET", "/vat/periods")["periods"]}
    if closed[name]["state"] != "closed":
        api.call("POST", f"/vat/returns/{name}/close", json={"accept_warnings": ["vat_period_unfinished"]})
    due = Decimal(api.call("GET", f"/vat/returns/{name}")["balance"])
    if due > 0:
        desk.post(on, f"Btw {name}", [line("4512", debit=due), line("550", credit=due)], "bank")
    elif due < 0 and on + timedelta(days=60) <= desk.today:
        postings = [line("550", debit=-due), line("4112", credit=-due)]
        desk.post(on + timedelta(days=60), f"Terugbetaling btw {name}", postings, "bank")


def years_closed(desk: Desk) -> list[Step]:
    """In March the year before is closed; dividends and tax are paid later that year."""
    steps = []
    for year in range(desk.calendar.first - 1, desk.today.year):
        is_old = year < desk.calendar.first
        steps.append(
            Step(date(year + 1, *YEAR_CLOSED), 7, lambda year=year, is_old=is_old: _close(desk, year, is_old))  # type: ignore[misc]
        )
        steps.append(Step(date(year + 1, 9, 10), 7, lambda year=year: _pay_tax(desk, year)))  # type: ignore[misc]
        if is_old:
            steps.append(Step(date(year + 1, 6, 16), 7, lambda year=year: _pay_dividends(desk, year)))  # type: ignore[misc]
    return steps


def _close(desk: Desk, year: int, with_dividends: bool) -> None:
    api = desk.bookkeeper
    found: Made = next(each for each in api.every("/ledger/years") if each["starts_on"] == f"{year}-01-01")
    if found["status"] == "closed":
        return
    on = date(year, 12, 31)
    desk.post(on, f"Voorraadwijziging {year}", [line("300", debit=Decimal(1350)), line("609", credit=Decimal(1350))])
    result = Decimal(api.call("GET", f"/ledger/years/{found['id']}/closing")["result"])
    tax = (result * REDUCED_TAX).quantize(CENT)
    if _tax(desk, year) is None and tax > 0:
        desk.post(on, _tax_memo(year), [line("670", debit=tax), line("450", credit=tax)])
    shares = {"dividends": f"{DIVIDENDS:.2f}"} if with_dividends else {}
    api.call("POST", f"/ledger/years/{found['id']}/close", json=shares)


def _tax_memo(year: int) -> str:
    return f"Raming vennootschapsbelasting {year}"


def _tax(desk: Desk, year: int) -> Made | None:
    return desk.entries.get((f"{year}-12-31", _tax_memo(year)))


def _pay_tax(desk: Desk, year: int) -> None:
    estimate = _tax(desk, year)
    if estimate:
        owed, on = sum(Decimal(each["debit"]) for each in estimate["postings"]), date(year + 1, 9, 10)
        postings = [line("450", debit=owed), line("550", credit=owed)]
        desk.post(on, f"Vennootschapsbelasting {year}", postings, "bank")


def _pay_dividends(desk: Desk, year: int) -> None:
    withheld = (DIVIDENDS * WITHHELD).quantize(CENT)
    on = date(year + 1, 6, 16)
    desk.post(
        on,
        f"Dividend {year}",
        [line("471", debit=DIVIDENDS), line("453", credit=withheld), line("550", credit=DIVIDENDS - withheld)],
        "bank",
    )
    postings = [line("453", debit=withheld), line("550", credit=withheld)]
    desk.post(on + timedelta(days=12), f"Roerende voorheffing dividend {year}", postings, "bank")
