from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class ContactRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["contact"] = "contact"
    name: str
    vat_number: str | None
    iban: str | None
    address: str | None
    country: str | None
    is_supplier: bool
    is_customer: bool
    cost_account: str | None
    created_at: datetime
