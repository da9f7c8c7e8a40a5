"""Days that may be read with the day or with the month first."""

import io
from datetime import date

import pytest

from accounting.statements import ColumnsUnknown, Mapping, propose, read

TODAY = date(2026, 11, 22)


def table(*days: str, amount: str = "-5.00", headers: str = "Date,Description,Amount") -> bytes:
    mark = ";" if ";" in headers else ","
    return "\n".join([headers, *(mark.join((day, "paper", f'"{amount}"')) for day in days)]).encode()


def read_days(content: bytes) -> list[date]:
    (statement,) = read(content, today=TODAY)
    return [each.booked_on for each in statement.movements]


def test_days_to_come_speak_against_the_day_first():
    """Read with the day first, 12 May would be 5 December, which is still to come."""
    assert read_days(table("05/11/2026", "05/12/2026")) == [date(2026, 5, 11), date(2026, 5, 12)]


MONTHLY = ("10/09/2026", "10/10/2026", "10/11/2026")
QUARTERLY = ("01/04/2026", "01/07/2026", "01/10/2026")


@pytest.mark.parametrize("days", [MONTHLY, QUARTERLY, ("05/01/2026", "06/04/2026", "07/09/2026")])
def test_days_that_lie_nearer_with_the_month_first_never_decide_alone(days):
    """Payments of once a month or a quarter lie far apart: as 9, 10 and 11 October they only look like one week."""
    with pytest.raises(ColumnsUnknown, match="which is first in"):
        read(table(*days), today=TODAY)
    assert propose(io.BytesIO(table(*days)), TODAY).day_orders == ("either", None, None)


@pytest.mark.parametrize("days", [MONTHLY, QUARTERLY])
@pytest.mark.parametrize(
    "headers",
    [
        "Datum,Omschrijving,Bedrag", "Date,Libellé,Montant", "Buchungstag,Verwendungszweck,Betrag",
        "Date;Description;Amount",
    ],
)  # fmt: skip
def test_the_words_of_the_headers_and_a_semicolon_speak_for_the_day_first(headers, days):
    content = table(*days, amount="-650", headers=headers)
    assert [each.month for each in read_days(content)] == [int(day[3:5]) for day in days]
    assert propose(io.BytesIO(content), TODAY).day_orders == ("dmy", None, None)


@pytest.mark.parametrize(("account", "order"), [("BE68539007547034", "dmy"), ("12345678", "either")])
def test_an_account_with_an_iban_speaks_for_the_day_first(account, order):
    rows = [f"{day},{account},-5.00" for day in MONTHLY]
    content = "\n".join(["Date,Account,Amount", *rows]).encode()
    assert propose(io.BytesIO(content), TODAY).day_orders == (order, None, None)
    if order == "dmy":
        assert [each.month for each in read_days(content)] == [9, 10, 11]


def test_a_balance_that_runs_does_not_make_three_months_into_three_days():
    rows = ["10/09/2026,-650.00,1350.00", "10/10/2026,-650.00,700.00", "10/11/2026,-650.00,50.00"]
    with pytest.raises(ColumnsUnknown, match="which is first in 10/09/2026"):
        read("\n".join(["Date,Amount,Balance", *rows]).encode(), today=TODAY)


def test_points_between_the_numbers_of_a_day_are_of_who_writes_the_day_first():
    assert [each.month for each in read_days(table("10.09.2026", "10.10.2026"))] == [9, 10]


def test_days_that_lie_far_apart_with_the_month_first_speak_for_the_day_first():
    assert read_days(table("05/11/2026", "05/11/2026", "06/11/2026")) == [
        date(2026, 11, 5), date(2026, 11, 5), date(2026, 11, 6),
    ]  # fmt: skip


def test_one_payment_on_the_same_day_of_every_month_is_asked_either_way():
    """5 and 6 November, or 11 May and 11 June."""
    assert propose(io.BytesIO(table("05/11/2026", "06/11/2026")), TODAY).day_orders == ("either", None, None)


@pytest.mark.parametrize("amount", ["-5.00", "-5,00"])
def test_days_near_one_another_are_read_with_the_day_first(amount):
    content = table("05/11/2026", "06/11/2026", amount=amount, headers="Date;Description;Amount")
    assert read_days(content) == [date(2026, 11, 5), date(2026, 11, 6)]
    assert propose(io.BytesIO(content), TODAY).day_orders == ("dmy", None, None)


def test_beside_a_decimal_comma_the_day_is_first_however_far_apart_they_are():
    assert read_days(table("05/01/2026", "05/02/2026", amount="-5,00")) == [date(2026, 1, 5), date(2026, 2, 5)]


@pytest.mark.parametrize(
    "content",
    [
        table("05/03/2026"),
        table("05/03/2026", "05/03/2026"),
        table("05/12/2026", "06/12/2026", amount="5,00"),
        table("05/12/2026", headers="Date;Description;Amount", amount="5"),
    ],
)
def test_where_nothing_tells_or_all_speak_against_it_a_person_says_which_is_first(content):
    with pytest.raises(ColumnsUnknown, match=r"^line 2: which is first in 0[56]/.*, the day or the month"):
        read(content, today=TODAY)
    found = propose(io.BytesIO(content), TODAY)
    assert (found.day_orders, found.missing) == (
        ("either", None, None),
        f"which is first in {found.rows[0][0]}, the day or the month",
    )
    columns = {"booked_on": ("Date",), "amount": ("Amount",)}
    (statement,) = read(content, mapping=Mapping(columns, order="mdy"), today=TODAY)
    assert {each.booked_on.month for each in statement.movements} <= {5, 6}


def test_a_row_far_down_tells_the_order_of_all():
    content = table(*["05/03/2026"] * 60, "05/13/2026")
    assert set(read_days(content)) == {date(2026, 5, 3), date(2026, 5, 13)}
    assert propose(io.BytesIO(content), TODAY).day_orders == ("mdy", None, None)
