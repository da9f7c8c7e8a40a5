"""A company's VAT regime is that of the day: what is said of a day leaves the days before it as they were."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.vat import RegimeChargesNoVat, RegimeChargesVat, Treatment, check_regime
from accounting.vat.regimes import STANDARD, Since, history, regime_on, regimes_between, until

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
REGIMES = st.sampled_from(["standard", "small_enterprise", "exempt"])
SAID = st.lists(st.builds(Since, REGIMES, st.none() | DAYS), max_size=6)
NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ([], {date(2026, 5, 1): "standard"}),
        ([Since("exempt")], {date(1900, 1, 1): "exempt", NEW_YEAR: "exempt"}),
        (
            [Since("small_enterprise", NEW_YEAR)],
            {NEW_YEAR - timedelta(days=1): "standard", NEW_YEAR: "small_enterprise"},
        ),
        ([Since("small_enterprise", NEW_YEAR), Since("standard", NEW_YEAR)], {NEW_YEAR: "standard"}),
        (
            [Since("small_enterprise", NEW_YEAR), Since("exempt")],
            {date(2026, 12, 31): "exempt", NEW_YEAR: "small_enterprise"},
        ),
    ],
)
def test_a_day_has_the_regime_that_was_said_of_it_last(said, asked):
    assert {day: regime_on(history(said), day) for day in asked} == asked


def test_a_period_has_every_regime_of_its_days():
    known = history([Since("small_enterprise", date(2026, 11, 15)), Since("standard", NEW_YEAR)])
    assert regimes_between(known, date(2026, 10, 1), date(2026, 12, 31)) == ["standard", "small_enterprise"]
    assert regimes_between(known, date(2026, 12, 1), date(2026, 12, 31)) == ["small_enterprise"]
    assert regimes_between(known, date(2027, 1, 1), date(2027, 3, 31)) == ["standard"]


@given(said=SAID, more=st.builds(Since, REGIMES, DAYS), day=DAYS)
def test_what_is_said_from_a_day_holds_until_the_next_word_and_changes_no_other_day(said, more, day):
    before, after = history(said), history([*said, more])
    stands = min((each.begins for each in said if each.begins > more.begins), default=date.max)
    told = more.regime if more.begins <= day < stands else regime_on(before, day)
    assert regime_on(after, day) == told


@given(said=SAID)
def test_a_history_begins_at_the_beginning_and_tells_only_changes(said):
    known = history(said)
    assert known[0].begins == date.min
    assert all(one.begins < next_.begins and one.regime != next_.regime for one, next_ in pairwise(known))
    assert regime_on(known, date.min) == ([each.regime for each in said if each.valid_from is None] or [STANDARD])[-1]


@pytest.mark.parametrize(
    ("how", "percent", "regime", "error", "field"),
    [
        ("small_enterprise", 0, "standard", RegimeChargesVat, "lines.0.treatment"),
        ("small_enterprise", 0, "exempt", RegimeChargesVat, "lines.0.treatment"),
        ("domestic", 0, "small_enterprise", RegimeChargesNoVat, "lines.0.treatment"),
        ("domestic", 0, "exempt", RegimeChargesNoVat, "lines.0.treatment"),
        ("domestic", 21, "small_enterprise", RegimeChargesNoVat, "lines.0.vat_rate"),
        ("domestic", 21, "exempt", RegimeChargesNoVat, "lines.0.vat_rate"),
    ],
)
def test_the_regime_of_a_company_is_no_choice_of_a_sale(how, percent, regime, error, field):
    with pytest.raises(error) as refused:
        check_regime(Treatment(how), Decimal(percent), regime, field="lines.0.")
    assert refused.value.field == field


def test_what_fits_a_regime_is_sold_so():
    for how, percent, regime in (
        ("small_enterprise", 0, "small_enterprise"),
        ("exempt", 0, "exempt"),
        ("exempt", 0, "standard"),
        ("domestic", 21, "standard"),
        ("domestic", 0, "standard"),
        ("export", 0, "small_enterprise"),
    ):
        check_regime(Treatment(how), Decimal(percent), regime)


def test_what_is_said_of_a_day_holds_until_what_was_said_of_a_later_one():
    known = history([Since("small_enterprise", NEW_YEAR)])
    assert until(known, date.min) == until(known, date(2026, 5, 1)) == NEW_YEAR - timedelta(days=1)
    assert until(known, NEW_YEAR) == date.max
