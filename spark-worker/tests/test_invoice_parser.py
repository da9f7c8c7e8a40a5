"""Documents → fields: in plain Python, on Spark, and the same both ways."""

import json
from pathlib import Path

import pytest

from jobs.invoice_parser import parse, parse_one
from jobs.ocr_processor import read_one, read_text
from libs.on_files import files_in
from libs.runner import spread
from libs.structs import Document, DocumentReading

HONEST = {"supplier_vat_number", "invoice_number", "issue_date", "total_amount"}


def document(path: Path, number: int = 0) -> Document:
    return Document("files", str(number), path.resolve().as_uri(), "")


def read(path: Path) -> DocumentReading:
    return parse_one(read_one(document(path)))


def values(reading: DocumentReading) -> dict:
    assert reading.status == "read", reading.problem
    return {name: field["value"] for name, field in json.loads(reading.reading)["fields"].items()}


def truth(path: Path) -> dict:
    return json.loads(path.with_suffix(".json").read_text())["fields"]


@pytest.mark.parametrize(
    "name",
    [
        "factuur-drukkerij.pdf",
        "invoice-northgate.pdf",
        "facture-menuiserie-scan.jpg",
        "facture-imprimerie-photo.jpg",
        "facture-fontaine-facturx.pdf",
        "factuur-vanhove-peppol.xml",
    ],
)
def test_what_matters_is_read_right(samples, name):
    found, right = values(read(samples / name)), truth(samples / name)
    assert {field: found.get(field) for field in HONEST} == {field: right[field] for field in HONEST}


def test_the_xml_inside_a_pdf_wins_over_what_is_printed(samples, tmp_path):
    from random import Random

    from paper.einvoices import factur_x
    from paper.layouts import columns
    from samples import some_invoice  # an invoice and another one: the page says one thing, the XML the other

    printed, told = some_invoice(Random(1), "fr"), some_invoice(Random(2), "fr")
    path = tmp_path / "two-minds.pdf"
    path.write_bytes(factur_x(columns(printed), told))
    reading = read(path)
    assert values(reading)["invoice_number"] == told.number
    assert values(reading)["total_amount"] == str(told.gross)
    assert reading.page_count == 1


def test_fields_from_xml_are_shown_where_they_stand_on_the_page(samples):
    field = json.loads(read(samples / "facture-fontaine-facturx.pdf").reading)["fields"]["invoice_number"]
    assert (field["source"], field["page"]) == ("xml", 1)
    assert field["box"] is not None


def test_an_xml_with_a_pdf_inside_has_pages_to_look_at(samples):
    assert read(samples / "invoice-harbour-peppol-with-pdf.xml").page_count == 1
    assert read(samples / "factuur-vanhove-peppol.xml").page_count == 0


def test_every_hostile_file_ends_with_its_code(hostile_files):
    import hostile

    found = {path.name: read(path) for path in files_in(hostile_files)}
    assert {name: reading.problem for name, reading in found.items()} == hostile.ENDINGS
    assert all((reading.status == "failed") == (reading.problem is not None) for reading in found.values())


def test_a_document_that_is_not_there_fails_alone(tmp_path):
    assert read(tmp_path / "nowhere.pdf").problem == "missing_file"


def test_spark_and_plain_python_read_the_same(spark, samples, hostile_files):
    honest = ("factuur-drukkerij.pdf", "facture-menuiserie-scan.jpg", "facture-fontaine-facturx.pdf")
    xml = ("factuur-vanhove-peppol.xml", "invoice-harbour-peppol-with-pdf.xml")
    paths = [samples / name for name in (*honest, *xml)]
    paths += [hostile_files / name for name in ("xxe.xml", "huge.png", "blank.pdf", "password.pdf")]
    documents = [document(path, number) for number, path in enumerate(paths)]
    frame = spread(spark, [{name: getattr(each, name) for name in Document.__slots__} for each in documents])
    assert frame.rdd.getNumPartitions() == len(paths)
    rows = {int(row.document_id): row for row in parse(read_text(frame)).collect()}
    for number, each in enumerate(documents):
        plain = parse_one(read_one(each))
        assert (rows[number].status, rows[number].problem, rows[number].page_count) == (
            plain.status,
            plain.problem,
            plain.page_count,
        ), paths[number].name
        assert rows[number].reading == plain.reading, paths[number].name
