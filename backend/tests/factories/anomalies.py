"""Purchases of a small company, with what stands out put in on purpose, and runs over them."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.jobs import Job
from app.core.models import new_id
from app.modules.anomalies import tasks as _tasks  # noqa: F401  (so that its jobs can run)
from app.modules.contacts.models import Contact
from app.modules.invoicing.models import Invoice
from tests.conftest import Company
from tests.factories import books

BASE = "/api/v1/anomalies"
RunsJobs = Callable[[Company], Awaitable[list[Job]]]
START = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Bill:
    """One purchase invoice as it is on paper."""

    supplier: str
    number: str
    on: date
    total: str
    net: str | None = None


def ordinary(count: int = 150, seed: int = 1, suppliers: int = 6, begins: int = 2600) -> list[Bill]:
    """What nobody should be asked about: each supplier with its own size of amounts and its own way of numbering."""
    dice = random.Random(seed)
    made = []
    for place in range(count):
        who = place % suppliers
        on = START + timedelta(days=place * 300 // max(count, 1))
        while on.weekday() > 4:
            on += timedelta(days=1)
        total = round((who + 1) * 137 * dice.lognormvariate(0, 0.25), 2)
        made.append(Bill(f"Supplier {'ABCDEFGHIJKLMNOP'[who]}", f"{who + 1}{begins + 7 * place}", on, f"{total:.2f}"))
    return made


def near_duplicate(of: Bill, days: int = 9) -> Bill:
    """The same once more, under a number with a sign in it."""
    return replace(of, number=f"{of.number[:2]}-{of.number[2:]}", on=of.on + timedelta(days=days))


async def book(company: Company, bills: Sequence[Bill]) -> list[UUID]:
    """Written in the books as they are; the ids in their order."""
    entry = await books.post(company)
    ids = [new_id() for _ in bills]
    async with company.begin() as work:
        known = {each.name: each.id for each in await work.session.scalars(select(Contact))}
        for name in sorted({each.supplier for each in bills} - set(known)):
            known[name] = new_id()
            work.session.add(Contact(id=known[name], name=name, is_supplier=True))
        await work.session.flush()
        work.session.add_all(
            Invoice(id=id_, entry_id=entry.id, **_columns(each, known[each.supplier]))
            for id_, each in zip(ids, bills, strict=True)
        )
    return ids


def _columns(bill: Bill, contact_id: UUID) -> dict[str, Any]:
    total = Decimal(bill.total)
    net = Decimal(bill.net) if bill.net else total
    return {
        "direction": "purchase",
        "kind": "invoice",
        "status": "issued",
        "contact_id": contact_id,
        "number": bill.number,
        "issued_on": bill.on,
        "currency": "EUR",
        "net_amount": net,
        "vat_amount": total - net,
        "total_amount": total,
        "total_in_books": total,
        "vat_groups": [{}],
    }


async def ran(company: Company, runs_jobs: RunsJobs) -> dict[str, Any]:
    """A run that somebody asked for, when its job has ended."""
    answer = await company.client.post(f"{BASE}/runs")
    assert answer.status_code == 202, answer.text
    await runs_jobs(company)
    return await run(company, answer.json()["data"]["id"])


async def run(company: Company, run_id: str) -> dict[str, Any]:
    answer = await company.client.get(f"{BASE}/runs/{run_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def findings(company: Company, **asked: Any) -> list[dict[str, Any]]:
    answer = await company.client.get(f"{BASE}/findings", params={"limit": 200, **asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["data"])


async def detail(company: Company, finding_id: str) -> dict[str, Any]:
    answer = await company.client.get(f"{BASE}/findings/{finding_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def say(company: Company, finding: dict[str, Any], what: str, **asked: Any) -> Any:
    """Decide about a finding, of the version that was seen."""
    headers = {"if-match": f'"{finding["version"]}"'}
    return await company.client.post(f"{BASE}/findings/{finding['id']}/{what}", json=asked, headers=headers)
