"""What each VAT rate of a supplier's paper bears."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.purchase_parts import BasesDiffer, BreakdownIncomplete, Part, Row, parts
from accounting.purchases import Amounts, BreakdownDiffers
from accounting.vat import vat_due

D = Decimal


def whole(net: str, vat: str) -> Amounts:
    return Amounts(D(net), D(vat), D(net) + D(vat))


def row(rate: str | None, base: str | None, vat: str | None, **more: str) -> Row:
    return Row(*(None if each is None else D(each) for each in (rate, base, vat)), **more)


def told(found: tuple[Part, ...]) -> list[tuple[str, str, str]]:
    return [(f"{each.rate:f}", f"{each.net:.2f}", f"{each.vat:.2f}") for each in found]


BOTH = [("21", "100.00", "21.00"), ("6", "50.00", "3.00")]
CASES = {
    "no breakdown": (("100.00", "21.00"), [], [("21", "100.00", "21.00")]),
    "both rates": (("150.00", "24.00"), [row("21", "100.00", "21.00"), row("6", "50.00", "3.00")], BOTH),
    "a base that is not there": (("150.00", "24.00"), [row("21", None, "21.00"), row("6", "50.00", "3.00")], BOTH),
    "no base at all": (("150.00", "24.00"), [row("21", None, "21.00"), row("6", None, "3.00")], BOTH),
    "no VAT amounts": (("150.00", "24.00"), [row("21", "100.00", None), row("6", "50.00", None)], BOTH),
    "an empty row": (("100.00", "21.00"), [row(None, None, None)], [("21", "100.00", "21.00")]),
    "no rate": (("150.00", "24.00"), [row(None, "100.00", "21.00"), row("6", "50.00", "3.00")], BOTH),
    "one row whose base was misread": (("100.00", "21.00"), [row("21", "1.00", "21.00")], [("21", "100.00", "21.00")]),
    "a rest without VAT": (
        ("120.00", "21.00"),
        [row("21", "100.00", "21.00")],
        [("21", "100.00", "21.00"), ("0", "20.00", "0.00")],
    ),
    "cents left by rounding": (
        ("150.01", "24.01"),
        [row("21", "100.00", "21.00"), row("6", "50.00", "3.00")],
        [("21", "100.01", "21.01"), ("6", "50.00", "3.00")],
    ),
    "deposits given back": (
        ("90.00", "21.00"),
        [row("21", "100.00", "21.00"), row("0", "-10.00", "0.00")],
        [("21", "100.00", "21.00"), ("0", "-10.00", "0.00")],
    ),
    "printed with minus signs": (
        ("150.00", "24.00"),
        [row("21", "-100.00", "-21.00"), row("6", "-50.00", "-3.00")],
        BOTH,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_paper_is_divided_as_its_breakdown_says(case):
    amounts, rows, wanted = CASES[case]
    assert told(parts(whole(*amounts), rows)) == wanted


def test_one_rate_can_go_to_two_accounts():
    found = parts(
        whole("100.00", "21.00"),
        [row("21", "60.00", "12.60", account="604"), row("21", "40.00", "8.40", account="612")],
    )
    assert [(each.account, each.net) for each in found] == [("604", D("60.00")), ("612", D("40.00"))]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([row("21", "100.00", "21.00"), row("6", "50.00", "9.00")], BreakdownDiffers),
        ([row("21", "200.00", "21.00"), row("6", "50.00", "3.00")], BasesDiffer),
        ([row("21", "10.00", "21.00"), row("6", "50.00", "3.00")], BasesDiffer),  # too little, and wrong by itself
        ([row("0", None, "0.00"), row("0", None, "0.00"), row("21", None, "24.00")], BreakdownIncomplete),
    ],
)
def test_what_contradicts_the_whole_is_refused_and_not_guessed(rows, error):
    with pytest.raises(error) as caught:
        parts(whole("150.00", "24.00"), rows)
    assert caught.value.field == "fields.vat_breakdown"


amounts = st.decimals(min_value=D("0.01"), max_value=D(100_000), places=2)
rows = st.lists(st.tuples(st.sampled_from([D(0), D(6), D(12), D(21)]), amounts), min_size=1, max_size=6)


@given(rows)
def test_the_parts_always_come_to_the_whole(given_rows):
    read = [Row(rate, base, vat_due(base, rate)) for rate, base in given_rows]
    net = sum((each.base for each in read), D(0))
    vat = sum((each.vat for each in read), D(0))
    found = parts(Amounts(net, vat, net + vat), read)
    assert (sum(each.net for each in found), sum(each.vat for each in found)) == (net, vat)
    assert [(each.rate, each.net, each.vat) for each in found] == [(each.rate, each.base, each.vat) for each in read]
