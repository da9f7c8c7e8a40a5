"""Each policy is what keeps companies apart: without it, or with a weaker one, a row of somebody else would show.

Asked of every table, with rows of two companies in each. So whoever loses or weakens a policy in a migration is told.
"""

import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.architecture.rows_of_all import fill
from tests.factories.everything import furnish

SCHEMAS = "('accounting', 'audit', 'results')"
TABLES = text(f"""
    select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in {SCHEMAS} and c.relname <> 'alembic_version' order by 1
""")
POLICIES = text(f"""
    select format('%I.%I', schemaname, tablename) as table, policyname as name, qual, with_check from pg_policies
     where schemaname in {SCHEMAS} and '{{public}}' = roles and permissive = 'PERMISSIVE' order by 1, 2
""")
NARROWER = text(f"""
    select format('%I.%I', schemaname, tablename) as table, policyname as name from pg_policies
     where schemaname in {SCHEMAS} and permissive = 'RESTRICTIVE' order by 1, 2
""")
COLUMNS = text("""
    select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0
       and not attisdropped and attgenerated = '' order by attnum
""")


async def enter(owner, tenant_id: UUID | str, actor_id: UUID | str, email: str = "", key: str = "") -> None:
    """As who is in this company, is this person, signs in with this address, shows the key with this hash."""
    await owner.execute(
        text(
            "select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true),"
            " set_config('app.sign_in_email', :email, true), set_config('app.shown_key', :key, true)"
        ),
        {"tenant": str(tenant_id), "actor": str(actor_id), "email": email, "key": key},
    )


async def rows(owner, table: str, tenant_id: UUID, actor_id: UUID) -> int:
    """What this company and person see of a table. Row-level security is forced, so the owner is bound as well."""
    await enter(owner, tenant_id, actor_id)
    return await owner.scalar(text(f"select count(*) from {table}"))


@pytest.fixture
async def two(owner, company, other_company):
    """Two companies with a row in every table."""
    for each in (company, other_company):
        await furnish(each)
    for each in (company, other_company):  # from here on rows are held, and nothing is asked of the API
        await enter(owner, each.tenant_id, each.user_id)
        await fill(owner)
    return company, other_company


async def policies(owner) -> dict[str, tuple[str, str, str]]:
    """Of each table its one policy that lets anybody in: name, who sees a row, who may write it."""
    found = (await owner.execute(POLICIES)).all()
    by_table = {each.table: (each.name, each.qual, each.with_check or each.qual) for each in found}
    assert len(by_table) == len(found)
    assert list(by_table) == list((await owner.execute(TABLES)).scalars())
    return by_table


async def test_every_table_has_rows_of_two_companies_and_neither_sees_those_of_the_other(owner, two):
    mine, theirs = two
    for table in await policies(owner):
        for each in two:
            assert await rows(owner, table, each.tenant_id, each.user_id), f"no row in {table}: give it one"
        assert not await rows(owner, table, uuid4(), uuid4()), f"{table} shows rows to anybody"
        for column, value in (("tenant_id", theirs.tenant_id), ("user_id", theirs.user_id)):
            if column in (await owner.execute(COLUMNS, {"table": table})).scalars().all():
                await enter(owner, mine.tenant_id, mine.user_id)
                foreign = text(f"select count(*) from {table} where {column} = :value")
                assert not await owner.scalar(foreign, {"value": value}), f"{table} shows rows of others"


async def test_losing_any_one_policy_hides_rows_and_weakening_it_shows_those_of_others(owner, two):
    """What the test above would say, for each of them: by the rows, whatever the words of a policy are."""
    mine, _ = two
    for table, (name, sees, writes) in (await policies(owner)).items():
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"drop policy {name} on {table}"))
        assert not await rows(owner, table, mine.tenant_id, mine.user_id), table
        await owner.execute(text("rollback to savepoint before"))
        for weak in ("true", f"({sees}) or true", f"({sees}) or accounting.current_tenant() is not null"):
            await owner.execute(text(f"alter policy {name} on {table} using ({weak}) with check ({writes})"))
            assert await rows(owner, table, uuid4(), uuid4()), f"{table} using {weak}"
            await owner.execute(text("rollback to savepoint before"))


