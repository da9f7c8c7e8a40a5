"""What is kept of a run, so that it can be replayed: the entries, as bytes.

The bytes say all that was known of the books when they were judged; with the limits, as text, and the version of the
controls they give the same findings again.
"""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from accounting.anomalies.entries import ENTRIES, TEXT
from accounting.anomalies.findings import Found
from accounting.anomalies.following import limits_from_json
from accounting.anomalies.judging import judge

KEPT = pa.schema([*ENTRIES, *(pa.field(name, TEXT) for name in ("journal_entry", "document", "contact", "currency"))])
"""Entries, and what leads from each to the books; empty where nothing does."""


def as_bytes(entries: pa.Table) -> bytes:
    """A compressed Arrow file."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, entries.schema, options=options) as writer:
        writer.write_table(entries.combine_chunks())
    return bytes(sink.getvalue())


def from_bytes(content: bytes) -> pa.Table:
    return pa.ipc.open_file(pa.py_buffer(content)).read_all()


def found_in(entries: pa.Table, limits: str, book: str | None = None) -> list[Found]:
    """What stands out in the entries, in all books or in one; in order."""
    chosen = entries.select(ENTRIES.names)
    if book is not None:
        chosen = chosen.filter(pc.equal(chosen["book"], book))
    if not len(chosen):
        return []
    judged = judge(chosen, limits_from_json(limits))
    rows = judged.filter(judged["finding"]).select(["book", "id", "score", "reasons"]).to_pylist()
    return sorted(Found(row["book"], row["id"], row["score"], row["reasons"]) for row in rows)
