"""What the fields of a document say about each other: each contradiction once, and none where there is none."""

import pytest

from accounting.reading.consistency import findings
from accounting.reading.fields import Field, Reading

AMOUNTS = {"net_amount": "100.00", "vat_amount": "21.00", "total_amount": "121.00"}


def row(base: str | None, amount: str | None, rate: str = "21") -> dict[str, str | None]:
    return {"rate": rate, "base": base, "amount": amount, "category": None}


def said(**values) -> list[str]:
    fields = {name: Field(value, 1.0, source="user") for name, value in (AMOUNTS | values).items() if value is not None}
    return list(findings(Reading("invoice", None, fields)))


RIGHT = [row("100.00", "21.00")]


@pytest.mark.parametrize(
    ("values", "warnings"),
    [
        ({}, []),
        ({"vat_breakdown": RIGHT}, []),
        ({"vat_breakdown": [row("50.00", "10.50"), row("50.00", "10.51")]}, []),  # a cent of rounding per rate
        ({"total_amount": "121.01"}, []),
        ({"total_amount": "121.03"}, ["total_differs_from_parts:total_amount"]),
        ({"vat_amount": "20.00", "total_amount": "120.00", "vat_breakdown": RIGHT}, ["breakdown_differs:vat_breakdown"]),
        ({"vat_breakdown": [row("90.00", "21.00")]}, ["breakdown_base_differs:vat_breakdown"]),
        ({"vat_breakdown": [row("90.00", "18.90")]}, ["breakdown_differs:vat_breakdown"]),  # of both, the VAT
        ({"net_amount": "90.00", "vat_breakdown": RIGHT}, ["total_differs_from_parts:total_amount"]),  # and not twice
        ({"vat_breakdown": []}, []),
        ({"vat_breakdown": [row(None, None)]}, []),
        ({"vat_amount": None}, []),  # then it is 121.00 - 100.00
        ({"vat_amount": None, "vat_breakdown": [row("100.00", "6.00", "6")]}, ["breakdown_differs:vat_breakdown"]),
        ({"lines": []}, []),
        ({"issue_date": "2026-11-02", "due_date": "2026-11-01"}, ["due_before_issue:due_date"]),
        ({"supplier_vat_number": "BE0428759498"}, ["vat_number_checksum:supplier_vat_number"]),
        ({"supplier_vat_number": "BE0428759497"}, []),
        ({"supplier_vat_number": "CHE123456788"}, ["tax_number_unproven:supplier_vat_number"]),
        ({"supplier_iban": "BE32123456789003"}, ["iban_checksum:supplier_iban"]),
    ],
)  # fmt: skip
def test_each_contradiction_is_said_once(values, warnings):
    assert said(**values) == warnings
