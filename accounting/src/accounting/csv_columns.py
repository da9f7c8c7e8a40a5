"""CSV files as people have them, as columns: what bank lines, open items and ledgers of customers are read with.

Columns may stand in any order, have others beside them, and be written as Excel or a bank writes them: another
separator, a comma for the cents, day before month. What cannot be read is a `BrokenFile` that names file and line.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

PARTS_OF_ONE = 10_000
"""Amounts are whole numbers of the fourth decimal, which is what the books keep."""
PLAIN_AMOUNT = r"^[+-]?[0-9]{1,13}(\.[0-9]{1,4})?$"
PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
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
    text = decoded(path, content)
    header = text[: text.find("\n") + 1 or len(text)]
    separator = max(",;\t|", key=header.count)
    try:
        names = [plain_name(name) for name in next(csv.reader([header], delimiter=separator))]
    except (csv.Error, StopIteration):
        raise BrokenFile(f"{path.name}, line 1: this is not a line of column names") from None
    doubled = [name for name, times in Counter(name for name in names if name).items() if times > 1]
    if doubled:
        raise BrokenFile(f"{path.name}, line 1: the column {doubled[0]} stands there twice")
    names = [name or f"column {place}" for place, name in enumerate(names, start=1)]
    try:
        return pyarrow.csv.read_csv(
            io.BytesIO(text.encode()),
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1, block_size=1 << 24),
            parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values='"' in text),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise BrokenFile(_what_is_wrong(path, text, separator, len(names)) or f"{path.name}: {error}") from None


def decoded(path: Path, content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise BrokenFile(f"{path.name}: this is not text")


def _what_is_wrong(path: Path, text: str, separator: str, columns: int) -> str | None:
    """Which line has too few or too many columns."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    before = 0
    try:
        for row in reader:
            if row and len(row) != columns:
                return f"{path.name}, line {before + 1}: {len(row)} columns where the first line has {columns}"
            before = reader.line_num
    except csv.Error as error:
        return f"{path.name}, line {before + 1}: {error}"
    return None


def plain_name(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower())


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
    plain = pc.match_substring_regex(values, PLAIN_AMOUNT)
    if not pc.all(plain).as_py():
        flags = plain.to_pylist()
        texts = values.to_pylist()
        for place, (text, good) in enumerate(zip(texts, flags, strict=True)):
            if not good:
                texts[place] = _amount(path, place, text, rounded=rounded)
        values = pa.array(texts, pa.string())
    exact = pc.cast(pc.replace_substring_regex(values, r"^\+", ""), pa.decimal128(30, 4))
    parts = pc.cast(pc.multiply(exact, pa.scalar(Decimal(PARTS_OF_ONE), pa.decimal128(6, 0))), pa.int64())
    return parts if missing is None else pc.if_else(missing, pa.scalar(None, pa.int64()), parts)


def _amount(path: Path, place: int, text: str, *, rounded: bool) -> str:
    """1.234,56 and 1,234.56 and 1234,56- and (1 234.56) and € 12 as a plain number."""
    bare = re.sub(r"[\s\u00a0\u202f'€$£]|EUR|USD|GBP", "", text)
    negative = bare.startswith(("-", "(", "−")) or bare.endswith(("-", ")"))
    bare = bare.strip("+-−()")
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma > point:
        bare = bare.replace(".", "").replace(",", ".", 1) if bare.count(",") == 1 else bare.replace(",", "")
    elif point > comma:
        bare = bare.replace(",", "") if bare.count(".") == 1 else bare.replace(".", "")
    try:
        number = Decimal(bare) if re.fullmatch(r"\d{1,13}(\.\d*)?|\.\d+", bare) else None
    except InvalidOperation:
        number = None
    if number is not None and rounded:
        number = round(number, 4)
    if number is None or number != round(number, 4) or number >= 10**13:
        raise BrokenFile(f"{where(path, place)}: '{text[:40]}' is not an amount")
    return f"{-number if negative else number:.4f}"


def date_column(path: Path, table: pa.Table, name: str, otherwise: Any = None, *, optional: bool = False) -> Any:
    """Ordinals of the dates; where there is none, those of `otherwise`, or null when `optional`."""
    if name not in table.column_names:
        return otherwise
    values = pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(table[name]), 0, 40)
    if len(values) and pc.all(pc.match_substring_regex(values, PLAIN_DATE)).as_py():
        try:
            return pc.add(pc.cast(pc.cast(pc.cast(values, pa.date32()), pa.int32()), pa.int64()), EPOCH)
        except pa.ArrowInvalid:
            pass
    texts = values.to_pylist()
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
        return day if 1900 <= day.year <= 2200 else None
    return None


def where(path: Path, place: int) -> str:
    """Where the row stands: rows before it may run over several lines, and blank lines are none."""
    text = decoded(path, path.read_bytes())
    header = text[: text.find("\n") + 1 or len(text)]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t|", key=header.count))
    start, seen = 0, -2
    for row in reader:
        if any(value.strip() for value in row):
            seen += 1
        if seen == place:
            return f"{path.name}, line {start + 1}"
        start = reader.line_num
    return f"{path.name}, row {place + 1}"
