"""What runs by itself: PDFs after an issue, invoices that come back and reminders every night."""

from datetime import date
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError

from accounting.errors import DomainError
from app.core import nightly, storage
from app.core.runs import Run, task
from app.modules.invoicing import late, printing, queries, recurring, reminding
from app.modules.invoicing.schemas.letters import RemindAsked

log = structlog.get_logger()
MOST_DAYS = 400
"""So many days of one recurring invoice are caught up with in a night."""


@task("invoices.print")
async def print_one(run: Run, invoice_id: str, valid_until: str | None = None) -> None:
    """Make the PDF and keep it; doing it again gives the same bytes at the same place.

    With a day: the paper that a quote had before it was extended, for the letters that were promised with it.
    """
    async with run.begin() as work:
        invoice = await queries.invoice(work, UUID(invoice_id))
        if valid_until is not None:
            work.session.expunge(invoice)  # the day it was is only told, never written
            invoice.valid_until, invoice.pdf_key = date.fromisoformat(valid_until), None
        if invoice.pdf_key is not None:
            return
        values, logo = await printing.contents(work, invoice), await printing.logo_of(work, invoice)
        key = printing.paper_key(work, invoice)
    content = await printing.made(values, logo, invoice)
    await storage.put(key, content, printing.MEDIA_TYPE)
    async with run.begin() as work:
        await printing.keep(work, invoice.id, key, printing.sha256(content))


@task("invoices.recur")
async def make_what_comes_back(run: Run, night: str) -> None:
    """Every recurring invoice whose day has come, each in a transaction of its own.

    One that fails in a way nobody thought of does not keep the others: the job fails when all had their turn.
    """
    on = date.fromisoformat(night)
    failed: list[Exception] = []
    async with run.begin() as work:
        waiting = await recurring.due(work, on)
    for recurring_id in waiting:
        for _ in range(MOST_DAYS):
            try:
                async with run.begin() as work:
                    made = await recurring.run_if_due(work, recurring_id, on)
            except DomainError as error:
                async with run.begin() as work:
                    await recurring.stuck(work, recurring_id, error)
                break
            except (DBAPIError, ValueError) as error:
                log.exception("recurring_invoice_failed", recurring_id=str(recurring_id))
                failed.append(error)
                break
            if not made:
                break
    if failed:
        raise ExceptionGroup("some recurring invoices were not made", failed)


@task("invoices.remind")
async def remind(run: Run, night: str) -> None:
    """Where a company wants it: the next step of every ladder, once, until none is left."""
    async with run.begin() as work:
        if not (await queries.own_company(work)).sends_reminders:
            return
    cursor, more = None, True
    while more:
        async with run.begin() as work:
            found, cursor = await late.to_mail(work, cursor)
        for each in found:
            try:
                async with run.begin() as work:
                    await reminding.remind(work, each.invoice_id, RemindAsked(level=each.level))
            except DomainError as error:
                log.info("reminder_not_sent", invoice_id=str(each.invoice_id), code=error.code())
        more = cursor is not None


nightly.every_night("invoices.recur")
nightly.every_night("invoices.remind")
