"""Which document a text says it pays, however short its number.

None of it makes a match. It takes back the certainty of one whose text speaks of something else.
"""

import re
from collections.abc import Set

from accounting.matching.texts import DATES, DIGIT, NOTHING, year_joined
from accounting.matching.times import MONTHS

_KINDS = (
    r"[A-Z]*(?:FACTU(?:UR|RE|REN|RES)?|FAKTUUR|INVOICES?|RECHNUNG)(?:NR|NUMMER)?|FA|FACT?|FAKT?|FT|VF|INV|RG"
    "|(?:CREDIT|KREDIET)?NOTA|DOC(?:UMENT)?|OFFERTE|DEVIS|PRO ?FORMA"
    "|BESTEL(?:BON|LING|LINGEN)?(?:NR|NUMMER)|BESTELBON|BESTELLING(?:EN)?|COMMANDES?|PO"
    "|(?<!PAYMENT )(?<!STANDING )ORDERS?(?:NR|NUMMER)?|BESTELLUNG|AUFTRAG(?:SNR|SNUMMER)?"
)
"""Words for a document, and for an order: where the item does not bear its number, it may be billed by another."""
_NUMBER = r"[A-Z]{0,4}[-/ ]?(?:20\d\d ?[-/] ?)?\d+(?:[-/._]\d+)*"
_SAID = re.compile(
    rf"\b(?:{_KINDS})(?:(?=\d)|\b[ .:#-]*(?:(?:MET |AVEC )?(?:NR|NUMMER|NUMERO|NUM|NO|N°)[ .:#°]*)?)"
    rf"({_NUMBER}(?: ?(?:,|;|\+|&|/|EN|ET|AND|UND) ?{_NUMBER})*)"
)
_BETWEEN = re.compile(r" (?:EN|ET|AND|UND) |[,;+&]")
_MARKED = re.compile(r"\b([A-Z]{1,4})[-./ ]?(\d+(?:[-/._]\d+)*)")
_OF_YEAR = re.compile(r"(?<![\d/.-])20\d\d[-/](\d{3,6}|1[3-9]|[2-9]\d)(?![-/.]?\d)")
_BEFORE_YEAR = re.compile(r"(?<![\w/.,-])(\d{3,6}|1[3-9]|[2-9]\d)/20\d\d(?![-/.]?\d)")
"""A number that is no month, before or behind its year."""
_OF_SHORT_YEAR = re.compile(r"(?<![\w/.,+*-])2[1-9]([-/]?)(0\d{3,5})(?![\w/+*-]|[.,]\d)")
"""Two digits of the year and a counter with its noughts: 260088, 26/0088, 2600088; 20 begins a year of four digits."""
_A_DAY = re.compile(r"0[1-9](?:[0-3]\d|20\d\d)")
"""What may be the rest of a date that is written without signs, either way round."""
_NOT_OF_DOCUMENTS = re.compile(
    r"\b(?:KLANT|CLIENT|CUSTOMER|KUNDE|LID|MEMBRE|MEMBER|CONTRACT|CONTRAT|POLIS|POLICE|DOSSIER|TEL|GSM|REKENING|COMPTE|KAART"
    r"|CARTE|CARD|TERMINAL|ORDER|COMMANDE|BESTELLING|MANDAAT|MANDAT|MANDATE|REF)[A-Z]*[ .:#-]*"
    r"(?:(?:NR|NUMMER|NUMERO|NO|N°)[ .:#°]*)?[A-Z]{0,4}\d[\d/.-]*"
)
"""Numbers of customers, contracts, cards, telephones."""
_NUMBERED = re.compile(
    r"(?:^ *|\b(?:BETALING|BETAALD|PAIEMENT|PAYMENT|ZAHLUNG|SALDO|SOLDE|UW|ONZE|VOTRE|NOTRE|YOUR|OUR)[ .:#-]+)"
    r"(?:NR|NUMMER|NUMERO|NO|N°|#)[ .:#°]*(\d{1,6})(?![\w/+*-]|[.,]\d)"
)
"""A number without a word for what it is of, at the beginning or behind a word for paying."""
_YEARLY = "20"
"""Stands for the letters of documents that are counted by the year."""
_UNMARKED: frozenset[tuple[str, str]] = frozenset()
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d")
_SURE = 3
"""Digits from which on the end of a longer number is it: 1042 of 20261042, where 42 may be of 142."""
_WITH_NOUGHTS = re.compile(r"(?<![\w/.,+*-])(?=\d{4,6}(?![\w/,+*-]|\.\d))0+[1-9]\d*")
"""As only counted documents are written: 00043."""
_DAY = re.compile(rf"\b\d{{1,2}} (?=(?:{'|'.join(MONTHS)})\b)")


def documents_said(text: str) -> frozenset[str]:
    """Numbers behind a word for a document, without their year; the day of a date is none.

    >>> sorted(documents_said("betaling facturen 2026/0042 en A57")), sorted(documents_said("factuur 5 november"))
    (['42', '57'], [])
    >>> sorted(documents_said("00043 en 0475123456, 0,05")), sorted(documents_said("nr 88, tel nr 77"))
    (['43'], ['88'])
    """
    if not DIGIT.search(text):
        return NOTHING
    found: set[str] = set()
    bare = DATES.sub(" ", _DAY.sub(" ", year_joined(text.upper())))
    found.update(ending for number in _NUMBERED.findall(bare) if (ending := _ending(number)))
    for written in _SAID.findall(bare):
        found.update(ending for number in _BETWEEN.split(written) if (ending := _ending(number)))
    found.update(written.lstrip("0") for written in _WITH_NOUGHTS.findall(DATES.sub(" ", text)))
    return frozenset(found) if found else NOTHING


def marked(text: str) -> frozenset[tuple[str, str]]:
    """Numbers with the letters before them, as a series of documents bears them, or with their year.

    >>> sorted(marked("VF26/0042, F 2026-00012")), sorted(marked("2600088, klant 2600077, 260131"))
    ([('20', '12'), ('F', '12'), ('VF', '42')], [('20', '88')])
    """
    if not DIGIT.search(text):
        return _UNMARKED
    bare = DATES.sub(" ", year_joined(text.upper()))
    found = [(letters, _ending(number)) for letters, number in _MARKED.findall(bare)]
    if "20" in bare:
        counted = _OF_YEAR.findall(bare) + _BEFORE_YEAR.findall(bare)
        found += [(_YEARLY, number.lstrip("0")) for number in counted]
    if "2" in bare:
        counted = _OF_SHORT_YEAR.findall(_NOT_OF_DOCUMENTS.sub(" ", bare))
        found += [(_YEARLY, number.lstrip("0")) for sign, number in counted if sign or not _A_DAY.fullmatch(number)]
    return frozenset(found) if found else _UNMARKED


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


def _ending(number: str) -> str:
    """The last run of digits that is not a year, or what follows the year in it, without leading noughts."""
    runs: list[str] = _DIGITS.findall(number)
    while len(runs) > 1 and _YEAR.fullmatch(runs[-1]):
        runs.pop()
    if not runs:
        return ""
    last = runs[-1]
    return (last[4:] if len(last) > 5 and last.startswith("20") else last).lstrip("0")
