"""What we hold, asked of the database's own catalogue: a table that comes tomorrow is exported without a change here.

Rows come as JSON, made by PostgreSQL: amounts as text, instants in UTC, bytes as hexadecimal. What opens a door or is
sealed (hashes of secrets, sealed texts, tokens) stays inside.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from app.core.work import Work

SECRET = re.compile(r"(_hash|_sealed|_token)$")
LEFT_OUT = {
    "accounting.sessions": "a person's, in one company at a time: it is in their own export",
    "accounting.mfa_challenges": "a sign-in under way",
    "accounting.idempotency_keys": "sealed copies of answers that were given already",
    "accounting.nightly_runs": "which jobs ran at night",
}
"""Tables with a company's id that are not of its books, and why."""

PEOPLE = (
    "user_id",
    "actor_id",
    "created_by",
    "uploaded_by",
    "decided_by",
    "recorded_by",
    "requested_by",
    "invited_by",
    "accepted_by",
    "sent_by",
    "issued_by",
    "closed_by",
    "spender_id",
)
"""Columns that name a person."""

ABOUT_A_PERSON = {
    "accounting.memberships",
    "accounting.sessions",
    "accounting.api_keys",
    "accounting.invitations",
    "accounting.mail_messages",
    "accounting.exports",
}
"""Tables whose rows are about the person they name; of others only who, when and where is theirs."""

CATALOGUE = text("""
    select n.nspname || '.' || c.relname as name,
           array_agg(a.attname::text order by a.attnum) as columns,
           array_agg(format_type(a.atttypid, null) order by a.attnum) as types,
           (select array_agg(k.attname::text order by place.n) from pg_index i
              cross join lateral unnest(i.indkey) with ordinality as place (attnum, n)
              join pg_attribute k on k.attrelid = c.oid and k.attnum = place.attnum
             where i.indrelid = c.oid and i.indisprimary) as key
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('accounting', 'audit', 'results') and c.relkind in ('r', 'p')
       and has_table_privilege(c.oid, 'select')
     group by c.oid, n.nspname, c.relname order by 1
""")


@dataclass(frozen=True, slots=True)
class Table:
    """One table as the catalogue knows it; `columns` without secrets."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]

    @property
    def short(self) -> str:
        return self.name.split(".")[1]

    @property
    def belongs_to_companies(self) -> bool:
        return "tenant_id" in self.columns

    @property
    def people(self) -> list[str]:
        return [column for column in PEOPLE if column in self.columns]

    def trace(self) -> list[str]:
        """The columns that say who did something, when, and from where; not what."""
        return [
            column
            for column, kind in self.columns.items()
            if column in (*self.key, *PEOPLE, "origin")
            or kind == "timestamp with time zone"
            or (self.name, column) == ("audit.events", "name")
        ]

    def select(self, columns: list[str], condition: str) -> Any:
        """Rows as JSON text, in the order of the key."""
        shown = ", ".join(_shown(column, self.columns[column]) for column in columns)
        order = ", ".join(f'"{column}"' for column in self.key)
        inner = f"select {shown} from {self.name} where {condition} order by {order}"  # noqa: S608  (the catalogue's)
        return text(f"select row_to_json(it)::text from ({inner}) as it")  # noqa: S608


def _shown(column: str, kind: str) -> str:
    name = f'"{column}"'
    if kind == "timestamp with time zone":
        return f"to_char({name} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24\\:MI\\:SS.US\"Z\"') as {name}"
    if kind == "bytea":
        return f"encode({name}, 'hex') as {name}"
    if kind == "numeric":
        return f"{name}::text as {name}"
    return name


async def catalogue(work: Work) -> list[Table]:
    """Every table that we may read."""
    rows = await work.session.execute(CATALOGUE)
    return [
        Table(
            row.name,
            {name: kind for name, kind in zip(row.columns, row.types, strict=True) if not SECRET.search(name)},
            tuple(row.key or ()),
        )
        for row in rows
        if row.name != "accounting.alembic_version"
    ]


def of_a_company(tables: list[Table]) -> list[Table]:
    """What belongs to a company and goes into its export."""
    return [each for each in tables if each.belongs_to_companies and each.name not in LEFT_OUT]


async def rows(work: Work, statement: Any, **values: Any) -> AsyncIterator[str]:
    """One JSON text after the other, straight from a cursor."""
    streamed = await work.session.stream(statement, values)
    async for row in streamed:
        yield row[0]
