"""Both bank accounts: what moved on them, as the bank saw it, and what each movement pays, as the bookkeeper knows.

Since the oldest year that is open, payments come in by the bank's files alone. What a bookkeeper enters herself, such
as wages, stands in the books before the bank tells of it, and is found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Any

from atelier.desk import Desk, Made, Paid
from atelier.house import PROFILE
from atelier.statements import HOLDER, Movement
from atelier.tables import CENT, MONTHS, table, working_day

CURRENT, SAVINGS = str(PROFILE["iban"]), "BE83363012345615"
CURRENT_CODE, INTERNAL, FEES = "550", "58", "659"
ABROAD_FEE = Decimal(18)
"""What the bank keeps of a payment from outside Europe."""
PAYS_TOGETHER = "lumen"
"""Who pays all that it owes in a week at once."""
PEOPLE = {"member": ("Jonas Wouters", "BE54001111222397"), "owner": ("Dominique Demo", "BE85979441020306")}

Parts = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Move:
    """A movement and what it pays; nothing is known of what nobody expected, and a rule knows what it books."""

    told: Movement
    parts: Parts | None = None


def current(desk: Desk, entries: Sequence[Made]) -> list[Move]:
    """All that moved on the current account since it is told by the bank."""
    found = [*_invoices(desk), *_expenses(desk), *_cards(desk), *_found_in_the_books(desk, entries)]
    found += _only_the_bank(desk, "current")
    for on, amount, text in _transfers(desk):
        found.append(_move(on, -amount, f"transfer {text}", HOLDER, SAVINGS, text, parts=_transferred()))
    for row in table("deposits"):
        on = working_day(desk.today - timedelta(days=int(row["days_ago"])))
        found.append(_move(on, Decimal(row["amount"]), row["text"], row["name"], row["iban"], row["text"]))
    return sorted(found, key=lambda each: (each.told.on, each.told.bank_id))


def savings(desk: Desk) -> list[Move]:
    """Own transfers and interest."""
    found = _only_the_bank(desk, "savings")
    for on, amount, text in _transfers(desk):
        found.append(
            _move(on, amount, f"arrived {text}", HOLDER, CURRENT, f"{text}, zichtrekening", parts=_transferred())
        )
    return sorted(found, key=lambda each: (each.told.on, each.told.bank_id))


def opening(desk: Desk, entries: Sequence[Made]) -> Decimal:
    """What the books say of the current account on the morning of the first statement."""
    postings = (
        posting
        for entry in entries
        if date.fromisoformat(entry["booked_on"]) < desk.bank_since
        for posting in entry["postings"]
    )
    return sum((_balance(each) for each in postings if each["account_code"] == CURRENT_CODE), Decimal(0))


def _invoices(desk: Desk) -> Iterator[Move]:
    people = {each["id"]: each for each in desk.owner.every("/contacts")}
    together: dict[tuple[int, int, int], list[Paid]] = {}
    for each in desk.paid:
        if each.invoice["contact_id"] == desk.contacts[PAYS_TOGETHER]:
            together.setdefault((*each.on.isocalendar()[:2], each.on.month), []).append(each)
        else:
            yield _invoice([each], people[each.invoice["contact_id"]])
    for several in together.values():
        yield _invoice(several, people[desk.contacts[PAYS_TOGETHER]])


def _invoice(paid: list[Paid], contact: Made) -> Move:
    """One payment of one or several invoices of a contact."""
    first, on = paid[0], max(each.on for each in paid)
    comes_in = (first.invoice["direction"] == "sale") != (first.invoice["kind"] == "credit_note")
    moved = sum((each.in_euro for each in paid), Decimal(0))
    abroad = first.invoice["currency"] != "EUR"
    parts: Parts = [{"type": "invoice", "id": each.invoice["id"]} for each in paid]
    if len(paid) > 1:
        parts = [part | {"amount": f"{each.amount:f}"} for part, each in zip(parts, paid, strict=True)]
    elif abroad:
        parts[0] |= {"amount": f"{first.amount:f}", "line_amount": f"{moved:f}"}
    if abroad and comes_in:
        parts.append({"type": "account", "account_code": FEES, "amount": f"{-ABROAD_FEE:f}"})
        moved -= ABROAD_FEE
    key = " ".join(f"{each.invoice['number']} {each.amount}" for each in paid)
    text, reference = _said(first.invoice, [each.invoice["number"] for each in paid], contact)
    name = contact["name"] if contact["is_business"] else contact["name"].upper()
    return _move(on, moved if comes_in else -moved, key, name, contact["iban"] or "", text, reference, parts)


def _said(invoice: Made, numbers: list[str], contact: Made) -> tuple[str, str]:
    """Who pays writes the structured communication, or the number in words; a few write neither."""
    dice = Random(" ".join(numbers)).random()
    digits = "".join(filter(str.isdigit, invoice["payment_reference"] or ""))
    at_home = contact["country"] == "BE"
    if len(numbers) == 1 and at_home and len(digits) == 12 and dice < 0.7:
        return "", digits
    words = {"fr": "facture", "en": "invoice"}.get(contact["language"], "factuur")
    if len(numbers) == 1 and dice > 0.92:
        return f"{words} {invoice['issued_on'][8:]}/{invoice['issued_on'][5:7]}", ""
    return f"{words} {' + '.join(numbers)}", ""


def _expenses(desk: Desk) -> Iterator[Move]:
    for expense, on in desk.paid_back:
        name, iban = PEOPLE["owner" if expense["spender_id"] == desk.people["owner"] else "member"]
        amount = Decimal(expense["total_amount"]) - Decimal(expense["private_amount"])
        text = f"onkosten {expense['merchant']} {expense['spent_on'][8:]}/{expense['spent_on'][5:7]}"
        yield _move(on, -amount, expense["id"], name, iban, text, parts=[{"type": "expense", "id": expense["id"]}])


def _cards(desk: Desk) -> Iterator[Move]:
    for expense, on in desk.by_card:
        text = f"BETALING MET KAART 4871 XXXX {expense['spent_on'][8:]}/{expense['spent_on'][5:7]}"
        parts: Parts = [{"type": "expense", "id": expense["id"]}]
        yield _move(on, -Decimal(expense["total_amount"]), expense["id"], expense["merchant"], "", text, parts=parts)


def _found_in_the_books(desk: Desk, entries: Sequence[Made]) -> Iterator[Move]:
    payees = {row["account"]: row for row in table("payees")}
    for entry in entries:
        on = date.fromisoformat(entry["booked_on"])
        if on < desk.bank_since or (entry["source"] or {}).get("type") == "bank_line":
            continue
        other = next((each["account_code"] for each in entry["postings"] if each["account_code"] != CURRENT_CODE), "")
        payee = payees.get(other[:3], {"name": "", "iban": ""})
        for posting in entry["postings"]:
            if posting["account_code"] == CURRENT_CODE:
                parts = [{"type": "posting", "id": posting["id"]}]
                key, amount = f"{on} {entry['memo']}", _balance(posting)
                yield _move(on, amount, key, payee["name"], payee["iban"], entry["memo"], parts=parts)


def _only_the_bank(desk: Desk, account: str) -> list[Move]:
    """Costs and interest, which a rule books."""
    found = []
    for row in table("bank"):
        if row["account"] != account:
            continue
        for on in desk.calendar.happen(row["months"], row["day"]):
            text = row["text"].format(maand=f"{MONTHS[on.month - 1]} {on.year}")
            if on >= desk.bank_since:
                found.append(_move(on, Decimal(row["amount"]), text, row["name"], row["iban"], text))
    return found


def before_the_bank(desk: Desk) -> None:
    """Of years that are closed, the bookkeeper entered those herself."""
    for row in table("bank"):
        for on in desk.calendar.happen(row["months"], row["day"]):
            if on < desk.bank_since and row["account"] == "current":
                memo = row["text"].format(maand=f"{MONTHS[on.month - 1]} {on.year}")
                amount = row["amount"].removeprefix("-")
                cost = {"account_code": row["booked"], "debit": amount}
                desk.post(on, memo, [cost, {"account_code": CURRENT_CODE, "credit": amount}], "bank")


def _transfers(desk: Desk) -> Iterator[tuple[date, Decimal, str]]:
    """To savings above zero."""
    for row in table("transfers"):
        for on in desk.calendar.happen(row["months"], row["day"]):
            if on >= desk.bank_since:
                yield on, Decimal(row["amount"]), f"{row['text']} {on.year}"


def _transferred() -> Parts:
    return [{"type": "account", "account_code": INTERNAL}]


def _move(
    on: date,
    amount: Decimal,
    key: str,
    name: str,
    iban: str,
    text: str,
    reference: str = "",
    parts: Parts | None = None,
) -> Move:
    """What the bank calls it follows from what it is, however often the year is told."""
    bank_id = f"AN{sha256(f'{on} {amount:f} {key}'.encode()).hexdigest()[:14].upper()}"
    return Move(Movement(on, amount.quantize(CENT), bank_id, name, iban, text, reference), parts)


def _balance(posting: Made) -> Decimal:
    return Decimal(posting["debit"]) - Decimal(posting["credit"])
