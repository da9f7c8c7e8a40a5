"""The running balance in the rows of a table: what the account opened and closed with, and where it breaks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounting.statements.model import Balance, Head, Movement, Tail
from accounting.statements.reasons import Reason, because

MOST_LOOSE = 10_000
"""Balances waiting for the row that they lead to; a column with more is no running balance, and memory is spared."""
SOME = 5
"""Where more than one in so many rows does not follow, the column is no running balance."""


@dataclass
class Run:
    """Rows of one account, one after the other.

    Each row leads from one balance to another. Where all rows are there, whatever their order, every balance that is
    left is reached by another row, but for the first and the last.
    """

    head: Head
    first: Movement | None = None
    last: Movement | None = None
    pairs: int = 0
    downwards: int = 0
    upwards: int = 0
    with_days: int = 0
    against_days: int = 0
    break_down: int | None = None
    break_up: int | None = None
    is_running: bool = True
    chain: tuple[Decimal, Decimal] | None = None
    opened: Decimal = Decimal(0)
    loose: Counter[Decimal] = field(default_factory=Counter)

    def add(self, movement: Movement) -> None:
        before, self.last = self.last, movement
        self.first = self.first or movement
        after = movement.balance_after
        if after is None or not self.is_running:
            self.is_running = False
            return
        opening, opened = after - movement.amount, self.opened
        self.opened = opening
        if before is None or before.balance_after is None or self.chain is None:
            self.chain = opening, after
            return
        moved = movement.amount and before.amount and movement.amount != before.amount
        if moved and after == before.balance_after:
            self.is_running = False  # the balance of the day, in each of its rows
        self.pairs += 1
        if opening == before.balance_after:
            self.downwards += 1
        else:
            self.break_down = self.break_down or movement.line
        if after == opened:
            self.upwards += 1
        else:
            self.break_up = self.break_up or before.line
        if (down := opening == before.balance_after) != (after == opened):
            self._compare_days(before.booked_on, movement.booked_on, down=down)
        self._link(opening, after, self.chain)

    def _compare_days(self, above: date | None, below: date | None, *, down: bool) -> None:
        if above is None or below is None or above == below:
            return
        if (above < below) == down:
            self.with_days += 1
        else:
            self.against_days += 1

    def _link(self, opening: Decimal, after: Decimal, chain: tuple[Decimal, Decimal]) -> None:
        start, end = chain
        if opening == end:
            self.chain = start, after
        elif after == start:
            self.chain = opening, end
        else:
            self._loosen(start, 1)
            self._loosen(end, -1)
            self.chain = opening, after
            if len(self.loose) > MOST_LOOSE:
                self.is_running = False
                self.loose.clear()

    def _loosen(self, balance: Decimal, by: int) -> None:
        self.loose[balance] += by
        if not self.loose[balance]:
            del self.loose[balance]

    def tail(self) -> Tail:
        """Balances where the rows follow one another, or all but a few do: then the proof fails, and says where.

        Nothing is claimed of a column that is no running balance.
        """
        first, last = self.first, self.last
        if first is None or last is None or not self.is_running:
            return Tail()
        down = self.downwards >= self.upwards
        follow, line = (self.downwards, self.break_down) if down else (self.upwards, self.break_up)
        earliest, latest = (first, last) if down else (last, first)
        if earliest.balance_after is None or latest.balance_after is None:
            return Tail()
        opening, closing = earliest.balance_after - earliest.amount, latest.balance_after
        told: tuple[Reason, ...] = ()
        if line is not None:
            if self.chain is not None:
                self._loosen(self.chain[0], 1)
                self._loosen(self.chain[1], -1)
            ends = sorted(self.loose.items(), key=lambda each: -each[1])
            if [by for _, by in ends] == [1, -1]:
                (opening, _), (closing, _) = ends
            elif not ends or not follow or self.pairs - follow > max(1, self.pairs // SOME):
                return Tail()
            else:
                told = (because("row_does_not_follow", other=line, beside="above" if down else "below"),)
        if self.against_days and not self.with_days:
            told = (*told, because("against_the_days"))
        return Tail(
            Balance("OPBD", opening, self.head.currency, earliest.booked_on),
            Balance("CLBD", closing, self.head.currency, latest.booked_on),
            contradictions=told,
        )
