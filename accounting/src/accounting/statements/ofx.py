"""OFX and QFX, 1 (SGML, elements without an end) and 2 (XML): bank accounts and credit cards.

Both are read as a row of tags with a value behind them; nothing in the file is expanded, fetched or executed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from html import unescape
from typing import BinaryIO

from accounting.money import minor_units
from accounting.statements.cells import Cell, CellUnreadable
from accounting.statements.errors import StatementUnreadable
from accounting.statements.model import Balance, Event, Head, Movement, Original, Tail
from accounting.statements.reasons import because
from accounting.statements.references import iban_of, party, reference_in
from accounting.statements.text import encoding_of, lines_of

TAG = re.compile(r"<(/?)([A-Za-z0-9._]+)\s*/?>([^<]*)")
CENT = Decimal("0.01")
STATEMENTS = frozenset(("STMTRS", "CCSTMTRS"))
THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
"""Or thousandths: the comma may part either, says the specification (3.2.9.1), and many banks write thousands."""
OPENS, CLOSES = "<![CDATA[", "]]>"


@dataclass
class _Open:
    line: int
    head: Head | None = None
    about: dict[str, str] = field(default_factory=dict)
    movement: dict[str, str] | None = None
    movement_line: int = 0
    inside: list[str] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    count: int = 0


def read_ofx(source: BinaryIO) -> Iterator[Event]:
    """Raises StatementUnreadable where an amount or a date is wrong, or when the list of movements does not end."""
    now: _Open | None = None
    found, line = False, 1
    for line, closing, name, value in _tags(source):
        if name in STATEMENTS:
            if now is not None:
                yield from _moved(now)
            if not closing:
                now, found = _Open(line), True
            elif now is not None:
                yield from _begun(now)
                yield _tail(now)
                now = None
            continue
        if now is None:
            continue
        if name == "STMTTRN":
            yield from _moved(now)
            if not closing:
                now.movement, now.movement_line = {}, line
        elif name == "BANKTRANLIST":
            yield from _moved(now)
        elif name in ("LEDGERBAL", "AVAILBAL"):
            now.inside = [] if closing else [name]
            if closing:
                _balance(now, name, line)
        elif not closing:
            target = now.movement if now.movement is not None else now.about
            target.setdefault("/".join((*now.inside, name)), value)
            if name == "CURRENCY" and now.movement is not None:
                target["ITS"] = name
    if now is not None:
        raise StatementUnreadable(because("breaks_off", wanted="the end of a statement"), line=line)
    if not found:
        raise StatementUnreadable(because("no_statement"))


def _tags(source: BinaryIO) -> Iterator[tuple[int, bool, str, str]]:
    """Line, whether it ends an element, its name, and the text behind it; a value goes on until the next tag."""
    pending: tuple[int, bool, str, str] | None = None
    for number, written in lines_of(source, _encoding(source)):
        line = _without_cdata(written)
        if re.search(r"<!(?:DOCTYPE|ENTITY)", line):
            raise StatementUnreadable(because("document_type"), line=number)
        begin = line.find("<")
        before = line if begin < 0 else line[:begin]
        if pending and before.strip():
            if len(pending[3]) > 10_000:
                raise StatementUnreadable(f"{pending[2]} is longer than any bank writes", line=number)
            pending = (*pending[:3], f"{pending[3]} {before.strip()}".strip())
        for found in TAG.finditer(line):
            if pending:
                yield _told(*pending)
            pending = (number, bool(found[1]), found[2].upper(), found[3].strip())
    if pending:
        yield _told(*pending)


def _told(line: int, closing: bool, name: str, value: str) -> tuple[int, bool, str, str]:
    try:
        return line, closing, name, unescape(value)
    except ValueError as error:  # a number of more digits than Python reads
        raise StatementUnreadable(f"{name} holds a character that there is none of", line=line) from error


def _without_cdata(line: str) -> str:
    """What it encloses is text. One that nothing closes encloses nothing, and neither does any after it."""
    parts, place = [], 0
    while (begin := line.find(OPENS, place)) >= 0 and (end := line.find(CLOSES, begin + len(OPENS))) >= 0:
        parts += [line[place:begin], line[begin + len(OPENS) : end].replace("<", "&lt;")]
        place = end + len(CLOSES)
    return "".join((*parts, line[place:]))


def _encoding(source: BinaryIO) -> str:
    """What fits the bytes; a declared code page only says which one when they are not UTF-8."""
    source.seek(0)
    start = source.read(1000).decode("latin-1")
    known = encoding_of(source)
    declared = re.search(r"^CHARSET:\s*(?:ISO-)?8859-(\d+)", start, re.MULTILINE)
    return f"iso8859-{declared[1]}" if known == "cp1252" and declared and declared[1] in ("2", "15") else known


def _begun(now: _Open) -> Iterator[Head]:
    if now.head is not None:
        return
    account = now.about.get("ACCTID")
    if not account:
        raise StatementUnreadable(because("account_missing", field="ACCTID"), line=now.line)
    bank = now.about.get("BANKID", "")
    now.head = Head(
        "ofx", now.line, account, now.about.get("CURDEF"), iban_of(account, belgian=True),
        bank_bic=bank if re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", bank) else None,
        description=now.about.get("ACCTTYPE"),
    )  # fmt: skip
    yield now.head


def _moved(now: _Open) -> Iterator[Event]:
    """The movement that is complete now: at its end, or where another begins, as some banks leave the ends out."""
    if now.movement is None:
        return
    yield from _begun(now)
    now.count += 1
    yield _movement(now)
    now.movement = None


def _movement(now: _Open) -> Movement:
    said, line = now.movement or {}, now.movement_line
    assert now.head is not None
    booked = _day(said.get("DTPOSTED"), line, "DTPOSTED")
    if booked is None:
        raise StatementUnreadable(because("field_missing", inside="STMTTRN", field="DTPOSTED"), line=line)
    name = said.get("NAME") or said.get("PAYEEID")
    memo = " ".join(part for part in (said.get("MEMO"), said.get("CHECKNUM")) if part)
    amount, original = _in_account(now.head.currency, said, line)
    return Movement(
        position=str(now.count), line=line, amount=amount, currency=now.head.currency, booked_on=booked,
        value_on=_day(said.get("DTAVAIL"), line, "DTAVAIL") or _day(said.get("DTUSER"), line, "DTUSER") or booked,
        bank_id=said.get("FITID") or None, customer_reference=said.get("REFNUM"),
        party=party(name, said.get("ACCTID"), said.get("BANKID")), reference=reference_in(memo or name or ""),
        text=memo or name or "", as_written=" ".join(part for part in (said.get("NAME"), memo) if part),
        code=said.get("TRNTYPE"), original=original,
    )  # fmt: skip


def _in_account(own: str | None, said: dict[str, str], line: int) -> tuple[Decimal, Original | None]:
    """The amount in the account's currency, and the one in which it was paid.

    `CURRENCY` says that the amount is still in the other currency, `ORIGCURRENCY` that it is not any more; the rate is
    the worth of one unit of the other currency.
    """
    amount, other = _money(said.get("TRNAMT"), line, "TRNAMT", own), said.get("CURSYM")
    if not other or other == own:
        return amount, None
    rate = _amount(said["CURRATE"], line, "CURRATE") if said.get("CURRATE") else None
    if "ITS" not in said:
        return amount, Original(_cents(abs(amount) / rate, line), other, rate) if rate else None
    if not rate:
        raise StatementUnreadable(f"an amount in {other} has no rate (CURRATE)", line=line)
    return _cents(amount * rate, line), Original(abs(amount), other, rate)


def _cents(amount: Decimal, line: int) -> Decimal:
    try:
        return amount.quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation as error:
        raise StatementUnreadable("CURRATE makes an amount that no bank holds", line=line) from error


def _balance(now: _Open, name: str, line: int) -> None:
    amount = now.about.pop(f"{name}/BALAMT", None)
    on = now.about.pop(f"{name}/DTASOF", None)
    if amount is not None:
        kind = "CLBD" if name == "LEDGERBAL" else "CLAV"
        known = now.about.get("CURDEF")
        now.balances.append(Balance(kind, _money(amount, line, "BALAMT", known), known, _day(on, line, "DTASOF")))


def _money(written: str | None, line: int, what: str, currency: str | None) -> Decimal:
    """Not guessed where a comma before three digits may part thousands or decimals."""
    if written and THOUSANDS.fullmatch(written) and minor_units(currency or "") < 3:
        one, other = written.replace(",", ""), written.replace(",", ".")
        raise StatementUnreadable(
            because("amount_ambiguous", field=what, one=one, other=other, written=written), line=line
        )
    return _amount(written, line, what)


def _amount(written: str | None, line: int, what: str) -> Decimal:
    try:
        return Cell(written or "").amount(None)
    except CellUnreadable as error:
        raise StatementUnreadable(because("field_no_amount", field=what, written=written or ""), line=line) from error


def _day(written: str | None, line: int, what: str) -> date | None:
    """YYYYMMDD, with or without time and zone."""
    if not written or not written.strip("0"):
        return None
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError as error:
        raise StatementUnreadable(because("field_no_date", field=what, written=written), line=line) from error


def _tail(now: _Open) -> Tail:
    closing = next((each for each in now.balances if each.kind == "CLBD"), None)
    return Tail(None, closing, tuple(now.balances))
