"""What was all paid in advance: an invoice of 0.00 that the books still have to take in."""

from decimal import Decimal

import pytest

from accounting.invoice import Line, NothingToBook, totals
from accounting.invoice_postings import Terms, purchase_postings, sale_postings
from accounting.vat import Treatment

D = Decimal


def line(price: str, account: str) -> Line:
    return Line("Book", D(1), D(price), Treatment.DOMESTIC, D(21), account)


def booked(book, *lines: Line, terms: Terms = Terms()) -> list[tuple[str, Decimal]]:
    return [(each.account, each.debit - each.credit) for each in book(lines, totals(lines), terms)]


def test_the_advance_goes_to_what_it_was_for_and_nobody_owes_anything():
    assert booked(sale_postings, line("1000", "700"), line("-1000", "460")) == [("700", D(-1000)), ("460", D(1000))]
    assert booked(purchase_postings, line("1000", "613"), line("-1000", "406")) == [
        ("613", D(1000)),
        ("406", D(-1000)),
    ]


@pytest.mark.parametrize("book", [sale_postings, purchase_postings])
def test_lines_that_take_each_other_away_leave_nothing_to_book(book):
    with pytest.raises(NothingToBook):
        booked(book, line("1000", "613"), line("-1000", "613"))


def test_what_is_owed_abroad_and_is_nothing_in_the_books_is_refused():
    with pytest.raises(NothingToBook):
        booked(sale_postings, line("0.10", "700"), terms=Terms(rate=D("0.01")))
