"""Letters: what they are asked with, and how they read before they leave."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.modules.invoicing.schemas.issuing import OneInvoice
from app.modules.invoicing.schemas.typed import Address, Language, Note


class LetterRead(BaseModel):
    """What the reader of a mail will see. `to` is null while the customer has no address."""

    type: Literal["letter"] = "letter"
    to: str | None = Field(examples=["boekhouding@klant.be"])
    language: Language
    subject: str = Field(examples=["Factuur F2026-00042 van Bakkerij Peeters BV"])
    text: str = Field(examples=["Beste,\n\nIn bijlage vind je factuur F2026-00042 van Bakkerij Peeters BV."])
    attachment: str | None = Field(
        description="the file that goes along; none with what was issued elsewhere", examples=["F2026-00042.pdf"]
    )


class SendAsked(BaseModel):
    """To whom, and a word of your own; left out: the customer's address."""

    model_config = ConfigDict(extra="forbid")

    to: Address | None = Field(None, examples=["boekhouding@klant.be"])
    language: Language | None = None
    message: Note | None = Field(None, examples=["Zoals besproken vindt u hierbij onze factuur."])


class SendOne(OneInvoice, SendAsked):
    pass


class RemindAsked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    level: int | None = Field(None, ge=1, le=9, description="the step you saw proposed; another one is refused")
    to: Address | None = Field(None, examples=["boekhouding@klant.be"])


class RemindOne(RemindAsked):
    id: UUID = Field(description="the invoice")
