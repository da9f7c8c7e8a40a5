"""ETag and If-Match: the version of a resource that somebody saw before they changed or decided it."""

import hashlib
import re
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Depends, Header, Response
from pydantic import BaseModel

from accounting.errors import Conflict, Invalid
from app.core.errors import refuses


class VersionUnreadable(Invalid):
    """If-Match must carry the ETag of the resource as you saw it, such as "3"."""


class ChangedMeanwhile(Conflict):
    """Somebody changed this since you saw it; look at it again before you change it."""

    status = 412


HEADER = "If-Match"


def stale(seen: int, now: int) -> ChangedMeanwhile:
    """The refusal, naming what was sent."""
    return ChangedMeanwhile(f"you saw version {seen}, it is now {now}", field=HEADER, value=seen)


@refuses(VersionUnreadable, ChangedMeanwhile)
async def _seen(
    if_match: Annotated[str | None, Header(description="the ETag you saw; a stale one is refused")] = None,
) -> int | None:
    """None when nothing was sent, or `*`. Raises VersionUnreadable."""
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not re.fullmatch("[0-9]{1,18}", text):
        raise VersionUnreadable(field=HEADER, value=if_match[:100])
    return int(text)


SeenVersion = Annotated[int | None, Depends(_seen)]


def tag(response: Response, version: int) -> None:
    """Give the version along as an ETag."""
    response.headers["etag"] = f'"{version}"'


def state_of(shown: BaseModel) -> int:
    """For what has no version of its own: a number made of all that is shown of it, of use wherever a version is.

    Of 48 bits, so that it is the same number in every language.
    """
    return int.from_bytes(hashlib.sha256(shown.model_dump_json(exclude={"version"}).encode()).digest()[:6])


def unless_changed(state: int, seen: int | None) -> None:
    """If the state seen is still the one. Lock first what may change it. Raises ChangedMeanwhile."""
    if seen is not None and state != seen:
        raise ChangedMeanwhile("it is not any more what you saw", field=HEADER)


def unless_moved(now: Decimal, seen: Decimal | None, *, field: str) -> None:
    """If the amount seen is still the one. Lock first what may change it. Raises ChangedMeanwhile."""
    if seen is not None and now != seen:
        raise ChangedMeanwhile(f"you saw {seen:.2f}, it is now {now:.2f}", field=field, value=f"{seen:.2f}")


def unless_stale(row: Any, seen: int | None) -> None:
    """The row's next version, if the one seen is still the one. Lock the row first. Raises ChangedMeanwhile."""
    if seen is not None and row.version != seen:
        raise stale(seen, row.version)
    row.version += 1
