"""API keys: shown once, within their scopes and their maker's role, for a while, and revoked at once."""

import hashlib
import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from app.core.config import settings
from app.core.models import new_id
from app.core.tokens import Secret
from app.modules.identity.models import ApiKey
from app.modules.identity.permissions import Permission
from tests.conftest import Company, new_client
from tests.factories import people
from tests.modules.identity.people import (
    confirm_address,
    events,
    field,
    letters,
    not_at_the_turn_of,
    refusal,
    second_factor,
)

KEYS = "/api/v1/api-keys"


@pytest.fixture
async def owner(company: Company) -> Company:
    await confirm_address(company)
    return company


async def make(owner: Company, *scopes: str, **more: str) -> dict:
    asked = {"name": "Webshop", "scopes": scopes or ("contacts:read",)} | more
    answer = await owner.client.post(KEYS, json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def use(key: str, path: str = "/api/v1/contacts", method: str = "GET", **more):
    async with new_client() as client:
        return await client.request(method, path, headers=bearing(key), **more)


def bearing(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


async def test_a_key_is_shown_once_and_kept_as_a_hash(owner: Company):
    made = await make(owner)
    key = made["key"]
    assert key.startswith("sap_")
    assert len(key.rpartition(".")[2]) == 43  # 256 random bits
    assert made["prefix"].startswith("sap_…")
    assert made["prefix"][5:] in key
    listed = await owner.client.get(KEYS)
    assert key not in listed.text
    assert key.rpartition(".")[2] not in listed.text
    (row,) = listed.json()["data"]
    assert (row["name"], row["scopes"], row["created_by"]) == ("Webshop", ["contacts:read"], "An Peeters")
    assert (row["expires_at"], row["last_used_at"], row["revoked_at"]) == (None, None, None)
    async with owner.begin() as work:
        kept = await work.session.scalar(select(ApiKey.secret_hash))
    assert kept == hashlib.sha256(key.rpartition(".")[2].encode()).digest()


async def test_it_opens_what_it_is_for_and_nothing_else(owner: Company):
    key = (await make(owner, "contacts:read"))["key"]
    assert (await use(key)).status_code == 200
    assert refusal(await use(key, "/api/v1/documents")) == (403, "permission_missing")
    assert refusal(await use(key, KEYS)) == (403, "permission_missing")


async def test_its_last_use_is_noted(owner: Company):
    made = await make(owner)
    await use(made["key"])
    seen = (await owner.client.get(KEYS)).json()["data"][0]["last_used_at"]
    assert abs(datetime.fromisoformat(seen) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_it_acts_as_its_maker_and_says_in_the_log_that_it_was_a_key(owner: Company):
    key = await make(owner, "company:revise")
    assert (await use(key["key"], "/api/v1/company", "PATCH", json={"name": "By key"})).status_code == 200
    async with owner.begin() as work:
        row = (
            await work.session.execute(
                text("select actor_id, origin from audit.events where name = 'company.revised' order by sequence")
            )
        ).one()
    assert (row.actor_id, row.origin["api_key_id"]) == (owner.user_id, key["id"])


async def test_it_can_never_do_more_than_its_maker_may_do_today(owner: Company):
    other = await people.colleague(owner, "owner")
    key = (await make(owner, "contacts:read", "company:revise"))["key"]
    demoted = await other.client.patch(f"/api/v1/members/{owner.user_id}", json={"role": "viewer"})
    assert demoted.status_code == 200
    assert (await use(key)).status_code == 200
    refused = await use(key, "/api/v1/company", "PATCH", json={"name": "X"})
    assert refusal(refused) == (403, "permission_missing")


async def test_a_key_is_for_programs_and_never_for_a_persons_own_doors(owner: Company):
    """Not even with the scope: these doors ask for a signed-in person."""
    for scope in ("security:revise", "api_keys:manage", "company:close"):
        refused = await owner.client.post(KEYS, json={"name": "X", "scopes": [scope]})
        assert (refusal(refused), field(refused)) == ((422, "scope_not_yours"), "scopes")
    key = (await make(owner, "profile:read", "profile:revise"))["key"]
    assert refusal(await use(key, "/api/v1/me/sessions")) == (401, "token_invalid")
    switching = {"tenant_id": str(owner.tenant_id)}
    assert refusal(await use(key, "/api/v1/auth/switch", "POST", json=switching)) == (401, "token_invalid")
    opening = {"company_name": "By key"}
    assert refusal(await use(key, "/api/v1/tenants", "POST", json=opening)) == (401, "token_invalid")


async def test_revoking_counts_at_once(owner: Company):
    made = await make(owner)
    for _ in range(2):
        assert (await owner.client.delete(f"{KEYS}/{made['id']}")).status_code == 204
    assert refusal(await use(made["key"])) == (401, "token_invalid")
    listed = (await owner.client.get(KEYS, params={"status": "revoked"})).json()["data"]
    assert [each["id"] for each in listed] == [made["id"]]
    logged = await events(owner, "api_key.made", "api_key.revoked")
    assert [(name, payload["api_key_id"]) for name, _, payload in logged] == [
        ("api_key.made", made["id"]),
        ("api_key.revoked", made["id"]),
    ]
    assert made["key"].rpartition(".")[2] not in str(logged)


async def test_it_works_through_its_last_day(owner: Company):
    tomorrow = date.today() + timedelta(days=2)
    made = await make(owner, expires_on=tomorrow.isoformat())
    ends = datetime.fromisoformat(made["expires_at"])
    assert tomorrow < ends.astimezone(UTC).date() + timedelta(days=1) <= tomorrow + timedelta(days=2)
    assert (await use(made["key"])).status_code == 200
    async with owner.begin() as work:
        await work.session.execute(update(ApiKey).values(expires_at=work.now - timedelta(seconds=1)))
    assert refusal(await use(made["key"])) == (401, "token_invalid")
    assert (await owner.client.get(KEYS, params={"status": "expired"})).json()["data"][0]["id"] == made["id"]


@pytest.mark.parametrize("day", ["2020-01-01", "2199-12-31", date.today().isoformat()])
async def test_a_last_day_is_in_reach(owner: Company, day):
    answer = await owner.client.post(KEYS, json={"name": "X", "scopes": ["contacts:read"], "expires_on": day})
    assert (refusal(answer), field(answer)) == ((422, "expiry_out_of_reach"), "expires_on")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"scopes": "contacts:read"}, "scopes"),
        ({"created_by": "me"}, "created_by"),
        ({"expires_on": "soon"}, "expires_on"),
    ],
)
async def test_a_key_is_not_made_with(owner: Company, wrong, where):
    answer = await owner.client.post(KEYS, json={"name": "X", "scopes": ["contacts:read"]} | wrong)
    assert (answer.status_code, field(answer)) == (422, where)


