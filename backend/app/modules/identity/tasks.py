"""What a change of the encryption key means for people: the seeds of their apps, and what proves an old name."""

from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from uuid import UUID

from sqlalchemy import text

from app.core import resealing
from app.core.resealing import Kind, OpenWork
from app.core.work import begin
from app.modules.identity import authenticators
from app.modules.identity.models import Authenticator

REGISTERED_HERE = text("select distinct actor_id from audit.events where name = 'user.registered' order by actor_id")
"""Everybody registered in one company, whichever they are in now, and the log forgets nobody."""

FINGERPRINTS = text(
    "with kept as (select told.value from audit.events,"
    " lateral jsonb_each(payload) side, lateral jsonb_each_text(side.value) told"
    " where name in ('user.revised', 'email.changed') and side.key in ('old', 'new')"
    " union all select payload ->> 'to_fingerprint' from audit.events"
    " where name in ('invoice.sent', 'invoice.reminded', 'contact.statement_sent'))"
    " select split_part(value, ':', 1) as key_id, count(*) from kept"
    " where value ~ '^[A-Za-z0-9_-]{1,32}:[0-9a-f]{64}$' group by 1"
)


async def _people(open_work: OpenWork) -> list[UUID]:
    async with open_work() as work:
        return list((await work.session.execute(REGISTERED_HERE)).scalars())


async def _reseal_seeds(_: UUID, open_work: OpenWork) -> AsyncIterator[None]:
    """A seed is the person's alone, in whatever company: each is reached as that person."""
    for user_id in await _people(open_work):
        as_them = partial(begin, actor_id=user_id)
        async for done in resealing.resealed(
            as_them, Authenticator.secret_sealed, lambda row: authenticators.purpose(row.user_id)
        ):
            yield done


async def _count_seeds(_: UUID, open_work: OpenWork) -> Counter[str]:
    found: Counter[str] = Counter()
    for user_id in await _people(open_work):
        async with begin(actor_id=user_id, read_only=True) as work:
            found += await resealing.counted(work, Authenticator.secret_sealed)
    return found


async def _count_fingerprints(_: UUID, open_work: OpenWork) -> Counter[str]:
    async with open_work() as work:
        return Counter(dict((await work.session.execute(FINGERPRINTS)).tuples().all()))


resealing.declare(Kind("authenticator seeds", _count_seeds, _reseal_seeds))
resealing.declare(Kind("fingerprints of old names and addresses", _count_fingerprints, None))
