from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from accounting.chart import reference_of
from accounting.chart_search import rank
from app.core.listing import Filter, Listing, Sort
from app.core.rows import one
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.identity.queries import names_of
from app.modules.ledger.errors import AccountNotFound, EntryNotFound
from app.modules.ledger.models import Account, Entry, Posting, PostingTag, Tag
from app.modules.ledger.schemas import (
    AccountCode,
    AccountRead,
    EntryKind,
    EntryRead,
    Journal,
    PostingRead,
    SourceRead,
    TagOnPosting,
)

DescribeKinds = Callable[[Work, Sequence[UUID]], Awaitable[dict[UUID, str]]]
KINDS: dict[str, DescribeKinds] = {}
"""Source of entries → what its documents are, by entry. Whoever makes entries adds itself; the books know none."""


async def books_currency(work: Work) -> str:
    """The currency that the books are kept in."""
    return (await companies.read(work)).currency


async def accounts(
    work: Work, q: str | None = None, class_: str | None = None, *, archived: bool = False
) -> list[AccountRead]:
    """The chart, by code; with `q` what answers to it, the best first (see `accounting.chart_search`)."""
    query = select(Account).order_by(Account.code)
    if not archived:
        query = query.where(Account.archived_at.is_(None))
    if class_:
        query = query.where(Account.code.startswith(class_, autoescape=True))
    country = (await companies.read(work)).country
    rows: Iterable[Account] = await work.session.scalars(query)
    if q and q.strip():
        ranked = [(rank(q, each.code, each.names, work.language, country), each) for each in rows]
        rows = [each for how, each in sorted((pair for pair in ranked if pair[0] is not None), key=_by_rank)]
    return [_shown_as(each, work.language, country) for each in rows]


async def account_shown(work: Work, account: Account) -> AccountRead:
    return _shown_as(account, work.language, (await companies.read(work)).country)


def _shown_as(account: Account, language: str, country: str) -> AccountRead:
    return AccountRead(
        id=account.id,
        code=account.code,
        name=account.name(language),
        names=account.names,
        account_type=account.type,
        reference=reference_of(account.code, country),
        archived_at=account.archived_at,
        version=account.version,
    )


async def account(work: Work, account_id: UUID, *, lock: bool = False) -> Account:
    """Raises AccountNotFound."""
    return await one(work, Account, account_id, AccountNotFound, lock=lock)


def _by_rank(ranked: tuple[int | None, Account]) -> tuple[int | None, str]:
    return ranked[0], ranked[1].code


