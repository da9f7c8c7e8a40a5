"""API keys that open nothing: on record with the company whose key was tried, and with nobody else's."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from app.core.config import settings
from app.core.tokens import Secret
from app.modules.identity.models import ApiKey
from tests.conftest import Company
from tests.modules.identity.people import confirm_address, not_at_the_turn_of, refusal
from tests.modules.identity.test_api_keys import KEYS, invented, make, use


@pytest.fixture
async def owner(company: Company) -> Company:
    await confirm_address(company)
    return company


async def refusals(owner: Company) -> list[dict]:
    asked = {"name": "api_key.refused", "sort": "sequence"}
    return (await owner.client.get("/api/v1/audit/events", params=asked)).json()["data"]


async def test_a_known_key_that_is_refused_is_on_record_with_its_company_once_an_hour_for_each_reason(
    owner: Company, other_company: Company
):
    await not_at_the_turn_of(3600)
    wrong, elsewhere, revoked, expired = [await make(owner) for _ in range(4)]
    await owner.client.delete(f"{KEYS}/{revoked['id']}")
    async with owner.begin() as work:
        past = work.now - timedelta(seconds=1)
        await work.session.execute(update(ApiKey).where(ApiKey.id == UUID(expired["id"])).values(expires_at=past))
    ours, theirs = owner.tenant_id.hex, other_company.tenant_id.hex
    tried = {
        "wrong secret": wrong["key"] + "x",
        "another company": elsewhere["key"].replace(ours, theirs),
        "revoked": revoked["key"],
        "expired": expired["key"],
    }
    assert tried["another company"] != elsewhere["key"]
    for key in tried.values():
        for _ in range(3):
            assert refusal(await use(key)) == (401, "token_invalid")
    found = await refusals(owner)
    assert [each["payload"] for each in found] == [
        {"api_key_id": made["id"], "reason": reason}
        for made, reason in zip((wrong, elsewhere, revoked, expired), tried, strict=True)
    ]
    assert {each["actor"] for each in found} == {None}
    assert all(each["ip"] and each["request_id"] for each in found)
    proven = [each["api_key_id"] for each in found]
    assert proven == [None, elsewhere["id"], revoked["id"], expired["id"]]
    assert await refusals(other_company) == []


async def test_a_refused_key_is_on_record_as_well_where_a_file_is_sent_and_where_nothing_is_changed(owner: Company):
    await not_at_the_turn_of(3600)
    sending, writing = await make(owner, "documents:upload"), await make(owner, "contacts:write")
    for made in (sending, writing):
        await owner.client.delete(f"{KEYS}/{made['id']}")
    files = {"files": ("a.pdf", b"%PDF-1.7")}
    assert (await use(sending["key"], "/api/v1/documents", "POST", files=files)).status_code == 401
    made = await use(writing["key"], "/api/v1/contacts", "POST", json={"name": "By key"})
    assert refusal(made) == (401, "token_invalid")
    assert [each["payload"]["api_key_id"] for each in await refusals(owner)] == [sending["id"], writing["id"]]


async def test_a_key_that_nobody_made_is_on_nobodys_record(owner: Company):
    assert refusal(await use(invented(owner))) == (401, "token_invalid")
    assert await refusals(owner) == []


async def test_a_secret_shows_its_own_key_alone_and_lets_nobody_change_it(owner: Company, other_company: Company):
    mine, _ = await make(owner), await make(owner)
    shown = Secret.parse(mine["key"].removeprefix("sap_"))
    assert shown
    async with other_company.begin() as work:
        await work.session.execute(text("select set_config('app.shown_key', :hash, true)"), {"hash": shown.hash.hex()})
        assert (await work.session.scalars(select(ApiKey.id))).all() == [shown.id]
        changed = await work.session.execute(update(ApiKey).values(name="theirs"))
        assert changed.rowcount == 0


async def test_who_knows_the_id_of_a_key_alone_uses_up_nothing_of_its_allowance(owner: Company, monkeypatch):
    made = await make(owner)
    monkeypatch.setattr(settings(), "requests_per_minute", 5)
    for _ in range(8):
        assert refusal(await use(made["key"] + "x")) == (401, "token_invalid")
    assert (await use(made["key"])).status_code == 200
