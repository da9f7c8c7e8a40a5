"""One payment for several invoices, and several payments for one: sums of amounts that belong to one party."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounting.matching.candidates import Index, positive
from accounting.matching.lines import Reason, in_words
from accounting.matching.names import likeness
from accounting.matching.prepared import Read, apart
from accounting.matching.score import Scored, in_time, score

ALIKE = 76
LONG = 5
"""Digits from which on a number that a line mentions names one item rather than many."""
WIDEST = 62
"""Days between what is paid together."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One side's row, the rows of the other side that make up its amount, and how sure that is."""

    one: Read
    many: tuple[Read, ...]
    points: int
    reasons: tuple[Reason, ...]
    solutions: int


def paid_together(line: Read, index: Index, taken: set[str]) -> Bundle | None:
    """The items that this line pays at once: of one party, or named in its text. The likeliest of all ways."""
    places = sorted({*index.with_number(line), *index.with_name(line)})
    items = [index.items[place] for place in places]
    belong = [
        score(line, item, index.amounts, index.numbers, Reason("part_of_sum", 0))
        for item in items
        if item.id not in taken and not item.void and _smaller(item, line) and _of_one_party(line, item)
    ]
    found = _best(line, [each.item for each in belong], {each.item.id: each for each in belong}, line)
    if found is not None:
        named = {item.id for item in items if any(len(number) >= LONG for number in line.numbers & item.own)}
        if named and named != {item.id for item in found.many}:
            return replace(found, solutions=found.solutions + 1)
    return found


def paid_in_parts(item: Read, lines: Sequence[Read], index: Index) -> Bundle | None:
    """The lines that pay this item in instalments, until nothing is open."""
    belong = [
        score(line, item, index.amounts, index.numbers, Reason("part_of_sum", 0))
        for line in lines
        if _smaller(line, item) and line.day >= item.day - 5 and _of_one_party(line, item)
    ]
    return _best(item, [each.line for each in belong], {each.line.id: each for each in belong}, item)


def with_rivals(bundles: Sequence[Bundle], tie: int) -> list[Bundle]:
    """The same, counting as another solution whatever else would use a row of it and is nearly as good: two payments
    of one amount may each be the one that pays these invoices.
    """
    most: dict[str, list[int]] = defaultdict(list)
    for bundle in bundles:
        for each in bundle.many:
            most[each.id] = sorted((*most[each.id], bundle.points), reverse=True)[:2]

    def has_rival(bundle: Bundle, used: list[int]) -> bool:
        return len(used) > 1 and used[1 if used[0] == bundle.points else 0] > bundle.points - tie

    return [
        replace(bundle, solutions=bundle.solutions + 1)
        if any(has_rival(bundle, most[each.id]) for each in bundle.many)
        else bundle
        for bundle in bundles
    ]


def _best(one: Read, many: list[Read], scored: dict[str, Scored], anchor: Read) -> Bundle | None:
    from accounting.matching.groups import MOST, ways_to_make  # with numpy, as `reconcile` says

    if len(many) < 2:
        return None
    ordered = sorted(many, key=lambda each: (-scored[each.id].points, abs(each.day - anchor.day), each.id))
    many = ordered[:MOST]
    if abs(sum(each.amount for each in many)) < abs(one.amount):
        return None
    sums = ways_to_make(abs(one.amount), positive(many))
    if not sums.count:
        return None
    ways = [tuple(many[place] for place in way) for way in sums.ways]
    best = min(ways, key=lambda way: _rank(way, scored))
    if max(each.day for each in best) - min(each.day for each in best) > WIDEST:
        return None
    bundle = _bundle(one, best, scored, sums.count)
    return replace(bundle, solutions=bundle.solutions + 1) if len(ordered) > MOST else bundle


def _rank(way: tuple[Read, ...], scored: dict[str, Scored]) -> tuple[int, int, int, tuple[str, ...]]:
    """Named in the text first, then alike, close together in time, and few."""
    points = sum(scored[each.id].points for each in way)
    span = max(each.day for each in way) - min(each.day for each in way)
    return (-(points // len(way)), span, len(way), tuple(sorted(each.id for each in way)))


def _bundle(one: Read, way: tuple[Read, ...], scored: dict[str, Scored], solutions: int) -> Bundle:
    weakest = min((scored[each.id] for each in way), key=lambda each: (each.points, each.line.id, each.item.id))
    reasons = [
        Reason("sum_same", 52 - 12 * min(3, solutions.bit_length() - 1), (in_words(one.amount), str(len(way)))),
        *(reason for reason in weakest.reasons if reason.code not in ("part_of_sum", "days")),
        in_time(weakest.line, weakest.item),
    ]
    ordered = tuple(sorted(way, key=lambda each: (each.day, each.id)))
    return Bundle(one, ordered, sum(reason.points for reason in reasons), tuple(reasons), solutions)


def _smaller(part: Read, whole: Read) -> bool:
    same_side = (part.amount > 0) == (whole.amount > 0)
    return bool(part.amount) and same_side and abs(part.amount) < abs(whole.amount) and part.currency == whole.currency


def _of_one_party(line: Read, item: Read) -> bool:
    """Named in the line's text, or known by account or name."""
    if apart(line, item):
        return False
    shared = line.structured & item.structured or line.numbers & item.own or line.ibans & item.ibans
    return bool(shared) or likeness(line.name, item.name) >= ALIKE
