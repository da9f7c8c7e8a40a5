"""What the audit chain costs: a hundred companies post entries, with their events chained and with them merely stored.

    make bench

The same writes either way, through the application's own code and row-level security: an entry with three postings and
its event. Without the chain, events go to a table with the same columns, indexes and policy, which numbers its rows and
hashes nothing. Rounds are short and alternate, so that whatever else the machine does falls on both; the ratio of each
pair is what counts, and the median of them is the result. Beside it: the database's own processor time for one write,
which other programs disturb less, and the same two for transactions that write nothing but an event.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal
from os import environ
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import text

from accounting.journal import credit, debit
from app import subscriptions
from app.core import events
from app.core.database import database, make_engine
from app.core.work import begin
from app.modules.identity import companies
from app.modules.identity.models import User
from app.modules.ledger import service as ledger

COMPANIES = 100
CONNECTIONS = 16
WRITES_EACH = int(environ.get("BENCH_WRITES", "2"))
PAIRS = int(environ.get("BENCH_PAIRS", "60"))
GOAL = 0.9

UNCHAINED = """
create schema if not exists bench;
drop table if exists bench.events;
drop sequence if exists bench.numbers;
create sequence bench.numbers;
create table bench.events (like audit.events including all);
alter table bench.events alter column sequence set default nextval('bench.numbers');
alter table bench.events alter column hash set default '';
alter table bench.events enable row level security;
alter table bench.events force row level security;
create policy tenant_isolation on bench.events using (tenant_id = accounting.current_tenant())
  with check (tenant_id = accounting.current_tenant());
grant usage on schema bench to app_api;
grant select, insert on bench.events to app_api;
grant usage on sequence bench.numbers to app_api
"""
CHAINED_APPEND = events.APPEND
PLAIN_APPEND = text(str(events.APPEND).replace("audit.events", "bench.events"))
BACKENDS = text("select pid from pg_stat_activity where usename = current_user and datname = current_database()")

Write = Callable[[UUID, UUID], Awaitable[None]]


@asynccontextmanager
async def owner():
    engine = make_engine(environ["MIGRATION_DATABASE_URL"], 1)
    try:
        async with engine.begin() as line:
            yield line
    finally:
        await engine.dispose()


async def open_books() -> list[tuple[UUID, UUID]]:
    """A hundred companies of one person."""
    person = uuid4()
    async with begin(actor_id=person) as work:
        work.session.add(User(id=person, email=f"{person}@example.com", full_name="Bench", password_hash="-"))
    made = []
    for _ in range(COMPANIES):
        tenant_id = uuid4()
        async with begin(tenant_id, person) as work:
            await companies.create(work, person, "Bench BV", None)
        made.append((tenant_id, person))
    return made


async def post_entry(tenant_id: UUID, person: UUID) -> None:
    postings = [debit("604", Decimal(100)), debit("411", Decimal(21)), credit("440", Decimal(121))]
    async with begin(tenant_id, person) as work:
        await ledger.post(work, journal_name="purchases", on=date(2026, 11, 2), memo="bench", postings=postings)


async def only_an_event(tenant_id: UUID, person: UUID) -> None:
    async with begin(tenant_id, person) as work:
        await work.record("bench.happened", entry_id=uuid4(), old={"amount": "1.00"}, new={"amount": "2.00"})


async def round_of(write: Write, books: list[tuple[UUID, UUID]], *, chained: bool) -> tuple[float, float]:
    """Every company writes so often, all at the same time: writes per second, and the database's CPU time per write."""
    events.APPEND = CHAINED_APPEND if chained else PLAIN_APPEND
    free = asyncio.Semaphore(CONNECTIONS)  # in turn, so that no company waits so long that the pool gives up

    async def one(tenant_id: UUID, person: UUID) -> None:
        for _ in range(WRITES_EACH):
            async with free:
                await write(tenant_id, person)

    before, began = await processor_seconds(), time.perf_counter()
    await asyncio.gather(*(one(*each) for each in books))
    seconds, used = time.perf_counter() - began, await processor_seconds() - before
    count = len(books) * WRITES_EACH
    return count / seconds, used / count


async def processor_seconds() -> float:
    """What our connections' processes used so far; 0 where the database runs on another machine."""
    async with begin() as work:
        pids = (await work.session.scalars(BACKENDS)).all()
    told = (Path(f"/proc/{pid}/schedstat") for pid in pids)
    return sum(int(each.read_text().split()[0]) / 1e9 for each in told if each.exists())


async def compare(name: str, write: Write, books: list[tuple[UUID, UUID]]) -> float:
    """Alternate, print what came of it, and give the median ratio."""
    ratios, costs = [], []
    for turn in range(-1, PAIRS):  # the first pair warms up
        order = (True, False) if turn % 2 else (False, True)
        found = {chained: await round_of(write, books, chained=chained) for chained in order}
        if turn >= 0:
            ratios.append(found[True][0] / found[False][0])
            costs.append((found[False][1], found[True][1], found[False][0], found[True][0]))
    plain, chained, plain_rate, chained_rate = (statistics.median(column) for column in zip(*costs, strict=True))
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"{name}")
    print(f"  writes per second      {plain_rate:8.0f} without   {chained_rate:8.0f} with the chain")
    print(f"  ratio                  {middle:8.3f} median    {low:.3f} to {high:.3f} middle half of {PAIRS} pairs")
    if plain:
        saved = statistics.median(without / with_chain for without, with_chain, _, _ in costs)
        print(f"  database CPU per write {plain * 1e3:8.3f} ms        {chained * 1e3:8.3f} ms, ratio {saved:.3f}")
    return middle


async def main() -> int:
    subscriptions.install()
    database.connect(pool_size=CONNECTIONS)
    async with owner() as line:
        for statement in UNCHAINED.split(";\n"):
            await line.execute(text(statement))
    try:
        books = await open_books()
        print(f"{COMPANIES} companies, {CONNECTIONS} connections, {WRITES_EACH} writes each per round")
        ratio = await compare("posting an entry (three postings, one event)", post_entry, books)
        await compare("nothing but an event (for comparison; no goal)", only_an_event, books)
        print(f"goal: ratio at least {GOAL} for posting an entry: {'reached' if ratio >= GOAL else 'MISSED'}")
        return 0 if ratio >= GOAL else 1
    finally:
        events.APPEND = CHAINED_APPEND
        await database.close()
        async with owner() as line:
            await line.execute(text("drop schema bench cascade"))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
