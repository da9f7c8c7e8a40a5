"""Who may import whom: the contracts of `.importlinter`, that they would notice, and what no process starts with."""

import subprocess
import sys
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
SELDOM_NEEDED = ("boto3", "numpy", "openpyxl", "pandas", "pyarrow", "pyspark", "typst", "xlsxwriter")
"""Tens of megabytes each: who needs one imports it then (decision 18)."""


def test_every_import_contract_is_kept():
    ended = subprocess.run([LINTER, "--no-cache"], cwd=BACKEND, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def test_a_module_that_nobody_placed_in_the_order_fails_the_build(tmp_path):
    """The same contracts over a list from which `contacts` was forgotten."""
    rules = (BACKEND / ".importlinter").read_text().replace("    contacts | jobs\n", "    jobs\n")
    (tmp_path / "rules").write_text(rules)
    ended = subprocess.run(
        [LINTER, "--no-cache", "--config", tmp_path / "rules"], cwd=BACKEND, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "contacts" in ended.stdout


@pytest.mark.parametrize("started", ["app.main", "app.worker", "app.clock"])
def test_a_process_starts_without_what_it_seldom_needs(started: str):
    asked = f"import sys, {started}; print(*sorted(set(sys.modules) & set({SELDOM_NEEDED})))"
    ended = subprocess.run([sys.executable, "-c", asked], cwd=BACKEND, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == []
