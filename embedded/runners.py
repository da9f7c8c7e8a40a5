"""Run test and check tools: one after the other or in lanes, with a table of their closing lines at the end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from embedded import settings
from embedded.steps import say

CLOSING = re.compile(
    r"^=*\s*(?:\d+ (?:passed|failed|error|skipped).* in [\d.:]+ ?s.*?|no tests ran.*?)\s*=*$"  # pytest
    r"|^\s*Tests\s+\d+.*$"  # vitest
    r"|^\s*\d+ (?:passed|failed|flaky|did not run|skipped)(?: \([\d.]+m?s?\))?$"  # Playwright
    r"|^(?:Success: no issues|Found \d+ error|All checks passed).*$|^\d+ files? (?:already|would be).*$"
    r"|^[\d.]+ s, \d+ failure\(s\)$"  # the main job
    r"|^Contracts: .*$|^Checked \d+ files.*$|^.*✔ no dependency violations.*$|^✓? ?built in .*$"
)
FAILURE = re.compile(
    r"^(?:FAILED|ERROR) (\S+::\S.*)$"  # pytest
    r"|^\s*FAIL\s+(\S.* > .*)$"  # vitest
    r"|^\s*\d+\) (\S+\.spec\.ts\S* › .*?)[ ─]*$"  # Playwright
)
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
WIDTH = 78
SHOWN, SHOWN_OF_A_FAILURE = 6, 250
"""How many of a runner's last rows are shown, where all of them are in a file."""


@dataclass(frozen=True)
class Part:
    """One runner. `stack`: None for none, "" for all of it, else the parts by comma. `inside`: it runs others."""

    name: str
    command: tuple[str, ...]
    folder: Path = settings.ROOT
    stack: str | None = None
    inside: Path | None = None
    """Where a runner that runs others writes how those ended."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """What is different for it in the environment."""


@dataclass(frozen=True)
class Outcome:
    """How one runner ended."""

    name: str
    code: int
    seconds: float
    closing: str
    failures: tuple[str, ...] = ()
    """The tests that failed, as the runner names them."""
    processor: float = 0.0
    """Seconds of processor time, of all it started and waited for."""


Show = Callable[[str], None]
Lane = tuple[Sequence[Part], Mapping[str, str]]


def in_order(
    parts: Sequence[Part], variables: Mapping[str, str], show: Show = say, logs: Path | None = None
) -> list[Outcome]:
    """Run all, also after one failed, showing what they say while they say it; with `logs`, the ends of it."""
    outcomes: list[Outcome] = []
    for part in parts:
        ended = _run_briefly(part, variables, show, logs) if logs else _run(part, variables, show)
        outcomes += _look_inside(part, ended)
    return outcomes


def in_lanes(lanes: Sequence[Lane], logs: Path) -> list[Outcome]:
    """Run lanes side by side; the end of what a part says is shown in one piece when it has ended."""
    one_at_a_time = threading.Lock()

    def drive(lane: Lane) -> list[Outcome]:
        parts, variables = lane
        ended: list[Outcome] = []
        for part in parts:
            rows: list[str] = []
            say(f"   started: {part.name}")
            ended += in_order([part], variables, rows.append, logs)
            with one_at_a_time:
                say("\n".join(rows))
        return ended

    with ThreadPoolExecutor(len(lanes)) as threads:
        return [outcome for ended in threads.map(drive, lanes) for outcome in ended]


def conclude(outcomes: Sequence[Outcome], title: str, write_to: Path | None = None) -> int:
    """Print the table, seconds by the clock and of processor time before each name; 0 when everything passed."""
    if write_to:
        write_to.write_text(json.dumps([asdict(outcome) for outcome in outcomes]))
    say(f"\n── {title} " + "─" * (WIDTH - 4 - len(title)))
    for outcome in outcomes:
        mark = "✓" if outcome.code == 0 else "✗"
        took = f"{outcome.seconds:6.1f}s {outcome.processor:6.1f}s"
        say(f"  {mark} {took}  {outcome.name:<22} {outcome.closing}".rstrip())
    for outcome in outcomes:
        for failure in outcome.failures if outcome.code else ():
            say(f"    {outcome.name}: {failure}")
    failed = [outcome.name for outcome in outcomes if outcome.code]
    names = f"; failed: {', '.join(failed)}" if failed else ""
    say(f"  {len(outcomes) - len(failed)} of {len(outcomes)} passed{names}")
    return 1 if failed else 0


def closing_line(rows: Sequence[str]) -> str:
    """What a runner says at its end: its own words, unchanged but for the decoration."""
    closing = [row for row in rows if CLOSING.match(row)]
    if len(closing) > 1 and re.match(r"^\s*\d+ \w", closing[-1]) and " in " not in closing[-1]:
        closing = [", ".join(row.strip() for row in closing)]  # Playwright tells each kind on a line of its own
    last = closing[-1] if closing else next((row for row in reversed(rows) if row.strip()), "")
    return last.strip(" =")[:160]


def failures(rows: Sequence[str]) -> tuple[str, ...]:
    """The names of the tests that failed, each once, with the first of what is said of them."""
    found = (next(filter(None, match.groups())) for row in rows if (match := FAILURE.match(row)))
    return tuple(dict.fromkeys(name[: WIDTH * 3] for name in found))


def _look_inside(part: Part, outcome: Outcome) -> list[Outcome]:
    """A runner that runs others is replaced in the table by those, unless it failed by itself."""
    if part.inside is None or not part.inside.exists():
        return [outcome]
    told = json.loads(part.inside.read_text())
    inside = [Outcome(**{**each, "failures": tuple(each["failures"])}) for each in told]
    return inside if bool(outcome.code) == any(one.code for one in inside) else [*inside, outcome]


def _run_briefly(part: Part, variables: Mapping[str, str], show: Show, logs: Path) -> Outcome:
    """All that it says goes into a file; the end is shown, and more of it where it failed."""
    logs.mkdir(parents=True, exist_ok=True)
    log, rows = logs / f"{part.name}.log", []

    def keep(row: str) -> None:
        rows.append(row)
        print(row, file=written, flush=True)

    with log.open("w", errors="replace") as written:
        outcome = _run(part, variables, keep)
    header, said = rows[0], rows[1:]
    most = len(said) if part.inside else SHOWN_OF_A_FAILURE if outcome.code else SHOWN
    left_out = [f"({len(said) - most} rows before this: {log})"] if len(said) > most else []
    for row in (header, *left_out, *said[-most:]):
        show(row)
    return outcome


def _run(part: Part, variables: Mapping[str, str], show: Show) -> Outcome:
    show(f"\n── {part.name} " + "─" * max(1, WIDTH - 4 - len(part.name)))
    command = list(part.command)
    if part.stack is not None:
        only = ["--only", part.stack] if part.stack else []
        command = [sys.executable, "-m", "embedded", "exec", *only, "--", *command]
    began, rows = time.monotonic(), []
    try:
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", *command], cwd=part.folder, env={**variables, **part.variables},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
    except OSError as error:
        return Outcome(part.name, 127, 0.0, str(error))
    assert process.stdout
    for row in process.stdout:
        show(row.rstrip("\n"))
        rows.append(COLOURS.sub("", row).rstrip())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, processor = time.monotonic() - began, used.ru_utime + used.ru_stime
    return Outcome(part.name, process.returncode, seconds, closing_line(rows), failures(rows), processor)
