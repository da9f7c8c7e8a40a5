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


async def stands(company: Company, regime: str, valid_from: str | None = None) -> None:
    """The company says how it stands towards VAT, and since when."""
    asked = {"regime": regime, "valid_from": valid_from}
    answer = await company.client.post("/api/v1/vat/regimes", json=asked)
    assert answer.status_code == 200, answer.text
