"""Whose items they are: a line's name is compared with every name once, however many items have that name."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

from accounting.matching.names import Named, likeness, likeness_from

ONE_PARTY = 76
"""Likeness from which two names may be one party."""
MOST_COMPARED = 30
"""Names that share the most with a line's; the others are left alone."""
MOST_WITH_A_BEGINNING = 1_000
"""A beginning that more names share says nothing."""
BESIDE = 12
"""Names before and after it in order of the alphabet: those that begin as a name that is cut off or run together."""
MOST_LIKE = 16
LESS_ALIKE = 10
"""A name that is so much less like it than another of the book is not the one."""


class Parties:
    """The names of all items, by number, and which of them may be the one that a line says."""

    def __init__(self, names: Iterable[Named]) -> None:
        self.names = sorted({name for name in names if name.bare}, key=lambda name: (name.full, name.words))
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self._full = [name.full for name in self.names]
        self._begins: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            for beginning in name.begins:
                self._begins[beginning].append(number)
        self._like: dict[Named, tuple[int, ...]] = {}

    def like(self, name: Named) -> tuple[int, ...]:
        """The numbers of the names that may be this one, the likest first."""
        if name not in self._like:
            self._like[name] = self._compared(name) if name.begins else ()
        return self._like[name]

    def nearer(self, line: Named, item: Named) -> Named | None:
        """Another name that is more alike to the line's than this item's, which differs, is: the very name, or strictly
        more.
        """
        near = [self.names[number] for number in self.like(line)]
        if not near:
            return None
        very = next((name for name in near if name.full == line.full), None)
        return very or (near[0] if likeness(line, near[0]) > likeness(line, item) else None)

    def _compared(self, name: Named) -> tuple[int, ...]:
        shared: Counter[int] = Counter()
        for numbers in sorted((self._begins.get(beginning, ()) for beginning in name.begins), key=len):
            if len(numbers) > MOST_WITH_A_BEGINNING:
                break
            shared.update(numbers)
        likely = dict.fromkeys(sorted(shared, key=shared.__getitem__, reverse=True)[:MOST_COMPARED])
        place = bisect_left(self._full, name.full)
        beside = range(max(0, place - BESIDE), min(len(self.names), place + BESIDE))
        likely.update(dict.fromkeys([number for number in beside if number in shared or not shared]))
        least, compared = ONE_PARTY, []
        for number in likely:
            alike = likeness_from(least, name, self.names[number])
            least = max(least, alike - LESS_ALIKE)
            compared.append((-alike, number))
        return tuple(number for unlike, number in sorted(compared)[:MOST_LIKE] if -unlike >= least)
