"""A line of several payments that the bank booked at once: nobody's money pays what another in it owes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounting.matching import Item, StatementLine, rank, reconcile
from accounting.matching.columns import LINES, lines_of, match_tables, table_of_items, table_of_lines

DAY = date(2026, 11, 10)
OF_LENA, OF_JAN = "+++090/9337/55493+++", "+++200/0000/00169+++"
LENA = Item("A", DAY, Decimal("121.33"), OF_LENA, "F2026-00012", "invoice", "Lena Maes", contact="L")
JAN = Item("B", DAY, Decimal("200.00"), OF_JAN, "F2026-00013", "invoice", "Jan Peeters", contact="J")
AGAIN = Item("C", DAY, Decimal("200.00"), "+++300/0000/00106+++", "F2026-00014", "invoice", "Lena Maes", contact="L")


def batch(amount: str, text: str, parts: str) -> StatementLine:
    return StatementLine("1", DAY, Decimal(amount), text, parts=parts)


ONE = pytest.mark.parametrize(
    "text",
    [
        f"Lena Maes {OF_LENA} Jan Peeters bestelling 88",
        "Lena Maes deel van F2026-00012 Jan Peeters",
        "Lena Maes Piet Mol",
    ],
)


@ONE
def test_one_item_is_proposed_for_a_batch_and_never_sure(text):
    [match] = reconcile([batch("121.33", text, "50.00 71.33")], [LENA])
    assert (match.items, match.auto) == (("A",), False)
    assert [(each.items, each.auto) for each in rank(batch("121.33", text, "50.00 71.33"), [LENA])] == [(("A",), False)]


def test_the_same_words_of_one_payment_are_sure():
    line = batch("121.33", f"Lena Maes {OF_LENA}", "")
    assert [each.auto for each in reconcile([line], [LENA])] == [each.auto for each in rank(line, [LENA])] == [True]


@pytest.mark.parametrize(
    ("text", "parts", "items", "sure"),
    [
        (f"Lena {OF_LENA} Jan {OF_JAN}", "121.33 200.00", [LENA, JAN], True),
        ("Jan F2026-00013 Lena F2026-00012", "200.00 121.33", [LENA, JAN], True),
        (f"Lena {OF_LENA} Jan {OF_JAN} Piet", "121.33 100.00 100.00", [LENA, JAN], False),
        (f"Lena {OF_LENA} Jan {OF_JAN}", "100.00 221.33", [LENA, JAN], False),
        ("Lena Maes Jan Peeters", "121.33 200.00", [LENA, AGAIN], False),
    ],
    ids=["references", "numbers", "one more", "other amounts", "names of one only"],
)
def test_a_batch_is_sure_when_each_payment_in_it_has_an_item_of_its_own(text, parts, items, sure):
    [match] = reconcile([batch("321.33", text, parts)], items)
    assert (set(match.items), match.auto) == ({each.id for each in items}, sure)


def test_a_batch_is_no_sure_part_of_what_one_owes():
    whole = [StatementLine("1", DAY, Decimal("60.00"), f"Lena Maes {OF_LENA}"),
             StatementLine("2", DAY, Decimal("61.33"), f"Lena Maes {OF_LENA}")]  # fmt: skip
    half = [replace(whole[0], parts="10.00 50.00"), whole[1]]
    for lines, sure in ((whole, True), (half, False)):
        [match] = reconcile(lines, [LENA])
        assert (match.kind, set(match.lines), match.items, match.auto) == ("many_lines", {"1", "2"}, ("A",), sure)


def test_columns_carry_what_a_batch_is_of():
    line = batch("321.33", "Lena", "121.33 200.00")
    assert lines_of(table_of_lines("", [line])) == [line]


def test_columns_without_it_are_of_lines_of_one_payment():
    table = table_of_lines("b", [batch("121.33", f"Lena Maes {OF_LENA}", "50.00 71.33")])
    items = table_of_items("b", [LENA])
    lacking = table.select([name for name in LINES.names if name != "parts"])
    assert [match_tables(each, items)["auto"].to_pylist() for each in (table, lacking)] == [[False], [True]]
