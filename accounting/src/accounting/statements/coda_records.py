"""The records of a CODA file: 128 places each, numbers and dates at fixed places (0-based, half open).

Version 2 is Febelfin's of today; version 1 differs in the account of record 1, and in record 2.3.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.statements.errors import StatementUnreadable
from accounting.statements.reasons import Code, because

WIDTH = 128
KINDS = frozenset(("0", "1", "21", "22", "23", "31", "32", "33", "4", "8", "9"))


@dataclass(frozen=True, slots=True)
class Record:
    line: int
    kind: str
    text: str

    def at(self, start: int, end: int) -> str:
        return self.text[start:end].rstrip()

    def amount(self, sign: int, start: int, end: int, what: str) -> Decimal:
        """Fifteen digits of which three are decimals, and a sign: 0 credit, 1 debit."""
        digits = self.text[start:end]
        if not re.fullmatch(r"[0-9]{15}", digits) or self.text[sign] not in "01":
            raise self._unreadable("record_no_amount", what, self.text[sign] + digits)
        amount = Decimal(digits) / 1000
        return -amount if self.text[sign] == "1" else amount

    def whole(self, start: int, end: int, what: str, decimals: int = 0) -> Decimal:
        digits = self.text[start:end]
        if not re.fullmatch(r"[0-9]+", digits):
            raise self._unreadable("record_no_number", what, digits)
        return Decimal(digits).scaleb(-decimals)

    def day(self, start: int, what: str, *, needed: bool = True) -> date | None:
        digits = self.text[start : start + 6]
        if not digits.strip("0 ") and not needed:
            return None
        found = short_day(digits)
        if found is None:
            raise self._unreadable("record_no_date", what, digits)
        return found

    @property
    def name(self) -> str:
        return ".".join(self.kind)

    def wrong(self, how: str) -> StatementUnreadable:
        return StatementUnreadable(f"in record {self.name}, {how}", line=self.line)

    def misplaced(self, how: str) -> StatementUnreadable:
        return StatementUnreadable(because("record_out_of_place", record=self.name, how=how), line=self.line)

    def _unreadable(self, code: Code, what: str, written: str) -> StatementUnreadable:
        return StatementUnreadable(because(code, record=self.name, what=what, written=written), line=self.line)


def short_day(digits: str) -> date | None:
    """DDMMYY of this century.

    >>> short_day("061206"), short_day("310206")
    (datetime.date(2006, 12, 6), None)
    """
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    try:
        return date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


def records(lines: Iterable[tuple[int, str]]) -> Iterator[Record]:
    """Every filled line as a record; lines without ends, one after the other, are parted."""
    for number, written in lines:
        line = written.rstrip("\x1a")
        if not line.strip():
            continue
        if len(line) > WIDTH and len(line.rstrip()) > WIDTH:
            if len(line) % WIDTH:
                raise StatementUnreadable(because("record_too_long", width=WIDTH, length=len(line)), line=number)
            parts = [line[start : start + WIDTH] for start in range(0, len(line), WIDTH)]
        else:
            parts = [line[:WIDTH].ljust(WIDTH)]
        for part in parts:
            kind = part[:2] if part[0] in "23" else part[0]
            if kind not in KINDS:
                raise StatementUnreadable(because("record_unknown", record=".".join(kind.strip())), line=number)
            yield Record(number, kind, part)
