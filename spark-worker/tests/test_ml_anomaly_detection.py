"""Ledgers as files: judged the same on Spark, in any number of partitions, and without it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from accounting.anomalies.__main__ import main as plainly
from accounting.anomalies.judging import JUDGED, judge
from jobs.ml_anomaly_detection import detect
from libs.on_ledger import judged_by, main

SCRIPT = Path(__file__).resolve().parents[1] / "spark-submit.sh"
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "accounting/tests/anomalies"))
from injected import injected  # noqa: E402


def write(path, rows, book=None):
    names = ["id", "vendor", "date", "invoice", "amount", "net", "vat", "account", "iban"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            cents = [f"{row[name] / 100:.2f}" for name in ("amount", "net", "vat")]
            writer.writerow(
                [row["id"], row["counterparty"], row["on"], row["reference"], *cents, row["account"], row["iban"]]
            )


@pytest.fixture
def ledger_file(tmp_path):
    write(tmp_path / "ledger.csv", injected("ordinary", 600, 7, each=2).rows)
    return tmp_path / "ledger.csv"


def test_every_entry_has_its_score_and_its_reasons(ledger_file, tmp_path):
    output = tmp_path / "out" / "scores.csv"
    assert main(["ml_anomaly_detection", "--input", str(ledger_file), "--output", str(output), "--without-spark"]) == 0
    with output.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == ledger_file.read_text().count("\n") - 1
    assert sum(row["finding"] == "true" for row in rows) > 3
    for row in rows:
        points = sum(points for _, points, _ in json.loads(row["reasons"]))
        assert row["score"] == f"{points / 100:.2f}"


def test_spark_finds_the_same_in_any_number_of_partitions(spark):
    tables = [injected(kind, 500, 8, each=2).table() for kind in ("ordinary", "retail", "recurring")]
    books = [
        table.set_column(0, "book", pa.array([f"b{place}"] * len(table))).set_column(
            1, "place", pa.array(range(1000 * place, 1000 * place + len(table)))
        )
        for place, table in enumerate(tables)
    ]
    entries = pa.concat_tables(books)
    alone = judge(entries)
    for partitions in (1, 5):
        judged = detect(spark.createDataFrame(entries).repartition(partitions)).toArrow().cast(JUDGED)
        assert judged.combine_chunks().sort_by("place").equals(alone)
    assert judged_by(spark, entries).equals(alone)
    assert judged_by(spark, entries.slice(0, 0)).equals(JUDGED.empty_table())


def test_what_cannot_be_read_says_where_and_writes_nothing(tmp_path, capsys):
    (tmp_path / "ledger.csv").write_text("id,date,amount\nE1,2026-03-10,1\nE2,2026-03-10,1x\n")
    output = tmp_path / "scores.csv"
    arguments = ["ml_anomaly_detection", "--input", str(tmp_path / "ledger.csv"), "--output", str(output)]
    assert main([*arguments, "--without-spark"]) == 2
    assert "line 3: '1x' is not an amount" in capsys.readouterr().err
    assert not output.exists()


def test_the_script_gives_the_same_bytes_as_plain_python(ledger_file, tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "S3_", "PYTHONPATH"))}
    done = subprocess.run(
        [SCRIPT, "ml_anomaly_detection", "--input", ledger_file, "--output", tmp_path / "spark.csv"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert plainly([str(ledger_file), str(tmp_path / "alone.csv")]) == 0
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "alone.csv").read_bytes()
