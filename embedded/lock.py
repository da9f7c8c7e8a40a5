"""`make lock`: compile every requirements*.in to its .txt, all with the same pins, each package with its hashes.

The development file comes first and constrains the others, so that one environment can serve them all.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from embedded import settings
from embedded.steps import say, step, warn

FIRST = "requirements-dev"
OTHERS = ("backend/requirements", "spark-worker/requirements", "embedded/requirements")
ALONE = (
    "embedded/requirements-node",
    "benchmarks/requirements-matching",
    "benchmarks/requirements-anomalies",
    "benchmarks/requirements-invoicing",
)
HOST_LINE = re.compile(r"^\s*--(?:extra-)?(?:index-url|find-links|trusted-host)|^\s*-[if]\s|://", re.MULTILINE)


def main(words: list[str]) -> int:
    """Compile all files; with `--upgrade`, to the newest versions; with `--check`, only look for host names."""
    if "--check" in words:
        for name in (FIRST, *OTHERS, *ALONE):
            refuse_hosts(settings.ROOT / f"{name}.txt")
        return 0
    more = ["--upgrade"] if "--upgrade" in words else []
    for name in (FIRST, *OTHERS, *ALONE):
        constraint = ["-c", f"{FIRST}.txt"] if name in OTHERS else []
        with step(f"{name}.txt"):
            _compile(name, [*constraint, *more])
    say("Locked.")
    return 0


def _compile(name: str, more: list[str]) -> None:
    command = [
        str(settings.bin_folder() / "uv"), "pip", "compile", "--python-version", "3.11", "--generate-hashes",
        "--no-header",
        "--annotation-style", "line", "-q", f"{name}.in", "-o", f"{name}.txt", *more,
    ]  # fmt: skip
    made = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    if made.returncode:
        warn(made.stderr.strip())
        raise SystemExit(f"uv could not resolve {name}.in")
    refuse_hosts(settings.ROOT / f"{name}.txt")


def refuse_hosts(path: Path) -> None:
    """A lock says what and which bytes, never from where."""
    found = HOST_LINE.search(path.read_text())
    if found:
        raise SystemExit(f"{path} names a place to download from: {found.group(0).strip()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
