from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from accounting import car_costs, expense_categories
from app.core.listing import Asked, Filter, Listing, Sort
from app.core.rows import one
from app.core.work import Work
from app.modules.expenses.errors import ExpenseNotFound
from app.modules.expenses.models import Expense
from app.modules.expenses.rules import weigh
from app.modules.expenses.schemas import Action, CarDeduction, CategoryRead, ExpenseRead, PaidWith, Status
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.identity.permissions import ROLES, Permission, Role
from app.modules.identity.queries import names_of

DRAFT, SUBMITTED, APPROVED, REJECTED, REIMBURSED = "draft", "submitted", "approved", "rejected", "reimbursed"
BANK_LINE, BY_HAND = "bank_line", "by_hand"
OPEN = (DRAFT, REJECTED)
"""What can still be changed or removed."""

CENT = Decimal("0.01")
IN_BOOKS = func.round(Expense.total_amount * Expense.exchange_rate, 2)
"""The whole in the books' currency, where the database adds up: as `rules.weigh` says of one."""
OWED = IN_BOOKS - func.round(IN_BOOKS * Expense.private_percent * CENT, 2)
"""Of one that was paid with own money, what the company bears."""
_IS_ME = func.accounting.current_actor()
OF_OTHERS = Expense.spender_id.is_distinct_from(_IS_ME) & Expense.created_by.is_distinct_from(_IS_ME)
"""Neither spent nor made by whoever asks."""
Decides = Literal["all", "others", "none"]
Whose = Literal["mine", "others"]


def _whose(wanted: list[Whose]) -> ColumnElement[bool]:
    return or_(*(OF_OTHERS if each == "others" else ~OF_OTHERS for each in wanted))


EXPENSES = Listing(
    name="expenses",
    sorts={
        "spent_on": Sort(Expense.spent_on, date.fromisoformat),
        "total_amount": Sort(Expense.total_amount, Decimal),
        "created_at": Sort(Expense.created_at, datetime.fromisoformat),
    },
    default="-spent_on",
    key=Expense.id,
    search=(Expense.description, Expense.merchant),
    searched="in description and merchant; an amount finds totals",
    amounts=(Expense.total_amount,),
    dated=Expense.spent_on,
    filters={
        "status": Filter(Expense.status, Status),
        "category": Filter(Expense.category, str, "codes of `/expenses/categories`"),
        "paid_with": Filter(Expense.paid_with, PaidWith),
        "spender": Filter(Expense.spender_id, UUID, "who spent it"),
        "whose": Filter(
            Expense.spender_id, Whose, "`others`: what you neither spent nor made, and decide on as an approver", _whose
        ),
    },
)


def every_expense() -> Select[Any]:
    return select(Expense)


async def sums(work: Work, asked: Asked) -> Sequence[Any]:
    """What all that a list was narrowed to comes to, per currency."""
    columns: list[Any] = [Expense.currency, func.count().label("count")]
    columns += [func.sum(each).label(each.key) for each in (Expense.vat_amount, Expense.total_amount)]
    columns.append(func.sum(case((Expense.paid_with == "own_money", OWED), else_=0)).label("owed_amount"))
    total = select(*columns)
    narrowed = EXPENSES.filtered(total, asked).group_by(Expense.currency).order_by(Expense.currency)
    found: Sequence[Any] = (await work.session.execute(narrowed)).all()
    return found


async def expense(work: Work, expense_id: UUID, *, lock: bool = False) -> Expense:
    """Raises ExpenseNotFound."""
    return await one(work, Expense, expense_id, ExpenseNotFound, lock=lock)


async def categories(work: Work) -> list[CategoryRead]:
    """What there is today, in your language."""
    company = await companies.read(work)
    return [
        CategoryRead(
            code=each.code,
            name=each.names[work.language],
            account_code=each.account,
            vat_percent=each.vat_percent,
            limit_each=each.below,
            tax_percent=each.taxed(company.legal_form),
            source=each.source,
        )
        for each in expense_categories.categories(company.country, work.today)
    ]


