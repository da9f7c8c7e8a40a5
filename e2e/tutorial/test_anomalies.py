"""What stands out, with curl, is true: the blocks are run, as printed, on the running stack with its Spark."""

import os
import re
import subprocess
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/anomalies.md").read_text()


def test_a_changed_bank_account_is_found_explained_and_replayed(tmp_path: Path) -> None:
    """A run on Spark finds what the page says, and once explained nothing waits."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE[PAGE.index("### With curl") :], re.DOTALL)
    script = "set -e\n" + "\n".join(blocks[:4]) + "\ncall $API/anomalies/runs/$RUN | pick \"['judged_on']\""
    script = script.replace("127.0.0.1:8000", f"127.0.0.1:{os.environ['PORT']}")
    script = script.replace("ann@example.com", f"ann-{uuid4().hex[:8]}@example.com")
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split("\n")[:-1] == [
        "imported", "1", "iban_changed", "BE68539007547034", "explained", "[]", "True", "1", "False", "spark",
    ]  # fmt: skip
