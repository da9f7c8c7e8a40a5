"""What is judged: entries of one ledger as columns, and what every control needs to know of them, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[Any]

PARTS_OF_ONE = 10_000
TEXT = pa.string()
WHOLE = pa.int64()
ENTRIES = pa.schema(
    [
        ("book", TEXT),
        ("place", WHOLE),
        ("id", TEXT),
        ("counterparty", TEXT),
        ("day", WHOLE),
        ("reference", TEXT),
        ("amount", WHOLE),
        ("net", WHOLE),
        ("vat", WHOLE),
        ("account", TEXT),
        ("iban", TEXT),
        ("attributes", pa.list_(TEXT)),
    ]
)
"""`place` is the row's place in its file: what came later. `day` is the ordinal of the date, null where there is none.
Amounts are whole numbers of the fourth decimal; `net` and `vat` are null where the ledger does not split the amount.
`attributes` are further names an entry carries (cost centre, currency, journal), the same number for every entry."""

_NEVER = 0
QUARTER = 91
ONE_WAY = 0.8
"""From nine in ten entries of one sign (eight tenths more than of the other) a book goes one way."""
APART = 1000.0
"""By how much the logarithms of one counterparty's amounts are set off from those of the next."""
DIGITS = "0123456789"
FEWEST_OF_SERIES = 20
UPPER = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SHAPE = bytes(ord("9") if 48 <= c < 58 else ord("A") if chr(c).isalpha() or c > 127 else c for c in range(256))