async def test_forged_keys_open_nothing(owner: Company, other_company: Company):
    tenant, row, secret = (await make(owner))["key"].removeprefix("sap_").split(".")
    for forged in (
        "sap_",
        "sap_x",
        f"sap_{tenant}.{row}.guess",
        f"sap_{tenant}.{row}.",
        f"sap_{other_company.tenant_id.hex}.{row}.{secret}",
        f"{tenant}.{row}.{secret}",
    ):
        assert refusal(await use(forged)) == (401, "token_invalid")


async def test_who_has_not_confirmed_their_address_makes_no_key(company: Company):
    answer = await company.client.post(KEYS, json={"name": "X", "scopes": ["contacts:read"]})
    assert refusal(answer) == (403, "email_not_verified")


async def test_only_owners_make_and_see_keys(owner: Company):
    made = await make(owner)
    for role in ("viewer", "member", "accountant"):
        person = await people.colleague(owner, role)
        await confirm_address(person)
        asked = {"name": "X", "scopes": [Permission.CONTACTS_READ]}
        for refused in (
            await person.client.get(KEYS),
            await person.client.post(KEYS, json=asked),
            await person.client.delete(f"{KEYS}/{made['id']}"),
        ):
            assert refusal(refused) == (403, "permission_missing")


async def test_keys_of_other_companies_are_not_there(owner: Company, other_company: Company):
    made = await make(owner)
    assert (await other_company.client.get(KEYS)).json()["data"] == []
    assert refusal(await other_company.client.delete(f"{KEYS}/{made['id']}")) == (404, "api_key_not_found")
    assert (await use(made["key"])).status_code == 200


