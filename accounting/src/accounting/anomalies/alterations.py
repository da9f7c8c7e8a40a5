"""How one invoice number could have become another: read twice, typed wrongly, or changed to pass a check.

Whole columns in one step: numbers that are the same but for signs, look-alikes or zeros in front have the same code;
for the rest, how far two agree from the front and from the back says which single alteration leads from one to another.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from accounting.anomalies.entries import UPPER, Flags, Floats, Ints, mapped

LONGEST = 32
SHORTEST = 2
KINDS = (
    ("", 0.0),
    ("punctuation", 2.5),
    ("look_alike", 3.0),
    ("leading_zero", 2.5),
    ("swapped", 2.5),
    ("added_at_end", 2.2),
    ("added_in_front", 2.0),
    ("one_more", 1.8),
    ("one_other", 1.0),
)
"""What was altered, and in how many powers of ten that is improbable between two true numbers of one counterparty,
before a ledger has shown how alike its own numbers are."""
PRIOR_PAIRS = 1000.0
NONE, PUNCTUATION, LOOK_ALIKE, LEADING_ZERO, SWAPPED, AT_END, IN_FRONT, ONE_MORE, ONE_OTHER = range(len(KINDS))
LOOK_ALIKES = bytes.maketrans(b"OQILSBZG", b"00115826")
_COUNTED = 3
"""A change of one digit among the last three is the next number of a series, not an alteration."""
_ADDED = 3

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Alterations:
    kind: Ints

    def decades(self, among: "Alterations") -> Floats:
        """In how many powers of ten each is improbable, where `among` has those of pairs that are no duplicates."""
        usual = np.array([decades for _, decades in KINDS])
        seen = np.bincount(among.kind, minlength=len(KINDS))
        chance = (seen + PRIOR_PAIRS * 10.0**-usual) / (len(among.kind) + PRIOR_PAIRS)
        return np.where(self.kind == NONE, 0.0, -np.log10(chance)[self.kind])

    def at(self, places: Ints) -> "Alterations":
        return Alterations(self.kind[places])

    @property
    def is_dress(self) -> Flags:
        """Where the number is the same but for signs, look-alikes, zeros in front or an ending."""
        return np.isin(self.kind, (PUNCTUATION, LOOK_ALIKE, LEADING_ZERO, AT_END))

    def names(self) -> list[str]:
        return [KINDS[kind][0] for kind in self.kind]


def alterations(numbers: pa.ChunkedArray, one: Ints, other: Ints) -> Alterations:
    """For each pair of places in `numbers` the alteration that leads from one to the other, the most telling first."""
    written = pc.utf8_slice_codeunits(mapped(pc.utf8_trim_whitespace(numbers), UPPER), 0, LONGEST)
    bare = pc.replace_substring_regex(written, "[^A-Z0-9]", "")
    alike, unfilled = _codes(mapped(bare, LOOK_ALIKES)), _codes(pc.utf8_ltrim(bare, "0"))
    plain, length = _codes(bare), np.asarray(pc.binary_length(bare), dtype=np.int64)
    kind = np.zeros(len(one), dtype=np.int64)
    kind[unfilled[one] == unfilled[other]] = LEADING_ZERO
    kind[alike[one] == alike[other]] = LOOK_ALIKE
    kind[plain[one] == plain[other]] = PUNCTUATION
    rest = np.nonzero((kind == NONE) & (np.abs(length[one] - length[other]) <= _ADDED))[0]
    kind[rest] = _single_in(written, one[rest], other[rest])
    again = rest[kind[rest] == NONE]
    signs = np.asarray(pc.binary_length(written), dtype=np.int64) != length
    again = again[signs[one[again]] | signs[other[again]]]
    kind[again] = _single_in(bare, one[again], other[again])
    same = _codes(written)
    kind[(same[one] == same[other]) | (np.minimum(length[one], length[other]) < SHORTEST)] = NONE
    return Alterations(kind)


def _single_in(texts: pa.Array, one: Ints, other: Ints) -> Ints:
    involved, place = np.unique(np.concatenate([one, other]), return_inverse=True)
    named = texts.take(pa.array(involved)).to_pylist()
    rows = np.array([text.encode("ascii", "replace") for text in named], dtype=f"S{LONGEST}")
    matrix = rows.view(np.uint8).reshape(len(rows), LONGEST)
    lengths = (matrix > 0).sum(axis=1).astype(np.int64)
    here, there = place[: len(one)], place[len(one) :]
    return _single(matrix[here], lengths[here], matrix[there], lengths[there])


def _codes(texts: pa.Array) -> Ints:
    return np.asarray(texts.dictionary_encode().indices, dtype=np.int64)


def _single(one: Bytes, one_length: Ints, other: Bytes, other_length: Ints) -> Ints:
    """One character more, another one, two swapped, or an ending or beginning that the other lacks."""
    swap = one_length > other_length
    small, large = np.where(swap[:, None], other, one), np.where(swap[:, None], one, other)
    short, long = np.minimum(one_length, other_length), np.maximum(one_length, other_length)
    front = _agree(small, large, short)
    back = _agree(_flush_right(small, short), _flush_right(large, long), short)
    more = long - short
    kind = np.zeros(len(one), dtype=np.int64)
    place = np.minimum(front, LONGEST - 2)
    at = np.arange(len(one))
    swapped = (more == 0) & (front + back == long - 2)
    swapped &= (small[at, place] == large[at, place + 1]) & (small[at, place + 1] == large[at, place])
    other_one = (more == 0) & (front + back == long - 1) & (long >= 5)
    in_series = _is_digit(small[at, place]) & _is_digit(large[at, place]) & (front >= long - _COUNTED)
    kind[other_one & ~in_series] = ONE_OTHER
    kind[swapped & ~(_is_digit(small[at, place]) & (front >= long - 2))] = SWAPPED
    kind[(more == 1) & (front + back >= short) & (short >= 4)] = ONE_MORE
    kind[(more > 0) & (more <= _ADDED) & (back >= short) & (short >= 4)] = IN_FRONT
    added = (more > 0) & (more <= _ADDED) & (front >= short)
    last = large[at, np.maximum(long - 1, 0)]
    before = large[at, np.maximum(long - 2, 0)]
    counted_on = _is_digit(last) & ((more == 1) | _is_digit(before))
    kind[added & ~counted_on] = AT_END
    kind[added & counted_on & (kind != ONE_MORE)] = NONE
    return kind


def _agree(one: Bytes, other: Bytes, most: Ints) -> Ints:
    """How many characters agree from the front."""
    differ = one != other
    return np.minimum(np.where(differ.any(axis=1), differ.argmax(axis=1), LONGEST), most).astype(np.int64)


def _flush_right(texts: Bytes, lengths: Ints) -> Bytes:
    """Reversed, so that what agrees at the back agrees at the front."""
    places = lengths[:, None] - 1 - np.arange(LONGEST)[None, :]
    return np.where(places >= 0, np.take_along_axis(texts, np.maximum(places, 0), axis=1), 0)


def _is_digit(texts: Bytes) -> NDArray[np.bool_]:
    return (texts >= 48) & (texts <= 57)
