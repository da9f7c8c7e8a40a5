"""Tables as banks and payment services export them, with made-up rows: nothing lost, no sign or amount guessed."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.statements import StatementUnreadable, read
from accounting.statements.day_order import order_of_days


@pytest.mark.parametrize(("out", "into"), [("Débit", "Crédit"), ("D", "C"), ("Af", "Bij"), ("DR", "CR"), ("-", "+")])
def test_the_word_beside_an_amount_says_whether_it_went_out(out, into):
    table = f"Date;Montant;Sens;Libellé\n05/01/2026;10,00;{out};a\n06/01/2026;5,00;{into};b\n"
    (statement,) = read(table.encode())
    assert [each.amount for each in statement.movements] == [Decimal("-10.00"), Decimal("5.00")]


def test_a_word_that_says_neither_out_nor_in_is_not_taken_for_in():
    with pytest.raises(StatementUnreadable, match="line 2: sign: neither money out nor money in: Sortie"):
        read("Date;Montant;Sens;Libellé\n05/01/2026;10,00;Sortie;a\n".encode())


@pytest.mark.parametrize("out", ["10,00", "-10,00"])
def test_a_minus_under_credit_is_money_that_was_taken_back(out):
    table = f"Datum;Debet;Credit;Omschrijving\n05/01/2026;;100,00;a\n06/01/2026;;-100,00;b\n07/01/2026;{out};0,00;c\n"
    (statement,) = read(table.encode())
    assert [each.amount for each in statement.movements] == [Decimal(100), Decimal(-100), Decimal(-10)]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("-5,00;", "line 4: debit: -5.00 and that of line 3 have other signs: which one went out?"),
        (";-7,00", "line 4: credit: every amount has a minus: did they come in?"),
    ],
)
def test_a_minus_that_may_mean_either_way_under_debit_or_credit_is_refused(rows, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(f"Datum;Debet;Credit\n05/01/2026;0,00;\n06/01/2026;5,00;\n07/01/2026;{rows}\n".encode())
    assert caught.value.detail == reason


def test_a_row_with_more_cells_than_headers_is_refused_for_its_columns_have_shifted():
    with pytest.raises(StatementUnreadable, match="line 3: the row has more cells than there are headers"):
        read(b"Datum;Omschrijving;Bedrag\n05/01/2026;x;1,00\n06/01/2026;a;12;5,00\n")
    (statement,) = read(b"Datum;Omschrijving;Bedrag\n05/01/2026;x;1,00;;\n")
    assert len(statement.movements) == 1


def test_the_decimal_mark_is_that_of_the_whole_column_not_of_its_first_rows():
    first = "".join(f"05/01/2026;{100 + row};a\n" for row in range(60))
    (statement,) = read(f"Datum;Bedrag;Omschrijving\n{first}06/01/2026;1.250;b\n07/01/2026;1.234,50;c\n".encode())
    assert [each.amount for each in statement.movements[60:]] == [Decimal("1250"), Decimal("1234.50")]


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (("26-01-05", "26-01-06", "26-01-28"), ("2026-01-05", "2026-01-06", "2026-01-28")),
        (("26-01-12", "26-01-15"), ("2026-01-12", "2026-01-15")),
        (("05-01-26", "28-02-26"), ("2026-01-05", "2026-02-28")),
        (("05/01/98", "06/01/98"), ("1998-01-05", "1998-01-06")),
        (("01/28/26", "02/01/26"), ("2026-01-28", "2026-02-01")),
    ],
)
def test_a_year_of_two_digits_is_the_one_by_which_the_days_lie_together(days, read_as):
    rows = "".join(f"{day};1,00\n" for day in days)
    (statement,) = read(f"Datum;Bedrag\n{rows}".encode())
    assert tuple(str(each.booked_on) for each in statement.movements) == read_as


@pytest.mark.parametrize(("later", "month"), [("01/13/2026", 1), ("13/01/2026", 10)])
def test_whether_month_or_day_comes_first_is_told_by_the_whole_file_not_by_its_first_rows(later, month):
    rows = "01/10/2026,1.00,a\n" * 50
    (statement,) = read(f"Date,Amount,Description\n{rows}{later},9.50,b\n".encode())
    assert {each.booked_on.month for each in statement.movements[:50]} == {month}
    assert (len(statement.movements), statement.movements[50].amount) == (51, Decimal("9.50"))


def test_a_single_day_with_two_readings_is_the_one_near_today():
    assert order_of_days(["26-01-28"], date(2026, 2, 1)) == "ymd"
    assert order_of_days(["05-01-26"], date(2026, 2, 1)) == "dmy"
    assert order_of_days(["05/01/2026"], date(2006, 2, 1)) == "dmy"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("05/01/202", "booked_on: no date: 05/01/202"),
        ("5/1/6", "booked_on: no date: 5/1/6"),
        ("202-01-05", "booked_on: no date: 202-01-05"),
        ("05/01/79", "booked_on: 05/01/79 would be 2079-01-05, which is still to come"),
    ],
)
def test_a_year_of_one_or_three_digits_or_one_still_to_come_is_refused_with_its_line(day, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(f"Datum;Bedrag\n06/01/2026;1,00\n{day};1,00\n".encode())
    assert (caught.value.line, caught.value.reason) == (3, reason)


PAYPAL = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
    '"To Email Address","Transaction ID","Balance"\n'
    '"05/01/2026","10:00:00","CET","Piet","Payment","Completed","EUR","10,00","-0,50","9,50","a","b","T1","109,50"\n'
    '"06/01/2026","10:00:00","CET","An","Payment","Pending","EUR","7,00","-0,40","6,60","a","b","T2","109,50"\n'
)
STRIPE = (
    "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n"
    "txn_1,charge,ch_1,100.00,3.20,96.80,eur,2026-01-05 10:00,2026-01-07 00:00,Invoice 42\n"
    "txn_2,payout,po_1,-96.80,0.00,-96.80,eur,2026-01-08 00:00,2026-01-08 00:00,STRIPE PAYOUT\n"
)
QONTO = (
    "Status;Settlement date (UTC);Operation date (UTC);Total amount (incl. VAT);Debit;Credit;Balance;"
    "Counterparty name;Payment method;Reference\n"
    "Settled;05-01-2026 10:00:00;04-01-2026 10:00:00;-10,00;10,00;;90,00;Piet;Transfer;x\n"
    "Declined;;04-01-2026 11:00:00;-20,00;20,00;;;Piet;Card;y\n"
)


@pytest.mark.parametrize(("table", "amounts"), [(PAYPAL, ["9.50"]), (STRIPE, ["96.80", "-96.80"]), (QONTO, ["-10.00"])])
def test_a_payment_service_that_keeps_its_fee_moves_the_net_amount(table, amounts):
    (statement,) = read(table.encode())
    assert [str(each.amount) for each in statement.movements] == amounts


def test_without_a_day_the_order_in_which_the_days_lie_together_is_taken():
    assert order_of_days(["26-01-05", "26-01-28"]) == "ymd"
    assert order_of_days(["05-01-26"]) == "dmy"
