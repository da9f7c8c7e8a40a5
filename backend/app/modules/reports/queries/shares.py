"""What of each posting belongs to a tag, or is left without one of a kind: the report by tag adds up what the general
ledger then opens, each share rounded to the cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Numeric, cast, func, select

from app.core.work import Work
from app.modules.ledger import balances, tags
from app.modules.ledger.balances import ZERO, Moved
from app.modules.ledger.models import Posting, PostingTag, Tag
from app.modules.reports.errors import TagOrUntagged
from app.modules.reports.schemas import ShareRead
from app.modules.reports.wording import words

CENTS = Numeric(19, 2)


@dataclass(frozen=True, slots=True)
class Share:
    """The part that these tags have of each posting; `rest` is what they leave of it."""

    tags: tuple[UUID, ...]
    rest: bool
    told: ShareRead

    def of(self, amount: Any) -> Any:
        """That part of an amount of a posting, in SQL."""
        taken = (
            select(func.sum(part(amount)))
            .where(PostingTag.posting_id == Posting.id, PostingTag.tag_id.in_(self.tags))
            .correlate(Posting)
            .scalar_subquery()
        )
        given = func.coalesce(taken, 0)
        return amount - given if self.rest else given

    @property
    def stands(self) -> Any:
        """Postings of which there is such a part, be it a cent."""
        some = self.of(Posting.debit - Posting.credit) != 0
        tagged = Posting.id.in_(select(PostingTag.posting_id).where(PostingTag.tag_id.in_(self.tags)))
        return some if self.rest else tagged & some


def part(amount: Any) -> Any:
    """What the tag on a posting has of an amount of it, in SQL."""
    return cast(amount * PostingTag.percent / 100, CENTS)


async def share(work: Work, tag_id: UUID | None, untagged: str | None) -> Share | None:
    """A tag's part, or that without a tag of a kind; None is all of it. Raises TagOrUntagged, TagNotFound."""
    if tag_id and untagged is not None:
        raise TagOrUntagged(field="untagged", value=untagged[:100])
    if tag_id:
        found = await tags.tag(work, tag_id)
        return Share((tag_id,), False, ShareRead(tag_id=tag_id, name=found.name, dimension=found.dimension))
    if untagged is None:
        return None
    of_kind = await work.session.scalars(
        select(Tag.id).where(func.lower(Tag.dimension) == func.lower(untagged)).order_by(Tag.id)
    )
    told = ShareRead(tag_id=None, name=words("untagged", work.language), dimension=untagged)
    return Share(tuple(of_kind), True, told)


async def movements(
    work: Work, of: Share | None, since: date | None, until: date | None, beginnings: Sequence[str] = ()
) -> dict[UUID, Moved]:
    """Debit and credit by account over a period; `beginnings` narrow it where that saves reading."""
    if of is None:
        return await balances.movements(work, since, until, beginnings)
    tagged = await _tagged(work, of, since, until)
    if not of.rest:
        return tagged
    whole = (await balances.movements(work, since, until, beginnings)).values()
    left = [
        Moved(each.account_id, each.debit - taken.debit, each.credit - taken.credit)
        for each in whole
        for taken in (tagged.get(each.account_id, Moved(each.account_id, ZERO, ZERO)),)
    ]
    return {each.account_id: each for each in left if each.debit or each.credit}


async def _tagged(work: Work, of: Share, since: date | None, until: date | None) -> dict[UUID, Moved]:
    query = (
        select(Posting.account_id, func.sum(part(Posting.debit)), func.sum(part(Posting.credit)))
        .join(PostingTag, PostingTag.posting_id == Posting.id)
        .where(PostingTag.tag_id.in_(of.tags))
        .group_by(Posting.account_id)
    )
    if since is not None:
        query = query.where(Posting.booked_on >= since)
    if until is not None:
        query = query.where(Posting.booked_on <= until)
    return {row[0]: Moved(*row) for row in (await work.session.execute(query)).tuples()}
