"""The same invoice a second time: under an altered number, under the same number, or at another counterparty."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies import roots
from accounting.anomalies.alterations import Alterations, alterations
from accounting.anomalies.days import iso
from accounting.anomalies.entries import PARTS_OF_ONE, Flags, Floats, Ints, Ledger, amount_as_text, dense, joined, times
from accounting.anomalies.evidence import Evidence
from accounting.anomalies.limits import Limits
from accounting.anomalies.pairing import NEIGHBOURS, pairs

SAME_NUMBER_DECADES = 3.0
LEAST_IMPROBABLE = -1.5
"""Amounts that return more often than that say nothing, however alike the numbers are."""
COMPARED_PAIRS = 20_000
CREDITED = 20
SHORTEST_NUMBER = 4
Pairs = tuple[Ints, Ints]


def near_duplicate(ledger: Ledger, limits: Limits) -> Evidence:
    """The same counterparty and amount within days, under a number that looks like the earlier one."""
    rows = _candidates(ledger, limits, "near_duplicate", ledger.same_amount > 1)
    days = int(limits.value("near_duplicate", "days"))
    later, earlier = _other_numbers(ledger, *_pairs(ledger, rows, ledger.counterparty, days))
    likely = _coincidence(ledger, later, earlier) > LEAST_IMPROBABLE
    many = rows[ledger.same_amount[rows] > NEIGHBOURS + 1]
    pairs_found = roots.pairs_of(ledger, many, days)
    later, earlier = _once(ledger, (later[likely], earlier[likely]), _other_numbers(ledger, *pairs_found))
    if not len(later):
        return Evidence.none()
    tests = len(later)
    altered = _altered(ledger, later, earlier)
    telling = altered.decades(_altered(ledger, *_no_duplicates(ledger)))
    alike = np.nonzero(telling > 0)[0]
    later, earlier, altered = later[alike], earlier[alike], altered.at(alike)
    decades = telling[alike] + _coincidence(ledger, later, earlier)
    dressed = np.nonzero(altered.is_dress)[0]
    decades[dressed] = np.maximum(decades[dressed], roots.decades(ledger, later[dressed]))
    decades -= _practice(ledger, altered, later)
    apart = ledger.day[later] - ledger.day[earlier]
    decades += 0.5 * (1 - apart / max(days, 1))
    return _best(ledger, later, earlier, decades, altered.names(), tests)


def _other_numbers(ledger: Ledger, later: Ints, earlier: Ints) -> Pairs:
    """Pairs under different numbers, of which none was credited."""
    other = ledger.exact_reference[later] != ledger.exact_reference[earlier]
    later, earlier = later[other], earlier[other]
    owed = _not_credited(ledger, later)
    return later[owed], earlier[owed]


def _once(ledger: Ledger, some: Pairs, more: Pairs) -> Pairs:
    """Pairs of either, each once."""
    known, keys = np.sort(some[0] * len(ledger) + some[1]), more[0] * len(ledger) + more[1]
    keys, place = np.unique(keys, return_index=True)
    at = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0))
    new = place[known[at] != keys] if len(known) else place
    return np.concatenate([some[0], more[0][new]]), np.concatenate([some[1], more[1][new]])


def _altered(ledger: Ledger, later: Ints, earlier: Ints) -> Alterations:
    rows, place = np.unique(np.concatenate([later, earlier]), return_inverse=True)
    numbers = ledger.table["reference"].take(pa.array(rows))
    return alterations(numbers, place[: len(later)], place[len(later) :])


def _no_duplicates(ledger: Ledger) -> tuple[Ints, Ints]:
    """Every entry and the last but one of its counterparty: how alike true numbers are here."""
    rows = np.nonzero((ledger.counterparty >= 0) & (ledger.exact_reference >= 0) & (ledger.entries_of > 2))[0]
    rows = rows[np.lexsort((rows, ledger.day[rows], ledger.counterparty[rows]))]
    one, other = rows[2:], rows[:-2]
    pair = ledger.counterparty[one] == ledger.counterparty[other]
    at = np.nonzero(pair & (ledger.exact_reference[one] != ledger.exact_reference[other]))[0]
    at = at[:: max(1, -(-len(at) // COMPARED_PAIRS))]
    return one[at], other[at]


def same_invoice_twice(ledger: Ledger, limits: Limits) -> Evidence:
    """The same counterparty, number and amount, entered twice, where it is not how the ledger is kept."""
    rows = _candidates(ledger, limits, "same_invoice_twice", ledger.same_amount > 1)
    code = dense(joined(ledger.counterparty[rows], ledger.exact_reference[rows]))
    whole = np.full(len(ledger), -1, dtype=np.int64)
    whole[rows] = code
    later, earlier = _pairs(ledger, rows, whole, int(limits.value("same_invoice_twice", "days")))
    lines = times(whole)[later]
    decades = SAME_NUMBER_DECADES + 0.5 * _coincidence(ledger, later, earlier) - 2 * np.log10(np.maximum(lines - 1, 1))
    decades = np.where(_not_credited(ledger, later), decades, 0.0)
    return _best(ledger, later, earlier, decades, ["same_number"] * len(later), 0)


def other_counterparty(ledger: Ledger, limits: Limits) -> Evidence:
    """The same number and amount within days at another counterparty: one invoice, entered for two."""
    again = (ledger.of_amount > ledger.same_amount) & (times(ledger.exact_reference) > 1)
    rows = _candidates(ledger, limits, "other_counterparty", again)
    long_enough = pc.utf8_length(ledger.table["reference"]).combine_chunks().to_numpy(zero_copy_only=False)
    rows = rows[long_enough[rows] >= SHORTEST_NUMBER + 1]
    code = np.full(len(ledger), -1, dtype=np.int64)
    code[rows] = ledger.exact_reference[rows]
    later, earlier = _pairs(ledger, rows, code, int(limits.value("other_counterparty", "days")))
    apart = ledger.counterparty[later] != ledger.counterparty[earlier]
    later, earlier = later[apart], earlier[apart]
    common = times(code)[later]
    decades = SAME_NUMBER_DECADES + 0.5 * _coincidence(ledger, later, earlier) - 2 * np.log10(np.maximum(common - 1, 1))
    return _best(ledger, later, earlier, decades, ["other_counterparty"] * len(later), 0)


def _candidates(ledger: Ledger, limits: Limits, control: str, again: Flags) -> Ints:
    """Dated entries with a counterparty, a number, and an amount that matters and is there again."""
    least = limits.value(control, "least") * PARTS_OF_ONE
    known = (ledger.counterparty >= 0) & (ledger.exact_reference >= 0) & ledger.dated
    return np.nonzero(known & again & (ledger.due >= least))[0]


def _pairs(ledger: Ledger, rows: Ints, code: Ints, days: int) -> Pairs:
    """Rows of the same code, which every entry has, and amount within days: the later, and the earlier."""
    later, earlier = pairs(ledger, rows, code[rows], days)
    return rows[later], rows[earlier]


def _coincidence(ledger: Ledger, later: Ints, earlier: Ints) -> Floats:
    """Powers of ten by which it is improbable that the counterparty has this amount again within these days anyway.

    Rents and subscriptions return with the same amount; amounts that everyone has, such as 50.00, meet by chance.
    """
    again = np.maximum(ledger.same_amount[later] - 2.0, 0.0)
    everywhere = (ledger.of_amount[later] - ledger.same_amount[later]) / len(ledger)
    days = 2.0 * (ledger.day[later] - ledger.day[earlier] + 1) / ledger.span
    expected = (again + ledger.entries_of[later] * everywhere) * np.minimum(days, 1.0)
    return np.asarray(1.0 - np.log10(1.0 + 10.0 * expected), dtype=np.float64)


def _practice(ledger: Ledger, altered: Alterations, rows: Ints) -> Floats:
    """Powers of ten to take off where the counterparty's numbers often look alike in this way."""
    return np.log10(times(dense(joined(ledger.counterparty[rows], altered.kind))))


