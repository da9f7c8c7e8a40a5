"""Entries of the books that undo each other: a voided cheque, an invoice and its credit note. No line settles them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accounting.matching.lines import Reason, in_words
from accounting.matching.names import likeness
from accounting.matching.prepared import Read

FARTHEST = 400
FEW = 1_000
"""Pairs of one amount that are all looked at; of more, those that share a number or how a name begins."""
MOST_WITH_A_KEY = 60
TIE = 8
"""Points that another pair must stay behind."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An entry, the one that undoes it, and why we think so; `solutions` counts the pairs that are nearly as good."""

    first: Read
    second: Read
    points: int
    reasons: tuple[Reason, ...]
    solutions: int = 1


def undone(items: Iterable[Read], at_bank: Mapping[int, Sequence[Read]], *, said: bool) -> list[Undone]:
    """Pairs of opposite entries, the surest first, each entry once.

    With `said`, only those where the later entry names the earlier (its number, or that it is void) and no line of the
    bank shows the money coming back: lines `at_bank` by amount. Without, the same counterparty is enough: what the
    bank's lines left over.
    """
    by_size: dict[int, list[Read]] = defaultdict(list)
    for item in items:
        if item.amount:
            by_size[abs(item.amount)].append(item)
    found: list[Undone] = []
    for block in by_size.values():
        for one, other in _worth_looking_at(block, said):
            pair = _pair(one, other, said)
            if pair is not None and not (said and _came_back(pair.second, at_bank)):
                found.append(pair)
    found.sort(key=lambda pair: (-pair.points, pair.first.day, pair.first.id, pair.second.id))
    beside: dict[str, list[Undone]] = defaultdict(list)
    for pair in found:
        beside[pair.first.id].append(pair)
        beside[pair.second.id].append(pair)
    taken: set[str] = set()
    chosen = []
    for pair in found:
        if pair.first.id not in taken and pair.second.id not in taken:
            taken |= {pair.first.id, pair.second.id}
            rivals = {id(each) for entry in (pair.first, pair.second) for each in beside[entry.id]
                      if each.points > pair.points - TIE}  # fmt: skip
            chosen.append(replace(pair, solutions=len(rivals)))
    return chosen


def _worth_looking_at(block: Sequence[Read], said: bool) -> Iterator[tuple[Read, Read]]:
    """Pairs of opposite entries of one amount. What is `said` shares a number, so nothing else is looked at then."""
    positives = [item for item in block if item.amount > 0]
    if not 0 < len(positives) < len(block):
        return
    negatives = [item for item in block if item.amount < 0]
    if not said and len(positives) * len(negatives) <= FEW:
        yield from ((one, other) for one in negatives for other in positives)
        return
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(positives):
        for key in _keys(item, said):
            by_key[key].append(place)
    for one in negatives:
        shared = (by_key.get(key, ()) for key in _keys(one, said, other=True))
        places = {place for found in shared if len(found) <= MOST_WITH_A_KEY for place in found}
        yield from ((one, positives[place]) for place in sorted(places))


def _keys(item: Read, said: bool, *, other: bool = False) -> set[str]:
    """What two entries share that undo each other: when it is `said`, one of them has the number as its own."""
    if said:
        own, named = ("of the other", "its own") if other else ("its own", "of the other")
        return {f"{own} {each}" for each in item.own | item.structured} | {
            f"{named} {each}" for each in item.numbers | item.structured
        }
    numbers = {*item.numbers, *item.structured}
    return numbers | {f"name {item.name.bare}", *(f"begins {each}" for each in item.name.begins)}


def by_amount(lines: Sequence[Read]) -> dict[int, list[Read]]:
    found: dict[int, list[Read]] = defaultdict(list)
    for line in lines:
        found[line.amount].append(line)
    return found


def _came_back(item: Read, at_bank: Mapping[int, Sequence[Read]]) -> bool:
    """Whether the bank shows a movement as large that names the same party, or names nobody."""
    for line in at_bank.get(item.amount, ()):
        if abs(line.day - item.day) <= 31 and (not line.name.bare or likeness(line.name, item.name) >= 78):
            return True
    return False


def _pair(one: Read, other: Read, said: bool) -> Undone | None:
    first, second = sorted((one, other), key=lambda item: (item.day, item.void, item.id))
    if second.day - first.day > FARTHEST or first.currency != second.currency:
        return None
    reasons = [Reason("amount_opposite", 40, (in_words(first.amount), in_words(second.amount)))]
    shared = sorted(first.own & second.numbers | second.own & first.numbers | first.structured & second.structured)
    if shared:
        reasons.append(Reason("number", 45, tuple(shared[:2])))
    void = first.void or second.void
    if void:
        reasons.append(Reason("voided", 20))
    alike = max(likeness(first.name, second.name), _within(first, second))
    if alike >= 85:
        reasons.append(Reason("name_same", 25, (first.name.plain, second.name.plain)))
    elif not shared:
        return None
    if said and not (shared and (void or alike >= 85)):
        return None
    if not said and not (void or shared or alike >= 95):
        return None
    reasons.append(Reason("days", -min(12, (second.day - first.day) // 5), (str(second.day - first.day),)))
    return Undone(first, second, sum(reason.points for reason in reasons), tuple(reasons))


def _within(first: Read, second: Read) -> int:
    """VOID - Payment to NAME: the name of one inside that of the other."""
    if len(first.name.bare) < 6 or len(second.name.bare) < 6:
        return 0
    return 95 if first.name.bare in second.name.full or second.name.bare in first.name.full else 0
