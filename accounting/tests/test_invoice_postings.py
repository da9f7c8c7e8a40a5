"""From an invoice to its postings: the standard postings of the Belgian chart, and laws that every one of them obeys."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accounting.chart import starting_chart
from accounting.invoice import Line, totals
from accounting.invoice_postings import Terms, purchase_postings, sale_postings, total_in_books
from accounting.journal import difference
from accounting.money import rounded
from accounting.plan import plan
from accounting.vat import Treatment, grids

D = Decimal
T = Treatment
NOTE = Terms("credit_note")
OF_SALES = [each for each in T if each.of_sales]
OF_PURCHASES = [each for each in T if each.of_purchases]


def line(
    price: str = "100.00", treatment: Treatment = T.DOMESTIC, rate: int = 21, account: str = "700", **more
) -> Line:
    return Line("Book", D(1), D(price), treatment, D(rate), account, **more)


def shown(postings) -> list[str]:
    return [
        " ".join([each.account, f"{each.debit or each.credit:.2f}", "D" if each.debit else "C", *each.grids])
        for each in postings
    ]


def sold(*lines: Line, terms: Terms = Terms()) -> list[str]:
    return shown(sale_postings(lines, totals(lines), terms))


def bought(*lines: Line, terms: Terms = Terms()) -> list[str]:
    return shown(purchase_postings(lines, totals(lines), terms))


def test_a_domestic_sale_of_100_and_its_credit_note():
    assert sold(line()) == ["400 121.00 D", "700 100.00 C +03", "451 21.00 C +54"]
    assert sold(line(), terms=NOTE) == ["400 121.00 C", "700 100.00 D +49", "451 21.00 D +64"]


@pytest.mark.parametrize(
    ("treatment", "grid", "noted"),
    [
        (T.CO_CONTRACTOR, "+45", "+49"),
        (T.INTRA_COMMUNITY_SERVICES, "+44", "+48"),
        (T.INTRA_COMMUNITY_GOODS, "+46", "+48"),
        (T.TRIANGULAR, "+46", "+48"),
        (T.EXPORT, "+47", "+49"),
    ],
)
def test_a_sale_without_vat_has_one_grid(treatment, grid, noted):
    assert sold(line(treatment=treatment, rate=0)) == ["400 100.00 D", f"700 100.00 C {grid}"]
    assert sold(line(treatment=treatment, rate=0), terms=NOTE) == ["400 100.00 C", f"700 100.00 D {noted}"]


@pytest.mark.parametrize(
    ("treatment", "account", "postings"),
    [
        (T.DOMESTIC, "613", ["613 100.00 D +82", "411 21.00 D +59", "440 121.00 C"]),
        (T.NOT_DEDUCTIBLE, "604", ["604 121.00 D +81", "440 121.00 C"]),
        (
            T.CO_CONTRACTOR,
            "603",
            ["603 100.00 D +82 +87", "440 100.00 C", "411 21.00 D +59", "451056 21.00 C +56"],
        ),
        (
            T.INTRA_COMMUNITY_GOODS,
            "604",
            ["604 100.00 D +81 +86", "440 100.00 C", "411 21.00 D +59", "451055 21.00 C +55"],
        ),
        (
            T.INTRA_COMMUNITY_SERVICES,
            "613",
            ["613 100.00 D +82 +88", "440 100.00 C", "411 21.00 D +59", "451055 21.00 C +55"],
        ),
        (T.IMPORT, "604", ["604 100.00 D +81 +87", "440 100.00 C", "411 21.00 D +59", "451057 21.00 C +57"]),
    ],
)
def test_a_purchase_of_100_is_booked_as_its_treatment_asks(treatment, account, postings):
    assert bought(line(treatment=treatment, account=account)) == postings


def test_a_suppliers_credit_note_gives_the_vat_back_to_the_state():
    assert bought(line(account="613"), terms=NOTE) == ["613 100.00 C -82 +85", "451 21.00 C +63", "440 121.00 D"]
    assert bought(line(account="613", treatment=T.INTRA_COMMUNITY_SERVICES), terms=NOTE) == [
        "613 100.00 C -82 -88 +84",
        "440 100.00 D",
        "411 21.00 C -59",
        "451055 21.00 D -55",
    ]


def test_half_of_the_vat_on_a_car_is_cost_and_counts_as_such():
    car = line("1000.00", account="616", deductible_percent=D(50))
    assert bought(car) == ["616 1105.00 D +82", "411 105.00 D +59", "440 1210.00 C"]


def test_under_a_reverse_charge_what_cannot_be_deducted_is_cost_and_no_base():
    car = line("1000.00", T.INTRA_COMMUNITY_SERVICES, account="616", deductible_percent=D(50))
    assert bought(car) == [
        "616 1000.00 D +82 +88",
        "440 1000.00 C",
        "411 105.00 D +59",
        "616 105.00 D +82",
        "451055 210.00 C +55",
    ]


CAR_ACCRUED = line("1000.00", account="444", cost_account="616", deductible_percent=D(50))


def test_what_was_accrued_takes_the_base_of_its_cost_and_the_cost_what_is_not_deducted():
    assert bought(CAR_ACCRUED) == ["444 1000.00 D +82", "616 105.00 D +82", "411 105.00 D +59", "440 1210.00 C"]
    assert bought(CAR_ACCRUED, terms=NOTE) == [
        "444 1000.00 C -82 +85",
        "616 105.00 C -82 +85",
        "451 105.00 C +63",
        "440 1210.00 D",
    ]


@pytest.mark.parametrize(
    ("more", "postings"),
    [
        ({"cost_account": "604"}, ["492 100.00 D +81", "411 21.00 D +59", "440 121.00 C"]),
        (
            {"cost_account": "6142", "deductible_percent": D(0)},
            ["492 100.00 D +82", "6142 21.00 D +82", "440 121.00 C"],
        ),
        (
            {"cost_account": "241", "deductible_percent": D(50)},
            ["492 100.00 D +83", "241 10.50 D +83", "411 10.50 D +59", "440 121.00 C"],
        ),
        (
            {"cost_account": "616", "deductible_percent": D(50), "treatment": T.INTRA_COMMUNITY_SERVICES},
            [
                "492 100.00 D +82 +88",
                "440 100.00 C",
                "411 10.50 D +59",
                "616 10.50 D +82",
                "451055 21.00 C +55",
            ],
        ),
    ],
)
def test_what_was_accrued_counts_in_the_return_as_its_cost_does(more, postings):
    assert bought(line(account="492", **more)) == postings


def test_a_dutch_lunch_that_was_accrued_is_cost_with_its_vat():
    lunch = line(rate=9, account="1610", cost_account="4410", deductible_percent=D(0))
    assert bought(lunch, terms=Terms(country="NL")) == ["1610 100.00 D", "4410 9.00 D", "1600 109.00 C"]


def test_a_line_below_zero_stands_on_the_other_side_with_its_grid_turned_round():
    discount = line("-10.00", account="708")
    assert sold(line(), discount) == [
        "400 108.90 D",
        "700 100.00 C +03",
        "708 10.00 D -03",
        "451 18.90 C +54",
    ]


def test_dollars_are_converted_and_what_rounding_leaves_goes_to_the_largest_base():
    lines = [line("33.33"), line("33.33", account="705"), line("33.34", account="701")]
    terms = Terms(rate=D("0.9234"))
    found = replace_currency(lines, terms)
    assert difference(found) == 0
    assert found[0].debit == D("111.73")
    assert [each.amount_in_currency for each in found][:1] == [D("121.00")]


def replace_currency(lines, terms):
    return sale_postings(lines, totals(lines, "USD"), terms)


rates = st.sampled_from([D(21), D(12), D(6), D(0)])
prices = st.decimals(min_value="-500", max_value="5000", places=2)
percents = st.sampled_from([D(100), D(50), D(0), D("33.33")])
worth = st.decimals(min_value="0.0001", max_value="200", places=6)


def lines_of(treatments, accounts):
    made = st.builds(
        lambda price, treatment, rate, account, percent: Line(
            "x", D(1), price, treatment, rate, account, deductible_percent=percent
        ),
        prices,
        st.sampled_from(treatments),
        rates,
        st.sampled_from(accounts),
        percents,
    )
    return st.lists(made, min_size=1, max_size=8)


def weighed(lines, rate):
    found = totals(lines, "USD")
    assume(found.total > 0)
    terms = Terms(rate=rate)
    assume(total_in_books(found, terms) > 0)
    return found, terms


@given(lines_of(OF_SALES, ["700", "705"]), worth)
def test_every_sale_balances_in_any_currency_and_its_note_is_its_inverse(lines, rate):
    found, terms = weighed(lines, rate)
    sale, note = sale_postings(lines, found, terms), sale_postings(lines, found, replace(terms, kind="credit_note"))
    assert difference(sale) == difference(note) == 0
    assert per_account(sale) == {account: -amount for account, amount in per_account(note).items()}
    assert per_account(sale)["400"] == total_in_books(found, terms)


@given(lines_of(OF_PURCHASES, ["604", "613", "616", "241"]), worth)
def test_every_purchase_balances_in_any_currency_and_its_note_is_its_inverse(lines, rate):
    found, terms = weighed(lines, rate)
    bill = purchase_postings(lines, found, terms)
    note = purchase_postings(lines, found, replace(terms, kind="credit_note"))
    assert difference(bill) == difference(note) == 0
    assert per_account(bill)["440"] == -total_in_books(found, terms)
    ours, theirs = per_account(bill), {account: -amount for account, amount in per_account(note).items()}
    vat = {"411", "451"}  # a note's VAT goes back on 451
    assert {key: value for key, value in ours.items() if key not in vat} == {
        key: value for key, value in theirs.items() if key not in vat
    }


@given(lines_of(OF_PURCHASES, ["604", "613", "616", "241"]), worth, st.sampled_from(["invoice", "credit_note"]))
def test_an_accrued_purchase_is_the_same_purchase_with_its_bases_elsewhere(lines, rate, kind):
    found, terms = weighed(lines, rate)
    usual = purchase_postings(lines, found, replace(terms, kind=kind))
    accrued = [replace(each, account="444", cost_account=each.account) for each in lines]
    late = purchase_postings(accrued, found, replace(terms, kind=kind))
    assert difference(late) == 0
    assert exactly(late) == exactly(usual)
    costs = {"604", "613", "616", "241"}
    mine, theirs = per_account(late), per_account(usual)
    assert {key: mine[key] for key in mine.keys() - costs - {"444"}} == {
        key: theirs[key] for key in theirs.keys() - costs
    }
    if T.CUSTOMS_VAT not in {each.treatment for each in lines}:  # of which all is VAT
        assert abs(mine.get("444", D(0))) == abs(rounded_net(found, terms))


def rounded_net(found, terms) -> Decimal:
    """What the books take for the bases: the total less the VAT of each group."""
    vats = sum((rounded(each.vat * terms.rate) for each in found.groups), D(0))
    return total_in_books(found, terms) - vats


DUTCH_KINDS = st.sampled_from(["invoice", "credit_note"])


@given(
    lines_of(OF_SALES, ["8000", "8100"]), lines_of(OF_PURCHASES, ["7000", "4410", "4300", "0240"]), worth, DUTCH_KINDS
)
def test_the_dutch_return_says_of_every_sale_and_purchase_what_stands_on_the_vat_accounts(sold_, bought_, rate, kind):
    terms, books, written = Terms(kind, "NL", rate=rate), plan("NL"), []
    for write, lines in ((sale_postings, sold_), (purchase_postings, bought_)):
        found = totals(lines, "USD")
        assume(found.total > 0 and total_in_books(found, terms) > 0)
        written += write(lines, found, terms)
    assert difference(written) == 0
    owed = grids.balance(exactly(written), "NL")
    assert owed == -sum(each.amount for each in written if books.is_vat_of_period(each.account))
    assert {each.account for each in written} <= {each.code for each in starting_chart("NL")}


def exactly(postings) -> dict[str, Decimal]:
    """What each rubric comes to, to the cent."""
    sums: dict[str, Decimal] = {}
    for each in postings:
        for grid in each.grids:
            sums[grid[1:]] = sums.get(grid[1:], D(0)) + (abs(each.amount) if grid[0] == "+" else -abs(each.amount))
    return sums


def per_account(postings) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for each in postings:
        found[each.account] = found.get(each.account, D(0)) + each.amount
    return {account: amount for account, amount in found.items() if amount}
