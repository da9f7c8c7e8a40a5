"""Letters before they leave."""

from typing import Literal

from pydantic import BaseModel, Field

from app.modules.invoicing.schemas.asked import Language


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