def _not_credited(ledger: Ledger, later: Ints) -> Flags:
    """Where the counterparty has no credit of the same amount: a duplicate that was reversed is settled.

    A credit among many entries of one amount is for another one of them, as far as can be known.
    """
    size = dense(np.abs(ledger.parts), empty=False)
    one = dense(joined(ledger.counterparty, size))
    credits = np.bincount(one + 1, weights=ledger.due < 0)[one[later] + 1]
    not_credited: Flags = (credits == 0) | (ledger.same_amount[later] > CREDITED * credits)
    return not_credited


def _best(ledger: Ledger, later: Ints, earlier: Ints, decades: Floats, what: list[str], tests: float) -> Evidence:
    """For each later row the earlier one that speaks most."""
    positive = np.nonzero(decades > 0)[0]
    order = positive[np.lexsort((earlier[positive], -decades[positive], later[positive]))]
    first: Flags = np.append(True, later[order][1:] != later[order][:-1])[: len(order)]
    chosen = order[first]
    rows, beside = later[chosen], earlier[chosen]

    def figures(at: Ints) -> list[list[str]]:
        numbers = ledger.texts("reference", beside[at])
        ids = ledger.texts("id", beside[at])
        names = ledger.texts("counterparty", beside[at])
        return [
            [
                what[chosen[k]],
                ids[n],
                numbers[n],
                iso(ledger.day[beside[k]]),
                amount_as_text(int(ledger.parts[rows[k]])),
                names[n],
            ]
            for n, k in enumerate(at)
        ]

    return Evidence(rows, decades[chosen], figures, tests)
