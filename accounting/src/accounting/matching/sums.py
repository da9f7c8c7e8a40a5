"""One payment for several invoices, and several payments for one: sums of amounts that belong to one party."""

from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations
from math import gcd

from accounting.matching.candidates import Index, positive
from accounting.matching.differences import explain_amounts
from accounting.matching.lines import Kind, Options, Reason, in_words
from accounting.matching.names import likeness
from accounting.matching.parties import ONE_PARTY
from accounting.matching.prepared import Read, apart, names
from accounting.matching.score import SAME, Scored, in_time, score

WIDEST = 62
"""Days between what is paid together."""
NEAREST = 24
"""So many amounts of one party are added up in every way; more take too long, and say too little."""
MOST_CREDITS = 2
ODDS = 1_000
"""An amount that adds up by chance more often than once in so many is left to a person."""
UNSAID = Reason("part_of_sum", 0)
Together = Set[frozenset[str]]
"""Ids of items that somebody said a line does not pay together."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One side's row, the rows of the other side that make up its amount, and how sure that is."""

    one: Read
    many: tuple[Read, ...]
    points: int
    reasons: tuple[Reason, ...]
    solutions: int
    is_exact: bool = True

    def kind(self, exact: Kind) -> Kind:
        return exact if self.is_exact else "difference"


def paid_by_name(line: Read, index: Index, unwanted: Set[str], no: Together = frozenset()) -> Bundle | None:
    """The items that this line names, when they come to its amount: surer than one item of that amount."""
    named = _named(line, index, unwanted) if len(line.numbers) + len(line.structured) > 1 else []
    if len(named) < 2 or sum(item.amount for item in named) != line.amount or _ids(named) in no:
        return None
    return _bundle(line, named, {item.id: score(line, item, index, UNSAID) for item in named}, 1)


def paid_together(line: Read, index: Index, unwanted: Set[str], no: Together = frozenset()) -> Bundle | None:
    """The items that this line pays at once, of one party. The likeliest of all ways but `no`."""
    named = [item for item in _named(line, index, unwanted) if names(line, item)]
    near = (index.items[place] for place in sorted({*index.with_number(line), *index.with_name(line)}))
    party = [item for item in near if _free(line, item, unwanted) and _of_one_party(line, item)]
    owed = [item for item in party if _part_of(item, line)]
    owed.sort(key=lambda item: (not names(line, item), abs(item.day - line.day), item.id))
    more = any(_is_larger(item, line) for item in party)
    found = _best(line, owed, lambda item: score(line, item, index, UNSAID), more=more, no=no)
    found = found or _netted(line, party, index, no) or _balance(line, party, named, index, no)
    if found is not None and named and {item.id for item in named} != {item.id for item in found.many}:
        return replace(found, solutions=found.solutions + 1)
    return found


def paid_otherwise(
    line: Read, index: Index, unwanted: Set[str], no: Together = frozenset(), *, options: Options
) -> Bundle | None:
    """The items that the line names, where it pays something else than all of them: less a discount, or in part."""
    named = _named(line, index, unwanted)
    if _ids(named) in no:
        return None
    reason = explain_amounts(line.amount, sum(item.amount for item in named), options) if len(named) > 1 else None
    return _explained(line, named, {item.id: score(line, item, index, UNSAID) for item in named}, reason)


def _named(line: Read, index: Index, unwanted: Set[str]) -> list[Read]:
    """What the line names for certain; and what it says in short, of a party that it names."""
    said = [item for place in sorted(index.named(line)) if _free(line, item := index.items[place], unwanted)]
    if line.numbers.isdisjoint(index.own):
        return said
    known, parties = {item.id for item in said}, {item.name.bare for item in said}
    short = (index.items[place] for place in index.with_number(line))
    return said + [
        item
        for item in short
        if item.id not in known
        and not line.numbers.isdisjoint(item.own)
        and (item.name.bare in parties or likeness(line.name, item.name) >= SAME or line.ibans & item.ibans)
        and _free(line, item, unwanted)
    ]


