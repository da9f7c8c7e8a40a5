"""Encryption keys, for operators: `python -m app.keys status` and `python -m app.keys reseal`.

`status` says what still needs which key, over all companies, and which line of the key file may go. `reseal` promises
the job that seals everything with the first key, for every company, without waiting for the night.
"""

import asyncio
import sys
from collections import Counter
from functools import partial
from uuid import UUID

from sqlalchemy import text

from app import worker  # noqa: F401  (every kind of secret is declared beside its job)
from app.core import resealing, runs, secrets
from app.core.database import database
from app.core.work import begin

COMPANIES = text("select id from accounting.tenants order by id")
USAGE = 2


async def companies() -> list[UUID]:
    engine = runs.relay_engine()
    assert engine is not None, "RELAY_DATABASE_URL is needed to see which companies there are"
    async with engine.connect() as connection:
        return list((await connection.execute(COMPANIES)).scalars())


async def holdings() -> dict[str, Counter[str]]:
    """For each key how many of each kind it sealed, over all companies."""
    found: dict[str, Counter[str]] = {key_id: Counter() for key_id in secrets.key_ids()}
    for tenant_id in await companies():
        for kind in resealing.kinds():
            for key_id, count in (await kind.count(tenant_id, partial(begin, tenant_id, read_only=True))).items():
                found.setdefault(key_id, Counter())[kind.name] += count
    return found


def said(found: dict[str, Counter[str]], ring: list[str]) -> list[str]:
    """A line for each key, and what follows from it.

    >>> said({"2": Counter(), "1": Counter()}, ["2", "1"])
    ['2: seals', '1: nothing needs it; its line may go']
    """
    lasting = {kind.name for kind in resealing.kinds() if kind.reseal is None}
    lines = []
    for key_id, counts in found.items():
        needed = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if name not in lasting and count)
        proofs = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if name in lasting and count)
        if key_id not in ring:
            line = f"not in the ring, and lost without it: {needed}" if needed else "not in the ring"
        elif key_id == ring[0]:
            line = f"seals, and sealed {needed}" if needed else "seals"
        else:
            line = f"still needed by {needed}" if needed else "nothing needs it; its line may go"
        lines.append(f"{key_id}: {line}" + (f" (and without it nobody can prove {proofs})" if proofs else ""))
    return lines


async def status() -> list[str]:
    return said(await holdings(), secrets.key_ids())


async def reseal() -> list[str]:
    tenant_ids = await companies()
    for tenant_id in tenant_ids:
        async with begin(tenant_id) as work:
            await work.enqueue(resealing.JOB, queue="low")
    return [f"promised for {len(tenant_ids)} companies; `status` says how far it is"]


COMMANDS = {"status": status, "reseal": reseal}


async def main(asked: list[str]) -> int:
    if len(asked) != 1 or asked[0] not in COMMANDS:
        sys.stderr.write(f"python -m app.keys {'|'.join(COMMANDS)}\n")
        return USAGE
    try:
        lines = await COMMANDS[asked[0]]()
    finally:
        await database.close()
        if (engine := runs.relay_engine()) is not None:
            await engine.dispose()
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
