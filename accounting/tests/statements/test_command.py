"""`python -m accounting.statements FILE`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from accounting.statements import read, statement_json
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


@pytest.mark.parametrize("file", sorted(each.name for each in FILES.iterdir()))
def test_what_is_printed_movement_by_movement_is_what_is_read_whole(file: str, capsys):
    """And in the same form, to the last blank."""
    if main([str(FILES / file)]) == 0:
        whole = {"statements": [statement_json(each) for each in read((FILES / file).read_bytes())]}
        assert capsys.readouterr().out == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


ENTRY = (
    "<Ntry><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-05</Dt></BookgDt>"
    "<AcctSvcrRef>{number}</AcctSvcrRef><AddtlNtryInf>from everybody</AddtlNtryInf></Ntry>"
)
PEAK = """
import resource, sys
from accounting.statements.__main__ import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""


def test_a_file_ten_times_as_long_takes_no_more_memory_to_print(tmp_path):
    peaks, counts = [], []
    for size in (2_000, 20_000):
        file = tmp_path / f"{size}.xml"
        with file.open("w") as long:
            long.write(
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt><Id>1</Id>"
            )
            long.writelines(ENTRY.format(number=number) for number in range(size))
            long.write("</Stmt></BkToCstmrStmt></Document>")
        told = subprocess.run([sys.executable, "-c", PEAK, str(file)], capture_output=True, text=True, check=True)
        counts.append(told.stdout.count('"bank_reference": '))
        peaks.append(int(told.stderr))
    assert counts == [2_000, 20_000]
    assert peaks[1] < peaks[0] + 15, f"{peaks} MB"
