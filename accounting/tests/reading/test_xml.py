"""Structured invoices, and XML that is not one."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.reading import NotAnInvoice, UnsafeXml, XmlTooDeep, read_xml

CASES = Path(__file__).parent.parent / "cases"
UBL, CII = ((CASES / name).read_text(encoding="utf-8") for name in ("ubl.xml", "cii.xml"))


def ubl(root: str = "Invoice", prefix: str = "", code: str = "380", vat: str = "21.00") -> bytes:
    credit = root == "CreditNote"
    names = {"line": "CreditNote" if credit else "Invoice", "quantity": "Credited" if credit else "Invoiced"}
    prefixes = {"p": prefix and prefix + ":", "colon": prefix and ":" + prefix}
    return UBL.format(root=root, code=code, vat=vat, **names, **prefixes).encode()


@pytest.mark.parametrize("prefix", ["", "ubl", "ns2"])
def test_ubl_is_read_whatever_its_prefix(prefix: str) -> None:
    reading = read_xml(ubl(prefix=prefix))
    assert reading.kind == "invoice"
    assert reading.warnings == ()
    assert {name: field.value for name, field in reading.fields.items()} == {
        "supplier_name": "Bouwwerken Peeters BV",
        "supplier_address": "Markt 1, 9000 Gent, BE",
        "supplier_vat_number": "BE0403019261",
        "supplier_iban": "BE32123456789002",
        "customer_name": "Immo NV",
        "invoice_number": "2026-081",
        "issue_date": "2026-03-14",
        "due_date": "2026-04-13",
        "currency": "EUR",
        "net_amount": "100.00",
        "vat_amount": "21.00",
        "total_amount": "121.00",
        "amount_due": "71.00",
        "payment_reference": "+++090/9337/55493+++",
        "vat_breakdown": [{"rate": "21", "base": "100.00", "amount": "21.00", "category": "S"}],
        "lines": [
            {"description": "Deur", "quantity": "4", "unit_price": "25.00", "vat_rate": "21", "net_amount": "100.00"}
        ],
    }
    assert {field.source for field in reading.fields.values()} == {"xml"}


@pytest.mark.parametrize("xml", [ubl("CreditNote"), ubl(code="381"), CII.format(code="381").encode()])
def test_a_credit_note_is_one_by_its_element_or_its_code(xml: bytes) -> None:
    assert read_xml(xml).kind == "credit_note"


def test_cii_is_read_with_the_tax_total_in_the_invoices_currency() -> None:
    reading = read_xml(CII.format(code="380").encode())
    assert (reading.text("supplier_name"), reading.text("supplier_vat_number")) == ("Delvaux SRL", "BE0428759497")
    assert (reading.text("supplier_address"), reading.text("issue_date")) == (
        "Rue Haute 1, 1030 Bruxelles",
        "2026-02-02",
    )
    assert (reading.text("vat_amount"), reading.text("total_amount"), reading.text("amount_due")) == (
        "6.00",
        "106.00",
        "106.00",
    )
    assert reading.value("vat_breakdown") == [{"rate": "6", "base": "100.00", "amount": "6.00", "category": "S"}]


def test_a_breakdown_that_does_not_add_up_is_doubted() -> None:
    reading = read_xml(ubl(vat="20.00"))
    assert reading.warnings == ("breakdown_differs:vat_breakdown",)
    assert reading.fields["vat_breakdown"].confidence == pytest.approx(0.6)


def test_latin_1_and_utf_16_are_read() -> None:
    text = UBL.format(
        root="Invoice", code="380", vat="21.00", line="Invoice", quantity="Invoiced", p="", colon=""
    ).replace("Immo", "Café")
    for encoding in ("ISO-8859-1", "UTF-16"):
        assert read_xml(text.replace("UTF-8", encoding).encode(encoding)).text("customer_name") == "Café NV"


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "declaration", [BOMB, XXE, "<!DOCTYPE Invoice>", '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">']
)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_document_type_is_refused_before_anything_is_expanded(declaration: str, encoding: str) -> None:
    with pytest.raises(UnsafeXml):
        read_xml(f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<Invoice>&c;</Invoice>'.encode(encoding))


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"   ",
        b"%PDF-1.7",
        b"<Invoice/>",
        b"<a><b></a>",
        b"<html><body>Factuur</body></html>",
        b"\x00\xff\xfe",
        b"<a>&nbsp;</a>",
    ],
)
def test_other_bytes_are_not_an_invoice(xml: bytes) -> None:
    with pytest.raises(NotAnInvoice):
        read_xml(xml)


def test_absurdly_deep_xml_is_refused() -> None:
    with pytest.raises(XmlTooDeep):
        read_xml(b"<a>" * 100_000 + b"</a>" * 100_000)


OPENING = b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>"
snippets = st.sampled_from(
    [OPENING, *b"<|>|<?xml version='1.0'?>|<!DOCTYPE a>|</Invoice>|<ID>|</ID>|&amp;|&x;|]]>|<![CDATA[".split(b"|")]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.binary(max_size=20) | snippets, max_size=12).map(b"".join)
    | st.integers(0, 3500).map(lambda cut: ubl()[:cut])
)
def test_any_bytes_are_read_or_refused_in_one_of_two_ways(xml: bytes) -> None:
    with contextlib.suppress(NotAnInvoice, UnsafeXml):
        read_xml(xml)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 3500), st.binary(min_size=1, max_size=4))
def test_a_damaged_invoice_is_read_or_refused(at: int, damage: bytes) -> None:
    whole = ubl()
    with contextlib.suppress(NotAnInvoice, UnsafeXml):
        read_xml(whole[:at] + damage + whole[at + len(damage) :])
