"""Controls of the invoice number: written unlike the counterparty's others, gaps and repeats in a dense series."""

import numpy as np

from accounting.anomalies.entries import Flags, Ints, Ledger, dense, joined, starts_of, times
from accounting.anomalies.evidence import Evidence, percent, shrunk
from accounting.anomalies.limits import Limits

MISSING_DECADES = 4.0
SEVERAL = 0.1
RISING = 0.9
"""Of the steps from one number to the next: to another counterparty, and to a day that is no earlier."""


def odd_number(ledger: Ledger, limits: Limits) -> Evidence:
    """A number written unlike those the counterparty otherwise has: other length, letters, signs."""
    enough = int(limits.value("odd_number", "entries"))
    rows = np.nonzero((ledger.entries_of >= enough) & (ledger.shape >= 0))[0]
    if not len(rows):
        return Evidence.none()
    hits = times(dense(joined(ledger.counterparty, ledger.shape)))[rows] - 1.0
    whole = times(ledger.shape)[rows] / len(ledger)
    decades = -np.log10(shrunk(hits, ledger.entries_of[rows] - 1.0, whole))
    rows, decades = rows[decades > 1], decades[decades > 1]

    def figures(at: Ints) -> list[list[str]]:
        numbers = ledger.texts("reference", rows[at])
        return [[numbers[n], percent(decades[k]), str(ledger.entries_of[rows[k]])] for n, k in enumerate(at)]

    return Evidence(rows, decades, figures)


def sequence_gap(ledger: Ledger, limits: Limits) -> Evidence:
    """In a series that is otherwise without holes, a number that is missing: told at the one after it.

    In a series of one's own a hole is no chance but an invoice that is not there, since numbers follow one another
    (directive 2006/112/EC, article 226, point 2); a supplier's next number may be for somebody else.
    """
    rows, _, number, starts = _series(ledger, limits, "sequence_gap")
    if not len(rows):
        return Evidence.none()
    step = np.append(1, number[1:] - number[:-1])
    step[starts] = 1
    gaps = np.nonzero(step > 1)[0]
    counts = np.diff(np.append(starts, len(rows)))
    of = np.searchsorted(starts, gaps, side="right") - 1
    holes = np.bincount(of, minlength=len(starts))[of]
    decades = np.where(_is_own(ledger, rows, starts)[of], MISSING_DECADES, np.log10((counts[of] + 1) / holes))
    gone = [(number[k - 1] + 1, number[k] - 1) for k in gaps]
    total = counts[of]

    def figures(at: Ints) -> list[list[str]]:
        numbers = ledger.texts("reference", rows[gaps[at]])
        return [[numbers[n], str(gone[k][0]), str(gone[k][1]), str(total[k])] for n, k in enumerate(at)]

    return Evidence(rows[gaps], decades, figures, tests=0, by_amount=False)


def _is_own(ledger: Ledger, rows: Ints, starts: Ints) -> Flags:
    """Which series one gives out oneself: to several counterparties, and rising with the days."""
    who, day = ledger.counterparty[rows], ledger.day[rows]
    inside = np.append(False, np.ones(len(rows) - 1, dtype=bool))
    inside[starts] = False
    other, rises = np.append(False, who[1:] != who[:-1]), np.append(False, day[1:] >= day[:-1])
    steps = np.maximum(np.add.reduceat(inside, starts, dtype=np.int64), 1)
    others = np.add.reduceat(other & inside, starts, dtype=np.int64)
    rising = np.add.reduceat(rises & inside, starts, dtype=np.int64)
    return np.asarray((others >= SEVERAL * steps) & (rising >= RISING * steps), dtype=bool)


def number_twice(ledger: Ledger, limits: Limits) -> Evidence:
    """In a series that is otherwise without holes, one number for two counterparties or two days."""
    rows, series, number, starts = _series(ledger, limits, "number_twice")
    if not len(rows):
        return Evidence.none()
    again = np.append(False, (number[1:] == number[:-1]) & (series[1:] == series[:-1]))
    again[1:] &= (ledger.counterparty[rows[1:]] != ledger.counterparty[rows[:-1]]) | (
        ledger.day[rows[1:]] != ledger.day[rows[:-1]]
    )
    at_rows = np.nonzero(again)[0]
    counts = np.diff(np.append(starts, len(rows)))
    of = np.searchsorted(starts, at_rows, side="right") - 1
    decades = np.log10((counts[of] + 1) / np.bincount(of, minlength=len(starts))[of]) + 0.5

    def figures(at: Ints) -> list[list[str]]:
        numbers = ledger.texts("reference", rows[at_rows[at]])
        ids = ledger.texts("id", rows[at_rows[at] - 1])
        return [[numbers[n], ids[n], str(counts[of[k]])] for n, k in enumerate(at)]

    return Evidence(rows[at_rows], decades, figures, tests=0)


def _series(ledger: Ledger, limits: Limits, control: str) -> tuple[Ints, Ints, Ints, Ints]:
    """Rows of dense series in order of series and number; where each starts. A number counts once for density."""
    enough, filled = int(limits.value(control, "entries")), limits.value(control, "filled")
    rows, series, number = ledger.series
    starts = starts_of(series)
    counts = np.diff(np.append(starts, len(rows)))
    first = np.append(True, (number[1:] != number[:-1]) | (series[1:] != series[:-1]))[: len(rows)]
    of = np.repeat(np.arange(len(starts)), counts)
    different = np.bincount(of[first], minlength=len(starts))
    range_of = number[starts + counts - 1] - number[starts] + 1
    keep = ((different >= enough) & (different >= filled * range_of))[of]
    rows, series, number = rows[keep], series[keep], number[keep]
    return rows, series, number, starts_of(series)
