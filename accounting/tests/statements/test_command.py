"""`python -m accounting.statements FILE`."""

import json
from pathlib import Path

import pytest

from accounting.statements.__main__ import main

FILES = Path(__file__).parent.parent / "cases" / "statements"


def test_a_statement_is_printed_as_json(capsys):
    assert main([str(FILES / "two_days.cod")]) == 0
    first, second = json.loads(capsys.readouterr().out)["statements"]
    assert (first["account"], first["currency"]) == ("BE95735000123458", "EUR")
    assert (first["old_balance"], first["new_balance"], second["new_balance"]) == ("1000.00", "-1185.95", "1314.05")
    assert first["balance_check"] is True
    paid = first["transactions"][0]
    assert {name: paid[name] for name in ("amount", "value_date", "entry_date", "counterparty_name", "structured")} == {
        "amount": "1210.00",
        "value_date": "2026-03-05",
        "entry_date": "2026-03-05",
        "counterparty_name": "CAFÉ DE KROON",
        "structured": "+++002/0260/04240+++",
    }
    assert [child["amount"] for child in first["transactions"][1]["children"]] == ["-1800.00", "-1200.00"]


def test_a_broken_file_is_one_error_and_no_statement(capsys, tmp_path):
    broken = tmp_path / "broken.cod"
    broken.write_bytes((FILES / "two_days.cod").read_bytes()[:1000])
    assert main([str(broken)]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "error": "the file breaks off before record 9",
        "line": 8,
        "code": "statement_unreadable",
    }


def test_a_mapping_is_read_from_a_file(capsys, tmp_path):
    table, mapping = tmp_path / "x.csv", tmp_path / "mapping.json"
    table.write_text("Wanneer;Hoeveel\n05/03/2026;1,00\n")
    assert main([str(table)]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "columns_unknown"
    mapping.write_text(json.dumps({"columns": {"booked_on": ["Wanneer"], "amount": ["Hoeveel"]}}))
    assert main([str(table), "--mapping", str(mapping)]) == 0
    assert json.loads(capsys.readouterr().out)["statements"][0]["transactions"][0]["amount"] == "1.00"


@pytest.mark.parametrize(
    "name", ["camt053.xml", "rabobank.sta", "german.sta", "old.ofx", "new.ofx", "kbc.csv", "ing_nl.csv"]
)
def test_every_format_has_the_same_shape(capsys, name):
    def shape(path: Path) -> tuple[set[str], set[str]]:
        assert main([str(path)]) == 0
        statement = json.loads(capsys.readouterr().out)["statements"][0]
        return set(statement), set(statement["transactions"][0])

    assert shape(FILES / name) == shape(FILES / "two_days.cod")


def test_a_file_that_is_not_there_and_a_mapping_that_is_no_json_are_errors(capsys, tmp_path):
    assert main([str(tmp_path / "none.cod")]) == 1
    assert "none.cod" in json.loads(capsys.readouterr().out)["error"]
    bad = tmp_path / "bad.json"
    for written in ("{", "[1]", '"x"'):
        bad.write_text(written)
        assert main([str(FILES / "kbc.csv"), "--mapping", str(bad)]) == 1
        assert json.loads(capsys.readouterr().out)["error"]
