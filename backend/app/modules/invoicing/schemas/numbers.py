"""From which series papers take their numbers."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.modules.invoicing.schemas.typed import Series

Year = Annotated[int, Field(ge=2000, le=2100)]
SaleKind = Literal["invoice", "credit_note", "quote"]


class NumberSeriesRead(BaseModel):
    """Where one kind of paper takes its numbers from in the fiscal year that was asked for, else the running one."""

    type: Literal["number_series"] = "number_series"
    kind: SaleKind
    series: str = Field(examples=["F"])
    year: int = Field(description="the year that the fiscal year is called by", examples=[2026])
    last_number: int = Field(description="given out in that year; 0 where none was", examples=[42])
    next: str = Field(description="what the next paper will be called", examples=["F2026-00043"])
    begun: bool = Field(description="it gave out numbers in that year, so it goes on with the next one")
    version: int = Field(0, description="made of what is shown; `If-Match` of who chooses another")


class NumberSeriesChoose(BaseModel):
    """Another series, and where a series that gave out nothing yet begins."""

    model_config = ConfigDict(extra="forbid")

    series: Series | None = Field(None, description="one to eight capitals", examples=["VF"])
    next_number: int | None = Field(
        None, ge=1, le=999_999, description="after the last one of the program you come from", examples=[118]
    )
    year: Year | None = Field(
        None,
        description="the fiscal year that `next_number` is of, by the year in which it ends; left out: the running one",
        examples=[2025],
    )
