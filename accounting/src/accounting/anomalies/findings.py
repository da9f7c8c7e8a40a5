"""What was found: entries that someone should look at, as they are told and kept."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

POINTS = 100
"""A score is kept in hundredths of a power of ten beyond chance."""
FINDING = 125
"""Points from which an entry is shown to someone."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One entry that stands out: its score in hundredths, and its reasons as JSON."""

    book: str
    entry: str
    points: int
    reasons: str


def digest(found: Iterable[Found]) -> str:
    """SHA-256 of what was found, line by line in order: the same digest is the same answer, byte for byte."""
    told = hashlib.sha256()
    for each in sorted(found):
        told.update(json.dumps(astuple(each), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return told.hexdigest()
