"""The ladders: which step is due when, and what Belgian law lets it cost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.reminders import Sent, consumer_fee, interest, interest_rate, ladder, proposal

D = Decimal
DUE = date(2026, 1, 31)


def after(days: int, *sent: Sent, is_business: bool = True, country: str = "BE", amount: str = "1000.00"):
    return proposal(
        open_amount=D(amount),
        due_on=DUE,
        sent=sent,
        today=DUE + timedelta(days),
        country=country,
        is_business=is_business,
    )


def test_the_first_reminder_waits_five_days_and_is_free():
    assert after(4) is None
    first = after(5)
    assert (first.level, first.fee, first.interest, first.days_late) == (1, 0, 0, 5)


def test_between_businesses_the_second_asks_40_euros_and_interest_since_the_due_day():
    first = Sent(1, DUE + timedelta(5))
    assert after(14, first) is None
    second = after(15, first)
    assert (second.level, second.fee, second.interest) == (2, D(40), D("4.32"))  # 15 days at 10.5 %


def test_a_consumer_has_fourteen_days_after_a_free_reminder():
    first = Sent(1, DUE + timedelta(5))
    assert after(19, first, is_business=False) is None
    second = after(20, first, is_business=False)
    assert (second.level, second.rule, second.fee, second.interest) == (2, "be_consumer", D("90.00"), D("0.29"))


def test_after_the_last_step_there_is_none_and_what_is_paid_is_not_reminded_of():
    assert after(400, Sent(1, DUE), Sent(2, DUE), Sent(3, DUE)) is None
    assert after(400, amount="0.00") is None


def test_elsewhere_reminders_cost_nothing():
    second = after(100, Sent(1, DUE), country="FR")
    assert (second.rule, second.fee, second.interest) == ("free", 0, 0)
    assert ladder("BE", False, date(2023, 8, 31)).rule == "free"


@pytest.mark.parametrize(
    ("balance", "fee"),
    [("0.01", "20"), ("150", "20"), ("150.10", "30.01"), ("500", "65"), ("500.20", "65.01"), ("39200", "2000")],
)
def test_what_a_consumer_may_be_asked_is_capped(balance, fee):
    assert consumer_fee(D(balance)) == D(fee)


def test_between_dutch_businesses_it_asks_40_euros_and_the_statutory_commercial_interest():
    second = after(15, Sent(1, DUE + timedelta(5)), country="NL")
    assert (second.rule, second.fee, second.interest) == ("nl_business", D(40), D("4.17"))  # 15 days at 10.15 %


@pytest.mark.parametrize("country", ["BE", "NL"])
@pytest.mark.parametrize(("today", "until"), [(date(2026, 6, 30), None), (date(2026, 7, 1), date(2026, 6, 30))])
def test_interest_past_the_last_publication_says_until_when_its_rate_was_published(country, today, until):
    second = after((today - DUE).days, Sent(1, DUE), country=country)
    assert second.interest > 0
    assert second.rate_published_until == until


def test_a_free_reminder_says_nothing_of_rates():
    assert after(300).rate_published_until is None


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2024, 6, 30), "12.5"),
        (date(2024, 7, 1), "12.25"),
        (date(2025, 1, 1), "11.15"),
        (date(2025, 7, 1), "10.15"),
        (date(2026, 6, 30), "10.15"),
    ],
)
def test_each_half_year_has_its_rate_in_the_netherlands(on, percent):
    assert interest_rate(on, "NL") == D(percent)


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2022, 12, 31), "8"),
        (date(2023, 1, 1), "10.5"),
        (date(2024, 6, 30), "12.5"),
        (date(2025, 6, 30), "11.5"),
        (date(2025, 7, 1), "10.5"),
        (date(2026, 3, 1), "10.5"),
    ],
)
def test_each_half_year_has_its_rate(on, percent):
    assert interest_rate(on) == D(percent)


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 1, 1))


@given(days, st.integers(min_value=0, max_value=900), st.integers(min_value=0, max_value=900))
def test_interest_of_two_stretches_is_that_of_both_together(start, first, second):
    middle, end = start + timedelta(first), start + timedelta(first + second)
    parts = interest(D("1000.00"), start, middle) + interest(D("1000.00"), middle, end)
    assert abs(parts - interest(D("1000.00"), start, end)) <= D("0.01")
