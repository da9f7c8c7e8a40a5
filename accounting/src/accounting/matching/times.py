"""Of which week, month or quarter a text says it is, or which instalment.

It makes no match. It takes back the certainty of one whose text speaks of another.
"""

import re
from collections.abc import Collection, Set
from datetime import date
from enum import IntEnum


class Span(IntEnum):
    """What is said. A month may lie within a quarter; the others are not compared with each other."""

    MONTH = 1
    QUARTER = 2
    WEEK = 3
    PART = 4


Time = tuple[Span, int, int]
"""What is said, of which year (or 0), and which one."""
_NONE: frozenset[Time] = frozenset()
_MONTHS = (
    "JANUARI JANVIER JANUARY JANUAR JANNER",
    "FEBRUARI FEVRIER FEBRUARY FEBRUAR",
    "MAART MARS MARCH MARZ MAERZ",
    "APRIL AVRIL",
    "MEI MAI MAY",
    "JUNI JUIN JUNE",
    "JULI JUILLET JULY",
    "AUGUSTUS AOUT AUGUST",
    "SEPTEMBER SEPTEMBRE",
    "OKTOBER OCTOBRE OCTOBER",
    "NOVEMBER NOVEMBRE",
    "DECEMBER DECEMBRE DEZEMBER",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_IN_SHORT = "JAN|FEB FEV FEVR|MRT MAR|APR AVR|MEI MAI|JUN|JUL JUIL|AUG AOU|SEP SEPT|OKT OCT|NOV|DEC DEZ".split("|")
_SHORT = {word: number for number, words in enumerate(_IN_SHORT, 1) for word in words.split()}
_PLAINLY = "FEB|FEV|FEVR|MRT|AVR|JUIL|AOU|SEP|SEPT|OKT|OCT|NOV|DEC|DEZ"
"""What is a month wherever it stands; the others are names and words, too."""
_ORDINAL = "(?:E|DE|STE|EME|ER|ND|RD|ST|TH)?"
_ORDINALS = (
    "EERSTE PREMIER FIRST ERSTES",
    "TWEEDE DEUXIEME SECOND ZWEITES",
    "DERDE TROISIEME THIRD DRITTES",
    "VIERDE QUATRIEME FOURTH VIERTES",
)
_IN_ORDER = {word: number for number, words in enumerate(_ORDINALS, 1) for word in words.split()}
_QUARTERS = "KWARTAAL|QUARTER|TRIMESTRE|QUARTAL|TRIM"
_NO_DAY = r"(?<!\b\d )(?<!\b\d\d )"
_MONTH = re.compile(rf"(?:\b(20\d\d) |{_NO_DAY}\b)({'|'.join(MONTHS)})(?:\b| ?(20\d\d)\b)(?: (20\d\d)\b)?")
_MONTH_IN_SHORT = re.compile(rf"{_NO_DAY}\b({'|'.join(_SHORT)}) ?((?:20)?2\d)\b")
_SHORT_ALONE = re.compile(
    rf"{_NO_DAY}\b(?:({_PLAINLY})|(?:HUUR|LOYER|RENT|MIETE|ABONNEMENT|ABO|MAAND|MOIS|MONTH|MONAT) ({'|'.join(_SHORT)}))"
    r"\b(?! ?\d)"
)
_WHOLE = re.compile(
    rf"\b0?1 (?:TOT (?:EN MET )?|T ?M |AU |TO |BIS )?(?:2[89]|3[01]) ({'|'.join({**MONTHS, **_SHORT})})\b(?: (20\d\d))?"
)
"""From the first to the last of it."""
_IN_DIGITS = re.compile(
    r"(?<![\w/.-])(?:(0?[1-9]|1[0-2])(?:[/-]((?:20)?2\d)|\.(20\d\d))|(20\d\d)[/.-](0[1-9]|1[0-2]))"
    r"(?![\d/.,-]*\d|[A-Z])"
)
_COUNTED = re.compile(r"\b(?:MAAND|MOIS|MONTH|MONAT) (0?[1-9]|1[0-2])\b(?: (20\d\d))?")
_DAY = r"\d{1,2}[-/.](\d{1,2})[-/.]((?:20)?\d\d)"
_FROM_TO = re.compile(rf"(?<!\d){_DAY} ?(?:-|TOT|T/M|AU|TO|BIS) ?{_DAY}(?!\d)")
_QUARTER = re.compile(
    rf"(?:\b(20\d\d) ?|\b)(?:Q ?([1-4])|T([1-4])(?= ?20\d\d|$)|([1-4])T(?= ?20\d\d)"
    rf"|([1-4]) ?{_ORDINAL} ?(?:{_QUARTERS})|({'|'.join(_IN_ORDER)}) (?:{_QUARTERS})|([1-4]) ?(?:E|DE|STE) KW"
    rf"|(?:{_QUARTERS}) ?([1-4]))(?:\b|(?=20\d\d))(?: ?(20\d\d)\b)?"
)
_WEEK = re.compile(
    r"(?:\b(20\d\d) ?|\b)(?:(?:WEEK|WK|SEMAINE|WOCHE) ?([1-5]?\d)|(?:KW|SEM) ?([1-5]\d)|W([0-5]\d))\b"
    r"(?: (20\d\d))?"
)
_PART = re.compile(r"\b(?:TERMIJN|SCHIJF|TRANCHE|ECHEANCE|MENSUALITE|INSTALMENT|RATE|FASE|PHASE) (\d{1,3})\b")
_WORDS = frozenset(
    "MAAND MOIS MONTH MONAT KW KWARTAAL QUARTER TRIMESTRE TRIM QUARTAL Q WEEK WK SEMAINE SEM WOCHE TERMIJN SCHIJF"
    " TRANCHE ECHEANCE MENSUALITE INSTALMENT RATE FASE PHASE".split()
)
_YEARS, _FOUR = range(2020, 2040), range(1, 5)
_RUN_TOGETHER = frozenset(
    [f"{word}{number}" for word in ("WEEK", "WK", "W", "W0", "KW", "SEM") for number in range(1, 54)]
    + [f"{year}W{number:02}" for year in _YEARS for number in range(1, 54)]
    + [f"{month}{year % written}" for month in _SHORT for year in _YEARS for written in (100, 10_000)]
    + [f"{word}{number}" for word in ("Q", "T", *_QUARTERS.split("|")) for number in _FOUR]
    + [f"{number}{word}" for word in ("T", *_QUARTERS.split("|")) for number in _FOUR]
    + [f"{year}{word}{number}" for word in "QT" for year in _YEARS for number in _FOUR]
    + [f"{word}{number}{year}" for word in "QT" for year in _YEARS for number in _FOUR]
    + [f"{number}T{year}" for year in _YEARS for number in _FOUR]
)
"""Words of which a pattern reads a part; what has none of them is not looked through."""
_NAMED = _WORDS | _RUN_TOGETHER | MONTHS.keys() | _SHORT.keys()
_SOON = 10
"""Days before a month from which on its subscription is billed."""
_MOST = 24
"""Months that one text may be of."""


def times_said(words: Set[str], text: str, written: str, name: Collection[str] = ()) -> frozenset[Time]:
    """What a text says, given its words, as it is plain, and as it is written; what belongs to a name says nothing.

    A day is not the month that it is in, but two days that follow each other are the months from one to the other.

    >>> [tuple(each) for each in times_said({"HUUR", "NOVEMBER"}, "HUUR NOVEMBER 2026", "")]
    [(<Span.MONTH: 1>, 2026, 11)]
    >>> times_said({"28", "NOVEMBER"}, "28 NOVEMBER 2026", "28 november 2026")
    frozenset()
    """
    found: set[Time] = set()
    if "20" in text or not words.isdisjoint(MONTHS.keys()):
        found.update(
            (Span.MONTH, int(before or joined or year or 0), MONTHS[each])
            for before, each, joined, year in _MONTH.findall(text)
            if each not in name
        )
    if not words.isdisjoint(_NAMED):
        found |= _named(text, name)
    if "/" in written or "-" in written or "." in written:
        found |= _in_digits(written.upper())
    return frozenset(found) if found else _NONE


def other_time(one: Set[Time], other: Set[Time]) -> bool:
    """Whether both say when or which, and none of it could be the same.

    >>> other_time({(Span.MONTH, 2026, 11)}, {(Span.MONTH, 0, 10)})
    True
    >>> other_time({(Span.MONTH, 2026, 11)}, {(Span.QUARTER, 0, 4)})
    False
    """
    return bool(one and other) and not any(_may_be_one(a, b) for a in one for b in other)


def says_part(times: Set[Time]) -> bool:
    """Whether it is said which instalment it is.

    >>> says_part({(Span.PART, 0, 3)}), says_part({(Span.MONTH, 0, 3)})
    (True, False)
    """
    return any(span is Span.PART for span, _, _ in times)


def months_of(day: int) -> frozenset[Time]:
    """The months that what is dated on this day may be of: from the month before, when it is told of afterwards, to the
    one that begins soon after it. When it is due says nothing: what is due in a month is of the one before it, too.
    """
    return frozenset(_from_to(_month(day) - 1, _month(day + _SOON)))


def _named(text: str, name: Collection[str]) -> set[Time]:
    """What words and letters say, beside the names of months."""
    found = {(Span.MONTH, _year(year), _SHORT[each]) for each, year in _MONTH_IN_SHORT.findall(text)}
    for alone, behind in _SHORT_ALONE.findall(text):
        if (each := alone or behind) not in name:
            found.add((Span.MONTH, 0, _SHORT[each]))
    found.update((Span.MONTH, int(year or 0), {**_SHORT, **MONTHS}[each]) for each, year in _WHOLE.findall(text))
    found.update((Span.MONTH, int(year or 0), int(each)) for each, year in _COUNTED.findall(text))
    for before, *said, year in _QUARTER.findall(text):
        which = "".join(said)
        found.add((Span.QUARTER, int(before or year or 0), _IN_ORDER.get(which) or int(which)))
    for before, *said, year in _WEEK.findall(text):
        found.add((Span.WEEK, int(before or year or 0), int("".join(said))))
    found.update((Span.PART, 0, int(each)) for each in _PART.findall(text))
    return found


def _year(said: str) -> int:
    """Of two digits that of this century."""
    return int(said) % 2000 + 2000


def _in_digits(text: str) -> set[Time]:
    found = {
        (Span.MONTH, _year(after or dotted or before), int(month or behind))
        for month, after, dotted, before, behind in _IN_DIGITS.findall(text)
    }
    for first, begins, last, ends in _FROM_TO.findall(text):
        if 1 <= int(first) <= 12 and 1 <= int(last) <= 12:
            found |= _from_to(_year(begins) * 12 + int(first) - 1, _year(ends) * 12 + int(last) - 1)
    return found


def _month(day: int) -> int:
    """Months are counted from year 0 on."""
    on = date.fromordinal(min(day, date.max.toordinal()))
    return on.year * 12 + on.month - 1


def _from_to(first: int, last: int) -> set[Time]:
    return {(Span.MONTH, each // 12, each % 12 + 1) for each in range(first, min(last, first + _MOST) + 1)}


def _may_be_one(one: Time, other: Time) -> bool:
    (span, year, number), (other_span, other_year, other_number) = sorted((one, other))
    if year and other_year and year != other_year:
        return False
    if span == other_span:
        return number == other_number
    return (span, other_span) != (Span.MONTH, Span.QUARTER) or (number + 2) // 3 == other_number
