"""What bringing a statement in costs, from the stored file to lines that count, beside a bare COPY of the same rows.

    make bench

A company brings a CAMT.053 in and confirms it, through the application's own jobs: the file is streamed from storage,
read, proved, staged under row-level security, held against what is here already, and imported. A second file holds half
of its lines again. The bare arm copies the rows that came of the first by asyncpg, from tuples that are in memory, into
a table with the same columns and nothing else; beside it the same into one with our indexes and checks.
"""

import asyncio
import resource
import statistics
import sys
import time
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import asyncpg
import httpx
from sqlalchemy import func, or_, select

from app import subscriptions
from app.core import jobs, runs
from app.core.database import database
from app.core.jobs import Job
from app.core.work import begin
from app.main import app
from app.modules.banking import tasks as _tasks  # noqa: F401  (so that its jobs can run)
from app.modules.banking.models import BankLine

ROWS = int(environ.get("BENCH_STATEMENT_ROWS", "100000"))
GOAL = 0.25
BASE = "/api/v1/banking"
IBAN = "BE68539007547034"
DAYS = 89
COPIED = [column.name for column in BankLine.__table__.columns]
TABLES = """
drop schema if exists bench cascade;
create schema bench;
create table bench.bare as select * from accounting.bank_lines with no data;
create table bench.like_ours (like accounting.bank_lines including all)
"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>\
<CreDtTm>2026-03-31T20:00:00</CreDtTm></GrpHdr><Stmt><Id>{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><Acct><Id>\
<IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
"""
BALANCE = """<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}.00</Amt><CdtDbtInd>CRDT\
</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>
"""
ENTRY = """<Ntry><NtryRef>{n}</NtryRef><Amt Ccy="EUR">{amount}.00</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd>\
</Sts><BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>{on}</Dt></ValDt><AcctSvcrRef>2026{n:010d}</AcctSvcrRef><BkTxCd><Domn>\
<Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>\
E{n}</EndToEndId></Refs><RltdPties><{who}><Pty><Nm>Company {company}</Nm></Pty></{who}><{who}Acct><Id>\
<IBAN>BE71096123456769</IBAN></Id></{who}Acct></RltdPties><RmtInf><Ustrd>Invoice 2026-{n:06d} with thanks</Ustrd>\
</RmtInf></TxDtls></NtryDtls></Ntry>
"""
OPENING = 1_000_000_000


def amount_of(n: int) -> int:
    return n % 997 + 1 if n % 3 else -(n % 501 + 1)


def write(place: Path, number: int, first: int, count: int) -> None:
    """A CAMT.053 that adds up, of so many entries from the first on."""
    days = [f"2026-{1 + day // 30:02d}-{1 + day % 28:02d}" for day in range(DAYS)]
    total = sum(amount_of(n) for n in range(first, first + count))
    with place.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(number=number, iban=IBAN))
        file.write(BALANCE.format(kind="OPBD", amount=OPENING, on="2026-01-01"))
        file.write(BALANCE.format(kind="CLBD", amount=OPENING + total, on="2026-03-31"))
        for n in range(first, first + count):
            side, who = ("CRDT", "Dbtr") if amount_of(n) > 0 else ("DBIT", "Cdtr")
            told = {"amount": abs(amount_of(n)), "on": days[n % DAYS], "company": n % 1000}
            file.write(ENTRY.format(n=n, side=side, who=who, **told))
        file.write("</Stmt></BkToCstmrStmt></Document>")


async def register(client: httpx.AsyncClient) -> UUID:
    asked = {"email": f"{uuid4().hex}@example.com", "password": "correct horse battery", "full_name": "Bench"}
    answer = await client.post("/api/v1/auth/register", json=asked | {"company_name": "Bench BV"})
    data = answer.raise_for_status().json()["data"]
    client.headers["authorization"] = f"Bearer {data['access_token']}"
    made = await client.post(f"{BASE}/accounts", json={"name": "Bank", "number": IBAN})
    made.raise_for_status()
    return UUID(data["tenant"]["id"])


