"""Corrections: what a person may type into each field, and what it becomes."""

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from accounting import identifiers
from accounting.errors import DomainError, Invalid, Violation
from accounting.invoice import AccruedCostRefused, CostAccountRefused, check_cost_account
from accounting.money import NotAnAmount, decimal
from accounting.plan import plan
from accounting.reading.fields import FIELDS
from accounting.vat import Treatment
from app.modules.documents.errors import FieldsInvalid
from app.modules.documents.schemas import ReviseFields
from app.modules.documents.wording import value_sentence

LONGEST_TEXT = 500
MOST_ROWS = 1000
PURCHASE_TREATMENTS = tuple(each.value for each in Treatment if each.of_purchases)
BREAKDOWN = {
    "rate": "amount",
    "base": "amount",
    "amount": "amount",
    "category": "text",
    "account_code": "text",
    "deductible_percent": "share",
    "treatment": "treatment",
}
LINES = {
    "description": "text",
    "quantity": "amount",
    "unit_price": "amount",
    "vat_rate": "amount",
    "net_amount": "amount",
}


class ValueInvalid(Invalid):
    """This value does not fit the field."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueInvalid("text")
    if len(value) > LONGEST_TEXT:
        raise ValueInvalid("text_too_long")
    plain = " ".join("".join(each for each in value if unicodedata.category(each) != "Cf").split())
    if not plain.isprintable() or not plain:
        raise ValueInvalid("text_invisible")
    return plain


def _amount(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueInvalid("amount")
    amount = decimal(value.strip())
    if abs(amount) >= Decimal("1e13"):
        raise ValueInvalid("amount_too_large")
    return f"{amount:f}"


def _share(value: Any) -> str:
    percent = Decimal(_amount(value))
    if not 0 <= percent <= 100:
        raise ValueInvalid("share")
    return f"{percent:f}"


def _treatment(value: Any) -> str:
    if value not in PURCHASE_TREATMENTS:
        raise ValueInvalid("treatment")
    return str(value)


def _money(value: Any) -> str:
    amount = Decimal(_amount(value))
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise ValueInvalid("amount_decimals")
    return f"{amount.quantize(Decimal('0.01')):f}"


def _date(value: Any) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueInvalid("date") from error
    if not 1990 <= day.year <= 2100:
        raise ValueInvalid("year")
    return day.isoformat()


def _iban(value: Any) -> str:
    return identifiers.parse_iban(_text(value))


def _currency(value: Any) -> str:
    code = _text(value).upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValueInvalid("currency")
    return code


def _rows(columns: dict[str, str]) -> Callable[[Any], list[dict[str, str | None]]]:
    def rows(value: Any) -> list[dict[str, str | None]]:
        if not isinstance(value, list) or len(value) > MOST_ROWS:
            raise ValueInvalid("rows")
        return [_row(each, columns) for each in value]

    return rows


def _row(value: Any, columns: dict[str, str]) -> dict[str, str | None]:
    if not isinstance(value, dict) or set(value) - set(columns):
        raise ValueInvalid("row")
    row: dict[str, str | None] = {}
    for name, kind in columns.items():
        cell = value.get(name)
        row[name] = None if cell in (None, "") else CELLS[kind](cell)
    return row


CELLS: dict[str, Callable[[Any], str]] = {"amount": _amount, "share": _share, "text": _text, "treatment": _treatment}


CHECKS: dict[str, Callable[[Any], Any]] = {
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


def check(change: ReviseFields, language: str, country: str) -> dict[str, Any]:
    """The corrections in the form we keep. Raises FieldsInvalid, naming everything that does not fit, in `language`."""
    kept: dict[str, Any] = {}
    wrong: list[Violation] = []
    for name, value in change.fields.items():
        where = f"fields.{name}"
        if name not in FIELDS:
            wrong.append(Violation("field_unknown", value_sentence("field_unknown", language), where))
        elif value is None:
            kept[name] = None
        else:
            try:
                kept[name] = _value(name, value, country)
            except DomainError as error:
                wrong.append(Violation(error.code(), value_sentence(_reason(name, error), language), where, value))
    bearers = {"account_code": change.account_code} | {
        f"fields.vat_breakdown.{place}.account_code": row["account_code"]
        for place, row in enumerate(kept.get("vat_breakdown") or [])
    }
    wrong += [_refused(code, where, language) for where, code in bearers.items() if code and not _bears(code, country)]
    if change.cost_account and not change.cost_account.startswith(plan(country).accrued):
        said = value_sentence("accrued_cost", language)
        wrong.append(Violation(AccruedCostRefused.code(), said, "cost_account", change.cost_account))
    if wrong:
        raise FieldsInvalid("; ".join(f"{each.field}: {each.message}" for each in wrong[:5]), violations=wrong)
    return kept


def _value(name: str, value: Any, country: str) -> Any:
    """As it is kept; a tax number that names no country is of the company's own."""
    if name == "supplier_vat_number":
        return identifiers.parse_tax_number(_text(value), country=country)
    if name == "customer_vat_number":
        return identifiers.parse_vat_number(_text(value), country=country)
    parse: Callable[[Any], Any] = CHECKS.get(name, _text)
    return parse(value)


def _bears(code: str, country: str) -> bool:
    try:
        check_cost_account(code, country)
    except CostAccountRefused:
        return False
    return True


def _refused(code: str, where: str, language: str) -> Violation:
    return Violation(CostAccountRefused.code(), value_sentence("account", language), where, code)


def _reason(name: str, error: DomainError) -> str:
    if isinstance(error, ValueInvalid):
        return error.reason
    return "amount" if isinstance(error, NotAnAmount) else "iban" if name == "supplier_iban" else "vat_number"
