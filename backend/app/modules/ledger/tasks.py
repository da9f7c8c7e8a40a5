import time
from uuid import UUID

import httpx
import structlog

from accounting.errors import Unavailable
from accounting.exchange_rates import LARGEST_LIST, RatesUnreadable, published
from app.core.config import settings
from app.core.nightly import every_night
from app.core.runs import Run, task
from app.modules.ledger import rates, recurring

PATIENCE = 20.0
FRESH_FOR = 30 * 60.0
"""Seconds for which one process asks the European Central Bank once, for however many companies."""

log = structlog.get_logger()
_latest: dict[str, tuple[float, bytes]] = {}


@task("ledger.recur")
async def recur(run: Run, night: str) -> None:
    """Every night: make the entries that are due, each in a transaction of its own."""
    async with run.begin() as work:
        due = await recurring.due(work, work.today)
    for each in due:
        await _recur_one(run, each)


async def _recur_one(run: Run, recurring_id: UUID) -> None:
    async with run.begin() as work:
        _, made = await recurring.run(work, recurring_id)
    log.info("recurring_entry_run", recurring_id=str(recurring_id), made=len(made))


@task("ledger.fetch_rates")
async def fetch_rates(run: Run, currencies: list[str]) -> None:
    """The currencies asked for, and those that the books know already."""
    quoted = published(await _list())
    async with run.begin() as work:
        wanted = sorted({*currencies, *await rates.currencies_in_use(work)})
        kept = await rates.absorb(work, quoted, wanted)
    await run.progress(kept, kept)
    log.info("exchange_rates_fetched", currencies=wanted, kept=kept)


@task("ledger.fetch_rates_nightly")
async def fetch_rates_nightly(run: Run, night: str) -> None:
    """Every night, for companies that have met another currency."""
    async with run.begin() as work:
        wanted = sorted(await rates.currencies_in_use(work))
    if wanted:
        await fetch_rates(run, wanted)


every_night("ledger.recur")
every_night("ledger.fetch_rates_nightly")


async def _list() -> bytes:
    """The European Central Bank's list. Raises RatesUnreadable, Unavailable."""
    url = settings().ecb_rates_url
    asked_at, xml = _latest.get(url, (0.0, b""))
    if xml and time.monotonic() - asked_at < FRESH_FOR:
        return xml
    xml = b""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client, client.stream("GET", url) as response:
            if response.status_code != httpx.codes.OK:
                raise RatesUnreadable(f"the list of rates was answered with {response.status_code}")
            async for part in response.aiter_bytes():
                xml += part
                if len(xml) > LARGEST_LIST:
                    raise RatesUnreadable("the list of rates is far too long")
    except httpx.HTTPError as error:
        raise Unavailable("the European Central Bank does not answer") from error
    _latest[url] = (time.monotonic(), xml)
    return xml
