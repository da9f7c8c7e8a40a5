"""Guesses at a password: counted per e-mail address, and alike for addresses that nobody has. And at who is known.

An attempt counts from its beginning until it turned out well, so any number of attempts at once gain nothing.
"""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from app.core import limits
from app.core.config import settings
from app.core.idempotency import turn
from app.core.limits import Allowance
from app.core.origin import Origin, place_of
from app.modules.identity.errors import EmailTaken

HOUR, DAY = 3600, 24 * 3600
A_DAY_HAS = 4
"""Hours' worth of known addresses that one place may meet in a day."""

log = structlog.get_logger()


async def count(email: str) -> Allowance:
    """One more guess, and how many are left. Raises TooManyRequests when there were too many wrong ones lately."""
    return await limits.limit(what("password", email), settings().sign_in_failures, settings().sign_in_failure_seconds)


def locked_out(user_id: UUID, guess: Allowance, after: str) -> dict[str, Any] | None:
    """What the log says when this wrong guess was the last: of whom no further one is heard, and until when."""
    if guess.remaining:
        return None
    return {"user_id": user_id, "after": after, "until": datetime.now(UTC) + timedelta(seconds=guess.reset)}


async def forgive(email: str) -> None:
    """This one was right."""
    await limits.give_back(what("password", email), settings().sign_in_failures, settings().sign_in_failure_seconds)


def what(is_tried: str, email: str) -> str:
    """The name of a count; addresses are nobody's business in a cache."""
    return f"{is_tried}:{hashlib.sha256(email.encode()).hexdigest()[:32]}"


@asynccontextmanager
async def at_addresses(origin: Origin) -> AsyncIterator[None]:
    """Registering tells when an address is known; one place is told so a few times, and then nothing at all.

    One registration at a time from one place, so that many at once learn no more. Raises TooManyRequests, before
    anything was looked up.
    """
    place = f"known-addresses:{place_of(origin.ip)}"
    an_hour = settings().known_addresses_per_hour
    bounds = ((an_hour, HOUR), (A_DAY_HAS * an_hour, DAY))
    async with turn(place, "register"):
        for allowed, seconds in bounds:
            await limits.check(place, allowed, seconds)
        try:
            yield
        except EmailTaken:
            log.warning("auth.register_known", ip=origin.ip, request_id=origin.request_id)
            for allowed, seconds in bounds:
                await limits.limit(place, allowed, seconds)
            raise
