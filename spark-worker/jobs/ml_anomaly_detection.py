"""Entries of ledgers → what stands out in them. What that is, `accounting.anomalies` knows.

A ledger is judged whole, since what is usual is read from all of it: one task per book, spread over the executors.
"""

from typing import TYPE_CHECKING

import pyarrow as pa

from accounting.anomalies.entries import ENTRIES
from accounting.anomalies.judging import JUDGED, judge

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def detect(entries: "DataFrame") -> "DataFrame":
    """Rows of `JUDGED` for rows of `ENTRIES`."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return entries.groupBy("book").applyInArrow(_judge_book, from_arrow_schema(JUDGED))


def _judge_book(entries: pa.Table) -> pa.Table:
    return judge(entries.select(ENTRIES.names).cast(ENTRIES)).cast(JUDGED)
