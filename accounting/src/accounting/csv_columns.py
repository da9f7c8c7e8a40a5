"""CSV files as people have them, as columns: what bank lines, open items and ledgers of customers are read with.

Columns may stand in any order, have others beside them, and be written as Excel or a bank writes them: another
separator, a comma for the cents, day before month. What cannot be read is a `BrokenFile` that names file and line.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from accounting.statements.cells import Cell, CellUnreadable, Decimals, decimal_mark_of
from accounting.statements.mapping import plain
from accounting.statements.text import encoding_of

PARTS_OF_ONE = 10_000
"""Amounts are whole numbers of the fourth decimal, which is what the books keep."""
PLAIN_AMOUNT = r"^[+-]?[0-9]{1,13}(\.[0-9]{1,4})?$"
PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2200, 12, 31).toordinal()
SEPARATORS = ",;\t|"
TITLE_LINES = 20
UNITS = re.compile(r"[(\[][^)\]]*[)\]]")
NUMBER = re.compile(r"(?=.*[0-9])[\W\d_]+")
NOTHING = frozenset(
    "nan nat none null n/a na nil - -- \u2013 ? 0000-00-00 00/00/0000 00-00-0000 00.00.0000 #n/a".split()
)
"""What stands where there is no date."""
SERIAL = r"[2-7][0-9]{4}(\.0+)?"
FIRST_SERIAL = date(1899, 12, 30).toordinal()
"""Days as a workbook counts them, where all of a column are: 20000 is in 1954, 79999 in 2119."""
CRUMBS, NO_CRUMBS = r"([.,][0-9]{12})[0-9]+", r"([.,][0-9]{12})0+(?![0-9])"
"""What a program's binary numbers leave behind the twelfth decimal."""
EPOCH = date(1970, 1, 1).toordinal()


class BrokenFile(ValueError):
    """A file that cannot be read; the message says where and why."""


def read_table(path: Path) -> pa.Table | None:
    """Every value as text; nothing for an empty file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}") from None
    if not content.strip():
        return None
    sheet = opened(path, content)
    if not sheet.rows.strip():
        return pa.table({name: pa.array([], pa.string()) for name in sheet.names})
    try:
        return pyarrow.csv.read_csv(
            io.BytesIO(sheet.rows.encode()),
            read_options=pyarrow.csv.ReadOptions(column_names=sheet.names, block_size=1 << 24),
            parse_options=pyarrow.csv.ParseOptions(delimiter=sheet.separator, newlines_in_values='"' in sheet.rows),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(sheet.names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise BrokenFile(_what_is_wrong(path, sheet) or f"{path.name}: {error}") from None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: the names of its columns, its rows as text, and in which line these begin."""

    names: list[str]
    rows: str
    separator: str
    first_line: int


def opened(path: Path, content: bytes) -> Sheet:
    """The header is found below a title, and the separator by it; UTF-8, UTF-16 or as Windows writes it."""
    try:
        text = content.decode(encoding_of(io.BytesIO(content))).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise BrokenFile(f"{path.name}: this is not text") from None
    lines = text.split("\n", TITLE_LINES)[:TITLE_LINES]
    found = [
        (len(cells), -at, separator, cells) for separator in SEPARATORS for at, cells in _headers(lines, separator)
    ]
    if not found:
        raise BrokenFile(f"{path.name}, line 1: this is not a line of column names")
    _, before, separator, cells = max(found, key=lambda each: each[:2])
    bare = [plain_name(UNITS.sub("", cell)) for cell in cells]
    names = [name if bare.count(name) == 1 else plain_name(cell) for name, cell in zip(bare, cells, strict=True)]
    doubled = [name for name, times in Counter(name for name in names if name).items() if times > 1]
    if doubled:
        raise BrokenFile(f"{path.name}, line {1 - before}: the column {doubled[0]} stands there twice")
    names = [name or f"column {place}" for place, name in enumerate(names, start=1)]
    rows = text.split("\n", 1 - before)
    return Sheet(names, rows[1 - before] if len(rows) > 1 - before else "", separator, 2 - before)


