"""Rows of a table that add up the others or tell a balance: no movements, wherever they stand."""

import re
from collections.abc import Sequence

from accounting.statements.cells import is_amount, parts_of_day
from accounting.statements.mapping import plain

WORDS = frozenset(
    "total totals totaal totalen eindtotaal subtotaal subtotal totaux sous gesamt gesamtsumme summe zwischensumme sum "
    "saldo beginsaldo eindsaldo openingssaldo slotsaldo solde balance anfangssaldo endsaldo".split()
)
BESIDE = frozenset(
    "grand general generaal sous sub opening closing begin eind nieuw nieuwe oud oude vorig vorige final finale ancien "
    "nouveau nouvelle initial per op au du van de der het le la des am of the debet debit credit soll haben af bij in "
    "uit bedrag bedragen montant montants amount amounts periode period eur usd gbp".split()
)
"""What may stand with such a word, beside a day; a name beside it is somebody's."""


def is_total(row: Sequence[str]) -> bool:
    """Whether a row says total or balance and has nothing beside it but amounts and currencies: no day, no text.

    >>> is_total(["Totaal", "-12,50"]), is_total(["", "12.50", "EUR", "Grand total"]), is_total(["Saldo 31/12", "5"])
    (True, True, True)
    >>> is_total(["Total", "05/03/2026", "-12,50"]), is_total(["Total Belgium", "-12,50"]), is_total(["Total"])
    (False, False, False)
    """
    filled = [cell.strip() for cell in row if cell.strip()]
    if any(map(parts_of_day, filled)):
        return False
    others = [cell for cell in filled if not _says_so(cell) and not re.fullmatch(r"[A-Z]{3}", cell)]
    return bool(others) and any(map(_says_so, filled)) and all(map(is_amount, others))


def _says_so(cell: str) -> bool:
    words = set(plain(cell).split())
    return not words.isdisjoint(WORDS) and all(word in WORDS or word in BESIDE or word.isdigit() for word in words)
