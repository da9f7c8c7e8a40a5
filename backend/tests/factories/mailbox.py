"""A real mail server on the loopback address that says what a test tells it to say, and keeps what it took."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from unittest.mock import patch

from aiosmtpd.smtp import SMTP
from sqlalchemy import select

from app.core.config import settings
from app.core.jobs import Job
from app.core.mail import MailMessage
from app.core.runs import execute
from tests.conftest import Company
from tests.factories.jobs import change


@dataclass(slots=True)
class Mailbox:
    """`says` is the answer to each message, by address or for all under `*`."""

    says: dict[str, str] = field(default_factory=dict)
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if (answer := self.says.get(address)) is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if (answer := self.says.get("*")) is not None:
            return answer
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 kept"


@asynccontextmanager
async def mailbox() -> AsyncIterator[Mailbox]:
    """Mail of the product goes here while it is open."""
    box, loop = Mailbox(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="localhost", loop=loop), "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        with patch.object(settings(), "smtp_url", f"smtp://127.0.0.1:{box.port}"):
            yield box
    finally:
        server.close()


async def mails(company: Company) -> list[MailMessage]:
    async with company.begin() as work:
        return list(await work.session.scalars(select(MailMessage).order_by(MailMessage.id)))


async def jobs(company: Company, name: str, status: str = "queued") -> list[Job]:
    async with company.begin() as work:
        query = select(Job).where(Job.name == name, Job.status == status)
        return list(await work.session.scalars(query.order_by(Job.id)))


async def run_due(company: Company, name: str) -> None:
    """Deliver the waiting jobs of that name, as a worker would; those whose time has not come stay."""
    for job in await jobs(company, name):
        await execute(name, company.tenant_id, job.id)


async def when_due(company: Company, name: str) -> None:
    """The same, after all waiting is over."""
    for job in await jobs(company, name):
        await change(company, job.id, not_before=None)
        await execute(name, company.tenant_id, job.id)
