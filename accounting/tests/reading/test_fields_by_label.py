"""Numbers, dates, references and parties, by what stands around them."""

import pytest

from accounting.reading import read_pages


def read(typed, text: str, name: str) -> str | None:
    return read_pages(typed(text)).text(name)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Factuurnummer: VF26/0012", "VF26/0012"),
        ("Facture n°562044 du 02 juillet 2015", "562044"),
        ("Rechnung # RE-2017/505 von 09.05.2017", "RE-2017/505"),
        ("INVOICE INV-10442", "INV-10442"),
        ("Factuur VF 2024001", "VF 2024001"),
        ("Order nr: 445566\nFactuur nr: 778899", "778899"),
        ("Factuurnr.      Datum\n2026-3          01/02/2026", "2026-3"),
        ("Creditnota nr. CN-7\nBetreft factuur 2026-1", "CN-7"),
    ],
)
def test_the_invoice_number_is_what_its_label_points_at(typed, text: str, number: str) -> None:
    assert read(typed, text, "invoice_number") == number


@pytest.mark.parametrize("text", ["Klantnummer: 12345", "Tel. 015 20 30 40", "Totaal: 100,00", "BTW BE0428759497"])
def test_other_numbers_are_no_invoice_number(typed, text: str) -> None:
    assert read(typed, text, "invoice_number") is None


@pytest.mark.parametrize(
    ("text", "issued", "due"),
    [
        ("Factuurdatum: 14/03/2026\nVervaldatum: 13/04/2026", "2026-03-14", "2026-04-13"),
        ("Date d'échéance : 4 mars 2026\nDate de facture : 2 février 2026", "2026-02-02", "2026-03-04"),
        ("Leverdatum 01-02-2026\nFactuurdatum 05-02-2026", "2026-02-05", None),
        ("Rechnungsdatum 12.05.2026\nZahlbar bis zum 11.06.2026", "2026-05-12", "2026-06-11"),
        ("Invoice date 27 Feb 2026\nPayment within 30 days", "2026-02-27", "2026-03-29"),
        ("Factuurdatum 15/01/2026\nBetaling: 30 dagen einde maand", "2026-01-15", "2026-02-28"),
        ("Facture du 10/02/2026\nPaiement au comptant", "2026-02-10", "2026-02-10"),
        ("Invoice date 12/28/2017", "2017-12-28", None),
    ],
)
def test_issue_and_due_date_by_label_or_by_terms(typed, text: str, issued: str, due: str | None) -> None:
    assert (read(typed, text, "issue_date"), read(typed, text, "due_date")) == (issued, due)


def test_a_due_date_from_terms_says_it_is_derived(typed) -> None:
    reading = read_pages(typed("Factuurdatum 01/03/2026\nTe betalen binnen 14 dagen"))
    assert (reading.text("due_date"), reading.fields["due_date"].source) == ("2026-03-15", "rule")


def test_a_structured_reference_is_found_anywhere_and_proven(typed) -> None:
    assert read(typed, "bedrag storten met +++090/9337/55493+++ aub", "payment_reference") == "+++090/9337/55493+++"


def test_a_structured_reference_with_wrong_check_digits_is_kept_with_a_warning(typed) -> None:
    reading = read_pages(typed("Mededeling: +++010/8068/17180+++"))
    assert reading.text("payment_reference") == "+++010/8068/17180+++"
    assert "reference_checksum:payment_reference" in reading.warnings
    assert reading.fields["payment_reference"].confidence < 0.5


def test_without_a_reference_the_invoice_number_is_quoted_by_rule(typed) -> None:
    reading = read_pages(typed("Factuur nr 2026-9\nIBAN NL91 ABNA 0417 1643 00"))
    assert (reading.text("payment_reference"), reading.fields["payment_reference"].source) == ("2026-9", "rule")


def test_the_account_that_is_debited_is_not_the_suppliers(typed) -> None:
    text = "IBAN: BE32 1234 5678 9002\n\n\n\n\n\n\nWij incasseren van uw rekening BE48 3200 7018 4927"
    assert read(typed, text, "supplier_iban") == "BE32123456789002"


def test_your_vat_number_is_the_customers(typed) -> None:
    reading = read_pages(typed("BTW-nr: BE 0403.019.261\n\n\n\n\n\nUw BTW-nummer: BE 0428.759.497"))
    assert reading.text("supplier_vat_number") == "BE0403019261"
    assert reading.text("customer_vat_number") == "BE0428759497"


def test_a_misread_digit_of_an_iban_is_repaired_when_the_check_digits_then_match(typed) -> None:
    reading = read_pages(typed("IBAN BE32 I234 S678 9OO2", "ocr"))
    assert reading.text("supplier_iban") == "BE32123456789002"


def test_a_misread_label_is_still_a_label(typed) -> None:
    reading = read_pages(typed("Factuurnunmer: 2026-44\nVervaldatwm: 01/02/2026\nFactuurdatum: 02/01/2026", "ocr"))
    assert (reading.text("invoice_number"), reading.text("due_date")) == ("2026-44", "2026-02-01")


def test_the_block_under_bill_to_is_the_customer(typed) -> None:
    text = "Jansen BV\nKerkstraat 7\n2000 Antwerpen\ninfo@jansen.be\n\n\nFactuur aan:\nPeeters NV\nMarkt 1\n9000 Gent"
    assert (read(typed, text, "supplier_name"), read(typed, text, "customer_name")) == ("Jansen BV", "Peeters NV")


def test_the_senders_line_above_the_window_is_the_supplier(typed) -> None:
    text = "Kraan GmbH · Allee 17 · 12345 Papierfeld\n\nFrau Helga Muster\nRabattstr. 25\n34567 Osterhausen\n\n\n"
    assert (read(typed, text, "supplier_name"), read(typed, text, "customer_name")) == ("Kraan GmbH", "Helga Muster")


def test_a_bank_beside_an_iban_is_not_the_supplier(typed) -> None:
    text = "Atelier Claes\nDorp 1\n3000 Leuven\nTel 016 22 33 44\n\n\n\n\nKBC Bank NV\nIBAN BE32 1234 5678 9002"
    assert read(typed, text, "supplier_name") == "Atelier Claes"


def test_an_address_below_a_letterhead_is_known_by_the_suppliers_own_number(typed) -> None:
    """The name stands apart; street and town stand with the VAT number that is the supplier's."""
    reading = read_pages(
        typed(
            "Elektro Peeters BV\n\n\n\n"
            "Diestsesteenweg 231\n3010 Leuven\nBE 0428.759.497\n\n\n"
            "Klant\nAtelier Noord BV\nKaai 1\n2000 Antwerpen\n\n\n"
            "Factuur 2026-12\nFactuurdatum 02/11/2026\nTotaal excl. btw   100,00\nBTW 21 %   21,00\nTotaal   121,00"
        )
    )
    assert reading.text("supplier_vat_number") == "BE0428759497"
    assert reading.text("supplier_address") == "Diestsesteenweg 231, 3010 Leuven"