async def entry(work: Work, entry_id: UUID) -> EntryRead:
    """Raises EntryNotFound."""
    found = await work.session.scalar(
        select(Entry)
        .where(Entry.id == entry_id)
        .options(selectinload(Entry.postings).joinedload(Posting.account))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise EntryNotFound
    return (await entries_shown(work, [found]))[0]


def _on_account(codes: list[str]) -> Any:
    """Entries with a posting on an account whose code begins so."""
    return (
        exists()
        .where(Posting.entry_id == Entry.id, Posting.account_id == Account.id)
        .where(or_(*(Account.code.startswith(each, autoescape=True) for each in codes)))
    )


def _with_contact(ids: list[UUID]) -> Any:
    return exists().where(Posting.entry_id == Entry.id, Posting.contact_id.in_(ids))


def _with_tag(ids: list[UUID]) -> Any:
    return exists().where(Posting.entry_id == Entry.id, PostingTag.posting_id == Posting.id, PostingTag.tag_id.in_(ids))


ENTRIES = Listing(
    name="journal",
    sorts={
        "booked_on": Sort(Entry.booked_on, date.fromisoformat),
        "recorded_at": Sort(Entry.recorded_at, datetime.fromisoformat),
    },
    default="-booked_on",
    key=Entry.id,
    search=(Entry.memo, Entry.number),
    searched="in memo and number",
    dated=Entry.booked_on,
    filters={
        "journal": Filter(Entry.journal, Journal, "only this journal"),
        "kind": Filter(Entry.kind, EntryKind, "only entries of this kind"),
        "account": Filter(None, AccountCode, "an account code, or its beginning", where=_on_account),
        "contact": Filter(None, UUID, "with a posting that concerns this contact", where=_with_contact),
        "tag": Filter(None, UUID, "with a posting that has this tag", where=_with_tag),
    },
)


def every_entry() -> Select[Any]:
    return select(Entry).options(selectinload(Entry.postings).joinedload(Posting.account))


async def document_kinds(work: Work, found: Sequence[Any]) -> dict[UUID, str]:
    """What the documents of these entries are, by entry; a reversal has the kind of what it undoes."""
    kinds: dict[UUID, str] = {}
    for source, describe in KINDS.items():
        originals = {each.id: each.reverses_id or each.id for each in found if each.source_type == source}
        told = await describe(work, sorted(set(originals.values()))) if originals else {}
        kinds |= {entry_id: told[original] for entry_id, original in originals.items() if original in told}
    return kinds


async def entries_shown(work: Work, found: Sequence[Entry]) -> list[EntryRead]:
    reversal = aliased(Entry)
    rows = await work.session.execute(
        select(reversal.reverses_id, reversal.id).where(reversal.reverses_id.in_([each.id for each in found]))
    )
    reversed_by = {row.reverses_id: row.id for row in rows}
    kinds = await document_kinds(work, found)
    names = await names_of(work, {each.recorded_by for each in found if each.recorded_by})
    postings = [posting for each in found for posting in each.postings]
    tags = await tags_on(work, [each.id for each in postings])
    contacts = await contact_names(work, {each.contact_id for each in postings if each.contact_id})
    return [
        EntryRead(
            id=each.id,
            number=each.number,
            journal=each.journal,
            kind=each.kind,
            booked_on=each.booked_on,
            memo=each.memo,
            source=SourceRead(type=each.source_type, id=each.source_id) if each.source_type else None,
            document_kind=kinds.get(each.id),
            reverses_id=each.reverses_id,
            reversed_by_id=reversed_by.get(each.id),
            recorded_at=each.recorded_at,
            recorded_by=names.get(each.recorded_by) if each.recorded_by else None,
            total=sum((posting.debit for posting in each.postings), Decimal(0)),
            postings=[
                posting_shown(work, posting, posting.account, contacts, tags.get(posting.id, []))
                for posting in each.postings
            ],
        )
        for each in found
    ]


def posting_shown(
    work: Work, posting: Posting, on: Account, contacts: dict[UUID, str], tags: list[TagOnPosting]
) -> PostingRead:
    return PostingRead(
        id=posting.id,
        account_id=posting.account_id,
        account_code=on.code,
        account_name=on.name(work.language),
        debit=posting.debit,
        credit=posting.credit,
        memo=posting.memo,
        contact_id=posting.contact_id,
        contact_name=contacts.get(posting.contact_id) if posting.contact_id else None,
        currency=posting.currency,
        amount_in_currency=posting.amount_in_currency,
        grids=posting.grids or [],
        tags=tags,
    )


async def tags_on(work: Work, posting_ids: Sequence[UUID]) -> dict[UUID, list[TagOnPosting]]:
    """The tags of these postings, by posting."""
    if not posting_ids:
        return {}
    rows = await work.session.execute(
        select(PostingTag.posting_id, Tag.id, Tag.name, Tag.dimension, PostingTag.percent)
        .join(Tag, Tag.id == PostingTag.tag_id)
        .where(PostingTag.posting_id.in_(posting_ids))
        .order_by(Tag.dimension, Tag.name)
    )
    found: dict[UUID, list[TagOnPosting]] = {}
    for posting_id, tag_id, name, dimension, percent in rows.tuples():
        shown = TagOnPosting(tag_id=tag_id, name=name, dimension=dimension, percent=percent)
        found.setdefault(posting_id, []).append(shown)
    return found


async def contact_names(work: Work, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by id."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = await work.session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(wanted)))
    return dict(rows.tuples().all())
