from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

CurrentPassword = Annotated[str, Field(min_length=1, max_length=128)]


class ExportRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["export"] = "export"
    kind: Literal["person", "company", "list"]
    address: str | None = Field(description="of a list: where it is shown")
    filename: str
    status: Literal["making", "ready", "failed", "expired"]
    size_bytes: int | None = Field(description="so far, while it is being made")
    sha256: str | None = Field(description="of the whole file")
    job_id: UUID | None
    created_at: datetime
    taken_at: datetime | None = Field(description="the moment whose data it holds")
    made_at: datetime | None
    expires_at: datetime | None = Field(description="when the file is removed")


class ListAsked(BaseModel):
    """A list as a file, exactly as it is filtered and sorted at its address."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"list": "/api/v1/invoices?status=overdue&sort=-issued_on", "format": "xlsx"}]},
    )

    list: str = Field(
        min_length=1,
        max_length=4000,
        description="the address that shows it, of any list that can be had with `format`; pages do not matter",
    )
    format: Literal["csv", "xlsx"]


class EraseMe(BaseModel):
    model_config = ConfigDict(extra="forbid")

    current_password: CurrentPassword


class Stays(BaseModel):
    """Something that stays because a law keeps it: the books, which know you by your id and, if the company bought
    from you or sold to you, by what its invoices say; the audit log as it was written, with your id, from where you did
    what, and fingerprints of names and addresses that you changed.
    """

    document_class: str = Field(serialization_alias="class", examples=["audit_log"])
    source: str
    until: date


class Erased(BaseModel):
    """You are signed out everywhere; nobody can sign in as you any more."""

    type: Literal["erasure"] = "erasure"
    erased_at: datetime
    stays: list[Stays]


class CloseCompany(BaseModel):
    """Cannot be undone: type the company's name, so that it does not happen by mistake."""

    model_config = ConfigDict(extra="forbid")

    current_password: CurrentPassword
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Closed(BaseModel):
    type: Literal["company_closing"] = "company_closing"
    closed_at: datetime
    books_kept_until: date = Field(description="the first day on which the law lets the books go")
    job_id: UUID = Field(description="removes what no law keeps")
