"""How good the answers are on made-up Belgian books: a floor that a change must not fall through."""

import pytest
from belgian_books import belgian_books

from accounting.matching import reconcile


@pytest.mark.parametrize("seed", [11, 12])
def test_a_year_of_belgian_payments_is_understood(seed):
    books = belgian_books(seed, 600, parties=80)
    matches = reconcile(books.lines, books.items)
    pairs = {(line, item): match for match in matches for line in match.lines for item in match.items}
    right = len(books.pairs & set(pairs))
    assert 2 * right / (len(pairs) + len(books.pairs)) >= 0.985
    applied = {pair for pair, match in pairs.items() if match.auto}
    assert applied <= books.pairs
    assert len(applied) >= 0.8 * len(books.pairs)
    assert not {line for line, _ in pairs} & books.unmatched
    assert {tuple(sorted(match.items)) for match in matches if match.kind == "offsetting"} <= books.offsetting
