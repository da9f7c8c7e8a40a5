"""What one control says of entries, and the two questions every value is asked before it counts.

How improbable is it, given what this counterparty and this ledger usually do? And how rare is it here: of all entries,
how many show it at least as strongly? Both are powers of ten. What is improbable but common here is practice; what is
rare but not improbable is chance. A control's points are the smaller of the two, less what chance gives anyway.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from accounting.anomalies.entries import Flags, Floats, Ints, Numbers

TAIL = 10.0
"""Logarithms of amounts have heavier tails than the normal distribution: Student's t with ten degrees."""
BY_ACCIDENT = 0.2
FURTHER = 0.6
PRIOR_ENTRIES = 2000.0
"""A ledger starts as if so many ordinary entries had been seen before it: what forty entries show weighs little."""


@dataclass(frozen=True)
class Evidence:
    """Rows a control speaks of, in how many powers of ten each is improbable, and the figures behind it by row."""

    rows: Ints
    decades: Floats
    figures: Callable[[Ints], Sequence[Sequence[str]]] = field(default=lambda at: [[] for _ in at])
    """For places within `rows`: what was seen and what it was compared with, as texts."""
    tests: float | None = None
    """How many chances there were to find as much by accident: every entry, unless said otherwise; 0 for what is never
    an accident."""
    by_amount: bool = True
    """Whether it counts more at a large amount; not where it speaks of something else than the entry's own."""

    @classmethod
    def none(cls) -> "Evidence":
        return cls(np.zeros(0, dtype=np.int64), np.zeros(0))


def rarity(decades: Floats, entries: int, usual: float) -> Floats:
    """Powers of ten: how rare so much or more is here, where ordinary ledgers show it in `usual` of rows."""
    if not len(decades):
        return decades
    ordered = np.sort(decades)
    as_much = len(ordered) - np.searchsorted(ordered, decades - 1e-9)
    share = (as_much + usual * PRIOR_ENTRIES) / (entries + PRIOR_ENTRIES)
    return np.asarray(-np.log10(share), dtype=np.float64)


def beyond_chance(decades: Floats, tests: float) -> Flags:
    """Which rows are more than chance gives, by false discovery rates (Benjamini and Hochberg, 1995).

    A clean ledger of a million entries has some that are one in a million: none of them counts unless there are so many
    that at most `BY_ACCIDENT` of them can be chance. Where that holds, the ledger has something to find, and counts
    down to `FURTHER`.
    """
    if not len(decades) or not tests:
        return np.ones(len(decades), dtype=bool)
    ordered = np.sort(decades)[::-1]
    by_accident = tests * 10.0**-ordered / np.arange(1, len(ordered) + 1)
    if by_accident.min() > BY_ACCIDENT:
        return np.zeros(len(decades), dtype=bool)
    return np.asarray(decades >= ordered[np.nonzero(by_accident <= FURTHER)[0][-1]], dtype=bool)


def tail(deviations: Floats, degrees: Floats | float = TAIL) -> Floats:
    """Powers of ten by which a deviation (in spreads) is improbable; 0 below the middle."""
    above = np.maximum(deviations, 0.0)
    return (degrees + 1) / 2 * np.log10(1 + above * above / degrees)


def shrunk(hits: Numbers, of: Numbers, whole: Numbers | float, weight: float = 5.0) -> Numbers:
    """A share that starts at that of the whole ledger and moves to the counterparty's own as it has more entries."""
    return (hits + weight * whole) / (of + weight)


def unlike(codes: Ints, shows: Flags) -> Floats:
    """For the rows that show something: powers of ten by which it is unlike the other entries of their counterparty."""
    rows = np.nonzero(shows)[0]
    if not len(rows):
        return np.zeros(0)
    mine = codes[rows] + 1
    width = int(codes.max(initial=0)) + 2
    hits = np.bincount(mine, minlength=width)[mine] - 1.0
    of = np.bincount(codes + 1, minlength=width)[mine] - 1.0
    return np.asarray(-np.log10(shrunk(hits, of, len(rows) / len(codes))), dtype=np.float64)


def percent(decades: float) -> str:
    """The share that is so improbable, in percent."""
    return f"{100 * 10.0**-decades:.3g}"
