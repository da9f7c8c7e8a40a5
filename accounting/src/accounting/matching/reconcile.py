"""The door: lines and items in, matches out. The same input gives the same matches, whatever the order of the rows."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from accounting.matching.candidates import Index
from accounting.matching.differences import explain, says_too_little
from accounting.matching.lines import Item, Kind, Match, Options, Reason, StatementLine
from accounting.matching.offsetting import by_amount, undone
from accounting.matching.prepared import Read, apart, pays_each, read_item, read_line
from accounting.matching.returned import came_back, saying_so
from accounting.matching.score import Scored, chance, score
from accounting.matching.sums import (
    Bundle,
    Together,
    paid_by_name,
    paid_in_parts,
    paid_otherwise,
    paid_so_far,
    paid_together,
    with_rivals,
)
from accounting.matching.texts import LONG
from accounting.matching.transfers import other_own_account

VERSION = "13"
"""Of what is told of matches; a new one when the same input may give other answers."""
TIE = 8
"""Points that a second answer must stay behind before the first is taken without asking."""
MOST_FOR_DAYS = 24
"""Points for days that decide nothing by themselves: of two equal invoices people pay either."""
EARLIEST, MOST_PARTS = 15, 60
"""Days before an item from which a line may be a part of its payment, and how many lines are looked at."""
NONE: frozenset[frozenset[str]] = frozenset()
FINE = 1_000_000
"""Worth of a point beside that of a day: days only decide between what is otherwise equal."""


def reconcile(lines: Iterable[StatementLine], items: Iterable[Item], options: Options | None = None) -> list[Match]:
    """What settles what, the surest reading first of: exact amounts, sums, amounts that differ, amounts alone.

    Every line and every item is in at most one match. Pairs that somebody rejected do not come back.
    """
    options = options or Options()
    read_lines = sorted(
        (
            read_line(line, options.habits)
            for line in lines
            if line.amount and other_own_account(line, options.own_ibans) is None
        ),
        key=_order,
    )
    read_items = sorted((read_item(item) for item in items if item.amount), key=_order)
    return Desk(read_lines, read_items, options).matches()


class Desk:
    """Lines and items on the table; what has its answer goes off it."""

    def __init__(self, lines: Sequence[Read], items: Sequence[Read], options: Options) -> None:
        self.lines, self.items, self.options = lines, items, options
        self.taken_lines: set[str] = set()
        self.taken_items: set[str] = set()
        self.found: list[Match] = []
        self.index = Index(items, options)
        self.at_bank, self.saying_back = by_amount(lines), saying_so(lines)
        self.refused = defaultdict[str, set[str]](set)
        for line, item in options.rejected:
            self.refused[line].add(item)
            self.refused[item].add(line)
        self.refused_sums = defaultdict[str, set[frozenset[str]]](set)
        for line, together in options.rejected_sums:
            self.refused_sums[line].add(together)
        self.naming = {number for line in lines for number in line.numbers if len(number) >= LONG}

    def matches(self) -> list[Match]:
        self._offset(said=True)
        self._take_bundles([self._paid(paid_by_name, line) for line in self.lines], "many_items")
        by_amount = self._scored_by_amount()
        self._assign([each for each in by_amount if each.firm or not each.line.name.bare], "exact", by_amount)
        self.index = self.index.without(self.taken_items)
        self._sums()
        different = self._scored_differences()
        self._assign(different, "difference", different)
        self._assign([each for each in by_amount if self._free(each)], "exact", by_amount)
        self._offset(said=False)
        return sorted(self.found, key=lambda match: (match.lines, match.items))

    def _free(self, each: Scored) -> bool:
        return each.line.id not in self.taken_lines and each.item.id not in self.taken_items

    def _refused(self, line: Read, item: Read) -> bool:
        return apart(line, item) or (line.id, item.id) in self.options.rejected

    def _scored_by_amount(self) -> list[Scored]:
        found = []
        for line in self.lines:
            for place in self.index.with_amount(line):
                item = self.items[place]
                if item.id in self.taken_items or item.currency != line.currency or self._refused(line, item):
                    continue
                elsewhere = not self.naming.isdisjoint(item.own)
                found.append(score(line, item, self.index, elsewhere=elsewhere))
        return found

    def _scored_differences(self) -> list[Scored]:
        found = []
        for line in (line for line in self.lines if line.id not in self.taken_lines):
            for place in sorted({*self.index.with_number(line), *self.index.with_name(line)}):
                item = self.index.items[place]
                if item.id in self.taken_items or self._refused(line, item):
                    continue
                reason = explain(line, item, self.options)
                if reason is not None:
                    each = score(line, item, self.index, reason)
                    if each.firm and not says_too_little(each):
                        found.append(each)
        return found

    def _assign(self, candidates: Sequence[Scored], kind: Kind, rivals: Sequence[Scored]) -> None:
        """The best pairs together, of those worth proposing; `rivals` are what could have been chosen instead."""
        from accounting.matching.assignment import best_pairs  # with numpy, which only who matches holds in memory

        worth = [each for each in candidates if self._free(each) and chance(each.points) >= self.options.propose_from]
        rows = {line.id: place for place, line in enumerate(self.lines)}
        columns = {item.id: place for place, item in enumerate(self.items)}
        pairs = [
            (rows[each.line.id], columns[each.item.id], each.points * FINE - min(each.days**2, FINE // 4))
            for each in worth
        ]
        of_line: dict[str, list[Scored]] = defaultdict(list)
        of_item: dict[str, list[Scored]] = defaultdict(list)
        for rival in rivals:
            of_line[rival.line.id].append(rival)
            of_item[rival.item.id].append(rival)
        chosen = [self._first_paid(worth[place], of_line, of_item) for place in best_pairs(pairs)]
        answered = self.taken_lines | {each.line.id for each in chosen}
        for each in chosen:
            tied = each.doubtful or _tied(each, [*of_line[each.line.id], *of_item[each.item.id]])
            again = [other for other in of_item[each.item.id] if other.line.id not in answered and other.firm]
            reasons = each.reasons
            if again:
                reasons, tied = (*reasons, Reason("paid_twice", 0, tuple(sorted(o.line.id for o in again)))), True
            self._take(kind, (each.line,), (each.item,), each.points, reasons, 2 if tied else 1, answered)

    def _first_paid(
        self, chosen: Scored, of_line: Mapping[str, Sequence[Scored]], of_item: Mapping[str, Sequence[Scored]]
    ) -> Scored:
        """Of payments that say the same of one item, the first pays it, however near its due date another is.

        A line that could pay something else keeps its answer.
        """
        rivals = of_item[chosen.item.id]
        if len(rivals) == 1:
            return chosen
        said = _apart_from_days(chosen)
        equal = [
            each
            for each in rivals
            if self._free(each)
            and each.line.day >= each.item.day
            and len(of_line[each.line.id]) == 1
            and _apart_from_days(each) == said
        ]
        return min((chosen, *equal), key=lambda each: (each.line.day, each is not chosen, each.line.id))

    def _sums(self) -> None:
        """One for several and several for one, first what adds up, then what is named and does not."""
        options, refused = self.options, self.refused
        waiting = [line for line in self.lines if line.id not in self.taken_lines]
        whole = [self._paid(paid_together, line) for line in waiting]
        self._take_bundles(whole, "many_items")
        near = list(self._parts())
        whole = [paid_in_parts(item, lines, self.index, refused.get(item.id, set())) for item, lines in near]
        self._take_bundles(whole, "many_lines")
        named = [self._paid(partial(paid_otherwise, options=options), line) for line in waiting]
        self._take_bundles(named, "many_items")
        named = [
            paid_so_far(item, lines, self.index, _with(self.taken_lines, refused.get(item.id)), options)
            for item, lines in near
        ]
        self._take_bundles(named, "many_lines")

    def _paid(self, how: Callable[[Read, Index, Set[str], Together], Bundle | None], line: Read) -> Bundle | None:
        """Several items by one line, without what is taken and what somebody rejected."""
        unwanted = _with(self.taken_items, self.refused.get(line.id))
        return how(line, self.index, unwanted, self.refused_sums.get(line.id, NONE))

    def _parts(self) -> Iterator[tuple[Read, list[Read]]]:
        """Items that wait, each with the lines that may be parts of it: those that share a name, number or account."""
        left: dict[str | int, list[Read]] = defaultdict(list)
        for line in self.lines:
            if line.id not in self.taken_lines:
                keys: set[str | int] = {*line.numbers, *line.structured, *line.ibans}
                for key in keys.union(self.index.parties.like(line.name)):
                    left[key].append(line)
        for item in self.index.items:
            if item.id in self.taken_items or item.void:
                continue
            near: dict[str, Read] = {}
            if item.name.bare:
                near = {line.id: line for line in _soon(left[self.index.parties.numbers[item.name]], item)}
            for key in (*item.numbers, *item.structured, *item.ibans):
                near |= {line.id: line for line in _soon(left.get(key, ()), item)}
            if len(near) > 1:
                yield item, [near[key] for key in sorted(near)]

    def _take_bundles(self, found: Iterable[Bundle | None], kind: Kind) -> None:
        bundles = [bundle for bundle in found if bundle is not None]
        bundles.sort(key=lambda bundle: (-bundle.points, len(bundle.many), bundle.one.day, bundle.one.id))
        for bundle in with_rivals(bundles, TIE):
            lines, items = ((bundle.one,), bundle.many) if kind == "many_items" else (bundle.many, (bundle.one,))
            free = not any(line.id in self.taken_lines for line in lines) and not any(
                item.id in self.taken_items for item in items
            )
            allowed = not any(self._refused(line, item) for line in lines for item in items)
            if free and allowed and chance(bundle.points) >= self.options.propose_from:
                self._take(bundle.kind(kind), lines, items, bundle.points, bundle.reasons, bundle.solutions)

    def _offset(self, *, said: bool) -> None:
        items = [item for item in self.items if item.id not in self.taken_items]
        for pair in undone(items, self.at_bank, said=said):
            if chance(pair.points) >= self.options.propose_from:
                self._take("offsetting", (), (pair.first, pair.second), pair.points, pair.reasons, pair.solutions)

    def _take(
        self,
        kind: Kind,
        lines: tuple[Read, ...],
        items: tuple[Read, ...],
        points: int,
        reasons: tuple[Reason, ...],
        solutions: int,
        answered: Set[str] | None = None,
    ) -> None:
        """What came back is for a person; `answered` are lines that go with other items, if more than those taken."""
        known = answered or self.taken_lines
        back = [other for line in lines for other in came_back(line, self.at_bank, self.saying_back, known)]
        if back:
            reasons, solutions = (*reasons, Reason("came_back", 0, tuple(sorted(back)))), solutions + 1
        of_lines, of_items = tuple([line.id for line in lines]), tuple([item.id for item in items])
        self.taken_lines.update(of_lines)
        self.taken_items.update(of_items)
        alone = solutions == 1 and kind != "difference" and all(pays_each(line, items) for line in lines)
        self.found.append(
            Match(
                kind,
                of_lines,
                of_items,
                points,
                chance(points),
                alone and chance(points) >= self.options.auto_from,
                reasons,
                solutions,
            )
        )


def _apart_from_days(each: Scored) -> list[tuple[str, int]]:
    return [(reason.code, reason.points) for reason in each.reasons if reason.code != "days"]


def _with(taken: set[str], refused: set[str] | None) -> set[str]:
    """Both; the many that are taken are not copied for a line that nobody refused anything of."""
    return taken | refused if refused else taken


def _soon(lines: Sequence[Read], item: Read) -> Sequence[Read]:
    """Of lines in order of date, the first that may pay the item."""
    first = bisect_left(lines, item.day - EARLIEST, key=lambda line: line.day)
    return lines[first : first + MOST_PARTS]


def _order(read: Read) -> tuple[int, int, str]:
    return (read.day, read.amount, read.id)


def _tied(chosen: Scored, rivals: Iterable[Scored]) -> bool:
    """Whether the line or the item has another answer that is nearly as good, or worse only in its days."""
    near = [each for each in rivals if each is not chosen and each.points + MOST_FOR_DAYS > chosen.points - TIE]
    days = _for_days(chosen) if near else 0
    return any(
        rival.points + min(MOST_FOR_DAYS, max(0, days - _for_days(rival))) > chosen.points - TIE for rival in near
    )


def _for_days(each: Scored) -> int:
    return next((reason.points for reason in each.reasons if reason.code == "days"), 0)
