"""Every treatment of VAT in the books: accounts, sides and boxes of the return for 100 euros, invoice and credit note."""

from decimal import Decimal

import pytest

from accounting.invoice import Line, totals
from accounting.invoice_postings import Terms, purchase_postings, sale_postings
from accounting.plan import plan
from accounting.vat import Treatment, grids

D = Decimal
BELGIAN_SALES = """
domestic                 21 | 400 121 D, 700 100 C +03, 451 21 C +54 | 400 121 C, 700 100 D +49, 451 21 D +64
domestic                 12 | 400 112 D, 700 100 C +02, 451 12 C +54 | 400 112 C, 700 100 D +49, 451 12 D +64
domestic                  6 | 400 106 D, 700 100 C +01, 451 6 C +54  | 400 106 C, 700 100 D +49, 451 6 D +64
domestic                  0 | 400 100 D, 700 100 C +00               | 400 100 C, 700 100 D +49
exempt                    0 | 400 100 D, 700 100 C +00               | 400 100 C, 700 100 D +49
small_enterprise          0 | 400 100 D, 700 100 C                   | 400 100 C, 700 100 D
outside_scope             0 | 400 100 D, 700 100 C                   | 400 100 C, 700 100 D
co_contractor             0 | 400 100 D, 700 100 C +45               | 400 100 C, 700 100 D +49
intra_community_goods     0 | 400 100 D, 700 100 C +46               | 400 100 C, 700 100 D +48
intra_community_services  0 | 400 100 D, 700 100 C +44               | 400 100 C, 700 100 D +48
triangular                0 | 400 100 D, 700 100 C +46               | 400 100 C, 700 100 D +48
export                    0 | 400 100 D, 700 100 C +47               | 400 100 C, 700 100 D +49
services_outside_eu       0 | 400 100 D, 700 100 C +47               | 400 100 C, 700 100 D +49
"""
BELGIAN_PURCHASES = """
domestic 21 604
  | 604 100 D +81, 411 21 D +59, 440 121 C
  | 604 100 C -81 +85, 451 21 C +63, 440 121 D
domestic 21 613
  | 613 100 D +82, 411 21 D +59, 440 121 C
  | 613 100 C -82 +85, 451 21 C +63, 440 121 D
domestic 21 241
  | 241 100 D +83, 411 21 D +59, 440 121 C
  | 241 100 C -83 +85, 451 21 C +63, 440 121 D
domestic 6 604
  | 604 100 D +81, 411 6 D +59, 440 106 C
  | 604 100 C -81 +85, 451 6 C +63, 440 106 D
domestic 0 604
  | 604 100 D +81, 440 100 C
  | 604 100 C -81 +85, 440 100 D
exempt 0 604
  | 604 100 D +81, 440 100 C
  | 604 100 C -81 +85, 440 100 D
small_enterprise 0 604
  | 604 100 D +81, 440 100 C
  | 604 100 C -81 +85, 440 100 D
outside_scope 0 604
  | 604 100 D, 440 100 C
  | 604 100 C, 440 100 D
co_contractor 21 604
  | 604 100 D +81 +87, 440 100 C, 411 21 D +59, 451056 21 C +56
  | 604 100 C -81 -87 +85, 440 100 D, 411 21 C -59, 451056 21 D -56
intra_community_goods 21 604
  | 604 100 D +81 +86, 440 100 C, 411 21 D +59, 451055 21 C +55
  | 604 100 C -81 -86 +84, 440 100 D, 411 21 C -59, 451055 21 D -55
intra_community_services 21 613
  | 613 100 D +82 +88, 440 100 C, 411 21 D +59, 451055 21 C +55
  | 613 100 C -82 -88 +84, 440 100 D, 411 21 C -59, 451055 21 D -55
triangular 21 604
  | 604 100 D +81 +86, 440 100 C, 411 21 D +59, 451055 21 C +55
  | 604 100 C -81 -86 +84, 440 100 D, 411 21 C -59, 451055 21 D -55
import 21 604
  | 604 100 D +81 +87, 440 100 C, 411 21 D +59, 451057 21 C +57
  | 604 100 C -81 -87 +85, 440 100 D, 411 21 C -59, 451057 21 D -57
import 21 613
  | 613 100 D +82 +87, 440 100 C, 411 21 D +59, 451056 21 C +56
  | 613 100 C -82 -87 +85, 440 100 D, 411 21 C -59, 451056 21 D -56
import_cleared 0 604
  | 604 100 D +81, 440 100 C
  | 604 100 C -81 +85, 440 100 D
customs_vat 0 604
  | 411 100 D +59, 440 100 C
  | 451 100 C +61, 440 100 D
not_deductible 21 604
  | 604 121 D +81, 440 121 C
  | 604 121 C -81 +85, 440 121 D
"""
DUTCH_SALES = """
domestic                 21 | 1300 121 D, 8000 100 C +1a, 1500 21 C +1av | 1300 121 C, 8000 100 D -1a, 1500 21 D -1av
domestic                  9 | 1300 109 D, 8000 100 C +1b, 1501 9 C +1bv | 1300 109 C, 8000 100 D -1b, 1501 9 D -1bv
domestic                  0 | 1300 100 D, 8000 100 C +1e               | 1300 100 C, 8000 100 D -1e
exempt                    0 | 1300 100 D, 8000 100 C                   | 1300 100 C, 8000 100 D
small_enterprise          0 | 1300 100 D, 8000 100 C                   | 1300 100 C, 8000 100 D
outside_scope             0 | 1300 100 D, 8000 100 C                   | 1300 100 C, 8000 100 D
co_contractor             0 | 1300 100 D, 8000 100 C +1e               | 1300 100 C, 8000 100 D -1e
intra_community_goods     0 | 1300 100 D, 8000 100 C +3b               | 1300 100 C, 8000 100 D -3b
intra_community_services  0 | 1300 100 D, 8000 100 C +3b               | 1300 100 C, 8000 100 D -3b
triangular                0 | 1300 100 D, 8000 100 C +3b               | 1300 100 C, 8000 100 D -3b
export                    0 | 1300 100 D, 8000 100 C +3a               | 1300 100 C, 8000 100 D -3a
services_outside_eu       0 | 1300 100 D, 8000 100 C                   | 1300 100 C, 8000 100 D
"""
DUTCH_PURCHASES = """
domestic 21 7000
  | 7000 100 D, 1520 21 D +5b, 1600 121 C
  | 7000 100 C, 1520 21 C -5b, 1600 121 D
domestic 9 7000
  | 7000 100 D, 1520 9 D +5b, 1600 109 C
  | 7000 100 C, 1520 9 C -5b, 1600 109 D
domestic 0 7000
  | 7000 100 D, 1600 100 C
  | 7000 100 C, 1600 100 D
exempt 0 7000
  | 7000 100 D, 1600 100 C
  | 7000 100 C, 1600 100 D
small_enterprise 0 7000
  | 7000 100 D, 1600 100 C
  | 7000 100 C, 1600 100 D
outside_scope 0 7000
  | 7000 100 D, 1600 100 C
  | 7000 100 C, 1600 100 D
co_contractor 21 7000
  | 7000 100 D +2a, 1600 100 C, 1520 21 D +5b, 1510 21 C +2av
  | 7000 100 C -2a, 1600 100 D, 1520 21 C -5b, 1510 21 D -2av
intra_community_goods 21 7000
  | 7000 100 D +4b, 1600 100 C, 1520 21 D +5b, 1512 21 C +4bv
  | 7000 100 C -4b, 1600 100 D, 1520 21 C -5b, 1512 21 D -4bv
intra_community_services 21 4600
  | 4600 100 D +4b, 1600 100 C, 1520 21 D +5b, 1512 21 C +4bv
  | 4600 100 C -4b, 1600 100 D, 1520 21 C -5b, 1512 21 D -4bv
triangular 21 7000
  | 7000 100 D +4b, 1600 100 C, 1520 21 D +5b, 1512 21 C +4bv
  | 7000 100 C -4b, 1600 100 D, 1520 21 C -5b, 1512 21 D -4bv
import 21 7000
  | 7000 100 D +4a, 1600 100 C, 1520 21 D +5b, 1511 21 C +4av
  | 7000 100 C -4a, 1600 100 D, 1520 21 C -5b, 1511 21 D -4av
import 21 4600
  | 4600 100 D +4a, 1600 100 C, 1520 21 D +5b, 1511 21 C +4av
  | 4600 100 C -4a, 1600 100 D, 1520 21 C -5b, 1511 21 D -4av
import_cleared 0 7000
  | 7000 100 D, 1600 100 C
  | 7000 100 C, 1600 100 D
customs_vat 0 7000
  | 1520 100 D +5b, 1600 100 C
  | 1520 100 C -5b, 1600 100 D
not_deductible 21 7000
  | 7000 121 D, 1600 121 C
  | 7000 121 C, 1600 121 D
"""


