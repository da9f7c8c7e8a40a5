"""The audit log: gapless, chained, and nobody's to change."""

import asyncio
import hashlib
import os

import pytest
from sqlalchemy import text

from accounting.errors import Conflict
from app.core.database import make_engine
from app.core.origin import Origin
from tests.conftest import Company
from tests.factories import documents

ROWS = text(
    "select sequence, hash, concat_ws('|', 2, tenant_id, sequence, coalesce(actor_id::text, '-'),"
    " extract(epoch from recorded_at), octet_length(name), name, octet_length(payload::text), payload, origin) as row,"
    " name, payload, origin, actor_id from audit.events order by sequence"
)


async def chain(company: Company) -> list:
    async with company.begin(read_only=True) as work:
        return list(await work.session.execute(ROWS))


def broken_at(rows: list) -> int | None:
    """The first sequence that does not follow from the one before; None when all do."""
    before = b""
    for expected, row in enumerate(rows, start=1):
        if row.sequence != expected or row.hash != hashlib.sha256(before + row.row.encode()).digest():
            return expected
        before = row.hash
    return None


async def test_every_event_follows_from_the_one_before(company: Company):
    await documents.approved(company)
    rows = await chain(company)
    assert broken_at(rows) is None
    names = [row.name for row in rows]
    assert {
        "user.registered",
        "books.opened",
        "document.uploaded",
        "document.read",
        "entry.posted",
        "document.approved",
    } <= set(names)


async def test_the_check_above_would_notice_a_change(company: Company):
    """One letter of one row, one missing row, two rows exchanged."""

    class Row:
        def __init__(self, event, **other):
            self.sequence, self.hash, self.row = event.sequence, event.hash, event.row
            self.__dict__ |= other

    rows = [Row(each) for each in await chain(company)]
    assert len(rows) >= 2
    assert broken_at([Row(rows[0], row=rows[0].row.replace("user", "usar")), *rows[1:]]) == 1
    assert broken_at(rows[1:]) == 1
    assert broken_at([rows[1], rows[0], *rows[2:]]) == 1


async def test_twenty_writers_at_once_leave_no_gap_and_no_fork(company: Company):
    before = len(await chain(company))

    async def write(number: int) -> None:
        async with company.begin() as work:
            await work.record("test.happened", number=number)

    await asyncio.gather(*(write(number) for number in range(20)))
    rows = await chain(company)
    assert broken_at(rows) is None
    assert sorted(row.payload["number"] for row in rows[before:]) == list(range(20))


async def test_work_that_fails_leaves_neither_an_event_nor_a_gap(company: Company):
    before = len(await chain(company))
    with pytest.raises(Conflict):
        async with company.begin() as work:
            await work.record("test.happened")
            raise Conflict
    async with company.begin() as work:
        await work.record("test.happened")
    rows = await chain(company)
    assert (len(rows), broken_at(rows)) == (before + 1, None)


async def test_an_event_knows_who_and_from_where(company: Company):
    async with company.begin(origin=Origin("req_12345678", "192.0.2.7", "Firefox")) as work:
        await work.record("test.happened", on=work.today)
    row = (await chain(company))[-1]
    assert row.actor_id == company.user_id
    assert row.origin == {"request_id": "req_12345678", "ip": "192.0.2.7", "user_agent": "Firefox"}


async def test_every_company_has_a_chain_of_its_own(company: Company, other_company: Company):
    async with company.begin() as work:
        await work.record("test.happened")
    assert "test.happened" not in [row.name for row in await chain(other_company)]
    assert broken_at(await chain(other_company)) is None


async def test_a_writer_can_choose_neither_number_nor_time_nor_hash(company: Company):
    async with company.begin() as work:
        await work.session.execute(
            text(
                "insert into audit.events (sequence, name, payload, recorded_at, hash)"
                " values (1000, 'test.forged', '{}', '2001-01-01', 'forged')"
            )
        )
    rows = await chain(company)
    assert broken_at(rows) is None
    assert rows[-1].name == "test.forged"


CHANGES = ["update audit.events set name = 'x'", "delete from audit.events", "truncate audit.events"]


@pytest.mark.parametrize("statement", CHANGES)
async def test_the_application_cannot_change_it(company: Company, statement):
    with pytest.raises(Exception, match="permission denied"):
        async with company.begin() as work:
            await work.session.execute(text(statement))


@pytest.mark.parametrize("statement", CHANGES)
async def test_not_even_the_owner_can_change_it(company: Company, statement):
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    try:
        with pytest.raises(Exception, match="append-only"):
            async with engine.begin() as owner:
                await owner.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(company.tenant_id)})
                await owner.execute(text(statement))
    finally:
        await engine.dispose()
    assert broken_at(await chain(company)) is None
