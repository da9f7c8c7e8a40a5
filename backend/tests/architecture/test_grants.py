"""What else could let somebody by: a right to single columns, a policy for one role, a role that policies do not bind.
Each question is also put to a planted fault.
"""

from sqlalchemy import text

from tests.architecture.test_database import ALLOWED, GRANTED, SCHEMAS, UNPROTECTED, ask

BY_COLUMN = text(f"""
    select distinct on (role, may, place) role, may, a.attrelid::regclass::text as place,
           array_agg(a.attname::text) over (partition by role, may, a.attrelid) as columns
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace,
           unnest(array['app_api', 'app_relay', 'app_spark']) role,
           unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) may
     where n.nspname in {SCHEMAS} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
       and has_column_privilege(role, a.attrelid, a.attnum, may) and not has_table_privilege(role, a.attrelid, may)
""")
COLUMNS_OF = text("""
    select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
""")
FOR_ONE_ROLE = text(f"""
    select schemaname || '.' || tablename || ': ' || cmd || ' to ' || array_to_string(roles, ', ') || ' using ' || qual
      from pg_policies where schemaname in {SCHEMAS} and roles <> '{{public}}'
""")
UNBOUND = text("""
    select rolname from pg_roles where rolname like :whose
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
""")
LENT_TO_US = text("select roleid::regrole::text from pg_auth_members where member::regrole::text like 'app\\_%'")
ONLY_BY_TRIGGERS = {"open_amount", "open_in_books", "offset_amount", "credited_amount"}
ONLY_ONCE = {"tenant_id", "id", "sign", "repeats_reference"}
"""Of an invoice: what is open of it, which what pays it says; and what is said when it is written."""
RELAY_SEES = {
    "accounting.job_runs: ALL to app_relay using true",
    "accounting.nightly_runs: SELECT to app_relay using true",
    "accounting.tenants: ALL to app_relay using true",
}
"""Which jobs wait, of all companies; of those columns alone to which it has a right."""


async def columns_by_role(owner) -> dict[tuple[str, str, str], set[str]]:
    return {(row.role, row.may, row.place): set(row.columns) for row in await owner.execute(BY_COLUMN)}


async def expected(owner) -> dict[tuple[str, str, str], set[str]]:
    of_invoices = set((await owner.execute(COLUMNS_OF, {"table": "accounting.invoices"})).scalars())
    return {
        ("app_api", "UPDATE", "accounting.invoices"): of_invoices - ONLY_BY_TRIGGERS - ONLY_ONCE,
        ("app_api", "UPDATE", "accounting.bank_lines"): {
            "bank_account_id",
            "duplicate_because",
            "duplicate_of_id",
            "key",
            "state",
        },
        ("app_api", "UPDATE", "accounting.vat_returns"): {"status", "version"},
        ("app_relay", "SELECT", "accounting.nightly_runs"): {"name", "night", "tenant_id"},
        ("app_relay", "SELECT", "accounting.tenants"): {"closed_at", "id"},
        ("app_relay", "UPDATE", "accounting.job_runs"): {"sent_at"},
    }


async def test_each_role_may_do_to_single_columns_exactly_this(owner):
    assert await columns_by_role(owner) == await expected(owner)


async def test_a_right_to_one_column_more_is_noticed(owner):
    for role, column in (("app_api", "audit.events (payload)"), ("app_spark", "accounting.users (email)")):
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"grant update {column[column.index('(') :]} on {column.split()[0]} to {role}"))
        more = (await columns_by_role(owner)).keys() - (await expected(owner)).keys()
        assert more == {(role, "UPDATE", column.split()[0])}
        await owner.execute(text("rollback to savepoint before"))


async def test_any_right_more_to_any_table_is_noticed(owner):
    for _, table in [key for key in ALLOWED if key[0] == "app_api"]:
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"grant all on {table} to app_api, app_relay, app_spark"))
        given = {(row.rolname, row.name): row.may for row in await owner.execute(GRANTED)}
        noticed = {key for key, may in given.items() if ALLOWED.get(key) != may}
        assert noticed == {(role, table) for role in ("app_api", "app_relay", "app_spark")}
        await owner.execute(text("rollback to savepoint before"))


async def test_a_table_whose_owner_is_not_bound_is_noticed(owner):
    protected = [name for role, name in ALLOWED if role == "app_api" and name != "accounting.alembic_version"]
    for table in protected:
        kind = await owner.scalar(text(f"select relkind::text from pg_class where oid = '{table}'::regclass"))
        if kind not in ("r", "p"):
            continue
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"alter table {table} no force row level security"))
        assert await ask(owner, UNPROTECTED) == {table}
        await owner.execute(text("rollback to savepoint before"))


async def test_a_policy_for_one_role_is_the_relays_alone(owner):
    assert await ask(owner, FOR_ONE_ROLE) == RELAY_SEES
    await owner.execute(text("create policy back_door on accounting.contacts to app_api using (true)"))
    assert await ask(owner, FOR_ONE_ROLE) - RELAY_SEES == {"accounting.contacts: ALL to app_api using true"}


async def test_no_role_of_ours_is_above_the_policies_nor_borrows_from_one_that_is(owner):
    """Whoever planted the database is: so the question can tell."""
    ours = await owner.execute(UNBOUND, {"whose": "app\\_%"})
    assert set(ours.scalars()) == set()
    assert len((await owner.execute(UNBOUND, {"whose": "%"})).all()) >= 1
    assert await ask(owner, LENT_TO_US) == set()
