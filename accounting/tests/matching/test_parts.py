"""The parts by themselves: texts, sums, assignment, calibration, habits, transfers and rules."""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.matching.assignment import best_pairs
from accounting.matching.calibration import risk_coverage, threshold
from accounting.matching.groups import ways_to_make
from accounting.matching.habits import Lesson, habits
from accounting.matching.lines import StatementLine
from accounting.matching.rules import (
    AmountsCrossed,
    PatternRefused,
    Rule,
    RuleWithoutCondition,
    Share,
    SharesNotWhole,
    bookings,
    check_rule,
    effects,
)
from accounting.matching.texts import document_numbers, structured_references, swapped
from accounting.matching.transfers import other_own_account

DAY = date(2026, 3, 10)


def test_a_structured_reference_with_wrong_check_digits_is_no_reference():
    assert structured_references("+++090/9337/55494+++") == frozenset()
    assert structured_references("***090/9337/55493***") == structured_references("090933755493") == {"090933755493"}


def test_dates_years_and_accounts_are_no_document_numbers():
    assert document_numbers("10/03/2026 2025 BE68 5390 0754 7034 fact 4711") == {"4711"}


def test_only_neighbours_change_places():
    assert swapped("202011.07", "202011.70")
    assert not swapped("1234.50", "4231.50")


@given(st.lists(st.integers(1, 60), min_size=0, max_size=11), st.integers(1, 200))
@settings(max_examples=200, deadline=None)
def test_every_way_is_counted(amounts, total):
    expected = [
        way
        for size in range(2, len(amounts) + 1)
        for way in combinations(range(len(amounts)), size)
        if sum(amounts[place] for place in way) == total
    ]
    sums = ways_to_make(total, amounts)
    assert sums.count == len(expected)
    if len(expected) < 60:
        assert sums.ways == tuple(sorted(expected))


def test_forty_amounts_are_a_matter_of_seconds_and_the_count_is_exact():
    sums = ways_to_make(2**39 + 1, [2**n for n in range(40)])
    assert (sums.count, sums.ways) == (1, ((0, 39),))
    with pytest.raises(ValueError):
        ways_to_make(10, [1] * 41)


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-5, 30)), max_size=14, unique_by=lambda p: p[:2]
    )
)
@settings(max_examples=200, deadline=None)
def test_no_other_choice_is_worth_more(pairs):
    worth = {(row, column): points for row, column, points in pairs}
    best = max(
        sum(max(0, worth.get((row, column), 0)) for row, column in enumerate(order)) for order in permutations(range(5))
    )
    chosen = [pairs[place] for place in best_pairs(pairs)]
    assert sum(points for _, _, points in chosen) == best
    assert len({row for row, _, _ in chosen}) == len({column for _, column, _ in chosen}) == len(chosen)


def test_a_threshold_is_proven_not_hoped():
    judged = [(0.99, True)] * 4000 + [(0.9, True)] * 500 + [(0.9, False)] * 40
    assert threshold(judged, 0.999) == 0.99
    assert threshold([(0.99, True)] * 1000, 0.999) is None
    assert [each.answers for each in risk_coverage(judged)] == [4000, 4540]


def test_a_name_that_led_to_two_contacts_is_no_habit():
    taught = [Lesson("J. Peeters", "", "peeters"), Lesson("Peeters J", "", "peeters"), Lesson("Maes", "", "maes")]
    assert habits(taught) == {"j peeters": "peeters"}
    assert habits([*taught, Lesson("J Peeters", "", "other")]) == {}
    assert habits([*taught, Lesson("J Peeters", "", "peeters", accepted=False)]) == {}


CURRENT, SAVINGS = "BE68539007547034", "BE71096123456769"


@pytest.mark.parametrize(
    ("text", "iban", "other"),
    [
        ("naar spaarrekening", "BE71 0961 2345 6769", SAVINGS),
        ("OVERSCHRIJVING NAAR BE71 0961 2345 6769", "", SAVINGS),
        ("kosten BE68 5390 0754 7034", "", None),
        ("beheerskosten", CURRENT, None),
        ("Wissel USD naar EUR", CURRENT, CURRENT),
        ("van BE71 0961 2345 6769", "NL91ABNA0417164300", None),
        ("factuur 2026-118", "", None),
    ],
)
def test_a_line_that_names_another_own_account_is_a_transfer(text, iban, other):
    """By its counterparty, or where there is none by its text; its own account, as of costs, is none, but for a pocket of it."""
    said = StatementLine("L1", DAY, Decimal(-500), text, iban=iban, bank_account="current")
    assert other_own_account(said, {"current": CURRENT, "dollars": CURRENT, "savings": SAVINGS}) == other


