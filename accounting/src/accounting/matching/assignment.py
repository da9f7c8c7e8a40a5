"""Which pairs together are best: not each line's favourite, but the largest sum over all of them."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
LARGEST = 1200
"""Rows of a component that is still solved as a whole; beyond it the surest pairs go first."""


def best_pairs(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Positions of the chosen pairs (row, column, worth): each row and column once, the sum of positive worths largest.

    Rows that share no column do not meet, so every connected part is solved by itself.

    >>> best_pairs([(0, 0, 10), (0, 1, 9), (1, 0, 9)])
    [1, 2]
    """
    rows, columns = Counter(row for row, _, _ in pairs), Counter(column for _, column, _ in pairs)
    alone = [rows[row] == columns[column] == 1 for row, column, _ in pairs]
    chosen = [place for place, (_, _, worth) in enumerate(pairs) if alone[place] and worth > 0]
    for part in _parts(pairs, [place for place in range(len(pairs)) if not alone[place]]):
        chosen += _solve(pairs, part)
    return sorted(chosen)


def _parts(pairs: Sequence[tuple[int, int, int]], places: Sequence[int]) -> list[list[int]]:
    """Those positions of pairs by connected component, in order of their first."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(key: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for row, column, _ in (pairs[place] for place in places):
        one, other = root(("row", row)), root(("column", column))
        if one != other:
            parent[other] = one
    parts: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place in places:
        parts[root(("row", pairs[place][0]))].append(place)
    return list(parts.values())


def _solve(pairs: Sequence[tuple[int, int, int]], part: Sequence[int]) -> list[int]:
    rows = sorted({pairs[place][0] for place in part})
    columns = sorted({pairs[place][1] for place in part})
    if max(len(rows), len(columns)) > LARGEST:
        return _surest_first(pairs, part)
    row_at = {row: place for place, row in enumerate(rows)}
    column_at = {column: place for place, column in enumerate(columns)}
    worth = np.zeros((len(rows), len(columns)), dtype=np.int64)
    at: dict[tuple[int, int], int] = {}
    for place in part:
        row, column, points = pairs[place]
        cell = row_at[row], column_at[column]
        if points > worth[cell]:
            worth[cell], at[cell] = points, place
    across = worth.shape[0] > worth.shape[1]
    found = _hungarian(-(worth.T if across else worth))
    cells = [(column, row) if across else (row, column) for row, column in enumerate(found)]
    return [at[cell] for cell in cells if cell in at]


def _surest_first(pairs: Sequence[tuple[int, int, int]], part: Sequence[int]) -> list[int]:
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for place in sorted(part, key=lambda each: (-pairs[each][2], each)):
        row, column, points = pairs[place]
        if points > 0 and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            chosen.append(place)
    return chosen


def _hungarian(cost: NDArray[np.int64]) -> list[int]:
    """The column of each row at the least cost, rows ≤ columns: shortest augmenting paths, in whole numbers."""
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows + 1, dtype=np.int64), np.zeros(columns + 1, dtype=np.int64)
    holder = np.zeros(columns + 1, dtype=np.int64)
    far = np.iinfo(np.int64).max // 4
    for row in range(1, rows + 1):
        holder[0], column = row, 0
        least = np.full(columns + 1, far, dtype=np.int64)
        way = np.zeros(columns + 1, dtype=np.int64)
        used = np.zeros(columns + 1, dtype=bool)
        while True:
            used[column] = True
            at = holder[column]
            now = cost[at - 1] - of_row[at] - of_column[1:]
            better = ~used[1:] & (now < least[1:])
            least[1:][better] = now[better]
            way[1:][better] = column
            open_columns = np.where(used, far, least)
            following = int(open_columns[1:].argmin()) + 1
            step = open_columns[following]
            of_row[holder[used]] += step
            of_column[used] -= step
            least[~used] -= step
            column = following
            if holder[column] == 0:
                break
        while column:
            holder[column] = holder[way[column]]
            column = int(way[column])
    result = [0] * rows
    for place in range(1, columns + 1):
        if holder[place]:
            result[holder[place] - 1] = place - 1
    return result
