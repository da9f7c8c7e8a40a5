"""Entries of one bank account are found on its statements alone; books as columns are the same books."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from belgian_books import belgian_books

from accounting.matching import Item, StatementLine, rank, reconcile
from accounting.matching.columns import items_of, lines_of, table_of_items, table_of_lines

DAY = date(2026, 3, 10)


def line(id, amount, text, **more):
    return StatementLine(id, DAY, Decimal(amount), text, **more)


def item(id, amount, text, reference="", **more):
    return Item(id, DAY, Decimal(amount), text, reference, **more)


@pytest.mark.parametrize("text", ["Proximus 4711", "+++090/9337/55493+++"])
def test_an_entry_of_one_bank_account_is_found_on_its_statements_alone(text):
    lines = [line("L1", "-85.00", text, bank_account="savings"), line("L2", "-85.00", text, bank_account="current")]
    entry = item("I1", "-85.00", text, "4711", bank_account="current")
    assert [(match.lines, match.items) for match in reconcile(lines, [entry])] == [(("L2",), ("I1",))]
    assert reconcile(lines[:1], [entry]) == []
    assert rank(lines[0], [entry]) == []
    anybodys = item("I2", "-85.00", text, "4711")
    assert [match.lines for match in reconcile(lines[:1], [anybodys])] == [("L1",)]


def test_two_entries_of_another_bank_account_are_no_sum():
    parts = [item(f"I{n}", amount, "Peeters BV - werken", bank_account="current") for n, amount in enumerate("47")]
    assert reconcile([line("L1", "11", "Peeters BV", bank_account="savings")], parts) == []
    assert [match.kind for match in reconcile([line("L1", "11", "Peeters BV", bank_account="current")], parts)] == [
        "many_items"
    ]


def test_books_as_columns_are_the_books():
    books = belgian_books(3, 200, parties=25)
    lines, items = table_of_lines("b", books.lines), table_of_items("b", books.items)
    assert lines_of(lines) == books.lines
    dated = [each if each.due_on else replace(each, due_on=each.on) for each in books.items]
    assert items_of(items) == dated
    assert (len(table_of_lines("b", [])), len(table_of_items("b", []))) == (0, 0)