async def run_jobs(tenant_id: UUID) -> None:
    """What waits of the bank's two jobs, as a worker runs them."""
    names = ("banking.import", "banking.confirm")
    async with begin(tenant_id) as work:
        due = or_(Job.not_before.is_(None), Job.not_before <= func.now())
        waiting = (
            await work.session.execute(select(Job.id, Job.name).where(Job.status == "queued", Job.name.in_(names), due))
        ).all()
    for job_id, name in waiting:
        await runs.execute(name, tenant_id, job_id)


async def bring(client: httpx.AsyncClient, tenant_id: UUID, place: Path) -> dict[str, float]:
    """Seconds from the stored file to staged lines, and from there to lines that count."""
    with place.open("rb") as file:
        told = (await client.post(f"{BASE}/imports", files={"file": (place.name, file)})).raise_for_status().json()
    path = f"{BASE}/imports/{told['data']['id']}"
    began = time.perf_counter()
    await run_jobs(tenant_id)
    read = time.perf_counter()
    (await client.post(f"{path}/confirm", json={})).raise_for_status()
    await run_jobs(tenant_id)
    done = time.perf_counter()
    found = (await client.get(path)).raise_for_status().json()["data"]
    assert found["status"] == "imported", found
    assert found["statements"][0]["is_proved"] is True, "the balance is proved"
    return {
        "staged": read - began,
        "confirmed": done - read,
        "new": found["new_count"],
        "known": found["duplicate_count"],
    }


async def copy(owner: asyncpg.Connection, table: str, rows: list[tuple]) -> float:
    await owner.execute(f"truncate bench.{table}")
    began = time.perf_counter()
    await owner.copy_records_to_table(table, schema_name="bench", records=rows, columns=COPIED)
    return time.perf_counter() - began


async def send_nothing(messages: object) -> None:
    """No worker is asked: the jobs are run here."""


async def main() -> int:
    subscriptions.install()
    database.connect(pool_size=4)
    jobs.send = runs.send = send_nothing
    owner = await asyncpg.connect(environ["MIGRATION_DATABASE_URL"].replace("+asyncpg", ""))
    await owner.execute(TABLES)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://bench", timeout=600
    ) as client:
        tenant_id = await register(client)
        with TemporaryDirectory() as folder:
            first, again = Path(folder, "first.xml"), Path(folder, "again.xml")
            write(first, 1, 0, ROWS)
            write(again, 2, ROWS - ROWS // 10, ROWS // 5)
            took = await bring(client, tenant_id, first)
            twice = await bring(client, tenant_id, again)
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        assert (took["new"], took["known"]) == (ROWS, 0), took
        assert (twice["new"], twice["known"]) == (ROWS // 5 - ROWS // 10, ROWS // 10), twice
    await owner.execute("select set_config('app.tenant_id', $1, false)", str(tenant_id))
    rows = [
        tuple(each) for each in await owner.fetch(f"select {', '.join(COPIED)} from accounting.bank_lines limit {ROWS}")
    ]
    bare = statistics.median([await copy(owner, "bare", rows) for _ in range(3)])
    alike = statistics.median([await copy(owner, "like_ours", rows) for _ in range(3)])
    await owner.execute("drop schema bench cascade")
    await owner.close()
    await database.close()
    whole = took["staged"] + took["confirmed"]
    print(f"a CAMT.053 of {ROWS} entries")
    print(f"  read and staged        {ROWS / took['staged']:9.0f} /s")
    print(f"  confirmed              {ROWS / took['confirmed']:9.0f} /s")
    print(f"  whole import           {ROWS / whole:9.0f} /s   memory of the process at its most {held:.0f} MB")
    again_rows = twice["new"] + twice["known"]
    print(f"  half of it known       {again_rows / (twice['staged'] + twice['confirmed']):9.0f} /s")
    print(f"  bare COPY              {ROWS / bare:9.0f} /s   import beside it {bare / whole:.3f}")
    print(f"  COPY with our indexes  {ROWS / alike:9.0f} /s   import beside it {alike / whole:.3f}")
    print(f"goal: at least {GOAL} of a bare COPY: {'reached' if bare / whole >= GOAL else 'MISSED'}")
    return 0 if bare / whole >= GOAL else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
