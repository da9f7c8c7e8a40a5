"""Entries that belong beside each other: the same code and amount, within days."""

import numpy as np

from accounting.anomalies.entries import Ints, Ledger

NEIGHBOURS = 4
"""With how many earlier entries of the same amount an entry is compared: the nearest in time."""


def pairs(ledger: Ledger, rows: Ints, code: Ints, days: int) -> tuple[Ints, Ints]:
    """Of rows, each with its code, places of those with the same code and amount: the later, and the earlier."""
    known = np.nonzero(code >= 0)[0]
    order = known[np.lexsort((rows[known], ledger.day[rows[known]], ledger.parts[rows[known]], code[known]))]
    mine, amount, day = code[order], ledger.parts[rows[order]], ledger.day[rows[order]]
    later, earlier = [], []
    for back in range(1, NEIGHBOURS + 1):
        same = (mine[back:] == mine[:-back]) & (amount[back:] == amount[:-back]) & (day[back:] - day[:-back] <= days)
        at = np.nonzero(same)[0]
        later.append(order[at + back])
        earlier.append(order[at])
        if not len(at):
            break
    return np.concatenate(later), np.concatenate(earlier)