@dataclass(frozen=True)
class Ledger:
    """Entries of one book as arrays, in the order of their places."""

    table: pa.Table

    @classmethod
    def of(cls, table: pa.Table) -> "Ledger":
        table = table.combine_chunks()
        places = table["place"].to_numpy()
        if len(places) and (places[1:] < places[:-1]).any():
            table = table.take(pa.array(np.argsort(places, kind="stable")))
        return cls(table)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def parts(self) -> Ints:
        """Amounts in whole parts, as they are booked."""
        return _whole(self.table["amount"])

    @cached_property
    def direction(self) -> Ints:
        """1 or -1: the sign that what is owed has here, which a ledger writes as plus, as minus, or as both.

        Where nearly all of a book has one sign, what has the other is a credit. Otherwise money goes both ways, as at a
        bank, and the direction is that of most of the counterparty's entries; without a counterparty it is the entry's.
        """
        sign = np.sign(self.parts)
        way = int(sign.sum())
        if abs(way) >= ONE_WAY * np.count_nonzero(sign):
            return np.full(len(self), -1 if way < 0 else 1)
        of = np.bincount(self.counterparty + 1, weights=sign).astype(np.int64)
        of[0] = 0
        undecided = np.where(self.counterparty < 0, sign, np.sign(way or sign[np.nonzero(sign)[0][0]]))
        mine = np.sign(of)[self.counterparty + 1]
        return np.where(mine == 0, np.where(undecided == 0, 1, undecided), mine)

    @cached_property
    def due(self) -> Ints:
        """Amounts in whole parts in the direction of what is owed: only a credit is below zero."""
        return self.parts * self.direction

    @cached_property
    def size(self) -> Floats:
        """The natural logarithm of the amount without its sign; zero counts as a cent."""
        return np.log(np.maximum(np.abs(self.parts), PARTS_OF_ONE // 100) / PARTS_OF_ONE)

    @cached_property
    def day(self) -> Ints:
        """Ordinals; 0 where the date is missing."""
        return _whole(pc.fill_null(self.table["day"], _NEVER))

    @cached_property
    def dated(self) -> Flags:
        dated: Flags = self.day != _NEVER
        return dated

    @cached_property
    def span(self) -> int:
        """How many days the ledger covers; at least a quarter of a year."""
        known = self.day[self.dated]
        return max(int(np.ptp(known)) + 1 if len(known) else 1, QUARTER)

    @cached_property
    def counterparty(self) -> Ints:
        """A number for each counterparty, the same however its name is cased and spaced; -1 for none."""
        return numbered(self.table["counterparty"])

    @cached_property
    def account(self) -> Ints:
        return numbered(self.table["account"])

    @cached_property
    def iban(self) -> Ints:
        return numbered(self.table["iban"])

    @cached_property
    def attributes(self) -> list[Ints]:
        """One array of numbers per attribute."""
        lists = self.table["attributes"].combine_chunks()
        count = len(lists[0]) if len(lists) and lists[0].is_valid else 0
        return [numbered(pc.list_element(lists, place)) for place in range(count)]

    @cached_property
    def entries_of(self) -> Ints:
        """How many entries the entry's counterparty has; 0 where it has none."""
        return times(self.counterparty)

    @cached_property
    def sizes_of(self) -> tuple[Ints, Ints, Floats]:
        """By number of counterparty where its amounts begin and how many it has; their logarithms in order, `APART`."""
        known = np.nonzero(self.counterparty >= 0)[0]
        counts = np.bincount(self.counterparty[known])
        return np.cumsum(counts) - counts, counts, np.sort(self.counterparty[known] * APART + self.size[known])

    @cached_property
    def in_time(self) -> Ints:
        """Counterparty and day of every entry as one number, in order."""
        return np.sort(self.counterparty * (int(self.day.max(initial=0)) + 2) + self.day)

    @cached_property
    def same_amount(self) -> Ints:
        """How many entries of the same counterparty have the same amount."""
        return times(dense(joined(self.counterparty, self._amount)))

    @cached_property
    def of_amount(self) -> Ints:
        """How many entries of the whole ledger have the same amount."""
        return times(self._amount)

    @cached_property
    def _amount(self) -> Ints:
        return dense(self.parts, empty=False)

    @cached_property
    def shape(self) -> Ints:
        """A number for each way references are written: 9 for a digit, A for a letter, the rest as it stands."""
        return coded(mapped(self.table["reference"], _SHAPE))

    @cached_property
    def exact_reference(self) -> Ints:
        """A number for each reference as it stands, but for its case; -1 for none."""
        return coded(mapped(self.table["reference"], UPPER))

    @cached_property
    def series(self) -> tuple[Ints, Ints, Ints]:
        """Rows whose reference ends in digits, its series and its number, in order: FA2026/0042 is 42 of FA2026/."""
        prefix = coded(
            pc.binary_join_element_wise("/", pc.utf8_rtrim(mapped(self.table["reference"], UPPER), DIGITS), "")
        )
        rows = np.nonzero((self.exact_reference >= 0) & (times(prefix) >= FEWEST_OF_SERIES))[0]
        found = pc.extract_regex(self.table["reference"].take(pa.array(rows)), pattern="(?P<number>[0-9]{1,12})$")
        found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
        valid = np.asarray(found.is_valid())
        rows, number = rows[valid], np.asarray(pc.cast(found.filter(pa.array(valid)).field("number"), WHOLE))
        order = np.lexsort((rows, number, prefix[rows]))
        return rows[order], prefix[rows][order], number[order]

    def texts(self, name: str, rows: Ints) -> list[str]:
        """What a column says at these rows."""
        return [text or "" for text in self.table[name].take(pa.array(rows)).to_pylist()]


def numbered(texts: pa.ChunkedArray | pa.Array) -> Ints:
    """A number per distinct text, without regard to case and outer blanks; -1 for an empty one."""
    encoded = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    encoded = encoded.cast(TEXT).dictionary_encode()
    plain = pc.utf8_trim_whitespace(mapped(pc.fill_null(encoded.dictionary, ""), UPPER))
    again = plain.dictionary_encode()
    codes = np.asarray(again.indices, dtype=np.int64)
    empty = np.asarray(pc.equal(again.dictionary, ""), dtype=bool)
    codes = np.where(empty[codes], -1, codes) if len(codes) else codes
    places = np.asarray(pc.fill_null(encoded.indices, -1), dtype=np.int64)
    return np.append(codes, -1)[places]


def coded(texts: pa.Array) -> Ints:
    """A number per distinct text as it stands; -1 for an empty one. For texts that are nearly all different."""
    encoded = texts.dictionary_encode()
    codes = np.asarray(encoded.indices, dtype=np.int64)
    empty = pc.index(encoded.dictionary, "").as_py()
    return np.where(codes == empty, -1, codes) if empty >= 0 else codes


def mapped(texts: pa.ChunkedArray | pa.Array, table: bytes) -> pa.Array:
    """Every byte of every text by way of the table, all texts in one step."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    whole = pc.fill_null(whole.cast(TEXT), "")
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.combine_chunks()
    if not len(whole):
        return whole
    _, offsets, content = whole.buffers()
    turned = (content.to_pybytes() if content else b"").translate(table)
    return pa.StringArray.from_buffers(len(whole), offsets, pa.py_buffer(turned), None, 0, whole.offset)


def times(codes: Ints) -> Ints:
    """How often each row's number occurs; 0 for -1."""
    if not len(codes):
        return codes
    counted = np.bincount(codes + 1)
    counted[0] = 0
    return counted[codes + 1].astype(np.int64)


def joined(first: Ints, second: Ints) -> Ints:
    """A number for each pair of numbers; -1 where one of them is."""
    width = int(second.max(initial=0)) + 1
    return np.where((first < 0) | (second < 0), -1, first * width + second)


def dense(codes: Ints, *, empty: bool = True) -> Ints:
    """The same partition with small numbers; with `empty`, -1 stays."""
    _, found = np.unique(codes, return_inverse=True)
    found = found.astype(np.int64)
    return found - 1 if empty and len(codes) and codes.min() < 0 else found


def starts_of(sorted_codes: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    if not len(sorted_codes):
        return np.zeros(0, dtype=np.int64)
    return np.append(0, np.nonzero(sorted_codes[1:] != sorted_codes[:-1])[0] + 1).astype(np.int64)


def amount_as_text(parts: int) -> str:
    """In the fewest decimals that say it, at least two."""
    whole, fraction = divmod(abs(parts), PARTS_OF_ONE)
    decimals = f"{fraction:04d}"
    decimals = decimals[:2] if decimals.endswith("00") else decimals
    return f"{'-' if parts < 0 else ''}{whole}.{decimals}"


def book_names(table: pa.Table) -> Sequence[str]:
    return sorted(set(table["book"].unique().to_pylist()))


def _whole(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.to_numpy(), dtype=np.int64)
