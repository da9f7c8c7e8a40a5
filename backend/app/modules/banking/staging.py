"""From the bytes of a file to staged statements and lines, a few thousand at a time."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

from accounting.statements import (
    Head,
    Movement,
    StatementUnreadable,
    Tail,
    Tally,
    because,
    key_of,
    mapping_of,
    reason_json,
    stream,
)
from accounting.statements.model import Event
from accounting.statements.references import is_part_of
from app.core.models import new_id
from app.modules.banking.accounts import plain_number
from app.modules.banking.details import LONGEST_OWN, LONGEST_TEXT, details_of, text_of
from app.modules.banking.errors import AccountNumberInvalid

BATCH = 5_000
LINE = {
    "id": "uuid",
    "statement_id": "uuid",
    "bank_account_id": "uuid",
    "position": "integer",
    "line_number": "integer",
    "booked_on": "date",
    "value_on": "date",
    "amount": "numeric",
    "currency": "text",
    "counterparty_name": "text",
    "counterparty_account": "text",
    "text": "text",
    "reference": "text",
    "bank_id": "text",
    "key": "text",
    "details": "text",
}
"""What is kept of a line, in this order, and how it travels."""
LARGEST = Decimal("1e13")


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """A bank account of the company, as a head of a statement is held against it."""

    id: UUID
    number: str
    currency: str


@dataclass(slots=True)
class Batch:
    """What a turn of reading found: statements that began, their lines (as `LINE` has them), and those that ended."""

    begun: list[dict[str, Any]] = field(default_factory=list)
    lines: list[tuple[Any, ...]] = field(default_factory=list)
    ended: list[dict[str, Any]] = field(default_factory=list)
    pending: int = 0
    left_out: list[dict[str, Any]] = field(default_factory=list)
    is_last: bool = False


Before = Callable[[UUID, date, Decimal, str], frozenset[str]]
"""Asked for an account, a day, a balance and a number: the keys on pages that ended there and have another number."""


@dataclass(slots=True)
class _Nameless:
    """How often each movement without an id of the bank was seen, in this file and on the `pages` before it."""

    seen: Counter[bytes] = field(default_factory=Counter)
    pages: frozenset[str] | None = None


@dataclass(slots=True)
class _Open:
    """The statement that is being read."""

    id: UUID
    head: Head
    account: KnownAccount | None
    number: str | None
    currency: str | None
    seen: Counter[bytes]
    nameless: _Nameless
    nobodys: Head
    tally: Tally = field(default_factory=Tally)
    first_on: date | None = None
    last_on: date | None = None


class Reader:
    """Reads a file once; whoever asks keeps each batch before the next. Raises StatementUnreadable on the way."""

    def __init__(
        self,
        source: BinaryIO,
        import_id: UUID,
        mapping: Mapping[str, Any] | None,
        accounts: Sequence[KnownAccount],
        given: KnownAccount | None,
        currency: str,
        today: date,
        before: Before,
    ) -> None:
        self.before = before
        known = mapping_of(dict(mapping)) if mapping else None
        self.events: Iterator[Event] = stream(source, mapping=known, today=today)
        self.import_id, self.accounts, self.given, self.currency = import_id, accounts, given, currency
        self.format: str | None = None
        self.statements = self.lines = 0
        self.of_tables: dict[tuple[str | None, str | None], Counter[bytes]] = {}
        self.ended: dict[tuple[str | None, str | None], tuple[_Open, Decimal]] = {}
        self.open: _Open | None = None

    def close(self) -> None:
        """Whatever was not read is left; in the thread that read what was."""
        self.events = iter(())

    def next_batch(self) -> Batch:
        """The next statements and lines."""
        batch = Batch()
        count = 0
        for event in islice(self.events, BATCH):
            count += 1
            if isinstance(event, Head):
                self._begin(event, batch)
            elif isinstance(event, Movement):
                self._line(event, batch)
            else:
                self._end(event, batch)
        batch.is_last = count < BATCH
        return batch

    def _begin(self, head: Head, batch: Batch) -> None:
        self.format = head.format
        account, number = self._account(head)
        currency = head.currency or (account.currency if account else None)
        seen, is_table = Counter[bytes](), head.format == "table"
        if is_table:  # its rows may be of several accounts, in any order; each counts its own
            seen = self.of_tables.setdefault((number, currency), seen)
        nameless = _Nameless(seen, frozenset()) if is_table else self._nameless(head, number)
        nobodys = replace(head, account=None, account_iban=None)  # a key is known within its account
        self.open = _Open(new_id(), head, account, number, currency, seen, nameless, nobodys)
        batch.begun.append(
            {
                "id": self.open.id,
                "import_id": self.import_id,
                "position": self.statements,
                "bank_account_id": account.id if account else None,
                "account_number": number,
                "currency": self.open.currency,
                "holder": _text(head.holder),
                "number": _number(head),
                "line_number": head.line,
            }
        )
        self.statements += 1

    def _nameless(self, head: Head, number: str | None) -> _Nameless:
        """A page that begins where the one before it ended goes on counting what has no id of the bank.

        So a second coffee on it is not taken for the first; the same page again does not go on.
        """
        before, closed = self.ended.get((number, head.currency), (None, None))
        if before is None or head.opening is None or head.opening != closed:
            return _Nameless()
        same = (before.head.sequence, before.head.identification) == (head.sequence, head.identification)
        return _Nameless() if same else before.nameless

    def _key(self, movement: Movement, current: _Open) -> str:
        """By which it is known again; without an id of the bank, numbered after its equals on the pages before."""
        if movement.own_id:
            return key_of(current.nobodys, movement, current.seen)
        nameless = current.nameless
        if nameless.pages is None:
            nameless.pages = self._pages_before(current, movement.booked_on or movement.value_on)
        key = key_of(current.nobodys, movement, nameless.seen)
        while key in nameless.pages:
            key = key_of(current.nobodys, movement, nameless.seen)
        return key

    def _pages_before(self, current: _Open, day: date | None) -> frozenset[str]:
        opening, number = current.head.opening, _number(current.head)
        if current.account is None or day is None or opening is None or number is None:
            return frozenset()
        return self.before(current.account.id, day, opening, number)

    def _account(self, head: Head) -> tuple[KnownAccount | None, str | None]:
        """The account that the file names, in its currency; else the one that was chosen."""
        said = head.account_iban or head.account
        if not said:
            return self.given, self.given.number if self.given else None
        try:
            number = plain_number(said)
        except AccountNumberInvalid:
            number = "".join(said.split()).upper()[:50]
        found = [each for each in self.accounts if each.number == number and head.currency in (None, each.currency)]
        given = self.given
        if given is None:
            return (found[0] if len(found) == 1 else None), number
        if head.account_iban is None and head.currency in (None, given.currency) and is_part_of(number, given.number):
            return given, given.number
        return (given if given in found else None), number

    def _line(self, movement: Movement, batch: Batch) -> None:
        current = self.open
        assert current is not None, "a movement stands in a statement"
        current.tally.add(movement)
        if not movement.booked:
            batch.pending += 1
            return
        on = movement.booked_on or movement.value_on
        if on is None:
            raise StatementUnreadable(because("date_empty"), line=movement.line)
        self._check(movement, current)
        current.first_on = min(current.first_on or on, on)
        current.last_on = max(current.last_on or on, on)
        party, reference = movement.party, movement.reference
        batch.lines.append(
            (
                new_id(),
                current.id,
                current.account.id if current.account else None,
                self.lines,
                movement.line,
                on,
                movement.value_on,
                movement.amount,
                current.currency,
                _text(party.name),
                _text(party.iban or party.account),
                _text(text_of(movement), LONGEST_TEXT) or "",
                _text(reference.value) if reference else None,
                _text(movement.own_id),
                self._key(movement, current),
                json.dumps(details_of(movement), ensure_ascii=False),
            )
        )
        self.lines += 1

    def _check(self, movement: Movement, current: _Open) -> None:
        """Raises StatementUnreadable for what no bank account can hold."""
        exponent = movement.amount.normalize().as_tuple().exponent
        if abs(movement.amount) >= LARGEST or not isinstance(exponent, int) or exponent < -4:
            raise StatementUnreadable(because("amount_impossible", written=movement.amount), line=movement.line)
        if current.currency is None:
            current.currency = movement.currency or self.currency
        if movement.currency and movement.currency != current.currency:
            reason = because("amount_of_another_currency", currency=movement.currency, wanted=current.currency)
            raise StatementUnreadable(reason, line=movement.line)

    def _end(self, tail: Tail, batch: Batch) -> None:
        current = self.open
        assert current is not None, "a statement ends after it began"
        batch.left_out += [asdict(each) | {"text": each.text[:200]} for each in tail.left_out]
        proof = current.tally.prove(tail)
        opening, closing = tail.opening, tail.closing
        if closing is not None:
            self.ended[current.number, current.head.currency] = current, closing.amount
        batch.ended.append(
            {
                "it": current.id,
                "currency": current.currency or self.currency,
                "opened_on": (opening.on if opening else None) or current.first_on,
                "closed_on": (closing.on if closing else None) or current.last_on,
                "opening_balance": opening.amount if opening else None,
                "closing_balance": closing.amount if closing else None,
                "movement_count": current.tally.booked,
                "movement_total": proof.total,
                "is_proved": proof.proved,
                "unproved_because": [reason_json(each) for each in proof.reasons],
            }
        )


def _number(head: Head) -> str | None:
    return _text(head.sequence or head.identification)


def _text(value: str | None, most: int = LONGEST_OWN) -> str | None:
    """What can be kept: without NUL, of a length that a bank could mean."""
    return value.replace("\0", "")[:most] or None if value else None