def _netted(line: Read, party: Sequence[Read], index: Index, no: Together) -> Bundle | None:
    """An invoice less one or two credit notes of the same party: nobody named them all, so a person looks."""
    credits = [item for item in party if (item.amount > 0) != (line.amount > 0)]
    credits.sort(key=lambda item: (item.day, item.id))
    if not credits or len(credits) > NEAREST:
        return None
    invoices: dict[int, list[Read]] = defaultdict(list)
    for item in party:
        if (item.amount > 0) == (line.amount > 0):
            invoices[item.amount].append(item)
    ways = [
        (invoice, *less)
        for count in range(1, MOST_CREDITS + 1)
        for less in combinations(credits, count)
        for invoice in invoices.get(line.amount - sum(item.amount for item in less), ())
        if _ids((invoice, *less)) not in no
    ]
    if not ways:
        return None
    scored = {item.id: score(line, item, index, UNSAID) for way in ways for item in way}
    best = min(ways, key=lambda way: _rank(way, scored))
    far = max(each.day for each in best) - min(each.day for each in best) > WIDEST
    return None if far else _bundle(line, best, scored, len(ways) + 1)


def _balance(line: Read, party: Sequence[Read], named: Sequence[Read], index: Index, no: Together) -> Bundle | None:
    """What the line names less credit notes that it does not, or all that is open of the party on that day: for a
    person, as is whatever is netted.
    """
    said = _ids(named)
    credits = [item for item in party if (item.amount > 0) != (line.amount > 0) and item.day <= line.day]
    more = sorted((item for item in credits if item.id not in said), key=lambda item: (item.day, item.id))[:NEAREST]
    ways: list[tuple[Read, ...]] = [
        (*named, *less)
        for count in range(1, MOST_CREDITS + 1)
        for less in (combinations(more, count) if named else ())
        if sum(item.amount for item in named) + sum(item.amount for item in less) == line.amount
    ]
    whole = tuple(item for item in party if item.day <= line.day)
    if credits and not ways and sum(item.amount for item in whole) == line.amount:
        ways.append(whole)
    ways = [way for way in ways if _ids(way) not in no]
    if not ways:
        return None
    scored = {item.id: score(line, item, index, UNSAID) for way in ways for item in way}
    return _bundle(line, min(ways, key=lambda way: _rank(way, scored)), scored, len(ways) + 1)


def _free(line: Read, item: Read, unwanted: Set[str]) -> bool:
    return item.id not in unwanted and not item.void and item.currency == line.currency and not apart(line, item)


def paid_in_parts(item: Read, lines: Sequence[Read], index: Index, unwanted: Set[str]) -> Bundle | None:
    """The lines that pay this item in instalments, until nothing is open; of a party tomorrow's are not here yet."""
    belong = [
        line
        for line in lines
        if line.id not in unwanted and _part_of(line, item) and line.day >= item.day - 5 and _of_one_party(line, item)
    ]
    belong.sort(key=lambda line: (not names(line, item), abs(item.day - line.day), line.id))
    return _best(item, belong, lambda line: score(line, item, index, UNSAID), more=True)


def paid_so_far(item: Read, lines: Sequence[Read], index: Index, unwanted: Set[str], options: Options) -> Bundle | None:
    """The lines that name this item and do not come to it yet."""
    mine = sorted(
        (line for line in lines if line.id not in unwanted and _part_of(line, item) and names(line, item)),
        key=lambda line: (line.day, line.id),
    )
    paid = sum(line.amount for line in mine)
    reason = explain_amounts(paid, item.amount, options) if len(mine) > 1 and abs(paid) < abs(item.amount) else None
    return _explained(item, mine, {line.id: score(line, item, index, UNSAID) for line in mine}, reason)


def _explained(one: Read, many: Sequence[Read], scored: dict[str, Scored], reason: Reason | None) -> Bundle | None:
    if reason is None:
        return None
    return replace(_bundle(one, many, scored, 2, reason), is_exact=False)


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


def _best(
    one: Read,
    many: Sequence[Read],
    scoring: Callable[[Read], Scored],
    *,
    more: bool = False,
    no: Together = frozenset(),
) -> Bundle | None:
    """The likeliest way to make up the amount of `one`; `more`: has the party others than `many`, too?

    Where the text names none of them and not all are used, an amount that may add up by chance is left to a person.
    """
    known, count = _ways(one.amount, many)
    ways = [way for way in known if _ids(way) not in no] if no else known
    if not ways:
        return None
    scored = {id: scoring(each) for id, each in {each.id: each for way in ways for each in way}.items()}
    best = min(ways, key=lambda way: _rank(way, scored))
    if max(each.day for each in best) - min(each.day for each in best) > WIDEST:
        return None
    count -= len(known) - len(ways)
    by_chance = not _says_one(one, best) and _may_add_up(one, many[:NEAREST]) and (len(best) < len(many) or more)
    return _bundle(one, best, scored, max(count, 1 + by_chance))


