"""Rules of the company: kept in order, tried before they are used, asked of open lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounting.bank_entries import check_vat
from accounting.matching import StatementLine
from accounting.matching.rules import Rule, Share, bookings, check_rule
from accounting.matching.rules import answers as rule_answers
from app.core.models import new_id
from app.core.rows import one
from app.core.versions import state_of, unless_changed, unless_stale
from app.core.work import Work
from app.modules.banking import items, queries
from app.modules.banking.accounts import refuse_bank_accounts
from app.modules.banking.errors import BankRuleNotFound, RuleNameTaken, RulesNotAll, TooManyRules
from app.modules.banking.models import BankLine, BankRule
from app.modules.banking.schemas.reconciling import AccountPart
from app.modules.banking.schemas.rules import MOST_RULES, Conditions, RuleMake, RuleRevise, RulesOrder, ShareAsked
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import ContactUnknown

TOLD = ("name", "is_active", "books_alone", "bank_account_id", "conditions", "shares")


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule as lines are held against it; `row` is none for one that is only tried."""

    rule: Rule
    name: str
    bank_account_id: UUID | None
    row: BankRule | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A line, the rule that takes it, and what would be booked."""

    line: BankLine
    by: Asked
    parts: list[AccountPart]


def _rule(name: str, conditions: Conditions, shares: Sequence[ShareAsked]) -> Rule:
    return Rule(
        id=name,
        name=name,
        shares=tuple(
            Share(each.account_code, each.percent, each.vat_rate, str(each.contact_id or "")) for each in shares
        ),
        direction=conditions.direction,
        text=conditions.text,
        counterparty=conditions.counterparty,
        iban=conditions.iban,
        smallest=conditions.smallest,
        largest=conditions.largest,
        currency=conditions.currency or "",
    )


def asked_of(row: BankRule) -> Asked:
    shares = [ShareAsked(**each) for each in row.shares]
    return Asked(_rule(row.name, Conditions(**row.conditions), shares), row.name, row.bank_account_id, row)


async def tried(work: Work, asked: RuleMake) -> Asked:
    """A rule that is not kept. Raises as `make` does, but for its name."""
    await _check(work, asked.name, asked.conditions, asked.shares, asked.bank_account_id)
    return Asked(_rule(asked.name, asked.conditions, asked.shares), asked.name, asked.bank_account_id)


async def active(work: Work, ids: Sequence[UUID] = (), *, alone: bool = False) -> list[Asked]:
    """Rules in the order in which they are asked. Raises BankRuleNotFound for an id that is none."""
    rows = [each for each in await every(work) if each.id in set(ids)] if ids else await every(work)
    if ids and len(rows) != len(set(ids)):
        raise BankRuleNotFound(field="rule_ids")
    return [asked_of(each) for each in rows if (ids or each.is_active) and (each.books_alone or not alone)]


async def every(work: Work, *, lock: bool = False) -> list[BankRule]:
    query = select(BankRule).where(BankRule.removed_at.is_(None)).order_by(BankRule.position, BankRule.id)
    return list(await work.session.scalars(query.with_for_update() if lock else query))


async def rule(work: Work, rule_id: UUID, *, lock: bool = False) -> BankRule:
    """Raises BankRuleNotFound."""
    return await one(work, BankRule, rule_id, BankRuleNotFound, BankRule.removed_at.is_(None), lock=lock)


async def _check(
    work: Work, name: str, conditions: Conditions, shares: Sequence[ShareAsked], bank_account_id: UUID | None
) -> None:
    check_rule(_rule(name, conditions, shares))
    asked = {f"shares.{place}.account_code": each.account_code for place, each in enumerate(shares)}
    await ledger.refuse_out_of_use(work, asked)
    await refuse_bank_accounts(work, asked)
    country = (await companies.read(work)).country
    for place, each in enumerate(shares):
        if each.vat_rate is not None:
            check_vat(each.account_code, each.vat_rate, country, work.today, field=f"shares.{place}.vat_rate")
    if bank_account_id is not None:
        await queries.bank_account(work, bank_account_id)
    contacts = {each.contact_id for each in shares if each.contact_id}
    known = set(await work.session.scalars(select(Contact.id).where(Contact.id.in_(contacts)))) if contacts else set()
    if contacts - known:
        raise ContactUnknown(field="shares.contact_id")


async def make(work: Work, asked: RuleMake) -> BankRule:
    """A rule, asked after all others.

    Raises RuleWithoutCondition, AmountsCrossed, SharesNotWhole, PatternRefused, AccountUnknown, AccountArchived,
    BankAccountAsPart, ContactUnknown, BankAccountNotFound, VatNotOnThisAccount, RateUnknown, RuleNameTaken,
    TooManyRules.
    """
    await _check(work, asked.name, asked.conditions, asked.shares, asked.bank_account_id)
    await _free(work, asked.name)
    kept = select(func.count(), func.max(BankRule.position)).where(BankRule.removed_at.is_(None))
    count, last = (await work.session.execute(kept)).one()
    if count >= MOST_RULES:
        raise TooManyRules
    made = BankRule(
        id=new_id(),
        name=asked.name,
        position=(last or 0) + 1,
        is_active=asked.is_active,
        bank_account_id=asked.bank_account_id,
        conditions=asked.conditions.model_dump(mode="json"),
        shares=[each.model_dump(mode="json") for each in asked.shares],
        books_alone=asked.books_alone,
        created_by=work.actor_id,
    )
    work.session.add(made)
    await work.record("bank_rule.made", rule_id=made.id, new=_told(made))
    await work.session.refresh(made)
    return made


async def revise(work: Work, rule_id: UUID, change: RuleRevise, seen: int | None) -> BankRule:
    """Raises BankRuleNotFound, ChangedMeanwhile, and as `make` does."""
    found = await rule(work, rule_id, lock=True)
    unless_stale(found, seen)
    before = _told(found)
    if change.name is not None and change.name.lower() != found.name.lower():
        await _free(work, change.name)
    for name in ("name", "is_active", "books_alone"):
        if getattr(change, name) is not None:
            setattr(found, name, getattr(change, name))
    if change.conditions is not None:
        found.conditions = change.conditions.model_dump(mode="json")
    if change.shares is not None:
        found.shares = [each.model_dump(mode="json") for each in change.shares]
    if "bank_account_id" in change.model_fields_set:
        if change.bank_account_id is not None:
            await queries.bank_account(work, change.bank_account_id)
        found.bank_account_id = change.bank_account_id
    shares = [ShareAsked(**each) for each in found.shares]
    await _check(work, found.name, Conditions(**found.conditions), shares, found.bank_account_id)
    await work.record("bank_rule.revised", rule_id=found.id, old=before, new=_told(found))
    return found


async def remove(work: Work, rule_id: UUID, seen: int | None) -> None:
    """It is asked no more; what it booked stays. Raises BankRuleNotFound, ChangedMeanwhile."""
    found = await rule(work, rule_id, lock=True)
    unless_stale(found, seen)
    found.removed_at = work.now
    await work.record("bank_rule.removed", rule_id=found.id, old=_told(found))


def order_of(rules: Sequence[BankRule]) -> int:
    """The order in which rules are asked, as a version: another one when one comes, goes or changes its place."""
    return state_of(RulesOrder.model_construct(ids=[each.id for each in rules]))


async def order(work: Work, asked: RulesOrder, seen: int | None) -> list[BankRule]:
    """Raises RulesNotAll, ChangedMeanwhile."""
    by_id = {each.id: each for each in await every(work, lock=True)}
    unless_changed(order_of(list(by_id.values())), seen)
    if set(asked.ids) != set(by_id) or len(asked.ids) != len(by_id):
        raise RulesNotAll(field="ids")
    for place, rule_id in enumerate(asked.ids, start=1):
        by_id[rule_id].position = place
    await work.record("bank_rules.ordered", new={"names": [by_id[each].name for each in asked.ids]})
    return [by_id[each] for each in asked.ids]


def effects(rules: Sequence[Asked], lines: Sequence[BankLine]) -> list[Effect]:
    """What the rules would do, in order of the lines: each line goes to the first rule that answers."""
    found = []
    for line in lines:
        compared = items.as_line(line)
        by = taker(rules, line, compared)
        if by is not None:
            found.append(Effect(line, by, [_part(each) for each in bookings(by.rule, compared) if each.amount]))
    return found


def taker(rules: Sequence[Asked], line: Any, compared: StatementLine) -> Asked | None:
    """The first rule that answers to a line."""
    return next((each for each in rules if _may(each, line) and rule_answers(each.rule, compared)), None)


def _part(booking: Any) -> AccountPart:
    contact = UUID(booking.contact) if booking.contact else None
    return AccountPart(
        type="account",
        account_code=booking.account,
        amount=booking.amount,
        vat_rate=booking.vat_rate,
        contact_id=contact,
    )


def _may(by: Asked, line: Any) -> bool:
    return by.bank_account_id is None or by.bank_account_id == line.bank_account_id


def _told(found: BankRule) -> dict[str, Any]:
    return {name: getattr(found, name) for name in TOLD}


async def _free(work: Work, name: str) -> None:
    taken = select(BankRule.id).where(func.lower(BankRule.name) == func.lower(name), BankRule.removed_at.is_(None))
    if await work.session.scalar(taken):
        raise RuleNameTaken(field="name", value=name)
