"""Mail: a row first, a job second, SMTP last. The row is the log that people see.

A message is promised inside the Work that caused it, so it leaves when that commits and never otherwise. It is sent at
least once; a worker that dies between the server's yes and our note sends it again, under the same Message-ID.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from uuid import UUID

import structlog
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import CheckConstraint, Index, Text, func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from accounting.errors import Invalid
from app.core import letters, limits, nightly, resealing, smtp, storage
from app.core.config import settings
from app.core.jobs import CANCELLED
from app.core.models import Base, TenantOwned, new_id
from app.core.runs import Run, task
from app.core.secrets import seal, unseal
from app.core.work import Work

QUEUED, SENT, FAILED = STATUSES = ("queued", "sent", "failed")
PURPOSE = "mail.values"
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (0.25, 1, 5, 15, 30, 60, 120, 240, 480, 480))  # a day in all
VALUES_KEPT = timedelta(days=30)
"""How long a message can be sent again; what it was made of is forgotten then."""

log = structlog.get_logger()


class MailAddressInvalid(Invalid):
    """Mail cannot be sent to this address."""


class MailMessage(TenantOwned, Base):
    """One message to one person: queued → sent | failed. Its values are sealed: there are links among them."""

    __tablename__ = "mail_messages"
    __table_args__ = (
        CheckConstraint(f"status in {STATUSES}", name="mail_status_is_known"),
        Index("ix_mail_messages_created_at", "tenant_id", text("created_at desc"), "id"),
    )

    user_id: Mapped[UUID | None]
    recipient: Mapped[str] = mapped_column(Text)
    template: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, server_default="", default="")
    values_sealed: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default=QUEUED, default=QUEUED)
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    error: Mapped[str | None] = mapped_column(Text)
    attachments: Mapped[list[dict[str, str]]] = mapped_column(JSONB, server_default="[]", default=list)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]

    @property
    def to(self) -> str:
        return self.recipient


resealing.declare_column("values of letters", MailMessage.values_sealed, PURPOSE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along: what it is called, where it is kept, what it is."""

    filename: str
    key: str
    media_type: str


async def send(
    work: Work,
    template: str,
    /,
    *,
    to: str,
    language: str,
    user_id: UUID | None = None,
    attachments: Sequence[Attachment] = (),
    **values: Any,
) -> UUID:
    """Promise a message; it leaves after commit. Instants and days among the values are told in the reader's words.

    An attachment is read when the message leaves, and waited for until it is there. Answers go to a value named
    `reply_to`. Raises MailAddressInvalid, TooManyRequests, and LookupError when the values are not those that the
    template asks for.
    """
    plain = {name: _plain(value) for name, value in values.items()}
    language = letters.language_or_english(language)
    mail = MailMessage(
        id=new_id(),
        user_id=user_id,
        recipient=_address(to),
        template=template,
        language=language,
        subject=letters.subject(template, language, plain),
        values_sealed=seal(json.dumps(plain), PURPOSE),
        attachments=[asdict(each) for each in attachments],
    )
    work.session.add(mail)
    await promise(work, mail)
    return mail.id


async def promise(work: Work, mail: MailMessage) -> None:
    """Let a queued message leave after commit. One attempt is made once, however often its job is delivered.

    What a company writes to its customers has an hourly bound, sent again or not. Raises TooManyRequests.
    """
    if mail.template in letters.OF_A_COMPANY:
        await limits.limit(f"letters:{work.tenant_id}", settings().letters_per_hour, 3600)
    await work.session.flush()
    await work.enqueue("mail.send", mail_id=mail.id, attempt=mail.attempts)


def letter_of(mail: MailMessage) -> letters.Letter:
    """What it says. Raises LookupError once its values are forgotten."""
    return letters.write(mail.template, mail.language, _values(mail))


def _values(mail: MailMessage) -> dict[str, Any]:
    if mail.values_sealed is None:
        raise LookupError("the values of this message are forgotten")
    values: dict[str, Any] = json.loads(unseal(mail.values_sealed, PURPOSE))
    return values


async def attached(mail: MailMessage) -> list[tuple[Attachment, bytes]]:
    """The files that go along. Raises ObjectMissing, StorageUnavailable."""
    found = [Attachment(**each) for each in mail.attachments]
    return [(each, await storage.read(each.key)) for each in found]


