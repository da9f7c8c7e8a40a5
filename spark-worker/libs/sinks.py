"""Readings into `results.document_readings`, from inside the executor.

Spark may run a task twice, and a document may be read again: the row is keyed by tenant and document, and the last
reading stands. Each tenant's rows are written in a transaction that names that tenant, as row-level security asks.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from libs.structs import DocumentReading, Written, batch, rows_of, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_UPSERT = """
insert into results.document_readings
    (tenant_id, document_id, status, problem, page_count, reading, reader_version, seconds, read_at)
values (%s, %s, %s, %s, %s, %s::jsonb, %s, %s, now())
on conflict (tenant_id, document_id) do update set
    status = excluded.status, problem = excluded.problem, page_count = excluded.page_count,
    reading = excluded.reading, reader_version = excluded.reader_version, seconds = excluded.seconds,
    read_at = excluded.read_at
"""


def write_readings(readings: "DataFrame") -> "DataFrame":
    """Write every reading where it was made; what comes back is only how many rows were written per tenant."""
    return readings.mapInArrow(_write_batches, spark_schema(Written))


def _write_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = list(rows_of(DocumentReading, batches))
    if rows:
        yield batch(Written, upsert(rows))


def upsert(rows: Iterable[DocumentReading], url: str | None = None) -> list[Written]:
    """Insert or replace these readings; returns how many per tenant. `url` defaults to SPARK_DATABASE_URL."""
    import psycopg

    by_tenant: dict[str, list[DocumentReading]] = defaultdict(list)
    for row in rows:
        by_tenant[row.tenant_id].append(row)
    with psycopg.connect(url or os.environ["SPARK_DATABASE_URL"], autocommit=True, connect_timeout=10) as database:
        for tenant_id, readings in by_tenant.items():
            with database.transaction(), database.cursor() as cursor:
                cursor.execute("select set_config('app.tenant_id', %s, true)", (tenant_id,))
                cursor.executemany(_UPSERT, [_values(row) for row in readings])
    return [Written(tenant_id, len(readings)) for tenant_id, readings in by_tenant.items()]


def _values(row: DocumentReading) -> tuple[object, ...]:
    reading = None if row.reading is None else row.reading.replace("\\u0000", "")
    return (
        row.tenant_id,
        row.document_id,
        row.status,
        row.problem,
        row.page_count,
        reading,
        row.reader_version,
        row.seconds,
    )
