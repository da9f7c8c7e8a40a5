"""Idempotency-Key: sent again, done once, answered alike."""

import asyncio
from contextlib import nullcontext
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from app.core import idempotency
from app.core.idempotency import IdempotencyKey
from app.modules.ledger.models import Entry
from tests.conftest import PASSWORD
from tests.factories import books

REASON = {"reason": "wrong supplier"}


async def reverse(company, entry, key, reason=REASON):
    return await company.client.post(
        f"/api/v1/ledger/entries/{entry.id}/reverse", json=reason, headers={"idempotency-key": key}
    )


async def entries(company) -> int:
    async with company.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(Entry))


async def test_the_second_time_nothing_happens_and_the_answer_is_the_same(company):
    entry, key = await books.post(company), uuid4().hex
    first, second = await reverse(company, entry, key), await reverse(company, entry, key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert first.headers["content-type"] == second.headers["content-type"]
    assert await entries(company) == 2


async def test_a_thousand_at_once_have_one_effect_and_equal_answers(company):
    entry, key = await books.post(company), uuid4().hex
    answers = await asyncio.gather(*(reverse(company, entry, key) for _ in range(1000)))
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    assert sum("idempotent-replayed" not in each.headers for each in answers) == 1
    assert await entries(company) == 2


async def test_between_processes_the_database_alone_keeps_the_promise(company, monkeypatch):
    """As it is for two processes: nothing but the primary key makes one wait for the other."""
    entry, key = await books.post(company), uuid4().hex
    monkeypatch.setattr(idempotency, "turn", lambda *_: nullcontext())
    answers = await asyncio.gather(*(reverse(company, entry, key) for _ in range(50)))
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    assert sum("idempotent-replayed" not in each.headers for each in answers) == 1
    assert await entries(company) == 2


async def test_without_a_key_each_sending_counts(company):
    entry = await books.post(company)
    path = f"/api/v1/ledger/entries/{entry.id}/reverse"
    assert (await company.client.post(path, json=REASON)).status_code == 201
    assert (await company.client.post(path, json=REASON)).status_code == 409


@pytest.mark.parametrize("change", ["body", "path"])
async def test_a_key_used_for_something_else_is_refused(company, change):
    entry, other, key = await books.post(company), await books.post(company), uuid4().hex
    await reverse(company, entry, key)
    if change == "body":
        answer = await reverse(company, entry, key, {"reason": "another reason"})
    else:
        answer = await reverse(company, other, key)
    assert answer.status_code == 409
    assert answer.json()["errors"][0] | {"message": ""} == {
        "code": "idempotency_key_reused",
        "message": "",
        "field": "Idempotency-Key",
        "value": key,
        "instead": None,
    }
    assert await entries(company) == 3


async def test_a_refused_request_leaves_the_key_free(company):
    entry, key = await books.post(company), uuid4().hex
    assert (await reverse(company, entry, key, {"reason": ""})).status_code == 422
    assert (await reverse(company, entry, key)).status_code == 201


async def test_the_same_key_of_two_companies_is_two_keys(company, other_company):
    key = uuid4().hex
    for each in (company, other_company):
        answer = await reverse(each, await books.post(each), key)
        assert (answer.status_code, "idempotent-replayed" in answer.headers) == (201, False)


async def test_a_key_is_good_for_a_day(company):
    entry, key = await books.post(company), uuid4().hex
    first = await reverse(company, entry, key)
    async with company.begin() as work:
        await work.session.execute(
            text("update accounting.idempotency_keys set created_at = now() - interval '25 hours'")
        )
    again = await reverse(company, entry, key)
    assert (first.status_code, again.status_code) == (201, 409)
    assert again.json()["errors"][0]["code"] == "entry_already_reversed"


async def test_old_keys_and_their_sealed_answers_go_at_night(company, runs_jobs):
    await reverse(company, await books.post(company), uuid4().hex)
    async with company.begin() as work:
        await work.session.execute(
            text("update accounting.idempotency_keys set created_at = now() - interval '25 hours'")
        )
        await work.enqueue("idempotency.forget", night="2026-11-21")
    await runs_jobs(company)
    async with company.begin() as work:
        assert await work.session.scalar(select(func.count()).select_from(IdempotencyKey)) == 0


@pytest.mark.parametrize("key", ["two words", "k" * 256, "naïve"])
async def test_a_key_that_is_none_is_refused_by_name(company, key):
    entry = await books.post(company)
    answer = await company.client.post(
        f"/api/v1/ledger/entries/{entry.id}/reverse", json=REASON, headers={"idempotency-key": key.encode("latin-1")}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


async def test_stored_answers_are_sealed(company):
    entry, key = await books.post(company), uuid4().hex
    await reverse(company, entry, key)
    async with company.begin() as work:
        row = (await work.session.scalars(select(IdempotencyKey))).one()
    assert "wrong supplier" not in row.body_sealed
    assert PASSWORD not in row.body_sealed
    assert row.body_sealed.split(":")[0].isidentifier() or row.body_sealed[0].isalnum()
