"""Each rule by example; the days are those on which somebody may throw something away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting import retention
from accounting.retention import (
    DEFAULT_YEARS,
    NOT_BOUND,
    RULES,
    DocumentClass,
    removable_from,
    rule_for,
    rules,
)

TODAY = date(2026, 11, 21)
KEPT = sorted(set(DocumentClass) - NOT_BOUND)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("document_class", KEPT)
def test_ten_years_from_the_first_of_january_after_the_document(document_class):
    assert removable_from(document_class, date(2026, 1, 1), "BE", TODAY) == date(2037, 1, 1)
    assert removable_from(document_class, date(2026, 12, 31), "BE", TODAY) == date(2037, 1, 1)


def test_a_term_that_had_ended_before_the_longer_one_came_stays_ended():
    """7 years from 1 January 2016 end on 1 January 2023, the day on which ten years came into force."""
    assert removable_from(DocumentClass.INVOICES, date(2015, 12, 31), "BE", TODAY) == date(2023, 1, 1)


def test_a_term_that_was_still_running_runs_on():
    """7 years from 1 January 2017 would have ended on 1 January 2024."""
    assert removable_from(DocumentClass.INVOICES, date(2016, 1, 1), "BE", TODAY) == date(2027, 1, 1)


def test_before_2023_the_law_said_seven():
    assert removable_from(DocumentClass.INVOICES, date(2016, 1, 1), "BE", date(2022, 12, 31)) == date(2024, 1, 1)


def test_dutch_books_are_kept_seven_years():
    assert removable_from(DocumentClass.BOOKS, date(2026, 5, 1), "NL", TODAY) == date(2034, 1, 1)


def test_where_we_know_no_rule_it_is_ten():
    rule = rule_for(DocumentClass.BOOKS, TODAY, "LU", TODAY)
    assert (rule.years, rule.country) == (DEFAULT_YEARS, "LU")
    assert "no rule known" in rule.source


@pytest.mark.parametrize("document_class", sorted(NOT_BOUND))
def test_what_no_law_keeps_may_go_at_once(document_class):
    assert removable_from(document_class, date(2026, 5, 1), "BE", TODAY) == date(2026, 5, 1)


def test_every_rule_names_its_source_and_no_two_begin_together():
    assert all(rule.source and rule.years > 0 for rule in RULES)
    keys = [(rule.country, rule.document_class, rule.since) for rule in RULES]
    assert len(keys) == len(set(keys))


@given(st.sampled_from(list(DocumentClass)), days, st.sampled_from(["BE", "NL", "FR"]), days)
def test_nothing_is_removable_before_its_own_day_and_later_papers_never_go_first(document_class, dated, country, today):
    day = removable_from(document_class, dated, country, today)
    assert day >= dated
    assert removable_from(document_class, dated + timedelta(days=1), country, today) >= day


@given(st.sampled_from(KEPT), days, days)
def test_the_term_is_one_of_those_that_ever_held(document_class, dated, today):
    years = removable_from(document_class, dated, "BE", today).year - dated.year - 1
    assert years in {rule.years for rule in rules(document_class, "BE")}


def test_the_last_day_of_the_calendar_is_no_trap():
    assert removable_from(DocumentClass.BOOKS, date(9998, 1, 1), "BE", TODAY) == date(9999, 1, 1)


@pytest.mark.parametrize("what", [*DocumentClass, *retention.Trace])
def test_only_what_no_law_keeps_is_removed_by_itself(what):
    term = retention.own_term(what, date(2046, 1, 1))
    assert (term is not None) == (what in retention.NOT_BOUND or isinstance(what, retention.Trace))


def test_a_term_of_ours_ends_on_the_day_that_is_told():
    today = date(2028, 12, 1)
    since = retention.kept_since(DocumentClass.NOT_BOOKED, today)
    assert since is not None
    assert retention.removed_on(DocumentClass.NOT_BOOKED, since, today) > today
    assert retention.removed_on(DocumentClass.NOT_BOOKED, since - timedelta(days=1), today) == today


def test_before_a_term_of_ours_held_nothing_was_removed():
    assert retention.kept_since(retention.Trace.JOBS, date(2026, 1, 1)) is None
    assert retention.removed_on(DocumentClass.INVOICES, date(1990, 1, 1), date(2046, 1, 1)) is None
