"""Coming in: what is shown at the door, and who the database knows that to be."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
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

    def values(self, *, until_commit: bool) -> tuple[Any, ...]:
        """What `ENTER` is asked with."""
        return (self.tenant_id, self.user_id, self.session_id, self.wherever, self.key_id, until_commit)


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


@lru_cache(maxsize=1000)
def entering_with(question: str, values: int) -> str:
    """Coming in and a question with so many values, in one round trip: who that is, and the rows that answer it.

    The rows hang on a column of who came in, so that PostgreSQL cannot look for them before the scope is set, and does
    not at all when nobody came in. Their columns are plain values: the driver is not told of other types in a row.
    """
    shown = ", ".join(f"${values + place}" for place in range(1, 7))
    return (
        f"select came.*, array(select asked from ({question}) as asked where came.user_id is not null)"  # noqa: S608  (words of ours)
        f" from accounting.enter({shown}) as came"
    )
