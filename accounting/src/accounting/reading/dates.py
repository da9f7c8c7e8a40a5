"""Dates as invoices write them, in Dutch, French, English and German."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

EARLIEST, LATEST = 1990, 2079
"""Years outside are taken for something else than a date."""

_MONTH_NAMES = (
    "januari janvier january januar jan janv jaan jaenner",
    "februari fevrier february februar feb fevr fev febr",
    "maart mars march maerz marz mrt mar maa",
    "april avril apr avr",
    "mei mai may",
    "juni juin june jun",
    "juli juillet july jul juil",
    "augustus aout august aug aou",
    "september septembre sep sept",
    "oktober octobre october okt oct",
    "november novembre nov",
    "december decembre dezember dec dez",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_NAME = r"(?P<{}>[A-Za-zÀ-ÿ]{{3,10}})\.?"
_PATTERNS = (
    re.compile(r"(?<![\d./-])(?P<y>(?:19|20)\d\d)\s?(?P<s>[-/.])\s?(?P<m>\d\d?)\s?(?P=s)\s?(?P<d>\d\d?)(?!\d)"),
    re.compile(r"(?<![\d./,-])(?P<a>\d\d?)\s?(?P<s>[-/.])\s?(?P<b>\d\d?)\s?(?P=s)\s?(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<![\d./,-])(?P<a>\d\d?)(?P<s>[-/.])(?P<b>\d\d?)(?P=s)(?P<y>\d\d)(?![\d./-]|,\d)"),
    re.compile(
        r"(?<![\d.,])(?P<d>\d\d?)(?:er|ste|de|e|st|nd|rd|th)?[\s.,'’/-]{0,3}(?:de\s|of\s)?"
        + _NAME.format("n")
        + r"[\s.,'’/-]{0,3}(?P<y>(?:19|20)\d\d|\d\d)(?!\d)"
    ),
    re.compile(
        r"(?<![A-Za-zÀ-ÿ])"
        + _NAME.format("n")
        + r"\s{0,2}(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s{1,2}(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a text: where, which day, and the other reading of it when day and month can be swapped."""

    start: int
    end: int
    day: date
    swapped: date | None = None
    compact: bool = False


def find_dates(text: str) -> list[WrittenDate]:
    """Every date in ``text``, left to right, day before month unless only the other order exists.

    >>> [str(found.day) for found in find_dates("Factuurdatum: 3 maart 2024, te betalen vóór 02/04/24")]
    ['2024-03-03', '2024-04-02']
    >>> [str(found.day) for found in find_dates("12/28/2017 · 2024-01-05 · March 1, 2020 · 1er août 2021")]
    ['2017-12-28', '2024-01-05', '2020-03-01', '2021-08-01']
    """
    found: list[WrittenDate] = []
    for written in sorted(_all_dates(text), key=lambda item: (item.start, item.start - item.end)):
        if not found or written.start >= found[-1].end:
            found.append(written)
    return found


def month_number(name: str) -> int | None:
    """The month a word names in one of the four languages, also abbreviated.

    >>> month_number("Août"), month_number("mrt."), month_number("dag")
    (8, 3, None)
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ä", "ae"))
    return MONTHS.get("".join(letter for letter in plain if letter.isalpha() and letter.isascii()))


def _all_dates(text: str) -> Iterator[WrittenDate]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            swapped = None
            if "a" in parts:
                first, second = int(parts["a"]), int(parts["b"])
                day = _date(parts["y"], second, first)
                swapped = _date(parts["y"], first, second)
                if day is None:
                    day, swapped = swapped, None
            elif "n" in parts:
                day = _date(parts["y"], month_number(parts["n"]), int(parts["d"]))
            else:
                day = _date(parts["y"], int(parts["m"]), int(parts["d"]))
            if day is not None:
                compact = pattern is _PATTERNS[-1]
                yield WrittenDate(match.start(), match.end(), day, None if swapped == day else swapped, compact)


def _date(year: str, month: int | None, day: int) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 80 else 1900
    if month is None or not EARLIEST <= number <= LATEST:
        return None
    try:
        return date(number, month, day)
    except ValueError:
        return None
