"""Which document a text says it pays, however short its number, and of which month or quarter that is.

None of it makes a match. It takes back the certainty of one whose text speaks of something else.
"""

import re
from collections.abc import Set

from accounting.matching.texts import DATES, DIGIT, NOTHING

_KINDS = "FACTU(?:UR|RE|REN|RES)?(?:NR|NUMMER)?|FACT?|FAKTUUR|INVOICES?|INV|RECHNUNG|RG|(?:CREDIT|KREDIET)?NOTA"
_NUMBER = r"[A-Z]{0,4}[-/ ]?\d+(?:[-/._]\d+)*"
_SAID = re.compile(
    rf"\b(?:{_KINDS})\b[ .:#-]*(?:(?:NR|NUMMER|NUMERO|NUM|NO|N°)\b[ .:#°]*)?"
    rf"({_NUMBER}(?: ?(?:,|;|\+|&|/|EN|ET|AND|UND) ?{_NUMBER})*)"
)
_BETWEEN = re.compile(r" (?:EN|ET|AND|UND) |[,;+&]")
_MARKED = re.compile(r"\b([A-Z]{1,4})[-./ ]?(\d+(?:[-/._]\d+)*)")
_UNMARKED: frozenset[tuple[str, str]] = frozenset()
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d")
_SURE = 3
"""Digits from which on the end of a longer number is it: 1042 of 20261042, where 42 may be of 142."""
_MONTHS = (
    "JANUARI JANVIER JANUARY JANUAR",
    "FEBRUARI FEVRIER FEBRUARY FEBRUAR",
    "MAART MARS MARCH MARZ",
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
_QUARTERS = frozenset("Q1 Q2 Q3 Q4 KWARTAAL QUARTER TRIMESTRE QUARTAL".split())
_NAMED = MONTHS.keys() | _QUARTERS
_DAY = re.compile(rf"\b\d{{1,2}} (?=(?:{'|'.join(MONTHS)})\b)")
_NO_TIME: frozenset[tuple[int, int]] = frozenset()
_QUARTER = re.compile(
    r"\b(?:Q([1-4])|([1-4]) ?(?:E|DE|EME|ER|ND|RD|ST|TH)? ?(?:KWARTAAL|QUARTER|TRIMESTRE|QUARTAL))\b(?: (20\d\d))?"
)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?: (20\d\d))?")


def documents_said(text: str) -> frozenset[str]:
    """Numbers behind a word for a document, without their year; the day of a date is none.

    >>> sorted(documents_said("betaling facturen 2026/0042 en A57")), sorted(documents_said("factuur 5 november"))
    (['42', '57'], [])
    """
    if not DIGIT.search(text):
        return NOTHING
    found: set[str] = set()
    for written in _SAID.findall(DATES.sub(" ", _DAY.sub(" ", text.upper()))):
        found.update(ending for number in _BETWEEN.split(written) if (ending := _ending(number)))
    return frozenset(found) if found else NOTHING


def marked(text: str) -> frozenset[tuple[str, str]]:
    """Numbers with the letters before them, as a series of documents bears them.

    >>> sorted(marked("VF26/0042, F 2026-00012"))
    [('F', '12'), ('VF', '42')]
    """
    if not DIGIT.search(text):
        return _UNMARKED
    found = _MARKED.findall(DATES.sub(" ", text.upper()))
    return frozenset((letters, _ending(number)) for letters, number in found) if found else _UNMARKED


def other_of_series(one: Set[tuple[str, str]], other: Set[tuple[str, str]]) -> bool:
    """Whether both say documents of a series, and none of it that could be the same.

    >>> other_of_series({("F", "12")}, {("F", "99")}), other_of_series({("F", "12")}, {("CN", "99")})
    (True, False)
    """
    series = {letters for letters, _ in one} & {letters for letters, _ in other}
    return bool(series) and not any(a[0] == b[0] and same_document(a[1], b[1]) for a in one for b in other)


def endings(reference: str) -> frozenset[str]:
    """What of an item's own reference tells its documents apart.

    >>> sorted(endings("VF26/0042")), sorted(endings("20260057"))
    (['42'], ['57'])
    """
    ending = _ending(reference)
    return frozenset({ending}) if ending else NOTHING


def same_document(one: str, other: str) -> bool:
    """Whether two endings may be of one document.

    >>> same_document("42", "260042"), same_document("1042", "261042"), same_document("42", "142")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    return short == long or long.endswith("0" + short) or (len(short) >= _SURE and long.endswith(short))


def times_said(words: Set[str], text: str) -> frozenset[tuple[int, int]]:
    """Months and quarters in a plain text, each with its year, or 0; the first quarter is 13.

    >>> sorted(times_said({"HUUR", "NOVEMBER", "2026"}, "HUUR NOVEMBER 2026")), sorted(times_said({"Q3"}, "BTW Q3"))
    ([(2026, 11)], [(0, 15)])
    """
    if words.isdisjoint(_NAMED):
        return _NO_TIME
    found = {(int(year or 0), MONTHS[month]) for month, year in _MONTH.findall(text)}
    for before, after, year in _QUARTER.findall(text):
        found.add((int(year or 0), 12 + int(before or after)))
    return frozenset(found)


def other_time(one: Set[tuple[int, int]], other: Set[tuple[int, int]]) -> bool:
    """Whether both say months or quarters, and none that could be the same.

    >>> other_time({(2026, 11)}, {(0, 10)}), other_time({(2026, 11)}, {(0, 16)})
    (True, False)
    """
    return bool(one and other) and not any(_may_be_one(a, b) for a in one for b in other)


def _may_be_one(one: tuple[int, int], other: tuple[int, int]) -> bool:
    if one[0] != other[0] and one[0] and other[0]:
        return False
    return one[1] == other[1] or (max(one[1], other[1]) > 12 and _quarter(one[1]) == _quarter(other[1]))


def _quarter(number: int) -> int:
    return number if number > 12 else 13 + (number - 1) // 3


def _ending(number: str) -> str:
    """The last run of digits that is not a year, or what follows the year in it, without leading noughts."""
    runs: list[str] = _DIGITS.findall(number)
    while len(runs) > 1 and _YEAR.fullmatch(runs[-1]):
        runs.pop()
    if not runs:
        return ""
    last = runs[-1]
    return (last[4:] if len(last) > 5 and last.startswith("20") else last).lstrip("0")
