"""What nobody needs to look at: as it is shown, as somebody agrees to it, and then as a run does it.

A run that was asked for is about the answers that were shown and no other: the same lines with the same items. What
comes later waits for the next one, and what is another answer by then is told as such.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select

from app.core.versions import state_of
from app.core.work import Work
from app.modules.banking import items, proposing
from app.modules.banking.models import BankRun, BankRunResult
from app.modules.banking.proposing import Answer

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The first answers, the lines of all of them, and by what a run knows them again."""

    first: list[Answer]
    lines: list[UUID]
    locked: int
    pins: dict[str, Any]
    state: int


@dataclass(frozen=True, slots=True)
class Due:
    """What a run is to do: answers of a small book, or of a large one the names that one matching gave them."""

    sure: list[Answer]
    groups: list[str]
    matching: UUID | None
    line_count: int

    def __len__(self) -> int:
        return len(self.sure) or len(self.groups)

    async def some(self, work: Work, start: int, end: int) -> list[Answer]:
        """A slice of them; of a large book none any more once it was matched anew."""
        if self.sure or await proposing.matched(work) != self.matching:
            return self.sure[start:end]
        return await proposing.of_groups(work, self.groups[start:end])


class _Told(BaseModel):
    matching: str
    answers: list[str]


async def found(work: Work) -> Found:
    """All that is sure now."""
    if (await proposing.size(work)).is_small:
        sure, locked = await proposing.sure(work)
        names = sorted(map(_name, sure))
        lines = [line for each in sure for line in each.lines]
        return Found(sure[:MOST_SHOWN], lines, locked, {"answers": names}, _state("", names))
    matching, groups = str(await proposing.matched(work)), await proposing.sure_groups(work)
    asked = await proposing.of_groups(work, list(groups)[:MOST_SHOWN])
    first = await proposing.standing(work, asked)
    gone = {line for each in asked for line in each.lines} - {line for each in first for line in each.lines}
    shown = {name: lines for name, lines in groups.items() if gone.isdisjoint(lines)}
    locked = (await proposing.sure_count(work))[1]
    lines = [line for each in shown.values() for line in each]
    return Found(first, lines, locked, {"matching": matching}, _state(matching, list(shown)))


async def due(work: Work, run: BankRun) -> Due:
    """Of what is sure now, what the run was asked for; all of it where nobody asked."""
    unasked = bool(run.asked.get("alone"))
    if (await proposing.size(work)).is_small:
        agreed = set(run.asked.get("answers", []))
        sure = [each for each in (await proposing.sure(work))[0] if unasked or _name(each) in agreed]
        return Due(sure, [], None, sum(len(each.lines) for each in sure))
    matching, groups = await proposing.matched(work), await proposing.sure_groups(work)
    if not unasked:
        agreed_lines = await _planned(work, run.id) if run.asked.get("matching") == str(matching) else set()
        groups = {name: lines for name, lines in groups.items() if agreed_lines.issuperset(lines)}
    return Due([], list(groups), matching, sum(map(len, groups.values())))


async def _planned(work: Work, run_id: UUID) -> set[UUID]:
    mine = (BankRunResult.run_id == run_id) & (BankRunResult.status == "planned")
    return set(await work.session.scalars(select(BankRunResult.bank_line_id).where(mine)))


def _name(answer: Answer) -> str:
    return f"{items.together(map(str, answer.lines))}={items.together(answer.items)}"


def _state(matching: str, names: list[str]) -> int:
    """As a version: another one when an answer comes, goes or is of other items."""
    return state_of(_Told(matching=matching, answers=names))
