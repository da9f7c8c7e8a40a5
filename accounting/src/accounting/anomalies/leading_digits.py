"""Leading digits that a ledger has far more often than Benford's law gives them: its entries get a small part."""

import numpy as np

from accounting.anomalies.benford import digit_test, first_two_digits
from accounting.anomalies.entries import Ints, Ledger
from accounting.anomalies.evidence import Evidence
from accounting.anomalies.limits import Limits

CONFORMING = ("close", "acceptable", "marginal")
CLEAR = 4.0
"""The z from which an excess is not one of ninety chances."""


def leading_digits(ledger: Ledger, limits: Limits) -> Evidence:
    """Entries whose first two digits stand out in a ledger that otherwise follows the law."""
    test = digit_test("first_two", ledger.parts)
    if test.entries < limits.value("leading_digits", "entries") or test.conformity not in CONFORMING:
        return Evidence.none()
    excess = np.maximum(test.shares / test.expected, 1.0)
    weight = np.where((test.z > CLEAR) & (test.shares > test.expected), 10 * np.log10(excess), 0.0)
    two = first_two_digits(ledger.parts)
    of_row = np.append(np.zeros(10), weight)[two]
    rows = np.nonzero(of_row > 1)[0]

    def figures(at: Ints) -> list[list[str]]:
        cells = two[rows[at]] - 10
        return [
            [str(cell + 10), f"{100 * test.shares[cell]:.2f}", f"{100 * test.expected[cell]:.2f}"] for cell in cells
        ]

    return Evidence(rows, of_row[rows], figures)
