"""A cell of a table as an amount or a date, in the ways spreadsheets and banks write them."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

from accounting.statements.reasons import Reason, because

Decimals = Literal[",", "."]
BLANKS = re.compile(r"[\s'’\u00a0\u202f]")
DASHES = str.maketrans("−–‒", "---")
"""What stands for a minus, in banks' exports and in typed tables."""
SHOWN = 15
"""Digits that a spreadsheet shows of a number: what it worked out itself has crumbs behind them."""
LAST_CENTURY = 80
"""From this one on, a year of two digits was of the last century: as MT940 is read."""
AHEAD = timedelta(days=366)
COUNTED = re.compile(r"((?:3[7-9]|4[0-9])[0-9]{3})(?:[.,][0-9]+)?")
SIDE = re.compile(r"(?:(?<=[0-9)€$£-])|(?<=[^A-Za-z][A-Z]{3}))(?:((?:C[Rr]|C|H)\.?)|(?:D[Rr]|D[Bb]|D|S)\.?)$")
"""Behind an amount: in credit (the group) or in debit; Haben and Soll in German."""
PARTS = re.compile(r"([0-9]{4}|[0-9]{1,2})[-/. ]([0-9]{1,2}|[^\W\d]{3,10}\.?)[-/. ]([0-9]{4}|[0-9]{2})(?![0-9])")
ZERO = date(1899, 12, 30)
"""From which spreadsheets count their days; a number of 2001 to 2036 is taken for one."""
MONTHS = {
    word: number
    for number, words in enumerate(
        ("jan january januari janvier janv", "feb february februari fev févr fevrier février",
         "mar march maart mrt mars",
         "apr april avril avr", "may mei mai", "jun june juni juin", "jul july juli juillet juil",
         "aug august augustus aout août", "sep sept september septembre", "oct october okt oktober octobre",
         "nov november novembre", "dec december decembre déc décembre"), 1)
    for word in words.split()
}  # fmt: skip