def car_deduction(car: car_costs.Car, on: date) -> CarDeduction:
    """Raises CarEmissionsContradict, CarUsedBeforeOrdered."""
    return CarDeduction(
        on=on,
        cost_percent=car_costs.deductible_percent(car, on),
        fuel_percent=car_costs.deductible_percent(car, on, is_fuel=True),
        source=car_costs.SOURCE,
    )


async def shown(work: Work, expenses: Sequence[Expense]) -> list[ExpenseRead]:
    company = await companies.read(work)
    people = {each.spender_id for each in expenses} | {each.decided_by for each in expenses if each.decided_by}
    names = await names_of(work, people)
    return [_shown(work, each, company, names) for each in expenses]


def may_approve(work: Work) -> bool:
    return Permission.EXPENSES_APPROVE in ROLES[Role(work.role or Role.VIEWER)]


def decides_on(work: Work) -> Decides:
    """Nobody decides on their own, nor on what they made in a colleague's name, unless they own the company."""
    if not may_approve(work):
        return "none"
    return "all" if work.role == Role.OWNER else "others"


def may_decide(work: Work, expense: Expense) -> bool:
    theirs = work.actor_id in (expense.spender_id, expense.created_by)
    return decides_on(work) == "all" or (decides_on(work) == "others" and not theirs)


def is_theirs(work: Work, expense: Expense) -> bool:
    """Whether it is theirs to change: their own, or anybody's for an approver."""
    mine = expense.spender_id == work.actor_id
    return may_approve(work) or (mine and Permission.EXPENSES_WRITE in ROLES[Role(work.role or Role.VIEWER)])


def _actions(work: Work, expense: Expense) -> list[Action]:
    papers: list[Action] = ["add_paper"] if expense.document_id is None and is_theirs(work, expense) else []
    return _steps(work, expense) + papers


def _steps(work: Work, expense: Expense) -> list[Action]:
    if expense.status in OPEN and is_theirs(work, expense):
        return ["revise", "remove", "submit"]
    if expense.status == SUBMITTED and may_approve(work):
        return ["approve", "reject"] if may_decide(work, expense) else ["reject"]
    if expense.status == APPROVED and expense.paid_with == "own_money" and may_approve(work):
        return ["reimburse"]
    if expense.status == APPROVED and expense.paid_with == "company_card" and may_approve(work):
        return [] if expense.cleared == BANK_LINE else ["unclear" if expense.cleared else "clear"]
    return []


def _shown(work: Work, each: Expense, company: Tenant, names: dict[UUID, str]) -> ExpenseRead:
    weighed = weigh(each, company)
    return ExpenseRead(
        id=each.id,
        status=each.status,
        description=each.description,
        merchant=each.merchant,
        category=each.category,
        category_name=weighed.kind.names[work.language],
        account_code=weighed.spent.account,
        spent_on=each.spent_on,
        currency=each.currency,
        exchange_rate=each.exchange_rate,
        total_amount=each.total_amount,
        vat_amount=each.vat_amount,
        vat_rate=each.vat_rate,
        vat_of=each.vat_of,
        private_percent=each.private_percent,
        gift_count=each.gift_count,
        limit_each=weighed.kind.below,
        vat_percent=weighed.spent.vat_percent,
        tax_percent=weighed.kind.taxed(company.legal_form),
        total_in_books=weighed.spent.total,
        cost_amount=weighed.parts.cost,
        deducted_vat=weighed.parts.deducted,
        private_amount=weighed.parts.private,
        owed_amount=weighed.owed,
        paid_with=each.paid_with,
        spender_id=each.spender_id,
        spender=names.get(each.spender_id),
        document_id=each.document_id,
        entry_id=each.entry_id,
        reimbursement_entry_id=each.reimbursement_entry_id,
        cleared=each.cleared,
        reason=each.reason,
        submitted_at=each.submitted_at,
        decided_at=each.decided_at,
        decided_by=names.get(each.decided_by) if each.decided_by else None,
        created_at=each.created_at,
        version=each.version,
        actions=_actions(work, each),
    )
