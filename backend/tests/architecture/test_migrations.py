"""What a migration makes of rows that were there before it: the tables as they were, its own steps, and what came of it.

On the owner's connection, in one transaction that is rolled back.
"""

from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app import bootstrap
from app.core.work import begin
from app.modules.invoicing import numbering
from tests.conftest import Company
from tests.factories import documents, people
from tests.factories.invoicing import act, contact, draft, issued

AT_0004 = (
    "drop trigger issued_invoice_stays on accounting.invoices",
    "alter table accounting.invoices drop column issued_by, drop column sent_by",
    "update accounting.alembic_version set version_num = '0004'",
)
AT_0021 = (
    "drop index accounting.reference_is_of_one_invoice",
    "alter table accounting.invoices drop column repeats_reference",
    "alter table accounting.invoice_numbers drop column reference_code",
    "update accounting.alembic_version set version_num = '0021'",
)
WHO = text("select id::text, issued_by, sent_by from accounting.invoices")
FORCED = text(
    "select relname from pg_class where relrowsecurity and relforcerowsecurity"
    " and oid in ('accounting.invoices'::regclass, 'audit.events'::regclass) order by relname"
)


def upgrade(connection: Connection, revision: str) -> None:
    config = Config(str(bootstrap.CONFIG))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def found(owner: AsyncConnection, company: Company) -> dict[str, tuple[Any, Any]]:
    """Who issued and who sent, by invoice; row-level security is forced on the owner too."""
    scope = text("select set_config('app.tenant_id', :tenant, true)")
    await owner.execute(scope, {"tenant": str(company.tenant_id)})
    return {row.id: (row.issued_by, row.sent_by) for row in await owner.execute(WHO)}


async def recorded(company: Company, name: str, by: Company | None, invoice_id: str) -> None:
    """An event as the log of before has it."""
    async with begin(company.tenant_id, by.user_id if by else None) as work:
        await work.record(name, invoice_id=invoice_id)


async def test_0005_finds_in_the_log_who_issued_and_sent_the_invoices_of_before(
    owner: AsyncConnection, company: Company, other_company: Company
):
    colleague = await people.colleague(company, "owner")
    mine = await issued(company)
    theirs = await draft(company)
    await act(colleague, theirs, "issue")
    purchase = (await documents.approved(company))["invoice_id"]
    waiting = await draft(company)
    by_a_job = await draft(company)
    await recorded(company, "invoice.sent", company, mine["id"])
    await recorded(company, "invoice.sent", colleague, mine["id"])
    await recorded(company, "invoice.sent", None, theirs["id"])
    await recorded(company, "invoice.issued", None, by_a_job["id"])
    await recorded(other_company, "invoice.issued", other_company, waiting["id"])  # names what is not theirs
    elsewhere = await issued(other_company)

    for statement in AT_0004:
        await owner.execute(text(statement))
    await owner.run_sync(upgrade, "0005")

    assert await found(owner, company) == {
        mine["id"]: (company.user_id, colleague.user_id),  # sent twice: by whom the last time
        theirs["id"]: (colleague.user_id, None),
        purchase: (company.user_id, None),
        waiting["id"]: (None, None),
        by_a_job["id"]: (None, None),
    }
    assert await found(owner, other_company) == {elsewhere["id"]: (other_company.user_id, None)}
    assert list((await owner.execute(FORCED)).scalars()) == ["events", "invoices"]


async def test_0022_gives_series_that_met_in_one_reference_codes_of_their_own(owner: AsyncConnection, company: Company):
    customer = await contact(company)
    series = ("F", "A", "BS", "WEB")  # the letters of A and BS come to one sum
    made = {each: await issued(company, contact_id=customer, series=each, issued_on="2026-11-02") for each in series}
    shared = numbering.reference(66, 2026, 1)
    for statement in AT_0021:
        await owner.execute(text(statement))
    await owner.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(company.tenant_id)})
    await owner.execute(text("alter table accounting.invoices disable trigger issued_invoice_stays"))
    sharing = text("update accounting.invoices set payment_reference = :r where series in ('A', 'BS')")
    await owner.execute(sharing, {"r": shared})
    await owner.execute(text("alter table accounting.invoices enable trigger issued_invoice_stays"))

    await owner.run_sync(upgrade, "0022")

    await owner.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(company.tenant_id)})
    kept = await owner.execute(text("select series, reference_code from accounting.invoice_numbers"))
    codes = {row.series: row.reference_code for row in kept}
    assert len(set(codes.values())) == 4
    assert codes["F"] == 0
    assert 66 not in (codes["A"], codes["BS"])
    repeats = await owner.execute(text("select id::text from accounting.invoices where repeats_reference"))
    assert list(repeats.scalars()) == [max(made["A"]["id"], made["BS"]["id"])]


async def test_0032_gives_belgian_companies_accounts_for_what_deducts_less_vat(
    owner: AsyncConnection, company: Company, other_company: Company
):
    """Both had none of the three; one has a 6151 of its own by now, which stays its own."""
    mine, given = "Eigen rekening", ("2521", "6143", "6151")
    before = ScriptDirectory.from_config(Config(str(bootstrap.CONFIG))).get_revision("0032").down_revision
    for each in (company, other_company):
        await owner.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(each.tenant_id)})
        await owner.execute(text("delete from accounting.accounts where code = any(:given)"), {"given": list(given)})
    own = (
        "insert into accounting.accounts (id, code, names, type) values (gen_random_uuid(), '6151', :names, 'expense')"
    )
    await owner.execute(text(own), {"names": f'{{"nl": "{mine}"}}'})
    await owner.execute(text("update accounting.alembic_version set version_num = :before"), {"before": before})

    await owner.run_sync(upgrade, "0032")

    for each, hotels in ((company, "Hotelkosten"), (other_company, mine)):
        await owner.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(each.tenant_id)})
        rows = await owner.execute(
            text("select code, type, names ->> 'nl' from accounting.accounts where code = any(:given) order by code"),
            {"given": list(given)},
        )
        assert [tuple(row) for row in rows] == [
            ("2521", "asset", "Geleased rollend materieel"),
            ("6143", "expense", "Relatiegeschenken zonder btw-aftrek"),
            ("6151", "expense", hotels),
        ]
