"""Lines of the bank and items of the books → what settles what. What a match is, `accounting.matching` knows.

One task matches whole books, so that the answers are the same in any number of partitions.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow as pa

from accounting.matching import Options
from accounting.matching.columns import FOUND, ITEMS, LINES, exactly, match_tables

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def reconcile(lines: "DataFrame", items: "DataFrame", options: Options | None = None) -> "DataFrame":
    """Rows of `FOUND` for rows of `LINES` and `ITEMS`, one book at a time; `options` are those of every book."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return (
        lines.groupBy("book").cogroup(items.groupBy("book")).applyInArrow(_matching(options), from_arrow_schema(FOUND))
    )


def _matching(options: Options | None) -> Callable[[pa.Table, pa.Table], pa.Table]:
    def match_book(lines: pa.Table, items: pa.Table) -> pa.Table:
        return match_tables(_as(LINES, lines), _as(ITEMS, items), options).cast(FOUND)

    return match_book


def _as(schema: pa.Schema, table: pa.Table) -> pa.Table:
    """Exactly these columns; a side without rows comes without columns."""
    return exactly(schema, table) if table.num_columns else schema.empty_table()
