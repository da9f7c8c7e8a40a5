"""Rows of a table with their line numbers, from CSV text or an XLSX workbook; neither is ever whole in memory."""

import csv
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from typing import Any, BinaryIO, Literal, TextIO

from accounting.statements.cells import as_text
from accounting.statements.errors import StatementUnreadable
from accounting.statements.quoting import QUOTE, line_by_line, width_without_quoting
from accounting.statements.reasons import because
from accounting.statements.text import CHUNK, LONGEST_LINE, encoding_of, open_text

Row = tuple[int, list[str]]
Rows = Iterator[Row]
DELIMITERS = ";,\t|"
LOOK = 40
MOST_COLUMNS = 200
MOST_UNPACKED = 500_000_000
MOST_RATIO = 200
"""Bytes of a workbook unpacked per byte packed; beyond, it is a bomb, not a statement."""

MOST_STRINGS, MOST_RATIO_OF_STRINGS = 50_000_000, 50
"""Bytes of the table of strings, which is held whole in memory, and per byte packed: texts of people pack by ten."""
MOST_TYPES = 1_000_000
MOST_ROWS = 1_048_576
"""Of a sheet, says the format (ECMA-376); Excel reads no more."""

MOST_EMPTY = 100_000
"""Rows that are written and hold nothing: each takes its time, and next to nothing of the file."""


def csv_rows(source: BinaryIO, encoding: str | None = None, delimiter: str | None = None) -> Rows:
    """Filled rows. Raises StatementUnreadable where quotes never close or a row is absurd."""
    known = encoding or encoding_of(source)
    mark = delimiter or delimiter_of(source, known)
    line = 0
    try:
        width = _width_without_quoting(source, known, mark)
        lines = _bounded(open_text(source, known, newline=""))
        reader = csv.reader(lines, delimiter=mark)
        for cells in reader if width is None else line_by_line(lines, mark, width):
            if len(cells) > MOST_COLUMNS:
                raise StatementUnreadable(f"a row has more than {MOST_COLUMNS} columns", line=line + 1)
            if any(cell.strip() for cell in cells):
                yield line + 1, [cell.strip() for cell in cells]
            line = reader.line_num if width is None else line + 1
    except (csv.Error, UnicodeError) as error:
        raise StatementUnreadable(because("no_table"), line=line + 1) from error


def _width_without_quoting(source: BinaryIO, encoding: str, mark: str) -> int | None:
    source.seek(0)
    if not any(QUOTE.encode() in chunk for chunk in iter(lambda: source.read(CHUNK), b"")):
        return None
    return width_without_quoting(_bounded(open_text(source, encoding, newline="")), mark)


