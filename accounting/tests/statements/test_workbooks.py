"""Workbooks of banks: real dates and numbers, covers before the movements, days that are numbers."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from accounting.statements import (
    ColumnsUnknown,
    Mapping,
    Reference,
    propose,
    prove,
    read,
    statement_json,
)


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_with_real_dates_and_numbers():
    content = workbook(
        ["Export"],
        [],
        ["Datum", "Bedrag", "Omschrijving"],
        [datetime(2026, 3, 5), -60.5, "Water"],
        [date(2026, 3, 6), 7, "+++002/0260/04240+++"],
    )
    (statement,) = read(content)
    assert [(each.booked_on, each.amount, each.line) for each in statement.movements] == [
        (date(2026, 3, 5), Decimal("-60.5"), 4),
        (date(2026, 3, 6), Decimal("7"), 5),
    ]
    assert statement.movements[1].reference == Reference("ogm", "002026004240", True)


@pytest.mark.parametrize("mapped", [None, Mapping({"booked_on": ("Datum",), "amount": ("Bedrag",)}, decimals=",")])
def test_three_decimals_of_a_number_in_a_workbook_are_no_thousands(mapped):
    content = workbook(["Datum", "Bedrag"], [date(2026, 3, 5), 12.345], [date(2026, 3, 6), -1234.125])
    (statement,) = read(content, mapping=mapped)
    assert [each.amount for each in statement.movements] == [Decimal("12.345"), Decimal("-1234.125")]


def sheets(*names_and_rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in names_and_rows:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_cover_of_a_workbook_does_not_hide_its_movements():
    cover = [["Info"], ["Export of", date(2026, 3, 6)]]
    table = [["Datum", "Bedrag", "Omschrijving"], [date(2026, 3, 5), -60.5, "Water"]]
    content = sheets(cover, [], table)
    (statement,) = read(content)
    assert [(each.amount, each.text) for each in statement.movements] == [(Decimal("-60.5"), "Water")]
    mapping = Mapping({"booked_on": ("Datum",), "amount": ("Bedrag",)})
    assert len(read(content, mapping=mapping)[0].movements) == 1
    assert propose(io.BytesIO(content)).headers == ("Datum", "Bedrag", "Omschrijving")


def test_a_workbook_of_which_no_sheet_names_its_columns_asks_about_the_first():
    content = sheets([["Wanneer", "Hoeveel"], ["x", 1]], [["Info"]])
    with pytest.raises(ColumnsUnknown, match="no column is the date"):
        read(content)
    assert propose(io.BytesIO(content)).headers == ("Wanneer", "Hoeveel")


def test_a_day_that_a_workbook_shows_as_a_number_is_a_day():
    (statement,) = read(workbook(["Datum", "Bedrag"], [46086, 1], [46087.75, 2]))
    assert [each.booked_on for each in statement.movements] == [date(2026, 3, 5), date(2026, 3, 6)]


def test_crumbs_behind_what_a_workbook_worked_out_itself_are_no_amount():
    book, changed = workbook(["Datum", "Bedrag", "Saldo"], [date(2026, 3, 5), 1.25, 3.75]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as packed, zipfile.ZipFile(changed, "w") as again:
        for name in packed.namelist():
            crumbs = packed.read(name).replace(b"<v>1.25</v>", b"<v>1234.5600000000002</v>")
            again.writestr(name, crumbs.replace(b"<v>3.75</v>", b"<v>0.30000000000000004</v>"))
    (statement,) = read(changed.getvalue())
    (movement,) = statement.movements
    assert (movement.amount, movement.balance_after) == (Decimal("1234.56"), Decimal("0.3"))


def test_movements_on_another_sheet_are_not_read_and_told_so():
    """The balances of March add up without those of February: nobody would miss them."""
    march = [["Datum", "Bedrag", "Saldo"], [date(2026, 3, 5), -60.5, 39.5], [date(2026, 3, 6), 10, 49.5]]
    february = [["Datum", "Bedrag", "Saldo"], [date(2026, 2, 5), -5, 105], [date(2026, 2, 6), -5, 100]]
    content = sheets([["Info"], ["Export of", date(2026, 3, 6)]], march, february, [["Legend", 1]])
    (statement,) = read(content)
    assert (len(statement.movements), prove(statement).proved) == (2, True)
    assert [(each.sheet, each.line, each.rows) for each in statement.tail.left_out] == [("Sheet2", 2, 2)]
    assert statement_json(statement)["left_out"] == [{"line": 2, "text": "", "sheet": "Sheet2", "rows": 2}]
