"""Books as columns: what files and Spark carry. One row of `FOUND` for each line and item that belong together."""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from accounting.matching.lines import PARTS_OF_ONE, Item, Match, Options, StatementLine, in_parts
from accounting.matching.reconcile import reconcile

TEXTS = pa.string()
_TEXT_OF_LINE = ("text", "name", "iban", "reference", "currency", "bank_account", "parts")
_TEXT_OF_ITEM = ("text", "reference", "entry_type", "name", "iban", "currency", "contact", "bank_account")
_WHOLE = pa.int64()
_OF_OTHERS = ("recurs", "one_reference", "one_missing")
_MAY_LACK = {"parts": "", "recurs": None, "one_reference": False, "one_missing": False}
LINES = pa.schema(
    [("book", TEXTS), ("id", TEXTS), ("day", _WHOLE), ("amount", _WHOLE), *((name, TEXTS) for name in _TEXT_OF_LINE)]
)
"""Statement lines: `day` is the ordinal of the date, `amount` a whole number of the fourth decimal."""
ITEMS = pa.schema(
    [
        *(("book", TEXTS), ("id", TEXTS), ("day", _WHOLE), ("due", _WHOLE), ("amount", _WHOLE)),
        *((name, TEXTS) for name in _TEXT_OF_ITEM),
        *zip(_OF_OTHERS, (_WHOLE, pa.bool_(), pa.bool_()), strict=True),
    ]
)
"""Open items; a table may lack the last three, and one of lines `parts`: nothing is known of them then."""
FOUND = pa.schema(
    [
        *((name, TEXTS) for name in ("book", "line_id", "item_id", "group_id", "kind")),
        *(("score", pa.float64()), ("auto", pa.bool_()), ("reasons", TEXTS)),
    ]
)
"""Of offsetting entries both are items: the earlier stands under `line_id`."""
_IN_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def match_tables(lines: pa.Table, items: pa.Table, options: Options | None = None) -> pa.Table:
    """What `reconcile` finds in each book by itself, in order of the ids: Spark gives each of its tasks whole books."""
    of_items = by_book(exactly(ITEMS, items))
    found: list[pa.Table] = []
    with _no_search_for_cycles():
        for book, mine in by_book(exactly(LINES, lines), also=of_items).items():
            matches = reconcile(lines_of(mine), items_of(of_items.get(book, items.slice(0, 0))), options)
            found.append(rows_of_matches(book, matches))
    return in_order(pa.concat_tables(found)) if found else FOUND.empty_table()


def exactly(schema: pa.Schema, table: pa.Table) -> pa.Table:
    """These columns, in this order; those that a table may lack say nothing then."""
    for name, nothing in _MAY_LACK.items():
        if name in schema.names and name not in table.column_names:
            table = table.append_column(name, pa.repeat(pa.scalar(nothing, schema.field(name).type), len(table)))
    return table.select(schema.names).cast(schema)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Matching leaves none, and looking for them among millions of rows takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def in_order(found: pa.Table) -> pa.Table:
    """Rows in order of book and ids: the same bytes from however many partitions."""
    return found.combine_chunks().sort_by([("book", "ascending"), ("line_id", "ascending"), ("item_id", "ascending")])


def by_book(table: pa.Table, also: Iterable[str] = ()) -> dict[str, pa.Table]:
    """One table per book, in order of the books' names; an empty one for each name of `also` that has no row."""
    if not len(table):
        return dict.fromkeys(sorted(also), table)
    table = table.combine_chunks().sort_by("book")
    runs = pc.run_end_encode(table["book"].combine_chunks())
    ends = runs.run_ends.to_pylist()
    slices = zip(runs.values.to_pylist(), [0, *ends], ends, strict=False)
    found = {name: table.slice(start, end - start) for name, start, end in slices}
    return {name: found.get(name, table.slice(0, 0)) for name in sorted({*found, *also})}


def lines_of(table: pa.Table) -> list[StatementLine]:
    rows = zip(*(table[name].to_pylist() for name in LINES.names[1:]), strict=True)
    return [StatementLine(id, date.fromordinal(day), _amount(parts), *texts) for id, day, parts, *texts in rows]


def items_of(table: pa.Table) -> list[Item]:
    rows = zip(*(table[name].to_pylist() for name in ITEMS.names[1:]), strict=True)
    return [
        Item(
            *(id, date.fromordinal(day), _amount(parts), text, ref, kind, name, iban, date.fromordinal(due)),
            *(*whose, every, bool(one_reference), bool(one_missing)),
        )
        for id, day, due, parts, text, ref, kind, name, iban, *whose, every, one_reference, one_missing in rows
    ]


def table_of_lines(book: str, lines: Iterable[StatementLine]) -> pa.Table:
    """The other way round: the lines of one book as columns."""
    rows = [
        (book, each.id, each.on.toordinal(), in_parts(each.amount), *(getattr(each, name) for name in _TEXT_OF_LINE))
        for each in lines
    ]
    return _table(LINES, rows)


def table_of_items(book: str, items: Iterable[Item]) -> pa.Table:
    rows = [
        (
            *(book, each.id, each.on.toordinal(), (each.due_on or each.on).toordinal(), in_parts(each.amount)),
            *(getattr(each, name) for name in (*_TEXT_OF_ITEM, *_OF_OTHERS)),
        )
        for each in items
    ]
    return _table(ITEMS, rows)


def _table(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table([pa.array(each, field.type) for each, field in zip(columns, schema, strict=True)], schema=schema)


def rows_of_matches(book: str, matches: Iterable[Match]) -> pa.Table:
    """A row per line and item of each match."""
    rows: list[tuple[Any, ...]] = []
    for match in matches:
        told = _IN_JSON(match.reasons)
        pairs = [match.items] if match.kind == "offsetting" else product(match.lines, match.items)
        rows += [(book, *pair, match.group, match.kind, match.score, match.auto, told) for pair in pairs]
    return _table(FOUND, rows)


def _amount(parts: int) -> Decimal:
    return Decimal(parts) / PARTS_OF_ONE
