"""Ledgers that lack nearly everything: an answer, never a crash, never a flood."""

import re
from datetime import date, timedelta

import pytest
from ledgers import Made, ledger, table_of

from accounting.anomalies.__main__ import main
from accounting.anomalies.entries import ENTRIES
from accounting.anomalies.files import read_ledger
from accounting.anomalies.judging import JUDGED, judge
from accounting.csv_columns import BrokenFile


def findings(rows):
    for place, row in enumerate(rows):
        row["id"] = str(place)
    judged = judge(table_of(rows))
    assert judged["id"].to_pylist() == [row["id"] for row in rows]
    return sum(judged["finding"].to_pylist())


def test_an_empty_ledger():
    assert judge(ENTRIES.empty_table()).equals(JUDGED.empty_table())


def test_one_entry():
    assert findings([{"amount": 12100}]) == 0
    assert findings([{"counterparty": "A", "reference": "1", "on": date(2025, 1, 1), "amount": 12100}]) == 0


@pytest.mark.parametrize("entries", [2, 3, 5, 10])
def test_a_company_that_has_just_begun_has_no_usual_amounts(entries):
    amounts = [6000] * (entries - 1) + [450000]
    rows = [
        {"counterparty": f"S{place}", "reference": f"{place}", "on": date(2025, 1, 6 + place), "amount": amount}
        for place, amount in enumerate(amounts)
    ]  # fmt: skip
    assert findings(rows) == 0
    assert findings([*ledger("ordinary", 800, 1).rows, {**rows[-1], "amount": 45_000_000}]) >= 1


@pytest.mark.parametrize(
    "lacks", [("on",), ("counterparty",), ("reference",), ("on", "counterparty", "reference", "account", "iban")]
)
def test_columns_that_are_empty_throughout(lacks):
    rows = ledger("ordinary", 800, 1).rows
    assert findings([{name: value for name, value in row.items() if name not in lacks} for row in rows]) <= 2


def test_one_supplier_only():
    rows = ledger("many_small", 300, 2).rows
    for row in rows:
        row["counterparty"] = "The only one"
    assert findings(rows) <= 3


def test_amounts_of_zero():
    rows = ledger("ordinary", 400, 3).rows
    assert findings([{**row, "amount": 0, "net": 0, "vat": 0} for row in rows]) == 0
    some = [{**row, "amount": 0, "net": 0, "vat": 0} if place % 9 == 0 else row for place, row in enumerate(rows)]
    assert findings(some) <= 1


def test_the_same_entry_over_and_over():
    row = {"counterparty": "A", "reference": "7", "on": date(2025, 3, 3), "amount": 5000}
    assert findings([dict(row) for _ in range(500)]) == 0


def test_some_dates_are_missing():
    rows = ledger("ordinary", 2000, 4).rows
    for row in rows[::5]:
        row["on"] = None
    assert findings(rows) <= 2


def test_ten_years_in_one_file():
    years = [ledger("ordinary", 600, 5, date(2015, 1, 1) + timedelta(days=365 * year)).rows for year in range(10)]
    rows = [{**row, "reference": f"{year}{row['reference']}"} for year, each in enumerate(years) for row in each]
    assert findings(Made(rows).rows) <= 0.002 * len(rows)


def test_negative_and_huge_amounts():
    rows = ledger("ordinary", 300, 6).rows
    assert findings([{**row, "amount": -row["amount"], "net": None, "vat": None} for row in rows]) <= 2
    rows[7] |= {"amount": 10**14, "net": None, "vat": None}
    assert findings(rows) >= 1


def read(tmp_path, text):
    path = tmp_path / "ledger.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ledger(path)


@pytest.mark.parametrize(
    "text",
    [
        "id,counterparty,date,reference,amount\nE1,Caf\u00e9 Maes,2026-03-10,F-1,1234.56\n",
        "Amount;Invoice;Vendor;Date;ID\n1.234,56;F-1;Caf\u00e9 Maes;10/03/2026;E1\n",
        "\ufeffid\tsupplier_name\tinvoice_date\tinvoice number\ttotal\r\nE1\tCaf\u00e9 Maes\t20260310\tF-1\t\u20ac 1234,56\r\n\r\n",
        "Boekstuk;Leverancier;Factuurdatum;Factuurnummer;Bedrag\nE1;Caf\u00e9 Maes;10-03-2026;F-1;1234,56\n".encode(
            "cp1252"
        ),
        "belnr,lifnr,bldat,xblnr,dmbtr\nE1,Caf\u00e9 Maes,2026-03-10,F-1,1234.560000001\n",
        'id,vendor,date,invoice,amount\n"E1","Caf\u00e9 Maes","10.03.2026","F-1","1,234.56"\n',
    ],
)
def test_files_are_read_as_people_write_them(tmp_path, text):
    (row,) = read(tmp_path, text).to_pylist()
    assert (row["id"], row["counterparty"], row["reference"]) == ("E1", "Café Maes", "F-1")
    assert (row["day"], row["amount"]) == (date(2026, 3, 10).toordinal(), 12345600)


def test_what_a_file_may_leave_out(tmp_path):
    first, second = read(tmp_path, "amount,date\n5,\n7,2026-01-02\n").to_pylist()
    assert (first["id"], first["day"], second["id"], second["place"]) == ("1", None, "2", 1)
    assert read(tmp_path, "").num_rows == 0
    assert read(tmp_path, "id,amount\n").num_rows == 0


def test_further_columns_go_along(tmp_path):
    lines = [f"{place},{place % 3}EUR,{'AB'[place % 2]},{place * 7}.5,same" for place in range(40)]
    table = read(tmp_path, "id,currency,journal,amount,office\n" + "\n".join(lines))
    assert table["attributes"][1].as_py() == ["1EUR", "B"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,date,amount\nE1,2026-03-10,12x\n", "line 2: '12x' is not an amount"),
        ("id,date,amount\nE1,2026-03-10,\n", "line 2: '' is not an amount"),
        ("id,date,amount\nE1,2026-03-10,1\nE2,2026-02-30,1\n", "line 3: '2026-02-30' is not a date"),
        ("id,date,reference\nE1,2026-03-10,a\n", "the column amount is missing"),
        ("id,date,amount\nE1,2026-03-10\n", "line 2: 2 columns where the first line has 3"),
        ("id,id,amount\n", "line 1: the column id stands there twice"),
    ],
)
def test_what_cannot_be_read_says_where(tmp_path, text, words):
    with pytest.raises(
        BrokenFile, match=re.escape(f"ledger.csv, {words}" if "line" in words else f"ledger.csv: {words}")
    ):
        read(tmp_path, text)


def test_the_command(tmp_path, capsys):
    ledger_file, scores = tmp_path / "ledger.csv", tmp_path / "out" / "scores.csv"
    ledger_file.write_text("id,vendor,date,invoice,amount\nE1,A,2026-03-10,F-1,12.50\nE2,A,2026-03-11,F-2,13\n")
    assert main([str(ledger_file), str(scores)]) == 0
    assert scores.read_text() == 'id,score,finding,reasons\n"E1",0.00,false,"[]"\n"E2",0.00,false,"[]"\n'
    assert main([str(ledger_file)]) == 0
    assert main([str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err
    assert main([]) == 2
