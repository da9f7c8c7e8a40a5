from uuid import UUID

from sqlalchemy import select

from app.core.work import Work
from app.modules.ledger.models import Account


async def by_id(work: Work) -> dict[UUID, Account]:
    """The whole chart, in the order of its numbers."""
    return {each.id: each for each in await work.session.scalars(select(Account).order_by(Account.code))}


async def names(work: Work) -> dict[str, str]:
    """What accounts are called, by number, in the language of whoever asks."""
    return {each.code: each.name(work.language) for each in (await by_id(work)).values()}
