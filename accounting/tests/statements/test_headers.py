"""Which row names the columns: none that is a movement, or a movement would be lost."""

import io
from decimal import Decimal

import pytest

from accounting.statements import ColumnsUnknown, Mapping, propose, read

NO_HEADERS = b"05/11/2026;-12,50;KBC;iets\n06/11/2026;-13,50;KBC;meer\n07/11/2026;14,00;Lena;factuur 12\n"
UNKNOWN = (
    b"Wanneer;Wat;Hoeveel;Van wie\n03/11/2026;factuur 2026-0001;121,00;Kapsalon Lena BV\n"
    b"04/11/2026;kosten;-12,50;KBC\n05/11/2026;lening;-200,00;KBC\n"
)


def amounts(content: bytes, mapping: Mapping) -> list[Decimal]:
    (statement,) = read(content, mapping=mapping)
    return [each.amount for each in statement.movements]


def test_of_a_table_without_headers_the_first_row_is_shown_and_read_as_a_movement():
    """Its columns are named by their numbers, as they have no name of their own."""
    found = propose(io.BytesIO(NO_HEADERS))
    assert (found.headers, found.header_line, found.mapping.columns) == (("",) * 4, 1, {})
    assert found.rows[0] == ("05/11/2026", "-12,50", "KBC", "iets")
    assert found.missing == "no column is the date"
    mapping = Mapping({"booked_on": ("#1",), "amount": ("#2",)})
    assert amounts(NO_HEADERS, mapping) == [Decimal("-12.50"), Decimal("-13.50"), Decimal("14.00")]


def test_a_mapping_that_was_made_of_a_movement_loses_none():
    with pytest.raises(ColumnsUnknown, match="no row names the columns"):
        read(NO_HEADERS, mapping=Mapping({"booked_on": ("05/11/2026",), "amount": ("-12,50",)}))


def test_a_movement_that_holds_the_word_of_a_header_is_none():
    """ "kosten" may be the header of a fee; the row with a day and an amount is a movement all the same."""
    found = propose(io.BytesIO(UNKNOWN))
    assert (found.headers, found.header_line) == (("Wanneer", "Wat", "Hoeveel", "Van wie"), 1)
    assert len(found.rows) == 3
    mapping = Mapping({"booked_on": ("Wanneer",), "amount": ("Hoeveel",), "text": ("Wat",)})
    assert amounts(UNKNOWN, mapping) == [Decimal("121.00"), Decimal("-12.50"), Decimal("-200.00")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Uitgaven van De Gouden Pen\n", ""),
        ("Rekening;BE68 5390 0754 7034\nVan 01/11/2026;tot 30/11/2026\n", ""),
        ("", "Einde van het overzicht;;;\nniet vergeten;nog te boeken;te laat;klaar\n"),
    ],
)
def test_the_fullest_row_above_the_movements_names_the_columns(above, below):
    found = propose(io.BytesIO(above.encode() + UNKNOWN + below.encode()))
    assert (found.headers, found.header_line) == (("Wanneer", "Wat", "Hoeveel", "Van wie"), above.count("\n") + 1)


def test_whole_amounts_and_counted_days_are_movements_too():
    found = propose(io.BytesIO(b"46331;12;KBC;kosten\n46332;7;KBC;iets\n"))
    assert (found.headers, len(found.rows)) == (("",) * 4, 2)


@pytest.mark.parametrize("header", ["Text", "Tekst", "Texte"])
def test_a_column_that_is_called_text_is_the_description(header):
    (statement,) = read(f"Date;Amount;{header}\n15/11/2026;-1,00;factuur 12\n".encode())
    assert statement.movements[0].text == "factuur 12"
