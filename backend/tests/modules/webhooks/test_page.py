"""`docs/webhooks.md` is true: its times and events are those of the code, what is sent is believed by its own checks, in
each of their languages, and nothing else is; and so is what it sends to try a check.
"""

import asyncio
import base64
import json
import os
import re
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.modules.webhooks import sending, settling, signing
from app.modules.webhooks.catalogue import EVENTS
from app.modules.webhooks.settling import RETRIES
from app.modules.webhooks.signing import new_secret, signature
from tests.conftest import Company
from tests.factories.mailbox import run_due
from tests.factories.receiver import Receiver, happened, webhook

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "webhooks.md").read_text()
BLOCKS = dict(re.findall(r"```(python|js|sh)\n(.*?)```", PAGE, re.DOTALL))
ASK_NODE = """
import { verified } from './check.mjs';
const told = JSON.parse(process.argv[2]);
process.stdout.write(JSON.stringify(verified(told.secret, told.headers, Buffer.from(told.body, 'base64'))));
"""
MESSAGE = UUID(int=7)

Check = Callable[[str, dict[str, str], bytes], Awaitable[bool]]


async def run(*command: str, **environment: str) -> str:
    """What a program says; the loop goes on meanwhile, for it may be answered here."""
    told = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(
        *command, stdout=told, stderr=told, env={**os.environ, **environment}
    )
    said, complained = await asyncio.wait_for(program.communicate(), 60)
    assert program.returncode == 0, complained.decode()
    return said.decode()


@pytest.fixture(params=["python", "js"])
def verified(request: pytest.FixtureRequest, tmp_path: Path) -> Check:
    """The page's check."""
    if request.param == "python":
        module: dict = {}
        exec(BLOCKS["python"], module)

        async def ask(secret: str, headers: dict[str, str], body: bytes) -> bool:
            return module["verified"](secret, headers, body)

        return ask
    (tmp_path / "check.mjs").write_text(BLOCKS["js"])
    (tmp_path / "ask.mjs").write_text(ASK_NODE)

    async def ask_node(secret: str, headers: dict[str, str], body: bytes) -> bool:
        told = json.dumps({"secret": secret, "headers": headers, "body": base64.b64encode(body).decode()})
        return json.loads(await run("node", str(tmp_path / "ask.mjs"), told))

    return ask_node


def signed(secrets: list[str], at: float) -> dict[str, str]:
    """The headers of `{}`, signed at that time."""
    signatures = (signature(each, MESSAGE, int(at), b"{}") for each in secrets)
    return {
        "webhook-id": str(MESSAGE),
        "webhook-timestamp": str(int(at)),
        "webhook-signature": " ".join(signatures),
    }


async def test_what_we_send_is_believed_and_what_somebody_else_sends_is_not(
    company: Company, there: Receiver, verified: Check
):
    made = await webhook(company, there.url)
    await happened(company)
    await run_due(company, "webhooks.deliver")
    [came] = there.came
    secret = made["secret"]
    assert await verified(secret, came.headers, came.body)
    assert not await verified(new_secret(), came.headers, came.body)
    assert not await verified(secret, came.headers, came.body.replace(b"document.read", b"invoice.paid!"))
    assert not await verified(secret, came.headers | {"webhook-id": str(uuid4())}, came.body)
    assert not await verified(secret, came.headers | {"webhook-signature": "v1,AAAA"}, came.body)


async def test_what_was_sent_before_is_not_believed_again(verified: Check):
    secret, now = new_secret(), time.time()
    assert await verified(secret, signed([secret], now - 200), b"{}")
    for at in (now - 400, now + 400):
        assert not await verified(secret, signed([secret], at), b"{}")


async def test_while_a_secret_is_replaced_either_is_believed(verified: Check):
    old, new = new_secret(), new_secret()
    headers = signed([new, old], time.time())
    assert await verified(new, headers, b"{}")
    assert await verified(old, headers, b"{}")


async def test_the_message_of_the_shell_is_believed(there: Receiver, verified: Check):
    secret = new_secret()
    assert "204" in await run("bash", "-c", "set -e\n" + BLOCKS["sh"], SECRET=secret, URL=there.url)
    [came] = there.came
    assert await verified(secret, came.headers, came.body)


def test_the_waits_are_those_of_the_page():
    rows = re.findall(r"^\| (\d) \| (\d+) (second|minute|hour)s? \|$", PAGE, re.MULTILINE)
    assert [int(attempt) for attempt, *_ in rows] == list(range(2, len(RETRIES) + 2))
    assert [timedelta(**{f"{unit}s": int(many)}) for _, many, unit in rows] == list(RETRIES)


def test_the_other_times_are_those_of_the_page():
    said = " ".join(PAGE.split())
    assert f"no answer in {['nine', 'ten'][sending.SECONDS - 9]} seconds" in said
    assert f"For {signing.OLD_ONE_SIGNS // timedelta(hours=1)} hours the old one signs too" in said
    assert f"took nothing for {['two', 'three'][settling.PATIENCE.days - 2]} days is switched off" in said
    assert f"in the log for {settling.KEPT.days} days" in said
    assert f"answers `{settling.GONE} Gone`" in said


def test_every_event_is_on_the_page_with_what_it_holds():
    rows = re.findall(r"^\| `([\w.]+)` \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    told = {name: (said, tuple(re.findall(r"`(\w+)`", ids))) for name, said, ids in rows}
    assert told == {name: (each.description, each.ids) for name, each in EVENTS.items()}
