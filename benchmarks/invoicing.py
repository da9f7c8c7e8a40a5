"""What an invoice of twenty lines costs, issued and posted, beside django-ledger doing the same on the same PostgreSQL.

    make bench

Ours comes over HTTP with everything on: token, session, role, limit, idempotency key, row-level security, VAT, gapless
number, audit chain, and the promise to print it. django-ledger is asked in its own process, without HTTP and without
VAT. One after the other on both sides, in turns; the ratio of each pair of rounds is what counts. Then ours with
sixteen clients in one company, whose invoices wait for each other's numbers.
"""

import asyncio
import json
import statistics
import sys
import time
from os import environ
from pathlib import Path

from listing import BACKEND
from load import HERE, ask, hammer, percentile, serving
from peers import python_of
from seeded import company

PAIRS = int(environ.get("BENCH_INVOICE_PAIRS", "5"))
OURS, THEIRS = 20, 5
CLIENTS, SECONDS, LINES = 16, 5.0, 20
GOAL = 10.0
PATH = "/api/v1/invoices/issued"
ACCOUNTS = ("700", "701", "705", "740", "741", "743", "750", "751", "754")
RATES = ("21", "12", "6", "0")


def body_for(contact: str) -> bytes:
    """An invoice to a customer: no two lines are alike, on nine accounts and at four rates."""
    lines = [
        {
            "description": f"Dienst {number}",
            "quantity": str(1 + number % 4),
            "unit_price": f"{100 + number}.50",
            "account_code": ACCOUNTS[number % len(ACCOUNTS)],
            "treatment": "domestic",
            "vat_rate": RATES[number % len(RATES)],
        }
        for number in range(LINES)
    ]
    return json.dumps({"contact_id": contact, "issued_on": "2026-11-02", "lines": lines}).encode()


async def ours(port: int, token: str, body: bytes) -> float:
    began = time.perf_counter()
    for _ in range(OURS):
        await ask(port, PATH, token, body)
    return OURS / (time.perf_counter() - began)


class Peer:
    """django-ledger, waiting for how many it is to issue."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> "Peer":
        database = environ["MIGRATION_DATABASE_URL"].replace("postgresql+asyncpg", "postgresql")
        return cls(
            await asyncio.create_subprocess_exec(
                *(python_of("invoicing"), "-W", "ignore", str(Path(HERE, "invoicing_peers.py"))),
                env={**environ, "DJANGO_DATABASE": database, "PYTHONPATH": ""},
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
        )

    async def issued(self) -> float:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{THEIRS}\n".encode())
        told = json.loads(await self._process.stdout.readline())
        assert told["postings"] >= 2, "it posts what it approves"
        return THEIRS / float(told["seconds"])

    async def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


async def main() -> int:
    async with serving(
        "app.main:app", BACKEND, REQUESTS_PER_MINUTE="100000000", LOG_LEVEL="INFO", LOG_FORMAT="json"
    ) as port:
        seller = await company(port, rows=1000)
        token, body = seller.token, body_for(seller.contacts[0])
        made = json.loads(await ask(port, PATH, token, body))["data"]
        assert made["entry_id"], "it is in the books"
        assert len(made["lines"]) == LINES
        peer = await Peer.start()
        pairs = []
        for turn in range(-1, PAIRS):  # the first round warms up
            found = (await ours(port, token, body), await peer.issued())
            if turn >= 0:
                pairs.append(found)
        await peer.end()
        took = await hammer(port, PATH, token, clients=CLIENTS, seconds=SECONDS, body=lambda: body)
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"invoices of {LINES} lines, issued and posted, one after the other, {PAIRS} rounds in turns")
    print(f"  ours over HTTP  {mine:8.1f} /s    django-ledger  {theirs:8.1f} /s    ratio {ratio:.1f}")
    print(f"  {CLIENTS} clients in one company: {len(took) / SECONDS:.1f} /s", end="   ")
    print(f"median {statistics.median(took) * 1e3:.0f} ms   p99 {percentile(took, 99) * 1e3:.0f} ms")
    print(f"goal: at least {GOAL:.0f} times django-ledger: {'reached' if ratio >= GOAL else 'MISSED'}")
    return 0 if ratio >= GOAL else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
