"""A table whose amounts have no sign: the column that says which of them went out."""

import io
from decimal import Decimal

import pytest

from accounting.statements import ColumnsUnknown, Mapping, StatementUnreadable, propose, read
from accounting.statements.mapping import DEBIT_WORDS

SIGNED = {"booked_on": ("Datum",), "amount": ("Bedrag",), "sign": ("Af Bij",)}


@pytest.mark.parametrize(
    ("header", "debit", "credit"),
    [
        ("Type", "Debit", "Credit"), ("Transaction Type", "debit", "credit"), ("CreditDebet", "D", "C"),
        ("Dr/Cr", "DR", "CR"), ("Credit/Debit Indicator", "DBIT", "CRDT"), ("S/H", "S", "H"), ("", "S", "H"),
        ("Mutatietype", "Af", "Bij"), ("Richting", "Uit", "In"), ("Direction", "OUT", "IN"), ("Teken", "-", "+"),
    ],
)  # fmt: skip
def test_a_column_of_nothing_but_debit_and_credit_is_the_sign_whatever_its_header(header, debit, credit):
    lines = [f"Date;{header};Amount;Description", f"15/01/2026;{debit};12.50;x", f"16/01/2026;{credit};7.00;y"]
    (statement,) = read("\n".join(lines).encode())
    assert [each.amount for each in statement.movements] == [Decimal("-12.50"), Decimal("7.00")]
    assert propose(io.BytesIO("\n".join(lines).encode())).mapping.columns["sign"] == (header,)


@pytest.mark.parametrize(
    "cells", [("Debit", "Credit", "Neutral"), ("D", "C", ""), ("Af", "", ""), ("D", "D", "D")], ids=" ".join
)
def test_where_a_column_says_of_some_amounts_that_they_went_out_its_meaning_is_asked(cells):
    lines = ["Date;Type;Amount", *(f"15/01/2026;{cell};12.50" for cell in cells)]
    with pytest.raises(ColumnsUnknown, match="the column Type does not say of every amount if it went out"):
        read("\n".join(lines).encode())
    found = propose(io.BytesIO("\n".join(lines).encode()))
    assert found.missing == "the column Type does not say of every amount if it went out"
    assert found.mapping.columns["code"] == ("Type",)


@pytest.mark.parametrize("amount", ["-12.50", "12.50-", "(12.50)"])
def test_an_amount_with_a_sign_of_its_own_needs_no_such_column(amount):
    lines = ["Date;Type;Amount", f"15/01/2026;Credit;{amount}", "16/01/2026;Debit;7.00"]
    (statement,) = read("\n".join(lines).encode())
    assert [each.amount for each in statement.movements] == [Decimal("-12.50"), Decimal("7.00")]


def test_a_dash_for_nothing_is_no_sign():
    (statement,) = read(b"Date;Address;Amount\n15/01/2026;-;12.50\n16/01/2026;-;7.00")
    assert [each.amount for each in statement.movements] == [Decimal("12.50"), Decimal("7.00")]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12,50 DR", "-12.50"), ("12,50 CR", "12.50"), ("12,50 Dr.", "-12.50"), ("EUR 1.012,50 Cr", "1012.50"),
        ("12,50 EUR D", "-12.50"), ("12,50 S", "-12.50"), ("12,50 H", "12.50"), ("-12,50 DR", "-12.50"),
        ("12,50 USD", "12.50"), ("12,50 AUD", "12.50"),
    ],
)  # fmt: skip
def test_debit_or_credit_behind_an_amount_is_its_sign(written, amount):
    (statement,) = read(f"Datum;Bedrag;Mededeling\n05/01/2026;{written};a\n".encode())
    assert statement.movements[0].amount == Decimal(amount)


def test_a_minus_that_is_in_credit_is_refused_and_such_amounts_need_no_column_for_their_sign():
    with pytest.raises(StatementUnreadable, match="line 2: amount: below zero and in credit: -12,50 CR"):
        read(b"Datum;Bedrag\n05/01/2026;-12,50 CR\n")
    (statement,) = read(b"Datum;X;Bedrag\n05/01/2026;D;12,50 DR\n06/01/2026;;3,00 CR\n")
    assert [each.amount for each in statement.movements] == [Decimal("-12.50"), Decimal("3.00")]


@pytest.mark.parametrize("debit_words", [("Af",), DEBIT_WORDS])
def test_an_amount_without_a_sign_beside_those_that_have_one_is_told_by_its_line(debit_words):
    """7.00 is not money in because nothing says that it went out."""
    mapping = Mapping(SIGNED, debit_words=debit_words)
    with pytest.raises(StatementUnreadable, match=r"^line 4: sign: empty, while line [23] has one: did it go out\?$"):
        read(b"Datum;Bedrag;Af Bij\n15/01/2026;12,50;Af\n15/01/2026;3,50;Bij\n16/01/2026;7,00;\n", mapping=mapping)


def test_an_amount_without_a_sign_far_down_is_told():
    rows = "15/01/2026;12,50;Af\n15/01/2026;3,50;Bij\n" * 25
    with pytest.raises(StatementUnreadable, match=r"^line 52: sign: empty, while line 2 has one"):
        read(f"Datum;Bedrag;Af Bij\n{rows}16/01/2026;7,00;\n".encode())


def test_nothing_beside_nought_or_an_amount_with_a_minus_is_no_question():
    rows = b"Datum;Bedrag;Af Bij\n15/01/2026;12,50;Bij\n16/01/2026;0,00;\n17/01/2026;-7,00;\n"
    (statement,) = read(rows, mapping=Mapping(SIGNED))
    assert [str(each.amount) for each in statement.movements] == ["12.50", "0.00", "-7.00"]


def test_where_somebody_named_the_words_for_money_out_and_no_other_is_there_the_rest_came_in():
    rows = b"Datum;Bedrag;Af Bij\n15/01/2026;12,50;Uit\n16/01/2026;7,00;\n"
    (statement,) = read(rows, mapping=Mapping(SIGNED, debit_words=("Uit",)))
    assert [str(each.amount) for each in statement.movements] == ["-12.50", "7.00"]


@pytest.mark.parametrize("minus", ["-", "\N{MINUS SIGN}", "\N{EN DASH}"])
def test_a_minus_may_be_a_dash(minus):
    (statement,) = read(f"Datum;Bedrag;Mededeling\n15/01/2026;{minus}6,00;a\n16/01/2026;7,00;b\n".encode())
    assert [str(each.amount) for each in statement.movements] == ["-6.00", "7.00"]
    (statement,) = read(f"Datum;Bedrag;Teken\n15/01/2026;6,00;{minus}\n16/01/2026;7,00;+\n".encode())
    assert [str(each.amount) for each in statement.movements] == ["-6.00", "7.00"]
