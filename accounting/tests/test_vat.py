"""VAT: rates by date, due on the sum, and how a purchase is treated."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.money import rounded
from accounting.vat import RateUnknown, Treatment, check_rate, rates, standard_rate, treatment, vat_due

net = st.decimals(min_value="-999999", max_value="999999", places=2)
percents = st.sampled_from([Decimal(each) for each in (0, 6, 9, 12, 19, 21)])


def test_ten_lines_of_1_03_at_21_percent_owe_2_16_and_not_2_20():
    assert vat_due(Decimal("1.03") * 10, Decimal(21)) == Decimal("2.16")
    assert sum(vat_due(Decimal("1.03"), Decimal(21)) for _ in range(10)) == Decimal("2.20")


@pytest.mark.parametrize(
    ("base", "percent", "due"),
    [("100.00", 21, "21.00"), ("100.00", 6, "6.00"), ("0.02", 21, "0.00"), ("0.03", 21, "0.01"), ("33.33", 12, "4.00"),
     ("12.50", 6, "0.75"), ("2.50", 21, "0.53"), ("-2.50", 21, "-0.53"), ("100.00", 0, "0.00")],
)  # fmt: skip
def test_vat_is_due_on_the_sum_rounded_half_up(base, percent, due):
    assert vat_due(Decimal(base), Decimal(percent)) == Decimal(due)


@given(net, percents)
def test_vat_of_a_credit_note_mirrors_its_invoice(base, percent):
    assert vat_due(-base, percent) == -vat_due(base, percent)


@given(st.lists(net, min_size=1, max_size=40), percents)
def test_rounding_per_category_is_never_more_than_half_a_cent_from_exact(lines, percent):
    exact = sum(lines, Decimal(0)) * percent / 100
    assert abs(vat_due(sum(lines, Decimal(0)), percent) - exact) <= Decimal("0.005")
    assert vat_due(sum(lines, Decimal(0)), percent) == rounded(exact)


@pytest.mark.parametrize(
    ("country", "day", "percent"),
    [
        ("BE", date(1996, 1, 1), 21),
        ("BE", date(2026, 11, 21), 21),
        ("NL", date(2012, 9, 30), 19),
        ("NL", date(2012, 10, 1), 21),
    ],
)
def test_the_standard_rate_depends_on_the_day(country, day, percent):
    assert standard_rate(country, day) == percent


def test_the_dutch_reduced_rate_went_from_6_to_9_on_the_first_of_january_2019():
    assert rates("NL", date(2018, 12, 31)) == [21, 6, 0]
    assert rates("NL", date(2019, 1, 1)) == [21, 9, 0]


@pytest.mark.parametrize(("country", "day"), [("BE", date(1995, 12, 31)), ("FR", date(2026, 1, 1))])
def test_a_rate_that_we_do_not_hold_is_said_to_be_unknown(country, day):
    with pytest.raises(RateUnknown):
        standard_rate(country, day)


def test_a_rate_that_does_not_exist_is_refused_with_the_ones_that_do():
    with pytest.raises(RateUnknown, match="known: 21 %, 12 %, 6 %, 0 %"):
        check_rate(Decimal(19), "BE", date(2026, 1, 1))
    assert check_rate(Decimal(12), "BE", date(2026, 1, 1)) == 12


BELGIAN, DUTCH, NORTHERN_IRISH, SWISS = "BE0428759497", "NL810433941B01", "XI123456789", "CHE123456789"


@pytest.mark.parametrize(
    ("supplier", "vat", "categories", "how"),
    [
        (BELGIAN, "21.00", ["S"], Treatment.DOMESTIC),
        (BELGIAN, "0", ["E"], Treatment.DOMESTIC),  # an exempt seller, such as an insurer
        (BELGIAN, "0", [], Treatment.DOMESTIC),  # a small business without VAT
        (BELGIAN, "0", ["AE"], Treatment.CO_CONTRACTOR),  # "btw verlegd", construction
        (None, "21.00", [], Treatment.DOMESTIC),
        (None, "0", [], Treatment.DOMESTIC),
        (DUTCH, "0", ["K"], Treatment.INTRA_COMMUNITY),
        (DUTCH, "0", ["AE"], Treatment.INTRA_COMMUNITY),
        (DUTCH, "0", [], Treatment.INTRA_COMMUNITY),
        (DUTCH, "0", ["E"], Treatment.DOMESTIC),
        (NORTHERN_IRISH, "0", ["K"], Treatment.INTRA_COMMUNITY),
        (SWISS, "0", [], Treatment.IMPORT),
    ],
)
def test_who_sold_it_and_what_the_invoice_says_decide_how_vat_works(supplier, vat, categories, how):
    assert treatment(supplier, Decimal(vat), categories) is how


def test_foreign_vat_on_an_invoice_is_not_belgian_vat_and_cannot_be_deducted_here():
    assert treatment(DUTCH, Decimal("21.00"), ["S"]) is Treatment.NOT_DEDUCTIBLE
    assert treatment(SWISS, Decimal("8.10"), ["S"]) is Treatment.NOT_DEDUCTIBLE


@pytest.mark.parametrize("supplier", [BELGIAN, DUTCH, None])
def test_the_vat_on_a_till_receipt_cannot_be_deducted(supplier):
    assert treatment(supplier, Decimal("2.10"), [], is_receipt=True) is Treatment.NOT_DEDUCTIBLE


def test_for_a_dutch_company_a_dutch_supplier_is_at_home():
    assert treatment(DUTCH, Decimal("21.00"), ["S"], own_country="NL") is Treatment.DOMESTIC
    assert treatment(BELGIAN, Decimal("0"), ["K"], own_country="NL") is Treatment.INTRA_COMMUNITY
