"""The ladders: which step is due when, and what Belgian law lets it cost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.late_interest import InterestRateUnknown, interest, interest_rate
from accounting.reminders import BE_CONSUMER_COSTS, NL_CONSUMER_COSTS, Sent, ladder, proposal

D = Decimal
DUE = date(2026, 1, 31)


def after(
    days: int,
    *sent: Sent,
    is_business: bool = True,
    country: str = "BE",
    amount: str = "1000.00",
    has_clause: bool = True,
):
    return proposal(
        open_amount=D(amount),
        due_on=DUE,
        sent=sent,
        today=DUE + timedelta(days),
        country=country,
        is_business=is_business,
        has_clause=has_clause,
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


def test_a_consumer_is_asked_nothing_where_the_terms_of_sale_say_nothing_of_it():
    sent = (Sent(1, DUE + timedelta(5)), Sent(2, DUE + timedelta(20)))
    for told in (
        after(20, sent[0], is_business=False, has_clause=False),
        after(400, *sent, is_business=False, has_clause=False),
    ):
        assert (told.rule, told.fee, told.interest) == ("be_consumer", 0, 0)
    assert after(15, sent[0], has_clause=False).fee == D(40)  # a business owes it by law


def test_of_an_invoice_in_dollars_the_fee_is_on_what_is_open_in_euros():
    told = proposal(
        open_amount=D(1000), open_in_books=D(400), due_on=DUE, sent=[Sent(1, DUE + timedelta(5))], country="BE",
        today=DUE + timedelta(20), is_business=False, has_clause=True,
    )  # fmt: skip
    assert (told.fee, told.interest) == (D("55.00"), D("0.29"))  # 30 and 10 % of 250 euros; interest on 1,000 dollars


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
    assert BE_CONSUMER_COSTS.of(D(balance)) == D(fee)


@pytest.mark.parametrize(
    ("balance", "fee"),
    [("0.01", "40"), ("266.66", "40"), ("266.74", "40.01"), ("2500", "375"), ("2500.10", "375.01"), ("5000", "625"),
     ("10000", "875"), ("200000", "2775"), ("1000000", "6775"), ("9000000", "6775")],
)  # fmt: skip
def test_what_a_dutch_consumer_may_be_asked_has_a_least_and_a_most(balance, fee):
    assert NL_CONSUMER_COSTS.of(D(balance)) == D(fee)


def test_a_dutch_consumer_is_told_the_costs_and_has_fourteen_days_after_receiving_that():
    letter = after(5, is_business=False, country="NL", has_clause=False)
    assert (letter.rule, letter.fee, letter.interest, letter.announced) == ("nl_consumer", 0, 0, D("150.00"))
    sent = Sent(1, DUE + timedelta(5))
    assert after(20, sent, is_business=False, country="NL") is None
    second = after(21, sent, is_business=False, country="NL", has_clause=False)  # the law asks for no clause
    assert (second.level, second.fee, second.interest) == (2, D("150.00"), D("2.30"))  # 21 days at 4 %


def test_the_free_reminder_of_a_consumer_names_the_costs_that_may_follow():
    assert after(5, is_business=False).announced == D("90.00")
    assert after(5, is_business=False, has_clause=False).announced == 0
    assert after(5).announced == 0
    assert after(20, Sent(1, DUE + timedelta(5)), is_business=False).announced == 0


@pytest.mark.parametrize(("on", "percent"), [(date(2022, 12, 31), 2), (date(2024, 6, 1), 7), (date(2026, 11, 22), 4)])
def test_each_decree_has_its_rate_for_dutch_consumers(on, percent):
    assert interest_rate(on, "NL consumers") == percent


def test_between_dutch_businesses_it_asks_40_euros_and_the_statutory_commercial_interest():
    second = after(15, Sent(1, DUE + timedelta(5)), country="NL")
    assert (second.rule, second.fee, second.interest) == ("nl_business", D(40), D("4.17"))  # 15 days at 10.15 %


LAST = date(2026, 12, 31)


@pytest.mark.parametrize("country", ["BE", "NL"])
@pytest.mark.parametrize(("today", "until"), [(LAST, None), (LAST + timedelta(1), LAST), (LAST + timedelta(400), LAST)])
def test_interest_counts_no_day_whose_rate_is_not_known_and_says_so(country, today, until):
    second = after((today - DUE).days, Sent(1, DUE), country=country)
    assert second.interest == interest(D("1000.00"), DUE, LAST, country) > 0
    assert second.rate_published_until == until


@pytest.mark.parametrize("country", ["BE", "NL"])
@pytest.mark.parametrize("on", [LAST + timedelta(1), date(2016, 6, 30)])
def test_of_a_day_without_a_known_rate_that_is_said(country, on):
    with pytest.raises(InterestRateUnknown) as caught:
        interest_rate(on, country)
    assert (caught.value.field, caught.value.value) == ("on", str(on))
    assert interest(D("1000.00"), on - timedelta(1), on, country) == 0


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
        (date(2026, 7, 1), "10.4"),
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
        (date(2026, 11, 21), "10.5"),
    ],
)
def test_each_half_year_has_its_rate(on, percent):
    assert interest_rate(on) == D(percent)


LATE_SINCE = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("law", "until", "expected"),
    [
        ("NL", date(2025, 12, 31), "1064.59"),  # 181 days at 11.15 % and 184 at 10.15 % of 10,000.00
        ("NL", date(2026, 6, 30), "1621.50"),  # and 181 days at 10.15 % of 11,064.59; simple it were 1,567.92
        ("NL consumers", date(2025, 12, 31), "600.00"),  # 6 % of 10,000.00
        ("NL consumers", date(2026, 1, 1), "601.16"),  # and a day at 4 % of 10,600.00
        ("NL consumers", LAST, "1024.00"),  # and 4 % of 10,600.00
        ("BE", LAST, "2149.59"),  # 181 days at 11.5 % and 549 at 10.5 % of 10,000.00, as interest bears none
    ],
)
def test_in_the_netherlands_the_interest_of_a_year_bears_interest_after_it(law, until, expected):
    """Burgerlijk Wetboek art. 6:119 §2 and 6:119a §3."""
    assert interest(D("10000.00"), LATE_SINCE, until, law) == D(expected)


def test_a_year_counts_from_the_day_it_was_due_and_not_from_january():
    """10,000.00 due on 30 June 2024: 7 % until the end of that year and 6 % until 30 June 2025; then 6 and 4 %."""
    first = D(10000) * (184 * 7 + 181 * 6) / 36500
    second = (D(10000) + first) * (184 * 6 + 181 * 4) / 36500
    assert (round(first, 2), round(second, 2)) == (D("650.41"), D("533.40"))
    assert interest(D("10000.00"), date(2024, 6, 30), date(2026, 6, 30), "NL consumers") == round(first + second, 2)


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 1, 1))


@given(days, st.integers(min_value=0, max_value=900), st.integers(min_value=0, max_value=900))
def test_interest_of_two_stretches_is_that_of_both_together(start, first, second):
    middle, end = start + timedelta(first), start + timedelta(first + second)
    parts = interest(D("1000.00"), start, middle) + interest(D("1000.00"), middle, end)
    assert abs(parts - interest(D("1000.00"), start, end)) <= D("0.01")
