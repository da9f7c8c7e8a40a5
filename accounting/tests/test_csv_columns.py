"""Files as programs export them: what stands above the header, how columns are called, marks and dates by column."""

from datetime import date
from pathlib import Path

import pytest

from accounting.anomalies.files import read_ledger
from accounting.csv_columns import BrokenFile, amount_column, date_column, read_table

PLAIN = "id,vendor,date,reference,amount\nE1,Café Maes,2026-03-10,F-1,1234.56\n"


def entry(tmp_path: Path, content: str | bytes) -> dict[str, object]:
    path = tmp_path / "ledger.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (row,) = read_ledger(path).to_pylist()
    return row


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", "\t").encode("utf-16"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        "Ledger export 2026\n" + PLAIN,
        "Purchases, all; 2026\n\n" + PLAIN,
        "Company;Peeters BV;;;\nPeriod;01/01/2026 - 31/12/2026;;;\n" + PLAIN.replace(",", ";"),
        "ID,Vendor,Date,Invoice #,Amount (EUR)\nE1,Café Maes,2026-03-10,F-1,1234.56\n",
        "Nr;Leverancier;Datum;Factuurnr;Bedrag incl. BTW\nE1;Café Maes;10/03/2026;F-1;1.234,56\n",
        "N°;Fournisseur;Date;Numéro facture;Montant TTC [€];TVA;Base\nE1;Café Maes;10/03/2026;F-1;1.234,56;1,0;2,0\n".replace(
            "N°", "ID"
        ),
        "id,vendor,date,reference,debit,credit\nE1,Café Maes,2026-03-10,F-1,1234.56,\n",
        "id;vendor;date;reference;debet;credit\nE1;Café Maes;2026-03-10;F-1;1300,00;65,44\n",
    ],
)
def test_a_ledger_is_read_as_programs_export_it(tmp_path, content):
    row = entry(tmp_path, content)
    assert (row["id"], row["counterparty"], row["reference"]) == ("E1", "Café Maes", "F-1")
    assert (row["day"], row["amount"]) == (date(2026, 3, 10).toordinal(), 12345600)


def test_a_credit_is_below_zero_and_one_of_both_is_needed(tmp_path):
    assert entry(tmp_path, "id,debit,credit\nE1,,70\n")["amount"] == -700000
    with pytest.raises(BrokenFile, match="line 2: there is no amount"):
        entry(tmp_path, "id,debit,credit\nE1,,\n")


def test_a_line_is_counted_from_the_top_of_the_file(tmp_path):
    with pytest.raises(BrokenFile, match="line 4: 'x' is not an amount"):
        entry(tmp_path, "Export of 2026\nid,date,amount\nE1,2026-03-10,1\nE2,2026-03-10,x\n")
    with pytest.raises(BrokenFile, match="line 3: 2 columns where"):
        entry(tmp_path, "Export of 2026\nid,date,amount\nE1,2026-03-10\n")


def test_columns_in_two_currencies_are_two_columns(tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text("Amount (EUR);Amount (USD)\n1;2\n")
    table = read_table(path)
    assert table is not None
    assert table.column_names == ["amount_eur", "amount_usd"]


def column(tmp_path: Path, name: str, *cells: str) -> list[int | None]:
    path = tmp_path / "file.csv"
    path.write_text(f"id;{name}\n" + "".join(f"{place};{cell}\n" for place, cell in enumerate(cells)))
    table = read_table(path)
    assert table is not None
    made = amount_column(path, table) if name == "amount" else date_column(path, table, name, optional=True)
    return list(made.to_pylist())


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (("1.250", "1.250,50", "99,50"), (1250, 1250.5, 99.5)),
        (("1.250", "99,50"), (1250, 99.5)),
        (("1,250", "99.50"), (1250, 99.5)),
        (("1.250", "12.000.000"), (1250, 12_000_000)),
        (("1.250", "99.50"), (1.25, 99.5)),
        (("1.250", "0.375"), (1.25, 0.375)),
        (("1.250", "1250.125"), (1.25, 1250.125)),
        (("-1.250,00", "(3,10)", "€ 12", "7"), (-1250, -3.1, 12, 7)),
    ],
)
def test_a_column_shows_what_its_marks_are(tmp_path, cells, amounts):
    assert column(tmp_path, "amount", *cells) == [round(10_000 * amount) for amount in amounts]


@pytest.mark.parametrize(("written", "parts"), [("-1770.1200000000001", -17701200), ("0,30000000000000004", 3000)])
def test_what_binary_numbers_leave_behind_is_no_part_of_an_amount(tmp_path, written, parts):
    assert entry(tmp_path, f"id;amount\nE1;{written}\n")["amount"] == parts
    with pytest.raises(BrokenFile, match="is not an amount"):
        column(tmp_path, "amount", written)


@pytest.mark.parametrize("nothing", ["", "NaN", "None", "n/a", "-", "0000-00-00", "NULL"])
def test_what_stands_where_there_is_no_date_is_no_date(tmp_path, nothing):
    assert column(tmp_path, "date", nothing, "2026-01-05") == [None, date(2026, 1, 5).toordinal()]


@pytest.mark.parametrize("written", ["5 jan 2026", "5 januari 2026", "05-Jan-2026", "5 janv. 2026", "46027", "46027.0"])
def test_dates_in_words_and_as_workbooks_count_them(tmp_path, written):
    assert column(tmp_path, "date", written, "") == [date(2026, 1, 5).toordinal(), None]


@pytest.mark.parametrize("written", ["5 foo 2026", "soon", "31 feb 2026", "12345678901"])
def test_what_is_no_date_is_refused(tmp_path, written):
    with pytest.raises(BrokenFile, match="is not a date"):
        column(tmp_path, "date", "2026-01-05", written)
