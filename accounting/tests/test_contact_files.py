"""Files of contacts: whatever a spreadsheet made of them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.contact_files import read_sheet
from accounting.sheets import FileUnreadable, yes_or_no

ROWS = [["Naam", "Btw-nummer", "Plaats"], ["Café De Kroon", "BE0428759497", "Liège"]]


def written(delimiter: str, encoding: str) -> bytes:
    return "\r\n".join(delimiter.join(row) for row in ROWS).encode(encoding)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")]
)
def test_encoding_and_delimiter_are_found(delimiter, encoding, found):
    sheet = read_sheet(written(delimiter, encoding))
    assert (sheet.encoding, sheet.delimiter) == (found, delimiter)
    assert sheet.rows == ((2, {"name": "Café De Kroon", "vat_number": "BE0428759497", "city": "Liège"}),)


@pytest.mark.parametrize(
    "header",
    [
        "Naam;BTW nr.;Straat;Postcode;Gemeente;Rekeningnummer;Betaaltermijn",
        "Nom;Numéro de TVA;Rue;Code postal;Localité;Compte bancaire;Délai de paiement",
        "Name;VAT number;Street;Postal code;City;IBAN;Payment terms",
        "name;vat_number;street;postal_code;city;iban;payment_days",
    ],
)
def test_column_names_are_understood_in_three_languages(header):
    sheet = read_sheet(f"{header}\nx;;;;;;\n".encode())
    assert list(sheet.columns.values()) == [
        "name",
        "vat_number",
        "street",
        "postal_code",
        "city",
        "iban",
        "payment_days",
    ]
    assert sheet.ignored == ()


def test_columns_that_mean_nothing_are_named_and_left_out():
    sheet = read_sheet(b"name;shoe size\nDe Pers;43\n")
    assert (sheet.ignored, sheet.rows[0][1]) == (("shoe size",), {"name": "De Pers"})


def test_a_value_may_hold_the_delimiter_and_a_line_break():
    sheet = read_sheet(b'name,street\n"Pers, De","Markt 1\nbus 2"\n')
    assert sheet.rows == ((2, {"name": "Pers, De", "street": "Markt 1\nbus 2"}),)


def test_what_a_spreadsheet_quoted_to_be_no_formula_is_read_as_it_was():
    assert read_sheet(b"name;phone\nDe Pers;'+32 2 123 45 67\n").rows[0][1]["phone"] == "+32 2 123 45 67"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"street;city\nMarkt 1;Gent\n",
        b"%PDF-1.7\0\0",
        b"PK\x03\x04\0\0",
        b"name\n" + b"x\n" * 20_001,
        b"name\n" + b"x" * 10 * 1024 * 1024,
        b"n" * 200_000 + b";name\n",
        b'name\n"' + b"x" * 200_000,
    ],
)
def test_what_is_no_file_of_contacts_is_refused_in_words(content):
    with pytest.raises(FileUnreadable) as caught:
        read_sheet(content)
    assert caught.value.field == "file"


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    with contextlib.suppress(FileUnreadable):
        read_sheet(content)


@pytest.mark.parametrize(("text", "means"), [("ja", True), ("Oui", True), ("0", False), ("nee", False), ("42", None)])
def test_yes_and_no_in_three_languages(text, means):
    assert yes_or_no(text) is means


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Naam;Klant;Leverancier", "De Pers;ja;neen"),
        ("Nom;Client;Fournisseur", "De Pers;Oui;Non"),
        ("Name;Customer (y/n);Vendor", "De Pers;y;n"),
        ("Naam;Klant?;Leverancier", "De Pers;x;0"),
    ],
)
def test_a_role_is_said_with_yes_or_no_beside_the_name(header, cells):
    sheet = read_sheet(f"{header}\n{cells}\nAnder;;\n".encode())
    assert (list(sheet.columns.values()), sheet.ignored) == (["name", "is_customer", "is_supplier"], ())
    roles = [yes_or_no(sheet.rows[0][1][each]) for each in ("is_customer", "is_supplier")]
    assert (sheet.rows[0][1]["name"], roles) == ("De Pers", [True, False])


def test_a_role_may_stand_before_the_name():
    assert read_sheet(b"Klant;Naam\nja;De Pers\n").rows[0][1] == {"is_customer": "ja", "name": "De Pers"}


@pytest.mark.parametrize(
    ("sheet", "read", "ignored"),
    [
        ("Klant;Leverancier\nDe Pers;ja\n", {"name": "De Pers", "is_supplier": "ja"}, ()),
        ("Klant;Leverancier\nja;nee\n", {"name": "ja"}, ("Leverancier",)),
        ("Naam;Klant\nDe Pers;ja\nAnder;soms\n", {"name": "De Pers"}, ("Klant",)),
        ("Naam;Klant\nDe Pers;\n", {"name": "De Pers"}, ("Klant",)),
        ("Naam;Is klant;Klant\nDe Pers;nee;ja\n", {"name": "De Pers", "is_customer": "nee"}, ("Klant",)),
        ("Klant\nja\n", {"name": "ja"}, ()),
    ],
)
def test_a_name_stays_a_name_and_what_says_something_else_is_named(sheet, read, ignored):
    found = read_sheet(sheet.encode())
    assert (found.rows[0][1], found.ignored) == (read, ignored)