def _bounded(text: TextIO) -> Iterator[str]:
    """Lines of a reasonable length without zero bytes, which no text has."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE or "\0" in line:
            raise StatementUnreadable(because("no_table"), line=number)
        yield line


def delimiter_of(source: BinaryIO, encoding: str | None = None) -> str:
    """The one that parts the most of the first lines into the same number of cells, two or more."""
    text = open_text(source, encoding or encoding_of(source), newline="")
    try:
        first = [line for line in (text.readline(LONGEST_LINE) for _ in range(LOOK)) if line.strip()]
    except UnicodeError as error:
        raise StatementUnreadable(because("no_text")) from error
    if first and (said := first[0].strip().lower()).startswith("sep=") and len(said) == 5:
        return said[4]

    def fits(mark: str) -> tuple[int, int]:
        return max(_evenness(first, mark, quoting) for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE))

    return max(DELIMITERS, key=fits)


def _evenness(lines: list[str], mark: str, quoting: Literal[0, 3]) -> tuple[int, int]:
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=mark, quoting=quoting)]
    except csv.Error:
        return (0, 0)
    usual = max(((widths.count(each), each) for each in set(widths) if each > 1), default=(0, 0))
    return (usual[0] * min(usual[1], 4), usual[1])


def xlsx_rows(source: BinaryIO, passing: int = 0) -> Rows:
    """Filled rows of the first sheet that has any, after ``passing`` of those; formulas as their last result."""
    with _sheets(source) as sheets:
        empty = count(1)
        for sheet in sheets:
            filled = False
            for row in _filled(sheet, empty):
                filled = True
                if passing:
                    break
                yield row
            if filled and not passing:
                return
            passing -= filled


def other_sheets(source: BinaryIO, passing: int) -> Iterator[tuple[str, Rows]]:
    """Name and filled rows of every sheet but the one that ``xlsx_rows`` reads, if it has any."""
    with _sheets(source) as sheets:
        empty = count(1)
        for sheet in sheets:
            rows = _filled(sheet, empty)
            first = next(rows, None)
            if first is not None and passing:
                yield sheet.title, chain([first], rows)
            passing -= first is not None


@contextmanager
def _sheets(source: BinaryIO) -> Iterator[list[Any]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_bomb(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _refuse_flood_of_texts(source)
            source.seek(0)
            yield openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False).worksheets
    except StatementUnreadable:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError,
            EOFError, OSError, SyntaxError, ArithmeticError, NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise StatementUnreadable(because("workbook_damaged")) from error
    except Exception as error:  # zlib.error, lxml's and expat's own: whatever a damaged part of the zip raises
        if type(error).__module__.split(".")[0] not in ("zlib", "lxml", "xml", "pyexpat", "openpyxl"):
            raise
        raise StatementUnreadable(because("workbook_damaged")) from error


def _filled(sheet: Any, empty: Iterator[int]) -> Rows:
    """Not by `iter_rows`, which makes a row of every one that is missing before the next: of 5 KB, without an end.

    ``empty`` counts the rows of the workbook that hold nothing.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book, last = sheet.parent, 0
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, found in parser.parse():
            if number > MOST_ROWS:
                raise StatementUnreadable(f"a sheet has at most {MOST_ROWS} rows", line=last or None)
            if number <= last:
                raise StatementUnreadable(because("workbook_damaged"), line=last or None)
            last = number
            if (width := max((cell["column"] for cell in found), default=0)) > MOST_COLUMNS:
                raise StatementUnreadable(f"a row has more than {MOST_COLUMNS} columns", line=number)
            cells = [""] * width
            for cell in found:
                cells[cell["column"] - 1] = as_text(cell["value"]).strip()
            if any(cells):
                yield number, cells
            elif next(empty) > MOST_EMPTY:
                raise StatementUnreadable(f"this workbook has more than {MOST_EMPTY} empty rows", line=number)


def _refuse_bomb(source: BinaryIO) -> None:
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as packed:
            parts = packed.infolist()
            whole = sum(part.file_size for part in parts)
            small = sum(part.compress_size for part in parts) or 1
            if whole > MOST_UNPACKED or (whole > 20_000_000 and whole / small > MOST_RATIO):
                raise StatementUnreadable("this workbook unpacks to more than any statement holds")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as file:
                        start = file.read(4096)
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start or "<!DOCTYPE".encode("utf-16-le") in start:
                        raise StatementUnreadable("this workbook holds a document type, which no spreadsheet writes")
    except StatementUnreadable:
        raise
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise StatementUnreadable(because("workbook_damaged")) from error


def _refuse_flood_of_texts(source: BinaryIO) -> None:
    """Of the part that the workbook calls its table of strings, whatever its name."""
    from openpyxl.packaging.manifest import Manifest
    from openpyxl.xml.constants import SHARED_STRINGS
    from openpyxl.xml.functions import fromstring

    source.seek(0)
    with zipfile.ZipFile(source) as packed:
        types = packed.getinfo("[Content_Types].xml")
        if types.file_size > MOST_TYPES:
            raise StatementUnreadable(because("workbook_damaged"))
        tree: Any = fromstring(packed.read(types))
        manifest: Any = Manifest.from_tree(tree)
        found = manifest.find(SHARED_STRINGS) if manifest else None
        part = packed.getinfo(found.PartName[1:]) if found else None
    size = part.file_size if part else 0
    if size > MOST_STRINGS or (part and size > 1_000_000 and size > part.compress_size * MOST_RATIO_OF_STRINGS):
        raise StatementUnreadable("the texts of this workbook unpack to more than any statement holds")
