"""A company's books, kept in storage → `results.anomalies_found`, from inside the executors: one task per book.

Spark may run a task twice, or anew elsewhere when an executor is lost: the same book gives the same rows, which are
keyed by run, book and entry. They are written in a transaction that names their tenant, as row-level security asks.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from accounting.anomalies import Found
from accounting.anomalies.kept import found_in, from_bytes
from libs import sources
from libs.session import BATCH, announce
from libs.structs import KeptBook, Written, batch, rows_of, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_UPSERT = """
insert into results.anomalies_found (tenant_id, run_id, book, entry_id, points, reasons)
values (%s, %s, %s, %s, %s, %s)
on conflict (tenant_id, run_id, book, entry_id) do update set
    points = excluded.points, reasons = excluded.reasons, made_at = now()
"""


def judge_books(spark: "SparkSession", books: Sequence[KeptBook], entries: int) -> None:
    """Judge these books; returns when every finding has its row. `entries` is how many there are, for the Spark UI."""
    if not books:
        return
    announce(spark, f"Judge {entries} entries in {len(books)} books", BATCH)
    rows = [tuple(getattr(each, name) for name in KeptBook.__slots__) for each in books]
    frame = spark.createDataFrame(rows, spark_schema(KeptBook)).repartitionByRange(len(rows), "book")
    frame.mapInArrow(_judge_batches, spark_schema(Written)).collect()


def _judge_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for book in rows_of(KeptBook, batches):
        found = found_in(from_bytes(sources.fetch(book.key)), book.limits, book.book)
        upsert(book, found)
        yield batch(Written, [Written(book.tenant_id, len(found))])


def upsert(book: KeptBook, found: Sequence[Found], url: str | None = None) -> None:
    """Insert or replace the findings of a book. `url` defaults to SPARK_DATABASE_URL."""
    import psycopg

    with psycopg.connect(url or os.environ["SPARK_DATABASE_URL"], autocommit=True, connect_timeout=10) as database:
        with database.transaction(), database.cursor() as cursor:
            cursor.execute("select set_config('app.tenant_id', %s, true)", (book.tenant_id,))
            rows = [(book.tenant_id, book.run_id, each.book, each.entry, each.points, each.reasons) for each in found]
            if rows:
                cursor.executemany(_UPSERT, rows)
