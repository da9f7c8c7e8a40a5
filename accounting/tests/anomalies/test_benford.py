"""Benford's law against what is published of it."""

import numpy as np
import pytest

from accounting.anomalies.benford import CLASSES, digit_test, expected_shares, first_two_digits, of_counts

FIBONACCI = (301, 177, 125, 96, 80, 67, 56, 53, 45)
POWERS_OF_TWO = (301, 176, 125, 97, 79, 69, 56, 52, 45)
"""First digits of the first thousand Fibonacci numbers (rosettacode.org, Benford's law) and of 2 to 2^1000."""


def leading(numbers):
    """Numbers of any size as whole parts of the same leading digits."""
    return np.array([int(str(number)[:12]) for number in numbers])


def fibonacci(count):
    found = [1, 1]
    while len(found) < count:
        found.append(found[-1] + found[-2])
    return found


def test_expected_shares_are_those_of_the_literature():
    # Nigrini, Benford's Law (2012), table 1.2; Benford, The law of anomalous numbers (1938)
    assert [round(float(share), 5) for share in expected_shares("first")] == [
        0.30103, 0.17609, 0.12494, 0.09691, 0.07918, 0.06695, 0.05799, 0.05115, 0.04576]  # fmt: skip
    assert [round(float(share), 5) for share in expected_shares("second")] == [
        0.11968, 0.11389, 0.10882, 0.10433, 0.10031, 0.09668, 0.09337, 0.09035, 0.08757, 0.08500]  # fmt: skip
    first_two = expected_shares("first_two")
    assert round(float(first_two[0]), 5) == 0.04139
    assert round(float(first_two[-1]), 5) == 0.00436
    assert [float(expected_shares(kind).sum()) for kind in ("first", "second", "first_two")] == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("numbers", "counts"), [(fibonacci(1000), FIBONACCI), ([2**n for n in range(1, 1001)], POWERS_OF_TWO)]
)
def test_series_that_follow_the_law_are_close(numbers, counts):
    test = digit_test("first", leading(numbers))
    assert tuple(test.counts) == counts
    assert test.conformity == "close"
    assert test.chi_square < test.chi_square_limit
    assert test.kolmogorov < test.kolmogorov_limit
    assert digit_test("second", leading(numbers)).conformity == "close"
    assert digit_test("first_two", leading(numbers)).conformity == "close"


def test_the_figures_of_the_tests_are_worked_out_as_defined():
    test = of_counts("first", np.arange(1, 10), np.array(FIBONACCI))
    by_hand = sum((n - 1000 * p) ** 2 / (1000 * p) for n, p in zip(FIBONACCI, expected_shares("first"), strict=True))
    assert test.chi_square == pytest.approx(by_hand)
    assert test.mad == pytest.approx(sum(abs(n / 1000 - p) for n, p in zip(FIBONACCI, test.expected, strict=True)) / 9)
    # z of digit 1 at 301 of 1000: |0.301 - 0.30103| / 0.0145, no continuity correction where it would exceed the gap
    assert test.z[0] == pytest.approx(abs(0.301 - 0.3010299957) / (0.3010299957 * 0.6989700043 / 1000) ** 0.5, rel=1e-4)


def test_even_digits_do_not_follow_the_law():
    test = digit_test("first", np.arange(1000, 10000))
    assert test.conformity == "nonconformity"
    # even shares of nine digits: MAD 0.0597, by arithmetic on the shares of Benford
    assert round(test.mad, 4) == round(float(np.abs(1 / 9 - expected_shares("first")).mean()), 4) == 0.0597
    assert test.chi_square > test.chi_square_limit


def test_the_limits_of_nigrini_decide():
    base = np.rint(expected_shares("first_two") * 1_000_000).astype(int)
    for moved, word in ((0, "close"), (1400, "acceptable"), (2000, "marginal"), (3000, "nonconformity")):
        counts = base + np.where(np.arange(90) % 2 == 0, moved, -moved)
        assert of_counts("first_two", np.arange(10, 100), counts).conformity == word
    assert CLASSES == ("close", "acceptable", "marginal", "nonconformity")


def test_few_entries_have_no_answer():
    assert digit_test("first", leading(fibonacci(299))).conformity is None
    assert digit_test("first_two", leading(fibonacci(999))).conformity is None
    assert digit_test("first", np.zeros(0, dtype=np.int64)).conformity is None


def test_leading_digits_of_whole_parts():
    parts = np.array([0, 7, -7, 10, 99, 100, 123456, -987654321, 10**17, 10**17 - 1])
    assert first_two_digits(parts).tolist() == [0, 70, 70, 10, 99, 10, 12, 98, 10, 99]