def message_of(
    mail: MailMessage, letter: letters.Letter, files: Sequence[tuple[Attachment, bytes]] = ()
) -> EmailMessage:
    """The letter as HTML and as plain text. No header can hold a second line, whatever the values were."""
    sender = parseaddr(settings().mail_from)[1]
    message = EmailMessage(policy=SMTP)
    message["From"] = settings().mail_from
    message["To"] = Address(addr_spec=mail.recipient)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(datetime.now().astimezone())
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language
    if mail.values_sealed is not None and (reply_to := _values(mail).get("reply_to")):
        message["Reply-To"] = Address(addr_spec=_address(reply_to))
    for each, content in files:
        kind, _, subkind = each.media_type.partition("/")
        message.add_attachment(content, maintype=kind, subtype=subkind, filename=letters.one_line(each.filename))
    return message


async def abandoned(work: Work, status: str, mail_id: str, attempt: int) -> None:
    reason = "cancelled" if status == CANCELLED else "this message could not be made"
    await _settle(work, UUID(mail_id), attempt, status=FAILED, error=reason)


@task("mail.send", abandoned=abandoned)
async def deliver(run: Run, mail_id: str, attempt: int) -> None:
    """One attempt. What the server said, and the promise of the next attempt, are one transaction."""
    async with run.begin() as work:
        mail = await work.session.scalar(_waiting(UUID(mail_id), attempt))
    if mail is None:
        return
    settled: dict[str, Any] = {"status": SENT, "error": None, "sent_at": func.now()}
    after = None
    try:
        message = message_of(mail, letter_of(mail), await _attached_or_later(mail))
        await smtp.deliver(message, parseaddr(settings().mail_from)[1], mail.recipient)
    except smtp.MailRefused as refusal:
        settled = {"status": FAILED, "error": str(refusal)}
    except smtp.MailNotTaken as trouble:
        after = RETRIES[attempt] if attempt < len(RETRIES) else None
        settled = {"status": QUEUED if after else FAILED, "error": str(trouble)}
    log.info("mail_attempted", mail_id=mail_id, attempt=attempt, status=settled["status"], error=settled["error"])
    async with run.begin() as work:
        if await _settle(work, mail.id, attempt, **settled) and after:
            await work.enqueue("mail.send", after=after, mail_id=mail.id, attempt=attempt + 1)


@task("mail.forget")
async def forget_old(run: Run, night: str) -> None:
    async with run.begin() as work:
        await forget(work)


nightly.every_night("mail.forget")


async def forget(work: Work) -> None:
    """What old messages were made of goes; that they were sent stays in the log."""
    await work.session.execute(
        update(MailMessage)
        .where(
            MailMessage.created_at < work.now - VALUES_KEPT,
            MailMessage.values_sealed.is_not(None),
            MailMessage.status != QUEUED,
        )
        .values(values_sealed=None)
        .execution_options(synchronize_session=False)
    )


async def _attached_or_later(mail: MailMessage) -> list[tuple[Attachment, bytes]]:
    """Raises MailNotTaken while a file is still being made, or the store is away."""
    try:
        return await attached(mail)
    except (storage.ObjectMissing, storage.StorageUnavailable) as error:
        raise smtp.MailNotTaken(error.detail) from error


def _waiting(mail_id: UUID, attempt: int) -> Any:
    return select(MailMessage).where(
        MailMessage.id == mail_id, MailMessage.status == QUEUED, MailMessage.attempts == attempt
    )


async def _settle(work: Work, mail_id: UUID, attempt: int, **settled: Any) -> bool:
    """Note how this attempt ended; False when it was noted already."""
    noted = await work.session.scalar(
        update(MailMessage)
        .where(MailMessage.id == mail_id, MailMessage.status == QUEUED, MailMessage.attempts == attempt)
        .values(attempts=attempt + 1, **settled)
        .returning(MailMessage.id)
    )
    return noted is not None


def _address(to: str) -> str:
    """One deliverable address, its domain in ASCII. Raises MailAddressInvalid."""
    try:
        valid = validate_email(to, check_deliverability=False)
        known = valid.ascii_email or valid.normalized
        Address(addr_spec=known)
    except (EmailNotValidError, ValueError) as error:
        raise MailAddressInvalid(field="email") from error
    return known


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
