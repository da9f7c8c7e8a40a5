"""The payment QR code: its lines, and its limits."""

from decimal import Decimal

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from accounting.epc_qr import ERROR_CORRECTION, LARGEST_VERSION, MOST_BYTES, Transfer, TransferRefused, payload

D = Decimal


def test_a_belgian_reference_stands_in_the_text_line():
    made = payload(Transfer("Peeters BV", "BE68 5390 0754 7034", D("121.00"), "+++090/9337/55493+++", bic="KREDBEBB"))
    assert made.split("\n") == [
        "BCD", "002", "1", "SCT", "KREDBEBB", "Peeters BV", "BE68539007547034", "EUR121.00", "", "",
        "+++090/9337/55493+++",
    ]  # fmt: skip


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1000000000.00"])
def test_an_amount_out_of_range_is_refused(amount):
    with pytest.raises(TransferRefused):
        payload(Transfer("Peeters BV", "BE68539007547034", D(amount)))


def test_a_message_and_a_reference_together_are_refused():
    with pytest.raises(TransferRefused):
        payload(Transfer("Peeters BV", "BE68539007547034", D(1), "a", "RF18539007547034"))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(texts, texts, st.decimals(min_value="0.01", max_value="999999999.99", places=2))
def test_whatever_it_is_called_it_fits_and_has_its_lines(name, message, amount):
    made = payload(Transfer(name, "BE68539007547034", amount, message))
    assert len(made.encode()) <= MOST_BYTES
    assert len(made.split("\n")) <= 11
    assert made.split("\n")[7] == f"EUR{amount:.2f}"
    drawn = segno.make(made, error=ERROR_CORRECTION, boost_error=False, micro=False)
    assert int(drawn.version) <= LARGEST_VERSION
