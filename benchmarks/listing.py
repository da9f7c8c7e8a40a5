"""What a list costs with everything on, beside a bare handler that answers the same rows; and the dashboard beside it.

    make bench

One uvicorn each, over the same tables, in turns. Ours proves the token, looks up session, role and company, counts the
rate limit and opens a transaction with row-level security; the bare one (`bare.py`) asks one prepared query. That both
say the same is checked first. The ratio of each pair of rounds is what counts, and the median of them is the result.
"""

import asyncio
import json
import statistics
import sys
from os import environ
from pathlib import Path

from load import HERE, ask, hammer, percentile, serving
from seeded import company

BACKEND = Path(__file__).parent.parent / "backend"
ROWS = int(environ.get("BENCH_ROWS", "100000"))
PAIRS = int(environ.get("BENCH_LIST_PAIRS", "15"))
SECONDS = 1.0
CLIENTS = 16
GOAL, DASHBOARD_GOAL = 0.60, 1.5
PATH, DASHBOARD = "/api/v1/invoices?limit=50", "/api/v1/insights/dashboard"


def told_of(name: str, rounds: list[list[float]]) -> None:
    rate = statistics.median(len(each) / SECONDS for each in rounds)
    took = [one for each in rounds for one in each]
    print(f"  {name:22}{rate:8.0f} /s   median {statistics.median(took) * 1e3:7.2f} ms", end="   ")
    print(f"p99 {percentile(took, 99) * 1e3:7.2f} ms")


async def main() -> int:
    async with serving(
        "app.main:app", BACKEND, REQUESTS_PER_MINUTE="100000000", LOG_LEVEL="INFO", LOG_FORMAT="json"
    ) as ours:
        made = await company(ours, ROWS)
        token = made.token
        async with serving("bare:app", HERE, BENCH_TENANT=made.tenant_id) as bare:
            shown, floor = json.loads(await ask(ours, PATH, token)), json.loads(await ask(bare, "/invoices"))
            assert len(floor["data"]) == 50, "fifty lines are asked for"
            assert shown["data"] == floor["data"], "both must say the same"
            targets = {"bare": (bare, "/invoices", ""), "list": (ours, PATH, token), "dash": (ours, DASHBOARD, token)}
            rounds: dict[str, list[list[float]]] = {name: [] for name in targets}
            for turn in range(-1, PAIRS):  # the first round warms up
                for name in sorted(targets, reverse=bool(turn % 2)):
                    took = await hammer(*targets[name], clients=CLIENTS, seconds=SECONDS)
                    if turn >= 0:
                        rounds[name].append(took)
    print(f"fifty of {ROWS} issued invoices with their entries, {CLIENTS} clients, {PAIRS} rounds of {SECONDS:.0f} s")
    told_of("bare handler", rounds["bare"])
    told_of("our list", rounds["list"])
    told_of("our dashboard", rounds["dash"])
    low, ratio, high = _quartiles(rounds["list"], rounds["bare"])
    print(f"  list beside bare       {ratio:8.3f} median    {low:.3f} to {high:.3f} middle half")
    _, slower, _ = _quartiles(rounds["list"], rounds["dash"])
    print(f"  dashboard beside list  {slower:8.3f} times as long")
    print(f"goal: list at least {GOAL} of bare: {'reached' if ratio >= GOAL else 'MISSED'}")
    print(f"goal: dashboard at most {DASHBOARD_GOAL} of a list: {'reached' if slower <= DASHBOARD_GOAL else 'MISSED'}")
    return 0 if ratio >= GOAL and slower <= DASHBOARD_GOAL else 1


def _quartiles(one: list[list[float]], other: list[list[float]]) -> tuple[float, float, float]:
    low, middle, high = statistics.quantiles((len(a) / len(b) for a, b in zip(one, other, strict=True)), n=4)
    return low, middle, high


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
