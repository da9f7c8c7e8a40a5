"""Entries made by hand, in the books' currency or in others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from accounting import journal
from accounting.errors import DomainError, Violation
from accounting.exchange_differences import ExchangeRateUnlikely, check_rate
from accounting.invoice import check_decimals
from accounting.money import rounded
from accounting.vat import grids as vat_grids
from app.core.errors import ViolationRead
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.ledger import queries
from app.modules.ledger.errors import (
    AccountArchived,
    AccountUnknown,
    ContactUnknown,
    EntryTooFarAhead,
    PostingNeedsOneSide,
    PostingsRefused,
    VatGridUnknown,
)
from app.modules.ledger.models import Account, Entry
from app.modules.ledger.posting import counts_in_vat, hold, post, refuse_closed
from app.modules.ledger.rates import known_rate, rate_on
from app.modules.ledger.schemas import PostingRead
from app.modules.ledger.schemas.manual import EntryDraft, EntryOutcome, PostingDraft
from app.modules.ledger.tags import check_shares, dimensions

A_YEAR = timedelta(days=366)
WHOLE = Decimal(100)
CENT_PER_POSTING = Decimal("0.01")


@dataclass(slots=True)
class Weighed:
    """What a draft comes to, and everything that is wrong with it."""

    currency: str
    postings: list[journal.Posting]
    problems: list[Violation]

    def checked(self) -> list[journal.Posting]:
        """The postings, when nothing is wrong with any. Raises PostingsRefused."""
        if self.problems:
            raise PostingsRefused(self.problems[0].message, violations=self.problems)
        return self.postings


@dataclass(frozen=True, slots=True)
class _Known:
    """What postings may name: accounts, contacts, tags with their dimension, and the boxes of a country's return."""

    accounts: dict[str, Account]
    contacts: set[UUID]
    kinds: dict[UUID, str]
    country: str


async def make(work: Work, draft: EntryDraft) -> EntryOutcome:
    """Write the entry, or only say what it comes to.

    Raises PostingsRefused, EntryUnbalanced, EntryEmpty, EntryTooFarAhead, PeriodLocked, YearClosed.
    """
    if not draft.dry_run:
        await hold(work)
    found = await weigh(work, draft.postings, draft.booked_on)
    if not draft.accept_exchange_rate:
        found.problems += await _unlikely_rates(work, draft)
    if draft.dry_run:
        found.problems += await _problems_of_whole(work, draft, found)
        return await _outcome(work, found, None)
    refuse_too_far_ahead(work, draft.booked_on)
    entry = await post(work, journal_name=draft.journal, on=draft.booked_on, memo=draft.memo, postings=found.checked())
    return await _outcome(work, found, entry)


async def _unlikely_rates(work: Work, draft: EntryDraft) -> list[Violation]:
    problems: list[Violation] = []
    rows = enumerate(draft.postings)
    said = [(n, each.currency, each.exchange_rate) for n, each in rows if each.currency and each.exchange_rate]
    known = {currency: await known_rate(work, currency, draft.booked_on) for currency in {each[1] for each in said}}
    for place, currency, rate in said:
        try:
            if expected := known[currency]:
                check_rate(rate, expected, field=f"postings.{place}.exchange_rate")
        except ExchangeRateUnlikely as error:
            problems += error.violations()
    return problems


async def weigh(work: Work, drafts: Sequence[PostingDraft], on: date) -> Weighed:
    """From what was typed to postings in the books' currency; each problem names its field."""
    currency = await queries.books_currency(work)
    found = Weighed(currency, [], [])
    known = await _known(work, drafts)
    rates: dict[str, Decimal] = {}
    for position, draft in enumerate(drafts):
        try:
            _check_named(draft, known, f"postings.{position}")
            found.postings.append(await _posting(work, draft, currency, on, rates, f"postings.{position}"))
        except DomainError as error:
            found.problems += error.violations()
    if not found.problems:
        found.postings = absorb_cents(found.postings, currency)
    return found


async def refuse_unknown(work: Work, drafts: Sequence[PostingDraft]) -> None:
    """Whether all that the postings name is there, amounts aside. Raises PostingsRefused."""
    known = await _known(work, drafts)
    problems: list[Violation] = []
    for position, draft in enumerate(drafts):
        try:
            _check_named(draft, known, f"postings.{position}")
        except DomainError as error:
            problems += error.violations()
    if problems:
        raise PostingsRefused(problems[0].message, violations=problems)


async def _known(work: Work, drafts: Sequence[PostingDraft]) -> _Known:
    return _Known(
        accounts=await _accounts(work, drafts),
        contacts=await _contacts(work, drafts),
        kinds=await dimensions(work, {tag.tag_id for each in drafts for tag in each.tags}),
        country=(await companies.read(work)).country,
    )


def _check_named(draft: PostingDraft, known: _Known, where: str) -> None:
    _check_account(draft, known.accounts, f"{where}.account_code")
    if draft.contact_id and draft.contact_id not in known.contacts:
        raise ContactUnknown(field=f"{where}.contact_id", value=str(draft.contact_id))
    check_shares(draft.tags, known.kinds, f"{where}.tags")
    for index, marked in enumerate(draft.grids):
        if not vat_grids.postable(marked[1:], known.country):
            raise VatGridUnknown(
                f"{marked[1:]} is no box of the return of {known.country}", field=f"{where}.grids.{index}", value=marked
            )
    journal.check_grids(draft.grids, field=f"{where}.grids")


