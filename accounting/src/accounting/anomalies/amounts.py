"""Controls of the amount: against what the counterparty usually has, one-off and large, round."""

import numpy as np

from accounting.anomalies.entries import APART, PARTS_OF_ONE, Floats, Ints, Ledger, amount_as_text, starts_of
from accounting.anomalies.evidence import TAIL, Evidence, percent, tail, unlike
from accounting.anomalies.limits import Limits

TYPICAL_SPREAD = 0.6
"""Of the logarithm of amounts within one counterparty, before a ledger has shown its own."""
LEAST_SPREAD = 0.25
LEAST_STEEP = 0.15
TAIL_ENTRIES = 60.0
"""From about so many entries a counterparty's own large amounts say more than its spread: beyond nine tenths of them
the logarithms fall off evenly (Pareto's tail)."""
PRIOR_TAIL = 2.0
SEEN_BEFORE = 3.0
"""What the counterparty has had in n entries before, an amount near it or above, adds no more than this by n to how
rare such amounts are among its entries."""
SPREAD_WEIGHT = 5.0
ENOUGH_COMPARED = 40
"""What is large among fewer amounts says less in proportion: two invoices have no usual amount."""
NORMAL_90 = 1.2816
ROUND_STEPS = (1000, 500, 100)


def history(ledger: Ledger, limits: Limits) -> Evidence:
    """An amount far above what its counterparty usually has, measured in the counterparty's own spread."""
    rows = np.nonzero((ledger.counterparty >= 0) & (ledger.parts != 0))[0]
    if not len(rows):
        return Evidence.none()
    group = ledger.counterparty[rows] * 2 + (ledger.due[rows] < 0)
    order = np.lexsort((ledger.size[rows], group))
    rows, group = rows[order], group[order]
    size = ledger.size[rows]
    starts = starts_of(group)
    counts = np.diff(np.append(starts, len(group)))
    enough = counts >= int(limits.value("amount_history", "entries"))
    middle = size[starts + np.maximum(counts - 2, 0) // 2]
    upper = _place(size, starts, counts, 0.9)
    own = np.maximum(upper - middle, 0.0) / NORMAL_90
    typical = _typical_spread(own, counts)
    spread = np.sqrt((counts * own**2 + SPREAD_WEIGHT * typical**2) / (counts + SPREAD_WEIGHT))
    of = np.repeat(np.arange(len(starts)), counts)
    from_top = starts[of] + counts[of] - 1 - np.arange(len(group))
    deviation = (size - middle[of]) / np.maximum(spread, LEAST_SPREAD)[of]
    by_spread = tail(deviation, np.minimum(1.5 + counts[of] / 4, TAIL))
    high, higher = _place(size, starts, counts, 0.9), _place(size, starts, counts, 0.975)
    above = np.maximum(size - high[of], 0.0)
    others, their_sum = np.bincount(of, above > 0)[of] - 1, np.bincount(of, above)[of] - above
    hill = (their_sum + PRIOR_TAIL * LEAST_STEEP) / (np.maximum(others, 0) + PRIOR_TAIL)
    steep = np.maximum(np.maximum((higher - high) / np.log(4), LEAST_STEEP)[of], hill)
    by_tail = np.where(above > 0, 1 + above / steep / np.log(10), 0.0)
    known = (counts / (counts + TAIL_ENTRIES))[of]
    decades = (known * by_tail + (1 - known) * by_spread) / (1 + from_top) ** (1 - known)
    times_usual = float(np.log(limits.value("amount_history", "times")))
    hit = np.nonzero(enough[of] & (decades > 1) & (size - middle[of] >= times_usual))[0]
    decades[hit] = np.minimum(decades[hit], _as_often(size + group * APART, hit, starts + counts, times_usual, of))
    hit = hit[decades[hit] > 1]
    usual = np.exp(middle[of[hit]])
    entries = counts[of[hit]]
    parts = ledger.parts[rows[hit]]

    def figures(at: Ints) -> list[list[str]]:
        return [[amount_as_text(int(parts[k])), f"{usual[k]:.2f}", str(entries[k])] for k in at]

    return Evidence(rows[hit], decades[hit], figures)


def _as_often(ordered: Floats, hit: Ints, ends: Ints, near: float, of: Ints) -> Floats:
    """Powers of ten: in how few of its counterparty's entries there is an amount near this one, or above it."""
    others = ends[of[hit]] - np.searchsorted(ordered, ordered[hit] - near) - 1.0
    counts = np.bincount(of)[of[hit]]
    return np.asarray(np.log10((counts + 1) / (others + 1)) + SEEN_BEFORE / np.maximum(others, 1e-9), dtype=np.float64)


def rare_and_large(ledger: Ledger, limits: Limits) -> Evidence:
    """A counterparty of one or two entries with an amount that such counterparties do not have."""
    few = np.nonzero(
        (ledger.counterparty >= 0)
        & (ledger.entries_of <= int(limits.value("rare_and_large", "entries")))
        & (ledger.due > 0)
    )[0]
    owed = ledger.size[ledger.due > 0]
    if not len(few) or not len(owed):
        return Evidence.none()
    many = len(few) >= limits.value("rare_and_large", "compared")
    measure = ledger.size[few] if many else owed
    middle, upper = np.quantile(measure, (0.5, 0.9), method="lower")
    spread = max((upper - middle) / NORMAL_90, TYPICAL_SPREAD)
    known = min(len(measure) / ENOUGH_COMPARED, 1.0)
    decades = known * tail((ledger.size[few] - middle) / spread)
    seldom = -np.log10(len(few) / len(ledger)) / 2
    decades = np.where(decades > 1, decades + seldom, 0.0)
    hit = np.nonzero(decades > 1)[0]
    usual, compared = f"{np.exp(middle):.2f}", str(len(measure))
    parts, entries = ledger.parts[few[hit]], ledger.entries_of[few[hit]]

    def figures(at: Ints) -> list[list[str]]:
        return [[amount_as_text(int(parts[k])), usual, str(entries[k]), compared] for k in at]

    return Evidence(few[hit], decades[hit], figures, tests=len(few))


def _place(size: Floats, starts: Ints, counts: Ints, share: float) -> Floats:
    """Of each group the amount below which that share of the others lies."""
    return np.asarray(size[starts + (np.maximum(counts - 2, 0) * share).astype(np.int64)], dtype=np.float64)


def _typical_spread(own: Floats, counts: Ints) -> float:
    """The middle of what counterparties with some history show, where there are some."""
    known = own[counts >= 8]
    if not len(known):
        return TYPICAL_SPREAD
    return float((np.median(known) * len(known) + TYPICAL_SPREAD * 5) / (len(known) + 5))


def round_amount(ledger: Ledger, limits: Limits) -> Evidence:
    """A round amount at a counterparty that hardly ever has one."""
    large = np.nonzero(ledger.due >= int(limits.value("round_amount", "least")) * PARTS_OF_ONE)[0]
    step = np.zeros(len(ledger), dtype=np.int64)
    decades = np.zeros(len(ledger))
    for unit in ROUND_STEPS:
        rows = large[ledger.parts[large] % (unit * PARTS_OF_ONE) == 0]
        is_round = np.zeros(len(ledger), dtype=bool)
        is_round[rows] = True
        step[rows[step[rows] == 0]] = unit
        decades[rows] = np.maximum(decades[rows], unlike(ledger.counterparty, is_round))
    rows = np.nonzero(step)[0]
    of_rows = decades[rows]

    def figures(at: Ints) -> list[list[str]]:
        return [[amount_as_text(int(ledger.parts[rows[k]])), str(step[rows[k]]), percent(of_rows[k])] for k in at]

    return Evidence(rows, of_rows, figures)
