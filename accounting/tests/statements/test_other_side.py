"""The other side of a movement, where a table names who paid and who was paid."""

import pytest

from accounting.statements import read

REVOLUT_2024 = (
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Card label,"
    "Card state,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,"
    "Account,Beneficiary account number,Beneficiary sort code or routing number,Beneficiary IBAN,Beneficiary BIC,MCC,"
    "Related transaction id,Spend program"
)
OLDER = (
    "2026-11-05,2026-11-05,b-2,TRANSFER,COMPLETED,To Kapsalon Lena,invoice 8,Jan Peeters,,,,EUR,-100.00,EUR,-100.00,"
    "-100.20,,0.20,EUR,888.50,EUR Main,,,BE68539007547034,KREDBEBB,,,",
    "2026-11-04,2026-11-04,b-1,CARD_PAYMENT,COMPLETED,Amazon AWS,,Jan Peeters,1234,,,USD,-12.00,EUR,-11.20,-11.30,"
    "1.0714,0.10,EUR,988.70,EUR Main,,,,,5734,,",
    "2026-11-04,2026-11-04,b-0,CARD_REFUND,COMPLETED,Amazon AWS,,Jan Peeters,1234,,,EUR,5.00,EUR,5.00,5.00,,0,EUR,"
    "1000.00,EUR Main,,,,,5734,,",
    "2026-11-03,2026-11-03,b-9,TOPUP,COMPLETED,Money added from LENA BV,fact 9,LENA BV,,,,EUR,50.00,EUR,50.00,50.00,,"
    "0,EUR,995.00,EUR Main,,,,,,,",
)
REVOLUT_2026 = (
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Card label,"
    "Card state,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,"
    "Account,International account number,Beneficiary account number,Beneficiary sort code or routing number,"
    "Beneficiary IBAN,Beneficiary BIC,Beneficiary name,MCC,Related transaction id,Spend program,Sender account,"
    "Sender name,Card references"
)
NEWER = (
    "2026-11-05,2026-11-05,b-2,TRANSFER,COMPLETED,Payment,invoice 8,Jan Peeters,,,,EUR,-100.00,EUR,-100.00,-100.20,,"
    "0.20,EUR,888.50,EUR Main,,,,BE68539007547034,KREDBEBB,Kapsalon Lena,,,,,,",
    "2026-11-03,2026-11-03,b-9,TRANSFER,COMPLETED,Payment from LENA BV,fact 9,Jan Peeters,,,,EUR,50.00,EUR,50.00,"
    "50.00,,0,EUR,988.70,EUR Main,,,,,,,,,,BE43068999999501,LENA BV,",
)
WISE = (
    '"TransferWise ID",Date,"Date Time",Amount,Currency,Description,"Payment Reference","Running Balance",'
    '"Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,'
    '"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees","Exchange To Amount",'
    '"Transaction Type","Transaction Details Type"'
)
PAID_BY_WISE = (
    "TRANSFER-3,15-11-2026,15-11-2026 10:00:00,1000.00,EUR,Received money from LENA BV,fact 9,1737.50,,,,LENA BV,"
    "Jan Peeters,,,,,,,0.00,,CREDIT,DEPOSIT",
    "TRANSFER-2,14-11-2026,14-11-2026 10:00:00,-250.00,EUR,Sent money to Piet Huys,rent,737.50,,,,Jan Peeters,"
    "Piet Huys,NL91ABNA0417164300,,,,,,0.50,,DEBIT,TRANSFER",
    "CARD-1,13-11-2026,13-11-2026 10:00:00,-12.50,EUR,Card transaction of 12.50 EUR issued by Albert Heijn,,987.50,,,,"
    ",,,Albert Heijn,1234,Jan Peeters,,,0.00,,DEBIT,CARD",
)


def others(header: str, rows: tuple[str, ...]) -> list[tuple[str, str | None, str | None]]:
    (statement,) = read("\n".join((header, *rows)).encode())
    return [(str(each.amount), each.party.name, each.party.iban) for each in statement.movements]


