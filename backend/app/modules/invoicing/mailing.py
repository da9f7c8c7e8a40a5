"""Letters of a company to anybody it names: only for who has shown that their own address is theirs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.core import mail
from app.core.work import Work
from app.modules.identity.registering import require_verified, require_verified_owner


async def promise(
    work: Work, template: str, /, *, to: str, language: str, attachments: Sequence[mail.Attachment], **values: Any
) -> UUID:
    """The one gate of a company's letters: their words are the company's own, and so is who hears an answer.

    Raises EmailNotVerified, TooManyRequests, MailAddressInvalid.
    """
    if work.actor_id is not None:
        await require_verified(work)
    else:
        await require_verified_owner(work)  # what leaves by itself at night is an owner's wish
    return await mail.send(work, template, to=to, language=language, attachments=attachments, **values)
