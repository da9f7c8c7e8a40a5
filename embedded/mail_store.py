"""What the mail catcher keeps: one `.eml` file for each message, as it came, under `$DATA_DIR/mail`.

The name of a file says when it came, so a folder listing is the order, and a restart forgets nothing. The oldest go
when there are too many or they are too large together.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

MOST_MESSAGES = 500
MOST_BYTES = 200 * 1024 * 1024
LARGEST_MESSAGE = 20 * 1024 * 1024
IDENTIFIER = re.compile(r"\d{20}-[0-9a-f]{12}")
ENVELOPE = b"X-Envelope: "


class NoSuchMessage(LookupError):
    """There is no message of that identifier: it never was, or it was one of the oldest."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a message that is not its text."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One message, taken apart. `recipients` are those of the envelope: a hidden copy is among them."""

    identifier: str
    message: EmailMessage
    sender: str
    recipients: tuple[str, ...]

    @property
    def subject(self) -> str:
        return str(self.message.get("subject", ""))

    @property
    def received_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.identifier[:20]) / 1e9, UTC)

    def body(self, kind: str) -> str | None:
        """The text of kind "plain" or "html", if it has one."""
        part = self.message.get_body((kind,))
        return _text(part) if isinstance(part, EmailMessage) else None

    def attachments(self) -> list[Attachment]:
        """Everything else, in order; the pictures of an HTML text too."""
        texts = [self.message.get_body((kind,)) for kind in ("plain", "html")]
        parts = [part for part in self.message.walk() if not part.is_multipart() and part not in texts]
        return [
            Attachment(
                name=part.get_filename() or f"part-{number}",
                media_type=part.get_content_type(),
                content=bytes(part.get_payload(decode=True) or b""),
            )
            for number, part in enumerate(parts, start=1)
        ]


class MailStore:
    """The folder. Several threads may use it at once."""

    def __init__(self, folder: Path, most: int = MOST_MESSAGES, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most, self._most_bytes = most, most_bytes
        self._writing = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob(".*.draft"):
            left.unlink(missing_ok=True)

    def keep(self, sender: str, recipients: Sequence[str], content: bytes) -> str:
        """Write one message down, with its envelope on top; returns its identifier."""
        head = ENVELOPE + json.dumps({"from": sender, "to": list(recipients)}).encode() + b"\r\n"
        with self._writing:
            identifier = f"{time.time_ns():020d}-{secrets.token_hex(6)}"
            draft = self.folder / f".{identifier}.draft"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as written:
                written.write(head + content)
            draft.replace(self._path(identifier))
            self._forget_oldest()
        return identifier

    def identifiers(self) -> list[str]:
        """Newest first."""
        return sorted(
            (path.stem for path in self.folder.glob("*.eml") if IDENTIFIER.fullmatch(path.stem)), reverse=True
        )

    def mails(self, to: str | None = None) -> Iterator[Mail]:
        """Newest first; those for one address only, when asked."""
        for identifier in self.identifiers():
            try:
                mail = self.get(identifier)
            except NoSuchMessage:
                continue
            if to is None or to.lower() in (each.lower() for each in mail.recipients):
                yield mail

    def get(self, identifier: str) -> Mail:
        """One message. Raises NoSuchMessage."""
        raw = self.raw(identifier)
        first, _, content = raw.partition(b"\r\n")
        envelope = json.loads(first.removeprefix(ENVELOPE))
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return Mail(identifier, message, envelope["from"], tuple(envelope["to"]))

    def raw(self, identifier: str) -> bytes:
        """The file as it lies there, its envelope in the first line.

        Raises NoSuchMessage, also for what is no identifier at all.
        """
        if not IDENTIFIER.fullmatch(identifier):
            raise NoSuchMessage(identifier)
        try:
            return self._path(identifier).read_bytes()
        except FileNotFoundError:
            raise NoSuchMessage(identifier) from None

    def _path(self, identifier: str) -> Path:
        return self.folder / f"{identifier}.eml"

    def _forget_oldest(self) -> None:
        room, kept = self._most_bytes, 0
        for identifier in self.identifiers():
            path = self._path(identifier)
            room, kept = room - path.stat().st_size, kept + 1
            if kept > 1 and (kept > self._most or room < 0):
                path.unlink(missing_ok=True)


def _text(part: EmailMessage) -> str:
    """The text of a part, whatever it says of its own encoding."""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return bytes(part.get_payload(decode=True) or b"").decode(errors="replace")