REFUSE_FIRST = {"accounting.postings": "entry_must_be_new"}
"""Triggers that would refuse the row for another reason, before anybody asks whose it is."""


async def is_written_for(owner, table: str, rule: str, mine, theirs) -> bool:
    """Whether a copy of one of my rows would be taken as one of theirs; whatever else is wrong with it."""
    columns = (await owner.execute(COLUMNS, {"table": table})).scalars().all()
    asks = re.findall(r"\b(tenant_id|user_id|id) = accounting\.current_(tenant|actor)\(\)", rule)
    column, whose = asks[0]
    other = theirs.tenant_id if whose == "tenant" else theirs.user_id
    copied = ", ".join(f"cast('{other}' as uuid)" if each == column else each for each in columns)
    await owner.execute(text("savepoint writing"))
    await enter(owner, mine.tenant_id, mine.user_id)
    if table in REFUSE_FIRST:
        await owner.execute(text(f"alter table {table} disable trigger {REFUSE_FIRST[table]}"))
    try:
        await owner.execute(text(f"insert into {table} ({', '.join(columns)}) select {copied} from {table} limit 1"))
    except DBAPIError as error:
        return "row-level security" not in str(error)
    finally:
        await owner.execute(text("rollback to savepoint writing"))
    return True


async def test_nobody_writes_a_row_for_somebody_else_and_weakening_any_one_policy_would_let_them(owner, two):
    for table, (name, sees, writes) in (await policies(owner)).items():
        assert not await is_written_for(owner, table, writes, *two), f"{table} takes rows for others"
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"alter policy {name} on {table} using ({sees}) with check (true)"))
        assert await is_written_for(owner, table, writes, *two), table
        await owner.execute(text("rollback to savepoint before"))


def ways(rule: str) -> list[str]:
    """What a policy says, each of its alternatives by itself."""
    whole = re.fullmatch(r"\((.*)\)", rule, re.DOTALL)
    inside, depth, found = whole[1] if whole else rule, 0, [""]
    for part in re.split(r"(\(|\)| OR )", inside):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth < 0:
            return [rule]  # the outer brackets were two pairs side by side
        if part == " OR " and depth == 0:
            found.append("")
        else:
            found[-1] += part
    return found


async def key_of(owner, company) -> str:
    await enter(owner, company.tenant_id, company.user_id)
    return await owner.scalar(text("select encode(secret_hash, 'hex') from accounting.api_keys limit 1"))


async def test_each_alternative_of_a_policy_shows_what_no_other_does(owner, two):
    """Left out, somebody who shows one thing alone sees less: no alternative is there for nothing, none is untried."""
    mine, _ = two
    shown = [
        (mine.tenant_id, "", "", ""),
        ("", mine.user_id, "", ""),
        ("", "", mine.email, ""),
        ("", "", "", await key_of(owner, mine)),
    ]

    async def seen(table: str) -> list[int]:
        counts = []
        for each in shown:
            await enter(owner, *each)
            counts.append(await owner.scalar(text(f"select count(*) from {table}")))
        return counts

    several = {table: found for table, found in (await policies(owner)).items() if len(ways(found[1])) > 1}
    assert {table.removeprefix("accounting.") for table in several} == {"api_keys", "memberships", "tenants", "users"}
    for table, (name, sees, writes) in several.items():
        before = await seen(table)
        for left_out in ways(sees):
            rest = " or ".join(each for each in ways(sees) if each != left_out)
            await owner.execute(text("savepoint before"))
            await owner.execute(text(f"alter policy {name} on {table} using ({rest}) with check ({writes})"))
            after = await seen(table)
            assert any(less < more for less, more in zip(after, before, strict=True)), f"{table} without {left_out}"
            await owner.execute(text("rollback to savepoint before"))


