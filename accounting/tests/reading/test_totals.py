"""Net, VAT and total are chosen together."""

from accounting.reading import read_pages


def values(typed, text: str) -> tuple[str | None, ...]:
    reading = read_pages(typed(text))
    return tuple(reading.text(name) for name in ("net_amount", "vat_amount", "total_amount", "amount_due"))


def test_labels_that_only_say_total_are_told_apart_by_the_sum(typed) -> None:
    text = "Factuur 1\nTotaal  100,00\nBTW 21%  21,00\nTotaal  121,00"
    assert values(typed, text) == ("100.00", "21.00", "121.00", "121.00")


def test_two_rates_without_a_printed_vat_total_are_added(typed) -> None:
    text = "Factuur 1\nSubtotaal   200,00\nBTW 6%   6,00\nBTW 21%   21,00\nTotaal   227,00"
    reading = read_pages(typed(text))
    assert values(typed, text) == ("200.00", "27.00", "227.00", "227.00")
    assert reading.fields["vat_amount"].source == "rule"


def test_a_total_and_its_vat_give_the_net_by_rule(typed) -> None:
    reading = read_pages(typed("Facture 7\nTotal TTC   121,00 EUR\ndont TVA 21 %   21,00"))
    assert reading.text("net_amount") == "100.00"
    assert reading.fields["net_amount"].source == "rule"


def test_an_advance_paid_lowers_what_is_due_and_not_the_total(typed) -> None:
    text = "Totaal excl. BTW  100,00\nBTW 21%  21,00\nTotaal incl. BTW  121,00\nVoorschot  -50,00\nTe betalen  71,00"
    assert values(typed, text) == ("100.00", "21.00", "121.00", "71.00")


def test_thousands_written_with_blanks_dots_or_commas_are_the_same(typed) -> None:
    for net, vat, total in (
        ("1 000,00", "210,00", "1 210,00"),
        ("1.000,00", "210,00", "1.210,00"),
        ("1,000.00", "210.00", "1,210.00"),
    ):
        text = f"Invoice 5\nTotal excl. VAT   {net}\nVAT 21%   {vat}\nTotal incl. VAT   {total}"
        assert values(typed, text) == ("1000.00", "210.00", "1210.00", "1210.00")


def test_a_till_rounds_to_five_cents_and_the_rounded_total_counts(typed) -> None:
    text = (
        "SHOP\nRECEIPT 12   01/02/2026 10:00\nCASHIER 1\nTOTAL INCL VAT      31.02\nROUNDING ADJ       -0.02\n"
        "TOTAL              31.00\nCASH               50.00\nCHANGE             19.00\nTHANK YOU"
    )
    assert read_pages(typed(text)).text("total_amount") == "31.00"


def test_parts_that_do_not_add_up_are_reported(typed) -> None:
    reading = read_pages(typed("Facture 8\nTotal HTVA   100,00\nTVA 21 %   21,00\nTotal TVAC   125,00"))
    assert reading.warnings == ("total_differs_from_parts:total_amount",)
    assert [reading.text(name) for name in ("net_amount", "vat_amount", "total_amount")] == [
        "100.00",
        "21.00",
        "125.00",
    ]
    assert reading.fields["total_amount"].confidence < 0.65


def test_amounts_of_a_credit_note_are_positive(typed) -> None:
    reading = read_pages(typed("CREDITNOTA CN-4\nTotaal excl. BTW  -10,00\nBTW 21%  -2,10\nTotaal incl. BTW  -12,10"))
    assert (reading.kind, reading.text("total_amount"), reading.text("net_amount")) == ("credit_note", "12.10", "10.00")


def test_the_currency_beside_the_total_wins(typed) -> None:
    reading = read_pages(typed("Invoice 9\nRate: 1 EUR = 1.08 USD\nTotal amount   USD 540.00"))
    assert reading.text("currency") == "USD"
