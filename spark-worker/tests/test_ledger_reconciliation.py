"""Bank lines and open items as files: read as people write them, matched the same on Spark and without it."""

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from accounting.matching.columns import FOUND, in_order, items_of, match_tables
from jobs.ledger_reconciliation import reconcile
from libs.books import BrokenFile, read_items, read_lines
from libs.on_books import main

SCRIPT = Path(__file__).resolve().parents[1] / "spark-submit.sh"
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "accounting/tests/matching"))
from belgian_books import belgian_books  # noqa: E402

LINES = "id,date,amount,description\nL1,2026-03-10,121.00,VIREMENT DE PEETERS BV factuur 2026/0042\n"
ITEMS = "id,date,amount,description,ref\nI1,2026-02-20,121.00,Peeters BV - werken,2026/0042\n"


def files(folder, lines=LINES, items=ITEMS):
    (folder / "lines.csv").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    (folder / "items.csv").write_bytes(items if isinstance(items, bytes) else items.encode())
    return ["ledger_reconciliation", "--lines", str(folder / "lines.csv"), "--items", str(folder / "items.csv"),
            "--output", str(folder / "out" / "matches.csv"), "--without-spark"]  # fmt: skip


def told(folder):
    with (folder / "out" / "matches.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path, rows, names):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)


def belgian_files(folder, seed=5, events=250):
    books = belgian_books(seed, events, parties=40)
    lines = [(each.id, each.on, each.amount, each.text, each.name, each.iban) for each in books.lines]
    items = [
        (each.id, each.on, each.amount, each.text, each.reference, each.entry_type, each.name, each.iban, each.due_on)
        for each in books.items
    ]
    names = ["id", "date", "amount", "description", "counterparty_name", "counterparty_iban"]
    item_names = [
        "id",
        "date",
        "amount",
        "description",
        "ref",
        "entry_type",
        "counterparty_name",
        "counterparty_iban",
        "due_date",
    ]
    write(folder / "lines.csv", lines, names)
    write(folder / "items.csv", items, item_names)
    return lines, items, names, item_names


def test_a_match_is_a_row_with_its_reasons(tmp_path):
    assert main(files(tmp_path)) == 0
    (row,) = told(tmp_path)
    assert (row["line_id"], row["item_id"], row["group_id"], row["kind"], row["auto"]) == (
        "L1",
        "I1",
        "L1",
        "exact",
        "true",
    )
    reasons = json.loads(row["reasons"])
    assert {code for code, _, _ in reasons} >= {"amount_same", "number"}
    assert float(row["score"]) > 0.99


@pytest.mark.parametrize(
    "lines",
    [
        "Description;Amount;Extra;Date;ID\nVIREMENT DE PEETERS BV factuur 2026/0042;121,00;x;10/03/2026;L1\n",
        "﻿id\tdate\tamount\tdescription\r\nL1\t20260310\t€ 121,00\tPeeters BV 2026/0042\r\n\r\n",
        'id,date,amount,description\nL1,2026-03-10T09:30:00,"0,121.00","Peeters BV\n2026/0042"\n',
        "id,date,amount,description\nL1,10.03.2026,+121,Peeters BV 2026/0042\nL2,10.03.2026,0.00,nothing\n",
        "id;date;amount;description\nL1;10-03-26;121,00;Caf\xe9 Peeters BV 2026/0042\n".encode("cp1252"),
    ],
)
def test_files_are_read_as_people_write_them(tmp_path, lines):
    assert main(files(tmp_path, lines)) == 0
    assert [(row["line_id"], row["item_id"]) for row in told(tmp_path)] == [("L1", "I1")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [("1.234,56", 12345600), ("1,234.56", 12345600), ("1 234,56-", -12345600), ("(12.50)", -125000), ("-0,5", -5000),
     ("1.234.567", 12345670000), ("12", 120000), ("-1234.5", -12345000)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(tmp_path, text, parts):
    (tmp_path / "l.csv").write_text(f'id,date,amount,description\nL1,2026-03-10,"{text}",x\n')
    assert read_lines(tmp_path / "l.csv")["amount"].to_pylist() == [parts]


def test_what_the_books_know_is_read_where_a_file_says_it(tmp_path):
    lines, items = "id,date,amount,description,parts\n", "id,date,amount,description,recurs,one_reference\n"
    files(tmp_path, f"{lines}L1,2026-03-10,3,x,1.00 2.00\n", f"{items}I1,2026-03-10,3,x,31,TRUE\nI2,2026-03-10,3,x,,\n")
    assert read_lines(tmp_path / "lines.csv")["parts"].to_pylist() == ["1.00 2.00"]
    found = read_items(tmp_path / "items.csv")
    assert [(each.recurs, each.one_reference) for each in items_of(found)] == [(31, True), (None, False)]


@pytest.mark.parametrize(
    ("columns", "words"),
    [("recurs,x\nI1,2026-03-10,1,a,monthly,", "line 2: 'monthly' is not a number of days"),
     ("one_reference,x\nI1,2026-03-10,1,a,77,", "line 2: '77' is not true or false")],
)  # fmt: skip
def test_what_the_books_do_not_say_like_that_is_a_clear_problem(tmp_path, columns, words):
    files(tmp_path, items=f"id,date,amount,description,{columns}\n")
    with pytest.raises(BrokenFile, match=words):
        read_items(tmp_path / "items.csv")


def test_month_before_day_is_seen_from_the_whole_column(tmp_path):
    (tmp_path / "l.csv").write_text("id,date,amount,description\nL1,03/10/2026,1,x\nL2,03/25/2026,1,x\n")
    first, second = read_lines(tmp_path / "l.csv")["day"].to_pylist()
    assert second - first == 15


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("id,date,amount,description\nL1,2026-03-10,12x,a\n", "line 2: '12x' is not an amount"),
        (
            'id,date,amount,description\nL1,2026-03-10,1,"a\nb"\nL2,2026-02-30,1,c\n',
            "line 4: '2026-02-30' is not a date",
        ),
        (
            "id,date,amount,description\nL1,2026-03-10,1,a\nL1,2026-03-10,1,b\n",
            "line 3: the id L1 stands there a second time",
        ),
        ("id,date,amount,description\n,2026-03-10,1,a\n", "line 2: there is no id"),
        ("id,date,description\nL1,2026-03-10,a\n", "the column amount is missing"),
        ("id,date,amount,description\nL1,2026-03-10,1\n", "line 2: 3 columns where the first line has 4"),
        ("id,id,amount,description\n", "line 1: the column id stands there twice"),
        ("id,date,amount,description\nL1,,1,a\n", "line 2: '' is not a date"),
        ("id,date,amount,description\nL1,2026-03-10,1,a\nL2,0000-03-10,1,b\n", "line 3: '0000-03-10' is not a date"),
        ("id,date,amount,description\nL1,1899-12-31,1,a\n", "line 2: '1899-12-31' is not a date"),
    ],
)
def test_what_cannot_be_read_says_where_and_writes_nothing(tmp_path, capsys, lines, words):
    assert main(files(tmp_path, lines)) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lines", ["", "\n", "id,date,amount,description\n"])
def test_nothing_to_match_is_no_mistake(tmp_path, lines):
    assert main(files(tmp_path, lines)) == 0
    assert told(tmp_path) == []
    assert main(files(tmp_path, LINES, lines)) == 0
    assert told(tmp_path) == []


def test_a_file_that_is_not_there_is_a_clear_problem(tmp_path, capsys):
    arguments = files(tmp_path)
    (tmp_path / "items.csv").unlink()
    assert main(arguments) == 2
    assert "items.csv" in capsys.readouterr().err


def test_the_order_of_rows_and_columns_changes_no_byte(tmp_path):
    lines, items, names, item_names = belgian_files(tmp_path)
    arguments = ["ledger_reconciliation", "--lines", str(tmp_path / "lines.csv"), "--items", str(tmp_path / "items.csv"),
                 "--output", str(tmp_path / "out" / "matches.csv"), "--without-spark"]  # fmt: skip
    assert main(arguments) == 0
    before = (tmp_path / "out" / "matches.csv").read_bytes()
    assert before.count(b"\n") > 200
    dice = random.Random(3)
    dice.shuffle(lines)
    dice.shuffle(items)
    write(tmp_path / "lines.csv", [row[::-1] for row in lines], names[::-1])
    write(tmp_path / "items.csv", items, item_names)
    assert main(arguments) == 0
    assert (tmp_path / "out" / "matches.csv").read_bytes() == before


def test_spark_finds_the_same_in_any_number_of_partitions(spark, tmp_path):
    belgian_files(tmp_path)
    lines, items = read_lines(tmp_path / "lines.csv"), read_items(tmp_path / "items.csv")
    alone = match_tables(lines, items)
    for partitions in ("1", "7"):
        spark.conf.set("spark.sql.shuffle.partitions", partitions)
        matched = reconcile(spark.createDataFrame(lines), spark.createDataFrame(items))
        assert in_order(matched.toArrow().cast(FOUND)).equals(alone)


def test_books_do_not_meet(tmp_path):
    lines = "id,date,amount,description,tenant_id\nL1,2026-03-10,121.00,Peeters BV 2026/0042,a\n"
    items = "id,date,amount,description,ref,tenant_id\nI1,2026-03-01,121.00,Peeters BV,2026/0042,b\n"
    assert main(files(tmp_path, lines, items)) == 0
    assert told(tmp_path) == []


def test_the_columns_follow_the_books_that_were_read_not_what_was_found(tmp_path):
    lines = "id,date,amount,description,tenant_id\nL1,2026-03-10,121.00,Peeters BV 2026/0042,a\n"
    items = "id,date,amount,description,ref,tenant_id\nI1,2026-03-01,121.00,Peeters BV,2026/0042,a\n"
    arguments = files(tmp_path, lines + "L2,2026-03-10,7.00,koffie,b\n", items)
    assert main(arguments) == 0
    (two,) = told(tmp_path)
    assert (two["tenant_id"], two["line_id"]) == ("a", "L1")
    assert main(files(tmp_path, lines, items)) == 0
    (one,) = told(tmp_path)
    assert "tenant_id" not in one


def test_an_interrupted_job_leaves_no_half_output(tmp_path):
    from libs.on_books import write as write_matches

    output = tmp_path / "matches.csv"
    output.write_text("before\n")
    with pytest.raises(KeyError):
        write_matches(output, pa.table({"book": ["a"]}), with_book=False)
    assert output.read_text() == "before\n"
    assert list(tmp_path.iterdir()) == [output]


def test_the_script_gives_the_same_bytes_as_no_spark(tmp_path):
    belgian_files(tmp_path)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "S3_", "PYTHONPATH"))}
    arguments = [
        "ledger_reconciliation",
        "--lines",
        tmp_path / "lines.csv",
        "--items",
        tmp_path / "items.csv",
        "--output",
    ]
    done = subprocess.run(
        [SCRIPT, *arguments, tmp_path / "spark.csv"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert main([*map(str, arguments), str(tmp_path / "alone.csv"), "--without-spark"]) == 0
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "alone.csv").read_bytes()
