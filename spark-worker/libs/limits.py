"""How much one document may cost; from the environment, so that every way of running means the same."""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_pixels` counts one decoded image; `seconds` is wall clock for one document; `memory` is bytes above idle."""

    max_pages: int = 100
    max_pixels: int = 60_000_000
    seconds: float = 120.0
    memory: int = 1_500_000_000


@cache
def limits() -> Limits:
    """The limits in force in this process."""
    usual = Limits()
    return Limits(
        max_pages=int(os.environ.get("MAX_PAGES", usual.max_pages)),
        max_pixels=int(os.environ.get("MAX_PIXELS", usual.max_pixels)),
        seconds=float(os.environ.get("DOCUMENT_SECONDS", usual.seconds)),
        memory=int(os.environ.get("DOCUMENT_MEMORY", usual.memory)),
    )
