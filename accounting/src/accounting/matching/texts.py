"""What a statement's free text says: structured references, document numbers, account numbers, and plain words."""

import re
import unicodedata
from functools import lru_cache
from itertools import compress
from operator import ne

from stdnum import iso11649
from stdnum.exceptions import ValidationError

from accounting.identifiers import proves_itself

# Patterns begin with a digit and look back from it: what is no digit is passed over without trying them.
STRUCTURED = re.compile(r"(\d(?<!\d\d)\d\d)\s?/?\s?(\d{4})\s?/?\s?(\d{5})(?!\d)")
MARKED = re.compile(r"(?:\+{3}|\*{3})\s?(\d{3})\s?/?\s?(\d{4})\s?/?\s?(\d{5})\s?(?:\+{3}|\*{3})")
SHORTEST_STRUCTURED = 12
CREDITOR = re.compile(r"\bRF\d{2}[A-Z0-9 ]{1,26}")
ACCOUNT = re.compile(
    r"\b(?:BE\d{2}(?: ?\d{4}){3}|NL\d{2} ?[A-Z]{4}(?: ?\d{4}){2} ?\d{2}|FR\d{2}(?: ?[A-Z0-9]{4}){5} ?[A-Z0-9]{3}"
    r"|DE\d{2}(?: ?\d{4}){4} ?\d{2}|LU\d{2}(?: ?[A-Z0-9]{4}){4}|(?!BE|NL|FR|DE|LU)[A-Z]{2}\d{2}[A-Z0-9]{11,30})\b"
)
DATES = re.compile(r"\d(?<!\d\d)(?:\d?[-/.]\d{1,2}[-/.](?:20)?\d{2}|(?<=2)0\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)")
BEGINS_ACCOUNT = re.compile(r"\d(?<=\b[A-Z]{2}\d)\d")
BEHIND_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?: ?[-–—] ?| )(?=0\d{2,5}(?![\w/.-]))")
"""A counter with its noughts behind its year, as banks write it that leave signs out: 2026 00066."""
NUMBER = re.compile(r"\d\d*(?:[-/._]\d+)*")
PARTS = re.compile(r"[-/._]")
LONG = 5
"""Digits from which on a number names one document rather than many."""
IN_THREE = re.compile(r"\d{3}/\d{4}/\d{5}")
CENTURIES = frozenset({"19", "20"})
DIGIT = re.compile(r"\d")
NOTHING: frozenset[str] = frozenset()
_PLAIN = bytes(ord(chr(byte).upper()) if byte < 128 and chr(byte).isalnum() else ord(" ") for byte in range(256))
"""What each byte of ASCII becomes."""


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Capitals, digits and single blanks; accents fall off, an apostrophe joins.

    >>> plain("Café 'De  Kroon' (n° 12)")
    'CAFE DE KROON N 12'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return " ".join(text.encode("ascii", "ignore").translate(_PLAIN).decode().split())


def structured_references(text: str) -> frozenset[str]:
    """Belgian structured references and ISO 11649 creditor references whose check digits hold.

    >>> sorted(structured_references("factuur +++090/9337/55493+++ of RF18 5390 0754 7034"))
    ['090933755493', 'RF18539007547034']
    """
    found = set()
    if len(text) >= SHORTEST_STRUCTURED:
        found.update([digits for groups in STRUCTURED.findall(text) if proves_itself(digits := "".join(groups))])
    if "RF" in (bare := text.upper()):
        for written in CREDITOR.findall(bare):
            found.update(_creditor_reference(written))
    return frozenset(found) if found else NOTHING


def mistyped_references(text: str) -> frozenset[str]:
    """What is written as a Belgian structured reference between +++ or ***, and does not prove itself: its digits.

    >>> mistyped_references("+++090/9337/55439+++ 090/9337/55439"), mistyped_references("+++090/9337/55493+++")
    (frozenset({'090933755439'}), frozenset())
    """
    if "+++" not in text and "***" not in text:
        return NOTHING
    return frozenset("".join(each) for each in MARKED.findall(text)) - structured_references(text)


def _creditor_reference(text: str) -> set[str]:
    """The longest beginning of `text` that proves itself: what follows is other words."""
    words = text.split()
    for count in range(len(words), 0, -1):
        try:
            return {str(iso11649.validate("".join(words[:count])))}
        except ValidationError:
            continue
    return set()


def year_joined(text: str) -> str:
    """The year of a document and its counter joined by a hyphen, however they were parted.

    >>> year_joined("VF2026 00066, 2026 – 00067, mei 2026 12, 2026 0475123456")
    'VF2026-00066, 2026-00067, mei 2026 12, 2026 0475123456'
    """
    return BEHIND_YEAR.sub(r"\1-", text) if "20" in text else text


def document_numbers(text: str) -> frozenset[str]:
    """Numbers of at least three digits that may name a document: a year alone, a date or an account number does not.

    Parts joined by a sign count together and apart: 2026/0042 is 20260042 and 42 is too short to say anything. What a
    point joins is a time or an amount unless a part has three digits.

    >>> sorted(document_numbers("INV-2735, CHK 4828-V, 12/03/2026, 2026/0042 van BE68 5390 0754 7034"))
    ['20260042', '2735', '4828']
    """
    if not DIGIT.search(text):
        return NOTHING
    bare = year_joined(text.upper())
    if BEGINS_ACCOUNT.search(bare):
        bare = ACCOUNT.sub(" ", bare)
    found = set()
    for written in NUMBER.findall(bare):
        for piece in (written,) if written.isdigit() else _pieces(written):
            shown = piece.lstrip("0")
            if len(shown) >= 3 and not (len(piece) == 4 and piece[:2] in CENTURIES):
                found.add(shown)
    return frozenset(found) if found else NOTHING


def _pieces(written: str) -> list[str]:
    """What parts joined by signs may stand for, without the dates among them."""
    pieces = PARTS.split(written)
    if len(pieces) > 2 and DATES.search(written):
        return [piece for rest in NUMBER.findall(DATES.sub(" ", written)) for piece in _pieces(rest)]
    if "." in written and max(map(len, pieces)) < 3:
        return []
    return ["".join(pieces)] if len(pieces) == 1 or IN_THREE.fullmatch(written) else ["".join(pieces), *pieces]


def accounts_in(text: str) -> frozenset[str]:
    """IBANs written in the text, without blanks; only their form is looked at."""
    bare = text.upper()
    return (
        frozenset(each.replace(" ", "") for each in ACCOUNT.findall(bare)) if BEGINS_ACCOUNT.search(bare) else NOTHING
    )


def swapped(first: str, second: str) -> bool:
    """Whether the two differ by two neighbours that changed places, the typist's commonest slip.

    >>> swapped("2122.50", "1222.50"), swapped("1234", "4321"), swapped("12", "12")
    (True, False, False)
    """
    if len(first) != len(second) or first == second:
        return False
    apart = list(compress(range(len(first)), map(ne, first, second)))
    if len(apart) != 2 or apart[1] - apart[0] > 2:
        return False
    one, other = apart
    if other - one == 2 and first[one + 1] not in ".,":
        return False
    return first[one] == second[other] and first[other] == second[one]
