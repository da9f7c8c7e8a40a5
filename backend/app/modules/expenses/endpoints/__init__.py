from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from accounting.car_costs import Car, CarEmissionsContradict, CarUsedBeforeOrdered, Fuel
from app.core import bulk
from app.core.answers import Answer, Page, answer
from app.core.bulk import Bulk, BulkResult, each_may_fail
from app.core.days import Day
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, PeriodBackwards, listed
from app.core.routes import Router
from app.core.versions import ChangedMeanwhile, SeenVersion, tag
from app.core.work import Work
from app.modules.documents.errors import DocumentNotFound, DocumentNotReviewable
from app.modules.expenses import clearing, deciding, evidence, queries, receipts, service
from app.modules.expenses.endpoints.refusals import (
    ACCOUNTS,
    ADDING_PAPER,
    APPROVING,
    CHANGING,
    MAKING,
    READING,
    REIMBURSING,
)
from app.modules.expenses.errors import (
    ExpenseInvalid,
    ExpenseNotClearedByHand,
    ExpenseNotFound,
    ExpenseNotInTransit,
    ExpenseNotSubmitted,
    ExpenseOfSomebodyElse,
    InvoiceNeeded,
    ReceiptAmountRefused,
    ReceiptIncomplete,
    ReceiptTaken,
)
from app.modules.expenses.models import Expense
from app.modules.expenses.schemas import (
    AddPaper,
    ApproveExpense,
    ApproveOne,
    CarDeduction,
    CategoryRead,
    ExpenseMake,
    ExpenseRead,
    ExpenseRevise,
    ExpenseSum,
    FromDocument,
    Reimburse,
    ReimburseOne,
    Reject,
)
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/expenses", tags=["expenses"])
Reads = Annotated[Work, may(Permission.EXPENSES_READ)]
Writes = Annotated[Work, may(Permission.EXPENSES_WRITE)]
Approves = Annotated[Work, may(Permission.EXPENSES_APPROVE)]


async def shown(request: Request, response: Response, work: Work, expense: Expense) -> dict[str, Any]:
    [told] = await queries.shown(work, [expense])
    tag(response, told.version)
    return answer(request, told)


@router.get("", response_model=Page[ExpenseRead], responses=LISTED)
async def list_expenses(request: Request, work: Reads, asked: Annotated[Asked, queries.EXPENSES.asked()]) -> Any:
    """What people spent for the company, latest first."""
    return await listed(
        request, work, queries.EXPENSES, asked, queries.every_expense(), ExpenseRead, shape=queries.shown
    )


@router.get("/sums", response_model=Answer[list[ExpenseSum]], responses=problem_responses(PeriodBackwards))
async def sum_expenses(
    request: Request, work: Reads, asked: Annotated[Asked, queries.EXPENSES.chosen()]
) -> dict[str, Any]:
    """What the list comes to, narrowed in the same way, per currency."""
    return answer(request, [ExpenseSum.model_validate(each) for each in await queries.sums(work, asked)])


@router.get("/categories", response_model=Answer[list[CategoryRead]])
async def list_expense_categories(request: Request, work: Reads) -> dict[str, Any]:
    """Kinds of expenses: the account that bears each, and how much of VAT and cost may be deducted."""
    return answer(request, await queries.categories(work))


@router.get(
    "/car-deduction",
    response_model=Answer[CarDeduction],
    responses=problem_responses(CarEmissionsContradict, CarUsedBeforeOrdered),
)
async def get_car_deduction(
    request: Request,
    work: Reads,
    ordered_on: Annotated[Day, Query(description="of a lease the day of its contract")],
    fuel: Annotated[Fuel, Query(description="what drives it; of a plug-in hybrid what it burns")],
    co2: Annotated[
        Decimal | None,
        Query(ge=0, le=1000, decimal_places=1, description="grams a kilometre; left out when nobody knows"),
    ] = None,
    is_plug_in: Annotated[bool, Query(description="a hybrid that is charged from outside")] = False,
    on: Annotated[Day | None, Query(description="the day of the cost; else today")] = None,
) -> dict[str, Any]:
    """How much of a car's costs a Belgian company deducts, by the day it was ordered and its emissions."""
    return answer(request, queries.car_deduction(Car(ordered_on, fuel, co2, is_plug_in), on or work.today))


@router.post(
    "",
    status_code=201,
    response_model=Answer[ExpenseRead],
    responses=problem_responses(*MAKING, ExpenseOfSomebodyElse),
)
async def make_expense(request: Request, response: Response, asked: ExpenseMake, work: Writes) -> dict[str, Any]:
    """A draft, without a receipt."""
    return await shown(request, response, work, await service.make(work, asked))


@router.post(
    "/from-document/{document_id}",
    status_code=201,
    response_model=Answer[ExpenseRead],
    responses=problem_responses(
        DocumentNotFound,
        DocumentNotReviewable,
        ReceiptIncomplete,
        ReceiptAmountRefused,
        InvoiceNeeded,
        ReceiptTaken,
        *MAKING,
        *READING,
    ),
)
async def make_expense_from_document(
    document_id: UUID, request: Request, response: Response, asked: FromDocument, work: Writes
) -> dict[str, Any]:
    """A draft of what was read from a receipt; approving it approves the receipt."""
    return await shown(request, response, work, await receipts.from_document(work, document_id, asked))


