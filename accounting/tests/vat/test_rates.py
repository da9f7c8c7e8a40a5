"""VAT: rates by date, and what is due on the sum."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.money import rounded
from accounting.vat import RateUnknown, check_rate, rate_of, rates, standard_rate, supplies, vat_due

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


@pytest.mark.parametrize(
    ("code", "before", "since"), [("lodging", 6, 12), ("pesticides", 12, 21), ("food", 6, 6), ("consultancy", 21, 21)]
)
def test_lodging_and_pesticides_went_up_on_the_first_of_march_2026_and_food_did_not(code, before, since):
    assert rate_of(code, "BE", date(2026, 2, 28)) == before
    assert rate_of(code, "BE", date(2026, 3, 1)) == since


@pytest.mark.parametrize("day", [date(2016, 2, 12), date(2026, 2, 28), date(2026, 3, 1), date(2030, 1, 1)])
def test_everything_with_a_rate_of_its_own_has_one_that_exists_and_only_one(day):
    named = supplies("BE", day)
    assert len({each.code for each in named}) == len(named)
    assert all(check_rate(each.percent, "BE", day) == each.percent for each in named)
