"""Tables of which several columns have the same header."""

import io
from decimal import Decimal

import pytest

from accounting.statements import ColumnsUnknown, Mapping, propose, read

TWICE = b"Date;Amount;Currency;AMOUNT;Currency;Memo\n05/03/2026;-100,00;USD;-92,00;EUR;paper\n"


def test_of_two_columns_with_one_header_somebody_says_which_is_meant():
    """-100.00 USD were paid with -92.00 EUR: the first is not taken because it comes first."""
    reason = "2 columns are called Amount: say #2 or #4"
    with pytest.raises(ColumnsUnknown, match=reason):
        read(TWICE)
    found = propose(io.BytesIO(TWICE))
    assert (found.missing, found.twice) == (reason, ("Amount", "Currency"))
    assert found.mapping.columns == {"booked_on": ("Date",), "text": ("Memo",)}
    columns = {"booked_on": ("Date",), "amount": ("Amount",), "text": ("Memo",)}
    with pytest.raises(ColumnsUnknown, match=reason):
        read(TWICE, mapping=Mapping(columns))
    (statement,) = read(TWICE, mapping=Mapping(columns | {"amount": ("#4",), "currency": ("#5",)}))
    (movement,) = statement.movements
    assert (movement.amount, movement.currency, movement.line) == (Decimal("-92.00"), "EUR", 2)


def test_columns_that_are_all_told_by_number_may_stand_below_headers():
    mapping = Mapping({"booked_on": ("#2",), "amount": ("#4",)})
    (statement,) = read("Дата;Дата;Сума;Сума\n01/03/2026;05/03/2026;1,00;-2,00\n".encode(), mapping=mapping)
    assert [(each.booked_on.day, each.amount) for each in statement.movements] == [(5, Decimal("-2.00"))]


def test_two_columns_of_text_with_one_header_are_no_question():
    (statement,) = read(b"Date;Amount;Memo;Memo\n05/03/2026;-1,00;one;two\n")
    assert statement.movements[0].text == "one"
