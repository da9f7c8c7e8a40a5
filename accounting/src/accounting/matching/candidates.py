"""Which items are worth comparing with a line: the same amount, a shared number or account, the beginning of a name."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import chain

from accounting.matching.lines import Options
from accounting.matching.parties import Parties
from accounting.matching.prepared import Read
from accounting.matching.texts import LONG

MOST_WITH_AN_AMOUNT = 8
"""Of more items of one amount, a line is compared with some that share more with it, and those nearest in time."""
MOST_ALIKE = 6
MOST_WITH_A_NUMBER = 30
MOST_OF_A_PARTY = 60
MOST_NEARLY = 8


class Index:
    """Items by what a line could know of them. Positions are those of the sequence given, which is in order of date.

    How rare an amount or a number is counts `among` all items of the book.
    """

    def __init__(self, items: Sequence[Read], options: Options, among: "Index | None" = None) -> None:
        self.items, self.options = items, options
        self.day_of = [item.day for item in items].__getitem__
        self.by_amount: dict[int, list[int]] = defaultdict(list)
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self.alike: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_size: dict[int, list[int]] = {}
        self._with_number: dict[str, list[int]] = {}
        self._with_name: dict[str, list[int]] = {}
        self.amounts: Counter[int] = among.amounts if among else Counter([item.amount for item in items])
        self.numbers: Counter[str] = among.numbers if among else Counter(chain(*[item.numbers for item in items]))
        self.owned: set[str] = among.owned if among else set(chain(*map(_owned, items)))
        """Structured references and long numbers that name an item of the book."""
        self.own: set[str] = among.own if among else set(chain(*[item.own for item in items]))
        for place, item in enumerate(items):
            self.by_amount[item.amount].append(place)
            for key in chain(item.structured, item.numbers, item.ibans):
                self.by_number[key].append(place)
        for amount, places in self.by_amount.items():
            if len(places) > MOST_WITH_AN_AMOUNT:
                for place in places:
                    for key in _shared(items[place]):
                        self.alike[amount, key].append(place)

    def without(self, taken: Set[str]) -> "Index":
        """The items that have no answer yet; how rare an amount or a number is was counted among all."""
        return Index([item for item in self.items if item.id not in taken], self.options, self)

    @cached_property
    def by_party(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place, item in enumerate(self.items):
            if item.name.bare:
                found[self.parties.numbers[item.name]].append(place)
        return found

    @cached_property
    def _days_of(self) -> dict[tuple[str, int], list[int]]:
        """When each party has an item of each amount; one that is here alone is left out."""
        found: dict[tuple[str, int], list[int]] = defaultdict(list)
        for places in self.by_amount.values():
            for item in (self.items[place] for place in places) if len(places) > 1 else ():
                found[item.contact or item.name.bare, item.amount].append(item.day)
        return found

    def recurs(self, item: Read) -> int | None:
        """Days between the item and the nearest other one of its party and amount, in the books or among these."""
        party = item.contact or item.name.bare
        days = self._days_of.get((party, item.amount), ()) if party else ()
        here = bisect_left(days, item.day)
        beside = [item.day - day for day in days[max(0, here - 1) : here]]
        beside += [day - item.day for day in days[here + 1 : here + 2]]
        known = [] if item.recurs is None else [item.recurs]
        return min(known + beside, default=None)

    def is_open_again(self, item: Read) -> bool:
        """Whether its party has another one of its amount among these."""
        return len(self._days_of.get((item.contact or item.name.bare, item.amount), ())) > 1

    @cached_property
    def parties(self) -> Parties:
        return Parties(item.name for item in self.items)

    def with_amount(self, line: Read) -> list[int]:
        """Items of exactly this amount; of very many, some that share a word, number or account, and the nearest."""
        places = self.by_amount.get(line.amount, ())
        few = len(places) <= MOST_WITH_AN_AMOUNT
        near = self._near(line, places, MOST_WITH_AN_AMOUNT if few else MOST_ALIKE)
        if len(near) == len(places):
            return near
        found = {place for place in self.named(line) if self.items[place].amount == line.amount}.union(near)
        if few:
            return sorted(found)
        for key in _shared(line):
            found.update(self._near(line, self.alike.get((line.amount, key), ()), MOST_ALIKE))
        return sorted(found)

    def named(self, line: Read) -> set[int]:
        """Items that the line names, however long ago or ahead they are; what many share names none of them."""
        found: set[int] = set()
        for key in (line.structured | line.numbers) & self.owned:
            places = self.by_number[key]
            if len(places) <= MOST_WITH_A_NUMBER:
                found.update(places)
        return found

    def names_another_of(self, item: Read, numbers: Iterable[str]) -> bool:
        """Whether one of these is the own number of another item of the same party."""
        return any(
            number in other.own and other.name == item.name and other is not item
            for number in numbers
            if len(places := self.by_number.get(number, ())) <= MOST_WITH_A_NUMBER
            for other in (self.items[place] for place in places)
        )

    def with_number(self, line: Read) -> list[int]:
        """Items that share a reference, a document number or an account with the line; what many share is left out."""
        if line.id in self._with_number:
            return self._with_number[line.id]
        found = self.named(line)
        for key in chain(line.structured, line.numbers, line.ibans):
            places = self.by_number.get(key, ())
            if len(places) <= MOST_WITH_A_NUMBER:
                found.update(self._near(line, places, MOST_WITH_A_NUMBER))
        self._with_number[line.id] = sorted(found)
        return self._with_number[line.id]

    def with_name(self, line: Read) -> list[int]:
        """Items of whom the line names; of very many, those nearest in time and those of nearly the same amount."""
        if line.id in self._with_name:
            return self._with_name[line.id]
        found: set[int] = set()
        parties = self.parties.like(line.name)
        for party in parties:
            places = self.by_party.get(party, ())
            most = max(MOST_OF_A_PARTY // len(parties), MOST_NEARLY)
            found.update(self._near(line, places, most))
            if len(places) > most:
                found.update(self._nearly(line, party))
        self._with_name[line.id] = sorted(found)
        return self._with_name[line.id]

    def _nearly(self, line: Read, party: int) -> list[int]:
        """Items of a party whose amounts lie next to the line's, a few on either side, in the window of days."""
        if party not in self._by_size:
            self._by_size[party] = sorted(self.by_party[party], key=lambda place: (self.items[place].amount, place))
        places = self._by_size[party]
        here = bisect_left(places, line.amount, key=lambda place: self.items[place].amount)
        beside = places[max(0, here - MOST_NEARLY) : here + MOST_NEARLY]
        first, last = line.day - self.options.days_after, line.day + self.options.days_before
        return [place for place in beside if first <= self.items[place].day <= last]

    def _near(self, line: Read, places: Sequence[int], most: int) -> list[int]:
        """Those in the window of days; of very many, the nearest in time."""
        if not places:
            return []
        first = bisect_left(places, line.day - self.options.days_after, key=self.day_of)
        last = bisect_left(places, line.day + self.options.days_before + 1, first, key=self.day_of)
        if last - first > most:
            here = bisect_left(places, line.day, first, last, key=self.day_of)
            first = max(first, here - most * 3 // 4)
            last = min(last, first + most)
        return list(places[first:last])


def _owned(item: Read) -> list[str]:
    return [*item.structured, *(number for number in item.own if len(number) >= LONG)]


def _shared(read: Read) -> Iterable[str]:
    """By what a line and an item may know each other, beside the amount."""
    return chain(read.structured, read.numbers, read.ibans, read.name.begins)


def positive(items: Iterable[Read]) -> list[int]:
    """Amounts without their sign, as sums want them."""
    return [abs(item.amount) for item in items]
