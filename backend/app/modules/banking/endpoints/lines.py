"""Bank lines: looked at, reconciled, opened again."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request

from accounting.bank_entries import VatNotOnThisAccount
from accounting.exchange_differences import ExchangeDifferenceTooLarge
from accounting.invoice import TooManyDecimals
from accounting.settlement import (
    DifferenceNotSmall,
    DiscountRefused,
    MoneyAccountRefused,
    PaymentExceedsOpen,
    PaymentOfNothing,
)
from accounting.vat import RateUnknown
from app.core import bulk
from app.core.answers import Answer, Page, answer
from app.core.bulk import Bulk, BulkResult, each_may_fail
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import ChangedMeanwhile
from app.core.work import Work
from app.modules.banking import candidates, queries, reconciling, shown, undoing
from app.modules.banking.errors import (
    BankAccountAsPart,
    BankLineNotFound,
    BankRuleNotFound,
    CurrencyOfPart,
    CurrencyOfReturn,
    DayNotOfTheLine,
    ItemsMissing,
    ItemTwice,
    LineNotOpen,
    LineNotReconciled,
    MoreThanTheLine,
    OpenItemNotFound,
    PartOfNothing,
    PartsCancelOut,
    PartsMissing,
    PostingFoundAlready,
    ReconciliationNotFound,
    VatInBooksCurrency,
    WorthNothing,
)
from app.modules.banking.schemas.lines import BankLineRead
from app.modules.banking.schemas.reconciling import (
    BankLineFull,
    CandidateRead,
    MatchAsked,
    OpenItemRead,
    Reconcile,
    ReconcileOne,
    Undo,
)
from app.modules.expenses.errors import (
    ExpenseNotFound,
    ExpenseNotInTransit,
    ExpenseNotReimbursable,
    ReimbursedBeforeSpent,
)
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing.errors import (
    InvoiceNotFound,
    NotPayable,
    PaidBeforeOpening,
    PaymentNotFound,
    PaymentReturned,
    ReturnedBeforePaid,
)
from app.modules.ledger.errors import (
    AccountArchived,
    AccountUnknown,
    ContactUnknown,
    ExchangeRateUnknown,
    LaterStepFirst,
    PeriodLocked,
    YearClosed,
)

router = Router(prefix="/banking", tags=["banking"])
Reads = Annotated[Work, may(Permission.BANKING_READ)]
Reconciles = Annotated[Work, may(Permission.BANKING_RECONCILE)]
MOST_FOUND = 50
RECONCILING = (
    BankLineNotFound,
    BankRuleNotFound,
    LineNotOpen,
    ChangedMeanwhile,
    DayNotOfTheLine,
    MoreThanTheLine,
    PartOfNothing,
    PartsCancelOut,
    PartsMissing,
    ItemTwice,
    CurrencyOfPart,
    CurrencyOfReturn,
    BankAccountAsPart,
    VatInBooksCurrency,
    WorthNothing,
    VatNotOnThisAccount,
    RateUnknown,
    OpenItemNotFound,
    PostingFoundAlready,
    InvoiceNotFound,
    NotPayable,
    PaidBeforeOpening,
    PaymentNotFound,
    PaymentReturned,
    ReturnedBeforePaid,
    ExpenseNotFound,
    ExpenseNotReimbursable,
    ExpenseNotInTransit,
    ReimbursedBeforeSpent,
    PaymentExceedsOpen,
    PaymentOfNothing,
    DifferenceNotSmall,
    DiscountRefused,
    MoneyAccountRefused,
    TooManyDecimals,
    ExchangeRateUnknown,
    ExchangeDifferenceTooLarge,
    AccountUnknown,
    AccountArchived,
    ContactUnknown,
    PeriodLocked,
    YearClosed,
)


@router.get("/lines", response_model=Page[BankLineRead], responses=LISTED)
async def list_bank_lines(request: Request, work: Reads, asked: Annotated[Asked, queries.LINES.asked()]) -> Any:
    """Lines of the bank, latest first: those that are imported, unless an import or a status is asked for."""
    query = queries.every_line(asked.filters)
    return await listed(request, work, queries.LINES, asked, query, BankLineRead, shape=queries.lines_shown)


@router.post("/lines/bulk/reconcile", response_model=Answer[BulkResult], responses=each_may_fail(*RECONCILING))
async def reconcile_bank_lines(asked: Bulk[ReconcileOne], request: Request, work: Reconciles) -> dict[str, Any]:
    """Reconcile many lines, each with its parts; one that cannot be does not stop the others."""

    async def one(work: Work, item: ReconcileOne) -> None:
        await reconciling.reconcile(work, item.id, item)

    return answer(request, await bulk.each(work, asked.items, one))


@router.get("/lines/{line_id}", response_model=Answer[BankLineFull], responses=problem_responses(BankLineNotFound))
async def get_bank_line(line_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    """One line with whatever the bank said of it, and everything that was done with it."""
    return answer(request, await shown.line(work, await queries.line(work, line_id)))


@router.get(
    "/lines/{line_id}/candidates",
    response_model=Answer[list[CandidateRead]],
    responses=problem_responses(BankLineNotFound),
)
async def list_match_candidates(line_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    """What the line could settle, the likeliest first, each with its reasons and the parts that accept it."""
    return answer(request, await candidates.of_line(work, await queries.line(work, line_id)))


@router.get("/items", response_model=Answer[list[OpenItemRead]], responses=problem_responses(BankLineNotFound))
async def search_open_items(
    request: Request,
    work: Reads,
    q: Annotated[
        str | None, Query(min_length=1, max_length=100, description="part of a number, name or text; or an amount")
    ] = None,
    line: Annotated[UUID | None, Query(description="only what this line could settle")] = None,
) -> dict[str, Any]:
    """Open invoices, approved expenses, and postings on bank accounts that no statement has shown; at most 50."""
    of = await queries.line(work, line) if line else None
    return answer(request, await candidates.searched(work, q, of, MOST_FOUND))


@router.post(
    "/lines/{line_id}/reconcile", response_model=Answer[BankLineFull], responses=problem_responses(*RECONCILING)
)
async def reconcile_bank_line(line_id: UUID, asked: Reconcile, request: Request, work: Reconciles) -> dict[str, Any]:
    """Accept, split or book a line: one entry of the bank journal, and everything that it settles.

    Of two people at once one wins; the other gets `409 line_not_open`, or `412 changed_meanwhile` when a part was left
    and they said what they saw open.
    """
    return answer(request, await shown.line(work, await reconciling.reconcile(work, line_id, asked)))


@router.post(
    "/lines/{line_id}/undo",
    response_model=Answer[BankLineFull],
    responses=problem_responses(BankLineNotFound, LineNotReconciled, ReconciliationNotFound, LaterStepFirst),
)
async def undo_bank_line(line_id: UUID, asked: Undo, request: Request, work: Reconciles) -> dict[str, Any]:
    """Open a line again: its entry is reversed, and what it settled is open as before."""
    return answer(request, await shown.line(work, await undoing.undo(work, line_id, asked)))


@router.post(
    "/lines/{line_id}/reject",
    response_model=Answer[BankLineFull],
    responses=problem_responses(BankLineNotFound, ItemsMissing, OpenItemNotFound),
)
async def reject_bank_match(line_id: UUID, asked: MatchAsked, request: Request, work: Reconciles) -> dict[str, Any]:
    """Say that the line is not about this: it is proposed no more. Each item of a sum still is, without the others."""
    return answer(request, await shown.line(work, await reconciling.reject(work, line_id, asked)))


@router.post(
    "/lines/{line_id}/allow",
    response_model=Answer[BankLineFull],
    responses=problem_responses(BankLineNotFound, ItemsMissing),
)
async def allow_bank_match(line_id: UUID, asked: MatchAsked, request: Request, work: Reconciles) -> dict[str, Any]:
    """Take a rejection back: the item or the sum may be proposed again."""
    return answer(request, await shown.line(work, await reconciling.allow(work, line_id, asked)))
