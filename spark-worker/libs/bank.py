"""A company's bank lines and open items, read and answered inside the executors: only proposals are written.

Row-level security asks for the company in each transaction; Spark may read two views and write `results`. A task may
run twice: a proposal is keyed by company, run, line and item. What was written counts when the backend says that this
run ended; until then, and when it never does, nobody reads it.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from accounting.matching import VERSION, Options
from accounting.matching.columns import ITEMS, LINES
from jobs.ledger_reconciliation import reconcile
from libs.session import BATCH, INTERACTIVE, announce, tuned
from libs.structs import Written, batch, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

AT_ONCE = 10_000
PARTITION = 25_000
"""Rows of one task, and what the platform takes for a company that somebody waits for."""
_LINES = """
select tenant_id::text, id::text, (booked_on - date '0001-01-01') + 1, (amount * 10000)::bigint,
       text, name, account, reference, currency, bank_account_id::text, parts
  from accounting.lines_to_match order by id
"""
_ITEMS = """
select tenant_id::text, id, (dated_on - date '0001-01-01') + 1, (coalesce(due_on, dated_on) - date '0001-01-01') + 1,
       (amount * 10000)::bigint, text, reference, entry_type, name, account, currency,
       coalesce(contact_id::text, ''), coalesce(bank_account_id::text, ''), recurs, one_reference, one_missing
  from accounting.open_items order by id
"""
_READ = {"lines": (LINES, _LINES), "items": (ITEMS, _ITEMS)}
_UPSERT = """
insert into results.match_proposals
    (tenant_id, run_id, line_id, item, group_id, kind, score, auto, reasons, matcher_version)
select %s, %s, line_id, item, group_id, kind, score, auto, reasons::jsonb, %s
  from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::bool[], %s::text[])
       as f (line_id, item, group_id, kind, score, auto, reasons)
on conflict (tenant_id, run_id, line_id, item) do update set
    group_id = excluded.group_id, kind = excluded.kind, score = excluded.score, auto = excluded.auto,
    reasons = excluded.reasons, matcher_version = excluded.matcher_version, made_at = now()
"""
_WRITTEN = ("line_id", "item_id", "group_id", "kind", "score", "auto", "reasons")
Connect = Callable[[], Any]


def propose(spark: "SparkSession", tenant_id: str, run_id: str, rows: int, options: Options) -> None:
    """Write what settles what among all that is open of a company; `rows` is about how many lines and items there are.

    Returns when every proposal is written. Safe to repeat.
    """
    announce(spark, f"Match about {rows} bank lines and open items", INTERACTIVE if rows <= PARTITION else BATCH)
    partitions = max(2, rows // PARTITION)
    settings = {
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(AT_ONCE),
    }
    with tuned(spark, settings):
        whose = spark.createDataFrame([(tenant_id,)], "tenant_id string")
        lines, items = (_table(whose, name) for name in _READ)
        found = reconcile(lines, items, options)
        found.mapInArrow(partial(_write, run_id=run_id), spark_schema(Written)).collect()


def _table(whose: "DataFrame", name: str) -> "DataFrame":
    from pyspark.sql.pandas.types import from_arrow_schema

    return whose.mapInArrow(partial(_read, name=name), from_arrow_schema(_READ[name][0]))


def _read(batches: Iterable[pa.RecordBatch], name: str) -> Iterator[pa.RecordBatch]:
    for each in batches:
        for tenant_id in each["tenant_id"].to_pylist():
            yield from read(tenant_id, name)


def read(tenant_id: str, name: str, connect: Connect | None = None) -> Iterator[pa.RecordBatch]:
    """The company's rows, some thousands at a time."""
    schema, query = _READ[name]
    with closing((connect or database)()) as connection, connection.transaction():
        connection.execute("select set_config('app.tenant_id', %s, true)", (tenant_id,))
        with connection.cursor(name="to_match") as cursor:
            cursor.execute(query)
            while rows := cursor.fetchmany(AT_ONCE):
                columns = zip(*rows, strict=True)
                yield pa.record_batch(
                    [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
                )


def _write(batches: Iterable[pa.RecordBatch], run_id: str) -> Iterator[pa.RecordBatch]:
    with closing(database()) as connection:
        for each in batches:
            yield batch(Written, write(connection, each.to_pylist(), run_id))


def write(connection: Any, rows: list[dict[str, Any]], run_id: str) -> list[Written]:
    """Insert or replace rows of `FOUND`; entries that only offset each other are no business of the bank."""
    books: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] != "offsetting":
            books.setdefault(row["book"], []).append(row)
    for tenant_id, mine in books.items():
        with connection.transaction():
            connection.execute("select set_config('app.tenant_id', %s, true)", (tenant_id,))
            columns = [[row[name] for row in mine] for name in _WRITTEN]
            connection.execute(_UPSERT, (tenant_id, run_id, VERSION, *columns))
    return [Written(tenant_id, len(mine)) for tenant_id, mine in books.items()]


def database() -> Any:
    """Connected as Spark's role: it reads two views and `results`, and writes `results`."""
    import psycopg

    return psycopg.connect(os.environ["SPARK_DATABASE_URL"], autocommit=True, connect_timeout=10)
