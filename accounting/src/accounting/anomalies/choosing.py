"""Findings out of what was judged: those to look at, and those that other limits would bring or take away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies.following import Decision
from accounting.anomalies.judging import judge
from accounting.anomalies.limits import Limits


@dataclass(frozen=True, slots=True)
class Change:
    """What other limits would have done: findings that come and go, the most telling first, and how many stay."""

    new: pa.Table
    gone: pa.Table
    stay: int


def undecided(judged: pa.Table, decisions: Mapping[str, Decision], on: date) -> pa.Table:
    """The findings that someone should look at, the most telling first; decisions are by the entry's id."""
    found = judged.filter(judged["finding"])
    ids, reasons = found["id"].to_pylist(), found["reasons"].to_pylist()
    asks = [id not in decisions or not decisions[id].holds(told, on) for id, told in zip(ids, reasons, strict=True)]
    return found.filter(pa.array(asks, pa.bool_())).sort_by([("score", "descending"), ("place", "ascending")])


def what_would_change(entries: pa.Table, now: Limits, then: Limits, first: date, last: date) -> Change:
    """Findings among the entries of a period under either limits. All entries are judged: they are what is usual."""
    before, after = (_found(judge(entries, limits), entries, first, last) for limits in (now, then))
    new, gone = _without(after, before), _without(before, after)
    return Change(new, gone, len(before) - len(gone))


def _found(judged: pa.Table, entries: pa.Table, first: date, last: date) -> pa.Table:
    days = entries.select(["place", "day"])
    within = pc.and_(pc.greater_equal(days["day"], first.toordinal()), pc.less_equal(days["day"], last.toordinal()))
    places = days.filter(pc.fill_null(within, False))["place"]
    return judged.filter(pc.and_(judged["finding"], pc.is_in(judged["place"], value_set=places.combine_chunks())))


def _without(found: pa.Table, others: pa.Table) -> pa.Table:
    known = pc.is_in(found["place"], value_set=others["place"].combine_chunks())
    return found.filter(pc.invert(known)).sort_by([("score", "descending"), ("place", "ascending")])