def test_the_number_of_its_own_account_is_no_transfer_where_it_has_one_pocket():
    said = StatementLine("L1", DAY, Decimal(-500), "opname", iban=CURRENT, bank_account="current")
    assert other_own_account(said, {"current": CURRENT, "savings": SAVINGS}) is None


PHONE = Rule("phone", "Telephone", (Share("612", Decimal(70)), Share("416", Decimal(30))), "out", text="proximus")
ANY_OUT = Rule("out", "Rest", (Share("658", Decimal(100)),), "out", smallest=Decimal(0))


def test_the_first_rule_that_answers_takes_the_line_and_shares_add_up():
    phone = StatementLine("L1", DAY, Decimal("-85.01"), "Domiciliëring PROXIMUS 03/2026")
    (found,) = effects([PHONE, ANY_OUT], [phone])
    assert found.rule == "phone"
    assert [(each.account, each.amount) for each in found.bookings] == [
        ("612", Decimal("-59.51")),
        ("416", Decimal("-25.50")),
    ]
    assert effects([PHONE], [StatementLine("L2", DAY, Decimal("85.01"), "PROXIMUS creditnota")]) == []


@pytest.mark.parametrize(
    ("pattern", "name", "holds"),
    [
        ("axa", "AXA Belgium NV", True),
        ("axa", "FOD Taxatie Gent", False),
        ("ing", "Verzekering Brussel", False),
        ("*ing", "Verzekering Brussel", True),
        ("verz*", "Verzekering Brussel", True),
        ("verz* brussel", "Verzekering Brussel", True),
        ("fod * gent", "FOD Gent", True),  # a star may stand for nothing
        ("leverancier 7", "Leverancier 70", False),
        ("fod * gent", "FOD Taxatie Gent", True),
        ("gent * fod", "FOD Taxatie Gent", False),
    ],
)
def test_a_rules_words_are_whole_but_where_a_star_stands(pattern, name, holds):
    rule = Rule("r", "", (Share("612", Decimal(100)),), counterparty=pattern)
    assert bool(effects([rule], [StatementLine("L", DAY, Decimal(-5), name=name)])) == holds


def test_ten_tenths_of_five_cents_are_five_cents_and_none_goes_the_other_way():
    tenths = Rule("r", "", tuple(Share(str(600 + n), Decimal(10)) for n in range(10)))
    found = bookings(tenths, StatementLine("L", DAY, Decimal("0.05")))
    assert [str(each.amount) for each in found] == ["0.01", "0.00"] * 5


@given(st.decimals("-9999", "9999", places=2).filter(bool), st.lists(st.integers(1, 30), min_size=1, max_size=30))
def test_shares_always_add_up_and_go_the_way_of_the_line(amount, parts):
    whole = sum(parts)
    percents = [(Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_DOWN) for part in parts[:-1]]
    shares = tuple(Share(str(600 + n), each) for n, each in enumerate([*percents, 100 - sum(percents)]))
    found = bookings(Rule("r", "", shares), StatementLine("L", DAY, amount))
    assert sum(each.amount for each in found) == amount
    assert all(each.amount * amount >= 0 for each in found)


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        (Rule("r", "", (Share("612", Decimal(100)),)), RuleWithoutCondition),
        (Rule("r", "", (Share("612", Decimal(99)),), text="x"), SharesNotWhole),
        (Rule("r", "", (Share("612", Decimal(110)), Share("613", Decimal(-10))), text="x"), SharesNotWhole),
        (Rule("r", "", (Share("612", Decimal(100)),), text="***"), PatternRefused),
        (Rule("r", "", (Share("612", Decimal(100)),), smallest=Decimal(100), largest=Decimal(10)), AmountsCrossed),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule, error):
    with pytest.raises(error):
        check_rule(rule)
    check_rule(PHONE)
