"""`make test` and `make check`: every part runs, also after one failed; the end is a table of the closing lines.

    python -m embedded.testing             every test
    python -m embedded.testing check       format, lint, types, import contracts
    python -m embedded.testing PATH…       these tests only, with as much of the stack as they need

Tests run on stacks of their own in `.data/test`, on ports of their own, emptied at the start.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from embedded import guard, node, ports, preflight, runners, settings, spark
from embedded.runners import Part
from embedded.steps import warn

ROOT = settings.ROOT
DATA = Path(os.environ.get("TEST_DATA_DIR", ROOT / ".data" / "test")).resolve()
STORES = "postgres,valkey,s3"
BACKEND = f"{STORES},mail"
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
OFFSETS = {"backend": (510, 540, 580), "programs": (620, 660, 700), "sources": (740, 780, 820)}
PICTURES = DATA / "playwright"  # traces and pictures of failures
NEEDS = {"backend": BACKEND, "spark-worker": STORES, "e2e/faults": "", "e2e/tutorial": ""}
LOGS = DATA / "logs"  # all that the runners said
INSIDE = "inside-the-stack"
ON_LOOPBACK = {
    "WEBHOOK_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
    "REQUESTS_PER_MINUTE": "100000",
    "KNOWN_ADDRESSES_PER_HOUR": "100000",
}
"""Tests receive webhooks on this machine, and everybody in them comes from this one address."""


def built_first() -> list[Part]:
    """The web application, as journeys are served it, and what it weighs."""
    npm = ("npm", "run", "--silent")
    return [
        Part("frontend build", (*npm, "build"), node.FRONTEND),
        Part("frontend budget", (*npm, "budget"), node.FRONTEND),
    ]


def sources() -> dict[str, list[Part]]:
    """What needs no stack, two side by side: first of all, and by themselves, as people in a browser that is made
    up wait for answers and do not wait long.
    """
    return {
        "checks": [
            *check_parts(),
            Part("deployment files", (*PYTEST, "e2e/deploy")),
            Part("embedded", (*PYTEST, "embedded/tests")),
        ],
        "units": [
            Part("frontend", ("npm", "run", "--silent", "test"), node.FRONTEND),
            Part("accounting", (*PYTEST, "accounting")),
        ],
    }


def stacks() -> dict[str, list[Part]]:
    """What runs on stacks, side by side, each lane in this order and each stack in a folder of its own.

    The lanes are about as long as each other.
    """
    return {
        "backend": [
            _on_its_own("backend", (*PYTEST, "-n", "3", "--dist", "worksteal", "backend/tests"), BACKEND),
            whole_stack("browser", LIGHT="1"),
        ],
        "programs": [
            _on_its_own("spark-worker", (*PYTEST, "spark-worker/tests"), STORES),
            whole_stack("programs"),
        ],
    }


def _on_its_own(name: str, command: tuple[str, ...], stack: str, **more: str) -> Part:
    return Part(name, command, stack=stack, variables={"DATA_DIR": str(DATA / name), **more})


def whole_stack(name: str, **more: str) -> Part:
    """Everything of one lane that needs all of the stack, on one."""
    command = (sys.executable, "-m", "embedded.testing", INSIDE, name)
    return replace(_on_its_own(name, command, "", **more), name=f"whole stack, {name}", inside=outcomes(name))


def stack_parts() -> dict[str, list[Part]]:
    """A person in a browser, with LIGHT=1; and with a cluster for Spark programs, who listens where, and last what
    happens when parts are killed.
    """
    return {
        "browser": [
            Part("main job", (sys.executable, "database/seed/demo_run.py")),
            Part("end to end", ("npm", "run", "--silent", "e2e", "--", f"--output={PICTURES}"), node.FRONTEND),
        ],
        "programs": [
            Part("tutorial", (*PYTEST, "e2e/tutorial")),
            Part("fuzz", (sys.executable, "e2e/fuzz/fuzz.py")),
            Part("listening", (*PYTEST, "embedded/tests/test_listening.py")),
            Part("faults", (*PYTEST, "e2e/faults")),
        ],
    }


def outcomes(name: str) -> Path:
    return DATA / f"outcomes-{name}.json"


def check_parts() -> list[Part]:
    """What needs no running server: format, lint, types, import contracts."""
    npm, mypy = ("npm", "run", "--silent"), (sys.executable, "-m", "mypy")
    return [
        Part("format", (str(settings.bin_folder() / "ruff"), "format", "--check", ".")),
        Part("lint", (str(settings.bin_folder() / "ruff"), "check", ".")),
        Part("types accounting", (*mypy, "accounting/src")),
        Part("types backend", (*mypy, "app"), ROOT / "backend"),
        Part("types spark-worker", (*mypy, "spark-worker/jobs", "spark-worker/libs")),
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
    if words and words[0] == INSIDE:
        (name,) = words[1:]
        found = {**os.environ, "E2E_URL": f"http://127.0.0.1:{os.environ['PORT']}"}
        ended = runners.in_order(stack_parts()[name], found, logs=LOGS)
        return runners.conclude(ended, f"whole stack, {name}", outcomes(name))
    if list(words) == ["check"]:
        return runners.conclude(runners.in_order(check_parts(), _environment(dict(os.environ))), "check")
    if any(guard.is_running(folder) for folder in (DATA, *DATA.glob("*/"))):
        warn(f"Tests are running on {DATA} already; wait for them, or give TEST_DATA_DIR another folder.")
        return 1
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    if words:
        own = _environment(_stack_of_its_own(DATA, OFFSETS["backend"]))
        return runners.conclude(runners.in_order(parts_for(words), own), "test")
    variables = {name: _environment(_stack_of_its_own(DATA, offsets)) for name, offsets in OFFSETS.items()}
    ended = runners.in_order(built_first(), variables["sources"], logs=LOGS)
    ended += runners.in_lanes([(parts, variables["sources"]) for parts in sources().values()], LOGS)
    ended += runners.in_lanes([(parts, variables[name]) for name, parts in stacks().items()], LOGS)
    return runners.conclude(ended, "test")


def _environment(variables: dict[str, str]) -> dict[str, str]:
    return {
        **variables,
        "PATH": f"{settings.bin_folder()}:{node.path_with_node()}:/usr/sbin:/sbin",
        "CHROMIUM": preflight.chromium() or "",
        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
        "JAVA_HOME": str(preflight.java_home() or ""),
        "JDK_JAVA_OPTIONS": spark.QUICK_START,  # none of them lives long enough for full optimisation to pay
        "TESSDATA_PREFIX": str(preflight.tessdata_folder() or ""),
        "OMP_THREAD_LIMIT": "1",
        "PYTHONUNBUFFERED": "1",
        "CI": "1",
    }


def _stack_of_its_own(folder: Path, offsets: Sequence[int]) -> dict[str, str]:
    """The caller's environment without its stack, with the first of these sets of ports that is free."""
    kept = {name: value for name, value in os.environ.items() if name not in ports.DEFAULTS}
    numbers = {name: str(number) for name, number in _free_ports(offsets).items()}
    return {**kept, **numbers, **ON_LOOPBACK, "DATA_DIR": str(folder), "LIGHT": "", "STOP_WITH_PARENT": "1"}


def _free_ports(offsets: Sequence[int]) -> dict[str, int]:
    uses = [ports.Use("tests", name) for name in ports.DEFAULTS]
    for offset in offsets:
        numbers = ports.chosen({"PORT_OFFSET": str(offset)})
        with contextlib.suppress(ports.PortUnusable):
            ports.refuse_busy(uses, numbers)
            return numbers
    return ports.chosen({"PORT_OFFSET": str(offsets[0])})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
