"""Stored documents → what is written on them: pages of words with boxes, pictures of pages, attached e-invoices."""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from accounting.reading import Page, Word
from libs import sandbox, sources
from libs.problems import Unreadable
from libs.structs import Document, DocumentText, batch, rows_of, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def read_text(documents: "DataFrame") -> "DataFrame":
    """One row of `DocumentText` per row of `Document`; a document that cannot be read says why in `problem`."""
    return documents.mapInArrow(_read_batches, spark_schema(DocumentText))


def _read_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for document in rows_of(Document, batches):
        yield batch(DocumentText, [read_one(document)])


def read_one(document: Document) -> DocumentText:
    """The same for one document, without Spark. Page pictures of stored documents are put beside the original."""
    started = time.monotonic()
    stored = not document.key.startswith(sources.FILE)
    try:
        answer, blobs = sandbox.call("libs.ocr:read", {"pictures": stored}, sources.fetch(document.key))
    except Unreadable as ending:
        return _text(document, started, problem=ending.code)
    pages = tuple(_page(values) for values in answer["pages"])
    if stored:
        sources.store_pictures(document.tenant_id, document.document_id, blobs[: answer["pictures"]])
    return _text(document, started, pages=pages, xml=blobs[-1] if answer["xml"] else None)


def _text(
    document: Document,
    started: float,
    *,
    problem: str | None = None,
    pages: tuple[Page, ...] = (),
    xml: bytes | None = None,
) -> DocumentText:
    seconds = round(time.monotonic() - started, 3)
    return DocumentText(document.tenant_id, document.document_id, problem, len(pages), pages, xml, seconds)


def _page(values: dict) -> Page:  # type: ignore[type-arg]
    return Page(**(values | {"words": tuple(Word(**word) for word in values["words"])}))
