"""Guesses at a password: counted per e-mail address, and alike for addresses that nobody has.

An attempt counts from its beginning until it turned out well, so any number of attempts at once gain nothing.
"""

import hashlib

from app.core import limits
from app.core.config import settings


async def count(email: str) -> None:
    """Raises TooManyRequests when there were too many wrong ones lately."""
    await limits.limit(what("password", email), settings().sign_in_failures, settings().sign_in_failure_seconds)


async def forgive(email: str) -> None:
    """This one was right."""
    await limits.give_back(what("password", email), settings().sign_in_failures, settings().sign_in_failure_seconds)


def what(is_tried: str, email: str) -> str:
    """The name of a count; addresses are nobody's business in a cache."""
    return f"{is_tried}:{hashlib.sha256(email.encode()).hexdigest()[:32]}"
