"""The quick start is true: its curl and Python blocks are run, as printed, against the running stack."""

import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = dict(re.findall(r"```(sh|python)\n(.*?)```", (ROOT / "docs/quickstart.md").read_text(), re.DOTALL))


sys.path.insert(0, str(ROOT / "database" / "seed"))
from client import Api  # noqa: E402

EMAIL, PASSWORD = f"reader-{uuid4().hex[:8]}@example.com", "a long sentence is a good password"


def here(block: str) -> str:
    """The block with this stack's address, and a reader of our own for the demo's."""
    return block.replace("127.0.0.1:8000", f"127.0.0.1:{os.environ['PORT']}").replace("demo@example.com", EMAIL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an invoice in it."""
    folder = tmp_path_factory.mktemp("quickstart")
    subprocess.run([sys.executable, str(ROOT / "database/seed/samples.py"), str(folder)], check=True)
    api = Api(f"http://127.0.0.1:{os.environ['PORT']}")
    api.register(email=EMAIL, password=PASSWORD, full_name="Robin Reader", company_name="Reader BV")
    api.confirm_email(os.environ["MAIL_PAGE_URL"], EMAIL)
    (folder / ".data" / "secrets").mkdir(parents=True)
    (folder / ".data" / "secrets" / "demo_password").write_text(PASSWORD)
    (folder / "invoice.pdf").write_bytes((folder / "factuur-drukkerij.pdf").read_bytes())
    return folder


@pytest.fixture(scope="module")
def key(desk: Path) -> str:
    script = "set -e\n" + here(BLOCKS["sh"]) + "\necho; echo KEY=$KEY"
    done = subprocess.run(["bash", "-c", script], cwd=desk, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "/problems/" not in done.stdout, done.stdout
    return done.stdout.rsplit("KEY=", 1)[1].strip()


def test_ten_lines_of_curl_make_a_key_send_an_invoice_and_fetch_the_journal(desk: Path, key: str) -> None:
    assert key.startswith("sap_")
    heading = (desk / "journal.csv").read_text("utf-8-sig").splitlines()[0]
    assert heading.startswith("number,journal,booked_on")


def test_ten_lines_of_python_print_what_was_read(desk: Path, key: str) -> None:
    (desk / "read.py").write_text(here(BLOCKS["python"]))
    done = subprocess.run(
        [sys.executable, "read.py"],
        cwd=desk,
        env={**os.environ, "KEY": key},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"total_amount +\d+\.\d\d +\(\d+%\)", done.stdout), done.stdout


def test_neither_is_longer_than_ten_lines() -> None:
    assert len(BLOCKS["sh"].strip().splitlines()) <= 10
    assert len(BLOCKS["python"].strip().splitlines()) <= 10
