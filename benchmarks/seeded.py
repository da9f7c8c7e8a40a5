"""Companies with many invoices, as the application writes them: two are issued through the API, one of them is paid,
and what that wrote is copied again and again (COPY), with other ids, numbers, days and amounts.

So every invoice has its line, its entry with postings, and where it is paid its payment with an entry; what the
database keeps of them is summed up as it would have kept it. One in seven is open. No audit events are made up.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from os import environ
from uuid import UUID, uuid4

import asyncpg
import httpx
from load import ask

TABLES = ("journal_entries", "postings", "invoices", "invoice_lines", "settlements")
"""In the order in which they may be written."""
OF_INVOICE = {
    "journal_entries": "id in (select entry_id from found)",
    "postings": "entry_id in (select entry_id from found)",
    "invoices": "id = $1",
    "invoice_lines": "invoice_id = $1",
    "settlements": "invoice_id = $1",
}
FOUND = """with found as (select entry_id from accounting.invoices where id = $1
                  union select entry_id from accounting.settlements where invoice_id = $1)"""
CONTACTS = 200
OPEN_EVERY = 7
"""One in seven is open: 14 %."""
FIRST, DAYS = date(2026, 1, 1), 300
INSTANT = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00\b")
PART = 20_000
SELLER = {"street": "Meir 1", "postal_code": "2000", "city": "Antwerpen", "iban": "BE68539007547034"}
NET, VAT, TOTAL = "1234.57", "259.26", "1493.83"
"""What the copied ones come to: no other figure in them looks like that."""
MAKE_CONTACTS = """
insert into accounting.contacts (id, name, is_customer, country, street, postal_code, city)
select gen_random_uuid(), 'Customer ' || n, true, 'BE', 'Grote Markt ' || n, '9000', 'Gent'
  from generate_series(1, $1::int) n
"""
KEPT = (
    """
insert into accounting.account_balances as b (tenant_id, account_id, month, debit, credit)
select tenant_id, account_id, date_trunc('month', booked_on)::date, sum(debit), sum(credit)
  from accounting.postings where tenant_id = $1 group by 1, 2, 3
on conflict (tenant_id, account_id, month) do update set debit = excluded.debit, credit = excluded.credit
""",
    """
insert into accounting.account_days as b (tenant_id, account_id, day, debit, credit)
select tenant_id, account_id, booked_on, sum(debit), sum(credit)
  from accounting.postings where tenant_id = $1 group by 1, 2, 3
on conflict (tenant_id, account_id, day) do update set debit = excluded.debit, credit = excluded.credit
""",
    """
insert into accounting.invoices_due as d (tenant_id, direction, due_on, count, open_in_books)
select tenant_id, direction, due_on, count(*), sum(open_in_books)
  from accounting.invoices where tenant_id = $1 and status = 'issued' and kind <> 'credit_note' and open_amount > 0
 group by 1, 2, 3
on conflict (tenant_id, direction, due_on)
  do update set count = excluded.count, open_in_books = excluded.open_in_books
""",
    """
insert into accounting.invoice_sums (tenant_id, direction, kind, status, currency, count, net_amount, vat_amount,
  total_amount, open_amount, total_in_books, open_in_books)
select tenant_id, direction, kind, status, currency, count(*), sum(net_amount), sum(vat_amount), sum(total_amount),
       sum(open_amount), sum(total_in_books), sum(open_in_books)
  from accounting.invoices where tenant_id = $1 and status <> 'draft' and kind <> 'quote' group by 1, 2, 3, 4, 5
on conflict (tenant_id, direction, kind, status, currency) do update set count = excluded.count,
  net_amount = excluded.net_amount, vat_amount = excluded.vat_amount, total_amount = excluded.total_amount,
  open_amount = excluded.open_amount, total_in_books = excluded.total_in_books, open_in_books = excluded.open_in_books
""",
)
"""What the database would have kept, had its triggers seen each row."""
UNBALANCED = """
select count(*) from (select from accounting.postings where tenant_id = $1
                       group by entry_id having sum(debit) <> sum(credit)) as wrong
