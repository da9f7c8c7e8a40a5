"""What an invoice of twenty lines costs, issued and posted, beside Tryton and django-ledger on the same PostgreSQL.

    make bench

Ours comes over HTTP with everything on: token, session, role, limit, idempotency key, row-level security, VAT, gapless
number, audit chain, and the promise to print it. The others are asked in their own processes, without HTTP. Tryton does
the same work: three rates of VAT, a gapless number, a promise to print. django-ledger does less: it knows no VAT, and
adds up what goes to one account. One after the other on all sides, in turns; the ratio of each pair of rounds is what
counts. Then ours with sixteen clients in one company, whose invoices wait for each other's numbers.
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
OURS = 20
PEERS = {"tryton": ("invoicing_trytond.py", 2), "django-ledger": ("invoicing_django_ledger.py", 5)}
"""Programs, and how many invoices they issue in a round."""
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
    """Another program, waiting for how many it is to issue."""

    def __init__(self, process: asyncio.subprocess.Process, a_round: int) -> None:
        self._process, self._a_round = process, a_round

    @classmethod
    async def start(cls, program: str, a_round: int) -> "Peer":
        database = environ["MIGRATION_DATABASE_URL"].replace("postgresql+asyncpg", "postgresql")
        process = await asyncio.create_subprocess_exec(
            *(python_of("invoicing"), "-W", "ignore", str(Path(HERE, program))),
            env={**environ, "PEER_DATABASE": database, "PYTHONPATH": ""},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        return cls(process, a_round)

    async def issued(self) -> float:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{self._a_round}\n".encode())
        told = json.loads(await self._process.stdout.readline())
        assert told["postings"] >= 2, "it posts what it approves"
        return self._a_round / float(told["seconds"])

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
        peers = {name: await Peer.start(*program) for name, program in PEERS.items()}
        rounds = []
        for turn in range(-1, PAIRS):  # the first round warms up
            found = {"ours": await ours(port, token, body)}
            found |= {name: await peer.issued() for name, peer in peers.items()}
            if turn >= 0:
                rounds.append(found)
        for peer in peers.values():
            await peer.end()
        took = await hammer(port, PATH, token, clients=CLIENTS, seconds=SECONDS, body=lambda: body)
    print(f"invoices of {LINES} lines, issued and posted, one after the other, {PAIRS} rounds in turns")
    print(f"  {'ours over HTTP':16}{statistics.median(each['ours'] for each in rounds):8.1f} /s")
    ratios = {name: statistics.median(each["ours"] / each[name] for each in rounds) for name in peers}
    for name, ratio in ratios.items():
        print(f"  {name:16}{statistics.median(each[name] for each in rounds):8.1f} /s    ratio {ratio:.1f}")
    print(f"  {CLIENTS} clients in one company: {len(took) / SECONDS:.1f} /s", end="   ")
    print(f"median {statistics.median(took) * 1e3:.0f} ms   p99 {percentile(took, 99) * 1e3:.0f} ms")
    reached = ratios["tryton"] >= GOAL
    print(f"goal: at least {GOAL:.0f} times Tryton: {'reached' if reached else 'MISSED'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
