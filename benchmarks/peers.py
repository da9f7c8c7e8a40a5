"""The programs that ours are measured beside, each in an environment of its own, made from its lock the first time."""

import subprocess
import sys
from os import environ
from pathlib import Path

HERE = Path(__file__).parent


def python_of(name: str) -> str:
    """The Python of the environment of `requirements-<name>.txt`."""
    home = Path(environ.get("BENCH_DATA_DIR", HERE.parent / ".data/bench")) / f"{name}-peers"
    python, lock, told = home / "bin/python", HERE / f"requirements-{name}.txt", home / "lock.txt"
    if not told.exists() or told.read_bytes() != lock.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        install = [str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock)]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        told.write_bytes(lock.read_bytes())
    return str(python)