@router.post("/bulk/approve", response_model=Answer[BulkResult], responses=each_may_fail(*APPROVING, ChangedMeanwhile))
async def approve_many_expenses(asked: Bulk[ApproveOne], request: Request, work: Approves) -> dict[str, Any]:
    """Write many in the books, in this order; one with something in its way does not stop the others."""

    async def approve(work: Work, item: ApproveOne) -> None:
        await deciding.approve(work, item.id, item.version, item.booked_on)

    return answer(request, await bulk.each(work, asked.items, approve))


@router.post(
    "/bulk/reimburse", response_model=Answer[BulkResult], responses=each_may_fail(*REIMBURSING, ChangedMeanwhile)
)
async def reimburse_many_expenses(asked: Bulk[ReimburseOne], request: Request, work: Approves) -> dict[str, Any]:
    """Note of many that their spenders were paid back, each with an entry of its own."""

    async def reimburse(work: Work, item: ReimburseOne) -> None:
        await deciding.reimburse(work, item.id, item, item.version)

    return answer(request, await bulk.each(work, asked.items, reimburse))


@router.get("/{expense_id}", response_model=Answer[ExpenseRead], responses=problem_responses(ExpenseNotFound))
async def get_expense(expense_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    return await shown(request, response, work, await queries.expense(work, expense_id))


@router.patch(
    "/{expense_id}", response_model=Answer[ExpenseRead], responses=problem_responses(*CHANGING, *MAKING, ReceiptTaken)
)
async def revise_expense(
    expense_id: UUID, request: Request, response: Response, change: ExpenseRevise, seen: SeenVersion, work: Writes
) -> dict[str, Any]:
    """Change a draft, or one that was rejected: it is a draft again."""
    return await shown(request, response, work, await service.revise(work, expense_id, change, seen))


@router.delete("/{expense_id}", status_code=204, responses=problem_responses(*CHANGING))
async def remove_expense(expense_id: UUID, seen: SeenVersion, work: Writes) -> None:
    """Remove a draft, or one that was rejected."""
    await service.remove(work, expense_id, seen)


@router.post(
    "/{expense_id}/submit",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(*CHANGING, ExpenseInvalid, ReceiptTaken, *ACCOUNTS),
)
async def submit_expense(
    expense_id: UUID, request: Request, response: Response, seen: SeenVersion, work: Writes
) -> dict[str, Any]:
    """Ask for a decision."""
    return await shown(request, response, work, await service.submit(work, expense_id, seen))


@router.post(
    "/{expense_id}/paper",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(*ADDING_PAPER),
)
async def add_expense_paper(
    expense_id: UUID, request: Request, response: Response, asked: AddPaper, seen: SeenVersion, work: Writes
) -> dict[str, Any]:
    """Say which document is the paper behind it, also after it was approved: nothing is booked a second time."""
    return await shown(request, response, work, await evidence.add(work, expense_id, asked.document_id, seen))


@router.post(
    "/{expense_id}/approve",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(*APPROVING),
)
async def approve_expense(
    expense_id: UUID,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Approves,
    asked: ApproveExpense | None = None,
) -> dict[str, Any]:
    """Write it in the books. Nobody approves their own, unless they own the company.

    When the day it was spent is locked or closed it is written on a later one, `booked_on`; the problem names the
    first open day as `instead`.
    """
    booked_on = asked.booked_on if asked else None
    return await shown(request, response, work, await deciding.approve(work, expense_id, seen, booked_on))


@router.post(
    "/{expense_id}/reject",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(ExpenseNotFound, ExpenseNotSubmitted),
)
async def reject_expense(
    expense_id: UUID, request: Request, response: Response, asked: Reject, seen: SeenVersion, work: Approves
) -> dict[str, Any]:
    """Keep it out of the books, and say why; the spender may change it and ask again."""
    return await shown(request, response, work, await deciding.reject(work, expense_id, asked.reason, seen))


@router.post(
    "/{expense_id}/reimburse",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(*REIMBURSING),
)
async def reimburse_expense(
    expense_id: UUID, request: Request, response: Response, asked: Reimburse, seen: SeenVersion, work: Approves
) -> dict[str, Any]:
    """Note that the spender was paid back what they spent with their own money."""
    return await shown(request, response, work, await deciding.reimburse(work, expense_id, asked, seen))


@router.post(
    "/{expense_id}/clear",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(ExpenseNotFound, ExpenseNotInTransit),
)
async def clear_expense(
    expense_id: UUID, request: Request, response: Response, seen: SeenVersion, work: Approves
) -> dict[str, Any]:
    """Note that the bank line of what a company card paid was booked by hand: it is offered to no other."""
    return await shown(request, response, work, await clearing.clear(work, expense_id, seen))


@router.post(
    "/{expense_id}/unclear",
    response_model=Answer[ExpenseRead],
    responses=problem_responses(ExpenseNotFound, ExpenseNotClearedByHand),
)
async def unclear_expense(
    expense_id: UUID, request: Request, response: Response, seen: SeenVersion, work: Approves
) -> dict[str, Any]:
    """Take that back: it waits for its bank line again."""
    return await shown(request, response, work, await clearing.unclear(work, expense_id, seen))
