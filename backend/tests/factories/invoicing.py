"""Invoices through the API, and what they did to the books."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from app.modules.invoicing.models import Settlement
from tests.conftest import Company

BASE = "/api/v1/invoices"


def line(**more: Any) -> dict[str, Any]:
    return {"description": "Consulting", "unit_price": "100.00"} | more


async def may_invoice(company: Company) -> None:
    """The address and VAT number that invoices say of their seller, where the company has not said them."""
    told = {"vat_number": "BE0123456749", "street": "Meir 1", "postal_code": "2000", "city": "Antwerpen"}
    kept = ", ".join(f"{name} = coalesce({name}, :{name})" for name in told)
    async with company.begin() as work:
        query = text(f"update accounting.tenants set {kept} where id = :id")
        await work.session.execute(query, told | {"id": company.tenant_id})


async def contact(company: Company, **more: Any) -> str:
    """A Belgian business without a VAT number, unless one is given; the company has what an invoice says of it."""
    await may_invoice(company)
    asked = {"name": f"Janssens {uuid4().hex[:8]}", "country": "BE", "email": "boekhouding@janssens.example"} | more
    answer = await company.client.post("/api/v1/contacts", json=asked)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["id"])


async def day(company: Company, ahead: int) -> str:
    async with company.begin() as work:
        return str(work.today + timedelta(days=ahead))


async def draft(company: Company, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    if "contact_id" not in more:
        more["contact_id"] = await contact(company)
    answer = await company.client.post(BASE, json={"lines": list(lines) or [line()]} | more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def issued(company: Company, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = await draft(company, *lines, **more)
    return await act(company, made, "issue")


async def act(company: Company, invoice: dict[str, Any], what: str, **asked: Any) -> dict[str, Any]:
    answer = await company.client.post(f"{BASE}/{invoice['id']}/{what}", json=asked)
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json()["data"])


async def refused(company: Company, invoice: dict[str, Any], what: str, **asked: Any) -> dict[str, Any]:
    """The problem's status and first error."""
    answer = await company.client.post(f"{BASE}/{invoice['id']}/{what}", json=asked)
    assert answer.status_code >= 400, answer.text
    return {"status": answer.status_code, "detail": answer.json()["detail"]} | answer.json()["errors"][0]


async def read(company: Company, invoice: dict[str, Any]) -> dict[str, Any]:
    answer = await company.client.get(f"{BASE}/{invoice['id']}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def last_entry(company: Company, invoice: dict[str, Any]) -> str:
    """The one that the invoice was settled with last."""
    return str((await read(company, invoice))["settlements"][-1]["entry_id"])


async def bookings(company: Company, entry_id: str) -> list[str]:
    """`400 121.00 D`, with the grids of the VAT return that it counts in: `700 100.00 C +03`."""
    rows = await _rows(
        company,
        "select a.code, p.debit, p.credit, p.grids from accounting.postings p"
        " join accounting.accounts a on a.id = p.account_id where p.entry_id = :entry order by p.position",
        entry=UUID(entry_id),
    )
    return [
        " ".join([row.code, f"{row.debit or row.credit:.2f}", "D" if row.debit else "C", *row.grids]) for row in rows
    ]


async def balances(company: Company) -> dict[str, str]:
    """What stands on each account, debit above zero; what is nothing is left out."""
    rows = await _rows(
        company,
        "select a.code, sum(p.debit - p.credit) as amount from accounting.postings p"
        " join accounting.accounts a on a.id = p.account_id group by a.code having sum(p.debit - p.credit) <> 0",
    )
    return {row.code: f"{row.amount:.2f}" for row in rows}


async def settlements(company: Company, invoice: dict[str, Any]) -> list[tuple[str, str]]:
    async with company.begin() as work:
        rows = await work.session.scalars(
            select(Settlement).where(Settlement.invoice_id == UUID(invoice["id"])).order_by(Settlement.created_at)
        )
        return [(each.kind, f"{each.amount:.2f}") for each in rows]


async def _rows(company: Company, query: str, **values: Any) -> list[Any]:
    async with company.begin() as work:
        return list((await work.session.execute(text(query), values)).all())
