"""Files of bank lines and open items: CSV as people have it in, columns of `accounting.matching.columns` out."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from accounting.csv_columns import (
    BrokenFile,
    amount_column,
    blank_rows,
    check_ids,
    date_column,
    read_table,
    text_column,
    where,
)
from accounting.matching.columns import ITEMS, LINES, TEXTS, exactly

__all__ = ["BrokenFile", "read_items", "read_lines"]

NEEDED = ("id", "date", "amount", "description")
LINE_COLUMNS = {"text": "description", "name": "counterparty_name", "iban": "counterparty_iban"}
ITEM_COLUMNS = LINE_COLUMNS | {"reference": "ref"}
SAID: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "recurs": ("[0-9]{1,5}", int, "a number of days"),
    **dict.fromkeys(
        ("one_reference", "one_missing"), ("(?i:true|false)", lambda text: text.lower() == "true", "true or false")
    ),
}


def read_lines(path: Path) -> pa.Table:
    """Bank lines: id, date, amount, description, and if there: counterparty_name, counterparty_iban, reference and
    parts.
    """
    return _columns(path, LINES, LINE_COLUMNS)


def read_items(path: Path) -> pa.Table:
    """Open items: the same, with ref, entry_type, due_date, recurs, one_reference and one_missing if there."""
    return _columns(path, ITEMS, ITEM_COLUMNS)


def _columns(path: Path, schema: pa.Schema, names: dict[str, str]) -> pa.Table:
    table = read_table(path)
    if table is None:
        return schema.empty_table()
    missing = [name for name in NEEDED if name not in table.column_names]
    if missing:
        raise BrokenFile(
            f"{path.name}: the column {', '.join(missing)} is missing (found: {', '.join(table.column_names)})"
        )
    table = table.filter(pc.invert(blank_rows(table, NEEDED)))
    check_ids(path, table)
    made: dict[str, Any] = {"day": date_column(path, table, "date"), "amount": amount_column(path, table)}
    made["due"] = date_column(path, table, "due_date", otherwise=made["day"])
    made["book"] = text_column(table, "tenant_id")
    currency = text_column(table, "currency")
    made["currency"] = pc.if_else(pc.equal(currency, ""), "EUR", currency)
    for field in schema:
        if field.name not in made and field.type == TEXTS:
            made[field.name] = text_column(table, names.get(field.name, field.name))
    made |= {name: _said(path, table, name) for name in SAID if name in schema.names and name in table.column_names}
    return exactly(schema, pa.table({name: made[name] for name in schema.names if name in made}))


def _said(path: Path, table: pa.Table, name: str) -> Any:
    """What stands in the column; where it is empty nothing is known."""
    form, read, wanted = SAID[name]
    texts = text_column(table, name).to_pylist()
    for place, text in enumerate(texts):
        if text and not re.fullmatch(form, text):
            raise BrokenFile(f"{where(path, place)}: '{text[:40]}' is not {wanted}")
    return pa.array([read(text) if text else None for text in texts], ITEMS.field(name).type)
