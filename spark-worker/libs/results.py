"""What Spark found, for an analyst's notebook: one company at a time, in a transaction that cannot write.

Row-level security is PostgreSQL's: a company that is not named is not there. Times are UTC; `reading` and `reasons` are
JSON as text.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pyarrow as pa

from libs.bank import AT_ONCE, database

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TEXT, _WHOLE, _REAL, _FLAG, _TIME = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.timestamp("us", "UTC")
TABLES: dict[str, dict[str, pa.DataType]] = {
    "document_readings": {
        **dict.fromkeys(("document_id", "status", "problem"), _TEXT),
        "page_count": _WHOLE,
        "reading": _TEXT,
        "reader_version": _TEXT,
        "seconds": _REAL,
        "read_at": _TIME,
    },
    "match_proposals": {
        **dict.fromkeys(("line_id", "item", "group_id", "kind"), _TEXT),
        "score": _REAL,
        "auto": _FLAG,
        "reasons": _TEXT,
        "matcher_version": _TEXT,
        "made_at": _TIME,
    },
    "matchings": {
        **dict.fromkeys(("line_count", "item_count", "proposed_count"), _WHOLE),
        "matched_at": _TIME,
    },
}
"""Tables and their columns. Of proposals only those of the run that stands, which is what `matchings` has."""
_STANDS = {"match_proposals": " where run_id = (select run_id from results.matchings)"}
_CAST = {_TEXT: "::text", _TIME: "::timestamptz", _WHOLE: "::bigint"}


def results(spark: "SparkSession", tenant_id: str, table: str) -> "DataFrame":
    """A table of `results`, as far as it is this company's; read when it is asked for, in an executor.

    Raises KeyError for a table that is none, ValueError for an id that is none.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    whose = spark.createDataFrame([(str(UUID(tenant_id)),)], "tenant_id string")
    return whose.mapInArrow(partial(_read, table=table), from_arrow_schema(pa.schema(TABLES[table].items())))


def _read(batches: Iterable[pa.RecordBatch], table: str) -> Iterator[pa.RecordBatch]:
    for each in batches:
        for tenant_id in each["tenant_id"].to_pylist():
            yield from read(tenant_id, table)


def read(tenant_id: str, table: str, connect: Any = database) -> Iterator[pa.RecordBatch]:
    """The company's rows, some thousands at a time."""
    columns = TABLES[table]
    schema = pa.schema(columns.items())
    listed = ", ".join(f"{name}{_CAST.get(kind, '')}" for name, kind in columns.items())
    with closing(connect()) as connection, connection.transaction():
        connection.execute("set transaction read only")
        connection.execute("select set_config('app.tenant_id', %s, true)", (tenant_id,))
        with connection.cursor(name="results") as cursor:
            cursor.execute(f"select {listed} from results.{table}{_STANDS.get(table, '')}")  # noqa: S608  (our own names)
            while rows := cursor.fetchmany(AT_ONCE):
                values = zip(*rows, strict=True)
                yield pa.record_batch([pa.array(v, f.type) for v, f in zip(values, schema, strict=True)], schema=schema)
