"""Quotation marks in a CSV file: around cells, or letters that people typed."""

from decimal import Decimal

import pytest

from accounting.statements import StatementUnreadable, prove, read

HEAD = "Datum;Bedrag;Saldo;Omschrijving"


def rows(**texts: str) -> list[str]:
    """Eight movements of ten euros with a running balance; ``r3="x"`` says what the third is called."""
    return [f"0{day}/01/2026;10,00;{100 + 10 * day},00;{texts.get(f'r{day}', 'x')}" for day in range(1, 9)]


@pytest.mark.parametrize(
    "texts",
    [
        {"r3": '"T HOEKJE'},
        {"r3": '"T HOEKJE', "r6": '"HOEK 2'},
        {"r3": '"T HOEKJE', "r6": 'HOEK "2"'},
        {"r3": '"T HOEKJE', "r6": 'KROON "'},
        {"r1": '"T HOEKJE'},
        {"r8": '"T HOEKJE'},
    ],
)
def test_a_mark_that_a_person_typed_swallows_no_payment(texts):
    (statement,) = read("\n".join([HEAD, *rows(**texts)]).encode())
    assert [each.line for each in statement.movements] == list(range(2, 10))
    assert statement.movements[int(next(iter(texts))[1:]) - 1].text == next(iter(texts.values()))
    assert prove(statement).proved is True


def test_a_mark_in_the_middle_of_a_long_file_leaves_the_delimiter_as_it_is():
    lines = [f"01/01/2026;10,00;{110 + 10 * day},00;x, y" for day in range(60)]
    lines[2] = lines[2].replace("x, y", '"T HOEKJE, y')
    (statement,) = read("\n".join([HEAD, *lines]).encode())
    assert (len(statement.movements), prove(statement).total) == (60, Decimal("600.00"))


def test_a_cell_in_quotes_may_hold_the_delimiter_and_go_on_over_lines():
    table = 'Datum;Bedrag;Omschrijving\n05/01/2026;"1.210,00";"Factuur; 42\nbedankt ""Jan"""\n06/01/2026;5,00;x\n'
    (statement,) = read(table.encode())
    assert [(each.amount, each.text, each.line) for each in statement.movements] == [
        (Decimal("1210.00"), 'Factuur; 42 bedankt "Jan"', 2),
        (Decimal("5.00"), "x", 4),
    ]


def test_marks_inside_quotes_that_nobody_doubled_are_read_where_the_row_still_fits():
    table = 'Date,Amount,Name\n"2026-01-05","5.00","Cafe "De Kroon" NV"\n"2026-01-06","1,250.00","Bakker, Jan"\n'
    (statement,) = read(table.encode())
    assert [each.amount for each in statement.movements] == [Decimal("5.00"), Decimal("1250.00")]
    assert statement.movements[1].party.name == "Bakker, Jan"


def test_a_row_that_fits_neither_with_its_quotes_nor_without_is_named():
    table = 'Datum;Bedrag;Omschrijving\n05/01/2026;5,00;x\n06/01/2026;5,00;"a; b" c; d\n07/01/2026;5,00;x\n'
    with pytest.raises(StatementUnreadable) as caught:
        read(table.encode())
    assert (caught.value.line, caught.value.reason) == (3, "a quotation mark opens a cell and does not close it")
