"""What of each posting belongs to a tag, or is left without one of a kind: the report by tag adds up what the general
ledger then opens. The cents of a posting are shared among the tags of a kind as those were made, each from where the
one before it ended, so that parts are together what is shared and never more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Numeric, cast, func, literal, select

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
    """The part that a tag has of each posting, or what all tags of its kind leave of it: then `tag_id` is None.

    `tags` are those of the kind until that tag, itself included, as cents are shared.
    """

    tag_id: UUID | None
    tags: tuple[UUID, ...]
    told: ShareRead

    @property
    def before(self) -> tuple[UUID, ...]:
        return () if self.tag_id is None else self.tags[:-1]

    def of(self, amount: Any) -> Any:
        """That part of an amount of a posting, in SQL."""
        upto, before = (self._percent(tags) for tags in (self.tags, self.before))
        return amount - cents(amount, upto) if self.tag_id is None else cents(amount, upto) - cents(amount, before)

    def _percent(self, tags: Sequence[UUID]) -> Any:
        if not tags:
            return literal(ZERO)
        query = select(func.sum(PostingTag.percent)).where(
            PostingTag.posting_id == Posting.id, PostingTag.tag_id.in_(tags)
        )
        return func.coalesce(query.correlate(Posting).scalar_subquery(), 0)

    @property
    def stands(self) -> Any:
        """Postings of which there is such a part, be it a cent."""
        some = self.of(Posting.debit - Posting.credit) != 0
        if self.tag_id is None:
            return some
        return Posting.id.in_(select(PostingTag.posting_id).where(PostingTag.tag_id == self.tag_id)) & some


def cents(amount: Any, percent: Any) -> Any:
    """So many per cent of an amount, in SQL."""
    return cast(amount * percent / 100, CENTS)


async def share(work: Work, tag_id: UUID | None, untagged: str | None) -> Share | None:
    """A tag's part, or that without a tag of a kind; None is all of it. Raises TagOrUntagged, TagNotFound."""
    if tag_id and untagged is not None:
        raise TagOrUntagged(field="untagged", value=untagged[:100])
    if tag_id:
        found = await tags.tag(work, tag_id)
        told = ShareRead(tag_id=tag_id, name=found.name, dimension=found.dimension)
        of_kind = await _of_kind(work, found.dimension)
        return Share(tag_id, of_kind[: of_kind.index(tag_id) + 1], told)
    if untagged is None:
        return None
    told = ShareRead(tag_id=None, name=words("untagged", work.language), dimension=untagged)
    return Share(None, await _of_kind(work, untagged), told)


async def _of_kind(work: Work, dimension: str) -> tuple[UUID, ...]:
    """A kind is one however it is written."""
    of_kind = select(Tag.id).where(func.lower(Tag.dimension) == func.lower(dimension))
    return tuple(await work.session.scalars(of_kind.order_by(Tag.id)))


async def movements(
    work: Work, of: Share | None, since: date | None, until: date | None, beginnings: Sequence[str] = ()
) -> dict[UUID, Moved]:
    """Debit and credit by account over a period; `beginnings` narrow it where that saves reading."""
    if of is None:
        return await balances.movements(work, since, until, beginnings)
    tagged = await _tagged(work, of, since, until)
    if of.tag_id is not None:
        return tagged
    whole = (await balances.movements(work, since, until, beginnings)).values()
    left = [
        Moved(each.account_id, each.debit - taken.debit, each.credit - taken.credit)
        for each in whole
        for taken in (tagged.get(each.account_id, Moved(each.account_id, ZERO, ZERO)),)
    ]
    return {each.account_id: each for each in left if each.debit or each.credit}


async def _tagged(work: Work, of: Share, since: date | None, until: date | None) -> dict[UUID, Moved]:
    """What the tag has, or all tags of the kind have together."""
    upto = func.sum(PostingTag.percent)
    before = func.coalesce(upto.filter(PostingTag.tag_id.in_(of.before)), 0)
    tagged = select(PostingTag.posting_id, upto.label("upto"), before.label("before"))
    tagged = tagged.where(PostingTag.tag_id.in_(of.tags)).group_by(PostingTag.posting_id)
    if of.tag_id is not None:
        tagged = tagged.having(func.bool_or(PostingTag.tag_id == of.tag_id))
    each = tagged.subquery()
    debit, credit = (
        func.sum(cents(amount, each.c.upto) - cents(amount, each.c.before))
        for amount in (Posting.debit, Posting.credit)
    )
    query = select(Posting.account_id, debit, credit).join(each, each.c.posting_id == Posting.id)
    if since is not None:
        query = query.where(Posting.booked_on >= since)
    if until is not None:
        query = query.where(Posting.booked_on <= until)
    rows = await work.session.execute(query.group_by(Posting.account_id))
    return {row[0]: Moved(*row) for row in rows.tuples()}
