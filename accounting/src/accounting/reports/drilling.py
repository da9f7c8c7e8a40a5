"""What a figure is made of, as the general ledger is asked for it: accounts, or the beginnings of their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

ALONE = "."
"""After a number: this account alone, without those whose numbers go on from it (411 and 4112)."""


class Chart:
    """The numbers of a chart of accounts, of which some are told in as few words as tell no others."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._begin = _beginnings(codes)

    def told(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The shortest beginnings that are of these accounts and of no other.

        >>> Chart(["40", "411", "4112", "440", "441"]).told(["411", "440", "441"])
        ('411.', '44')
        """
        wanted = tuple(codes)
        of_wanted = _beginnings(wanted)
        told = set()
        for code in wanted:
            beginnings = (code[:length] for length in range(1, len(code) + 1))
            exact = (each for each in beginnings if of_wanted[each] == self._begin[each])
            told.add(next(exact, code + ALONE))
        return tuple(sorted(told))

    def alone(self, code: str) -> str:
        """One account, whatever others are numbered on from it.

        >>> Chart(["411", "4112", "440"]).alone("411"), Chart(["411", "440"]).alone("411")
        ('411.', '411')
        """
        return code if self._begin[code] == 1 else code + ALONE


def _beginnings(codes: Iterable[str]) -> Counter[str]:
    """How many accounts begin so."""
    return Counter(code[:length] for code in codes for length in range(1, len(code) + 1))
