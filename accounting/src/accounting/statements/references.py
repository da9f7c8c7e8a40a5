"""References and accounts inside what banks pass on, structured or typed by people in a free text."""

import re
from functools import lru_cache

from accounting.identifiers import is_valid, parse_creditor_reference, parse_iban, parse_structured_reference
from accounting.statements.model import Party, Reference

MARKED = re.compile(r"(?:\+{3}|\*{3})\s*(\d{3}\s*/\s*\d{4}\s*/\s*\d{5})\s*(?:\+{3}|\*{3})")
BARE = re.compile(r"(?<![\d/])(\d{3}/\d{4}/\d{5}|\d{12})(?![\d/])")
CREDITOR = re.compile(r"\bRF\d{2}(?: ?[0-9A-Z]){1,21}\b")
ACCOUNT = re.compile(r"\b([A-Z]{2}\d{2}(?: ?[0-9A-Z]{2,4}){3,8})\b")
BELGIAN = re.compile(r"(\d{3})-?(\d{7})-?(\d{2})")
SHORTEST = 5
"""Of a number of an account: what is shorter is in too many IBANs."""


def reference_of(value: str | None) -> Reference | None:
    """What a bank calls the structured reference, whatever it is.

    >>> reference_of("240283842818")
    Reference(kind='ogm', value='240283842818', proved=True)
    >>> reference_of("RF18 5390 0754 7034").value, reference_of("2024-17").kind
    ('RF18539007547034', 'other')
    """
    written = (value or "").strip()
    if not written:
        return None
    digits = re.sub(r"[\s+*/]", "", written)
    if re.fullmatch(r"[0-9]{12}", digits):
        return Reference("ogm", digits, is_valid(parse_structured_reference, digits))
    if is_valid(parse_creditor_reference, written):
        return Reference("rf", parse_creditor_reference(written), True)
    return Reference("other", written)


def reference_in(text: str) -> Reference | None:
    """A reference in a free text: marked with +++ or ***, or bare; only one whose check digits match, to be sure.

    >>> reference_in("uw factuur +++090/9337/55493+++ dank")
    Reference(kind='ogm', value='090933755493', proved=True)
    >>> reference_in("tel 032112345678") is None
    True
    """
    for pattern in (MARKED, BARE):
        for found in pattern.finditer(text):
            if is_valid(parse_structured_reference, found[1]):
                return Reference("ogm", parse_structured_reference(found[1]), True)
    for found in CREDITOR.finditer(text):
        words = found[0].split(" ")
        for count in range(len(words), 0, -1):
            if is_valid(parse_creditor_reference, written := "".join(words[:count])):
                return Reference("rf", written, True)
    return None


def iban_in(text: str) -> str | None:
    """The first IBAN in a text, blanks in it or not.

    >>> iban_in("van BE32 1234 5678 9002 Jan"), iban_in("nr 12")
    ('BE32123456789002', None)
    """
    for found in ACCOUNT.finditer(text):
        words = found[1].split(" ")
        for count in range(len(words), 0, -1):
            if is_valid(parse_iban, written := "".join(words[:count])):
                return written
    return None


@lru_cache(maxsize=4096)
def iban_of(account: str | None, *, belgian: bool = False) -> str | None:
    """The account as IBAN when it is one; ``belgian``: also a Belgian number of before IBAN, whose 97 is right.

    >>> iban_of("BE32 1234 5678 9002"), iban_of("123-4567890-02", belgian=True), iban_of("P1")
    ('BE32123456789002', 'BE32123456789002', None)
    """
    written = re.sub(r"\s", "", account or "").upper()
    if is_valid(parse_iban, written):
        return written
    old = BELGIAN.fullmatch(written) if belgian else None
    if old is None:
        return None
    digits = "".join(old.groups())
    if (int(digits[:10]) % 97 or 97) != int(digits[10:]) or not int(digits):
        return None
    return f"BE{98 - int(digits + '111400') % 97:02d}{digits}"


def is_part_of(number: str, iban: str) -> bool:
    """Whether a number from outside of IBAN can be this account: bank and account, or the account alone.

    A currency behind it is no part of it, noughts may be left out, and a key of two digits may end the IBAN.

    >>> is_part_of("10020030/1234567", "DE73100200300001234567"), is_part_of("0123456789EUR", "NL69INGB0123456789")
    (True, True)
    >>> is_part_of("10020030/7654321", "DE73100200300001234567"), is_part_of("4567", "DE73100200300001234567")
    (False, False)
    """
    bare = re.sub(r"(?<=[0-9])[A-Z]{3}$", "", re.sub(r"[^0-9A-Z]", "", number.upper()))
    own, national = bare.lstrip("0"), iban[4:]
    left_out = "0" * (len(national) - len(bare))
    is_whole = any(bare[:place] + left_out + bare[place:] == national for place in range(len(bare) + 1))
    return len(own) >= SHORTEST and (is_whole or national.endswith(own) or national[:-2].endswith(own))


def party(name: str | None, account: str | None, bic: str | None = None, **more: str | None) -> Party:
    """The other side, with its IBAN proven or left out."""
    written = (account or "").strip() or None
    return Party(
        " ".join((name or "").split()) or None,
        written,
        iban_of(written, belgian=True),
        (bic or "").strip() or None,
        **more,
    )
