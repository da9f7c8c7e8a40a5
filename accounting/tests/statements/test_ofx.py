"""OFX 1 (no ends of elements, CP1252) and 2 (XML)."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.statements import Reference, StatementUnreadable, prove, read


def test_sgml_without_ends(only):
    statement = only("old.ofx")
    assert (statement.account, statement.head.bank_bic, statement.closing.amount) == (
        "BE95735000123458", "KREDBEBB", Decimal("2149.50"),
    )  # fmt: skip
    paid, debit = statement.movements
    assert (paid.bank_id, paid.party.name, paid.amount) == ("F1", "Café & Bar De Kroon", Decimal("1210.00"))
    assert paid.reference == Reference("ogm", "002026004240", True)
    assert (debit.amount, debit.booked_on, debit.text) == (Decimal("-60.50"), date(2026, 3, 5), "Water Q1")


def test_one_balance_proves_nothing(only):
    assert prove(only("old.ofx")).proved is None


def test_xml_of_a_credit_card(only):
    statement = only("new.ofx")
    assert (statement.account, statement.movements[0].party.name) == ("5412XXXX1111", "Paper <Mill>")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"-93.45</TRNAMT>", b"ninety</TRNAMT>", "line 4: TRNAMT is no amount: ninety"),
        (b"<DTPOSTED>20260305", b"<DTPOSTED>20261305", "line 4: DTPOSTED is no date: 20261305"),
        (b"</CCSTMTRS>", b"", "line 5: the file breaks off inside a statement"),
        (b"<?OFX", b"<!DOCTYPE x><?OFX", "line 2: the file holds a document type or entities, which no bank writes"),
    ],
)
def test_what_is_broken_is_named_with_its_line(written, old, new, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(written("new.ofx").replace(old, new, 1))
    assert caught.value.detail == reason
