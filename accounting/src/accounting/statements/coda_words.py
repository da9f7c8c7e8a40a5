"""CODA's transaction code in words, and what its structured communications say."""

import csv
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files

from accounting.statements.coda_records import short_day
from accounting.statements.model import Original, Reference
from accounting.statements.references import reference_in, reference_of

DIGITS = re.compile("[0-9]+")
"""CP1252 has ², ³ and ¹ too, which are digits to Python and no number to it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a structured communication means; `text` holds what a person should read of it."""

    text: str = ""
    reference: Reference | None = None
    name: str | None = None
    mandate: str | None = None
    original: Original | None = None
    notes: tuple[str, ...] = field(default=())


def code_words(code: str) -> str | None:
    """Family and operation of type(1) family(2) operation(2) category(3); None for a family that nobody described.

    >>> code_words("00150000"), code_words("80437006"), code_words("02250000")
    ('Transfer: in your favour', 'Card: costs', None)
    """
    words = _words()
    family, operation = words.get((code[1:3], "")), words.get((code[1:3], code[3:5]))
    return f"{family}: {operation}" if family and operation else family


@cache
def _words() -> dict[tuple[str, str], str]:
    with files("accounting.statements").joinpath("coda_codes.csv").open(encoding="utf-8") as file:
        return {(row["family"], row["operation"]): row["words"] for row in csv.DictReader(file)}


def structured(kind: str, value: str) -> Said:
    """``kind`` as in the file (101, 105, …); ``value`` what follows it, padded as it was.

    >>> structured("101", "240283842818").reference.value
    '240283842818'
    >>> structured("113", "1910317041110214172454663076602110614287CORA LA LOUVIERELA LOUVIER").text
    'Card 1910 3170 4111 0214, 02/11/2006, CORA LA LOUVIERE, LA LOUVIER'
    """
    read = {
        "100": _creditor, "101": _ogm, "102": _ogm, "103": _plain, "105": _foreign, "107": _old_debit, "108": _plain,
        "111": _till, "113": _card, "114": _terminal, "124": _card_bill, "127": _direct_debit,
    }.get(kind, _plain)  # fmt: skip
    return read(value)


def _plain(value: str) -> Said:
    return Said(" ".join(value.split()))


def _ogm(value: str) -> Said:
    return Said(reference=reference_of(value[:12]), text=" ".join(value[12:].split()))


def _creditor(value: str) -> Said:
    """ISO 11649: RF and at most 23 places."""
    return Said(reference=reference_of(value[:25]), text=" ".join(value[25:].split()))


def _foreign(value: str) -> Said:
    """In the account's currency, in the original, the rate with eight decimals, the currency, the OGM where one is."""
    amount, rate, currency = value[15:30], value[30:42], value[42:45].strip()
    if not (DIGITS.fullmatch(amount + rate) and re.fullmatch(r"[A-Z]{3}", currency)):
        return _plain(value)
    quoted = re.fullmatch(r"(?!0{12})[0-9]{12}", value[45:57])
    return Said(
        reference=reference_of(quoted[0]) if quoted else None,
        original=Original(Decimal(amount) / 1000, currency, Decimal(rate).scaleb(-8) or None),
    )


def _day(digits: str) -> str:
    found = short_day(digits)
    return found.strftime("%d/%m/%Y") if found else ""


def _joined(*parts: str) -> str:
    return ", ".join(text for part in parts if (text := " ".join(part.split())))


def _card_number(digits: str) -> str:
    return f"Card {' '.join(digits[place : place + 4] for place in range(0, 16, 4))}" if digits.strip(" 0") else ""


def _card(value: str) -> Said:
    amount, rate, currency = value[66:81], value[81:93], value[93:96]
    foreign = DIGITS.fullmatch(amount + rate) and int(amount) and re.fullmatch(r"[A-Z]{3}", currency)
    return Said(
        _joined(_card_number(value[:16]), _day(value[29:35]), value[40:56], value[56:66]),
        name=" ".join(value[40:56].split()) or None,
        original=Original(Decimal(amount) / 1000, currency, Decimal(rate).scaleb(-8) or None) if foreign else None,
    )


def _card_bill(value: str) -> Said:
    return Said(_joined(_card_number(value[:16]), value[17:29], value[29:44]))


def _till(value: str) -> Said:
    return Said(
        _joined(f"Terminal {value[1:7]}", f"{_day(value[16:22])} to {_day(value[28:34])}", value[35:51], value[51:61])
    )


def _terminal(value: str) -> Said:
    return Said(_joined(f"Terminal {value[1:7]}", _day(value[16:22]), value[27:43], value[43:53], value[53:69]))


def _old_debit(value: str) -> Said:
    return Said(_joined(value[18:33], value[33:48]), mandate=value[:12].strip() or None)


def _direct_debit(value: str) -> Said:
    """Settlement date, type, scheme, paid or why not, creditor, mandate, communication.

    Creditors number their debits in twelve digits too, of which one in 97 looks like an OGM: it counts with its signs.
    """
    refused = {"1": "technical problem", "2": "refused by the debtor's bank", "3": "refused", "4": "reimbursed"}
    creditor = value[9:44].strip()
    note, words = refused.get(value[8:9]), " ".join(value[79:141].split())
    return Said(
        words,
        reference=reference_in(re.sub(r"(?<![0-9/])[0-9]{12}(?![0-9/])", " ", words)),
        mandate=value[44:79].strip() or None,
        notes=tuple(each for each in (creditor and f"Creditor {creditor}", note and f"Direct debit: {note}") if each),
    )
