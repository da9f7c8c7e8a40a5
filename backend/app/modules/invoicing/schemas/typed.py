"""What may be typed in a field of an invoice."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

MOST_LINES = 1000


def _no_float(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("send numbers as text, such as '1.25': a JSON number may lose digits")
    return value


def _as_text(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": "decimal", "examples": [example]})


Number = Annotated[Decimal, BeforeValidator(_no_float), Field(allow_inf_nan=False)]
"""A decimal number that came as text."""

Quantity = Annotated[Number, Field(max_digits=13, decimal_places=6), _as_text("3")]
Price = Annotated[Number, Field(max_digits=19, decimal_places=6), _as_text("125.00")]
Percent = Annotated[Number, Field(ge=0, le=100, max_digits=7, decimal_places=4), _as_text("0")]
VatRate = Annotated[Number, Field(ge=0, le=100, max_digits=5, decimal_places=2), _as_text("21")]
Direction = Literal["sale", "purchase"]
Kind = Literal["invoice", "credit_note", "receipt", "quote"]
Language = Literal["nl", "fr", "en"]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Series = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,8}$")]

Unit = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, max_length=140)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)]
Described = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
