"""Where the Python packages live and how they get there. Standard library only.

Nothing is installed twice: a stamp in the virtual environment remembers the SHA-256 of the dependency file it was
filled from. Every package is checked against the hashes in that file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from embedded import preflight
from embedded.steps import step, warn

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("VENV_DIR", ROOT / ".venv"))
RUN_LOCK = ROOT / "embedded" / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
LOCKED_FOR = (3, 11)
OWN_CODE = ("accounting/src", "backend", "spark-worker", ".")  # importable without being installed


class NotInstalled(RuntimeError):
    """The packages could not be installed; the message says why and what to do."""


def python() -> Path:
    """The interpreter of the virtual environment."""
    return VENV / "bin" / "python"


def ensure(for_tests: bool = False) -> None:
    """Make the virtual environment hold what the lock says; does nothing when it already does."""
    lock = DEV_LOCK if for_tests else RUN_LOCK
    if not _works():
        _create()
    stamps = _stamps()
    if stamps.get(lock.name) != digest(lock):
        with step(f"Python packages ({lock.relative_to(ROOT)})"):
            _install(lock)
        # the development lock contains the other one with the same pins, so it answers for both
        filled = (RUN_LOCK, DEV_LOCK) if lock == DEV_LOCK else (RUN_LOCK,)
        _remember({path.name: digest(path) for path in filled})
    _make_own_code_importable()


def digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _create() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    preflight.require_venv(sys.executable, version)
    with step(f"virtual environment (Python {version})"):
        if VENV.exists():
            shutil.rmtree(VENV)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode:
            raise NotInstalled(f"python -m venv failed: {(made.stdout + made.stderr).strip()}")


def _works() -> bool:
    """Whether the interpreter still runs: a system upgrade may have taken it away."""
    if not python().exists():
        return False
    probe = [str(python()), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _install(lock: Path) -> None:
    log = VENV / "install.log"
    command = [
        str(python()), "-m", "pip", "install",
        "--require-hashes", "--no-input", "--disable-pip-version-check", "-r", str(lock),
    ]  # fmt: skip
    with log.open("w") as written:
        code = subprocess.run(command, stdout=written, stderr=subprocess.STDOUT, cwd=ROOT, check=False).returncode
    if code:
        warn("\n".join(_worth_reading(log.read_text(errors="replace"))))
        raise NotInstalled(f"pip could not install {lock.relative_to(ROOT)}; all it said is in {log}{_other_python()}")


def _worth_reading(said: str) -> list[str]:
    """The last lines of pip that are about an error."""
    lines = [row for row in said.splitlines() if row.strip() and not row.startswith("WARNING: Location")]
    errors = [row for row in lines if "error" in row.lower() or "hash" in row.lower()]
    return (errors or lines)[-12:]


def _other_python() -> str:
    told = subprocess.run([str(python()), "-V"], capture_output=True, text=True, check=False).stdout.split()[-1]
    if tuple(map(int, told.split(".")[:2])) == LOCKED_FOR:
        return ""
    return (
        f"\nThe lock is made for Python {LOCKED_FOR[0]}.{LOCKED_FOR[1]} and this environment has {told}: where"
        f"\na package has no wheel for it, install python3.11 (with python3.11-venv), remove {VENV} and start again."
    )


def _make_own_code_importable() -> None:
    folder = next(VENV.glob("lib/python3*/site-packages"))
    wanted = "".join(f"{(ROOT / path).resolve()}\n" for path in OWN_CODE)
    path = folder / "smart_accounting_platform.pth"
    if not path.exists() or path.read_text() != wanted:
        path.write_text(wanted)


def _stamps() -> dict[str, str]:
    path = VENV / "installed.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _remember(stamps: dict[str, str]) -> None:
    path = VENV / "installed.json"
    path.write_text(json.dumps({**_stamps(), **stamps}, indent=2) + "\n")
