"""Numbers that are one and the same but for how they are written: signs, look-alikes, zeros in front, an ending.

An amount that returns a hundred times says nothing of an invoice entered twice, but the same number in another dress
does, unless the counterparty is used to that: what it does with other amounts shows whether it is.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies.alterations import LOOK_ALIKES, SHORTEST
from accounting.anomalies.entries import UPPER, Flags, Floats, Ints, Ledger, coded, dense, joined, mapped, times
from accounting.anomalies.evidence import shrunk
from accounting.anomalies.pairing import pairs

ENDING = "([^A-Z0-9][A-Z0-9]|[^A-Z0-9]?[A-Z]{1,3})$"
PARTS = 0.1
"""Of the numbers that belong together in a ledger without duplicates, so many have one amount: halves of an order."""
RAREST = 1e-9


@dataclass(frozen=True)
class Roots:
    """Numbers of some rows under a code of counterparty and root: first each as a whole, then those with an ending."""

    rows: Ints
    code: Ints
    is_whole: Flags

    @classmethod
    def of(cls, ledger: Ledger, rows: Ints) -> "Roots":
        written = mapped(pc.utf8_trim_whitespace(ledger.table["reference"].take(pa.array(rows))), UPPER)
        ends = np.nonzero(np.asarray(pc.match_substring_regex(written, ENDING)))[0]
        without = pc.replace_substring_regex(written.take(pa.array(ends)), ENDING, "")
        both = coded(pa.concat_arrays([_root(written), _root(without)]))
        named = np.concatenate([rows, rows[ends]])
        return cls(named, dense(joined(ledger.counterparty[named], both)), np.arange(len(named)) < len(rows))


def pairs_of(ledger: Ledger, rows: Ints, days: int) -> tuple[Ints, Ints]:
    """Of these rows those with one amount whose roots are the same, at most one of them without its ending."""
    roots = Roots.of(ledger, rows)
    at = np.nonzero(times(roots.code) > 1)[0]
    later, earlier = pairs(ledger, roots.rows[at], roots.code[at], days)
    later, earlier = at[later], at[earlier]
    told = (roots.is_whole[later] | roots.is_whole[earlier]) & (roots.rows[later] != roots.rows[earlier])
    return roots.rows[later[told]], roots.rows[earlier[told]]


def decades(ledger: Ledger, rows: Ints) -> Floats:
    """Powers of ten by which it is improbable that the counterparty has this number in another dress anyway."""
    asked = np.zeros(int(ledger.counterparty.max(initial=0)) + 1, dtype=bool)
    asked[ledger.counterparty[rows]] = True
    among = np.nonzero((ledger.counterparty >= 0) & asked[ledger.counterparty] & (ledger.exact_reference >= 0))[0]
    used = np.bincount(ledger.counterparty[among], weights=_dressed(ledger, among), minlength=len(asked))
    who, entries = ledger.counterparty[rows], ledger.entries_of[rows]
    often = shrunk(used[who], entries, used.sum() / max(len(among), 1))
    same = np.minimum(PARTS + (ledger.same_amount[rows] - 1) / entries, 1.0)
    return np.asarray(-np.log10(np.clip(often * same, RAREST, 1.0)), dtype=np.float64)


def _dressed(ledger: Ledger, rows: Ints) -> Flags:
    """Which numbers are there in another dress with another amount: how their counterparties write."""
    roots = Roots.of(ledger, rows)
    code = roots.code + 1
    several = _different(code, ledger.exact_reference[roots.rows]) > 1
    several &= _different(code, ledger.parts[roots.rows]) > 1
    several &= (np.bincount(code, weights=roots.is_whole)[code] > 0) & (code > 0)
    return np.isin(rows, roots.rows[several])


def _root(written: pa.Array) -> pa.Array:
    """Without signs and zeros in front, look-alikes as digits; empty where too little is left."""
    bare = pc.utf8_ltrim(mapped(pc.replace_substring_regex(written, "[^A-Z0-9]", ""), LOOK_ALIKES), "0")
    return pc.if_else(pc.greater_equal(pc.binary_length(bare), SHORTEST), bare, "")


def _different(code: Ints, values: Ints) -> Ints:
    """By place how many different values its code has."""
    order = np.lexsort((values, code))
    mine, value = code[order], values[order]
    first = np.append(True, (mine[1:] != mine[:-1]) | (value[1:] != value[:-1]))[: len(mine)]
    return np.bincount(mine[first], minlength=int(code.max(initial=0)) + 1)[code]
