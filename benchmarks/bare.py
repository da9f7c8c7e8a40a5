"""What nobody can do with less: Starlette, asyncpg and one prepared query, without sign-in, limits or logs of its own.

The tenant is a setting of the connection, so that row-level security holds here too, without a round trip of its own.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from os import environ
from zoneinfo import ZoneInfo

import asyncpg
from pydantic_core import to_json
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

BOOKS_TIME = ZoneInfo("Europe/Brussels")
QUERY = """
select i.id::text, 'invoice' as type, i.direction, i.kind,
  case when i.status <> 'issued' then i.status when i.open_amount = 0 then 'paid' when i.due_on < $2 then 'overdue'
    when i.open_amount < i.total_amount then 'partly_paid' when i.sent_at is not null then 'sent' else 'issued' end
    as status, i.number, i.contact_id::text,
  c.name as contact_name, i.issued_on, i.due_on, i.currency,
  round(i.net_amount * i.sign, 2)::text as net_amount, round(i.vat_amount * i.sign, 2)::text as vat_amount,
  round(i.total_amount * i.sign, 2)::text as total_amount, round(i.open_amount * i.sign, 2)::text as open_amount,
  round(i.total_in_books * i.sign, 2)::text as total_in_books,
  round(i.open_in_books * i.sign, 2)::text as open_in_books,
  trim_scale(i.exchange_rate)::text as exchange_rate, i.treatment, i.payment_reference, i.document_id::text,
  i.entry_id::text, i.sent_at, i.created_at, i.version
from accounting.invoices i join accounting.contacts c on c.tenant_id = i.tenant_id and c.id = i.contact_id
where i.tenant_id = $1 order by i.created_at desc, i.id desc limit 50
"""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    address = environ["DATABASE_URL"].replace("postgresql+asyncpg", "postgresql")
    told = {"app.tenant_id": environ["BENCH_TENANT"], "timezone": "UTC"}
    async with asyncpg.create_pool(address, min_size=10, max_size=10, server_settings=told, reset=_keep) as pool:
        app.state.pool = pool
        yield


async def _keep(_: asyncpg.Connection) -> None:
    """Nothing is cleared between two requests: that would be one more round trip."""


async def invoices(request: Request) -> Response:
    async with request.app.state.pool.acquire() as line:
        rows = await line.fetch(QUERY, environ["BENCH_TENANT"], datetime.now(BOOKS_TIME).date())
    return Response(to_json({"data": [dict(row) for row in rows]}), media_type="application/json")


app = Starlette(routes=[Route("/invoices", invoices)], lifespan=lifespan)
