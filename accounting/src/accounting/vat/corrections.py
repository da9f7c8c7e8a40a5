"""Where an entry counts that undoes one of another VAT period.

A return that was filed stays as it was: what was wrong in it is corrected in a later one. The Belgian form (625) has
grids for that: 48, 49, 84 and 85 take credit notes *and negative corrections*, 81 to 83 are told after them, and 61
and 62 are sundry corrections of VAT in favour of the State and of the taxpayer, as 63 and 64 are of the VAT of a credit
note alone (the form's own words; help of Intervat, frames II to V). The Dutch return has no such rubrics.

The form takes no amount below zero, so it is the entry as a whole that is corrected: a discount on the paper lowers the
correction, and is none of its own. A credit note that is undone has its VAT in 61 or 62; of a cost the base is back in
81 to 83, of a sale it is told nowhere, as 49 knows no rate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from accounting.journal import Posting
from accounting.plan import Plan, plan
from accounting.vat.grids import ZERO, grids_of, sums_of
from accounting.vat.posting_grids import BELGIAN_RATES, Grids, turned

OF_SALES = {"44": "48", "46": "48"} | dict.fromkeys(("00", "01", "02", "03", "45", "47"), "49")
RATED = tuple(grid for percent, grid in BELGIAN_RATES.items() if percent)
OF_COST = ("81", "82", "83")
INTRA_COMMUNITY = {"86", "88"}
REVERSE_CHARGES = {"86", "87", "88"}
OF_NOTES = {"48", "49", "84", "85"}
TO_THE_STATE, TO_US = "61", "62"
Note = tuple[str, frozenset[str]]
"""A grid of credit notes and negative corrections, and the reverse charge that it is told beside."""


def corrected(mirrored: Iterable[Posting], country: str = "BE") -> list[Posting]:
    """The mirror image of an entry, with the grids it has in another period than what it undoes.

    >>> from accounting.journal import credit, debit
    >>> bought = credit("613", 400, grids=("-82",)), credit("411", 84, grids=("-59",)), debit("440", 484)
    >>> [each.grids for each in corrected(bought)]
    [('-82', '+85'), ('+61',), ()]
    """
    found = list(mirrored)
    if country != "BE":
        return found
    owed = _vat_owed(found, plan(country))
    noted = [each if place in owed else replace(each, grids=_noted(each.grids)) for place, each in enumerate(found)]
    moves = _moves(sums_of(noted))
    moved = [replace(each, grids=tuple(_moved(grid, moves) for grid in each.grids)) for each in noted]
    return _without(moved, {note for note, amount in _notes(moved).items() if amount < 0})


def _vat_owed(entry: Sequence[Posting], books: Plan) -> set[int]:
    """Where the VAT stands that a buyer owes and does not deduct: a cost, of which a credit note tells the base alone.

    It is booked behind what the supplier is owed (`invoice_postings`), on the account of its base, unless that is what
    was accrued for the cost.
    """
    beside = {each.account for each in entry if REVERSE_CHARGES & {grid[1:] for grid in each.grids}}
    anywhere = any(books.is_accrual(each) for each in beside)
    supplier = next((place for place, each in enumerate(entry) if each.account == books.suppliers), len(entry))
    return {
        place
        for place, each in enumerate(entry)
        if place > supplier
        and (anywhere or each.account in beside)
        and each.grids
        and {grid[1:] for grid in each.grids} <= set(OF_COST)
    }


def _noted(grids: Grids) -> Grids:
    """With what tells the cost that comes back a second time: of all lines together, as it may be a cost again."""
    named = {each[1:] for each in grids}
    of_cost = [each[0] for each in grids if each[1:] in OF_COST]
    if not of_cost or OF_NOTES & named:
        return grids
    return (*grids, *turned([of_cost[0] + ("84" if INTRA_COMMUNITY & named else "85")]))


def _moves(sums: Mapping[str, Decimal]) -> dict[str, tuple[str, bool]]:
    """Where each grid goes, and whether it counts there the other way round.

    VAT that was charged has one grid for all rates: it and its bases stay where they are, or go together.
    """
    known = grids_of("BE")
    charged = (*RATED, "54")
    stays = set(charged) if all(sums.get(each, ZERO) >= 0 for each in charged) else set()
    found = {}
    for grid in sums.keys() - stays:
        below = sums[grid] < 0
        if grid in RATED or (grid in OF_SALES and below):
            found[grid] = (OF_SALES[grid], True)
        elif grid in known and known[grid].kind in ("due", "deductible"):
            owed = (known[grid].kind == "due") is not below
            found[grid] = (TO_THE_STATE if owed else TO_US, below)
    return found


def _moved(marked: str, moves: Mapping[str, tuple[str, bool]]) -> str:
    grid, turns = moves.get(marked[1:], (marked[1:], False))
    [found] = turned([marked[0] + grid]) if turns else (marked[0] + grid,)
    return found


def _notes(postings: Iterable[Posting]) -> dict[Note, Decimal]:
    found: dict[Note, Decimal] = {}
    for each in postings:
        for grid, amount in sums_of([each]).items():
            if grid in OF_NOTES:
                note = _note(grid, each.grids)
                found[note] = found.get(note, ZERO) + amount
    return found


def _note(grid: str, grids: Grids) -> Note:
    return grid, frozenset(each[1:] for each in grids) & REVERSE_CHARGES


def _without(postings: Iterable[Posting], gone: set[Note]) -> list[Posting]:
    return [
        replace(each, grids=tuple(grid for grid in each.grids if _note(grid[1:], each.grids) not in gone))
        for each in postings
    ]
