"""A quarter in the books is true: its blocks are run, as printed, and the figures it tells are those that come out."""

import os
import re
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/books.md").read_text()


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the reader sees who types all of it."""
    script = "set -e\n" + "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    script = script.replace("127.0.0.1:8000", f"127.0.0.1:{os.environ['PORT']}")
    script = script.replace("ann@example.com", f"ann-{uuid4().hex[:8]}@example.com")
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path_factory.mktemp("books"),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "/problems/" not in done.stdout, done.stdout
    return done.stdout


def test_an_invoice_is_paid_in_part_and_credited_in_part(typed: str) -> None:
    assert re.search(r"partly_paid\n1512\.50\n588\.82\n484\.00\n", typed)


def test_the_return_has_the_grids_of_the_page(typed: str) -> None:
    told = {
        grid: amount.replace(",", "") for grid, amount in re.findall(r"^\| (\d\d) \| ([\d.,]+) \|", PAGE, re.MULTILINE)
    }
    assert told == dict(re.findall(r"^(\d\d) +([\d.]+) ", typed, re.MULTILINE))
    assert "balance 182.82 · checks hold: True" in typed


def test_the_profit_is_turnover_less_goods(typed: str) -> None:
    amounts = re.findall(r"^ +([\d.]+)  ", typed, re.MULTILINE)
    assert (amounts[0], amounts[2], amounts[-1]) == ("1322.00", "400.00", "922.00")
