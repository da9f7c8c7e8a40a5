"""One purchase in several invoices, each just below a limit."""

import numpy as np

from accounting.anomalies.days import iso
from accounting.anomalies.entries import APART, PARTS_OF_ONE, Flags, Floats, Ints, Ledger, amount_as_text, starts_of
from accounting.anomalies.evidence import Evidence, shrunk
from accounting.anomalies.limits import Limits

MOST = 6
"""More than so many in one run are how a counterparty works, not a purchase in pieces."""
ENOUGH = 10
ON_DAYS_IN_A_ROW = 0.6
"""Of the steps from one entry to the next: four in five where weekends are off, fewer with holidays and gaps."""
SPREAD = 0.6
"""Of the logarithm of amounts within one counterparty, where it has too few to show its own."""


def split(ledger: Ledger, limits: Limits) -> Evidence:
    """Two or more different amounts just below one limit, at one counterparty, within days of each other.

    How many would by chance is Poisson's, from how many entries the counterparty has in those days, and how often it
    comes near that limit on others. Where it has one entry a day, as a till has, the entries of days in a row are no
    pieces of one purchase.
    """
    share, days = limits.value("split", "share"), int(limits.value("split", "days"))
    best = np.zeros(len(ledger))
    kept: dict[int, tuple[float, int, int]] = {}
    usable = (ledger.counterparty >= 0) & ledger.dated
    daily = _daily(ledger)
    for limit in limits.values("split", "limits"):
        top = int(limit * PARTS_OF_ONE)
        near = np.nonzero(usable & (ledger.due < top) & (ledger.due >= int(top * share)))[0]
        if len(near) < 2:
            continue
        order = np.lexsort((near, ledger.day[near], ledger.counterparty[near]))
        rows = near[order]
        who, day = ledger.counterparty[rows], ledger.day[rows]
        parted = (who[1:] != who[:-1]) | (day[1:] - day[:-1] > days)
        run = np.append(0, np.cumsum(parted))
        of_run = np.bincount(run)
        starts = starts_of(run)
        width = day[starts + of_run - 1] - day[starts] + 1
        different = _different(run, ledger.due[rows], len(of_run))
        of_counterparty = np.bincount(who, minlength=int(ledger.counterparty.max()) + 1)[who[starts]]
        entries = ledger.entries_of[rows[starts]]
        around = _entries_between(ledger, who[starts], day[starts], day[starts] + width - 1)
        everywhere = len(near) / len(ledger)
        own = _share_near(ledger, who[starts], of_run, limit, share)
        own = np.where(entries > of_run, np.maximum(own, everywhere), everywhere)
        usual = shrunk(of_counterparty - of_run, entries - of_run, own)
        decades = _poisson(different, usual * around)
        hit = (different >= 2) & (of_run <= MOST) & (different >= 0.75 * of_run) & (width <= 2 * days + 3)
        hit &= decades > 1
        hit &= (of_run > width) | ~daily[who[starts]]
        total = np.bincount(run, weights=ledger.due[rows] / PARTS_OF_ONE)
        hit &= total >= limit
        for place in np.nonzero(hit[run])[0]:
            mine = run[place]
            if decades[mine] > best[rows[place]]:
                best[rows[place]] = decades[mine]
                kept[int(rows[place])] = (total[mine], int(limit), int(of_run[mine]))
    rows = np.nonzero(best)[0]

    def figures(at: Ints) -> list[list[str]]:
        told = []
        for row in (int(rows[k]) for k in at):
            total, limit, count = kept[row]
            told.append(
                [amount_as_text(int(ledger.due[row])), str(limit), str(count), f"{total:.2f}", iso(ledger.day[row])]
            )
        return told

    return Evidence(rows, best[rows], figures, tests=len(limits.values("split", "limits")) * len(ledger) / 2)


def _daily(ledger: Ledger) -> Flags:
    """By number of counterparty whether it has one entry on nearly every day, or working day."""
    width = int(ledger.counterparty.max(initial=-1)) + 1
    who, day = np.divmod(ledger.in_time, int(ledger.day.max(initial=0)) + 2)
    same = (who[1:] == who[:-1]) & (who[1:] >= 0) & (day[:-1] > 0)
    step, of = np.diff(day)[same], who[1:][same]
    entries, next_day = np.bincount(of, minlength=width), np.bincount(of[step == 1], minlength=width)
    apart = np.bincount(of[step > 0], minlength=width)
    return np.asarray((entries >= ENOUGH) & (apart >= 0.9 * entries) & (next_day >= ON_DAYS_IN_A_ROW * entries))


def _share_near(ledger: Ledger, who: Ints, of_run: Ints, limit: float, share: float) -> Floats:
    """How often amounts like the counterparty's others fall just below the limit, which few entries cannot show."""
    deviation = (np.log(limit * (1 + share) / 2) - _middle_of_others(ledger, who, of_run, limit * share)) / SPREAD
    density = np.exp(-deviation * deviation / 2) / (SPREAD * (2 * np.pi) ** 0.5)
    return np.asarray(-np.log(share) * density, dtype=np.float64)


def _middle_of_others(ledger: Ledger, who: Ints, of_run: Ints, least: float) -> Floats:
    """By run the logarithm of its counterparty's middle amount without its own entries, which begin at `least`."""
    starts, counts, size = ledger.sizes_of
    below = np.searchsorted(size, who * APART + np.log(least)) - starts[who]
    middle = np.maximum(counts[who] - of_run - 1, 0) // 2
    middle = np.minimum(np.where(middle < below, middle, middle + of_run), counts[who] - 1)
    return np.asarray(size[starts[who] + middle] - who * APART, dtype=np.float64)


def _entries_between(ledger: Ledger, who: Ints, first: Ints, last: Ints) -> Ints:
    """How many entries the counterparty has from the first to the last day."""
    span = int(ledger.day.max()) + 2
    keys = ledger.in_time
    return np.searchsorted(keys, who * span + last, side="right") - np.searchsorted(keys, who * span + first)


def _different(run: Ints, parts: Ints, runs: int) -> Ints:
    """How many different amounts each run has."""
    order = np.lexsort((parts, run))
    first = np.append(True, (run[order][1:] != run[order][:-1]) | (parts[order][1:] != parts[order][:-1]))
    return np.bincount(run[order][first], minlength=runs)


def _poisson(count: Ints, expected: Floats) -> Floats:
    """Powers of ten by which so many or more are improbable, near enough for few: e^-m m^k / k!, without the rest."""
    factorials = np.cumsum(np.append(0.0, np.log10(np.arange(1, MOST + 1))))
    k = np.minimum(count, MOST)
    decades = np.maximum(factorials[k] - k * np.log10(expected) + expected / np.log(10), 0.0)
    return np.asarray(decades * (k >= 2), dtype=np.float64)
