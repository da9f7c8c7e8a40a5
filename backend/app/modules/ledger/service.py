"""What other modules do with the books; each use case has a file of its own."""

from typing import Any

from sqlalchemy import insert

from accounting.chart import starting_chart
from accounting.plan import plan
from app.core.models import new_id
from app.core.work import Work
from app.modules.ledger import spans
from app.modules.ledger.locks import close_vat_until
from app.modules.ledger.models import Account
from app.modules.ledger.posting import (
    Closed,
    account_ids,
    books_begin_on,
    check_in_use,
    closed_days,
    closed_through,
    closed_year,
    first_open_day,
    hold,
    known_accounts,
    post,
    refuse_closed,
    refuse_closed_to,
    refuse_out_of_use,
)
from app.modules.ledger.rates import check_said, known_rate, rate_on
from app.modules.ledger.reversing import postings_of, reverse
from app.modules.ledger.tags import check_shares, dimensions

__all__ = [
    "Closed",
    "account_ids",
    "books_begin_on",
    "check_in_use",
    "check_said",
    "check_shares",
    "close_vat_until",
    "closed_days",
    "closed_through",
    "closed_year",
    "dimensions",
    "first_open_day",
    "hold",
    "known_accounts",
    "known_rate",
    "open_books",
    "post",
    "postings_of",
    "rate_on",
    "refuse_closed",
    "refuse_closed_to",
    "refuse_out_of_use",
    "reverse",
]


async def open_books(work: Work, country: str = "BE", **_: Any) -> None:
    """Give a new company the starting chart of accounts of its country, and its first fiscal year."""
    is_vat = plan(country).is_vat_of_period
    rows = [
        {"id": new_id(), "code": each.code, "names": each.names, "type": each.type, "is_vat": is_vat(each.code)}
        for each in starting_chart(country)
    ]
    await work.session.execute(insert(Account), rows)
    await work.record("books.opened", accounts=len(rows))
    await spans.begin_first(work)
