"""Which invoice numbers could be one and the same."""

import numpy as np
import pyarrow as pa
import pytest

from accounting.anomalies.alterations import KINDS, alterations


def altered(one, other):
    found = alterations(pa.chunked_array([[one, other]]), np.array([0]), np.array([1]))
    return found.names()[0]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("2026/0042", "2026-0042", "punctuation"),
        ("INV 2026 42", "INV202642", "punctuation"),
        ("305100589", "3O5100589", "look_alike"),
        ("S10-55", "510-55", "look_alike"),
        ("656210", "0656210", "leading_zero"),
        ("F-20260042", "F-20206042", "swapped"),
        ("100808", "100808A", "added_at_end"),
        ("556903", "556903-1", "added_at_end"),
        ("17", "17-C", "added_at_end"),
        ("556903", "X556903", "added_in_front"),
        ("100808123", "10080123", "one_more"),
        ("2026104411", "2027104411", "one_other"),
    ],
)
def test_an_alteration_is_named_both_ways(one, other, what):
    assert altered(one, other) == what
    assert altered(other, one) == what


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-0041", "2026-0042"),
        ("2026-0099", "2026-0100"),
        ("12", "13"),
        ("2026-0042", "2026-0042"),
        ("A1", "a1"),
        ("20260041", "20260141"),
        ("FACT-A", "4711"),
        ("", "1"),
    ],
)
def test_neighbours_of_a_series_and_other_numbers_are_not_alterations(one, other):
    assert altered(one, other) == ""


def test_many_pairs_in_one_step():
    numbers = pa.chunked_array([["100808", "100808A", "O55", "055", "é12345", "é123456"]])
    found = alterations(numbers, np.array([0, 2, 4]), np.array([1, 3, 5]))
    assert found.names()[:2] == ["added_at_end", "look_alike"]


def test_a_ledger_whose_numbers_are_often_alike_says_less():
    pairs = pa.chunked_array([["100808", "100808A"]])
    one = alterations(pairs, np.array([0]), np.array([1]))
    often = alterations(pairs, np.zeros(500, dtype=int), np.ones(500, dtype=int))
    never = alterations(pa.chunked_array([["abc", "xyz9"]]), np.zeros(5000, dtype=int), np.ones(5000, dtype=int))
    assert one.decades(often)[0] < 1 < dict(KINDS)["added_at_end"] < one.decades(never)[0]
