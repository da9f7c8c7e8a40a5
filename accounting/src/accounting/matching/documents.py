"""Which document a text says it pays, however short its number, and of which month that is.

Neither makes a match. They take back the certainty of one whose text speaks of something else.
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
_NAMED = MONTHS.keys()
_DAY = re.compile(rf"\b\d{{1,2}} (?=(?:{'|'.join(MONTHS)})\b)")
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


def months_said(words: Set[str], text: str) -> frozenset[tuple[int, int]]:
    """Months in words, each with its year, or 0.

    >>> sorted(months_said({"HUUR", "NOVEMBER", "2026"}, "HUUR NOVEMBER 2026"))
    [(2026, 11)]
    """
    if words.isdisjoint(_NAMED):
        return frozenset()
    return frozenset((int(year or 0), MONTHS[month]) for month, year in _MONTH.findall(text))


def other_month(one: Set[tuple[int, int]], other: Set[tuple[int, int]]) -> bool:
    """Whether both say months, and none that could be the same."""
    if not one or not other:
        return False
    return not any(a[1] == b[1] and (a[0] == b[0] or not a[0] or not b[0]) for a in one for b in other)


def _ending(number: str) -> str:
    """The last run of digits that is not a year, or what follows the year in it, without leading noughts."""
    runs: list[str] = _DIGITS.findall(number)
    while len(runs) > 1 and _YEAR.fullmatch(runs[-1]):
        runs.pop()
    if not runs:
        return ""
    last = runs[-1]
    return (last[4:] if len(last) > 5 and last.startswith("20") else last).lstrip("0")
