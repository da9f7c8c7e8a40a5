"""Handing one message to the mail server of the settings."""

from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from app.core.config import settings

SECONDS = 20
SENTENCE = 300


class MailRefused(Exception):
    """The server will never take this message; its words say why."""


class MailNotTaken(Exception):
    """The server is away, busy, or not set up yet; later may be better."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes. `starttls` None means: where the server offers it."""

    host: str
    port: int
    tls: bool
    starttls: bool | None
    user: str | None
    password: str | None


@cache
def server(url: str) -> Server:
    """Raises ValueError. A password is never sent in clear, unless the address says `?starttls=never`.

    >>> server("smtps://books:s%40crit@mail.example.com")
    Server(host='mail.example.com', port=465, tls=True, starttls=False, user='books', password='s@crit')
    >>> server("smtp://books:secret@mail.example.com:587").starttls
    True
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query).get("starttls", ["required" if parts.username else "offered"])[0]
    ways = {"required": True, "offered": None, "never": False}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or asked not in ways:
        raise ValueError(
            "smtp_url must be smtp://[user:password@]host:port or smtps://…, ?starttls=required|offered|never"
        )
    tls = parts.scheme == "smtps"
    return Server(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        tls=tls,
        starttls=False if tls else ways[asked],
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


async def deliver(message: EmailMessage, sender: str, recipient: str) -> None:
    """Raises MailRefused, MailNotTaken."""
    to = server(settings().smtp_url)
    client = aiosmtplib.SMTP(
        hostname=to.host,
        port=to.port,
        timeout=SECONDS,
        use_tls=to.tls,
        start_tls=to.starttls,
        username=to.user,
        password=to.password,
    )
    try:
        async with client:
            await client.send_message(message, sender=sender, recipients=[recipient])
    except aiosmtplib.SMTPRecipientsRefused as error:
        first = error.recipients[0]
        raise _meant(first.code, first.message) from error
    except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPDataError, aiosmtplib.SMTPRecipientRefused) as error:
        raise _meant(error.code, error.message) from error
    except (aiosmtplib.SMTPException, OSError) as error:  # nothing was said of this message
        raise MailNotTaken(_sentence(str(error) or type(error).__name__)) from error


def _meant(code: int, words: str) -> MailRefused | MailNotTaken:
    said = _sentence(f"{code} {words}")
    return MailRefused(said) if code >= 500 else MailNotTaken(said)


def _sentence(words: str) -> str:
    return " ".join(words.split())[:SENTENCE]
