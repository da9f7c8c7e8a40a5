"""What other modules do with the books; each use case has a file of its own."""

from typing import Any

from sqlalchemy import insert

from accounting.chart import starting_chart
from app.core.models import new_id
from app.core.work import Work
from app.modules.ledger import years
from app.modules.ledger.locks import close_vat_until
from app.modules.ledger.models import Account
from app.modules.ledger.posting import account_ids, first_open_day, hold, post, refuse_closed
from app.modules.ledger.rates import rate_on
from app.modules.ledger.reversing import postings_of, reverse

__all__ = [
    "account_ids",
    "close_vat_until",
    "first_open_day",
    "hold",
    "open_books",
    "post",
    "postings_of",
    "rate_on",
    "refuse_closed",
    "reverse",
]


async def open_books(work: Work, country: str = "BE", **_: Any) -> None:
    """Give a new company its starting chart of accounts and its first fiscal year.

    The Belgian chart where we hold none for its country.
    """
    try:
        chart = starting_chart(country)
    except FileNotFoundError:
        chart = starting_chart("BE")
    rows = [{"id": new_id(), "code": each.code, "names": each.names, "type": each.type} for each in chart]
    await work.session.execute(insert(Account), rows)
    await work.record("books.opened", accounts=len(rows))
    await years.begin_first(work)
