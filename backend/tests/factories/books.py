"""Entries in the books."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from accounting.journal import Posting, credit, debit
from app.modules.ledger import service
from app.modules.ledger.models import Entry
from tests.conftest import Company


def purchase(net: str = "100.00", vat: str = "21.00", account: str = "604") -> list[Posting]:
    total = Decimal(net) + Decimal(vat)
    return [debit(account, Decimal(net)), debit("411", Decimal(vat)), credit("440", total)]


async def post(
    company: Company,
    postings: Sequence[Posting] | None = None,
    on: date = date(2026, 11, 2),
    memo: str = "paper",
    journal: str = "purchases",
) -> Entry:
    async with company.begin() as work:
        return await service.post(work, journal_name=journal, on=on, memo=memo, postings=postings or purchase())
