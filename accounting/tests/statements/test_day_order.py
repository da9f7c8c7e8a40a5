"""Days that may be read with the day or with the month first."""

import io
from datetime import date

import pytest

from accounting.statements import ColumnsUnknown, Mapping, propose, read

TODAY = date(2026, 11, 22)


def table(*days: str, amount: str = "-5.00") -> bytes:
    return "\n".join(["Date;Description;Amount", *(f"{day};paper;{amount}" for day in days)]).encode()


def read_days(content: bytes) -> list[date]:
    (statement,) = read(content, today=TODAY)
    return [each.booked_on for each in statement.movements]


def test_days_to_come_and_days_far_apart_speak_against_the_day_first():
    """Read with the day first, 12 May would be 5 December, which is still to come."""
    assert read_days(table("05/11/2026", "05/12/2026")) == [date(2026, 5, 11), date(2026, 5, 12)]
    assert read_days(table("05/01/2026", "05/04/2026", "05/09/2026")) == [
        date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 9),
    ]  # fmt: skip


@pytest.mark.parametrize("amount", ["-5.00", "-5,00"])
def test_days_near_one_another_are_read_with_the_day_first(amount):
    content = table("05/11/2026", "06/11/2026", amount=amount)
    assert read_days(content) == [date(2026, 11, 5), date(2026, 11, 6)]
    assert propose(io.BytesIO(content), TODAY).day_orders == ("dmy", None, None)


def test_beside_a_decimal_comma_the_day_is_first_however_far_apart_they_are():
    assert read_days(table("05/01/2026", "05/02/2026", amount="-5,00")) == [date(2026, 1, 5), date(2026, 2, 5)]


@pytest.mark.parametrize(
    "content",
    [table("05/03/2026"), table("05/03/2026", "05/03/2026"), table("05/12/2026", "06/12/2026", amount="5,00")],
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
