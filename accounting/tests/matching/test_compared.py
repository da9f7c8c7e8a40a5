"""What an item tells of others of its amount is asked of those alone that a line may be about."""

from dataclasses import replace

import pytest
from belgian_books import belgian_books

from accounting.matching import rank
from accounting.matching.ranking import compare, ranked

FORGOTTEN = {"recurs": None, "one_reference": False, "one_missing": False}


@pytest.mark.parametrize("seed", [3, 8])
def test_it_may_be_said_later_of_those_that_are_near(seed):
    books = belgian_books(seed, 150)
    told = {each.id: replace(each, recurs=30, one_reference=n % 2 == 0, one_missing=n % 3 == 0)
            for n, each in enumerate(books.items)}  # fmt: skip
    forgotten = [replace(each, **FORGOTTEN) for each in told.values()]
    said = 0
    for line in books.lines[:60]:
        compared = compare(line, forgotten)
        for each in compared.near:
            known = told[each.id]
            each.recurs, each.one_reference, each.one_missing = known.recurs, known.one_reference, known.one_missing
        found = ranked(compared)
        said += any(reason.code == "recurs" for match in found for reason in match.reasons)
        assert found == rank(line, told.values())
    assert said, "it matters to some of them"
