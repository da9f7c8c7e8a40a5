"""The tutorial is true: its own shell and Python blocks are run, as printed, against the running stack.

Needs the whole stack: `python -m embedded exec -- pytest e2e/tutorial`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", (ROOT / "docs/tutorial.md").read_text(), re.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample papers where the tutorial expects them."""
    folder = tmp_path_factory.mktemp("tutorial")
    samples = folder / ".data/samples"
    subprocess.run([sys.executable, str(ROOT / "database/seed/samples.py"), str(samples)], check=True)
    return folder


@pytest.fixture(scope="module")
def email() -> str:
    return f"ann-{uuid4().hex[:8]}@example.com"


def here(text: str, email: str) -> str:
    """The block with this stack's address and a person nobody else is."""
    return text.replace("127.0.0.1:8000", f"127.0.0.1:{os.environ['PORT']}").replace("ann@example.com", email)


@pytest.fixture(scope="module")
def typed(desk: Path, email: str) -> str:
    """What the reader sees who types section 4."""
    blocks = [here(block, email) for kind, block in BLOCKS if kind == "sh" and "$API" in block]
    assert len(blocks) == 4, "sign up, upload, wait and look, correct and approve"
    script = "\n".join(["set -e", *blocks])
    done = subprocess.run(["bash", "-c", script], cwd=desk, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_with_curl_an_invoice_is_read_corrected_and_booked(typed: str) -> None:
    assert '"status":"succeeded"' in typed
    assert '"status":"to_review"' in typed
    assert '"due_date":{"value":"2026-12-31"' in typed
    assert '"status":"approved"' in typed
    assert '"account_code":"612"' in typed
    assert '"difference":"0.00"' in typed
    assert "/problems/" not in typed


def test_the_reader_is_told_to_wait_for_the_job() -> None:
    (look,) = [block for kind, block in BLOCKS if kind == "sh" and "DOCUMENT=" in block]
    assert look.index("while ") < look.index("$API/documents/$DOCUMENT")


def test_with_python_several_are_booked_at_once(desk: Path, email: str, typed: str) -> None:
    (program,) = [here(block, email) for kind, block in BLOCKS if kind == "python"]
    (desk / "book.py").write_text(program)
    papers = [".data/samples/factuur-kantoorhuis-nl.pdf", ".data/samples/factuur-vanhove-peppol.xml"]
    done = subprocess.run(
        [sys.executable, "book.py", *papers], cwd=desk, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r" to_review ", done.stdout)) == 2
    assert done.stdout.count("   440 ") == 2
    assert "difference 0.00" in done.stdout
