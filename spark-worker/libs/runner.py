"""Run the reading jobs: on stored documents for the platform, on a folder for whoever asks on a command line."""

from collections.abc import Sequence
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from jobs.invoice_parser import parse
from jobs.ocr_processor import read_text
from libs.session import BATCH, INTERACTIVE, announce
from libs.sinks import write_readings
from libs.structs import Document, spark_schema

_MOST_PARTITIONS = 200
_FEW = 4  # what the platform takes for a person who waits: `interactive_upload_files` of its settings


def read_documents(spark: SparkSession, documents: Sequence[dict[str, str]]) -> None:
    """Read these stored documents into `results.document_readings`; returns when every one of them has a row.

    A document is {tenant_id, document_id, key, media_type}. What cannot be read gets a row with its problem; only a
    fault of the platform (store, database, Spark) raises. Safe to repeat. A few documents go ahead of a batch: they run
    in a pool of their own with a larger share, and a batch's tasks are a document each, so the wait is one document.
    """
    if not documents:
        return
    pool = INTERACTIVE if len(documents) <= _FEW else BATCH
    announce(spark, f"Read {len(documents)} document{'s' if len(documents) > 1 else ''}", pool)
    write_readings(parse(read_text(spread(spark, documents)))).collect()


def spread(spark: SparkSession, documents: Sequence[dict[str, Any]]) -> DataFrame:
    """The documents as rows of `Document`, one per partition up to 200 partitions, in the order given.

    By range of position: dealing rows out (`repartition(n)`) would put two in one partition and none in another, and
    progress is only as fine as the partitions.
    """
    rows = [(*(each[name] for name in Document.__slots__), number) for number, each in enumerate(documents)]
    schema = spark_schema(Document).add("position", "long")
    frame = spark.createDataFrame(rows, schema)
    if len(rows) > 1:
        frame = frame.repartitionByRange(min(len(rows), _MOST_PARTITIONS), "position")
    return frame.drop("position")
