"""CSV and XLSX: known banks, unknown banks, and a mapping that was made by hand."""

import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accounting.statements import (
    ColumnsUnknown,
    Mapping,
    Reference,
    StatementUnreadable,
    layouts,
    mapping_of,
    propose,
    prove,
    read,
)


def test_kbc_newest_first_proves_itself_by_its_balances(only):
    statement = only("kbc.csv")
    assert (statement.account, statement.head.currency, statement.head.description) == (
        "BE95735000123458",
        "EUR",
        "kbc",
    )
    assert (statement.opening.amount, statement.closing.amount) == (Decimal("1000.00"), Decimal("2149.50"))
    assert prove(statement).proved is True
    paid = statement.movements[1]
    assert (paid.amount, paid.party.iban) == (Decimal("1210.00"), "BE19431000789912")
    assert paid.reference == Reference("ogm", "002026004240", True)


def test_ing_says_af_or_bij_beside_an_amount_without_sign(only):
    statement = only("ing_nl.csv")
    assert [(each.amount, each.booked_on) for each in statement.movements] == [
        (Decimal("1210.00"), date(2026, 3, 5)),
        (Decimal("-60.50"), date(2026, 3, 4)),
    ]
    assert prove(statement).proved is None


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_every_known_layout_is_recognised_and_read(layout):
    headers = [header for named in layout.columns.values() for header in named]
    mark = layout.decimals or ","
    cells = {
        "amount": f"12{mark}50",
        "balance_after": f"112{mark}50",
        "account": "NL91ABNA0417164300",
        "currency": "EUR",
    }
    day = {"ymd": "2026-03-05", "dmy": "05-03-2026", "mdy": "03-05-2026"}[layout.order]
    cells |= {"booked_on": day, "value_on": day, "state": layout.only[0] if layout.only else "", "name": "De Kroon"}
    if "sign" in layout.columns:
        cells["sign"] = layout.debit_words[0]
    row = [cells.get(name, "") for name, named in layout.columns.items() for _ in named]
    lines = "\n".join(";".join(each) for each in (headers, row))
    found = propose(io.BytesIO(lines.encode()))
    assert (found.known, found.mapping.name, found.missing) == (True, layout.name, None)
    movement = read(lines.encode())[0].movements[0]
    assert (abs(movement.amount), movement.booked_on) == (Decimal("12.50"), date(2026, 3, 5))
    assert (movement.amount < 0) == ("sign" in layout.columns)


def test_a_payment_that_did_not_happen_is_left_out_and_a_fee_is_part_of_the_amount():
    rows = [
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance",
        "CARD,Current,2026-03-04 10:00:00,2026-03-05 02:00:00,Paper Mill,-10.00,0.50,EUR,COMPLETED,89.50",
        "CARD,Current,2026-03-05 10:00:00,,Paper Mill,-11.00,0.00,EUR,REVERTED,",
    ]
    (statement,) = read("\n".join(rows).encode())
    assert [each.amount for each in statement.movements] == [Decimal("-10.50")]


STATES = (
    "Date;Montant;Libellé;Statut\n"
    "05/01/2026;-10,00;a;Accepté\n06/01/2026;-99,00;b;Refusé\n07/01/2026;-5,00;c;En attente\n08/01/2026;-1,00;d;\n"
)


def test_a_payment_that_an_unknown_bank_refused_or_still_holds_is_no_movement():
    (statement,) = read(STATES.encode())
    assert [each.text for each in statement.movements] == ["a", "d"]


@pytest.mark.parametrize(
    "state",
    ["Hold", "On hold", "Authorised", "Authorized", "Reserviert", "Gereserveerd", "Réservé", "Bloqué", "À venir"],
)
def test_what_a_bank_only_holds_is_no_movement(state):
    (statement,) = read(STATES.replace("Refusé", state).encode())
    assert [each.text for each in statement.movements] == ["a", "d"]


def test_a_mapping_may_say_that_a_refused_payment_counts():
    mapping = Mapping(
        {"booked_on": ("Date",), "amount": ("Montant",), "text": ("Libellé",), "state": ("Statut",)}, only=("refusé",)
    )
    (statement,) = read(STATES.encode(), mapping=mapping)
    assert [each.text for each in statement.movements] == ["b"]