async def _posting(
    work: Work, draft: PostingDraft, books: str, on: date, rates: dict[str, Decimal], where: str
) -> journal.Posting:
    typed, side = (draft.debit, "debit") if draft.debit is not None else (draft.credit, "credit")
    if typed is None or (draft.debit is not None and draft.credit is not None):
        raise PostingNeedsOneSide(field=f"{where}.{side}")
    code = draft.currency or books
    check_decimals(typed, code, field=f"{where}.{side}")
    write = journal.debit if side == "debit" else journal.credit
    tags = tuple((each.tag_id, each.percent) for each in draft.tags)
    grids = tuple(draft.grids)
    if code == books:
        return write(draft.account_code, typed, draft.memo, grids=grids, contact_id=draft.contact_id, tags=tags)
    rate = draft.exchange_rate or rates.get(code)
    if rate is None:
        rate = rates[code] = await rate_on(work, code, on, field=f"{where}.exchange_rate")
    worth = rounded(typed * rate, books)
    if not worth:
        raise journal.PostingHasTwoSides(
            f"{typed:f} {code} is nothing in {books}: leave it out", field=f"{where}.{side}", value=str(typed)
        )
    return write(
        draft.account_code,
        worth,
        draft.memo,
        grids=grids,
        contact_id=draft.contact_id,
        currency=code,
        amount_in_currency=typed,
        tags=tags,
    )


def absorb_cents(postings: Sequence[journal.Posting], books: str) -> list[journal.Posting]:
    """The same postings; those that balance in their own currency balance in the books too.

    Each was rounded by itself: what is missing, at most a cent for each, goes to the largest.
    """
    gap = journal.difference(postings)
    currencies = {each.currency for each in postings}
    in_currency = sum((each.amount_in_currency or Decimal(0) for each in postings), Decimal(0))
    if not gap or len(currencies) != 1 or None in currencies or in_currency:
        return list(postings)
    if abs(gap) > CENT_PER_POSTING * len(postings):
        return list(postings)
    largest = max(range(len(postings)), key=lambda index: abs(postings[index].amount))
    amount = postings[largest].amount - gap
    if amount * postings[largest].amount <= 0:
        return list(postings)
    mended = replace(postings[largest], debit=max(amount, Decimal(0)), credit=max(-amount, Decimal(0)))
    return [mended if index == largest else each for index, each in enumerate(postings)]


def _check_account(draft: PostingDraft, accounts: dict[str, Account], where: str) -> None:
    code = draft.account_code
    if code not in accounts:
        raise AccountUnknown(f"{code} is not in the chart of accounts", field=where, value=code)
    if accounts[code].archived_at is not None:
        raise AccountArchived(f"{code} was archived", field=where, value=code)


async def _accounts(work: Work, drafts: Sequence[PostingDraft]) -> dict[str, Account]:
    codes = {each.account_code for each in drafts}
    return {each.code: each for each in await work.session.scalars(select(Account).where(Account.code.in_(codes)))}


async def _contacts(work: Work, drafts: Sequence[PostingDraft]) -> set[UUID]:
    wanted = {each.contact_id for each in drafts if each.contact_id}
    if not wanted:
        return set()
    return set(await work.session.scalars(select(Contact.id).where(Contact.id.in_(wanted))))


async def _problems_of_whole(work: Work, draft: EntryDraft, found: Weighed) -> list[Violation]:
    """What is wrong beyond single postings."""
    problems: list[Violation] = []
    try:
        refuse_too_far_ahead(work, draft.booked_on)
        with_vat = counts_in_vat(found.postings, await companies.account_plan(work))
        await refuse_closed(work, draft.journal, draft.booked_on, with_vat=with_vat)
    except DomainError as error:
        problems += error.violations()
    if not found.problems:
        try:
            journal.check_balanced(found.postings)
        except DomainError as error:
            problems += error.violations()
    return problems


def refuse_too_far_ahead(work: Work, on: date) -> None:
    if on > (latest := work.today + A_YEAR):
        raise EntryTooFarAhead(f"{latest} is the last day for it", field="booked_on", value=str(on))


async def _outcome(work: Work, found: Weighed, entry: Entry | None) -> EntryOutcome:
    shown = await queries.entry(work, entry.id) if entry else None
    postings = shown.postings if shown else await _shown(work, found.postings)
    debit = sum((each.debit for each in postings), Decimal(0))
    credit = sum((each.credit for each in postings), Decimal(0))
    return EntryOutcome(
        entry=shown,
        currency=found.currency,
        total_debit=debit,
        total_credit=credit,
        difference=debit - credit,
        postings=postings,
        problems=[
            ViolationRead(
                code=each.code, message=each.message, field=each.field, value=each.value, instead=each.instead
            )
            for each in found.problems
        ],
    )


async def _shown(work: Work, postings: Sequence[journal.Posting]) -> list[PostingRead]:
    codes = {each.account for each in postings}
    accounts = {each.code: each for each in await work.session.scalars(select(Account).where(Account.code.in_(codes)))}
    contacts = await queries.contact_names(work, {each.contact_id for each in postings if each.contact_id})
    return [
        PostingRead(
            account_id=accounts[each.account].id,
            account_code=each.account,
            account_name=accounts[each.account].name(work.language),
            debit=each.debit,
            credit=each.credit,
            memo=each.memo,
            contact_id=each.contact_id,
            contact_name=contacts.get(each.contact_id) if each.contact_id else None,
            currency=each.currency,
            amount_in_currency=each.amount_in_currency,
            grids=list(each.grids),
        )
        for each in postings
    ]
