import os
import subprocess
import sys
from pathlib import Path

import pytest

from embedded import runners, settings
from embedded.runners import Outcome, Part


def test_a_part_has_variables_of_its_own() -> None:
    part = Part("who", ("sh", "-c", "echo $WHOSE"), variables={"WHOSE": "mine"})
    said: list[str] = []
    (ended,) = runners.in_order([part], {"PATH": os.environ["PATH"], "WHOSE": "everybody's"}, said.append)
    assert (ended.code, said[-1:]) == (0, ["mine"])


@pytest.mark.parametrize(("code", "shown"), [(0, runners.SHOWN), (1, 300)])
def test_all_that_a_part_said_is_kept_and_its_end_is_shown(code: int, shown: int, tmp_path: Path) -> None:
    part, said = Part("long", ("sh", "-c", f"seq 300; exit {code}")), list[str]()
    (ended,) = runners.in_order([part], {"PATH": os.environ["PATH"]}, said.append, tmp_path)
    shown = min(shown, runners.SHOWN_OF_A_FAILURE)
    assert (ended.code, said[2:]) == (code, [str(n) for n in range(301 - shown, 301)])
    assert said[1] == f"({300 - shown} rows before this: {tmp_path / 'long.log'})"
    assert (tmp_path / "long.log").read_text().splitlines()[-300:] == [str(n) for n in range(1, 301)]


def test_lanes_run_side_by_side_and_each_in_its_order(tmp_path: Path) -> None:
    made = tmp_path / "made"
    waits, makes = (
        Part("waits", ("sh", "-c", f"until test -e {made}; do sleep 0.1; done")),
        Part("makes", ("touch", str(made))),
    )
    nothing, path = Part("fails", ("false",)), {"PATH": os.environ["PATH"]}
    ended = runners.in_lanes([([waits], path), ([nothing, makes], path)], tmp_path)
    assert [(one.name, one.code) for one in ended] == [("waits", 0), ("fails", 1), ("makes", 0)]


def test_a_reader_that_leaves_changes_no_result() -> None:
    words = "from embedded.steps import say; [say(str(n)) for n in range(99_999)]; raise SystemExit(3)"
    command = f"set -o pipefail; '{sys.executable}' -c '{words}' | head -1"
    assert subprocess.run(["bash", "-c", command], cwd=settings.ROOT, capture_output=True, text=True).returncode == 3


@pytest.mark.parametrize(
    ("rows", "closing"),
    [
        (["...", "12 passed, 1 skipped in 3.21s"], "12 passed, 1 skipped in 3.21s"),
        (["==== 2 failed, 1 error in 65.00s (0:01:05) ====", ""], "2 failed, 1 error in 65.00s (0:01:05)"),
        ([" Test Files  3 passed (3)", "      Tests  65 passed (65)", "   Duration  3s"], "Tests  65 passed (65)"),
        (["  1 failed", "    e2e/a.spec.ts:1:1", "  9 passed (2.6m)"], "1 failed, 9 passed (2.6m)"),
        (["Contracts: 9 kept, 0 broken."], "Contracts: 9 kept, 0 broken."),
        (["difference 0.00", "", "12.3 s, 0 failure(s)"], "12.3 s, 0 failure(s)"),
        (["9.9 s, 1 failure(s)", "  FAILED a.pdf: was misread"], "9.9 s, 1 failure(s)"),
        (["something else"], "something else"),
        ([], ""),
    ],
)
def test_the_closing_line_is_the_runners_own(rows: list[str], closing: str) -> None:
    assert runners.closing_line(rows) == closing


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (["FAILED tests/test_a.py::test_b[1-2] - assert 1 == 2"], ["tests/test_a.py::test_b[1-2] - assert 1 == 2"]),
        (["ERROR tests/test_a.py::test_b - OSError", "FAILED to do"], ["tests/test_a.py::test_b - OSError"]),
        ([" FAIL  src/a.test.tsx > A form > is sent", "   × is sent 12ms"], ["src/a.test.tsx > A form > is sent"]),
        (["  1) e2e/a.spec.ts:3:1 › is sent ──────", "  1 failed"], ["e2e/a.spec.ts:3:1 › is sent"]),
        ([f" FAIL  src/a.test.tsx > {n % 2}" for n in range(4)], ["src/a.test.tsx > 0", "src/a.test.tsx > 1"]),
        (["12 passed in 3.21s"], []),
    ],
)
def test_what_failed_is_named_at_the_end_too(rows: list[str], named: list[str], capsys: pytest.CaptureFixture[str]):
    found = runners.failures(rows)
    assert list(found) == named
    code = int(bool(named))
    assert runners.conclude([Outcome("part", code, 1.0, "", found)], "test") == code
    assert [row.strip() for row in capsys.readouterr().out.splitlines() if "part: " in row] == [
        f"part: {each}" for each in named
    ]
