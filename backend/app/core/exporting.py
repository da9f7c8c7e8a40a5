"""A list as a file: CSV (RFC 4180, UTF-8) or XLSX. Written row by row, so that its length does not matter.

Text that a spreadsheet would run as a formula is disarmed (ASVS 5.0 1.2.10): in CSV by an apostrophe, in XLSX by being
written as text. Numbers and dates stay numbers and dates.
"""

import asyncio
import csv
import io
import json
import re
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Protocol

from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from accounting.errors import Invalid
from accounting.sheets import QUOTED
from app.core.amounts import decimal_text

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KEPT_IN_MEMORY = 4 * 1024 * 1024
CHUNK = 256 * 1024
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
MOST_SECONDS = 20
"""Longer than that nobody waits for an answer; a job writes the file instead (`POST /exports`)."""


NO_FORMULA = re.compile(r"\+\+\+\d{3}/\d{4}/\d{5}\+\+\+|\+\d[\d ()/.]*", re.ASCII)
"""A structured reference and a telephone number: a plus, and nothing that calls a function or names a cell."""


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; whoever reads a reference or a number back finds it as it is.

    >>> harmless("=1+1"), harmless("Peeters"), harmless("'=1+1"), harmless("'s Gravenhage")
    ("'=1+1", 'Peeters', "''=1+1", "'s Gravenhage")
    >>> harmless("+++260/0000/00170+++"), harmless("+32 3 555 01 40"), harmless("+1+cmd|' /C calc'!A0")
    ('+++260/0000/00170+++', '+32 3 555 01 40', "'+1+cmd|' /C calc'!A0")
    """
    is_formula = text.startswith(RISKY) and not NO_FORMULA.fullmatch(text)
    return "'" + text if is_formula or QUOTED.match(text) else text


def flat(row: BaseModel, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Columns of a row: `supplier.name` for what is inside, lists as JSON.

    A number is one because the schema says so, never because a text looks like one: `0042.10` may be an invoice's.
    """
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, BaseModel):
            yield from flat(value, f"{prefix}{name}.")
        elif isinstance(value, list | dict):
            yield prefix + name, json.dumps(to_jsonable_python(value), ensure_ascii=False) if value else None
        else:
            yield prefix + name, value


def cell(value: Any) -> Any:
    """A value as a sheet knows it: numbers, dates, booleans, else text."""
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    return str(value)


class TooManyRows(Invalid):
    """A sheet holds at most 1,048,575 rows; filter the list, or take it as CSV."""


class FileTooLong(Invalid):
    """Writing this file takes too long to wait for it; ask for it with `POST /exports`, or filter the list."""


REFUSALS = (TooManyRows, FileTooLong)


@asynccontextmanager
async def in_time(watched: bool) -> AsyncIterator[None]:
    """A file is made while somebody waits for it, or by a job, which is watched. Raises FileTooLong."""
    try:
        async with asyncio.timeout(None if watched else MOST_SECONDS):
            yield
    except TimeoutError as error:
        raise FileTooLong(field="format") from error


class _Sheet(Protocol):
    def write(self, row: Sequence[Any]) -> None: ...
    def close(self) -> None: ...


class _Csv:
    """With a byte order mark, so that Excel reads accents right."""

    def __init__(self, file: IO[bytes]) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text)

    def write(self, row: Sequence[Any]) -> None:
        self._writer.writerow([self._plain(value) for value in row])

    @staticmethod
    def _plain(value: Any) -> Any:
        if isinstance(value, str):
            return harmless(value)
        if isinstance(value, Decimal):
            return decimal_text(value)
        return value.isoformat() if isinstance(value, datetime) else value

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


class _Xlsx:
    def __init__(self, file: IO[bytes]) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True})
        self._sheet = self._book.add_worksheet()
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._amount = self._book.add_format({"num_format": "#,##0.00##"})
        self._row = 0

    def write(self, row: Sequence[Any]) -> None:
        if self._row > MOST_ROWS:
            raise TooManyRows(field="format", value="xlsx")
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                self._sheet.write_string(self._row, column, value[:LONGEST_CELL])
            elif isinstance(value, Decimal):
                self._sheet.write_number(self._row, column, value, self._amount)
            elif isinstance(value, datetime):
                self._sheet.write_datetime(self._row, column, value, self._instant)
            elif isinstance(value, date):
                self._sheet.write_datetime(self._row, column, value, self._day)
            elif isinstance(value, bool):
                self._sheet.write_boolean(self._row, column, value)
            else:
                self._sheet.write_number(self._row, column, value)
        self._row += 1

    def close(self) -> None:
        self._book.close()


async def as_file(
    name: str, kind: str, schema: type[BaseModel], pages: AsyncIterator[Sequence[BaseModel]]
) -> StreamingResponse:
    """A download of all rows, whose columns are the fields of the first one, or of `schema` when there is none."""
    columns = [each for each in schema.model_fields if each != "type"]

    async def parts() -> AsyncIterator[list[list[Any]]]:
        first = True
        async for page in pages:
            rows = [dict(flat(item)) for item in page]
            if first and rows:
                columns[:] = [each for each in rows[0] if each != "type"]
                first = False
            yield [[cell(row.get(each)) for each in columns] for row in rows]

    return await as_table(name, kind, columns, parts())


async def as_table(
    name: str, kind: str, columns: Sequence[str], parts: AsyncIterator[Sequence[Sequence[Any]]]
) -> StreamingResponse:
    """A download of rows whose values stand in the order of `columns`, known when the first part has come.

    Written to disk first, so that a fault in the middle is an answer and not half a file; beside the requests of
    others, not in between.
    """
    file = tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  (closed by the stream)
    sheet: _Sheet = _Csv(file) if kind == "csv" else _Xlsx(file)
    headed = False
    async for part in parts:
        await asyncio.to_thread(_write, sheet, part if headed else [list(columns), *part])
        headed = True
    if not headed:
        sheet.write(list(columns))
    await asyncio.to_thread(sheet.close)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    headers = {
        "content-disposition": f'attachment; filename="{name}.{kind}"',
        "content-length": str(size),
    }
    return StreamingResponse(_chunks(file), media_type=MEDIA_TYPES[kind], headers=headers)


def _write(sheet: _Sheet, rows: Sequence[Sequence[Any]]) -> None:
    for row in rows:
        sheet.write(row)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
