"""The same command makes the same samples: another time, another zone, another order of hashing."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

MAKE = Path(__file__).resolve().parents[2] / "database/seed/samples.py"


def digests(folder: Path, *words: str, **variables: str) -> dict[str, str]:
    subprocess.run([sys.executable, str(MAKE), str(folder), *words], env={**os.environ, **variables}, check=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_two_runs_make_the_same_bytes(tmp_path):
    first = digests(tmp_path / "first", PYTHONHASHSEED="1", TZ="Europe/Brussels")
    now = int(time.time())
    while int(time.time()) == now:
        time.sleep(0.05)
    second = digests(tmp_path / "second", PYTHONHASHSEED="2", TZ="Pacific/Auckland")
    assert len(first) == 30
    assert second == first


def test_two_batches_are_the_same_bytes(tmp_path):
    assert digests(tmp_path / "first", "--count", "11", PYTHONHASHSEED="1") == digests(
        tmp_path / "second", "--count", "11", PYTHONHASHSEED="2"
    )
