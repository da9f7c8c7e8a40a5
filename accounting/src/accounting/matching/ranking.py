"""What one line could settle, the likeliest first: for somebody who decides; `reconcile` decides for all lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounting.matching.candidates import Index
from accounting.matching.differences import explain
from accounting.matching.lines import Item, Kind, Match, Options, Reason, StatementLine
from accounting.matching.prepared import Read, apart, read_item, read_line
from accounting.matching.reconcile import TIE
from accounting.matching.score import EVEN, Scored, chance, score
from accounting.matching.sums import Bundle, paid_by_name, paid_otherwise, paid_together

MOST = 10
SAYS_RETURNED = 30
"""Points of words such as returned or refused; the bank's own name beside them costs half of it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A line and all items, with the places of those that `ranked` looks at.

    What an item tells of others of its amount (`recurs` and what follows) is asked of those alone: it may be said later
    than the rest.
    """

    line: Read
    items: list[Read]
    index: Index
    places: list[int]
    options: Options

    @property
    def near(self) -> list[Read]:
        return [self.items[place] for place in self.places]


def compare(line: StatementLine, items: Iterable[Item], options: Options | None = None) -> Compared:
    """What of the items the line may be about: the same amount, a shared number or account, a name like it."""
    options = options or Options()
    read = read_line(line, options.habits)
    kept = sorted((read_item(item) for item in items if item.amount), key=lambda item: (item.day, item.amount, item.id))
    index = Index(kept, options)
    places = sorted({*index.with_amount(read), *index.with_number(read), *index.with_name(read)})
    return Compared(read, kept, index, places, options)


def rank(line: StatementLine, items: Iterable[Item], options: Options | None = None, most: int = MOST) -> list[Match]:
    """Candidates of one line, at most so many; `auto` only of a first that is exact, sure, and without a rival.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> line = StatementLine("1", date(2026, 11, 5), Decimal("121.00"), "invoice 2026-118")
    >>> bill = Item("a", date(2026, 11, 1), Decimal("121.00"), reference="2026-118")
    >>> [(match.items, match.kind) for match in rank(line, [bill])]
    [(('a',), 'exact')]
    """
    return ranked(compare(line, items, options), most)


def ranked(compared: Compared, most: int = MOST) -> list[Match]:
    """The same of what was compared before."""
    read, kept, index, options = compared.line, compared.items, compared.index, compared.options
    found = [
        (is_exact, scored)
        for place in compared.places
        if (read.id, kept[place].id) not in options.rejected and not apart(read, kept[place])
        for is_exact, scored in _scored(read, kept[place], index, options)
    ]
    matches = [_match("exact" if is_exact else "difference", read, (each.item,), each) for is_exact, each in found]
    refused = {item for each, item in options.rejected if each == read.id}
    no = {items for each, items in options.rejected_sums if each == read.id}
    bundle = (
        paid_by_name(read, index, refused, no)
        or paid_together(read, index, refused, no)
        or paid_otherwise(read, index, refused, no, options=options)
    )
    if bundle is not None:
        matches.append(_match(bundle.kind("many_items"), read, bundle.many, bundle, bundle.solutions))
    matches.sort(key=lambda match: (-match.points, match.items))
    return _sure(
        matches,
        options,
        {each.item.id for is_exact, each in found if is_exact and each.firm and not each.doubtful and not read.parts},
    )[:most]


def rank_returns(line: StatementLine, payments: Iterable[Item], options: Options | None = None) -> list[Match]:
    """Payments that this line may be the return of: to the cent, and rather than not, or the line says that it is one.

    Never `auto`: what is paid back on purpose looks the same.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> line = StatementLine("1", date(2026, 11, 6), Decimal("-121.00"), "RETOUR AC04", name="KBC Bank")
    >>> paid = Item("a", date(2026, 11, 5), Decimal("-121.00"), reference="2026-118", name="Lena")
    >>> [(match.items, match.reasons[0].code, match.auto) for match in rank_returns(line, [paid])]
    [(('a',), 'says_returned', False)]
    """
    says = read_line(line, {}).void
    why = (Reason("says_returned", SAYS_RETURNED),) if says else ()
    found = []
    for each in rank(line, payments, options):
        points = each.points + sum(reason.points for reason in why)
        if each.kind == "exact" and (says or points >= EVEN):
            found.append(replace(each, points=points, score=chance(points), auto=False, reasons=(*why, *each.reasons)))
    return found


def _match(kind: Kind, line: Read, items: tuple[Read, ...], why: Scored | Bundle, solutions: int = 1) -> Match:
    ids = tuple(item.id for item in items)
    return Match(kind, (line.id,), ids, why.points, chance(why.points), False, why.reasons, solutions)


def _scored(line: Read, item: Read, index: Index, options: Options) -> list[tuple[bool, Scored]]:
    if item.amount == line.amount and item.currency == line.currency:
        return [(True, score(line, item, index))]
    reason = explain(line, item, options)
    return [(False, score(line, item, index, reason))] if reason else []


def _sure(matches: list[Match], options: Options, firm: set[str]) -> list[Match]:
    """The first may be taken without asking when nothing comes near it."""
    if not matches:
        return matches
    first, rest = matches[0], matches[1:]
    alone = not rest or rest[0].points <= first.points - TIE
    auto = alone and first.kind == "exact" and first.items[0] in firm and first.score >= options.auto_from
    if not auto:
        return matches
    return [
        Match(first.kind, first.lines, first.items, first.points, first.score, True, first.reasons, first.solutions),
        *rest,
    ]
