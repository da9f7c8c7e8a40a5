"""How a company stands towards VAT, and since when: what is asked of a day is answered by the regime of that day.

Belgium: small enterprises art. 56bis, exempt activities art. 44 of the VAT code; the Netherlands: Wet OB art. 25, 11.
A change of regime leaves the days before it as they were: their return is owed, their VAT is deducted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Regime = Literal["standard", "small_enterprise", "exempt"]
STANDARD: Regime = "standard"
"""Of a company that never said another one."""


@dataclass(frozen=True, slots=True)
class Since:
    """A regime, and its first day; None where it always was that one."""

    regime: Regime
    valid_from: date | None = None

    @property
    def begins(self) -> date:
        return self.valid_from or date.min


def history(said: Iterable[Since]) -> list[Since]:
    """What holds from when, oldest first, by what was `said` in that order: of one day the last word counts.

    >>> history([Since("exempt", date(2027, 1, 1)), Since("standard", date(2027, 1, 1))])
    [Since(regime='standard', valid_from=None)]
    """
    by_day = {each.begins: each for each in (Since(STANDARD), *said)}
    found: list[Since] = []
    for _, each in sorted(by_day.items()):
        if not found or found[-1].regime != each.regime:
            found.append(each)
    return found


def regime_on(known: Sequence[Since], day: date) -> Regime:
    """The regime of a day, by a history."""
    return [each.regime for each in known if each.begins <= day][-1]


def regimes_between(known: Sequence[Since], first: date, last: date) -> list[Regime]:
    """The regimes of a period, oldest first, by a history."""
    return [regime_on(known, first), *(each.regime for each in known if first < each.begins <= last)]


def until(known: Sequence[Since], first: date) -> date:
    """The last day on which what is said of `first` would hold, by a history."""
    return min((each.begins - timedelta(days=1) for each in known if each.begins > first), default=date.max)
