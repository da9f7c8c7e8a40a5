"""Which open item speaks for a line, whatever else could be made of it: a rule would book the same money twice.

Asked of lines that a rule answers to: a person decides, so it takes less than what makes an answer sure.
"""

from collections import defaultdict
from collections.abc import Iterable

from accounting.matching.lines import Item, Options, StatementLine
from accounting.matching.names import likeness
from accounting.matching.prepared import Read, apart, names, read_item, read_line
from accounting.matching.score import SAME
from accounting.matching.texts import LONG, document_numbers, structured_references
from accounting.matching.transfers import other_own_account


class Spoken:
    """Open items by what a line may name of them, or by their amount. An item is read when a line comes near it."""

    def __init__(self, found: Iterable[Item], options: Options) -> None:
        self.options = options
        self.named: defaultdict[str, list[Item]] = defaultdict(list)
        self.owed: defaultdict[tuple[object, str], list[Item]] = defaultdict(list)
        for each in found:
            self.owed[each.amount, each.currency.upper()].append(each)
            said = structured_references(each.reference) | structured_references(each.text)
            for key in said | document_numbers(each.reference):
                self.named[key].append(each)

    def by(self, line: StatementLine) -> str | None:
        """The item whose structured reference or own number the line says, or that its party has for that amount.

        Money of the other direction pays none, nor what somebody rejected, nor what goes between own accounts.
        """
        if other_own_account(line, self.options.own_ibans) is not None:
            return None
        read = read_line(line, self.options.habits)
        near = [each for key in sorted(_said(read)) for each in self.named.get(key, ())]
        near += self.owed.get((line.amount, line.currency.upper()), ())
        return next(
            (each.id for each in near if (line.id, each.id) not in self.options.rejected and _for(read, each)), None
        )


def said(line: StatementLine) -> set[str]:
    """What a line may name an item by: as it stands in the item's reference or text without signs and blanks.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> sorted(said(StatementLine("1", date(2026, 11, 5), Decimal(-12), "rest 2026/0042 +++090/9337/55493+++")))
    ['090933755493', '20260042', '90933755493']
    """
    return _said(read_line(line, {}))


def _said(read: Read) -> set[str]:
    return {*read.structured, *(each for each in read.numbers if len(each) >= LONG)}


def _for(line: Read, item: Item) -> bool:
    theirs = read_item(item)
    if apart(line, theirs) or (line.amount > 0) != (theirs.amount > 0):
        return False
    if names(line, theirs):
        return True
    if (line.amount, line.currency) != (theirs.amount, theirs.currency):
        return False
    known = not line.ibans.isdisjoint(theirs.ibans) or (line.contact != "" and line.contact == theirs.contact)
    return known or likeness(line.name, theirs.name) >= SAME
