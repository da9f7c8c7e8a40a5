from uuid import UUID

from sqlalchemy import select

from app.core import mail
from app.core.mail import MailMessage
from app.core.work import Work
from app.modules.mail.errors import MailForgotten, MailNotFound, MailUnderWay


async def resend(work: Work, mail_id: UUID) -> MailMessage:
    """The same message once more, recognisable as the same. Raises MailNotFound, MailUnderWay, MailForgotten."""
    message = await work.session.scalar(select(MailMessage).where(MailMessage.id == mail_id).with_for_update())
    if message is None:
        raise MailNotFound
    if message.status == mail.QUEUED:
        raise MailUnderWay
    if message.values_sealed is None:
        raise MailForgotten
    message.status, message.error = mail.QUEUED, None
    await mail.promise(work, message)
    await work.record("mail.resent", mail_id=message.id, template=message.template)
    return message
