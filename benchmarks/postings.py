"""What one posting costs: an entry of three postings, beside pgbench's own TPC-B and a bare insert of three rows.

    make bench

On one PostgreSQL, 16 clients, in turns. "posting in SQL" is what the application writes for an entry, asked by pgbench:
the books' lock, the gapless number, entry and postings under row-level security, with every trigger that refuses what
is unbalanced or locked and keeps the balances, and the event in the audit chain; in a hundred companies. "posting" is
the same through the application's code, in one process of Python. Only the first is a matter of the database alone.
"""

import asyncio
import os
import re
import statistics
import subprocess
import sys
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

import asyncpg
from audit_chain import open_books, post_entry
from load import percentile

from app import subscriptions
from app.core import events
from app.core.database import database
from embedded.postgres import binaries

COMPANIES, CLIENTS = 100, 16
SECONDS = int(environ.get("BENCH_POSTING_SECONDS", "3"))
ROUNDS = int(environ.get("BENCH_POSTING_ROUNDS", "5"))
SCALE = 10
Round = tuple[float, list[float]]
"""How many a second, and what each took."""
TPS = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)

PREPARE = """
drop schema if exists bench cascade;
create schema bench;
create table bench.companies (n int primary key, tenant_id uuid, cost uuid, vat uuid, supplier uuid);
create table bench.rows
  (id uuid primary key, entry_id uuid, account_id uuid, debit numeric(19,4), credit numeric(19,4));
grant usage on schema bench to app_api;
grant select on bench.companies to app_api;
grant insert on bench.rows to app_api
"""
ACCOUNTS = """
insert into bench.companies
select $1, $2, max(id::text) filter (where code = '604')::uuid, max(id::text) filter (where code = '411')::uuid,
  max(id::text) filter (where code = '440')::uuid
from accounting.accounts
"""
BARE = """
insert into bench.rows
  select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), n, 0 from generate_series(1, 3) n;
"""
POSTING = """
\\set n random(1, {companies})
begin;
select tenant_id, cost, vat, supplier from bench.companies where n = :n \\gset
select set_config('app.tenant_id', :tenant_id, true);
select accounting.hold_books();
insert into accounting.entry_numbers (journal, year, last) values ('purchases', 2026, 1)
  on conflict (tenant_id, journal, year) do update set last = entry_numbers.last + 1 returning last \\gset
select gen_random_uuid() as entry \\gset
insert into accounting.journal_entries (id, number, journal, booked_on, memo)
  values (:entry::uuid, 'P2026-' || lpad(:last::text, 8, '0'), 'purchases', '2026-11-02', 'bench');
insert into accounting.postings (id, entry_id, position, account_id, debit, credit) values
  (gen_random_uuid(), :entry::uuid, 0, :cost::uuid, 100, 0), (gen_random_uuid(), :entry::uuid, 1, :vat::uuid, 21, 0),
  (gen_random_uuid(), :entry::uuid, 2, :supplier::uuid, 0, 121);
{append};
commit;
"""


def append() -> str:
    """The application's own statement, with values of a size that it has."""
    said = {"actor": "null", "name": "'entry.posted'", "origin": "'{}'"}
    said["payload"] = """'{"memo": "bench", "new": {"journal": "purchases", "postings_count": 3}}'"""
    return re.sub(r"(?<!:):(\w+)", lambda found: said[found[1]], str(events.APPEND))


def pgbench(role: str, *words: str, folder: str | None = None) -> float:
    """Transactions a second, as pgbench counts them; in `folder` it notes what each took."""
    address = urlsplit(environ[role])
    command = [str(binaries() / "pgbench"), "-h", str(address.hostname), "-p", str(address.port), "-n", *words]
    told = {"PGUSER": str(address.username), "PGPASSWORD": unquote(address.password or "")}
    done = subprocess.run(
        [*command, *(("-l",) if folder else ()), address.path.lstrip("/")],
        cwd=folder,
        env={**os.environ, **told, "PGOPTIONS": "-c search_path=bench -c jit=off"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = TPS.search(done.stdout)
    return float(found[1]) if found else 0.0


def running(role: str, *words: str) -> Round:
    with TemporaryDirectory() as folder:
        told = ("-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), *words)
        rate = pgbench(role, *told, folder=folder)
        rows = (row for kept in Path(folder).iterdir() for row in kept.read_text().splitlines())
        return rate, [int(row.split()[2]) / 1e6 for row in rows]


def kept(folder: str, name: str, script: str) -> str:
    place = Path(folder, name)
    place.write_text(script)
    return str(place)


async def through_the_application(books: list) -> Round:
    """So many at a time, for as long."""
    loop = asyncio.get_running_loop()
    began, took = loop.time(), list[float]()

    async def one(number: int) -> None:
        while (now := loop.time()) - began < SECONDS:
            await post_entry(*books[(number + len(took)) % len(books)])
            took.append(loop.time() - now)

    await asyncio.gather(*(one(number * len(books) // CLIENTS) for number in range(CLIENTS)))
    return len(took) / (loop.time() - began), took


async def main() -> int:
    subscriptions.install()
    database.connect(pool_size=CLIENTS)
    owner = await asyncpg.connect(environ["MIGRATION_DATABASE_URL"].replace("+asyncpg", ""))
    books = await open_books()
    await owner.execute(PREPARE)
    for number, (tenant_id, _) in enumerate(books, 1):
        await owner.execute("select set_config('app.tenant_id', $1, false)", str(tenant_id))
        await owner.execute(ACCOUNTS, number, tenant_id)
    pgbench("MIGRATION_DATABASE_URL", "-i", "-q", "-s", str(SCALE))
    rounds: dict[str, list[Round]] = {"TPC-B": [], "three rows": [], "posting in SQL": [], "posting": []}
    with TemporaryDirectory() as folder:
        bare = kept(folder, "bare.sql", BARE)
        posting = kept(folder, "posting.sql", POSTING.format(companies=COMPANIES, append=append()))
        for turn in range(-1, ROUNDS):  # the first round warms up
            found = {
                "TPC-B": running("MIGRATION_DATABASE_URL", "-b", "tpcb-like"),
                "three rows": running("DATABASE_URL", "-f", bare),
                "posting in SQL": running("DATABASE_URL", "-f", posting),
                "posting": await through_the_application(books),
            }
            if turn >= 0:
                for name, each in found.items():
                    rounds[name].append(each)
    await owner.execute("drop schema bench cascade")
    await owner.close()
    await database.close()
    print(f"single postings, {CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s each in turns")
    print(f"  {'':16}{'per second':>10}{'median':>12}{'p99':>12}   of TPC-B   of three rows")
    for name, every in rounds.items():
        beside = (
            statistics.median(one / other for (one, _), (other, _) in zip(every, rounds[floor], strict=True))
            for floor in ("TPC-B", "three rows")
        )
        took = [one for _, each in every for one in each]
        told = f"{statistics.median(took) * 1e3:9.1f} ms{percentile(took, 99) * 1e3:9.1f} ms"
        rate = statistics.median(rate for rate, _ in every)
        print(f"  {name:16}{rate:10.0f}{told}" + "".join(f"{each:12.2f}" for each in beside))
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