def test_the_states_of_a_whole_file_are_told_with_those_that_are_left_out():
    late = STATES + "09/01/2026;-1,00;e;Accepté\n" * 50 + "10/01/2026;-7,00;f;Annulé\n"
    found = propose(io.BytesIO(late.encode()))
    assert found.states == ("Accepté", "Refusé", "En attente", "Annulé")
    assert found.no_movement == ("Refusé", "En attente", "Annulé")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_an_unknown_bank_is_read_by_the_words_of_its_headers(delimiter, encoding):
    rows = [
        ["Rekening van De Gouden Pen"],
        ["Datum", "Naam", "Bedrag", "Mededeling"],
        ["31/03/2026", "Café De Kroon", "1210,00" if delimiter != "," else "1210.00", "Factuur 42"],
    ]
    (statement,) = read("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    movement = statement.movements[0]
    assert (movement.line, movement.amount, movement.booked_on) == (3, Decimal("1210.00"), date(2026, 3, 31))
    assert (movement.party.name, movement.text) == ("Café De Kroon", "Factuur 42")


def test_debit_and_credit_in_columns_of_their_own():
    (statement,) = read(b"Date;Description;Debit;Credit\n2026-03-05;out;10.00;\n2026-03-05;in;;7.25\n")
    assert [each.amount for each in statement.movements] == [Decimal("-10.00"), Decimal("7.25")]


def test_american_dates_are_told_by_the_one_that_can_be_nothing_else():
    (statement,) = read(b"Date,Amount,Memo\n02/03/2026,1.00,a\n01/31/2026,2.00,b\n")
    assert [each.booked_on for each in statement.movements] == [date(2026, 2, 3), date(2026, 1, 31)]


def test_two_accounts_in_one_table_are_two_statements():
    rows = "Datum;Rekening;Bedrag;Munt\n05/03/2026;A;1,00;EUR\n05/03/2026;B;2,00;EUR\n05/03/2026;B;3,00;USD\n"
    assert [(each.account, each.head.currency) for each in read(rows.encode())] == [
        ("A", "EUR"),
        ("B", "EUR"),
        ("B", "USD"),
    ]


def test_a_mapping_is_kept_as_json_and_read_again():
    made = Mapping(
        {"booked_on": ("Quand",), "amount": ("Combien",), "text": ("Quoi", "Encore")}, decimals=",", order="dmy"
    )
    kept = mapping_of(json.loads(json.dumps(made.as_dict())))
    assert kept == made
    (statement,) = read(b"Quoi;Encore;Quand;Combien\nun;deux;05/03/26;1.234,5-\n", mapping=kept)
    assert (statement.movements[0].amount, statement.movements[0].text) == (Decimal("-1234.5"), "un deux")
    assert statement.movements[0].booked_on == date(2026, 3, 5)


def test_a_table_without_headers_is_mapped_by_the_places_of_its_columns():
    mapping = Mapping({"booked_on": ("#1",), "amount": ("#3",), "text": ("#2",)}, order="ymd")
    (statement,) = read(b"20260305;water;-60,50\n20260306;inkt;-1,00\n", mapping=mapping)
    assert [(each.text, each.amount) for each in statement.movements] == [
        ("water", Decimal("-60.50")),
        ("inkt", Decimal("-1.00")),
    ]


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({}, "a mapping needs its columns"),
        ({"columns": {"shoe": ["x"]}}, "there is no field shoe"),
        ({"columns": {"booked_on": ["x"]}}, "no column is the amount, and none are debit and credit"),
        ({"columns": {"amount": ["x"]}}, "no column is the date"),
        ({"columns": {"booked_on": ["a"], "amount": ["b"]}, "order": "yyy"}, "order is dmy, mdy or ymd"),
        ({"columns": {"booked_on": ["a"], "amount": ["b"]}, "delimiter": ";;"}, "a delimiter is one character"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(kept, reason):
    with pytest.raises(ColumnsUnknown) as caught:
        mapping_of(kept)
    assert caught.value.reason == reason


def test_each_column_of_days_is_told_with_the_order_in_which_it_is_read():
    content = b"Geboekt;Valuta;Op;Hoeveel\n26-01-05;05/01/26;01/28/2026;1,00\n26-01-28;28/01/26;01/05/2026;2,00\n"
    assert propose(io.BytesIO(content)).day_orders == ("ymd", "dmy", "mdy", None)


def test_an_unknown_table_asks_for_its_columns_and_shows_them():
    content = b"Wanneer;Hoeveel\n05/03/2026;1,00\n"
    with pytest.raises(ColumnsUnknown):
        read(content)
    found = propose(io.BytesIO(content))
    assert (found.headers, found.rows, found.known) == (("Wanneer", "Hoeveel"), (("05/03/2026", "1,00"),), False)
    assert found.missing == "no column is the date"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("05/03/2026;veel", "line 3: amount: no amount: veel"),
        ("31/02/2026;1,00", "line 3: booked_on: no date: 31/02/2026"),
        ("05/03/2026;", "line 3: the amount is empty"),
        (";1,00", "line 3: the date is empty"),
    ],
)
def test_a_broken_row_is_named_with_its_line(row, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(f"Datum;Bedrag\n05/03/2026;1,00\n{row}\n".encode())
    assert caught.value.detail == reason


@pytest.mark.parametrize(
    ("amounts", "read_as"),
    [
        (("1.234", "2.000"), (Decimal(1234), Decimal(2000))),
        (("1,234", "2,000"), (Decimal(1234), Decimal(2000))),
        (("1.234", "0.500"), (Decimal("1.234"), Decimal("0.500"))),
        (("1.234", "2,50"), (Decimal(1234), Decimal("2.50"))),
    ],
)
def test_three_digits_behind_every_mark_are_thousands(amounts, read_as):
    rows = "".join(f"15/03/2026;{amount};x\n" for amount in amounts)
    (statement,) = read(f"Datum;Bedrag;Omschrijving\n{rows}".encode())
    assert tuple(each.amount for each in statement.movements) == read_as


@given(
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-(10**11), 10**11)),
        min_size=1,
        max_size=30,
    ).map(lambda rows: sorted(rows, key=lambda row: row[0]))
)
@example([(date(2026, 1, 5), 1), (date(2026, 1, 5), 0)])  # nothing moves, and the balance stays
def test_what_is_written_is_read_again_with_a_running_balance(rows):
    balance, lines = 0, ["Datum;Bedrag;Saldo"]
    for day, cents in rows:
        balance += cents
        lines.append(f"{day:%Y-%m-%d};{cents / 100:.2f};{balance / 100:.2f}".replace(".", ","))
    (statement,) = read("\n".join(lines).encode())
    assert [(each.booked_on, int(each.amount * 100)) for each in statement.movements] == rows
    assert (statement.opening.amount, int(statement.closing.amount * 100), prove(statement).proved) == (
        0,
        balance,
        True,
    )


