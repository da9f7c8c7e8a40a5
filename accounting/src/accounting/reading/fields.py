"""What a reading is: named fields, each with its value, how sure we are, where it stood and how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, cast

Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1 as fractions of the page's width and height, from the top left corner."""

Source: TypeAlias = Literal["xml", "text", "ocr", "rule", "user"]
"""xml: a structured invoice; text: a PDF's own text; ocr: recognised from an image; rule: derived from other fields;
user: typed by a person afterwards."""

Kind: TypeAlias = Literal["invoice", "credit_note", "receipt"]
Table: TypeAlias = list[dict[str, str | None]]
Value: TypeAlias = str | Table

FIELDS = (
    "supplier_name",
    "supplier_address",
    "supplier_vat_number",
    "supplier_iban",
    "customer_name",
    "customer_vat_number",
    "invoice_number",
    "issue_date",
    "due_date",
    "currency",
    "net_amount",
    "vat_amount",
    "total_amount",
    "amount_due",
    "payment_reference",
    "vat_breakdown",
    "lines",
)
"""Every field there is, in the order a person checks them. A field that was not found is absent from a reading."""

AMOUNTS = ("net_amount", "vat_amount", "total_amount", "amount_due")
BREAKDOWN_COLUMNS = ("rate", "base", "amount", "category")
LINE_COLUMNS = ("description", "quantity", "unit_price", "vat_rate", "net_amount")


@dataclass(frozen=True, slots=True)
class Field:
    """One value that was read.

    ``value`` is a string: amounts as plain decimals ("1234.50"), dates ISO, VAT numbers and IBANs without blanks,
    currency ISO 4217, a structured reference as +++ddd/dddd/ddddd+++. For ``vat_breakdown`` and ``lines`` it is a
    list of rows of such strings. ``confidence`` is our estimate of the probability that the value is right.
    """

    value: Value
    confidence: float
    page: int | None = None
    box: Box | None = None
    source: Source = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one document.

    ``warnings`` are ``code:field`` words saying why a field is doubtful, such as ``iban_checksum:supplier_iban``.
    The amounts of a credit note are positive, as in UBL; its ``kind`` says which way they go.
    """

    kind: Kind
    language: str | None
    fields: dict[str, Field]
    warnings: tuple[str, ...] = field(default=())

    def value(self, name: str) -> Value | None:
        """The field's value, or None when it was not found."""
        found = self.fields.get(name)
        return None if found is None else found.value

    def text(self, name: str) -> str | None:
        """The value of a field that is not a table, or None."""
        value = self.value(name)
        return value if isinstance(value, str) else None


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain dicts and lists; :func:`from_json` is its inverse."""
    return {
        "kind": reading.kind,
        "language": reading.language,
        "fields": {
            name: {
                "value": found.value,
                "confidence": round(found.confidence, 4),
                "page": found.page,
                "box": None if found.box is None else [round(edge, 5) for edge in found.box],
                "source": found.source,
            }
            for name, found in reading.fields.items()
        },
        "warnings": list(reading.warnings),
    }


def from_json(data: Mapping[str, Any]) -> Reading:
    """The reading that :func:`as_json` wrote."""
    fields = {}
    for name, found in data["fields"].items():
        box = found.get("box")
        fields[name] = Field(
            value=found["value"],
            confidence=float(found["confidence"]),
            page=found.get("page"),
            box=None if box is None else cast(Box, tuple(float(edge) for edge in box)),
            source=found["source"],
        )
    return Reading(data["kind"], data.get("language"), fields, tuple(data.get("warnings", ())))
