"""What is written on documents → the fields of an invoice. What a field is, `accounting.reading` knows."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import pyarrow as pa

from libs import READER_VERSION, sandbox
from libs.problems import Unreadable
from libs.structs import DocumentReading, DocumentText, batch, rows_of, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def parse(texts: "DataFrame") -> "DataFrame":
    """One row of `DocumentReading` per row of `DocumentText`."""
    return texts.mapInArrow(_parse_batches, spark_schema(DocumentReading))


def _parse_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for text in rows_of(DocumentText, batches):
        yield batch(DocumentReading, [parse_one(text)])


def parse_one(text: DocumentText) -> DocumentReading:
    """The same for one document, without Spark. Parsing strangers' text happens in the sandbox too."""
    started = time.monotonic()
    problem, reading = text.problem, None
    if problem is None:
        try:
            _, answer = sandbox.call("libs.interpret:interpret", *_request(text))
            reading = answer[0].decode()
        except Unreadable as ending:
            problem = ending.code
    return DocumentReading(
        tenant_id=text.tenant_id,
        document_id=text.document_id,
        status="read" if problem is None else "failed",
        problem=problem,
        message=None,
        page_count=text.page_count,
        reading=reading,
        reader_version=READER_VERSION,
        seconds=round(text.seconds + time.monotonic() - started, 3),
    )


def _request(text: DocumentText) -> tuple[dict[str, object], bytes]:
    return {"pages": [asdict(page) for page in text.pages], "xml": text.xml is not None}, text.xml or b""
