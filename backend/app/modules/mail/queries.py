from datetime import datetime
from typing import Literal

from sqlalchemy import Select, select

from app.core import letters
from app.core.listing import Filter, Listing, Sort
from app.core.mail import MailMessage
from app.modules.mail.schemas import MailStatus

MAILS = Listing(
    name="mails",
    sorts={"created_at": Sort(MailMessage.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=MailMessage.id,
    search=(MailMessage.recipient, MailMessage.subject),
    searched="in address and subject",
    dated=MailMessage.created_at,
    filters={
        "status": Filter(MailMessage.status, MailStatus),
        "template": Filter(MailMessage.template, Literal[tuple(sorted(letters.TEMPLATES))]),
    },
)


def every_mail() -> Select[MailMessage]:
    return select(MailMessage)
