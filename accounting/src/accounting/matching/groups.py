"""Sums: which of these amounts make up that one? All ways are counted, so that a guess is never taken for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST = 40
LISTED = 64
"""So many ways are looked at; all are counted."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many ways there are, and the first few of them, each as positions in rising order."""

    count: int
    ways: tuple[tuple[int, ...], ...]


def ways_to_make(total: int, amounts: Sequence[int]) -> Sums:
    """Every choice of two or more of these positive amounts that adds up to `total`, counted; at most 40 amounts.

    Both halves' sums are listed and met in the middle: 40 amounts cost a million sums, not a million million.

    >>> ways_to_make(70, [10, 20, 30, 40, 25])
    Sums(count=2, ways=((0, 1, 3), (2, 3)))
    """
    if total <= 0 or any(amount <= 0 for amount in amounts):
        raise ValueError("sums are of positive amounts")
    if len(amounts) > MOST:
        raise ValueError(f"at most {MOST} amounts")
    places = [place for place, amount in enumerate(amounts) if amount <= total]
    if len(places) < 2 or sum(amounts[place] for place in places) < total:
        return Sums(0, ())
    left, right = places[: len(places) // 2], places[len(places) // 2 :]
    one, other = _sums([amounts[place] for place in left]), _sums([amounts[place] for place in right])
    order = np.argsort(other, kind="stable")
    sorted_other = other[order]
    low = np.searchsorted(sorted_other, total - one, "left")
    high = np.searchsorted(sorted_other, total - one, "right")
    hits = np.nonzero(high > low)[0]
    alone = sum(amounts[place] == total for place in places)
    count = int((high - low).sum()) - alone
    ways: list[tuple[int, ...]] = []
    for hit in hits:
        for place in order[low[hit] : high[hit]]:
            way = _picked(int(hit), left) + _picked(int(place), right)
            if len(way) > 1:
                ways.append(tuple(way))
            if len(ways) >= LISTED:
                return Sums(count, tuple(sorted(ways)))
    return Sums(count, tuple(sorted(ways)))


def _sums(amounts: Sequence[int]) -> NDArray[np.int64]:
    """Sums of all choices; the choice is the binary form of the position."""
    sums = np.zeros(1 << len(amounts), dtype=np.int64)
    for bit, amount in enumerate(amounts):
        np.add(sums[: 1 << bit], amount, out=sums[1 << bit : 2 << bit])
    return sums


def _picked(choice: int, places: Sequence[int]) -> list[int]:
    return [place for bit, place in enumerate(places) if choice >> bit & 1]
