"""What is dated in a period and not in its books yet: it would count in a later return."""

from datetime import date

from sqlalchemy import Date, and_, cast, func, or_, select

from app.core.work import Work
from app.modules.documents.models import FAILED, READING, TO_REVIEW, UPLOADED, Document
from app.modules.expenses.models import Expense
from app.modules.invoicing.models import Invoice
from app.modules.vat.schemas import Unfinished

WAITING = (UPLOADED, READING, TO_REVIEW, FAILED)


async def unfinished(work: Work, starts_on: date, ends_on: date) -> Unfinished:
    return Unfinished(
        drafts=await drafts(work, starts_on, ends_on),
        documents=await _documents(work, starts_on, ends_on),
        expenses=await _expenses(work, starts_on, ends_on),
    )


async def drafts(work: Work, starts_on: date, ends_on: date) -> int:
    """Drafts of invoices that are dated in a period; a draft without a date is of the day it was made."""
    day = func.coalesce(Invoice.issued_on, func.date(Invoice.created_at))
    query = select(func.count()).where(
        Invoice.status == "draft", Invoice.kind != "quote", day.between(starts_on, ends_on)
    )
    return await work.session.scalar(query) or 0


async def _documents(work: Work, starts_on: date, ends_on: date) -> int:
    """Papers that wait to be read or approved: by the date read on them, else by the day they came in."""
    read = Document.fields["issue_date"]["value"].astext
    known = read.regexp_match(r"^\d{4}-\d{2}-\d{2}$")
    dated = and_(known, read.between(starts_on.isoformat(), ends_on.isoformat()))
    came_in = and_(known.is_not(True), cast(Document.uploaded_at, Date).between(starts_on, ends_on))
    query = select(func.count()).where(Document.status.in_(WAITING), or_(dated, came_in))
    return await work.session.scalar(query) or 0


async def _expenses(work: Work, starts_on: date, ends_on: date) -> int:
    """Expenses that nobody decided on."""
    query = select(func.count()).where(
        Expense.status.in_(("draft", "submitted")), Expense.spent_on.between(starts_on, ends_on)
    )
    return await work.session.scalar(query) or 0
