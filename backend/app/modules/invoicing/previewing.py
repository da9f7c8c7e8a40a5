"""What approving a document would write in the books, or everything that is in its way."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from accounting.errors import Violation
from accounting.exchange_differences import ExchangeRateUnlikely
from app.core.work import Work
from app.modules.documents import queries as document_queries
from app.modules.documents.wording import sentence
from app.modules.invoicing import booking, queries
from app.modules.invoicing.approving import supplier_of, weigh
from app.modules.invoicing.errors import CreditedDeductionUnsaid
from app.modules.invoicing.schemas.booking import (
    Approve,
    Booking,
    BookingLine,
    BookingPosting,
    BookingProblem,
    BookingSupplier,
)
from app.modules.ledger.errors import PeriodLocked, YearClosed
from app.modules.ledger.models import Account

ANSWERABLE = (PeriodLocked, YearClosed, ExchangeRateUnlikely, CreditedDeductionUnsaid)
"""What a word takes out of its way: what it would write is shown all the same."""


async def preview(work: Work, document_id: UUID, asked: Approve) -> Booking:
    """What approving would write, or every reason why it cannot yet."""
    document = await document_queries.get(work, document_id)
    supplier = await supplier_of(work, document)
    weighed = await weigh(work, document, supplier, asked)
    answerable = all(isinstance(each, ANSWERABLE) for each in weighed.errors)
    plan = weighed.plan if answerable else None
    postings = plan.postings if plan else []
    made = plan.lines if plan else []
    own = (await queries.own_company(work)).currency
    known = [weighed.account_code, *(line.account for line in made), *(posting.account for posting in postings)]
    names = await _account_names(work, known)
    return Booking(
        account_code=weighed.account_code,
        account_name=names.get(weighed.account_code),
        cost_account=weighed.cost_account,
        treatment=plan.treatment.value if plan else None,
        supplier=BookingSupplier(
            name=document.value("supplier_name"),
            vat_number=document.value("supplier_vat_number"),
            is_new=supplier is None,
        ),
        booked_on=asked.booked_on or (plan.issued_on if plan else None),
        currency=own,
        exchange_rate=plan.rate if plan and plan.currency != own else None,
        lines=[
            BookingLine(
                account_code=line.account,
                account_name=names.get(line.account, line.account),
                treatment=line.treatment,
                vat_rate=line.vat_rate,
                net_amount=line.unit_price,
                deductible_percent=line.deductible_percent if line.treatment.deducts else Decimal(0),
            )
            for line in made
        ],
        postings=[
            BookingPosting(
                account_code=posting.account,
                account_name=names.get(posting.account, posting.account),
                debit=posting.debit,
                credit=posting.credit,
            )
            for posting in postings
        ],
        problems=[_problem(each, work.language) for each in weighed.violations()],
        accepted_warnings=weighed.accepted,
    )


def _problem(found: Violation, language: str) -> BookingProblem:
    warning = booking.SAID_BY_WARNING.get(found.code)
    own_words = found.code == warning  # a sentence in your language; else one with the numbers in it
    return BookingProblem(
        code=found.code,
        message=sentence(found.code, language) if own_words else found.message,
        field=found.field,
        instead=found.instead,
        warning=warning,
        can_be_accepted=found.code in booking.ACCEPTABLE,
    )


async def _account_names(work: Work, codes: list[str]) -> dict[str, str]:
    rows = await work.session.scalars(select(Account).where(Account.code.in_(set(codes))))
    return {account.code: account.name(work.language) for account in rows}