def _headers(lines: Sequence[str], separator: str) -> list[tuple[int, list[str]]]:
    """The line that can be the header, with its cells: the first that is filled like the others, and has no number."""
    cells = [_cells(line, separator) for line in lines]
    filled = [sum(bool(cell.strip()) for cell in each) for each in cells]
    for at, each in enumerate(cells):
        told = not any(NUMBER.fullmatch(cell) for cell in each)
        if filled[at] > max(filled) / 2 and told and not lines[at].startswith("sep="):
            return [(at, each)]
    return [(0, cells[0])] if cells and cells[0] else []


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _what_is_wrong(path: Path, sheet: Sheet) -> str | None:
    """Which line has too few or too many columns."""
    columns = len(sheet.names)
    reader = csv.reader(io.StringIO(sheet.rows), delimiter=sheet.separator)
    before = sheet.first_line - 1
    try:
        for row in reader:
            if row and len(row) != columns:
                return f"{path.name}, line {before + 1}: {len(row)} columns where the first line has {columns}"
            before = sheet.first_line - 1 + reader.line_num
    except csv.Error as error:
        return f"{path.name}, line {before + 1}: {error}"
    return None


def plain_name(name: str) -> str:
    """Case, accents and punctuation do not matter.

    >>> plain_name("Bedrag incl. BTW "), plain_name("Invoice #")
    ('bedrag_incl_btw', 'invoice')
    """
    return plain(name).replace("#", " ").strip().replace(" ", "_") or re.sub(r"[\s-]+", "_", name.strip().lower())


def blank_rows(table: pa.Table, names: Sequence[str]) -> Any:
    """Rows that say nothing under any of these names."""
    blank = pc.equal(pc.utf8_trim_whitespace(table[names[0]]), "")
    for name in names[1:]:
        blank = pc.and_(blank, pc.equal(pc.utf8_trim_whitespace(table[name]), ""))
    return blank


def text_column(table: pa.Table, name: str) -> Any:
    """Without outer blanks; empty texts where the file has no such column."""
    if name in table.column_names:
        return pc.utf8_trim_whitespace(table[name])
    return pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), len(table))], pa.string())


def check_ids(path: Path, table: pa.Table) -> None:
    """Every row has an id, and no two the same."""
    ids = pc.utf8_trim_whitespace(table["id"])
    without = pc.index(ids, "").as_py()
    if without >= 0:
        raise BrokenFile(f"{where(path, without)}: there is no id")
    if pc.count_distinct(ids).as_py() < len(ids):
        seen: set[str] = set()
        for place, value in enumerate(ids.to_pylist()):
            if value in seen:
                raise BrokenFile(f"{where(path, place)}: the id {value} stands there a second time")
            seen.add(value)


def amount_column(
    path: Path, table: pa.Table, name: str = "amount", *, rounded: bool = False, optional: bool = False
) -> Any:
    """Whole numbers of the fourth decimal. Finer amounts are refused, or `rounded`; `optional` ones may be missing."""
    values = pc.utf8_trim_whitespace(table[name])
    missing = pc.equal(values, "") if optional else None
    if missing is not None:
        values = pc.if_else(missing, "0", values)
    written_plainly = pc.match_substring_regex(values, PLAIN_AMOUNT)
    if not pc.all(written_plainly).as_py() or _may_be_thousands(values):
        values = pa.array(_plainly(path, values.to_pylist(), rounded=rounded), pa.string())
    exact = pc.cast(pc.replace_substring_regex(values, r"^\+", ""), pa.decimal128(30, 4))
    parts = pc.cast(pc.multiply(exact, pa.scalar(Decimal(PARTS_OF_ONE), pa.decimal128(6, 0))), pa.int64())
    return parts if missing is None else pc.if_else(missing, pa.scalar(None, pa.int64()), parts)


def _may_be_thousands(values: Any) -> bool:
    """Whether there are points, and behind each of them three digits."""
    pointed = pc.match_substring_regex(values, r"\.")
    grouped = pc.match_substring_regex(values, r"^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$")
    return bool(pc.any(pointed).as_py() and pc.all(pc.equal(pointed, grouped)).as_py())