def cases(table: str) -> list[tuple[list[str], str, str]]:
    """What is treated, its invoice's postings, and those of its credit note."""
    cells = [each.strip() for row in table.strip().replace("\n  |", " |").splitlines() for each in row.split("|")]
    return [(cells[at].split(), cells[at + 1], cells[at + 2]) for at in range(0, len(cells), 3)]


def booked(write, what: list[str], kind: str, country: str) -> str:
    treatment, rate, *account = what
    lines = [
        Line(
            "Book",
            D(1),
            D("100.00"),
            Treatment(treatment),
            D(rate),
            account[0] if account else plan(country).usual_income,
        )
    ]
    found = write(lines, totals(lines), Terms(kind, country))
    assert all(grids.postable(grid[1:], country) for posting in found for grid in posting.grids)
    return ", ".join(
        " ".join([each.account, f"{each.debit or each.credit:.0f}", "D" if each.debit else "C", *each.grids])
        for each in found
    )


TABLES = [
    (sale_postings, BELGIAN_SALES, "BE"),
    (sale_postings, DUTCH_SALES, "NL"),
    (purchase_postings, BELGIAN_PURCHASES, "BE"),
    (purchase_postings, DUTCH_PURCHASES, "NL"),
]


@pytest.mark.parametrize(
    ("write", "country", "what", "invoice", "note"),
    [(write, country, *case) for write, table, country in TABLES for case in cases(table)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_hundred_euros_stand_in_the_books_as_the_treatment_asks(write, country, what, invoice, note):
    assert booked(write, what, "invoice", country) == invoice
    assert booked(write, what, "credit_note", country) == note


@pytest.mark.parametrize("country", ["BE", "NL"])
def test_no_treatment_is_left_out(country):
    sold, bought = (
        {Treatment(what[0]) for what, _, _ in cases(table)} for _, table, where in TABLES if where == country
    )
    assert sold == {each for each in Treatment if each.of_sales}
    assert bought == {each for each in Treatment if each.of_purchases}
