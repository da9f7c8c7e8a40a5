"""Everything of a company, exactly as the database has it, and nothing of anybody else."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from app.core import storage
from app.modules.identity.models import Membership
from app.modules.privacy import tables
from tests.conftest import Company
from tests.factories import documents, exports


def as_exported(value):
    """How a value of the database is written in the export."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Decimal | UUID) or hasattr(value, "isoformat"):
        return str(value)
    return value


async def in_the_database(company: Company, table: tables.Table) -> list[dict]:
    """The company's rows, read another way: by drivers' types and not as JSON."""
    columns = ", ".join(f'"{each}"' for each in table.columns)
    order = ", ".join(f'"{each}"' for each in table.key)
    async with company.begin() as work:
        line = await (await work.session.connection()).get_raw_connection()
        found = await line.driver_connection.fetch(
            f"select {columns} from {table.name} where tenant_id = $1 order by {order}", company.tenant_id
        )
    return [{name: as_exported(value) for name, value in row.items()} for row in found]


async def test_every_table_is_there_row_by_row_as_in_the_database(company: Company):
    await documents.approved(company)
    await documents.ended(company, problem="unreadable")
    export = await exports.made(company, "company")
    async with company.begin() as work:
        everything = tables.of_a_company(await tables.catalogue(work))
    compared = 0
    for table in everything:
        if table.short in ("events", "job_runs", "exports", "mail_messages"):
            continue  # these went on while the export was made
        found = [as_json(row) for row in exports.rows(export, table.short)]
        assert found == [as_json(row) for row in await in_the_database(company, table)], table.name
        compared += len(found)
    assert compared > 20
    log = exports.rows(export, "events")
    assert [row["sequence"] for row in log] == list(range(1, len(log) + 1))
    assert [as_json(row) for row in log] == [as_json(row) for row in (await in_the_database(company, table_of(everything, "events")))[: len(log)]]  # fmt: skip


def as_json(row: dict) -> dict:
    """JSON columns come as text from the driver and as JSON in the export."""
    return {
        name: json.loads(value) if isinstance(value, str) and value[:1] in "{[" else value
        for name, value in row.items()
    }


def table_of(everything, short):
    return next(each for each in everything if each.short == short)


async def test_amounts_add_up_to_the_books(company: Company):
    await documents.approved(company)
    postings = exports.rows(await exports.made(company, "company"), "postings")
    assert sum(Decimal(row["debit"]) - Decimal(row["credit"]) for row in postings) == 0
    assert sorted(row["debit"] for row in postings) == ["0.0000", "100.0000", "21.0000"]


async def test_the_log_in_the_export_can_be_proved_without_us(company: Company):
    """By its hashes alone it hangs together: each row is one of the chain that was verified."""
    await documents.approved(company)
    head = (await company.client.post("/api/v1/audit/verify")).json()["data"]["head"]
    log = exports.rows(await exports.made(company, "company"), "events")
    assert next(row["hash"] for row in log if row["sequence"] == head["sequence"]) == head["hash"]


async def test_no_table_of_a_company_is_forgotten(company: Company):
    """A new one is exported by itself; one left out has its reason."""
    async with company.begin() as work:
        everything = await tables.catalogue(work)
    companies = {each.name for each in everything if each.belongs_to_companies}
    assert {each.name for each in tables.of_a_company(everything)} | set(tables.LEFT_OUT) == companies
    assert all(tables.LEFT_OUT.values())
    export = await exports.made(company, "company")
    written = {name.split("/")[1].removesuffix(".jsonl") for name in export.namelist() if name.endswith(".jsonl")}
    assert written == {each.short for each in tables.of_a_company(everything)} | {"tenants", "users"}


async def test_every_column_that_names_a_person_is_known_as_one(company: Company):
    """So that a person's export and their erasure find it."""
    async with company.begin() as work:
        everything = await tables.catalogue(work)
    naming = {
        column
        for table in everything
        for column, kind in table.columns.items()
        if kind == "uuid" and (column.endswith("_by") or column in ("user_id", "actor_id", "spender_id"))
    }
    assert naming == set(tables.PEOPLE)


async def test_nothing_that_opens_a_door_is_in_it(company: Company):
    export = await exports.made(company, "company")
    for name in export.namelist():
        if name.endswith(".jsonl"):
            for row in exports.rows(export, name.split("/")[1].removesuffix(".jsonl")):
                assert not [column for column in row if tables.SECRET.search(column) or "secret" in column or "password" in column]  # fmt: skip
    content = b"".join(export.read(name) for name in export.namelist())
    assert b"$argon2" not in content


async def test_nothing_of_another_company_is_in_it_even_of_one_the_asker_belongs_to(
    company: Company, other_company: Company
):
    await documents.approved(other_company, supplier_name="Geheim NV", invoice_number="GEHEIM-1")
    await exports.with_original(other_company, b"%PDF secret paper")
    async with other_company.begin() as work:
        work.session.add(Membership(tenant_id=other_company.tenant_id, user_id=company.user_id, role="owner"))
    await documents.approved(company)
    export = await exports.made(company, "company")
    content = b"".join(name.encode() + export.read(name) for name in export.namelist())
    for theirs in (str(other_company.tenant_id), str(other_company.user_id), other_company.email, "Geheim", "GEHEIM-1"):
        assert theirs.encode() not in content, theirs
    assert {row["tenant_id"] for row in exports.rows(export, "memberships")} == {str(company.tenant_id)}


async def test_originals_are_in_it_byte_by_byte_under_names_that_lead_nowhere(company: Company):
    names = ["factuur.pdf", "..", "a:b*?.pdf", "é — 漢字.pdf", "x" * 200 + ".pdf", "=cmd()", "..."]
    ids = {await exports.with_original(company, f"%PDF {name}".encode(), name): name for name in names}
    export = await exports.made(company, "company")
    originals = [name for name in export.namelist() if name.startswith("originals/")]
    assert len(originals) == len(names)
    for name in originals:
        assert name.count("/") == 1
        assert not set(name.split("/")[1]) & set('<>:"|?*\\')
        document_id = UUID(name.split("/")[1][:36])
        assert export.read(name) == f"%PDF {ids[document_id]}".encode()


async def test_an_original_that_is_gone_is_told_and_stops_nothing(company: Company):
    there = await exports.with_original(company)
    gone = await exports.with_original(company)
    await storage.remove([f"{company.tenant_id}/documents/{gone}/original"])
    export = await exports.made(company, "company")
    assert export.read("missing.txt").decode() == f"originals/{gone} (removed while this file was made)\n"
    assert [name for name in export.namelist() if name.startswith("originals/")] == [f"originals/{there} factuur.pdf"]


async def test_in_the_csv_no_text_runs_as_a_formula(company: Company):
    await exports.with_original(company, name="=HYPERLINK(1)")
    export = await exports.made(company, "company")
    [row] = csv.DictReader(io.StringIO(export.read("tables/documents.csv").decode("utf-8-sig")))
    assert row["filename"] == "'=HYPERLINK(1)"
    assert exports.rows(export, "documents")[0]["filename"] == "=HYPERLINK(1)"


@pytest.mark.parametrize(("language", "said"), [("nl", "alles wat wij bewaren"), ("fr", "tout ce que nous conservons")])
async def test_it_explains_itself_in_the_askers_language(company: Company, language, said):
    await company.client.patch("/api/v1/me", json={"language": language})
    assert said in (await exports.made(company, "company")).read("README.txt").decode()
