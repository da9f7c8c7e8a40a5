"""What PostgreSQL promises, asked of its own catalogue; each question is also put to a planted fault."""

import asyncio
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app import bootstrap
from tests.factories import documents

SCHEMAS = "('accounting', 'audit', 'results')"
UNPROTECTED = text(f"""
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in {SCHEMAS} and c.relname <> 'alembic_version'
       and not (c.relrowsecurity and c.relforcerowsecurity
                and exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polroles = '{{0}}'))
""")
LOOSE_KEYS = text(f"""
    select f.conrelid::regclass || '.' || f.conname from pg_constraint f
      join pg_class target on target.oid = f.confrelid join pg_namespace n on n.oid = target.relnamespace
     where f.contype = 'f' and n.nspname in {SCHEMAS}
       and exists (select from pg_attribute a where a.attrelid = target.oid and a.attname = 'tenant_id')
       and not exists (select from pg_attribute a where a.attrelid = f.conrelid and a.attname = 'tenant_id'
                          and a.attnum = any(f.conkey))
""")
OPEN_POLICIES = text(f"""
    select tablename || ': ' || coalesce(qual, '-') || ' / ' || coalesce(with_check, '-') from pg_policies
     where schemaname in {SCHEMAS} and '{{public}}' = roles
       and (qual is null or qual !~ 'current_(tenant|actor)\\(\\)' or with_check !~ 'current_(tenant|actor)\\(\\)')
""")
PLANTED = "create table accounting.planted (tenant_id uuid, id uuid, document_id uuid, primary key (tenant_id, id))"


async def ask(connection, question) -> set[str]:
    return set((await connection.execute(question)).scalars())


async def test_every_table_has_forced_row_level_security_and_a_policy(owner):
    assert await ask(owner, UNPROTECTED) == set()


@pytest.mark.parametrize(
    "then",
    [
        "select 1",
        "alter table accounting.planted enable row level security",
        "alter table accounting.planted enable row level security; alter table accounting.planted force row level security",
    ],
)
async def test_a_table_without_any_one_of_the_three_is_noticed(owner, then):
    for statement in (PLANTED, *then.split("; ")):
        await owner.execute(text(statement))
    assert await ask(owner, UNPROTECTED) == {"accounting.planted"}


async def test_every_policy_asks_who_or_whose(owner):
    assert await ask(owner, OPEN_POLICIES) == set()


async def test_a_policy_that_lets_everybody_in_is_noticed(owner):
    await owner.execute(text(PLANTED))
    await owner.execute(text("create policy open_door on accounting.planted using (true) with check (true)"))
    assert await ask(owner, OPEN_POLICIES) == {"planted: true / true"}


PERSONAL = {"accounting.refresh_tokens.fk_refresh_tokens_session_id"}
"""A session is a person's, in one company at a time: its policy asks for the person, and so does its token's."""


async def test_every_foreign_key_to_a_companys_table_carries_the_company(owner):
    assert await ask(owner, LOOSE_KEYS) == PERSONAL


async def test_a_foreign_key_that_could_cross_companies_is_noticed(owner):
    await owner.execute(text(PLANTED))
    await owner.execute(text("create unique index planted_id on accounting.planted (id)"))
    await owner.execute(
        text("create table accounting.loose (tenant_id uuid, planted_id uuid references accounting.planted (id))")
    )
    assert await ask(owner, LOOSE_KEYS) - PERSONAL == {"accounting.loose.loose_planted_id_fkey"}


async def test_the_tables_are_exactly_what_the_models_say():
    """`alembic check`: raises when a migration is missing."""
    await asyncio.to_thread(command.check, Config(str(bootstrap.CONFIG)))


