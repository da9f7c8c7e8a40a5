from typing import Annotated, Any
from uuid import UUID

from fastapi import File, Query, Request, Response, UploadFile

from accounting.sheets import MOST_BYTES, FileUnreadable
from app.core.answers import Answer, Page, answer
from app.core.days import Day
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, PeriodBackwards, listed
from app.core.paging import CursorInvalid
from app.core.routes import Router
from app.core.versions import ChangedMeanwhile, SeenVersion, tag
from app.core.work import Work
from app.modules.contacts import importing, merging, queries, service
from app.modules.contacts import statement as statements
from app.modules.contacts.errors import (
    ContactExists,
    ContactInvalid,
    ContactMerged,
    ContactNotFound,
    MergedIntoItself,
    SameInvoiceTwice,
)
from app.modules.contacts.schemas import (
    CheckVatNumber,
    ContactGone,
    ContactMake,
    ContactRead,
    ContactRevise,
    Duplicate,
    Imported,
    Merge,
    MergePreview,
    StatementPage,
    VatNumberChecked,
)
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission

router = Router(prefix="/contacts", tags=["contacts"])
Reads = Annotated[Work, may(Permission.CONTACTS_READ)]
Writes = Annotated[Work, may(Permission.CONTACTS_WRITE)]


@router.get("", response_model=Page[ContactRead], responses=LISTED)
async def list_contacts(request: Request, work: Reads, asked: Annotated[Asked, queries.CONTACTS.asked()]) -> Any:
    """Customers and suppliers, by name. As a file it is what `/contacts/import` takes."""
    return await listed(request, work, queries.CONTACTS, asked, queries.every_contact(asked), ContactRead)


@router.post(
    "", status_code=201, response_model=Answer[ContactRead], responses=problem_responses(ContactInvalid, ContactExists)
)
async def make_contact(request: Request, response: Response, asked: ContactMake, work: Writes) -> dict[str, Any]:
    """A new customer or supplier. Numbers are proven and kept in one form; a VAT number tells the country."""
    made = await service.make(work, asked)
    tag(response, made.version)
    return answer(request, ContactRead.model_validate(made))


@router.get("/duplicates", response_model=Answer[list[Duplicate]])
async def list_duplicate_contacts(request: Request, work: Reads) -> dict[str, Any]:
    """Contacts that may be the same, the surest first: alike in name, or with one number or account."""
    return answer(request, await queries.duplicates(work))


@router.post("/check-vat-number", response_model=Answer[VatNumberChecked])
async def check_vat_number(request: Request, asked: CheckVatNumber, work: Writes) -> dict[str, Any]:
    """Whether a VAT number is well formed, and who has it already. No register is asked."""
    return answer(request, await service.check_vat_number(work, asked.vat_number, asked.country))


@router.post("/import", response_model=Answer[Imported], responses=problem_responses(FileUnreadable, ContactExists))
async def import_contacts(
    request: Request,
    file: Annotated[UploadFile, File(description="CSV with a line of column names, in Dutch, French or English")],
    work: Writes,
    dry_run: Annotated[bool, Query(description="show what would become of each row, and write nothing")] = False,
) -> dict[str, Any]:
    """Contacts from a file; encoding and delimiter are found, and our own export changes nothing.

    A row is the contact with its `id`, else with its VAT number, else with its name. An empty cell leaves what is
    known. Columns: name (needed), vat_number, enterprise_number, is_business, is_customer, is_supplier, email, phone,
    language, street, postal_code, city, country, iban, bic, payment_days, payment_end_of_month, cost_account,
    income_account, sale_treatment, purchase_treatment, note; or what a sheet in Dutch or French calls them. Rows that
    cannot be read are named with their column and left out, but terms that are no days leave that one cell as it was
    and are told in `warnings`, as is a VAT number of another country; at most 20,000 rows and 10 MB.
    """
    content = await file.read(MOST_BYTES + 1)
    return answer(request, await importing.import_file(work, content, dry_run=dry_run))


@router.get("/{contact_id}", response_model=Answer[ContactRead], responses=problem_responses(ContactNotFound))
async def get_contact(contact_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """One contact; one that was merged says into which."""
    found = await queries.contact(work, contact_id)
    tag(response, found.version)
    return answer(request, ContactRead.model_validate(found))


@router.patch(
    "/{contact_id}",
    response_model=Answer[ContactRead],
    responses=problem_responses(ContactNotFound, ContactMerged, ContactInvalid, ContactExists),
)
async def revise_contact(
    contact_id: UUID, request: Request, response: Response, change: ContactRevise, seen: SeenVersion, work: Writes
) -> dict[str, Any]:
    """Change what is known of a contact, or archive it and bring it back."""
    found = await service.revise(work, contact_id, change, seen)
    tag(response, found.version)
    return answer(request, ContactRead.model_validate(found))


@router.delete(
    "/{contact_id}", response_model=Answer[ContactGone], responses=problem_responses(ContactNotFound, ContactMerged)
)
async def remove_contact(contact_id: UUID, request: Request, seen: SeenVersion, work: Writes) -> dict[str, Any]:
    """Remove a contact; one that an invoice or the books name is archived instead."""
    outcome = await service.remove(work, contact_id, seen)
    return answer(request, {"id": contact_id, "outcome": outcome})


@router.post(
    "/{contact_id}/merge",
    response_model=Answer[ContactRead],
    responses=problem_responses(
        ContactNotFound, ContactMerged, MergedIntoItself, SameInvoiceTwice, ContactExists, ChangedMeanwhile
    ),
)
async def merge_contact(
    contact_id: UUID, request: Request, response: Response, asked: Merge, work: Writes
) -> dict[str, Any]:
    """This contact was another all along: all that names it names that one, which learns what only this one knew."""
    stays = await merging.merge(work, contact_id, asked.into_id, asked.version)
    tag(response, stays.version)
    return answer(request, ContactRead.model_validate(stays))


@router.get(
    "/{contact_id}/merge",
    response_model=Answer[MergePreview],
    responses=problem_responses(ContactNotFound, ContactMerged, MergedIntoItself),
)
async def preview_merge(
    contact_id: UUID, request: Request, work: Reads, into_id: Annotated[UUID, Query(description="the one that stays")]
) -> dict[str, Any]:
    """What merging would move and teach, and what is in its way. Merging cannot be undone."""
    return answer(request, await merging.preview(work, contact_id, into_id))


@router.get(
    "/{contact_id}/statement",
    response_model=StatementPage,
    responses=problem_responses(ContactNotFound, ContactMerged, PeriodBackwards, CursorInvalid),
)
async def get_contact_statement(
    contact_id: UUID,
    request: Request,
    work: Reads,
    since: Annotated[Day | None, Query(alias="from", description="first day, inclusive")] = None,
    until: Annotated[Day | None, Query(alias="to", description="last day, inclusive")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="postings per page")] = 100,
    cursor: Annotated[str | None, Query(max_length=600, description="`meta.next_cursor` of the page before")] = None,
) -> dict[str, Any]:
    """Every posting on a contact's account with the balance after it, and what is open with them in all."""
    found, page = await statements.statement(work, contact_id, since, until, limit=limit, cursor=cursor)
    return answer(request, found, **page.meta)
