"""What undoes a paper of another VAT period, in grids that take no amount below zero."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accounting.invoice import Line, NothingToBook, totals
from accounting.invoice_postings import Terms, purchase_postings, sale_postings
from accounting.journal import Posting, reversed_postings
from accounting.vat import Treatment, grids
from accounting.vat.corrections import corrected

D = Decimal
T = Treatment
ON = date(2026, 12, 31)
TOLD_WITH_THE_REST = {"81", "82", "83", "86", "87", "88"}


def line(
    price: str, account: str, treatment: Treatment = T.DOMESTIC, rate: str = "21", part: str = "100", **more: str
) -> Line:
    return Line("Book", D(1), D(price), treatment, D(rate), account, deductible_percent=D(part), **more)


def undone(postings: list[Posting]) -> dict[str, Decimal]:
    sums = grids.sums_of(corrected(reversed_postings(postings)))
    return {grid: amount for grid, amount in sums.items() if amount}


def failing(sums: dict[str, Decimal]) -> set[str]:
    return {each.name for each in grids.controls(sums, ON) if not each.holds} - {"nothing_below_zero"}


@pytest.mark.parametrize(
    ("kind", "lines", "found"),
    [
        ("invoice", [line("1000", "613")], "82 -1000 85 1000 61 210"),
        ("invoice", [line("1000", "604"), line("-500", "613")], "81 -1000 82 500 85 500 61 105"),
        ("credit_note", [line("1000", "613")], "82 1000 62 210"),
        ("credit_note", [line("1000", "604", T.INTRA_COMMUNITY_GOODS)], "81 1000 86 1000 61 210 62 210"),
        ("invoice", [line("1000", "604", T.INTRA_COMMUNITY_GOODS)], "81 -1000 86 -1000 84 1000 61 210 62 210"),
        (
            "invoice",
            [line("1000", "604", T.INTRA_COMMUNITY_GOODS, part="50")],
            "81 -1105 86 -1000 84 1000 61 105 62 210",
        ),
        ("invoice", [line("1000", "613", T.CO_CONTRACTOR, part="50")], "82 -1105 87 -1000 85 1000 61 105 62 210"),
        ("invoice", [line("1000", "444", part="50", cost_account="616")], "82 -1105 85 1105 61 105"),
        (
            "invoice",
            [line("1000", "444", T.INTRA_COMMUNITY_GOODS, part="50", cost_account="604")],
            "81 -1105 86 -1000 84 1000 61 105 62 210",
        ),
        (
            "invoice",
            [line("1000", "613"), line("1000", "613", T.CO_CONTRACTOR)],
            "82 -2000 87 -1000 85 2000 61 420 62 210",
        ),
        (
            "invoice",
            [line("1181.03", "604", T.CO_CONTRACTOR, part="50")],
            "81 -1305.04 87 -1181.03 85 1181.03 61 124.01 62 248.02",
        ),
        (
            "invoice",
            [line("1000", "613", T.INTRA_COMMUNITY_SERVICES), line("100", "613")],
            "82 -1100 88 -1000 84 1000 85 100 61 231 62 210",
        ),
        (
            "invoice",
            [line("1000", "616", T.INTRA_COMMUNITY_SERVICES, part="50"), line("100", "616", part="50")],
            "82 -1215.50 88 -1000 84 1000 85 110.50 61 115.50 62 210",
        ),
        (
            "invoice",
            [line("1000", "61130", T.CO_CONTRACTOR), line("100", "61130", T.NOT_DEDUCTIBLE)],
            "82 -1121 87 -1000 85 1121 61 210 62 210",
        ),
    ],
)
def test_a_purchase_is_corrected_as_a_whole(kind, lines, found):
    sums = undone(purchase_postings(lines, totals(lines), Terms(kind)))
    assert (sums, failing(sums)) == (told(found), set())


@pytest.mark.parametrize(
    ("kind", "lines", "found"),
    [
        ("invoice", [line("1000", "700")], "49 1000 62 210"),
        ("invoice", [line("1000", "700"), line("-500", "708")], "49 500 62 105"),
        ("invoice", [line("1000", "700"), line("-500", "708", rate="6")], "49 500 62 180"),
        ("invoice", [line("1000", "700", T.EXPORT), line("-400", "708", T.EXPORT)], "49 600"),
        ("invoice", [line("1000", "700"), line("-400", "708", T.EXPORT)], "49 1000 47 400 62 210"),
        ("invoice", [line("-1000", "700")], "03 1000 54 210"),
        ("credit_note", [line("1000", "700")], "61 210"),
        ("credit_note", [line("1000", "700", T.INTRA_COMMUNITY_GOODS)], ""),
    ],
)
def test_a_sale_is_corrected_as_a_whole(kind, lines, found):
    assert undone(sale_postings(lines, totals(lines), Terms(kind))) == told(found)


def test_the_dutch_return_has_no_grids_of_corrections():
    lines = [line("1000", "8000"), line("-500", "8010")]
    mirrored = reversed_postings(sale_postings(lines, totals(lines), Terms(country="NL")))
    assert corrected(mirrored, "NL") == mirrored


def told(text: str) -> dict[str, Decimal]:
    words = text.split()
    return {grid: D(amount) for grid, amount in zip(words[::2], words[1::2], strict=True)}


PRICES = st.integers(-500_000, 500_000).filter(bool).map(lambda cents: D(cents) / 100)
KINDS = st.sampled_from(["invoice", "credit_note"])


@st.composite
def written(draw, of_sales: bool, prices: st.SearchStrategy[D] = PRICES) -> list[Line]:
    known = [each for each in T if (each.of_sales if of_sales else each.of_purchases)]
    accounts = ("700", "708", "743") if of_sales else ("604", "613", "616", "241")
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        treatment = draw(st.sampled_from(known))
        rates = ("21", "12", "6", "0") if treatment is T.DOMESTIC else ("0" if of_sales else "21",)
        account, rate = draw(st.sampled_from(accounts)), draw(st.sampled_from(rates))
        percent = D(draw(st.sampled_from((100, 50, 0))))
        lines.append(Line("Book", D(1), draw(prices), treatment, D(rate), account, deductible_percent=percent))
    return lines


@st.composite
def papers(draw, of_sales: bool) -> list[Posting]:
    lines = draw(written(of_sales))
    book = sale_postings if of_sales else purchase_postings
    try:
        return book(lines, totals(lines), Terms(draw(KINDS)))
    except NothingToBook:
        assume(False)
        raise


@given(st.one_of(papers(True), papers(False)))
def test_whatever_the_paper_its_correction_can_be_filed(postings: list[Posting]):
    """The State and the company get back what they got, no grid is below zero, and the authority's controls hold."""
    sums = undone(postings)
    assert grids.balance(sums) == -grids.balance(grids.sums_of(postings))
    assert {grid for grid, amount in sums.items() if amount < 0} <= TOLD_WITH_THE_REST
    assert failing(sums) == set()


@given(papers(False))
def test_what_was_bought_is_nothing_when_it_was_undone(postings: list[Posting]):
    was, sums = grids.sums_of(postings), undone(postings)
    assert {grid: -was.get(grid, D(0)) for grid in TOLD_WITH_THE_REST} == {
        grid: sums.get(grid, D(0)) for grid in TOLD_WITH_THE_REST
    }


@given(written(False, PRICES.map(abs)))
def test_what_was_bought_comes_back_as_the_credit_note_of_its_lines_tells_it(lines: list[Line]):
    """But for VAT that was paid to customs, of which no supplier writes one."""
    assume(all(each.treatment is not T.CUSTOMS_VAT for each in lines))
    found = undone(purchase_postings(lines, totals(lines), Terms()))
    note = grids.sums_of(purchase_postings(lines, totals(lines), Terms("credit_note")))
    for grid in ("81", "82", "83", "84", "85", "86", "87", "88"):
        assert found.get(grid, D(0)) == note.get(grid, D(0)), grid