class CellUnreadable(ValueError):
    """What stands there is not what the column holds."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cell:
    text: str

    def amount(self, decimals: Decimals | None) -> Decimal:
        """With sign before or behind it, brackets or DR for minus, a currency, blanks or points between thousands.

        >>> Cell("1.234,56-").amount(","), Cell("(1,234.56)").amount(None), Cell("€ -12").amount(None)
        (Decimal('-1234.56'), Decimal('-1234.56'), Decimal('-12'))
        >>> Cell("12,50 DR").amount(","), Cell("EUR 12.50 Cr").amount(None)
        (Decimal('-12.50'), Decimal('12.50'))
        """
        plain = BLANKS.sub("", self.text).translate(DASHES)
        if side := SIDE.search(plain):
            unsigned = Cell(plain[: side.start()]).amount(decimals)
            if side[1] and unsigned < 0:
                raise CellUnreadable(because("below_zero_in_credit", written=self.text))
            return unsigned if side[1] else -abs(unsigned)
        plain = re.sub(r"^(?:[A-Z]{3}|[€$£])|(?:[A-Z]{3}|[€$£])$", "", plain)
        minus = plain.startswith("-") or plain.endswith("-") or bool(re.fullmatch(r"\(.*\)", plain))
        digits = plain.strip("+-()")
        digits = re.sub(r"^(?:[A-Z]{3}|[€$£])|(?:[A-Z]{3}|[€$£])$", "", digits)
        point = decimals or decimal_mark(digits)
        other = "." if point == "," else ","
        if re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(other)}[0-9]{{3}})+(?:{re.escape(point)}[0-9]*)?", digits):
            digits = digits.replace(other, "")
        digits = digits.replace(point, ".")
        if not re.fullmatch(r"[0-9]{0,16}(?:\.[0-9]{0,12})?", digits) or not re.search(r"[0-9]", digits):
            raise CellUnreadable(because("no_amount", written=self.text))
        try:
            value = Decimal(digits)
        except InvalidOperation as error:
            raise CellUnreadable(because("no_amount", written=self.text)) from error
        return -value if minus else value

    def day(self, order: str) -> date:
        """Three numbers in ``order``, or with a month in words, or a day as a spreadsheet counts it; a time is left.

        >>> Cell("05/03/2026").day("dmy"), Cell("20260305").day("ymd"), Cell("5 mrt 2026 14:02").day("dmy")
        (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5))
        >>> Cell("46086").day("dmy")
        datetime.date(2026, 3, 5)
        """
        found = parts_of_day(self.text)
        if found is None and (counted := COUNTED.fullmatch(self.text.strip())):
            return ZERO + timedelta(days=int(counted[1]))
        if found is None:
            raise CellUnreadable(because("no_date", written=self.text))
        if len(found[0]) == 4 or order == "ymd":
            year, month, day = found
        elif order == "mdy" and found[0].isdigit():
            month, day, year = found
        else:
            day, month, year = found
        try:
            number = MONTHS[month.lower().rstrip(".")] if not month.isdecimal() else int(month)
            return date(_year(year), number, int(day))
        except (KeyError, ValueError) as error:
            raise CellUnreadable(because("no_date", written=self.text)) from error


def has_side(amount: str) -> bool:
    """Whether DR, CR or such stands behind an amount.

    >>> has_side("12,50 DR"), has_side("12,50 EUR Cr."), has_side("12,50 USD"), has_side("card")
    (True, True, False, False)
    """
    return bool(SIDE.search(BLANKS.sub("", amount)))


def is_blank(cell: str) -> bool:
    """Whether nothing is written: a dash alone is what spreadsheets show of nothing, beside a currency or not.

    >>> is_blank(""), is_blank("-"), is_blank("€ –"), is_blank("-1"), is_blank("EUR")
    (True, True, True, False, False)
    """
    return not cell or bool(re.fullmatch(r"(?:[A-Z]{3}|[€$£])?[-−–‒—]+(?:[A-Z]{3}|[€$£])?", BLANKS.sub("", cell)))


def is_day(cell: str) -> bool:
    """Whether a cell is read as a day, in whatever order.

    >>> is_day("31/12/2026"), is_day("46086"), is_day("12345678"), is_day("12,50")
    (True, True, False, False)
    """
    for order in ("dmy", "mdy", "ymd"):
        with suppress(CellUnreadable):
            return bool(Cell(cell).day(order))
    return False


def is_amount(cell: str) -> bool:
    """Whether a cell is read as an amount, and not as a day.

    >>> is_amount("-12,50"), is_amount("12"), is_amount("46086"), is_amount("D"), is_amount("")
    (True, True, False, False, False)
    """
    if COUNTED.fullmatch(cell):
        return False
    with suppress(CellUnreadable):
        return Cell(cell).amount(None).is_finite()
    return False


def parts_of_day(text: str) -> tuple[str, str, str] | None:
    """The three parts in the order in which they stand."""
    plain = text.strip()
    if found := re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])", plain):
        return found[1], found[2], found[3]
    if found := PARTS.match(plain):
        return found[1], found[2], found[3]
    return None


def _year(digits: str) -> int:
    """Four digits, or two."""
    if len(digits) == 4:
        return int(digits)
    if len(digits) != 2:
        raise ValueError(digits)
    return int(digits) + (1900 if int(digits) >= LAST_CENTURY else 2000)


def decimal_mark(digits: str) -> Decimals:
    """The last of the two marks, unless it stands before three digits and stands alone in its kind more than once."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma < 0 and point < 0:
        return "."
    mark: Decimals = "," if comma > point else "."
    if digits.count(mark) > 1:
        return "." if mark == "," else ","
    return mark


def decimal_mark_of(cells: Iterable[str]) -> Decimals | None:
    """The mark that a column of amounts uses; None when no cell tells.

    Where three digits stand behind every mark these are thousands, unless nothing or a nought stands before one.

    >>> decimal_mark_of(["1.234", "12,50"]), decimal_mark_of(["1.234", "2.000"]), decimal_mark_of(["1.234", "0.500"])
    (',', ',', '.')
    """
    votes = {",": 0, ".": 0}
    thousands = dict(votes)
    for cell in cells:
        digits = re.sub(r"[^0-9.,]", "", SIDE.sub("", BLANKS.sub("", cell)))
        mark = decimal_mark(digits)
        before, _, behind = digits.rpartition(mark)
        if mark in digits and (len(behind) != 3 or not before.strip("0")):
            votes[mark] += 1
        elif mark in digits:
            thousands[mark] += 1
    if not any(votes.values()):
        return ("," if thousands["."] else ".") if any(thousands.values()) else None
    return "," if votes[","] >= votes["."] else "."


def as_text(value: object) -> str:
    """A cell of a workbook as it would stand in a text file; no thousands can be seen in a number with decimals.

    >>> as_text(12.345), as_text(-1234.5), as_text(1234.0), as_text(46086)
    ('12.3450', '-1234.5', '1234', '46086')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        shown = f"{Decimal(f'{value:.{SHOWN}g}'):f}" if value == value and abs(value) < 1e15 else ""
        return f"{shown}0" if shown[-4:-3] == "." else shown
    return str(value)