def test_of_money_out_the_other_side_is_not_the_employee_who_paid():
    """Revolut Business calls who made the payment, or holds the card, the payer."""
    assert others(REVOLUT_2024, OLDER) == [
        ("-100.20", "Kapsalon Lena", "BE68539007547034"),
        ("-11.30", "Amazon AWS", None),
        ("5.00", None, None),
        ("50.00", "LENA BV", None),
    ]


def test_columns_of_newer_exports_name_the_other_side_of_both_ways():
    assert others(REVOLUT_2026, NEWER) == [
        ("-100.20", "Kapsalon Lena", "BE68539007547034"),
        ("50.00", "LENA BV", "BE43068999999501"),
    ]


@pytest.mark.parametrize("header", [WISE, WISE.replace("TransferWise ID", "Number")])
def test_where_both_who_paid_and_who_was_paid_are_named_the_other_one_is_the_other_side(header):
    assert others(header, PAID_BY_WISE)[:2] == [
        ("1000.00", "LENA BV", None),
        ("-250.00", "Piet Huys", "NL91ABNA0417164300"),
    ]


def test_a_card_payment_of_wise_names_the_shop():
    assert others(WISE, PAID_BY_WISE)[2] == ("-12.50", "Albert Heijn", None)


ING = '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen"'
ING_EN = '"Date";"Name / Description";"Account";"Counterparty";"Code";"Debit/credit";"Amount (EUR)";"Transaction type";"Notifications"'
PAID_BY_ING = (
    ("20261104;Albert Heijn;NL69INGB0123456789;;BA;{out};12,34;Betaalautomaat;Pasvolgnr 001", "987,66"),
    ("20261103;LENA;NL69INGB0123456789;NL91ABNA0417164300;GT;{into};1.000,00;Overschrijving;factuur 8", "1.000,00"),
)


@pytest.mark.parametrize(
    ("header", "balance", "out", "into", "name"),
    [
        (ING, "Saldo na mutatie", "Af", "Bij", "ing_nl"),
        (ING_EN, "Resulting balance", "Debit", "Credit", "ing_nl_en"),
    ],
)
def test_the_balance_behind_each_movement_is_read_where_an_export_has_it(header, balance, out, into, name):
    told = [f"{row.format(out=out, into=into)};{after};" for row, after in PAID_BY_ING]
    (statement,) = read("\n".join([f'{header};"{balance}";"Tag"', *told]).encode())
    assert (str(statement.opening.amount), str(statement.closing.amount)) == ("0.00", "987.66")
    (older,) = read("\n".join([header, *(row.format(out=out, into=into) for row, _ in PAID_BY_ING)]).encode())
    assert older.head.description == statement.head.description == name
    assert [each.amount for each in older.movements] == [each.amount for each in statement.movements]
    assert older.closing is None


def test_in_the_export_of_a_savings_account_of_ing_valuta_is_the_currency():
    rows = (
        '"Datum";"Omschrijving";"Rekening";"Rekening naam";"Tegenrekening";"Af Bij";"Bedrag";"Valuta";"Mutatiesoort";'
        '"Mededelingen";"Saldo na mutatie"',
        '"2026-01-01";"Rente";"V 123-45678";"Oranje Spaarrekening";"";"Bij";"9,20";"EUR";"Rente";"";"1509,20"',
        '"2025-12-11";"Overboeking";"V 123-45678";"Oranje Spaarrekening";"NL91ABNA0417164300";"Af";"500,00";"EUR";'
        '"Opname";"";"1500,00"',
    )
    (statement,) = read("\n".join(rows).encode())
    assert (statement.account, statement.head.currency) == ("V 123-45678", "EUR")
    assert [str(each.amount) for each in statement.movements] == ["9.20", "-500.00"]
    assert (str(statement.opening.amount), str(statement.closing.amount)) == ("2000.00", "1509.20")
