"""What an invoice is issued with."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounting.exchange_differences import ACCEPT_RATE
from app.core.days import Day
from app.modules.invoicing.schemas.drafting import InvoiceDraft


class OneInvoice(BaseModel):
    """An invoice as somebody saw it."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: int | None = Field(None, ge=1, description="the version you saw; a stale one is refused")


class IssueAsked(BaseModel):
    """On which day it is written in the books."""

    model_config = ConfigDict(extra="forbid")

    booked_on: Day | None = Field(
        None,
        description="of a purchase whose own day is locked or closed: a later one, today at the latest; it stays dated"
        " as on its paper",
    )
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)


class IssueOne(OneInvoice, IssueAsked):
    pass


class DraftAndIssue(InvoiceDraft, IssueAsked):
    """A draft that is issued at once."""
