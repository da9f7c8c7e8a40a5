"""The same lines and items give the same bytes in whatever order they come: also where sums tie."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.matching import Item, StatementLine
from accounting.matching.columns import match_tables, table_of_items, table_of_lines

FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days))
NAMES = st.sampled_from(["Garage Dubois SRL", "Garage Dubois", "Bakkerij Peeters", ""])
PARTS = st.sampled_from(["10.00", "20.00", "30.00", "30.10", "50.00", "-20.00"])
WHOLES = st.sampled_from(["10.00", "30.00", "50.00", "60.00", "60.10", "80.00", "110.10", "-20.00"])
SAID = st.sampled_from(["", "F2026-00001", "F2026-00001 en F2026-00002", "saldo", "RETOUR", "deel 1"])


@st.composite
def books(draw: st.DrawFn) -> tuple[list[StatementLine], list[Item]]:
    """Few amounts, so that parts and wholes meet in many ways; lines are now the whole, now the parts."""
    big, small = (WHOLES, PARTS) if draw(st.booleans()) else (PARTS, WHOLES)
    paid = draw(st.lists(st.tuples(DAYS, big, SAID, NAMES), max_size=7))
    owed = draw(st.lists(st.tuples(DAYS, small, NAMES, st.sampled_from(["", "a", "b"])), max_size=9))
    lines = [StatementLine(f"L{n}", on, Decimal(each), said, name) for n, (on, each, said, name) in enumerate(paid)]
    items = [
        Item(f"I{n}", on, Decimal(amount), "", f"F2026-0000{n}", "invoice", name, contact=whose)
        for n, (on, amount, name, whose) in enumerate(owed)
    ]
    return lines, items


def as_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


@given(books(), st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_the_same_rows_in_any_order_give_the_same_bytes(given_, seed):
    lines, items = given_
    dice = Random(seed)

    def matched(lines: list[StatementLine], items: list[Item]) -> bytes:
        return as_bytes(match_tables(table_of_lines("b", lines), table_of_items("b", items)))

    first = matched(lines, items)
    for _ in range(3):
        assert matched(dice.sample(lines, len(lines)), dice.sample(items, len(items))) == first
