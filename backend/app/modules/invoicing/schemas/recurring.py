"""Invoices that are made again every so often."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.days import Day
from app.modules.invoicing.schemas.drafting import InvoiceDraft
from app.modules.invoicing.schemas.typed import Name


class RecurringMake(BaseModel):
    """An invoice that is made again every so often; `content` is the draft each time."""

    model_config = ConfigDict(extra="forbid")

    name: Name = Field(min_length=1, examples=["Onderhoud Janssens"])
    content: InvoiceDraft
    every: Literal["week", "month", "quarter", "year"] = "month"
    interval_count: int = Field(1, ge=1, le=60)
    starts_on: Day
    ends_on: Day | None = None
    issues_by_itself: bool = False
    sends_by_itself: bool = False


class RecurringRevise(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = Field(None, min_length=1, examples=["Onderhoud Janssens"])
    content: InvoiceDraft | None = None
    every: Literal["week", "month", "quarter", "year"] | None = None
    interval_count: int | None = Field(None, ge=1, le=60)
    next_on: Day | None = Field(
        None,
        description="a day that is none of its rhythm is where the rhythm begins anew: `starts_on` becomes that day",
    )
    ends_on: Day | None = None
    issues_by_itself: bool | None = None
    sends_by_itself: bool | None = None
    is_active: bool | None = None
