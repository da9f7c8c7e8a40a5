"""Money on the wire: a decimal string, never a float."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

CENT = Decimal("0.01")


def _no_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("send amounts as text, such as '1234.50': a JSON number may lose cents")
    return value


def decimal_text(value: Decimal) -> str:
    """Two decimals at least, more where they carry something: 121.0000 → 121.00, 0.1250 → 0.125."""
    cents = value.quantize(CENT)
    return f"{cents:f}" if cents == value else f"{value.normalize():f}"


def shortest_text(value: Decimal) -> str:
    """No decimal more than carries something, such as of a rate: 0.92340000 → 0.9234."""
    return f"{value.normalize():f}"


Amount = Annotated[
    Decimal,
    Field(allow_inf_nan=False, max_digits=19),  # next to its type: Pydantic then checks it without calling Python
    BeforeValidator(_no_float),
    PlainSerializer(decimal_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal", "examples": ["1234.50"]}),
]


def _no_number(value: object) -> object:
    if isinstance(value, int):
        raise ValueError("send amounts as text, such as '1234.50'")
    return value


WrittenAmount = Annotated[Amount, BeforeValidator(_no_number)]
"""As somebody writes it: text alone, where even 0 as a number would be taken otherwise."""
