"""One voice that has learned nothing of bookkeeping: how far out an entry lies in everything at once.

ECOD (Li and others, arXiv 2201.00382): the outlier score is the sum over features of minus the logarithm of the share
of entries that lie at least as far out. No parameter is fitted, and each feature's part of the sum is known. Written
here in numpy, since the features are ours and only the outer side of each counts.
"""

from collections.abc import Mapping

import numpy as np

from accounting.anomalies.entries import Floats, Ints, Ledger, amount_as_text
from accounting.anomalies.evidence import Evidence

FEATURES = ("amount_history", "round_amount", "quiet_day", "odd_number", "rare_account", "rare_attributes")
OF_LEDGER = ("few_entries",)
USUAL = 0.75
"""Powers of ten that an ordinary entry has in some feature or other: only what goes beyond is summed."""


def outlier(ledger: Ledger, seen: Mapping[str, Evidence]) -> Evidence:
    """Far out in several features at once, each of which may be ordinary."""
    if not len(ledger):
        return Evidence.none()
    columns = [-ledger.entries_of.astype(np.float64)]
    for name in FEATURES:
        values = np.zeros(len(ledger))
        values[seen[name].rows] = seen[name].decades
        columns.append(values)
    outside = [np.maximum(_outside(values) - USUAL, 0.0) for values in columns if values.any()]
    if not outside:
        return Evidence.none()
    decades, several = np.zeros(len(ledger)), np.zeros(len(ledger), dtype=np.int64)
    for part in outside:
        decades += part
        several += part > 0
    rows = np.nonzero((decades > 2) & (several >= 2))[0]
    parts, decades = np.stack([part[rows] for part in outside]), decades[rows]
    names = [name for name, values in zip((*OF_LEDGER, *FEATURES), columns, strict=True) if values.any()]

    def figures(at: Ints) -> list[list[str]]:
        told = []
        for k in at:
            most = np.argsort(-parts[:, k], kind="stable")[:3]
            far = [f"{names[place]} {parts[place, k]:.1f}" for place in most if parts[place, k] > 0]
            told.append([amount_as_text(int(ledger.parts[rows[k]])), *far])
        return told

    return Evidence(rows, decades, figures)


def _outside(values: Floats) -> Floats:
    """Powers of ten: the share of entries that lie at least so far out, as the empirical distribution has it."""
    least = values.min()
    above = np.nonzero(values > least)[0]
    decades = np.zeros(len(values))
    ordered = np.sort(values[above])
    decades[above] = -np.log10((len(above) - np.searchsorted(ordered, values[above], side="left")) / len(values))
    return decades
