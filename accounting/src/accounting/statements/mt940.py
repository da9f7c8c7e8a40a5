"""MT940 (and MT942, the day so far), SWIFT's statement, in the dialects of Dutch, Belgian and German banks.

Lines are read one by one; a field begins with `:tag:` and goes on until the next one, or the end of the message.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounting.statements.errors import StatementUnreadable
from accounting.statements.model import Balance, Event, Head, Movement, Tail
from accounting.statements.mt940_details import SUPPLEMENT, described
from accounting.statements.reasons import because
from accounting.statements.references import iban_of, party

TAG = re.compile(r"^:([0-9]{2}[A-Z]?|NS):(.*)$")
CLOSED = re.compile(r"^-\}")
DASH = re.compile(r"^-[A-Z]{0,3}$")
BALANCE = re.compile(r"^([CD])\s*([0-9]{6})\s*([A-Z]{3})\s*([0-9]+(?:[.,][0-9]*)?)\s*$")
LINE = re.compile(
    r"^(?P<value>[0-9]{6})(?P<booked>[0-9]{4}| {4})?\s*(?P<sign>R?[CD]|E[CD])(?P<funds>[A-Z])?\s*"
    r"(?P<amount>[0-9]+(?:[.,][0-9]*)?)(?![0-9.,])\s*(?P<code>[A-Z][A-Z0-9]{3})?(?P<rest>.*)$"
)
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
KINDS = {"60F": "OPBD", "60M": "OPBD", "62F": "CLBD", "62M": "CLBD", "64": "CLAV", "65": "FWAV"}
MOST_LINES = 1_000
"""Of one field."""


@dataclass
class _Field:
    tag: str
    line: int
    lines: list[str]


@dataclass
class _Open:
    line: int
    identification: str
    account: str | None = None
    bank_bic: str | None = None
    sequence: str | None = None
    interim: bool = False
    currency: str | None = None
    head: Head | None = None
    balances: list[Balance] = field(default_factory=list)
    waiting: tuple[Movement, list[str]] | None = None
    count: int = 0
    notices: list[str] = field(default_factory=list)


def read_mt940(lines: Iterable[tuple[int, str]]) -> Iterator[Event]:
    """Raises StatementUnreadable at the first field that is wrong, or when the last statement has no end."""
    now: _Open | None = None
    last = 0
    for each in _fields(lines):
        last = each.line
        if each.tag == "20":
            if now is not None:
                yield from _closed(now)
            now = _Open(each.line, each.lines[0].strip())
        elif now is None:
            raise _misplaced(each, "stands before field :20:")
        else:
            yield from _field(now, each)
    if now is None:
        raise StatementUnreadable(because("no_statement"), line=last or None)
    yield from _closed(now)


def _fields(lines: Iterable[tuple[int, str]]) -> Iterator[_Field]:
    """A dash on a line of its own ends the message, unless a field of this message follows: then it is text.

    Until that is known, what stands behind the dash is held.
    """
    now: _Field | None = None
    held: list[str] = []
    for number, written in lines:
        line = written
        if line.startswith("{") and (block := line.find("{4:")) >= 0:
            if now is not None:
                yield now
            now, held, line = None, [], line[block + 3 :]
        found = TAG.match(line)
        if found:
            if now is not None:
                now.lines += held if found[1] != "20" else []
                yield now
            now, held = _Field(found[1], number, [found[2]]), []
        elif CLOSED.match(line):
            if now is not None:
                yield now
            now, held = None, []
        elif re.match(r"^:[0-9]{3}:", line):
            continue
        elif now is not None:
            if len(now.lines) + len(held) >= MOST_LINES:
                raise StatementUnreadable(f"field :{now.tag}: has more than {MOST_LINES} lines", line=number)
            (held if held or DASH.match(line.rstrip()) else now.lines).append(line)
    if now is not None:
        yield now


def _field(now: _Open, each: _Field) -> Iterator[Event]:
    value = each.lines[0].strip()
    if each.tag in ("25", "25P"):
        now.bank_bic, now.account = _account(value, each.lines[1:])
    elif each.tag in ("28", "28C"):
        now.sequence = value or None
    elif each.tag in ("34F", "13D"):
        now.interim = True
        now.currency = now.currency or (value[:3] if each.tag == "34F" else None)
    elif each.tag in KINDS:
        yield from _moved(now)
        _balance(now, each, value)
    elif each.tag == "61":
        yield from _moved(now)
        yield from _begun(now, each.line)
        now.count += 1
        now.waiting = (_line(each, now), [])
    elif each.tag in ("86", "NS"):
        if now.waiting is not None:
            now.waiting[1].extend(each.lines)
        else:
            now.notices.append(" ".join(" ".join(each.lines).split()))


def _misplaced(each: _Field, how: str) -> StatementUnreadable:
    return StatementUnreadable(because("field_out_of_place", field=f":{each.tag}:", how=how), line=each.line)


def _account(value: str, more: list[str]) -> tuple[str | None, str | None]:
    """The account as written but for `/EUR` behind it, and the BIC: before the slash of `BIC/IBAN`, or below (25P)."""
    value = re.sub(r"/[A-Z]{3}$", "", value)
    before, _, after = value.rpartition("/")
    below = more[0].strip() if more else ""
    if BIC.fullmatch(below):
        return below, value
    own = BIC.fullmatch(before) and before[4:6] == after[:2]
    return (before, after) if own else (None, value or None)


def _balance(now: _Open, each: _Field, value: str) -> None:
    found = BALANCE.match(value)
    if found is None:
        raise StatementUnreadable(because("field_no_balance", field=f":{each.tag}:", written=value), line=each.line)
    amount = _amount(found[4])
    balance = Balance(KINDS[each.tag], -amount if found[1] == "D" else amount, found[3], _day(found[2], each))
    if balance.kind in ("OPBD", "CLBD") and any(old.kind == balance.kind for old in now.balances):
        raise _misplaced(each, "stands twice in one statement")
    if balance.kind == "CLBD" and not any(old.kind == "OPBD" for old in now.balances):
        raise _misplaced(each, "stands before an opening balance")
    now.balances.append(balance)
    now.currency = now.currency or balance.currency


def _begun(now: _Open, line: int) -> Iterator[Head]:
    if now.head is not None:
        return
    if now.account is None:
        raise StatementUnreadable(because("account_missing", field=":25:"), line=line)
    if not now.balances and not now.interim:
        raise StatementUnreadable(because("opening_missing", field=":60F:"), line=line)
    number = now.account.rpartition("/")[2]
    iban = iban_of(number) or iban_of(number[:-3])
    now.head = Head(
        "mt942" if now.interim and not now.balances else "mt940", now.line, iban or now.account, now.currency, iban,
        bank_bic=now.bank_bic, identification=now.identification or None, sequence=now.sequence,
        opening=next((each.amount for each in now.balances if each.kind == "OPBD"), None),
    )  # fmt: skip
    yield now.head


def _line(each: _Field, now: _Open) -> Movement:
    value = each.lines[0]
    found = LINE.match(value.strip())
    if found is None:
        raise StatementUnreadable(because("field_no_movement", field=":61:", written=value), line=each.line)
    amount = _amount(found["amount"])
    if found["sign"] in ("D", "RC", "ED"):
        amount = -amount
    value_on = _day(found["value"], each)
    rest, _, bank = found["rest"].partition("//")
    own, extra = (rest, "") if SUPPLEMENT.fullmatch(rest.strip()) else (rest[:16], rest[16:])
    bank_own = bank[:16].strip()
    more = tuple(words for part in (extra, bank[16:], *each.lines[1:]) if (words := " ".join(part.split())))
    name = extra.strip() or None
    return Movement(
        position=str(now.count), line=each.line, amount=amount, currency=now.currency,
        booked_on=_booked_on((found["booked"] or "").strip(), value_on, each), value_on=value_on,
        reversal=found["sign"].startswith("R"), bank_id=bank_own or None,
        customer_reference=own.strip() or None, code=found["code"], notes=more,
        party=party(name, own if name and SUPPLEMENT.fullmatch(own.strip()) else None),
    )  # fmt: skip


def _amount(written: str) -> Decimal:
    return Decimal(written.replace(",", ".").rstrip(".") or "0")


def _day(digits: str, each: _Field) -> date:
    """YYMMDD; from 80 on it was the last century."""
    year = int(digits[:2])
    try:
        return date(year + (1900 if year >= 80 else 2000), int(digits[2:4]), int(digits[4:]))
    except ValueError as error:
        raise _no_date(each, digits) from error


def _no_date(each: _Field, digits: str) -> StatementUnreadable:
    return StatementUnreadable(because("field_no_date", field=f":{each.tag}:", written=digits), line=each.line)


def _booked_on(digits: str, value_on: date, each: _Field) -> date:
    """MMDD of the year that brings it nearest to the value date."""
    if not digits:
        return value_on
    if digits == "0229":
        years = [year for year in range(value_on.year - 1, value_on.year + 2) if year % 4 == 0]
        return date(years[0], 2, 29) if years else value_on
    try:
        same = date(value_on.year, int(digits[:2]), int(digits[2:]))
    except ValueError as error:
        raise _no_date(each, digits) from error
    around = [same, same.replace(year=same.year - 1), same.replace(year=same.year + 1)]
    return min(around, key=lambda day: abs(day - value_on))


def _moved(now: _Open) -> Iterator[Movement]:
    """The movement whose description is complete now."""
    if now.waiting is None:
        return
    movement, lines = now.waiting
    now.waiting = None
    yield described(movement, lines)


def _closed(now: _Open) -> Iterator[Event]:
    yield from _moved(now)
    yield from _begun(now, now.line)
    opening = next((each for each in now.balances if each.kind == "OPBD"), None)
    closing = next((each for each in now.balances if each.kind == "CLBD"), None)
    if opening is not None and closing is None:
        raise StatementUnreadable(because("breaks_off", wanted="the closing balance (:62F:)"), line=now.line)
    yield Tail(opening, closing, tuple(now.balances), notices=tuple(notice for notice in now.notices if notice))