def test_a_superscript_in_a_month_is_told_by_its_line():
    lines = ["Date;Amount", *["01/02/2026;1,00"] * 60, "13/²²²/2026;1,00"]
    with pytest.raises(StatementUnreadable, match="no date") as refused:
        read("\n".join(lines).encode())
    assert refused.value.line == 62


@pytest.mark.parametrize("newest_first", [False, True])
def test_rows_of_two_currencies_in_turns_are_one_proved_statement_each(newest_first):
    rows = ["EUR,100,100", "USD,50,50", "EUR,-30,70", "USD,-20,30", "EUR,-10,60"]
    lines = [f"15/01/2026,{row}" for row in (reversed(rows) if newest_first else rows)]
    found = read("\n".join(["Date,Currency,Amount,Balance", *lines]).encode())
    assert sorted(
        (each.head.currency, each.opening.amount, each.closing.amount, prove(each).proved) for each in found
    ) == [("EUR", 0, 60, True), ("USD", 0, 30, True)]
    assert sorted(movement.line for each in found for movement in each.movements) == [2, 3, 4, 5, 6]


def test_of_very_many_accounts_every_row_is_read_once():
    lines = ["Date;Account;Amount", *(f"15/01/2026;{number % 25:06d};{number}.00" for number in range(1, 101))]
    found = read("\n".join(lines).encode())
    assert sorted(movement.amount for each in found for movement in each.movements) == list(range(1, 101))
    assert all(each.head.account == f"{int(movement.amount) % 25:06d}" for each in found for movement in each.movements)


def test_a_row_that_is_wrong_is_told_whichever_account_it_is_of():
    lines = ["Date;Account;Amount", "15/01/2026;A1;1.00", "15/01/2026;B2;x", "15/01/2026;A1;2.00"]
    with pytest.raises(StatementUnreadable) as refused:
        read("\n".join(lines).encode())
    assert refused.value.line == 3


def test_a_dash_alone_is_an_empty_cell():
    rows = ["Date;Débit;Crédit;Libellé", "25/10/2026;12,50;-;a", "26/10/2026;–;5,00;b", "27/10/2026;€ -;€ 1,00;c"]
    (found,) = read("\n".join(rows).encode())
    assert [str(each.amount) for each in found.movements] == ["-12.50", "5.00", "1.00"]
    with pytest.raises(StatementUnreadable, match="line 2: the amount is empty"):
        read(b"Datum;Bedrag;Omschrijving\n25/10/2026;-;a\n26/10/2026;-5,00;b")
