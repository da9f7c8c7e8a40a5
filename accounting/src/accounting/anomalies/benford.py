"""Benford's law for a ledger: how often leading digits should occur, and whether they do.

First digit, second digit and first two digits, each with the tests the literature uses: chi-square, Kolmogorov and
Smirnov, the z of single digits, and the mean absolute deviation with Nigrini's limits (M. J. Nigrini, Benford's Law,
Wiley 2012, table 7.1). Chi-square and z grow with the number of entries, so that large ledgers always fail; the MAD
does not, and decides.
"""

from dataclasses import dataclass

import numpy as np

from accounting.anomalies.entries import Floats, Ints

LEAST_ENTRIES = {"first": 300, "second": 300, "first_two": 1000}
"""Below these the tests have no answer worth giving (Nigrini 2012, chapter 6: 300 for one digit, 1000 for two)."""

CLASSES = ("close", "acceptable", "marginal", "nonconformity")
MAD_LIMITS = {"first": (0.006, 0.012, 0.015), "second": (0.008, 0.010, 0.012), "first_two": (0.0012, 0.0018, 0.0022)}
"""Nigrini 2012, table 7.1: up to where a MAD is close, acceptable and marginal conformity."""

CHI_SQUARE_05 = {"first": 15.507, "second": 16.919, "first_two": 112.022}
"""5 % of chi-square with 8, 9 and 89 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4)."""
KOLMOGOROV_05 = 1.3581
"""5 % of the asymptotic Kolmogorov distribution; divided by the root of the number of entries. Conservative here,
since digits are discrete."""


@dataclass(frozen=True)
class DigitTest:
    """One test of one ledger: digits, their counts and shares, the expected shares, and what the tests say."""

    kind: str
    entries: int
    digits: Ints
    counts: Ints
    expected: Floats
    chi_square: float
    kolmogorov: float
    kolmogorov_limit: float
    mad: float
    z: Floats
    conformity: str | None
    """None below `LEAST_ENTRIES`: no answer."""

    @property
    def shares(self) -> Floats:
        return self.counts / max(self.entries, 1)

    @property
    def chi_square_limit(self) -> float:
        return CHI_SQUARE_05[self.kind]


def expected_shares(kind: str) -> Floats:
    """Benford's shares.

    >>> [round(float(share), 4) for share in expected_shares("first")[:3]]
    [0.301, 0.1761, 0.1249]
    """
    if kind == "second":
        both = 10.0 * np.arange(1, 10)[:, None] + np.arange(10)[None, :]
        return np.asarray(np.log10(1 + 1 / both).sum(axis=0), dtype=np.float64)
    digits = np.arange(1, 10) if kind == "first" else np.arange(10, 100)
    return np.log10(1 + 1 / digits)


def first_two_digits(parts: Ints) -> Ints:
    """10 to 99; 0 for an amount of zero. Sign and size do not matter."""
    value = np.abs(parts)
    known = value > 0
    power = np.floor(np.log10(np.maximum(value, 1))).astype(np.int64)
    power += 10 ** np.minimum(power + 1, 18) <= value
    power -= 10 ** np.minimum(power, 18) > value
    down = 10 ** np.maximum(power - 1, 0)
    two = np.where(power >= 1, value // down, value * 10)
    return np.where(known, two, 0)


def digit_test(kind: str, parts: Ints) -> DigitTest:
    """Test the amounts of a ledger, in whole parts of any size, by their first, second or first two digits."""
    two = np.bincount(first_two_digits(parts), minlength=100)
    return of_counts(kind, *digits_of(kind, two))


def digits_of(kind: str, two: Ints) -> tuple[Ints, Ints]:
    """The digits asked for and how often each occurs, from the counts of the first two, by their value up to 99."""
    if kind == "first_two":
        return np.arange(10, 100), two[10:].astype(np.int64)
    grid = two[10:].reshape(9, 10)
    if kind == "first":
        return np.arange(1, 10), grid.sum(axis=1).astype(np.int64)
    return np.arange(10), grid.sum(axis=0).astype(np.int64)


def of_counts(kind: str, digits: Ints, counts: Ints) -> DigitTest:
    """The same when the digits are counted already."""
    expected = expected_shares(kind)
    entries = int(counts.sum())
    shares = counts / max(entries, 1)
    off = np.abs(shares - expected)
    mad = float(off.mean())
    spread = np.sqrt(expected * (1 - expected) / max(entries, 1))
    correction = 1 / (2 * max(entries, 1))
    z = (off - np.where(correction < off, correction, 0.0)) / spread
    conformity = CLASSES[int(np.searchsorted(MAD_LIMITS[kind], mad))] if entries >= LEAST_ENTRIES[kind] else None
    return DigitTest(
        kind,
        entries,
        digits,
        counts,
        expected,
        chi_square=float((entries * (shares - expected) ** 2 / expected).sum()),
        kolmogorov=float(np.abs(np.cumsum(shares) - np.cumsum(expected)).max()),
        kolmogorov_limit=KOLMOGOROV_05 / max(entries, 1) ** 0.5,
        mad=mad,
        z=z,
        conformity=conformity,
    )
