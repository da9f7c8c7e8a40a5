"""Lines of the bank and items of the books → what settles what. What a match is, `accounting.matching` knows.

Plain cases are settled where rows of one book and amount meet, spread over all executors; what they leave is read with
care, one book at a time. Either step gives the same answers in any number of partitions.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow as pa

from accounting.matching import Options
from accounting.matching.columns import FOUND, ITEMS, LINES, match_with_care
from accounting.matching.settle import settle

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEFT = pa.schema([*FOUND, pa.field("line", pa.struct(list(LINES))), pa.field("item", pa.struct(list(ITEMS)))])
"""A match, or a line or item that is left: the other two are empty."""


def reconcile(lines: "DataFrame", items: "DataFrame", partitions: int, options: Options | None = None) -> "DataFrame":
    """Rows of `FOUND` for rows of `LINES` and `ITEMS`; `options` are those of every book in them."""
    return found_in(settle_plain(lines, items, partitions, options).persist(), options)


def found_in(first: "DataFrame", options: Options | None = None) -> "DataFrame":
    """Rows of `FOUND` for rows of `LEFT`: what is settled, and what the careful reading finds in the rest."""
    left = first.filter("line is not null").select("line.*"), first.filter("item is not null").select("item.*")
    return first.filter("kind is not null").select(*FOUND.names).union(with_care(*left, options))


def settle_plain(
    lines: "DataFrame", items: "DataFrame", partitions: int, options: Options | None = None
) -> "DataFrame":
    """Rows of `LEFT`: matches where one answer is plain, and everything else as it came."""
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import from_arrow_schema

    bucket = f.pmod(f.hash("book", f.abs("amount")), f.lit(partitions)).alias("bucket")
    return (
        lines.groupBy(bucket).cogroup(items.groupBy(bucket)).applyInArrow(_settling(options), from_arrow_schema(LEFT))
    )


def with_care(lines: "DataFrame", items: "DataFrame", options: Options | None = None) -> "DataFrame":
    """Rows of `FOUND`: one book at a time."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return (
        lines.groupBy("book").cogroup(items.groupBy("book")).applyInArrow(_matching(options), from_arrow_schema(FOUND))
    )


def _settling(options: Options | None) -> Callable[[pa.Table, pa.Table], pa.Table]:
    def settle_bucket(lines: pa.Table, items: pa.Table) -> pa.Table:
        lines, items = _as(LINES, lines), _as(ITEMS, items)
        settled = settle(lines, items, options)
        left_lines, left_items = lines.filter(settled.lines_left), items.filter(settled.items_left)
        found = _row_of("found", settled.found)
        return pa.concat_tables([found, _row_of("line", left_lines), _row_of("item", left_items)])

    return settle_bucket


def _matching(options: Options | None) -> Callable[[pa.Table, pa.Table], pa.Table]:
    def match_book(lines: pa.Table, items: pa.Table) -> pa.Table:
        return match_with_care(_as(LINES, lines), _as(ITEMS, items), options).cast(FOUND)

    return match_book


def _as(schema: pa.Schema, table: pa.Table) -> pa.Table:
    """Exactly these columns; a side without rows comes without columns."""
    return table.select(schema.names).cast(schema) if table.num_columns else schema.empty_table()


def _row_of(kind: str, table: pa.Table) -> pa.Table:
    """Rows of `LEFT` of which only one part is filled."""
    count = len(table)
    columns = {field.name: pa.nulls(count, field.type) for field in LEFT}
    if kind == "found":
        columns |= {name: table[name] for name in FOUND.names}
    else:
        columns[kind] = table.to_struct_array()
    return pa.table(columns, schema=LEFT)