"""


@dataclass(frozen=True, slots=True)
class Company:
    """One with people in it, and the text of one of its invoices that is open and of one that is paid, to be copied."""

    token: str
    tenant_id: str
    contacts: list[str]
    columns: dict[str, list[str]]
    is_open: dict[str, str]
    is_paid: dict[str, str]


async def company(port: int, rows: int) -> Company:
    """A new company with so many invoices."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        asked = {"email": f"{uuid4().hex}@example.com", "password": "correct horse battery", "full_name": "Bench"}
        told = await client.post(
            "/api/v1/auth/register", json=asked | {"company_name": "Bench BV", "vat_number": "BE0123456749"}
        )
        told.raise_for_status()
        data = told.json()["data"]
        headers = {"authorization": f"Bearer {data['access_token']}"}
        (await client.patch("/api/v1/company", json=SELLER, headers=headers)).raise_for_status()
    token, tenant_id = data["access_token"], data["tenant"]["id"]
    line = await asyncpg.connect(_address("DATABASE_URL"), server_settings={"app.tenant_id": tenant_id})
    await line.execute(MAKE_CONTACTS, CONTACTS)
    contacts = [str(each["id"]) for each in await line.fetch("select id from accounting.contacts order by name")]
    await line.close()
    ids = [await _issued(port, token, contacts[0]) for _ in range(2)]
    await ask(port, f"/api/v1/invoices/{ids[1]}/pay", token, json.dumps({"paid_on": str(_day(9))}).encode())
    async with owner() as line:
        columns = {table: await _columns(line, table) for table in TABLES}
        is_open, is_paid = [
            {table: await _pattern(line, table, columns[table], UUID(each)) for table in TABLES} for each in ids
        ]
        made = Company(token, tenant_id, contacts, columns, is_open, is_paid)
        await fill(line, made, tenant_id, rows)
        await line.execute("analyze")
    return made


def _day(number: int) -> date:
    """Days of the copied invoice: issued on the first, paid on another one."""
    return date(2026, 10, 1) + timedelta(days=number)


async def _issued(port: int, token: str, contact: str) -> str:
    line = {"description": "Onderhoud van de website", "unit_price": NET, "account_code": "700"}
    asked = {"contact_id": contact, "issued_on": str(_day(0)), "due_on": str(_day(30))}
    asked["lines"] = [line | {"treatment": "domestic", "vat_rate": "21"}]
    made = json.loads(await ask(port, "/api/v1/invoices/issued", token, json.dumps(asked).encode()))["data"]
    assert (made["vat_amount"], made["total_amount"]) == (VAT, TOTAL)
    return str(made["id"])


def _address(name: str) -> str:
    return environ[name].replace("postgresql+asyncpg", "postgresql")


@asynccontextmanager
async def owner() -> AsyncIterator[asyncpg.Connection]:
    """Whose the tables are: no policy holds them, and they may be written without what the application is held to."""
    line = await asyncpg.connect(_address("MIGRATION_DATABASE_URL"), command_timeout=3600)
    try:
        yield line
    finally:
        await line.close()


@asynccontextmanager
async def unguarded(line: asyncpg.Connection) -> AsyncIterator[None]:
    """One transaction in which rows are taken as they are: row by row, the triggers take twenty times as long as COPY.

    Keys are looked after all the same, and what is written is checked as a whole.
    """
    async with line.transaction():
        for table in TABLES:
            await line.execute(f"alter table accounting.{table} no force row level security, disable trigger user")
        yield
        for table in TABLES:
            await line.execute(f"alter table accounting.{table} force row level security, enable trigger user")


async def _columns(line: asyncpg.Connection, table: str) -> list[str]:
    rows = await line.fetch(
        "select column_name from information_schema.columns where table_schema = 'accounting' and table_name = $1"
        " and is_generated = 'NEVER' order by ordinal_position",
        table,
    )
    return [each["column_name"] for each in rows]


async def _pattern(line: asyncpg.Connection, table: str, columns: list[str], invoice_id: UUID) -> str:
    """The rows of one invoice in a table, as COPY writes them, with names where another invoice has other values."""
    async with unguarded(line):
        rows = await line.fetch(f"{FOUND} select * from accounting.{table} where {OF_INVOICE[table]}", invoice_id)
        kept = BytesIO()
        question = f"{FOUND} select {', '.join(columns)} from accounting.{table} where {OF_INVOICE[table]}"
        await line.copy_from_query(question, invoice_id, output=kept)
        (head,) = await line.fetch("select * from accounting.invoices where id = $1", invoice_id)
        numbers = await line.fetch(
            f"{FOUND} select id, number, journal from accounting.journal_entries where {OF_INVOICE['journal_entries']}",
            invoice_id,
        )
        settled = await line.fetch("select id from accounting.settlements where invoice_id = $1", invoice_id)
    told = INSTANT.sub("%(at)s", kept.getvalue().decode().replace("%", "%%"))
    named = {str(head["tenant_id"]): "tenant", str(head["contact_id"]): "contact", str(invoice_id): "invoice"}
    named |= {head["number"]: "number", head["payment_reference"]: "reference"}
    for each in numbers:
        named |= {str(each["id"]): f"{each['journal']}_id", each["number"]: each["journal"]}
    if table in ("postings", "invoice_lines"):
        named |= {str(each["id"]): f"row_{place}" for place, each in enumerate(rows)}
    named |= {str(each["id"]): "settlement" for each in settled}
    named |= {str(_day(0)): "day", str(_day(30)): "due", str(_day(9)): "paid"}
    for value, name in named.items():
        told = told.replace(value, f"%({name})s")
    for value, name in ((NET, "net"), (VAT, "vat"), (TOTAL, "total")):
        told = re.sub(rf"\b{re.escape(value)}0*\b", f"%({name})s", told)
    return told


