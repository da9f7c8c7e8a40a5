"""A program that is told what happened: a real HTTP server on the loopback address that answers as a test says."""

import asyncio
import base64
import hashlib
import hmac
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import select

from app.core.config import settings
from app.modules.identity.models import User
from app.modules.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from tests.conftest import Company

TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(body)}", "connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True, slots=True)
class Came:
    """One request that came."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> dict:
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        """As a receiver checks it, with nothing of ours."""
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + self.body
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{expected}" in self.headers["webhook-signature"].split(" ")


@dataclass(slots=True)
class Receiver:
    """`says` are the next answers; after them, and at first, everything is taken. None: silence."""

    port: int = 0
    host: str = "127.0.0.1"
    says: list[bytes | None] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/hooks?key=s3cret"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:  # whoever asked was not content with us
            writer.close()
            return
        line, *rest = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.came.append(Came(line, headers, body))
        said = self.says.pop(0) if self.says else TAKEN
        if said is None:
            await reader.read()  # until the other side has had enough
        else:
            writer.write(said)
        writer.close()


@asynccontextmanager
async def receiver(
    host: str = "127.0.0.1",
    port: int = 0,
    allowed: str | None = "127.0.0.0/8",
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[Receiver]:
    """Open while the block lasts; `allowed` is the operator's exception to the rule of public addresses."""
    made = Receiver(host=host)
    server = await asyncio.start_server(made.serve, host, port, ssl=tls)
    made.port = server.sockets[0].getsockname()[1]
    try:
        with patch.object(settings(), "webhook_allowed_networks", [allowed] if allowed else []):
            yield made
    finally:
        server.close()


async def webhook(company: Company, url: str, events: tuple[str, ...] = ("*",), **more) -> dict:
    """A new webhook of somebody whose e-mail address is confirmed, as the API shows it, with its secret."""
    async with company.begin() as work:
        (await work.session.get_one(User, company.user_id)).email_verified_at = work.now
    asked = {"url": url, "events": list(events)} | more
    made = await company.client.post("/api/v1/webhooks", json=asked)
    assert made.status_code == 201, made.text
    return made.json()["data"]


async def deliveries(company: Company) -> list[WebhookDelivery]:
    """All there are, the oldest first."""
    async with company.begin() as work:
        return list(await work.session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.id)))


async def attempts(company: Company) -> list[WebhookAttempt]:
    """All that were made, the oldest first."""
    async with company.begin() as work:
        return list(await work.session.scalars(select(WebhookAttempt).order_by(WebhookAttempt.id)))


async def happened(company: Company, event: str = "document.read", **more) -> None:
    """A fact that a webhook can be told."""
    async with company.begin() as work:
        await work.record(event, document_id=UUID(int=7), **more)


async def the(company: Company) -> Webhook:
    """The only webhook."""
    async with company.begin() as work:
        return (await work.session.scalars(select(Webhook))).one()
