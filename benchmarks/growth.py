"""How what is asked most grows: with a company's documents, and with how many companies there are beside it.

    make bench

A company of ten thousand invoices is measured alone, then beside a thousand companies of a thousand invoices each, then
beside one of a million; then that one. First with one client, so that what is measured is the work and not the waiting
for one another, medians; then what is asked most with sixteen, median and 99th percentile. The ratio to the first
column is what counts.
"""

import asyncio
import statistics
import sys
import time
from os import environ

from invoicing import PATH as ISSUE
from invoicing import body_for
from listing import BACKEND, DASHBOARD
from listing import PATH as LIST
from load import ask, hammer, percentile, serving
from seeded import Company, beside, company

SMALL = 10_000
LARGE = int(environ.get("BENCH_GROWTH_ROWS", "1000000"))
COMPANIES = int(environ.get("BENCH_GROWTH_COMPANIES", "1000"))
EACH = int(environ.get("BENCH_GROWTH_EACH", "1000"))
TIMES = int(environ.get("BENCH_GROWTH_TIMES", "25"))
CLIENTS, SECONDS = 16, 3.0
DAY = 24 * 3600
"""To make a million invoices takes longer than a token is good for."""
ASKED = {
    "list": LIST,
    "by amount": "/api/v1/invoices?limit=50&sort=-total_amount",
    "by contact": "/api/v1/invoices?limit=50&sort=contact_name",
    "search": "/api/v1/invoices?limit=50&q=00009",
    "search in vain": "/api/v1/invoices?limit=50&q=nowhere",
    "sums": "/api/v1/invoices/sums",
    "sums of open": "/api/v1/invoices/sums?status=overdue",
    "dashboard": DASHBOARD,
}
SELDOM = ("by contact", "search", "search in vain", "sums", "sums of open")
"""What may take seconds is asked less often."""
MOST_ASKED = ("list", "dashboard", "issuing")
Found = dict[str, tuple[float, ...]]


async def measured(port: int, of: Company) -> Found:
    """Milliseconds: the median with one client; then median and 99th percentile with many."""
    found: Found = {}
    body = body_for(of.contacts[0])
    for name, path in ASKED.items():
        found[name] = (await _median(port, path, of.token, None, 3 if name in SELDOM else TIMES),)
    found["issuing"] = (await _median(port, ISSUE, of.token, body, TIMES),)
    for name in MOST_ASKED:
        path, said = (ISSUE, lambda: body) if name == "issuing" else (ASKED[name], None)
        took = await hammer(port, path, of.token, clients=CLIENTS, seconds=SECONDS, body=said)
        found[f"{name}, {CLIENTS}"] = (statistics.median(took) * 1e3, percentile(took, 99) * 1e3)
    return found


async def _median(port: int, path: str, token: str, body: bytes | None, times: int) -> float:
    await ask(port, path, token, body)
    took = []
    for _ in range(times):
        began = time.perf_counter()
        await ask(port, path, token, body)
        took.append((time.perf_counter() - began) * 1e3)
    return statistics.median(took)


async def main() -> int:
    columns: dict[str, Found] = {}
    settings = {"REQUESTS_PER_MINUTE": "100000000", "LOG_LEVEL": "WARNING", "ACCESS_TOKEN_SECONDS": str(DAY)}
    async with serving("app.main:app", BACKEND, **settings) as port:
        small = await company(port, SMALL)
        columns[f"{SMALL:,}, alone"] = await measured(port, small)
        await beside(small, COMPANIES, EACH)
        columns[f"beside {COMPANIES:,}"] = await measured(port, small)
        large = await company(port, LARGE)
        columns["beside a large one"] = await measured(port, small)
        columns[f"{LARGE:,}"] = await measured(port, large)
    first = next(iter(columns.values()))
    print(f"milliseconds, one client; with {CLIENTS} median and 99th percentile; in brackets beside the first column")
    print(f"  {'':14}" + "".join(f"{name:>24}" for name in columns))
    for name, of_first in first.items():
        cells = (
            f"{' '.join(f'{value:.1f}' for value in each[name])} ({each[name][0] / of_first[0]:.2f})"
            for each in columns.values()
        )
        print(f"  {name:14}" + "".join(f"{cell:>24}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