async def test_making_one_is_told_by_mail_and_no_log_has_the_secret(owner: Company, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    made = await make(owner)
    await use(made["key"])
    (letter,) = await letters(owner, "api_key_made")
    assert (letter["to"], letter["key_name"], letter["company"]) == (owner.email, "Webshop", "Peeters BV")
    secret = made["key"].rpartition(".")[2]
    assert secret not in str(letter)
    assert secret not in caplog.text
    assert secret not in "".join(capsys.readouterr())


def invented(company: Company) -> str:
    """A key of this company that nobody made, unlike any before it."""
    return f"sap_{Secret.make(company.tenant_id, new_id())}"


async def test_whoever_tries_many_keys_is_not_heard_for_a_while(owner: Company, monkeypatch):
    """Counted by address: each invented key has another id. Then a right one is not told from a wrong one either."""
    monkeypatch.setattr(settings(), "wrong_keys_per_address", 5)
    await not_at_the_turn_of(60)
    right = (await make(owner))["key"]
    async with new_client() as client:
        statuses = [await client.get("/api/v1/contacts", headers=bearing(invented(owner))) for _ in range(7)]
        assert [refusal(each)[0] for each in statuses] == [401] * 5 + [429] * 2
        files = {"files": ("a.pdf", b"%PDF-1.7")}
        for key in (invented(owner), right):
            refused = await client.get("/api/v1/contacts", headers=bearing(key))
            assert refusal(refused) == (429, "too_many_requests")
            assert 1 <= int(refused.headers["retry-after"]) <= 60
            uploading = await client.post("/api/v1/documents", headers=bearing(key), files=files)
            assert refusal(uploading) == (429, "too_many_requests")
    assert (await use(right)).status_code == 200  # from another address


async def test_a_right_key_may_be_used_as_often_as_one_likes(owner: Company, monkeypatch):
    monkeypatch.setattr(settings(), "wrong_keys_per_address", 2)
    key = (await make(owner))["key"]
    async with new_client() as client:
        answers = [await client.get("/api/v1/contacts", headers=bearing(key)) for _ in range(5)]
    assert {each.status_code for each in answers} == {200}


async def test_a_key_cannot_invite_or_take_somebody_out(owner: Company):
    """Not even one whose maker may: people are let in by people. Nobody gets the scope, and another will not do."""
    asked = {"name": "X", "scopes": [Permission.MEMBERS_MANAGE]}
    refused = await owner.client.post(KEYS, json=asked)
    assert (refusal(refused), field(refused)) == ((422, "scope_not_yours"), "scopes")
    key = (await make(owner, "members:read", "company:revise"))["key"]
    invite = {"email": "new@example.com", "role": "owner"}
    assert refusal(await use(key, "/api/v1/invitations", "POST", json=invite)) == (403, "permission_missing")
    out = await use(key, f"/api/v1/members/{owner.user_id}", "DELETE")
    assert refusal(out) == (403, "permission_missing")
    assert (await owner.client.get("/api/v1/invitations")).json()["data"] == []


async def test_a_company_that_asks_for_a_second_factor_asks_people_and_not_programs(owner: Company):
    key = (await make(owner, "contacts:read", "contacts:write"))["key"]
    other = await people.colleague(owner, "member")
    await second_factor(owner)
    asked = await owner.client.patch("/api/v1/company", json={"mfa_required": True})
    assert asked.status_code == 200, asked.text
    assert refusal(await other.client.get("/api/v1/contacts")) == (403, "mfa_required")
    assert (await owner.client.get("/api/v1/contacts")).status_code == 200
    assert (await use(key)).status_code == 200
    made = await use(key, "/api/v1/contacts", "POST", json={"name": "By key"})
    assert made.status_code == 201, made.text


async def test_what_is_refused_is_on_record_once_an_hour_for_each_person_or_key_and_permission(owner: Company):
    await not_at_the_turn_of(3600)
    viewer = await people.colleague(owner, "viewer")
    made = await make(owner, "contacts:read")
    for _ in range(3):
        assert (await viewer.client.get("/api/v1/mails")).status_code == 403
        assert (await viewer.client.post("/api/v1/ledger/accounts", json={})).status_code == 403
        assert (await use(made["key"], "/api/v1/documents")).status_code == 403
    found = (
        await owner.client.get("/api/v1/audit/events", params={"name": "access.refused", "sort": "sequence"})
    ).json()
    assert [(each["actor"]["id"], each["api_key_id"], each["payload"]["permission"]) for each in found["data"]] == [
        (str(viewer.user_id), None, "mail:read"),
        (str(viewer.user_id), None, "ledger:post"),
        (str(owner.user_id), made["id"], "documents:read"),
    ]
    assert {each["payload"]["refused"] for each in found["data"]} == {"permission_missing"}
    assert all(each["ip"] and each["request_id"] for each in found["data"])
