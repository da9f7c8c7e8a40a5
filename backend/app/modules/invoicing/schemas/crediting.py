"""What of an invoice is given back."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.days import Day
from app.modules.invoicing.schemas.typed import MOST_LINES, Described, Quantity


class CreditLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    line_id: UUID
    quantity: Quantity | None = Field(None, description="left out: all of the line")


class CreditAsked(BaseModel):
    """What to credit: everything, or these lines. As a draft it can be changed before it is issued."""

    model_config = ConfigDict(extra="forbid")

    lines: list[CreditLine] | None = Field(None, min_length=1, max_length=MOST_LINES)
    reason: Described | None = Field(None, description="printed", examples=["Twee stuks teruggezonden"])
    issued_on: Day | None = None
    as_draft: bool = False
