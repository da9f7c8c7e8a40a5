"""OFX 1 (no ends of elements, CP1252) and 2 (XML)."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.statements import Original, Reference, StatementUnreadable, prove, read


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


def in_dollars(more: str, amount: str = "-10.00") -> bytes:
    return f"""OFXHEADER:100

<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>BE68539007547034</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260305<TRNAMT>{amount}<FITID>1<NAME>GitHub{more}</STMTTRN>
</BANKTRANLIST></STMTRS></OFX>""".encode()


def test_an_amount_in_another_currency_is_brought_into_that_of_the_account():
    (statement,) = read(in_dollars("<CURRENCY><CURRATE>0.9<CURSYM>USD</CURRENCY>"))
    (movement,) = statement.movements
    assert (movement.amount, movement.currency) == (Decimal("-9.00"), "EUR")
    assert movement.original == Original(Decimal("10.00"), "USD", Decimal("0.9"))


def test_an_amount_that_was_in_another_currency_keeps_its_rate():
    (statement,) = read(in_dollars("<ORIGCURRENCY><CURRATE>0.9<CURSYM>USD</ORIGCURRENCY>"))
    (movement,) = statement.movements
    assert (movement.amount, movement.original) == (
        Decimal("-10.00"), Original(Decimal("11.11"), "USD", Decimal("0.9")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (in_dollars("<CURRENCY><CURSYM>USD</CURRENCY>"), "line 4: an amount in USD has no rate (CURRATE)"),
        (
            in_dollars("<CURRENCY><CURRATE>9999999999999999<CURSYM>USD</CURRENCY>", "9999999999999999.99"),
            "line 4: CURRATE makes an amount that no bank holds",
        ),
    ],
)
def test_an_amount_that_cannot_be_brought_into_the_accounts_currency_is_refused(content, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(content)
    assert caught.value.detail == reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"-10.00", b"-1,234", "line 4: TRNAMT may be -1234 or -1.234: -1,234"),
        (b"</STMTRS>", b"<LEDGERBAL><BALAMT>9,000</LEDGERBAL></STMTRS>", "line 5: BALAMT may be 9000 or 9.000: 9,000"),
    ],
)
def test_a_comma_before_three_digits_may_part_thousands_or_decimals_and_is_refused(old, new, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(in_dollars("").replace(old, new))
    assert caught.value.detail == reason


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("1,234.50", "USD", "1234.50"), ("1.234,50", "EUR", "1234.50"), ("1,234,567", "USD", "1234567"),
        ("0,125", "EUR", "0.125"), ("1,234", "TND", "1.234"),
    ],
)  # fmt: skip
def test_a_comma_that_can_mean_one_thing_only_is_read(written, currency, amount):
    (statement,) = read(in_dollars("", written).replace(b"<CURDEF>EUR", f"<CURDEF>{currency}".encode()))
    assert statement.movements[0].amount == Decimal(amount)


def test_movements_without_their_ends_are_all_there(only, written):
    whole = only("old.ofx")
    (bare,) = read(written("old.ofx").replace(b"</STMTTRN>", b""))
    assert (bare.movements, bare.closing) == (whole.movements, whole.closing)
    assert len(bare.movements) == 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"-93.45</TRNAMT>", b"ninety</TRNAMT>", "line 4: TRNAMT is no amount: ninety"),
        (b"<DTPOSTED>20260305", b"<DTPOSTED>20261305", "line 4: DTPOSTED is no date: 20261305"),
        (b"</CCSTMTRS>", b"", "line 5: the file breaks off before the end of a statement"),
        (b"Paper", b"&#" + b"1" * 5000, "line 4: NAME holds a character that there is none of"),
        (b"<?OFX", b"<!DOCTYPE x><?OFX", "line 2: the file holds a document type or entities, which no bank writes"),
    ],
)
def test_what_is_broken_is_named_with_its_line(written, old, new, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(written("new.ofx").replace(old, new, 1))
    assert caught.value.detail == reason


def test_what_cdata_encloses_is_text_and_an_opening_that_nothing_closes_encloses_nothing():
    (statement,) = read(in_dollars("<MEMO><![CDATA[R<D]]> and <![CDATA[Sons]]>"))
    assert statement.movements[0].text == "R<D and Sons"
    (statement,) = read(in_dollars("<MEMO><![CDATA[R<D]]><REFNUM>7<![CDATA["))
    assert (statement.movements[0].text, statement.movements[0].customer_reference) == ("R<D", "7")
