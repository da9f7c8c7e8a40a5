from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounting.exchange_differences import ACCEPT_RATE
from app.core.amounts import Amount
from app.core.days import Day
from app.modules.ledger.schemas.manual import Currency, Name, PostingTagged

Quote = Annotated[Amount, Field(gt=0, lt=1_000_000_000, decimal_places=8)]


class ExchangeRateRead(BaseModel):
    """What one unit of the books' currency is worth on a day, as the European Central Bank quotes it for the euro."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["exchange_rate"] = "exchange_rate"
    currency: str
    valid_on: date
    rate: Amount = Field(description="units of this currency for one unit of the books'", examples=["1.0772"])
    worth: Amount = Field(
        description="the reverse: one unit of this currency, in the books'", examples=["0.928332714445"]
    )
    source: Literal["ecb", "manual"]
    recorded_at: datetime
    version: int = Field(0, description="made of what is shown; `If-Match` of who sets this rate anew")


class SetExchangeRate(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"currency": "USD", "valid_on": "2026-11-20", "rate": "1.0772"}]},
    )

    currency: Currency
    valid_on: Day
    rate: Quote = Field(description="units of this currency for one unit of the books'")
    accept_exchange_rate: bool = Field(False, description=ACCEPT_RATE)


class FetchExchangeRates(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"currencies": ["USD", "GBP"]}]})

    currencies: list[Currency] = Field(
        default_factory=list, max_length=50, description="else those you have rates of, or the whole latest list"
    )


class TagRead(BaseModel):
    """An analytic tag, such as a project or a department."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["tag"] = "tag"
    name: str = Field(examples=["Webshop"])
    dimension: str = Field(
        description="the kind of tag, such as project; tags of one kind share a posting", examples=["project"]
    )
    archived_at: datetime | None
    version: int
    created_at: datetime


class TagDraft(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "Webshop", "dimension": "project"}]}
    )

    name: Name
    dimension: Annotated[str, Field(max_length=100)] = ""


class TagRevise(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"archived": True}]})

    name: Name | None = None
    dimension: Annotated[str, Field(max_length=100)] | None = None
    archived: bool | None = None


class PutTags(BaseModel):
    """All the tags of a posting; tags of one kind share at most 100 %."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"tags": [{"tag_id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44", "percent": "60"}]}]
        },
    )

    tags: list[PostingTagged] = Field(max_length=20)
