"""`make test` and `make check`: every part runs, also after one failed; the end is a table of the closing lines.

    python -m embedded.testing             every test
    python -m embedded.testing check       format, lint, types, import contracts
    python -m embedded.testing PATH…       these tests only, with as much of the stack as they need

Tests run on a stack of their own in `.data/test`, on ports of their own, emptied at the start.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from embedded import guard, node, ports, preflight, settings
from embedded.steps import say, warn

ROOT = settings.ROOT
DATA = Path(os.environ.get("TEST_DATA_DIR", ROOT / ".data" / "test")).resolve()
STORES = "postgres,valkey,s3"
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
OFFSETS = (500, 540, 580, 620)
PICTURES = DATA / "playwright"  # traces and pictures of failures
OUTCOMES = DATA / "outcomes.json"
NEEDS = {"backend": STORES, "spark-worker": STORES, "e2e/faults": "", "e2e/tutorial": ""}
INSIDE = "inside-the-stack"
CLOSING = re.compile(
    r"^=*\s*(?:\d+ (?:passed|failed|error|skipped).* in [\d.:]+ ?s.*?|no tests ran.*?)\s*=*$"  # pytest
    r"|^\s*Tests\s+\d+.*$"  # vitest
    r"|^\s*\d+ (?:passed|failed|flaky|did not run|skipped)(?: \([\d.]+m?s?\))?$"  # Playwright
    r"|^(?:Success: no issues|Found \d+ error|All checks passed).*$|^\d+ files? (?:already|would be).*$"
    r"|^Contracts: .*$|^Checked \d+ files.*$|^.*✔ no dependency violations.*$|^✓? ?built in .*$"
)
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True)
class Part:
    """One runner. `stack`: None for none, "" for all of it, else the parts by comma."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    stack: str | None = None


@dataclass(frozen=True)
class Outcome:
    """How one runner ended."""

    name: str
    code: int
    seconds: float
    closing: str


def test_parts() -> list[Part]:
    """Quick ones first; whatever needs the whole stack comes last and shares one."""
    npm = ("npm", "run", "--silent")
    return [
        Part("accounting", (*PYTEST, "accounting")),
        Part("deployment files", (*PYTEST, "e2e/deploy")),
        Part("frontend rules", (*npm, "check"), node.FRONTEND),
        Part("frontend lint", (*npm, "lint"), node.FRONTEND),
        Part("frontend types", (*npm, "typecheck"), node.FRONTEND),
        Part("frontend boundaries", (*npm, "depcruise"), node.FRONTEND),
        Part("frontend", (*npm, "test"), node.FRONTEND),
        Part("frontend build", (*npm, "build"), node.FRONTEND),
        Part("frontend budget", (*npm, "budget"), node.FRONTEND),
        Part("embedded", (*PYTEST, "embedded/tests")),
        Part("spark-worker", (*PYTEST, "spark-worker/tests"), stack=STORES),
        Part("backend", (*PYTEST, "backend/tests"), stack=STORES),
        Part("whole stack", (sys.executable, "-m", "embedded.testing", INSIDE), stack=""),
    ]


def stack_parts() -> list[Part]:
    """On one running stack: a person in a browser, who listens where, and last what happens when parts are killed."""
    return [
        Part("end to end", ("npm", "run", "--silent", "e2e", "--", f"--output={PICTURES}"), node.FRONTEND),
        Part("tutorial", (*PYTEST, "e2e/tutorial")),
        Part("listening", (*PYTEST, "embedded/tests/test_listening.py")),
        Part("faults", (*PYTEST, "e2e/faults")),
    ]


def check_parts() -> list[Part]:
    """What needs no running server: format, lint, types, import contracts."""
    npm, mypy = ("npm", "run", "--silent"), (sys.executable, "-m", "mypy")
    return [
        Part("format", (str(settings.bin_folder() / "ruff"), "format", "--check", ".")),
        Part("lint", (str(settings.bin_folder() / "ruff"), "check", ".")),
        Part("types accounting", (*mypy, "accounting/src")),
        Part("types backend", (*mypy, "app"), ROOT / "backend"),
        Part(
            "types spark-worker",
            (*mypy, "spark-worker/jobs", "spark-worker/libs"),
        ),
        Part("types embedded", (*mypy, "embedded")),
        Part("import contracts", (str(settings.bin_folder() / "lint-imports"),), ROOT / "backend"),
        Part("frontend rules", (*npm, "check"), node.FRONTEND),
        Part("frontend lint", (*npm, "lint"), node.FRONTEND),
        Part("frontend types", (*npm, "typecheck"), node.FRONTEND),
        Part("frontend boundaries", (*npm, "depcruise"), node.FRONTEND),
    ]


def parts_for(paths: Sequence[str]) -> list[Part]:
    """The asked tests, each with the least stack its folder needs."""
    found = []
    for path in paths:
        if path.startswith("frontend/e2e"):
            words = ("npx", "playwright", "test", path.removeprefix("frontend/"))
            found.append(Part(path, words, node.FRONTEND, stack=""))
        elif path.startswith("frontend"):
            found.append(Part(path, ("npx", "vitest", "run", path.removeprefix("frontend").strip("/")), node.FRONTEND))
        else:
            stack = next((needed for start, needed in NEEDS.items() if path.startswith(start)), None)
            found.append(Part(path, (*PYTEST, path), stack=stack))
    return found


