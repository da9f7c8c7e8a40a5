"""Every operation of the OpenAPI document, asked with made-up and with broken input, by an owner of a new company.

Nothing may answer 5xx, nothing may answer in a way that the document does not describe. `FUZZ_SECONDS` bounds it; a
round ends before its access token does. Needs the whole stack: `python -m embedded exec -- python e2e/fuzz/fuzz.py`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import httpx

SECONDS = int(os.environ.get("FUZZ_SECONDS", "60"))
ROUND = 600  # an access token lives for fifteen minutes
CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
    ]
)
NOT_ASKED = (
    "identity_logout",  # would end the session that asks
    "identity_refresh",
    "security_end_session",
    "security_end_other_sessions",
)
# Two threads that compile at the same time fail before CPython 3.12 (SystemError, gh-106905), and hypothesis compiles.
WORKERS = "2" if sys.version_info >= (3, 12) else "1"
PASSWORD = "a long sentence is a good password"


def owner(api: httpx.Client) -> str:
    """The access token of somebody who owns a new company."""
    person = {
        "email": f"fuzz-{uuid4().hex[:10]}@example.com",
        "password": PASSWORD,
        "full_name": "Fuzz",
        "company_name": "Fuzz BV",
    }
    answer = api.post("/api/v1/auth/register", json=person)
    answer.raise_for_status()
    confirm(api, person["email"])
    return str(answer.json()["data"]["access_token"])


def confirm(api: httpx.Client, email: str) -> None:
    """Open the link in the letter: without a confirmed address keys, invitations and webhooks would all be refused."""
    with httpx.Client(base_url=os.environ["MAIL_PAGE_URL"], timeout=10) as mail:
        for _ in range(60):
            for each in mail.get("/messages", params={"to": email}).json():
                found = re.search(r"/verify-email#token=([\w.~-]+)", mail.get(f"/messages/{each['id']}").json()["text"])
                if found:
                    api.post("/api/v1/auth/verify-email", json={"token": found[1]}).raise_for_status()
                    return
            time.sleep(1)
    raise SystemExit(f"no letter came for {email}")


def one_round(url: str, seconds: int, seed: int) -> int:
    """Schemathesis' exit code: 0 when nothing was found."""
    with httpx.Client(base_url=url, timeout=30) as api:
        token = owner(api)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    skipped = [word for name in NOT_ASKED for word in ("--exclude-operation-id", name)]
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        *("run", f"{url}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}"),
        *("--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--max-time", str(seconds)),
        *("--seed", str(seed), "--request-timeout", "30", "--suppress-health-check", "all", "--warnings", "off"),
        *("--continue-on-failure", "--max-examples", "20", "--workers", WORKERS, *skipped),
    ]
    return subprocess.run(command, cwd=folder, check=False).returncode


def main() -> int:
    url = f"http://127.0.0.1:{os.environ['PORT']}"
    seed, ends = int(os.environ.get("FUZZ_SEED", "1")), time.monotonic() + SECONDS
    while (left := int(ends - time.monotonic())) > 5:
        print(f"seed {seed}, {min(left, ROUND)} s", flush=True)
        if code := one_round(url, min(left, ROUND), seed):
            print(f"found something; again with FUZZ_SEED={seed}")
            return code
        seed += 1
    print(f"no 5xx and no undocumented answer in {SECONDS} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
