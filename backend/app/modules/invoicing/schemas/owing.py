"""What a customer still has to pay, sent to them."""

from pydantic import BaseModel, ConfigDict, Field

from app.modules.invoicing.schemas.typed import Address, Language, Note


class OpenItemsSend(BaseModel):
    """To whom, in which language, and a word of your own; left out: the customer's address and language."""

    model_config = ConfigDict(extra="forbid")

    to: Address | None = Field(None, examples=["boekhouding@klant.be"])
    language: Language | None = None
    message: Note | None = Field(None, examples=["Zoals gevraagd vindt u hierbij wat nog openstaat."])
