"""The bank's files brought in, and reconciled up to a few weeks ago: what came since waits for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from atelier.bank import CURRENT, CURRENT_CODE, SAVINGS, Move, current, opening, savings
from atelier.desk import Desk
from atelier.statements import Movement, by_month, camt, coda, exported
from client import Refused

LOOKED_AT_UNTIL = timedelta(days=10)
"""The month that was running so many days ago is the first that nobody looked at."""
MOST_AT_ONCE = 200
RULES: tuple[dict[str, Any], ...] = (
    {
        "name": "Bankkosten",
        "conditions": {"direction": "out", "text": "bankkosten"},
        "shares": [{"account_code": "659", "percent": "100"}],
    },
    {
        "name": "Creditrente",
        "conditions": {"direction": "in", "text": "creditrente"},
        "shares": [{"account_code": "751", "percent": "100"}],
    },
)

NEWEST = {
    "name": "Parkeren met de kaart",
    "conditions": {"direction": "out", "counterparty": "parking", "largest": "60.00"},
    "shares": [{"account_code": "616", "percent": "100", "vat_rate": "21"}],
    "books_alone": True,
}
"""Made today: it has booked nothing yet."""


def bring(desk: Desk) -> None:
    """Accounts, files, rules, what is sure, what the bookkeeper saw herself; then the last weeks, and an export."""
    accounts = {CURRENT: _account(desk, "KBC zichtrekening", CURRENT, CURRENT_CODE)}
    accounts[SAVINGS] = _account(desk, "Spaarrekening", SAVINGS, None)
    entries = list(desk.owner.every("/ledger/entries"))
    moved, saved, recent = current(desk, entries), savings(desk), _recent(desk)
    opened = opening(desk, entries)
    ends = recent - timedelta(days=1)
    if desk.bank_since <= ends:
        months = by_month(CURRENT, opened, _told(moved), desk.bank_since, ends)
        _import(desk, f"KBC-{months[0].opened_on:%Y%m}-{ends:%Y%m}.cod", coda(months))
        kept = by_month(SAVINGS, Decimal(0), _told(saved), desk.bank_since, ends)
        _import(desk, f"spaarrekening-{kept[0].opened_on:%Y%m}-{ends:%Y%m}.xml", camt(kept))
    _rules(desk, *RULES)
    _run(desk, "rules", "/banking/rules/run", {})
    _run(desk, "exact", "/banking/exact/accept", None)
    _by_hand(desk, [each for each in (*moved, *saved) if each.told.on < recent])
    _last_weeks(desk, accounts, moved, saved, recent, opened)


def _recent(desk: Desk) -> date:
    return max((desk.today - LOOKED_AT_UNTIL).replace(day=1), desk.bank_since)


def _told(moves: Sequence[Move]) -> list[Movement]:
    return [each.told for each in moves]


def _account(desk: Desk, name: str, number: str, code: str | None) -> str:
    known = {each["number"]: each["id"] for each in desk.bookkeeper.every("/banking/accounts")}
    asked = {"name": name, "number": number, "account_code": code}
    return str(known.get(number) or desk.bookkeeper.call("POST", "/banking/accounts", json=asked)["id"])


def _import(desk: Desk, filename: str, content: bytes, *, confirm: bool = True) -> None:
    """Bring a file unless one of that name is here, and import what is new of it."""
    api = desk.bookkeeper
    found = next((each for each in api.every("/banking/imports") if each["filename"] == filename), None)
    if found is None:
        found = api.call("POST", "/banking/imports", files={"file": (filename, content)})
    if found["status"] == "reading":
        api.wait(found["job_id"])
        found = api.call("GET", f"/banking/imports/{found['id']}")
    if found["status"] == "staged" and confirm:
        api.call("POST", f"/banking/imports/{found['id']}/confirm", json={})


def _rules(desk: Desk, *asked: dict[str, Any]) -> None:
    known = {each["name"] for each in desk.bookkeeper.call("GET", "/banking/rules")}
    for each in asked:
        if each["name"] not in known:
            desk.bookkeeper.call("POST", "/banking/rules", json=each)


def _run(desk: Desk, kind: str, path: str, asked: dict[str, Any] | None) -> None:
    """Once, and to its end."""
    api = desk.bookkeeper
    found = next(iter(api.every(f"/banking/runs?kind={kind}")), None)
    found = found or api.call("POST", path, **({} if asked is None else {"json": asked}))
    if found["status"] == "running":
        api.wait(found["job_id"])


def _by_hand(desk: Desk, moves: Sequence[Move]) -> None:
    """What is open still of what the bookkeeper looked at. Raises Refused when a line cannot be reconciled so."""
    api = desk.bookkeeper
    lines = {each["bank_id"]: each["id"] for each in api.every("/banking/lines?status=open")}
    asked = [
        {"id": lines[each.told.bank_id], "parts": each.parts}
        for each in moves
        if each.parts and each.told.bank_id in lines
    ]
    for first in range(0, len(asked), MOST_AT_ONCE):
        done = api.call("POST", "/banking/lines/bulk/reconcile", json={"items": asked[first : first + MOST_AT_ONCE]})
        if done["failed"]:
            raise Refused("; ".join(str(each["errors"]) for each in done["results"] if each["errors"]))


def _last_weeks(
    desk: Desk, accounts: dict[str, str], moved: Sequence[Move], saved: Sequence[Move], since: date, opened: Decimal
) -> None:
    _rules(desk, NEWEST)
    api, today = desk.bookkeeper, desk.today
    balances = {
        number: api.call("GET", f"/banking/accounts/{each}")["balance_amount"] for number, each in accounts.items()
    }
    before = Decimal(balances[CURRENT]) if balances[CURRENT] else opened
    _import(desk, f"KBC-{today:%Y%m%d}.cod", coda(by_month(CURRENT, before, _told(moved), since, today)))
    kept = by_month(SAVINGS, Decimal(balances[SAVINGS] or 0), _told(saved), since, today)
    _import(desk, f"spaarrekening-{today:%Y%m%d}.xml", camt(kept))
    latest = [each.told for each in moved if each.told.on >= today - LOOKED_AT_UNTIL]
    paid = Movement(today, Decimal("-11.50"), "", "Parking Londenstraat", "", "BETALING MET KAART 4871 XXXX")
    _import(desk, f"export-{today:%Y%m%d}.csv", exported(CURRENT, [*latest, paid]), confirm=False)
