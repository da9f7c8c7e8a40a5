"""The Belgian starting chart: complete, in three languages, and meaning by prefix."""

import pytest

from accounting.chart import LANGUAGES, AccountType, account_type, starting_chart
from accounting.invoice_postings import CUSTOMERS, SUPPLIERS, VAT_RECOVERABLE
from accounting.vat import Treatment
from accounting.vat.posting_grids import due_account


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("100", AccountType.EQUITY),
        ("140", AccountType.EQUITY),
        ("160", AccountType.LIABILITY),  # provisions: class 1, yet no equity
        ("173", AccountType.LIABILITY),
        ("241", AccountType.ASSET),
        ("340", AccountType.ASSET),
        ("400", AccountType.ASSET),
        ("411", AccountType.ASSET),
        ("416", AccountType.ASSET),
        ("440", AccountType.LIABILITY),
        ("440001", AccountType.LIABILITY),  # a sub-account means what its beginning means
        ("451055", AccountType.LIABILITY),
        ("490", AccountType.ASSET),
        ("491", AccountType.ASSET),
        ("492", AccountType.LIABILITY),
        ("493", AccountType.LIABILITY),
        ("499", AccountType.ASSET),
        ("550", AccountType.ASSET),
        ("604", AccountType.EXPENSE),
        ("700", AccountType.INCOME),
    ],
)
def test_an_account_means_what_its_number_begins_with(code, means):
    assert account_type(code) is means


def test_every_account_has_a_name_in_every_language():
    unnamed = [
        (each.code, language) for each in starting_chart() for language in LANGUAGES if not each.names[language].strip()
    ]
    assert unnamed == []


def test_no_account_is_there_twice_and_they_stand_in_order():
    codes = [each.code for each in starting_chart()]
    assert codes == sorted(set(codes))


def test_every_code_is_digits_of_classes_one_to_seven():
    assert [each.code for each in starting_chart() if not (each.code.isdigit() and each.code[0] in "1234567")] == []


def test_the_names_in_three_languages_are_as_the_royal_decree_has_them():
    suppliers = next(each for each in starting_chart() if each.code == "440")
    assert (suppliers.names["nl"], suppliers.names["fr"]) == ("Leveranciers", "Fournisseurs")


def test_every_account_that_booking_uses_is_in_the_chart():
    codes = {each.code for each in starting_chart()}
    assert {
        SUPPLIERS,
        VAT_RECOVERABLE,
        "604",
        "610",
        "550",
        CUSTOMERS,
        "451",
        "700",
        *(due_account(each) for each in Treatment if each.is_reverse_charge),
    } <= codes


def test_a_country_that_we_hold_no_chart_of_is_said_to_be_missing():
    with pytest.raises(FileNotFoundError):
        starting_chart("XX")