async def fill(line: asyncpg.Connection, pattern: Company, tenant_id: str, rows: int) -> None:
    """So many invoices more, in one transaction. The ids of contacts and accounts are those of `pattern`."""
    async with unguarded(line):
        for table in TABLES:
            await line.copy_to_table(
                table,
                schema_name="accounting",
                columns=pattern.columns[table],
                source=_text(pattern, table, tenant_id, rows),
            )
        await line.execute("set constraints all immediate")
        await line.execute("select set_config('app.tenant_id', $1, true)", tenant_id)
        for each in KEPT:
            await line.execute(each, UUID(tenant_id))
        assert await line.fetchval(UNBALANCED, UUID(tenant_id)) == 0, "every entry balances"


async def _text(pattern: Company, table: str, tenant_id: str, rows: int) -> AsyncIterator[bytes]:
    made: list[str] = []
    for values in _values(pattern, tenant_id, rows):
        made.append((pattern.is_paid if values["is_paid"] else pattern.is_open)[table] % values)
        if len(made) == PART:
            yield "".join(made).encode()
            made.clear()
    yield "".join(made).encode()


def _values(pattern: Company, tenant_id: str, rows: int) -> Iterator[dict[str, object]]:
    """What differs from one invoice to the next. Amounts are whole euros, so that their VAT is whole cents."""
    days = [str(FIRST + timedelta(days=number)) for number in range(DAYS + 31)]
    for number in range(2, rows + 2):
        net, day, place = number % 1000 + 1, (number - 2) * DAYS // rows, f"{number:012x}"
        vat, ogm = net * 21, 2_610_000_000 + number
        yield {
            "is_paid": number % OPEN_EVERY != 0,
            "tenant": tenant_id,
            "contact": pattern.contacts[number % CONTACTS],
            "invoice": f"01900000-0000-7000-8001-{place}",
            "sales_id": f"01900000-0000-7000-8002-{place}",
            "bank_id": f"01900000-0000-7000-8003-{place}",
            "settlement": f"01900000-0000-7000-8004-{place}",
            **{f"row_{row}": f"01900000-0000-7000-80{row + 16}-{place}" for row in range(5)},
            "number": f"F2026-{number:07d}",
            "sales": f"S2026-{number:07d}",
            "bank": f"B2026-{number:07d}",
            "reference": f"+++{ogm // 10**7:03d}/{ogm // 1000 % 10000:04d}/{ogm % 1000:03d}{ogm % 97 or 97:02d}+++",
            "day": days[day],
            "due": days[day + 30],
            "paid": days[day + 9],
            "at": f"{days[day]} {number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.{number:06d}"[:26]
            + "+00",
            "net": net,
            "vat": f"{vat // 100}.{vat % 100:02d}",
            "total": f"{net + vat // 100}.{vat % 100:02d}",
        }


async def beside(pattern: Company, companies: int, rows: int) -> None:
    """Many other companies with so many invoices each, without people: nobody asks for them."""
    async with owner() as line:
        for number in range(companies):
            tenant_id = uuid4()
            async with line.transaction():
                for table in ("tenants", "accounts", "contacts"):
                    await line.execute(f"alter table accounting.{table} no force row level security")
                await line.execute(
                    "insert into accounting.tenants (id, name) values ($1, $2)", tenant_id, f"Bench {number}"
                )
                for table in ("accounts", "contacts"):
                    columns = ", ".join(each for each in await _columns(line, table) if each != "tenant_id")
                    await line.execute(
                        f"insert into accounting.{table} (tenant_id, {columns})"
                        f" select $1, {columns} from accounting.{table} where tenant_id = $2",
                        tenant_id,
                        UUID(pattern.tenant_id),
                    )
                for table in ("tenants", "accounts", "contacts"):
                    await line.execute(f"alter table accounting.{table} force row level security")
            await fill(line, pattern, str(tenant_id), rows)
        await line.execute("analyze")
