"""Files of bank lines and open items: CSV as people have it in, columns of `accounting.matching.columns` out.

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

from accounting.matching.columns import ITEMS, LINES
from accounting.matching.lines import PARTS_OF_ONE

NEEDED = ("id", "date", "amount", "description")
LINE_COLUMNS = {"text": "description", "name": "counterparty_name", "iban": "counterparty_iban"}
ITEM_COLUMNS = LINE_COLUMNS | {"reference": "ref"}
PLAIN_AMOUNT = r"^[+-]?[0-9]{1,13}(\.[0-9]{1,4})?$"
PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
EPOCH = date(1970, 1, 1).toordinal()
LONGEST_FIELD = 1 << 20


class BrokenFile(ValueError):
    """A file of lines or items that cannot be read; the message says where and why."""


def read_lines(path: Path) -> pa.Table:
    """Bank lines: id, date, amount, description, and if there: counterparty_name, counterparty_iban, reference."""
    return _columns(path, LINES, LINE_COLUMNS)


def read_items(path: Path) -> pa.Table:
    """Open items: the same, with ref, entry_type and due_date if there."""
    return _columns(path, ITEMS, ITEM_COLUMNS)


def _columns(path: Path, schema: pa.Schema, names: dict[str, str]) -> pa.Table:
    table = _table(path)
    if table is None:
        return schema.empty_table()
    missing = [name for name in NEEDED if name not in table.column_names]
    if missing:
        raise BrokenFile(
            f"{path.name}: the column {', '.join(missing)} is missing (found: {', '.join(table.column_names)})"
        )
    table = table.filter(pc.invert(_blank_rows(table)))
    _check_ids(path, table)
    empty = pa.chunked_array([pa.array([""] * 0, pa.string())])
    made: dict[str, Any] = {"day": _dates(path, table, "date"), "amount": _amounts(path, table)}
    made["due"] = _dates(path, table, "due_date", otherwise=made["day"])
    made["book"] = _texts(table, "tenant_id", empty)
    made["currency"] = pc.if_else(
        pc.equal(_texts(table, "currency", empty), ""), "EUR", _texts(table, "currency", empty)
    )
    for name in schema.names:
        if name not in made:
            made[name] = _texts(table, names.get(name, name), empty)
    return pa.table({name: made[name] for name in schema.names}, schema=schema)


def _table(path: Path) -> pa.Table | None:
    """Every value as text; nothing for an empty file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}") from None
    if not content.strip():
        return None
    text = _decoded(path, content)
    header = text[: text.find("\n") + 1 or len(text)]
    separator = max(",;\t|", key=header.count)
    try:
        names = [_plain_name(name) for name in next(csv.reader([header], delimiter=separator))]
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


def _decoded(path: Path, content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise BrokenFile(f"{path.name}: this is not text")


def _what_is_wrong(path: Path, text: str, separator: str, columns: int) -> str | None:
    """Which line has too few or too many columns."""
    csv.field_size_limit(LONGEST_FIELD)
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


def _plain_name(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _blank_rows(table: pa.Table) -> Any:
    blank = pc.equal(pc.utf8_trim_whitespace(table["id"]), "")
    for name in NEEDED[1:]:
        blank = pc.and_(blank, pc.equal(pc.utf8_trim_whitespace(table[name]), ""))
    return blank


def _texts(table: pa.Table, name: str, empty: Any) -> Any:
    if name in table.column_names:
        return pc.utf8_trim_whitespace(table[name])
    return pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), len(table))]) if len(table) else empty


def _check_ids(path: Path, table: pa.Table) -> None:
    ids = pc.utf8_trim_whitespace(table["id"])
    without = pc.index(ids, "").as_py()
    if without >= 0:
        raise BrokenFile(f"{_where(path, without)}: there is no id")
    if pc.count_distinct(ids).as_py() < len(ids):
        seen: set[str] = set()
        for place, value in enumerate(ids.to_pylist()):
            if value in seen:
                raise BrokenFile(f"{_where(path, place)}: the id {value} stands there a second time")
            seen.add(value)


def _amounts(path: Path, table: pa.Table) -> Any:
    values = pc.utf8_trim_whitespace(table["amount"])
    plain = pc.match_substring_regex(values, PLAIN_AMOUNT)
    if not pc.all(plain).as_py():
        flags = plain.to_pylist()
        texts = values.to_pylist()
        for place, (text, good) in enumerate(zip(texts, flags, strict=True)):
            if not good:
                texts[place] = _amount(path, place, text)
        values = pa.array(texts, pa.string())
    exact = pc.cast(pc.replace_substring_regex(values, r"^\+", ""), pa.decimal128(30, 4))
    return pc.cast(pc.multiply(exact, pa.scalar(Decimal(PARTS_OF_ONE), pa.decimal128(6, 0))), pa.int64())


def _amount(path: Path, place: int, text: str) -> str:
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
    if number is None or number != round(number, 4):
        raise BrokenFile(f"{_where(path, place)}: '{text[:40]}' is not an amount")
    return f"{-number if negative else number:.4f}"


def _dates(path: Path, table: pa.Table, name: str, otherwise: Any = None) -> Any:
    """Ordinals of the dates; where there is none, those of `otherwise`."""
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
        if day is None and (text or fallback is None):
            raise BrokenFile(f"{_where(path, place)}: '{text}' is not a date")
        found.append(day.toordinal() if day is not None else fallback[place] if fallback else 0)
    return pa.array(found, pa.int64())


def _reader_of_dates(texts: Sequence[str]) -> Callable[[str], date | None]:
    """Day before month, unless some date of the column can only be month before day and none the other way round."""
    pairs = [
        (int(found[1]), int(found[2])) for text in texts if (found := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d", text))
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
            day = datetime.strptime(bare, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if 1900 <= day.year <= 2200 else None
    return None


def _where(path: Path, place: int) -> str:
    """Where the row stands: rows before it may run over several lines, and blank lines are none."""
    text = _decoded(path, path.read_bytes())
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
