"""A mail server that delivers to nobody: what the stack sends is kept, and can be read on a page.

    python -m embedded.mail_catcher

SMTP on MAIL_SMTP_PORT, the page on MAIL_PAGE_PORT, both on the loopback address. Both say whose they are.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import smtplib
import sys
import threading
import urllib.request
from collections.abc import Mapping

from aiosmtpd.smtp import SMTP, Envelope, Session

from embedded.mail_page import MailPages
from embedded.mail_store import LARGEST_MESSAGE, MailStore
from embedded.service import Service
from embedded.settings import Settings, load

MOST_RECIPIENTS = 100
SILENCE = 60.0  # seconds after which a sender who says nothing is sent away


def service(chosen: Settings, environment: Mapping[str, str]) -> Service:
    """Everything it needs is in the environment; a crash loses no message that was acknowledged."""
    return Service(
        name="mail",
        title="mail catcher",
        command=(sys.executable, "-m", "embedded.mail_catcher"),
        environment=environment,
        ports=("MAIL_SMTP_PORT", "MAIL_PAGE_PORT"),
        grace=3,
    )


def not_ready(chosen: Settings, pid: int) -> str | None:
    """Its page and its greeting must both name this start of the stack, the page also our process."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{chosen.mail_page}/health", timeout=3) as answer:
        told = json.load(answer)
    if told != {"instance": chosen.instance, "pid": pid}:
        return "its page answers, but as another's"
    with smtplib.SMTP(timeout=3) as line:
        _, greeting = line.connect("127.0.0.1", chosen.ports["MAIL_SMTP_PORT"])
    return None if chosen.instance.encode() in greeting else "takes mail, but for another stack"


class Catcher:
    """What happens when a message comes."""

    def __init__(self, store: MailStore) -> None:
        self._store = store

    async def handle_RCPT(  # noqa: N802 - the server looks for this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take every address, up to a number."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Acknowledged once it is written down."""
        content = envelope.original_content or b""
        kept = await asyncio.to_thread(self._store.keep, envelope.mail_from or "", envelope.rcpt_tos, content)
        return f"250 kept as {kept}"


async def serve(chosen: Settings) -> None:
    """Listen on both ports until told to stop."""
    store = MailStore(chosen.data / "mail")
    pages = MailPages(chosen.ports["MAIL_PAGE_PORT"], store, {"instance": chosen.instance, "pid": os.getpid()})
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for what in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(what, told.set)

    def conversation() -> SMTP:
        return SMTP(
            Catcher(store),
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident=f"mail catcher {chosen.instance}",
            timeout=SILENCE,
            loop=loop,
        )

    server = await loop.create_server(conversation, "127.0.0.1", chosen.ports["MAIL_SMTP_PORT"])
    await told.wait()
    server.close()
    pages.shutdown()


if __name__ == "__main__":
    asyncio.run(serve(load()))