def main(words: Sequence[str]) -> int:
    """Run what is asked; 0 when all of it passed."""
    if list(words) == [INSIDE]:
        found = {**os.environ, "E2E_URL": f"http://127.0.0.1:{os.environ['PORT']}"}
        return _run_all(stack_parts(), found, INSIDE)
    if list(words) == ["check"]:
        return _run_all(check_parts(), _environment(dict(os.environ)), "check")
    if guard.is_running(DATA):
        warn(f"Tests are running on {DATA} already; wait for them, or give TEST_DATA_DIR another folder.")
        return 1
    shutil.rmtree(DATA, ignore_errors=True)
    return _run_all(parts_for(words) if words else test_parts(), _environment(_own_stack()), "test")


def _environment(variables: dict[str, str]) -> dict[str, str]:
    return {
        **variables,
        "PATH": f"{settings.bin_folder()}:{node.path_with_node()}:/usr/sbin:/sbin",
        "CHROMIUM": preflight.chromium() or "",
        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
        "JAVA_HOME": str(preflight.java_home() or ""),
        "TESSDATA_PREFIX": str(preflight.tessdata_folder() or ""),
        "OMP_THREAD_LIMIT": "1",
        "PYTHONUNBUFFERED": "1",
        "CI": "1",
    }


def _own_stack() -> dict[str, str]:
    """The caller's environment without its stack, with the first set of ports that is free."""
    kept = {name: value for name, value in os.environ.items() if name not in ports.DEFAULTS}
    numbers = {name: str(number) for name, number in _free_ports().items()}
    return {**kept, **numbers, "DATA_DIR": str(DATA), "LIGHT": "", "STOP_WITH_PARENT": "1"}


def _free_ports() -> dict[str, int]:
    uses = [ports.Use("tests", name) for name in ports.DEFAULTS]
    for offset in OFFSETS:
        numbers = ports.chosen({"PORT_OFFSET": str(offset)})
        with contextlib.suppress(ports.PortUnusable):
            ports.refuse_busy(uses, numbers)
            return numbers
    return ports.chosen({"PORT_OFFSET": str(OFFSETS[0])})


def _run_all(parts: Sequence[Part], variables: dict[str, str], title: str) -> int:
    outcomes = [outcome for part in parts for outcome in _run_and_look_inside(part, variables)]
    if title == INSIDE:
        OUTCOMES.write_text(json.dumps([asdict(outcome) for outcome in outcomes]))
    say(f"\n── {title} " + "─" * (74 - len(title)))
    for outcome in outcomes:
        mark = "✓" if outcome.code == 0 else "✗"
        say(f"  {mark} {outcome.seconds:6.1f}s  {outcome.name:<22} {outcome.closing}")
    failed = [outcome.name for outcome in outcomes if outcome.code]
    say(
        f"  {len(outcomes) - len(failed)} of {len(outcomes)} passed"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


def _run_and_look_inside(part: Part, variables: dict[str, str]) -> list[Outcome]:
    """A runner that runs others is replaced in the table by those, unless it failed by itself."""
    outcome = _run(part, variables)
    if INSIDE not in part.command or not OUTCOMES.exists():
        return [outcome]
    inside = [Outcome(**told) for told in json.loads(OUTCOMES.read_text())]
    return inside if bool(outcome.code) == any(one.code for one in inside) else [*inside, outcome]


def _run(part: Part, variables: dict[str, str]) -> Outcome:
    """Show what a runner says while it says it, and keep its closing line."""
    say(f"\n── {part.name} " + "─" * max(1, 74 - len(part.name)))
    command = list(part.command)
    if part.stack is not None:
        only = ["--only", part.stack] if part.stack else []
        command = [sys.executable, "-m", "embedded", "exec", *only, "--", *command]
    began, rows = time.monotonic(), []
    try:
        process = subprocess.Popen(
            command, cwd=part.folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace",
        )  # fmt: skip
    except OSError as error:
        return Outcome(part.name, 127, 0.0, str(error))
    assert process.stdout
    for row in process.stdout:
        say(row.rstrip("\n"))
        rows.append(COLOURS.sub("", row).rstrip())
    return Outcome(part.name, process.wait(), time.monotonic() - began, closing_line(rows))


def closing_line(rows: Sequence[str]) -> str:
    """What a runner says at its end: its own words, unchanged but for the decoration."""
    closing = [row for row in rows if CLOSING.match(row)]
    if len(closing) > 1 and re.match(r"^\s*\d+ \w", closing[-1]) and " in " not in closing[-1]:
        closing = [", ".join(row.strip() for row in closing)]  # Playwright tells each kind on a line of its own
    last = closing[-1] if closing else next((row for row in reversed(rows) if row.strip()), "")
    return last.strip(" =")[:160]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
