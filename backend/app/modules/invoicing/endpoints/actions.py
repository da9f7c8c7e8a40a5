from typing import Annotated, Any

from fastapi import Request, Response

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.invoicing import applying, crediting, issuing, paying, quoting, reminding, sending, shown
from app.modules.invoicing.endpoints.reading import InvoiceId
from app.modules.invoicing.endpoints.refusals import (
    APPLYING,
    CREDITING,
    EXTENDING,
    ISSUING,
    PAYING,
    QUOTING,
    QUOTING_AGAIN,
    REMINDING,
    SENDING,
    UNAPPLYING,
)
from app.modules.invoicing.schemas.answered import InvoiceRepeated, InvoiceShown
from app.modules.invoicing.schemas.crediting import CreditAsked
from app.modules.invoicing.schemas.drafting import AcceptAsked, ExtendAsked
from app.modules.invoicing.schemas.issuing import IssueAsked
from app.modules.invoicing.schemas.letters import RemindAsked, SendAsked
from app.modules.invoicing.schemas.settling import ApplyAsked, PayAsked, UnapplyAsked, WriteOffAsked

router = Router(tags=["invoicing"], prefix="/invoices/{invoice_id}")
Issues = Annotated[Work, may(Permission.INVOICES_ISSUE)]
Pays = Annotated[Work, may(Permission.INVOICES_PAY)]


@router.post("/issue", response_model=Answer[InvoiceShown], responses=problem_responses(*ISSUING))
async def issue_invoice(
    invoice_id: InvoiceId,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Issues,
    asked: IssueAsked | None = None,
) -> dict[str, Any]:
    """Give it its number and write it in the books; a quote only gets its number.

    A purchase is booked by who may approve documents: it needs `documents:approve` too. One that comes when its own
    day is locked or closed is written on a later one, `booked_on`; the problem names the first open day as `instead`.
    A typed rate far from that of its day is asked about, unless it was meant when it was drafted.
    """
    await issuing.issue(work, invoice_id, asked or IssueAsked(), seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/send", response_model=Answer[InvoiceShown], responses=problem_responses(*SENDING))
async def send_invoice(
    invoice_id: InvoiceId,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Issues,
    asked: SendAsked | None = None,
) -> dict[str, Any]:
    """Mail it to the customer with its PDF; again, if you ask again."""
    await sending.send(work, invoice_id, asked or SendAsked(), seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/pay", response_model=Answer[InvoiceShown], responses=problem_responses(*PAYING))
async def pay_invoice(
    invoice_id: InvoiceId,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Pays,
    asked: PayAsked | None = None,
) -> dict[str, Any]:
    """Record a payment: money in for a sale, out for a purchase, the other way for a credit note."""
    await paying.pay(work, invoice_id, asked or PayAsked(), seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/write-off", response_model=Answer[InvoiceShown], responses=problem_responses(*PAYING))
async def write_off_invoice(
    invoice_id: InvoiceId,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Pays,
    asked: WriteOffAsked | None = None,
) -> dict[str, Any]:
    """Close it although a small difference is left open."""
    await paying.write_off(work, invoice_id, asked or WriteOffAsked(), seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/credit", status_code=201, response_model=Answer[InvoiceShown], responses=problem_responses(*CREDITING))
async def credit_invoice(
    invoice_id: InvoiceId,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Issues,
    asked: CreditAsked | None = None,
) -> dict[str, Any]:
    """Its credit note, of everything or of some lines. A purchase's is a draft: it waits for the supplier's number."""
    note = await crediting.credit(work, invoice_id, asked or CreditAsked(), seen)
    return await _shown(note.id, request, response, work)


@router.post("/apply", response_model=Answer[InvoiceShown], responses=problem_responses(*APPLYING))
async def apply_credit_note(
    invoice_id: InvoiceId, request: Request, response: Response, asked: ApplyAsked, seen: SeenVersion, work: Pays
) -> dict[str, Any]:
    """Pay an open invoice of the same contact with what this credit note has open; `/pay` pays it back instead."""
    await applying.apply(work, invoice_id, asked, seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/unapply", response_model=Answer[InvoiceShown], responses=problem_responses(*UNAPPLYING))
async def unapply_credit_note(
    invoice_id: InvoiceId, request: Request, response: Response, asked: UnapplyAsked, seen: SeenVersion, work: Pays
) -> dict[str, Any]:
    """Take this credit note back from an invoice it was applied to; both are open again."""
    await applying.unapply(work, invoice_id, asked, seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/remind", response_model=Answer[InvoiceShown], responses=problem_responses(*REMINDING))
async def remind_of_invoice(
    invoice_id: InvoiceId, request: Request, response: Response, work: Issues, asked: RemindAsked | None = None
) -> dict[str, Any]:
    """Send the next reminder; each step of the ladder once, and not before its day."""
    await reminding.remind(work, invoice_id, asked or RemindAsked())
    return await _shown(invoice_id, request, response, work)


@router.post("/accept", status_code=201, response_model=Answer[InvoiceRepeated], responses=problem_responses(*QUOTING))
async def accept_quote(
    invoice_id: InvoiceId,
    request: Request,
    response: Response,
    seen: SeenVersion,
    work: Issues,
    asked: AcceptAsked | None = None,
) -> dict[str, Any]:
    """The customer agreed: here is the draft invoice. What was chosen on a line and put away since is proposed anew."""
    again = await quoting.accept(work, invoice_id, asked or AcceptAsked(), seen)
    made = await shown.repeated(work, again.invoice.id, again.left_out)
    tag(response, made.version)
    return answer(request, made)


@router.post("/decline", response_model=Answer[InvoiceShown], responses=problem_responses(*QUOTING))
async def decline_quote(
    invoice_id: InvoiceId, request: Request, response: Response, seen: SeenVersion, work: Issues
) -> dict[str, Any]:
    """The customer did not want it."""
    await quoting.decline(work, invoice_id, seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/extend", response_model=Answer[InvoiceShown], responses=problem_responses(*EXTENDING))
async def extend_quote(
    invoice_id: InvoiceId, request: Request, response: Response, asked: ExtendAsked, seen: SeenVersion, work: Issues
) -> dict[str, Any]:
    """An open quote, also an expired one, is valid until a later day; its PDF says so."""
    await quoting.extend(work, invoice_id, asked, seen)
    return await _shown(invoice_id, request, response, work)


@router.post("/reopen", response_model=Answer[InvoiceShown], responses=problem_responses(*QUOTING_AGAIN))
async def reopen_quote(
    invoice_id: InvoiceId, request: Request, response: Response, seen: SeenVersion, work: Issues
) -> dict[str, Any]:
    """The customer thinks about it again: a declined quote is open as it was."""
    await quoting.reopen(work, invoice_id, seen)
    return await _shown(invoice_id, request, response, work)


async def _shown(invoice_id: InvoiceId, request: Request, response: Response, work: Work) -> dict[str, Any]:
    found = await shown.invoice(work, invoice_id)
    tag(response, found.version)
    return answer(request, found)
