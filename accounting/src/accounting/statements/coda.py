"""CODA, the statement of Belgian banks: one file holds one or many, each from record 0 to record 9.

Types 0 to 3 are the movements; 5 to 9 explain the one before them (a globalised payment, amount and costs) and
become its children: 5 and 6 under it, 7 under it with 9 under 7, 8 under it. They are never added to the balance.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accounting.statements.coda_movement import Piece, movement_of
from accounting.statements.coda_records import Record, records
from accounting.statements.errors import StatementUnreadable
from accounting.statements.model import Balance, Event, Head, Movement, Promised, Tail
from accounting.statements.reasons import Reason, because
from accounting.statements.references import iban_of

MOST_CHILDREN = 200_000
"""Of one movement, which must be in memory at once."""
LAST_NUMBER = "9999"


@dataclass
class _Open:
    """The statement being read."""

    zero: Record
    structure: str = "0"
    number: str = "0000"
    head: Head | None = None
    opening: Balance | None = None
    closing: Balance | None = None
    tops: list[list[Piece]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    contradictions: list[Reason] = field(default_factory=list)
    records: int = 0
    movements: int = 0
    debit: Decimal = Decimal(0)
    credit: Decimal = Decimal(0)


def read_coda(lines: Iterable[tuple[int, str]]) -> Iterator[Event]:
    """Raises StatementUnreadable at the first record that is wrong or out of place."""
    now: _Open | None = None
    last = 0
    for record in records(lines):
        last = record.line
        if record.kind == "0":
            if now is not None:
                raise record.misplaced("a statement begins before the one before it ended (record 9)")
            if record.text[127] not in "12":
                raise StatementUnreadable(because("version_unknown", written=record.text[127]), line=record.line)
            now = _Open(record)
            continue
        if now is None:
            raise record.misplaced("it stands before record 0")
        if record.kind in ("1", "21", "22", "23", "31", "32", "33", "8"):
            now.records += 1
        if record.kind == "1":
            if now.head is not None:
                raise record.misplaced("a second opening balance in one statement")
            _begin(now, record)
            assert now.head is not None
            yield now.head
            continue
        if record.kind == "9":
            if now.head is None:
                raise record.misplaced("the statement ends before its opening balance (record 1)")
            yield from _finished(now)
            yield _tail(now, record)
            now = None
            continue
        if record.kind == "4":
            now.notices.append(record.at(32, 112).strip())
            continue
        if now.head is None:
            raise record.misplaced("it stands before the opening balance (record 1)")
        if record.kind == "8":
            yield from _finished(now)
            _same_account(now, record)
            on = record.day(57, "date of the closing balance", needed=False)
            now.closing = Balance("CLBD", record.amount(41, 42, 57, "closing balance"), now.head.currency, on)
        else:
            yield from _piece(now, record)
    if now is not None:
        raise StatementUnreadable(because("breaks_off", wanted="record 9"), line=last)
    if not last:
        raise StatementUnreadable(because("file_empty"))


def _begin(now: _Open, record: Record) -> None:
    zero = now.zero
    structure = now.structure = record.text[1] if zero.text[127] == "2" else "0"
    account, currency = _account(record, 5, structure)
    currency = currency or "EUR"
    on = record.day(58, "date of the opening balance", needed=False)
    now.opening = Balance("OPBD", record.amount(42, 43, 58, "opening balance"), currency, on)
    now.head = Head(
        "coda", record.line, account or None, currency, iban_of(account, belgian=structure in "02"),
        holder=record.at(64, 90).strip() or None, description=record.at(90, 125).strip() or None,
        bank_bic=zero.at(60, 71).strip() or None, identification=zero.at(24, 34).strip() or None,
        sequence=record.at(2, 5).strip() or None, created_on=zero.day(5, "date", needed=False),
        is_copy=zero.text[16] == "D", opening=now.opening.amount,
    )  # fmt: skip


def _account(record: Record, start: int, structure: str) -> tuple[str, str]:
    """The account and its currency in the 37 places that records 1 and 8 keep for them."""
    # structure 0: a Belgian number, 1 a foreign one, 2 a Belgian IBAN, 3 a foreign IBAN
    length, behind = {"0": (12, 13), "2": (31, 34)}.get(structure, (34, 34))
    account = record.at(start, start + length).strip()
    return account, record.at(start + behind, start + behind + 3).strip()


def _same_account(now: _Open, eight: Record) -> None:
    """The closing balance is of the account that was opened; a file put together of two is not proved."""
    assert now.head is not None
    opened, known = now.head.account, now.head.account_iban
    account, currency = _account(eight, 4, now.structure)
    is_same = not account or account == opened or (known and iban_of(account.split()[0], belgian=True) == known)
    if not is_same:
        now.contradictions.append(because("account_differs", opened=opened or "", other=eight.line, closed=account))
    if currency and currency != now.head.currency:
        was = now.head.currency or ""
        now.contradictions.append(because("currency_differs", opened=was, other=eight.line, closed=currency))


def _piece(now: _Open, record: Record) -> Iterator[Movement]:
    if record.kind == "21":
        kind = record.text[53]
        if kind in "0123":
            yield from _finished(now)
            _goes_on(now, record)
        elif kind not in "56789":
            raise record.wrong(f"type {kind.strip() or '(blank)'} of the transaction code is not known")
        elif not now.pieces:
            raise record.misplaced("a detail stands before the movement that it explains")
        else:
            _belongs(record, now.pieces[0], 6)
        if len(now.pieces) >= MOST_CHILDREN:
            raise record.wrong(f"one movement has more than {MOST_CHILDREN} details")
        now.pieces.append(Piece(record, now.zero.text[127]))
        return
    if not now.pieces:
        raise record.misplaced("it stands before the movement that it belongs to (record 2.1)")
    _belongs(record, now.pieces[-1], 10 if record.kind in ("22", "23") else 6)
    now.pieces[-1].more.append(record)


def _belongs(record: Record, piece: Piece, end: int) -> None:
    """Records of one movement carry its number (places 3 to 6), those of one detail its own (7 to 10) as well."""
    if (own := record.text[2:end]) != (wanted := piece.first.text[2:end]):
        raise record.misplaced(f"it carries the number {own.strip() or '(none)'} and stands under {wanted.strip()}")


def _goes_on(now: _Open, record: Record) -> None:
    """Movements are numbered upwards, and from the beginning again after 9999."""
    number = record.text[2:6]
    if number < now.number != LAST_NUMBER:
        raise record.misplaced(f"movement {number} stands behind {now.number}")
    now.number = number


def _finished(now: _Open) -> Iterator[Movement]:
    """The movement whose last record has been read, with its details."""
    if not now.pieces:
        return
    assert now.head is not None
    made = [(piece.first.text[53], movement_of(piece, now.head.currency)) for piece in now.pieces]
    now.pieces = []
    (_, whole), *details = made
    children: list[Movement] = []
    for kind, detail in details:
        if kind == "9" and children:
            children[-1] = replace(children[-1], children=(*children[-1].children, detail))
        else:
            children.append(detail)
    original = whole.original or next(
        (each.original for each in children if each.original and each.original.currency != now.head.currency), None
    )
    now.movements += 1
    now.credit += max(whole.amount, Decimal(0))
    now.debit -= min(whole.amount, Decimal(0))
    yield replace(whole, children=tuple(children), original=original)


def _tail(now: _Open, record: Record) -> Tail:
    promised = Promised(
        records=int(record.whole(16, 22, "number of records")),
        debit=record.whole(22, 37, "total of debits", 3),
        credit=record.whole(37, 52, "total of credits", 3),
    )
    counted = Promised(now.records, now.debit, now.credit, now.movements)
    notices = tuple(notice for notice in now.notices if notice)
    closing = now.closing
    if closing is None and not now.movements:
        closing = replace(now.opening, kind="CLBD") if now.opening else None
    return Tail(
        now.opening, closing, promised=promised, counted=counted, notices=notices,
        contradictions=tuple(now.contradictions),
    )  # fmt: skip
