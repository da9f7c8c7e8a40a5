"""Rows of a table that add up the others, and rows that only look so."""

import io
from decimal import Decimal

import pytest

from accounting.statements import StatementUnreadable, propose, read, statement_json


@pytest.mark.parametrize(
    "footer", ["Totaal;-17,50;;", ";-17,50;Totaal;", "Grand total;-17,50;;EUR", "Eindsaldo;100,00;;"]
)
def test_a_row_that_adds_up_the_others_is_left_out_and_told(footer):
    """January 5 and 31, month first: the footer in the column of days hides nothing of that."""
    table = f"Date;Amount;Text;Currency\n01/05/2026;-12,50;paper;EUR\n01/31/2026;-5,00;ink;EUR\n{footer}\n".encode()
    (statement,) = read(table)
    assert [(each.amount, each.booked_on.day) for each in statement.movements] == [
        (Decimal("-12.50"), 5), (Decimal("-5.00"), 31),
    ]  # fmt: skip
    (told,) = statement.tail.left_out
    assert (told.line, set(told.text.split())) == (4, set(footer.replace(";", " ").split()))
    assert propose(io.BytesIO(table)).day_orders[0] == "mdy"
    assert statement_json(statement)["left_out"] == [{"line": 4, "text": told.text, "sheet": None, "rows": 1}]


def test_totals_of_each_account_of_a_table_are_told_with_it():
    table = b"Datum;Rekening;Bedrag\n05/03/2026;A;1,00\nTotaal;;1,00\n05/03/2026;B;2,00\nTotaal;;2,00\n"
    found = read(table)
    assert [(each.account, [left.line for left in each.tail.left_out]) for each in found] == [("A", [3, 5]), ("B", [])]


@pytest.mark.parametrize("row", [";TOTAL BELGIUM;-50,00", "Totaal;brood;-5,00", "10 nov;Total;x"])
def test_a_row_that_may_be_a_movement_is_not_taken_for_a_total(row):
    with pytest.raises(StatementUnreadable, match=r"^line 3: "):
        read(f"Datum;Mededeling;Bedrag\n05/03/2026;a;1,00\n{row}\n".encode())
