"""Coming in: what is shown at the door, and who the database knows that to be."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

ENTER = "select * from accounting.enter($1, $2, $3, $4, $5, $6)"


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows at the door: a session of theirs in a company, or a key of that company.

    With `wherever` the session may have moved to another company since.
    """

    tenant_id: UUID
    user_id: UUID | None = None
    session_id: UUID | None = None
    wherever: bool = False
    key_id: UUID | None = None


class Entered(NamedTuple):
    """Who came in, as the database knows them."""

    user_id: UUID
    role: str
    language: str
    mfa_required: bool
    closed_at: datetime | None
    mfa_at: datetime | None
    secret_hash: bytes
    scopes: list[str]
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