def _plainly(path: Path, texts: list[str], *, rounded: bool) -> list[str]:
    """1.234,56 and 1,234.56 and 1234,56- and (1 234.56) and € 12 as plain numbers, by the column's decimal mark."""
    mark = decimal_mark_of(texts)
    known: dict[str, str] = {}
    for place, text in enumerate(texts):
        if text not in known:
            known[text] = _amount(path, place, text, mark, rounded=rounded)
    return [known[text] for text in texts]


def _amount(path: Path, place: int, text: str, mark: Decimals | None, *, rounded: bool) -> str:
    try:
        number = Cell(re.sub(CRUMBS if rounded else NO_CRUMBS, r"\1", text)).amount(mark)
    except CellUnreadable:
        raise BrokenFile(f"{where(path, place)}: '{text[:40]}' is not an amount") from None
    number = round(number, 4) if rounded else number
    if number != round(number, 4) or abs(number) >= 10**13:
        raise BrokenFile(f"{where(path, place)}: '{text[:40]}' is not an amount")
    return f"{number:.4f}"


def date_column(path: Path, table: pa.Table, name: str, otherwise: Any = None, *, optional: bool = False) -> Any:
    """Ordinals of the dates; where there is none, those of `otherwise`, or null when `optional`."""
    if name not in table.column_names:
        return otherwise
    values = pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(table[name]), 0, 40)
    if len(values) and pc.all(pc.match_substring_regex(values, PLAIN_DATE)).as_py():
        try:
            days = pc.add(pc.cast(pc.cast(pc.cast(values, pa.date32()), pa.int32()), pa.int64()), EPOCH)
        except pa.ArrowInvalid:
            pass
        else:
            if pc.all(pc.and_(pc.greater_equal(days, FIRST_DAY), pc.less_equal(days, LAST_DAY))).as_py():
                return days
    texts = ["" if text.lower() in NOTHING else text for text in values.to_pylist()]
    read = _reader_of_dates(texts)
    fallback = otherwise.to_pylist() if otherwise is not None else None
    found = []
    for place, text in enumerate(texts):
        day = read(text)
        if day is None and (text or (fallback is None and not optional)):
            raise BrokenFile(f"{where(path, place)}: '{text}' is not a date")
        found.append(day.toordinal() if day is not None else fallback[place] if fallback else None)
    return pa.array(found, pa.int64())


def _reader_of_dates(written: Sequence[str]) -> Callable[[str], date | None]:
    """Day before month, unless some date of the column can only be month before day and none the other way round."""
    pairs = [
        (int(found[1]), int(found[2]))
        for text in written
        if (found := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d", text))
    ]
    month_first = any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)
    forms = ["%m/%d/%Y", "%m/%d/%y"] if month_first else ["%d/%m/%Y", "%d/%m/%y"]
    known: dict[str, date | None] = {}
    filled = [text for text in written if text]
    if filled and all(re.fullmatch(SERIAL, text) for text in filled):
        return lambda text: date.fromordinal(FIRST_SERIAL + int(float(text))) if text else None

    def read(text: str) -> date | None:
        if text not in known:
            known[text] = _date(text, ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", *forms])
        return known[text]

    return read


def _date(text: str, forms: Sequence[str]) -> date | None:
    bare = re.split(r"[T\s]", text, maxsplit=1)[0]
    bare = re.sub(r"[-.]", "/", bare) if not re.match(r"\d{4}-", bare) else bare
    for form in forms:
        try:
            day = datetime.strptime(bare, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
        return day if FIRST_DAY <= day.toordinal() <= LAST_DAY else None
    try:
        return Cell(text).day("dmy") if re.search(r"[^\W\d_]{3}", text) else None
    except CellUnreadable:
        return None


def where(path: Path, place: int) -> str:
    """Where the row stands: rows before it may run over several lines, and blank lines are none."""
    sheet = opened(path, path.read_bytes())
    reader = csv.reader(io.StringIO(sheet.rows), delimiter=sheet.separator)
    start, seen = 0, -1
    for row in reader:
        if any(value.strip() for value in row):
            seen += 1
        if seen == place:
            return f"{path.name}, line {sheet.first_line + start}"
        start = reader.line_num
    return f"{path.name}, row {place + 1}"
