"""What was appropriated by hand stays, and is not appropriated a second time."""

from decimal import Decimal

import pytest

from accounting.year_end import AppropriatedTooMuch, Shares, appropriation, standing


def eur(text: str) -> Decimal:
    return Decimal(text)


def read(text: str) -> dict[str, Decimal]:
    """`693 100, 140 -100` by account."""
    return {code: eur(amount) for code, amount in (each.split() for each in text.split(",") if each)}


def closed(result: str, by_hand: str, *, brought: str = "", country: str = "BE", **shares: str) -> list[str]:
    """What closing posts, of a result and entries by hand; `brought` is what stood carried forward before them."""
    own = read(by_hand)
    at_end = {code: read(brought).get(code, eur("0")) + own.get(code, eur("0")) for code in {**read(brought), **own}}
    given = Shares(**{name: eur(amount) for name, amount in shares.items()})
    made = appropriation(eur(result), given, country, brought=at_end, by_hand=own)
    return [f"{each.account} {each.amount:f}" for each in made]


@pytest.mark.parametrize(
    ("result", "by_hand", "brought", "entry"),
    [
        ("1000", "693 1000,140 -1000", "", []),
        ("1000", "694 900,471 -900,693 100,140 -100", "", []),
        ("1000", "694 200,471 -200", "", ["693 800", "140 -800"]),
        ("1000", "692 50,130 -50,693 950,140 -950", "140 -300", []),
        ("1000", "694 200,471 -200", "140 -300", ["140 300", "790 -300", "693 1100", "140 -1100"]),
        ("1000", "140 300,790 -300,694 200,471 -200", "140 -300", ["693 1100", "140 -1100"]),
        ("1000", "140 -1000,790 -300,693 1300", "140 -300", []),
        ("1000", "690 300,141 -300", "141 300", ["693 700", "140 -700"]),
        ("-400", "141 400,793 -400", "", []),
    ],
)
def test_a_belgian_closing_appropriates_what_is_left(result, by_hand, brought, entry):
    assert closed(result, by_hand, brought=brought) == entry


@pytest.mark.parametrize(
    ("by_hand", "entry"),
    [
        ("9900 1000,0550 -1000", []),
        ("9900 1000,0560 -1000", []),
        ("9900 900,1835 -900", ["9900 100", "0560 -100"]),
    ],
)
def test_a_dutch_closing_appropriates_what_is_left(by_hand, entry):
    assert closed("1000", by_hand, country="NL") == entry


def test_what_was_carried_too_much_by_hand_is_taken_back_from_it():
    """A cost of 100 that came after: never a profit and a loss carried forward beside each other."""
    assert closed("500", "693 600,140 -600") == ["140 100", "693 -100"]
    assert closed("600", "141 400,793 -400") == ["793 400", "141 -400", "693 600", "140 -600"]
    assert closed("600", "9900 1000,0550 -1000", country="NL") == ["0560 400", "9900 -400"]


@pytest.mark.parametrize(
    ("by_hand", "brought", "dividends", "says"),
    [
        ("694 900,471 -900,693 100,140 -100", "", "1000", "of which 1000.00 was appropriated by hand, with 0.00"),
        ("693 1000,140 -1000", "", "0.01", "of which 1000.00 was appropriated by hand, with 0.00"),
        ("694 200,471 -200", "", "800.01", "of which 200.00 was appropriated by hand, with 0.00"),
        ("694 200,471 -200", "140 -300", "1100.01", "of which 200.00 was appropriated by hand, with 300.00"),
        ("140 300,790 -300,694 200,471 -200", "140 -300", "1100.01", "of which -100.00 was appropriated by hand"),
    ],
)
def test_more_than_is_left_is_not_paid_out(by_hand, brought, dividends, says):
    with pytest.raises(AppropriatedTooMuch, match=says) as refused:
        closed("1000", by_hand, brought=brought, dividends=dividends)
    assert refused.value.violations()[0].field == "dividends"
    less = f"{eur(dividends) - eur('0.01'):f}"
    if dividends.endswith(".01") and eur(less):
        assert f"471 -{less}" in closed("1000", by_hand, brought=brought, dividends=less)


def test_what_is_left_and_available():
    made = standing(eur("1000"), brought=read("140 -300,471 -200"), by_hand=read("694 200,471 -200"))
    assert (made.by_hand, made.left, made.available) == (200, 800, 1100)


def test_an_entry_by_hand_that_was_reversed_counts_for_nothing():
    assert closed("1000", "693 0,140 0", brought="140 -300") == ["140 300", "790 -300", "693 1300", "140 -1300"]