ALLOWED = {
    **{
        ("app_api", f"accounting.{each}"): "SELECT"
        for each in ("account_balances", "account_days", "invoice_sums", "invoices_due")
    },
    ("app_api", "accounting.accounts"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.alembic_version"): "SELECT",
    ("app_api", "accounting.anomaly_decisions"): "SELECT INSERT",
    ("app_api", "accounting.anomaly_findings"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.anomaly_runs"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.anomaly_settings"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.anomaly_sightings"): "SELECT INSERT",
    ("app_api", "accounting.api_keys"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.authenticators"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.bank_accounts"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.bank_lines"): "SELECT INSERT DELETE",
    ("app_api", "accounting.bank_rules"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.bank_run_results"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.bank_runs"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.bank_settings"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.bank_statements"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.column_mappings"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.contacts"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.documents"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.entries_to_judge"): "SELECT",
    ("app_api", "accounting.entry_numbers"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.entry_templates"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.exchange_rates"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.expenses"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.exports"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.fiscal_years"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.idempotency_keys"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.invitations"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.invoice_lines"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.invoice_numbers"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.invoices"): "SELECT INSERT DELETE",
    ("app_api", "accounting.job_runs"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.journal_entries"): "SELECT INSERT",
    ("app_api", "accounting.journal_locks"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.lines_to_match"): "SELECT",
    ("app_api", "accounting.mail_messages"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.mailed_tokens"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.match_rejections"): "SELECT INSERT DELETE",
    ("app_api", "accounting.memberships"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.mfa_challenges"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.nightly_runs"): "SELECT INSERT DELETE",
    ("app_api", "accounting.number_series"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.open_items"): "SELECT",
    ("app_api", "accounting.posting_tags"): "SELECT INSERT DELETE",
    ("app_api", "accounting.postings"): "SELECT INSERT",
    ("app_api", "accounting.reconciliation_parts"): "SELECT INSERT",
    ("app_api", "accounting.reconciliations"): "SELECT INSERT",
    ("app_api", "accounting.recovery_codes"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.recurring_entries"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.recurring_invoices"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.refresh_tokens"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.reminders"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.sessions"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.settlements"): "SELECT INSERT",
    ("app_api", "accounting.statement_imports"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.tags"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.tenants"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.users"): "SELECT INSERT UPDATE",
    ("app_api", "accounting.vat_regimes"): "SELECT INSERT",
    ("app_api", "accounting.vat_returns"): "SELECT INSERT",
    ("app_api", "accounting.webhook_attempts"): "SELECT INSERT DELETE",
    ("app_api", "accounting.webhook_deliveries"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "accounting.webhooks"): "SELECT INSERT UPDATE DELETE",
    ("app_api", "audit.events"): "SELECT INSERT",
    ("app_api", "results.anomalies_found"): "SELECT DELETE",
    ("app_api", "results.document_readings"): "SELECT DELETE",
    ("app_api", "results.matchings"): "SELECT INSERT UPDATE",
    ("app_api", "results.match_proposals"): "SELECT DELETE",
    ("app_relay", "accounting.job_runs"): "SELECT",
    **{("app_spark", f"accounting.{each}"): "SELECT" for each in ("lines_to_match", "open_items")},
    ("app_spark", "results.anomalies_found"): "SELECT INSERT UPDATE",
    ("app_spark", "results.document_readings"): "SELECT INSERT UPDATE",
    ("app_spark", "results.match_proposals"): "SELECT INSERT UPDATE DELETE",
    ("app_spark", "results.matchings"): "SELECT",
}
GRANTED = text(f"""
    select r.rolname, c.oid::regclass::text as name, string_agg(p, ' ' order by place) as may
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
           unnest(array['app_api', 'app_relay', 'app_spark']) as r (rolname),
           unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN'])
             with ordinality as privilege (p, place)
     where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in {SCHEMAS} and has_table_privilege(r.rolname, c.oid, p)
     group by 1, 2
""")


async def test_each_role_may_do_to_each_table_exactly_this(owner):
    """The books and the audit log: no UPDATE, no DELETE. Spark: its results. The relay: job rows."""
    rows = await owner.execute(GRANTED)
    assert {(row.rolname, row.name): row.may for row in rows} == ALLOWED


async def test_the_relay_may_change_nothing_but_when_a_job_was_sent(owner):
    columns = await owner.execute(
        text(
            "select attrelid::regclass || '.' || attname from pg_attribute join pg_class c on c.oid = attrelid"
            f" join pg_namespace n on n.oid = c.relnamespace where n.nspname in {SCHEMAS} and c.relkind = 'r'"
            " and attnum > 0 and has_column_privilege('app_relay', attrelid, attnum, 'UPDATE')"
        )
    )
    assert set(columns.scalars()) == {"accounting.job_runs.sent_at"}


async def test_only_the_owner_owns_and_nobody_may_become_the_owner(owner):
    owners = await owner.execute(
        text(
            "select distinct r.rolname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            f" join pg_roles r on r.oid = c.relowner where n.nspname in {SCHEMAS}"
        )
    )
    assert set(owners.scalars()) == {"app_owner"}
    members = await owner.execute(
        text(
            "select member::regrole::text from pg_auth_members where roleid = 'app_owner'::regrole and member::regrole::text like 'app\\_%'"
        )
    )
    assert list(members.scalars()) == []


async def test_only_what_keeps_the_balances_lends_its_owners_rights_and_looks_nowhere_else(owner):
    """Triggers that write what nobody else may: balances, sums, what is open and credited of an invoice, and of a bank line."""
    lent = await owner.execute(
        text(
            "select p.oid::regprocedure::text, p.prorettype::regtype::text, p.proconfig from pg_proc p"
            f" join pg_namespace n on n.oid = p.pronamespace where n.nspname in {SCHEMAS} and p.prosecdef"
        )
    )
    assert {(*row[:2], tuple(row[2])) for row in lent} == {
        (f"accounting.{name}()", "trigger", ("search_path=pg_catalog, pg_temp",))
        for name in "keep_balances keep_bank_line_open keep_credited_amount keep_invoice_sums keep_invoices_due settle_invoice".split()
    }


async def test_only_the_owner_may_create_anything(owner):
    creators = await owner.execute(
        text(
            "select rolname || ' in ' || nspname from pg_roles, pg_namespace where rolname in ('app_api', 'app_relay', 'app_spark')"
            f" and (nspname in {SCHEMAS} or nspname = 'public') and has_schema_privilege(rolname, nspname, 'CREATE')"
        )
    )
    assert list(creators.scalars()) == []


POLICIES = text(f"select tablename, schemaname, policyname from pg_policies where schemaname in {SCHEMAS} and '{{public}}' = roles and permissive = 'PERMISSIVE'")  # fmt: skip


async def test_taking_away_any_one_policy_is_noticed(owner):
    policies = (await owner.execute(POLICIES)).all()
    assert len(policies) > 20
    for each in policies:
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"drop policy {each.policyname} on {each.schemaname}.{each.tablename}"))
        assert await ask(owner, UNPROTECTED) == {f"{each.schemaname}.{each.tablename}"}
        await owner.execute(text("rollback to savepoint before"))


async def test_opening_any_one_policy_is_noticed(owner):
    for each in (await owner.execute(POLICIES)).all():
        await owner.execute(text("savepoint before"))
        await owner.execute(
            text(f"alter policy {each.policyname} on {each.schemaname}.{each.tablename} using (true) with check (true)")
        )
        assert await ask(owner, OPEN_POLICIES) == {f"{each.tablename}: true / true"}
        await owner.execute(text("rollback to savepoint before"))


EVERYWHERE = text(f"""
    select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in {SCHEMAS} and c.relname <> 'alembic_version'
""")


async def rows_seen(owner, tenant_id, actor_id) -> dict[str, int]:
    """Rows of every table that this company and person see. Row-level security is forced, so the owner is bound too."""
    await owner.execute(
        text("select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true)"),
        {"tenant": str(tenant_id), "actor": str(actor_id)},
    )
    return {table: await owner.scalar(text(f"select count(*) from {table}")) for table in await ask(owner, EVERYWHERE)}


async def test_whoever_belongs_to_nothing_sees_no_row_of_any_table(owner, company):
    await documents.approved(company)
    mine = await rows_seen(owner, company.tenant_id, company.user_id)
    assert mine["accounting.postings"] == 3
    assert mine["audit.events"] > 3
    assert {table: count for table, count in (await rows_seen(owner, uuid4(), uuid4())).items() if count} == {}


async def test_a_policy_weakened_in_the_middle_shows_rows_of_others(owner, company):
    """The question above would notice what the one about words does not."""
    await documents.approved(company)
    await owner.execute(
        text(
            "alter policy tenant_isolation on accounting.contacts using (tenant_id = accounting.current_tenant() or true)"
        )
    )
    assert await ask(owner, OPEN_POLICIES) == set()
    assert (await rows_seen(owner, uuid4(), uuid4()))["accounting.contacts"] > 0