def _ways(amount: int, many: Sequence[Read]) -> tuple[list[tuple[Read, ...]], int]:
    """Some of the ways to make it up, and how many there are at least. All together, however many, are the only one:
    of amounts on one side no part comes to the whole. Else of very many the first are added up in every way.
    """
    from accounting.matching.groups import ways_to_make  # with numpy, as `reconcile` says

    owed, near = abs(sum(each.amount for each in many)), many[:NEAREST]
    if len(many) > 1 and owed == abs(amount):
        return [tuple(many)], 1
    if len(near) < 2 or abs(sum(each.amount for each in near)) < abs(amount):
        return [], 0
    sums = ways_to_make(abs(amount), positive(near))
    return [tuple(near[place] for place in way) for way in sums.ways], sums.count + (len(many) > NEAREST)


def _ids(way: Sequence[Read]) -> frozenset[str]:
    return frozenset([each.id for each in way])


def _says_one(one: Read, many: Sequence[Read]) -> bool:
    """Whether the texts of both sides speak of the same document."""
    return any(one.structured & each.structured or one.numbers & each.numbers for each in many)


def _may_add_up(one: Read, many: Sequence[Read]) -> bool:
    """Whether so many amounts, of which each may be in the sum or not, come to any amount more often than one time in
    a thousand: there are as many different sums as their greatest common divisor goes into all of them together.
    """
    amounts = positive(many)
    return (1 << len(amounts)) * ODDS > sum(amounts) // gcd(*amounts, abs(one.amount))


def _rank(way: Sequence[Read], scored: dict[str, Scored]) -> tuple[int, int, int, tuple[str, ...]]:
    """Named in the text first, then alike, close together in time, and few."""
    points = sum(scored[each.id].points for each in way)
    span = max(each.day for each in way) - min(each.day for each in way)
    return (-(points // len(way)), span, len(way), tuple(sorted(each.id for each in way)))


def _bundle(
    one: Read, way: Sequence[Read], scored: dict[str, Scored], solutions: int, why: Reason | None = None
) -> Bundle:
    """As sure as its weakest part, and for a person when any part is doubtful."""
    weakest = min((scored[each.id] for each in way), key=lambda each: (each.points, each.line.id, each.item.id))
    if why is None:
        why = Reason("sum_same", 52 - 12 * min(3, solutions.bit_length() - 1), (in_words(one.amount), str(len(way))))
    reasons = [
        why,
        *(reason for reason in weakest.reasons if reason.code not in ("part_of_sum", "days")),
        in_time(weakest.line, weakest.item),
    ]
    ordered = tuple(sorted(way, key=lambda each: (each.day, each.id)))
    doubtful = any(scored[each.id].doubtful for each in way) or _of_several(way, scored)
    return Bundle(one, ordered, sum(reason.points for reason in reasons), tuple(reasons), solutions + doubtful)


def _of_several(way: Sequence[Read], scored: dict[str, Scored]) -> bool:
    """Whether they are of several contacts, if of one name, and the text does not name each of them."""
    contacts = {each.contact for each in way if each.contact}
    return len(contacts) > 1 and not all(scored[each.id].told for each in way)


def _is_larger(item: Read, line: Read) -> bool:
    return (item.amount > 0) == (line.amount > 0) and abs(item.amount) >= abs(line.amount)


def _part_of(part: Read, whole: Read) -> bool:
    same_side = (part.amount > 0) == (whole.amount > 0)
    return bool(part.amount) and same_side and abs(part.amount) < abs(whole.amount) and part.currency == whole.currency


def _of_one_party(line: Read, item: Read) -> bool:
    """Named in the line's text, or known by account or name."""
    if apart(line, item):
        return False
    strangers = line.structured.isdisjoint(item.structured) and line.numbers.isdisjoint(item.own)
    return not (strangers and line.ibans.isdisjoint(item.ibans)) or likeness(line.name, item.name) >= ONE_PARTY
