"""Every operation of the OpenAPI document, asked with made-up and with broken input, by an owner of a new company.

Nothing may answer 5xx, nothing may answer in a way that the document does not describe, and no operation may be left
out but those that are named here. `FUZZ_SECONDS` bounds it; a round ends before its access token does. First every
operation has its turn, with its examples and a few made-up requests; the rest of the time is for looking deeper.

Needs the whole stack: `python -m embedded exec -- python e2e/fuzz/fuzz.py`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree

import httpx

SECONDS = int(os.environ.get("FUZZ_SECONDS", "180"))
MOST_FOR_A_TURN_OF_ALL = 900
"""Seconds after which something hangs; a turn of all takes one of three minutes on a small machine."""
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
NOT_ASKED = {
    "sign_out": "would end the session that asks",
    "refresh_session": "is for browsers with a cookie; a token used twice would end the session that asks",
    "end_session": "would end the session that asks",
    "end_other_sessions": "would end the sessions of whoever fuzzes beside it",
}
"""The only operations that are left out, and why. The tests of the modules ask them."""

EVERY_ONE = ("examples,fuzzing", 2)
DEEPER = ("examples,coverage,fuzzing", 20)
METHODS = ("get", "put", "post", "delete", "patch")
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


def operations(url: str) -> set[str]:
    """Method and path of everything that is to be asked."""
    document = httpx.get(f"{url}/api/v1/openapi.json", timeout=30).json()
    named = {
        each["operationId"]: f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method, each in methods.items()
        if method in METHODS
    }
    if gone := set(NOT_ASKED) - set(named):
        raise SystemExit(f"there are no such operations to leave out: {', '.join(sorted(gone))}")
    return {each for name, each in named.items() if name not in NOT_ASKED}


def tested(report: str) -> set[str]:
    """Method and path of what was asked at least once, by a report in JUnit's XML.

    >>> sorted(tested('<testsuites><testsuite><testcase name="GET /a"/>'
    ...     '<testcase name="GET /b"><skipped/></testcase></testsuite></testsuites>'))
    ['GET /a']
    """
    cases = ElementTree.fromstring(report).iter("testcase")
    return {each.attrib["name"] for each in cases if each.find("skipped") is None}


def one_round(url: str, seconds: int, seed: int, depth: tuple[str, int]) -> tuple[int, set[str]]:
    """Schemathesis' exit code, 0 when nothing was found; and what was asked."""
    with httpx.Client(base_url=url, timeout=30) as api:
        token = owner(api)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    phases, examples = depth
    skipped = [word for name in NOT_ASKED for word in ("--exclude-operation-id", name)]
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        *("run", f"{url}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}"),
        *("--checks", CHECKS, "--phases", phases, "--report", "junit", "--report-junit-path", "asked.xml"),
        *("--seed", str(seed), "--request-timeout", "30", "--suppress-health-check", "all", "--warnings", "off"),
        *("--continue-on-failure", "--max-examples", str(examples), "--workers", WORKERS, *skipped),
    ]
    if depth != EVERY_ONE:  # a budget would be spent to its end
        command += ["--max-time", str(seconds)]
    code = subprocess.run(command, cwd=folder, check=False, timeout=seconds + MOST_FOR_A_TURN_OF_ALL).returncode
    report = folder / "asked.xml"
    return code, tested(report.read_text()) if report.exists() else set()


def main() -> int:
    url = f"http://127.0.0.1:{os.environ['PORT']}"
    began = time.monotonic()
    wanted, seed, depth = operations(url), int(os.environ.get("FUZZ_SEED", "1")), EVERY_ONE
    asked: set[str] = set()
    while (left := int(began + SECONDS - time.monotonic())) > 5:
        print(f"seed {seed}, {'each a little' if depth == EVERY_ONE else f'{min(left, ROUND)} s'}", flush=True)
        code, reached = one_round(url, min(left, ROUND), seed, depth)
        if code:
            print(f"found something; again with FUZZ_SEED={seed}")
            return code
        asked, seed, depth = asked | reached, seed + 1, DEEPER
    if missed := wanted - asked:
        print(f"never asked: {', '.join(sorted(missed))}")
        return 1
    print(f"no 5xx and no undocumented answer of {len(wanted)} operations in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
