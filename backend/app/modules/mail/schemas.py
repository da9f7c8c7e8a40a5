from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MailStatus = Literal["queued", "sent", "failed"]


class MailRead(BaseModel):
    """A message that was mailed, or will be."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["mail"] = "mail"
    to: str = Field(examples=["an@example.com"])
    template: str = Field(examples=["invitation"])
    subject: str
    language: Literal["nl", "fr", "en"]
    status: MailStatus = Field(description="`queued` also while it is tried again, for a day at most")
    attempts: int
    error: str | None = Field(description="what the mail server said, when it did not take the message")
    created_at: datetime
    sent_at: datetime | None