async def test_each_alternative_that_asks_for_anybody_instead_of_somebody_shows_rows_to_strangers(owner, two):
    """`x = who is asking` weakened to `somebody is asking`, one alternative at a time. What is asked of another table is
    kept by that table's own policy.
    """
    stranger = (uuid4(), uuid4(), "nobody@example.com", "00")
    for table, (name, sees, writes) in (await policies(owner)).items():
        assert len(ways(writes)) == 1, f"what may be written in {table} is said by one comparison"
        for asked in (each for each in ways(sees) if "SELECT" not in each):
            whose = asked[1:-1] if asked.startswith("(") else asked
            somebody = f"{whose.partition(' = ')[2]} is not null"
            weak = " or ".join(somebody if each == asked else each for each in ways(sees))
            await owner.execute(text("savepoint before"))
            await enter(owner, *stranger)
            assert not await owner.scalar(text(f"select count(*) from {table}"))
            await owner.execute(text(f"alter policy {name} on {table} using ({weak}) with check ({writes})"))
            assert await owner.scalar(text(f"select count(*) from {table}")), f"{table} using {weak}"
            await owner.execute(text("rollback to savepoint before"))


SEEN_FROM_ELSEWHERE = {
    "accounting.tenants": ("id", "tenant_id"),
    "accounting.memberships": ("tenant_id", "tenant_id"),
    "accounting.users": ("id", "user_id"),
    "accounting.api_keys": ("tenant_id", "tenant_id"),
}
"""Where rows are seen that are not ours: my other companies, my colleagues, the key whose secret is shown. The column
that says whose a row is, and what it is there.
"""


async def reached(owner, table: str, statement: str, mine, theirs) -> bool:
    """Whether a statement gets at a row of theirs, from within my company; whatever else would stop it then."""
    key = await key_of(owner, theirs)
    await owner.execute(text("savepoint writing"))
    await enter(owner, mine.tenant_id, mine.user_id, key=key)
    _, what = SEEN_FROM_ELSEWHERE[table]
    try:
        found = await owner.execute(text(statement), {"mine": getattr(mine, what), "theirs": getattr(theirs, what)})
        return found.rowcount > 0
    except DBAPIError as error:
        return "row-level security" not in str(error)
    finally:
        await owner.execute(text("rollback to savepoint writing"))


def writings(table: str) -> list[str]:
    """Ways to write in a row of theirs: change it where it is, make it mine, remove it."""
    column, _ = SEEN_FROM_ELSEWHERE[table]
    made = (f"update {table} set {column} = {column}", f"update {table} set {column} = :mine", f"delete from {table}")
    return [f"{each} where {column} = :theirs" for each in made]


async def test_what_is_only_seen_of_others_is_neither_changed_nor_removed(owner, two):
    """A viewer of another company is whoever they are in theirs; the database tells the two apart as well."""
    mine, theirs = two
    joining = text("insert into accounting.memberships (user_id, role) values (:user, 'viewer')")
    for company, person in ((theirs, mine), (mine, theirs)):
        await enter(owner, company.tenant_id, company.user_id)
        await owner.execute(joining, {"user": person.user_id})
    for table, (column, what) in SEEN_FROM_ELSEWHERE.items():
        key = await key_of(owner, theirs)
        await enter(owner, mine.tenant_id, mine.user_id, key=key)
        seen = text(f"select count(*) from {table} where {column} = :theirs")
        assert await owner.scalar(seen, {"theirs": getattr(theirs, what)}) == 1, table
        for statement in writings(table):
            assert not await reached(owner, table, statement, mine, theirs), statement
    narrower = (await owner.execute(NARROWER)).all()
    assert {each.table for each in narrower} == set(SEEN_FROM_ELSEWHERE)
    for table, name in narrower:
        await owner.execute(text("savepoint before"))
        await owner.execute(text(f"drop policy {name} on {table}"))
        got_at = [await reached(owner, table, each, mine, theirs) for each in writings(table)]
        assert any(got_at), f"{name} on {table} keeps nobody from anything"
        await owner.execute(text("rollback to savepoint before"))
