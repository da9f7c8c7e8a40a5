"""Analytic tags: what share of a posting belongs to which project, department, car. They are no part of the books."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Protocol
from uuid import UUID

from sqlalchemy import Select, delete, insert, select

from app.core.listing import Filter, Listing, Sort
from app.core.models import new_id
from app.core.rows import one
from app.core.versions import state_of, unless_changed, unless_stale
from app.core.work import Work
from app.modules.ledger import queries
from app.modules.ledger.errors import (
    PostingNotFound,
    TagKindInUse,
    TagNotFound,
    TagRepeated,
    TagsShareTooMuch,
    TagUnknown,
    YearClosed,
)
from app.modules.ledger.models import Posting, PostingTag, Tag
from app.modules.ledger.posting import closed_year, hold
from app.modules.ledger.schemas import EntryRead, TagOnPosting
from app.modules.ledger.schemas.manual import PostingTagged
from app.modules.ledger.schemas.rates import TagDraft, TagRevise

WHOLE = Decimal(100)


class Share(Protocol):
    """So many per cent of a line or posting, for a tag."""

    @property
    def tag_id(self) -> UUID: ...

    @property
    def percent(self) -> Decimal: ...


def _in_state(states: list[str]) -> Any:
    conditions = {"active": Tag.archived_at.is_(None), "archived": Tag.archived_at.is_not(None)}
    wanted = [conditions[each] for each in sorted(set(states))]
    return wanted[0] if len(wanted) == 1 else wanted[0] | wanted[1]


TAGS = Listing(
    name="tags",
    sorts={"name": Sort(Tag.name), "created_at": Sort(Tag.created_at, datetime.fromisoformat)},
    default="name",
    key=Tag.id,
    search=(Tag.name, Tag.dimension),
    searched="in name and kind",
    filters={"status": Filter(None, Literal["active", "archived"], where=_in_state)},
)


def every_tag() -> Select[Tag]:
    return select(Tag)


async def tag(work: Work, tag_id: UUID, *, lock: bool = False) -> Tag:
    """Raises TagNotFound."""
    return await one(work, Tag, tag_id, TagNotFound, lock=lock)


async def dimensions(work: Work, ids: Iterable[UUID], *, put_away: bool = False) -> dict[UUID, str]:
    """The kind of each tag that exists and is not archived, or may be."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = select(Tag.id, Tag.dimension).where(Tag.id.in_(wanted))
    rows = await work.session.execute(found if put_away else found.where(Tag.archived_at.is_(None)))
    return {tag_id: dimension.lower() for tag_id, dimension in rows.tuples()}


async def make(work: Work, draft: TagDraft) -> Tag:
    """Raises TagNameTaken."""
    made = Tag(id=new_id(), name=draft.name, dimension=draft.dimension.strip())
    work.session.add(made)
    await work.record("tag.made", tag_id=made.id, new={"name": made.name, "dimension": made.dimension})
    await work.session.refresh(made)
    return made


async def revise(work: Work, tag_id: UUID, change: TagRevise, seen: int | None) -> Tag:
    """Rename it, or put it away and take it out again; its kind stays once a posting has it.

    Raises TagNotFound, TagNameTaken, TagKindInUse, ChangedMeanwhile.
    """
    if change.dimension is not None:
        await hold(work)  # nothing is posted with it meanwhile
    found = await tag(work, tag_id, lock=True)
    unless_stale(found, seen)
    old: dict[str, Any] = {"name": found.name, "dimension": found.dimension, "archived": found.archived_at is not None}
    new = old | change.model_dump(exclude_none=True)
    new["dimension"] = new["dimension"].strip()
    if new["dimension"].lower() != old["dimension"].lower() and await _in_use(work, tag_id):
        raise TagKindInUse
    found.name, found.dimension = new["name"], new["dimension"]
    if new["archived"] != old["archived"]:
        found.archived_at = work.now if new["archived"] else None
    changed = {name for name in old if old[name] != new[name]}
    if changed:
        await work.record(
            "tag.revised",
            tag_id=found.id,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
    await work.session.flush()
    return found


async def _in_use(work: Work, tag_id: UUID) -> bool:
    return bool(await work.session.scalar(select(PostingTag.tag_id).where(PostingTag.tag_id == tag_id).limit(1)))


async def put(
    work: Work, posting_id: UUID, shares: Sequence[PostingTagged], seen: int | None
) -> tuple[list[TagOnPosting], EntryRead]:
    """These tags and no others on a posting; and its entry, which stays as it is but for them, whatever is locked.

    Until its fiscal year is closed: what a closed year says of a project stays too. Raises PostingNotFound, YearClosed,
    TagUnknown, TagRepeated, TagsShareTooMuch, ChangedMeanwhile.
    """
    await hold(work)
    posting = await work.session.scalar(select(Posting).where(Posting.id == posting_id))
    if posting is None:
        raise PostingNotFound
    entry_id = posting.entry_id
    if closed := await closed_year(work, posting.booked_on):
        raise YearClosed(f"the fiscal year until {closed} is closed", value=str(posting.booked_on))
    if seen is not None:
        unless_changed(state_of(await queries.entry(work, entry_id)), seen)
    before = (await queries.tags_on(work, [posting_id])).get(posting_id, [])
    kept = {each.tag_id for each in before}
    known = await dimensions(work, {each.tag_id for each in shares} - kept)
    check_shares(shares, known | {each.tag_id: each.dimension.lower() for each in before}, "tags")
    await work.session.execute(delete(PostingTag).where(PostingTag.posting_id == posting_id))
    if shares:
        await work.session.execute(
            insert(PostingTag),
            [{"posting_id": posting_id, "tag_id": each.tag_id, "percent": each.percent} for each in shares],
        )
    after = (await queries.tags_on(work, [posting_id])).get(posting_id, [])
    if before != after:
        await work.record(
            "posting.tagged",
            posting_id=posting_id,
            old={"tags": [[each.name, each.percent] for each in before]},
            new={"tags": [[each.name, each.percent] for each in after]},
        )
    return after, await queries.entry(work, entry_id)


def check_shares(shares: Iterable[Share], kinds: Mapping[UUID, str], where: str) -> None:
    """Tags of these kinds, each once, of each kind at most the whole. Raises TagUnknown, TagRepeated, TagsShareTooMuch.

    `where` is the field that holds them.
    """
    given: dict[str, Decimal] = {}
    seen: set[UUID] = set()
    for index, each in enumerate(shares):
        if each.tag_id not in kinds:
            raise TagUnknown(field=f"{where}.{index}.tag_id", value=str(each.tag_id))
        if each.tag_id in seen:
            raise TagRepeated(field=f"{where}.{index}.tag_id", value=str(each.tag_id))
        seen.add(each.tag_id)
        kind = kinds[each.tag_id]
        given[kind] = given.get(kind, Decimal(0)) + each.percent
        if given[kind] > WHOLE:
            raise TagsShareTooMuch(f"{given[kind]:f} %", field=f"{where}.{index}.percent", value=str(each.percent))
