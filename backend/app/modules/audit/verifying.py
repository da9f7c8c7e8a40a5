"""Walking along a chain: every hash computed again, every number counted, everything held against what was signed.

Pure: it is fed rows in order and the hashes that were signed for them, and says what it found.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.modules.audit.catalogue import Flaw
from app.modules.audit.checkpoints import HASH_BYTES, STRETCH, stretch

SCHEMES = (1, 2)
"""How a row becomes the text that is hashed; the newer one cannot be read two ways."""

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the walk sees it: `text` is what its hash covers besides the hash before it."""

    sequence: int
    scheme: int
    hash: bytes
    text: str


@dataclass(slots=True)
class Walk:
    """From the row after `last`, whose hash is `hash`; from the beginning when nothing is given."""

    last: int = 0
    hash: bytes = b""
    checked: int = 0
    unchecked: int = 0
    bad: int = 0
    first_bad: tuple[int, Flaw] | None = None
    first_row: int | None = None
    missing: list[int] = field(default_factory=list)
    missing_count: int = 0
    _scheme: int = 0
    _hashes: dict[int, bytearray] = field(default_factory=dict)

    def go_on_after(self, sequence: int, signed_hash: bytes | None) -> None:
        """Begin behind the end of a stretch, whose last hash was signed."""
        self.last, self.hash, self.first_row = sequence, signed_hash or b"", 1

    def see(self, row: Row, signed: Callable[[int], bytes | None]) -> None:
        """The next row; `signed(sequence)` is the hash that a checkpoint holds for a row, if any does."""
        if self.first_row is None:
            self.first_row = row.sequence
        if row.sequence < 1:
            self.find(row.sequence, Flaw.NO_SUCH_NUMBER)
            return
        follows = row.sequence == self.last + 1
        if not follows:
            self._miss(self.last + 1, row.sequence - 1)
        before = signed(row.sequence - 1) or (self.hash if follows else b"")
        vouched = signed(row.sequence)
        if vouched is not None and vouched != row.hash:
            self.find(row.sequence, Flaw.NOT_THE_SIGNED)
        elif row.scheme not in SCHEMES or row.scheme < self._scheme:
            self.find(row.sequence, Flaw.UNKNOWN_SCHEME)
        elif not before and row.sequence > 1:
            self.unchecked += 1
        elif hashlib.sha256(before + row.text.encode()).digest() != row.hash:
            self.find(row.sequence, Flaw.CONTENT_DIFFERS)
        else:
            self.checked += 1
            self._scheme = row.scheme
        self.last, self.hash = row.sequence, row.hash
        self._hashes.setdefault(stretch(row.sequence), bytearray()).extend(row.hash)

    def should_reach(self, sequence: int) -> None:
        """The log was seen to reach this row: what is not there any more is missing."""
        self._miss(self.last + 1, sequence)

    def find(self, sequence: int, flaw: Flaw) -> None:
        """This row is not what was written."""
        self.bad += 1
        if self.first_bad is None or sequence < self.first_bad[0]:
            self.first_bad = (sequence, flaw)

    def forget(self, reached: Mapping[int, int]) -> None:
        """Hashes of whole stretches behind us that are signed already need not be kept."""
        for number in [each for each in self._hashes if each < stretch(self.last)]:
            if reached.get(number) == (number + 1) * STRETCH:
                del self._hashes[number]

    def _miss(self, first: int, last: int) -> None:
        room = MOST_SHOWN - len(self.missing)
        self.missing += range(first, min(last, first + room - 1) + 1)
        self.missing_count += max(0, last - first + 1)

    def to_sign(self, reached: Mapping[int, int]) -> list[tuple[int, int, bytes]]:
        """First row, last row and hashes of every stretch that is not signed to its end. Only of a sound log."""
        ends = {number: number * STRETCH + len(hashes) // HASH_BYTES for number, hashes in self._hashes.items()}
        return [
            (number * STRETCH + 1, end, bytes(self._hashes[number]))
            for number, end in sorted(ends.items())
            if reached.get(number, 0) < end
        ]
