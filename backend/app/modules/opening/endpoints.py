from typing import Annotated, Any, Literal

from fastapi import File, Query, Request, Response, UploadFile

from accounting.journal import EntryEmpty, EntryUnbalanced
from accounting.opening import OpenItemsDiffer
from accounting.sheets import MOST_BYTES, FileUnreadable
from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.versions import SeenVersion, state_of, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing.errors import InvoiceBookedAlready, PaidBeforeOpening
from app.modules.ledger.errors import (
    AccountUnknown,
    ContactUnknown,
    LaterStepFirst,
    PeriodLocked,
    PostingsRefused,
    YearClosed,
)
from app.modules.opening import importing, queries, service
from app.modules.opening.errors import OpeningBalancesNeeded, OpenItemsRefused
from app.modules.opening.schemas import ImportedItems, OpeningRead, SetOpening

router = Router(prefix="/ledger/opening-balances", tags=["ledger"])
Posts = Annotated[Work, may(Permission.LEDGER_POST)]
SETTING = (
    PostingsRefused, OpenItemsRefused, OpenItemsDiffer, EntryUnbalanced, EntryEmpty, AccountUnknown, ContactUnknown,
    LaterStepFirst, PaidBeforeOpening, InvoiceBookedAlready, PeriodLocked, YearClosed,
)  # fmt: skip


@router.get("", response_model=Answer[OpeningRead])
async def get_opening_balances(
    request: Request, response: Response, work: Annotated[Work, may(Permission.LEDGER_READ)]
) -> dict[str, Any]:
    """What stood on the accounts when these books began, and what was open. `ETag` is for `If-Match` in setting."""
    found = await queries.opening(work)
    tag(response, state_of(found))
    return answer(request, found)


@router.put("", response_model=Answer[OpeningRead], responses=problem_responses(*SETTING))
async def set_opening_balances(
    asked: SetOpening, request: Request, response: Response, seen: SeenVersion, work: Posts
) -> dict[str, Any]:
    """These balances and open items and no others: the entry that was there is reversed and a new one posted.

    Open items of customers come to what the balances say of their account, and those of suppliers to theirs. They are
    invoices from then on, to be paid, reminded of and credited; those that stay the same keep what was paid on them,
    and what was paid or credited cannot be left out, nor can the books begin after it was.
    """
    found = await service.put(work, asked, seen)
    tag(response, state_of(found))
    return answer(request, found)


@router.post(
    "/import",
    response_model=Answer[ImportedItems],
    responses=problem_responses(FileUnreadable, OpeningBalancesNeeded, *SETTING),
)
async def import_opening_items(
    request: Request,
    file: Annotated[UploadFile, File(description="CSV with a line of column names, in Dutch, French or English")],
    work: Posts,
    direction: Annotated[
        Literal["sale", "purchase"] | None, Query(description="what rows are that do not say it themselves")
    ] = None,
    dry_run: Annotated[bool, Query(description="show what would become of each row, and write nothing")] = False,
) -> dict[str, Any]:
    """Open items from a file, beside those that are there; one with the same contact and number is put right.

    Columns: contact, number, issued_on and amount (needed), direction, vat_number, due_on, currency, amount_in_books,
    payment_reference; or what a sheet in Dutch or French calls them. An amount below zero is a credit note. A contact
    is the one with the VAT number, else with the name. Where a row cannot be read nothing is written; at most 20,000
    rows and 10 MB.
    """
    content = await file.read(MOST_BYTES + 1)
    return answer(request, await importing.import_file(work, content, direction, dry_run=dry_run))
