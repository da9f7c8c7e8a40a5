"""Corrections: what a person may type into each field, and what it becomes."""

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from accounting import identifiers
from accounting.errors import DomainError, Invalid, Violation
from accounting.money import decimal
from accounting.reading.fields import FIELDS
from app.modules.documents.errors import FieldsInvalid

LONGEST_TEXT = 500
MOST_ROWS = 1000
BREAKDOWN = {"rate": "amount", "base": "amount", "amount": "amount", "category": "text"}
LINES = {
    "description": "text",
    "quantity": "amount",
    "unit_price": "amount",
    "vat_rate": "amount",
    "net_amount": "amount",
}


class ValueInvalid(Invalid):
    """This value does not fit the field."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueInvalid("write some text, or leave it out")
    if len(value) > LONGEST_TEXT:
        raise ValueInvalid(f"at most {LONGEST_TEXT} characters")
    plain = " ".join("".join(each for each in value if unicodedata.category(each) != "Cf").split())
    if not plain.isprintable() or not plain:
        raise ValueInvalid("this text has an invisible character in it; type it anew")
    return plain


def _amount(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueInvalid("write the amount as text, such as '1234.50'")
    amount = decimal(value.strip())
    if abs(amount) >= Decimal("1e13"):
        raise ValueInvalid("this amount is too large")
    return f"{amount:f}"


def _money(value: Any) -> str:
    amount = Decimal(_amount(value))
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise ValueInvalid("an amount has at most two decimals")
    return f"{amount.quantize(Decimal('0.01')):f}"


def _date(value: Any) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueInvalid("write the date as YYYY-MM-DD") from error
    if not 1990 <= day.year <= 2100:
        raise ValueInvalid("this year cannot be right")
    return day.isoformat()


def _vat_number(value: Any) -> str:
    return identifiers.parse_vat_number(_text(value))


def _iban(value: Any) -> str:
    return identifiers.parse_iban(_text(value))


def _currency(value: Any) -> str:
    code = _text(value).upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValueInvalid("write the currency as three letters, such as EUR")
    return code


def _rows(columns: dict[str, str]) -> Callable[[Any], list[dict[str, str | None]]]:
    def rows(value: Any) -> list[dict[str, str | None]]:
        if not isinstance(value, list) or len(value) > MOST_ROWS:
            raise ValueInvalid(f"send a list of at most {MOST_ROWS} rows")
        return [_row(each, columns) for each in value]

    return rows


def _row(value: Any, columns: dict[str, str]) -> dict[str, str | None]:
    if not isinstance(value, dict) or set(value) - set(columns):
        raise ValueInvalid(f"a row has {', '.join(columns)}")
    row: dict[str, str | None] = {}
    for name, kind in columns.items():
        cell = value.get(name)
        row[name] = None if cell in (None, "") else (_amount(cell) if kind == "amount" else _text(cell))
    return row


CHECKS: dict[str, Callable[[Any], Any]] = {
    "supplier_vat_number": _vat_number,
    "customer_vat_number": _vat_number,
    "supplier_iban": _iban,
    "issue_date": _date,
    "due_date": _date,
    "currency": _currency,
    "net_amount": _money,
    "vat_amount": _money,
    "total_amount": _money,
    "amount_due": _money,
    "vat_breakdown": _rows(BREAKDOWN),
    "lines": _rows(LINES),
}


def check(corrections: dict[str, Any]) -> dict[str, Any]:
    """The corrections in the form we keep. Raises FieldsInvalid, naming every field that does not fit."""
    kept: dict[str, Any] = {}
    wrong: list[Violation] = []
    for name, value in corrections.items():
        where = f"fields.{name}"
        if name not in FIELDS:
            wrong.append(Violation("field_unknown", f"there is no field {name[:60]}", where))
        elif value is None:
            kept[name] = None
        else:
            try:
                parse: Callable[[Any], Any] = CHECKS.get(name, _text)
                kept[name] = parse(value)
            except DomainError as error:
                wrong.append(Violation(error.code(), error.detail, where, value))
    if wrong:
        raise FieldsInvalid("; ".join(f"{each.field}: {each.message}" for each in wrong[:5]), violations=wrong)
    return kept
