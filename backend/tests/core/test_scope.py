"""A moment in another tenant, or on somebody's behalf: it ends, however it ends."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import app
from accounting.errors import Conflict
from app.core.entering import Shown
from app.core.looking import look
from app.core.models import new_id
from app.core.origin import Origin
from app.core.tokens import read_access
from app.modules.contacts.models import Contact
from tests.conftest import Company
from tests.core.test_work import count

SCOPE_NOW = text("select current_setting('app.tenant_id'), current_setting('app.actor_id')")


async def scope_of(work) -> tuple[str, str]:
    return tuple((await work.session.execute(SCOPE_NOW)).one())


def moments(work, other: Company):
    """The two ways to reach what is somebody else's for a moment, and what the scope is within."""
    return (
        (work.in_tenant(other.tenant_id), (str(other.tenant_id), str(work.actor_id))),
        (work.on_behalf_of(other.user_id), (str(work.tenant_id), str(other.user_id))),
    )


async def test_a_moment_elsewhere_ends_however_it_ends(company: Company, other_company: Company):
    async with company.begin() as work:
        own = await scope_of(work)
        for moment, within in moments(work, other_company):
            async with moment:
                assert await scope_of(work) == within
            assert await scope_of(work) == own
        for moment, within in moments(work, other_company):
            with pytest.raises(Conflict):
                async with moment:
                    assert await scope_of(work) == within
                    raise Conflict
            assert await scope_of(work) == own


async def test_a_moment_elsewhere_that_the_database_refused_ends_as_well(company: Company, other_company: Company):
    """The transaction is broken by then; what sets it right again sets the scope right too."""
    async with company.begin() as work:
        own = await scope_of(work)
        for moment, _ in moments(work, other_company):
            with pytest.raises(DBAPIError, match="division by zero"):
                async with work.attempt(), moment:
                    await work.session.execute(text("select 1 / 0"))
            assert await scope_of(work) == own


async def test_what_a_failed_moment_elsewhere_was_about_to_write_is_written_nowhere(
    company: Company, other_company: Company
):
    async with company.begin() as work:
        with pytest.raises(Conflict):
            async with work.in_tenant(other_company.tenant_id):
                work.session.add(Contact(id=new_id(), name="Theirs"))
                raise Conflict
    for each in (company, other_company):
        async with each.begin() as work:
            assert await count(work, "accounting.contacts") == 0


async def test_a_moment_elsewhere_ends_where_work_only_looks(company: Company, other_company: Company):
    """There the scope is the connection's: nothing but this sets it back."""
    claims = read_access(company.data["access_token"])
    shown = Shown(company.tenant_id, company.user_id, claims.session_id)
    async with look(shown, Origin()) as work:
        own = await scope_of(work)
        for moment, within in moments(work, other_company):
            with pytest.raises(Conflict):
                async with moment:
                    assert await scope_of(work) == within
                    raise Conflict
            assert await scope_of(work) == own


async def test_only_looking_takes_a_connection_that_keeps_its_scope():
    """Decision 0017: whoever else took one would ask in the company of the caller before."""
    folder = Path(app.__file__).parent
    users = {
        path.name for path in folder.rglob("*.py") if re.search(r"database\.looking|\._looking\b", path.read_text())
    }
    assert users == {"looking.py", "database.py"}
