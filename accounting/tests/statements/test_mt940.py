"""MT940 in Dutch and German dialects."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.statements import Reference, StatementUnreadable, prove, read

HEAD = ":20:X\n:25:0001234567\n:28C:1\n:60F:C260304EUR100,\n"
END = ":62F:C260305EUR90,00\n"


def movement_of(description: str, line: str = "260305D10,00NTRFNONREF"):
    (statement,) = read(f"{HEAD}:61:{line}\n:86:{description}\n{END}".encode())
    return statement.movements[0]


def test_codes_between_slashes(only):
    statement = only("rabobank.sta")
    assert (statement.account, statement.head.sequence, prove(statement).proved) == ("NL91ABNA0417164300", "64", True)
    paid, debit, loose = statement.movements
    assert (paid.amount, paid.bank_id, paid.end_to_end_id) == (Decimal("1210.00"), "26064A001", "KROON-42")
    assert (paid.party.name, paid.party.account) == ("Cafe De Kroon", "NL13TEST0123456789")
    assert paid.text == "Factuur 2026-42 en de rest van januari"
    assert (debit.mandate, debit.reference) == ("MANDAAT-17", Reference("rf", "RF18539007547034", True))
    assert (loose.text, loose.value_on, loose.booked_on) == (
        "Losse tekst tweede veld",
        date(2026, 3, 6),
        date(2026, 3, 5),
    )


def test_german_subfields_and_a_year_that_turns(written):
    old, new = read(written("german.sta"))
    paid = old.movements[0]
    assert (paid.value_on, paid.booked_on) == (date(2025, 12, 31), date(2026, 1, 1))
    assert (paid.party.name, paid.party.iban, paid.party.bic) == ("Cafe De Kroon", "BE19431000789912", "GKCCBEBB")
    assert (paid.text, paid.end_to_end_id, paid.code_words) == (
        "Rechnung 2026-42 vom 05.03.26",
        "KROON-42",
        "GUTSCHRIFT",
    )
    undone = new.movements[0]
    assert (undone.amount, undone.reversal, undone.text) == (Decimal("-10.00"), True, "Rueckbuchung")
    assert [prove(each).proved for each in (old, new)] == [True, True]
    assert old.tail.balances[-1].kind == "CLAV"


@pytest.mark.parametrize(
    ("description", "name", "account"),
    [
        ("FACTUUR 12\nREK: NL91ABNA0417164300/NAAM: PICKER BV", "PICKER BV", "NL91ABNA0417164300"),
        ("NL91ABNA0417164300 picker bv\n\nBetaling sieraden", "picker bv", "NL91ABNA0417164300"),
        (
            "/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/PICKER BV/REMI/12",
            "PICKER BV",
            "NL91ABNA0417164300",
        ),
        ("/CNTP/NL91ABNA0417164300/ABNANL2A/PICKER BV///REMI/USTD//12/", "PICKER BV", "NL91ABNA0417164300"),
        ("Van BE32 1234 5678 9002 voor u", None, "BE32123456789002"),
    ],
)
def test_the_other_side_is_found_in_every_dialect(description, name, account):
    found = movement_of(description).party
    assert (found.name, found.iban) == (name, account)


def test_an_old_rabobank_line_carries_account_and_name():
    found = movement_of("BETALINGSKENM. 12", "260305D10,00N0600733959555      T-MOBILE BV").party
    assert (found.name, found.account) == ("T-MOBILE BV", "0733959555")


def test_a_missing_booking_date_may_be_four_blanks():
    assert movement_of("x", "260305    D10,00NTRFNONREF").booked_on == date(2026, 3, 5)


def test_a_belgian_reference_in_the_text_is_found():
    assert movement_of("betaling +++002/0260/04240+++").reference == Reference("ogm", "002026004240", True)


def test_the_description_of_the_statement_is_no_movement_s():
    (statement,) = read(f"{HEAD}:61:260305D10,00NTRFNONREF\n:86:eerste\n{END}:86:D1C0\n-XXX\n".encode())
    assert (statement.movements[0].text, statement.tail.notices) == ("eerste", ("D1C0",))


def test_a_dash_inside_a_description_is_text_and_what_follows_it_is_kept():
    (statement,) = read(f"{HEAD}:61:260305D10,00NTRFNONREF\n:86:first part\n-\nfactuur 2026-0101\n{END}-\n".encode())
    assert (statement.movements[0].text, statement.tail.notices) == ("first part - factuur 2026-0101", ())


@pytest.mark.parametrize("end", ["-", "-XXX", "-}", "-}{5:{CHK:12}}"])
@pytest.mark.parametrize("between", ["", "ABNANL2A\n940\nABNANL2A\n", "\n:940:\n", "{1:F01ABNANL2A}{2:I940}{4:\n"])
def test_a_dash_before_the_next_statement_is_the_end_of_one(end, between):
    one = f"{HEAD}{END}:86:D1C0\n{end}\n"
    found = read(f"{one}{between}{one}".encode())
    assert [each.tail.notices for each in found] == [("D1C0",), ("D1C0",)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEAD + ":61:26x305D10,00NTRF\n" + END, "line 5: field :61: is no movement: 26x305D10,00NTRF"),
        (HEAD + ":61:260305D1.234,50NTRF\n" + END, "line 5: field :61: is no movement: 260305D1.234,50NTRF"),
        (HEAD + ":61:260231D10,00NTRF\n" + END, "line 5: :61: is no date: 260231"),
        (HEAD.replace("C260304EUR100,", "EUR") + END, "line 4: field :60F: is no balance: EUR"),
        (HEAD + ":61:260305D10,00NTRFNONREF\n", "line 1: the file breaks off before the closing balance (:62F:)"),
        (
            HEAD.replace(":25:0001234567\n", "") + ":61:260305D1,NTRF\n",
            "line 4: :25: does not say which account this is",
        ),
        (HEAD + END + END, "line 6: field :62F: stands twice in one statement"),
    ],
)
def test_a_broken_field_is_named_with_its_line(content, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(content.encode())
    assert caught.value.detail == reason


def test_the_day_so_far_has_no_balances():
    content = (
        ":20:X\n:25:NL91ABNA0417164300\n:28C:1\n:34F:EURD0,\n:13D:2603051200+0100\n:61:260305C5,NTRFNONREF\n:86:x\n"
    )
    (statement,) = read(content.encode())
    assert (statement.head.format, statement.head.currency, prove(statement).proved) == ("mt942", "EUR", None)


def test_a_currency_behind_the_account_leaves_the_iban():
    content = HEAD.replace(":25:0001234567", ":25:BE68539007547034/EUR") + END
    (statement,) = read(content.encode())
    assert (statement.account, statement.head.account_iban) == ("BE68539007547034", "BE68539007547034")
