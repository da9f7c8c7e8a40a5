"""Bytes → statements: the format is found, the right reader is asked, and a broken file gives nothing at all."""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from accounting.statements.archives import read_archive
from accounting.statements.camt import read_camt
from accounting.statements.coda import read_coda
from accounting.statements.coda_records import WIDTH
from accounting.statements.detection import Found, format_of
from accounting.statements.errors import StatementFormatUnknown
from accounting.statements.mapping import Mapping
from accounting.statements.model import Event, Head, Movement, Statement, Tail
from accounting.statements.mt940 import read_mt940
from accounting.statements.ofx import read_ofx
from accounting.statements.reasons import because
from accounting.statements.tables import read_table
from accounting.statements.text import encoding_of_records, lines_of


def read(content: bytes, *, mapping: Mapping | None = None, today: date | None = None) -> list[Statement]:
    """Every statement of the file, or StatementUnreadable; ``mapping`` is needed for a table of an unknown bank."""
    return list(statements(stream(io.BytesIO(content), mapping=mapping, today=today)))


def stream(source: BinaryIO, *, mapping: Mapping | None = None, today: date | None = None) -> Iterator[Event]:
    """Head, movements, tail, once per statement, with the memory of one movement whatever the size of the file.

    ``source`` must be seekable; ``today`` tells day from a year of two digits in a table. The error of a broken file
    comes when its line is reached: whoever keeps what came before must be able to throw it away.
    """
    found = format_of(source)
    if found == "archive":
        return read_archive(source, _of_bank)
    if found in ("table", "xlsx"):
        return read_table(source, mapping, today)
    if (events := _of_bank(source, found)) is not None:
        return events
    if found == "empty":
        raise StatementFormatUnknown(because("file_empty"))
    if found == "old_workbook":
        raise StatementFormatUnknown(because("old_workbook"))
    raise StatementFormatUnknown(because("format_unknown"))


def _of_bank(source: BinaryIO, found: Found | None = None) -> Iterator[Event] | None:
    """What a bank writes for programs, with its own account; nothing for a table or whatever else it is."""
    found = found or format_of(source, inside=True)
    if found == "coda":
        return read_coda(lines_of(source, encoding_of_records(source, WIDTH)))
    if found == "camt":
        return read_camt(source)
    if found == "mt940":
        return read_mt940(lines_of(source))
    return read_ofx(source) if found == "ofx" else None


def statements(events: Iterable[Event]) -> Iterator[Statement]:
    """Events gathered into whole statements, one at a time."""
    head: Head | None = None
    movements: list[Movement] = []
    for event in events:
        if isinstance(event, Head):
            head, movements = event, []
        elif isinstance(event, Movement):
            movements.append(event)
        elif isinstance(event, Tail) and head is not None:
            yield Statement(head, tuple(movements), event)
