"""Exchange rates as the ECB publishes them, and what may pretend to be them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.exchange_rates import CurrencyUnknown, RatesUnreadable, check_currency, inverse, of_books, published

DAILY = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
  xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube><Cube time='2026-11-20'>
    <Cube currency='USD' rate='1.0772'/><Cube currency='JPY' rate='163.06'/><Cube currency='GBP' rate='0.8361'/>
  </Cube></Cube>
</gesmes:Envelope>"""


def test_the_daily_list():
    assert published(DAILY) == {
        date(2026, 11, 20): {"USD": Decimal("1.0772"), "JPY": Decimal("163.06"), "GBP": Decimal("0.8361")}
    }


def test_ten_million_yen_are_worth_the_same_to_the_cent_whichever_way_the_rate_is_written():
    rate = inverse(of_books(published(DAILY)[date(2026, 11, 20)])["JPY"])
    assert round(10_000_000 * rate, 2) == round(Decimal(10_000_000) / Decimal("163.06"), 2) == Decimal("61327.12")


def test_books_in_dollars_take_their_rates_over_the_euro():
    rates = of_books({"USD": Decimal("1.25"), "GBP": Decimal("0.80")}, "USD")
    assert (rates["EUR"], rates["GBP"]) == (Decimal("0.8"), Decimal("0.64"))
    assert of_books({"USD": Decimal("1.25")}, "XAF") == {}


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"not xml",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Cube><Cube time='2026-11-20'/></Cube>",
        b"<!DOCTYPE a [<!ENTITY x '1'><!ENTITY y '&x;&x;'>]><a>&y;</a>",
        DAILY.replace(b"2026-11-20", b"yesterday"),
        DAILY.replace(b"1.0772", b"-1").replace(b"163.06", b"0").replace(b"0.8361", b"NaN"),
        b"<a>" + b"x" * 1_000_001 + b"</a>",
    ],
)
def test_what_is_no_list_of_rates_is_refused(xml):
    with pytest.raises(RatesUnreadable):
        published(xml)


@pytest.mark.parametrize("rate", [b"1e-999999999", b"Infinity", b"NaN", b"0", b"-1", b"12e400", b"<b/>"[:0]])
def test_a_rate_that_is_none_is_left_out(rate):
    found = published(DAILY.replace(b"163.06", rate))
    assert set(found[date(2026, 11, 20)]) == {"USD", "GBP"}


@given(st.decimals(min_value="0.0001", max_value="100000", places=4))
def test_the_inverse_of_an_inverse_is_near_where_it_began(rate):
    assert abs(inverse(inverse(rate)) - rate) <= rate * rate * Decimal("1e-11")


@pytest.mark.parametrize("code", ["usd", "EURO", "", "U$D", "ÉUR"])
def test_a_currency_is_three_capital_letters(code):
    with pytest.raises(CurrencyUnknown):
        check_currency(code)
