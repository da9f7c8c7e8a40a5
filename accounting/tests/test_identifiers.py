"""Numbers that identify a company, an account or a payment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting import identifiers
from accounting.identifiers import (
    InvalidIdentifier,
    format_iban,
    format_structured_reference,
    is_valid,
    make_structured_reference,
    parse_creditor_reference,
    parse_enterprise_number,
    parse_iban,
    parse_structured_reference,
    parse_tax_number,
    parse_vat_number,
    passes_national_check,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0403019261", "BE0403019261"),
        ("BE 0428.759.497", "BE0428759497"),
        ("be0403170701", "BE0403170701"),
        ("403019261", "BE0403019261"),
        ("BE 403.019.261", "BE0403019261"),
        ("BE1000000021", "BE1000000021"),
        ("NL 8104.33.941.B01", "NL810433941B01"),
        ("DE 136 695 976", "DE136695976"),
        ("GR 094259216", "EL094259216"),
    ],
)
def test_a_vat_number_is_kept_with_its_country_and_without_punctuation(written: str, number: str) -> None:
    assert parse_vat_number(written) == number


@pytest.mark.parametrize(
    "written", ["BE0431150351", "BE0428759498", "US123456789", "", "BTW", "NL810433942B01", "BE12"]
)
def test_a_vat_number_with_wrong_check_digits_or_from_nowhere_is_refused(written: str) -> None:
    with pytest.raises(InvalidIdentifier):
        parse_vat_number(written)


def test_a_dutch_number_is_read_as_dutch_where_the_caller_says_so() -> None:
    assert parse_vat_number("810433941B01", country="NL") == "NL810433941B01"


def test_an_enterprise_number_is_97_minus_the_remainder() -> None:
    assert parse_enterprise_number("0428.759.497") == "0428759497"
    with pytest.raises(InvalidIdentifier):
        parse_enterprise_number("0428.759.498")


@pytest.mark.parametrize("number", ["BE32123456789002", "BE48320070184927", "BE22679200300047", "NL91ABNA0417164300"])
def test_a_good_iban_is_accepted_with_blanks_and_in_lower_case(number: str) -> None:
    assert parse_iban(format_iban(number).lower()) == number
    assert passes_national_check(number)


@pytest.mark.parametrize("number", ["BE53586671384412", "BE62467153327786", "BE10325927501996"])
def test_a_belgian_iban_can_pass_iso_and_fail_the_old_account_check(number: str) -> None:
    assert parse_iban(number) == number
    assert not passes_national_check(number)


def test_one_wrong_digit_breaks_an_iban() -> None:
    assert not is_valid(parse_iban, "BE32123456789003")


@pytest.mark.parametrize("written", ["+++090/9337/55493+++", "***010/8068/17183***", "240283842818", "240 2838 42818"])
def test_a_structured_reference_is_twelve_digits_that_check(written: str) -> None:
    assert len(parse_structured_reference(written)) == 12


def test_a_structured_reference_with_a_wrong_check_is_refused() -> None:
    with pytest.raises(InvalidIdentifier):
        parse_structured_reference("+++010/8068/17180+++")


def test_a_remainder_of_zero_is_written_97() -> None:
    assert make_structured_reference(97) == "+++000/0000/09797+++"


@given(st.integers(min_value=0, max_value=9_999_999_999))
def test_every_reference_we_make_can_be_read_back(base: int) -> None:
    digits = parse_structured_reference(make_structured_reference(base))
    assert int(digits[:10]) == base
    assert format_structured_reference(digits) == make_structured_reference(base)


def test_eleven_digits_do_not_fit() -> None:
    with pytest.raises(InvalidIdentifier):
        make_structured_reference(10_000_000_000)


def test_a_creditor_reference_is_iso_11649() -> None:
    assert parse_creditor_reference("RF18 5390 0754 7034") == "RF18539007547034"
    assert not is_valid(parse_creditor_reference, "RF19 5390 0754 7034")


@given(st.text(max_size=40))
def test_whatever_is_typed_is_either_a_number_or_refused(text: str) -> None:
    for parse in (
        parse_vat_number,
        parse_enterprise_number,
        parse_iban,
        parse_structured_reference,
        parse_creditor_reference,
    ):
        assert is_valid(parse, text) in (True, False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("BE 0428.759.497", "BE0428759497"),
        ("0428.759.497", "BE0428759497"),
        ("GB 123 4567 82", "GB123456782"),
        ("che-123.456.788 mwst", "CHE123456788MWST"),
        ("NO 999 999 999 MVA", "NO999999999MVA"),
        ("US 12-3456789", "US123456789"),
    ],
)
def test_a_tax_number_from_outside_the_union_is_kept_as_written(written, kept):
    assert parse_tax_number(written) == kept


@pytest.mark.parametrize(
    "written", ["BE0428759498", "NL810433942B01", "12-3456789", "hello", "US", "US12", "XX123456789", "QQ 1234 5678"]
)
def test_a_number_of_the_union_is_still_proven_and_one_of_nowhere_refused(written):
    with pytest.raises(InvalidIdentifier):
        parse_tax_number(written)


@pytest.mark.parametrize(
    ("text", "country", "kept"),
    [
        ("0428.759.497", "BE", "0428759497"),
        ("BE 0428 759 497", "BE", "0428759497"),
        ("KvK 12 34 56 78", "NL", "12345678"),
        ("HRB 123456", "DE", "HRB123456"),
    ],
)
def test_a_company_number_is_proven_where_it_can_be_and_kept_in_one_form(text, country, kept):
    assert identifiers.parse_company_number(text, country=country) == kept


@pytest.mark.parametrize(
    ("text", "country"), [("0428.759.498", "BE"), ("1234567", "NL"), ("123456789", "NL"), ("", "DE")]
)
def test_what_is_no_company_number_is_refused(text, country):
    with pytest.raises(identifiers.InvalidIdentifier):
        identifiers.parse_company_number(text, country=country)


def test_a_bic_has_eight_or_eleven_characters():
    assert identifiers.parse_bic("kred be bb") == "KREDBEBB"
    with pytest.raises(identifiers.InvalidIdentifier):
        identifiers.parse_bic("KREDBE")


def test_greece_and_northern_ireland_have_a_prefix_that_is_not_their_country():
    assert [identifiers.country_of(number) for number in ("EL123456783", "XI123456789", "NL810433941B01")] == [
        "GR",
        "GB",
        "NL",
    ]
