"""Who may import whom: the contracts of `.importlinter`, and that they would notice."""

import subprocess
import sys
from pathlib import Path

BACKEND = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


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
