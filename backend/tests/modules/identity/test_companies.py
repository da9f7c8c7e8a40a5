"""A person in several companies: switching, and what an owner may change about a company."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.config import settings
from app.core.idempotency import IdempotencyKey
from app.core.tokens import read_access
from tests.conftest import Company, register
from tests.factories import books, documents, people
from tests.modules.identity.people import events, field, not_at_the_turn_of, refusal, second_factor

SWITCH = "/api/v1/auth/switch"
COMPANY = "/api/v1/company"


async def test_two_companies_see_nothing_of_each_other(company: Company):
    other = await register()
    accounts = (await other.client.get("/api/v1/ledger/accounts")).json()["data"]
    mine = (await company.client.get("/api/v1/ledger/accounts")).json()["data"]
    assert len(accounts) == len(mine)
    assert not {each["id"] for each in accounts} & {each["id"] for each in mine}


async def test_a_second_company_and_switching_to_it(company: Company):
    made = await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV", "vat_number": "0403019261"})
    assert (made.status_code, made.json()["data"]["vat_number"]) == (201, "BE0403019261")
    second = made.json()["data"]["id"]
    switched = await company.client.post(SWITCH, json={"tenant_id": second})
    company.client.headers["authorization"] = f"Bearer {switched.json()['data']['access_token']}"
    me = (await company.client.get("/api/v1/me")).json()["data"]
    assert (me["tenant"]["name"], me["role"]) == ("Tweede BV", "owner")
    assert [each["name"] for each in me["tenants"]] == ["Peeters BV", "Tweede BV"]


async def test_the_access_token_of_the_company_left_behind_is_worth_nothing(company: Company):
    before = company.client.headers["authorization"]
    made = await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})
    await company.client.post(SWITCH, json={"tenant_id": made.json()["data"]["id"]})
    answer = await company.client.get("/api/v1/me", headers={"authorization": before})
    assert refusal(answer) == (401, "session_ended")


async def test_after_switching_the_old_refresh_token_is_worth_nothing(company: Company):
    other = (await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})).json()["data"]["id"]
    old = company.client.cookies["refresh_token"]
    await company.client.post(SWITCH, json={"tenant_id": other})
    new = company.client.cookies["refresh_token"]
    assert new != old
    company.client.cookies.clear()
    refreshed = await company.client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={new}"})
    assert refreshed.json()["data"]["tenant"]["id"] == other
    company.client.cookies.clear()
    again = await company.client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={old}"})
    assert again.status_code == 401


async def test_a_bookkeeper_works_in_two_companies_one_at_a_time(company: Company, other_company: Company):
    accountant = await people.colleague(company, "accountant")
    roles = {each["id"]: each["role"] for each in (await accountant.client.get("/api/v1/me")).json()["data"]["tenants"]}
    assert sorted(roles.values()) == ["accountant", "owner"]
    assert roles[str(company.tenant_id)] == "accountant"
    document = await documents.to_review(company)
    assert (await accountant.client.get(documents.path(document))).status_code == 200
    own = next(each for each, role in roles.items() if role == "owner")
    back = await accountant.client.post(SWITCH, json={"tenant_id": own})
    accountant.client.headers["authorization"] = f"Bearer {back.json()['data']['access_token']}"
    assert read_access(back.json()["data"]["access_token"]).tenant_id == UUID(own)
    assert (await accountant.client.get(documents.path(document))).status_code == 404
    refused = await accountant.client.post(SWITCH, json={"tenant_id": str(other_company.tenant_id)})
    assert refusal(refused) == (404, "membership_not_found")


async def test_opening_a_company_twice_with_one_key_opens_one(company: Company):
    asked, once = {"company_name": "Tweede BV"}, {"idempotency-key": "open-once"}
    first, again = [await company.client.post("/api/v1/tenants", json=asked, headers=once) for _ in range(2)]
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert len((await company.client.get("/api/v1/me")).json()["data"]["tenants"]) == 2
    other = await company.client.post("/api/v1/tenants", json={"company_name": "Derde BV"}, headers=once)
    assert refusal(other) == (409, "idempotency_key_reused")


async def test_who_did_not_hear_the_answer_switches_again_with_the_token_they_have(company: Company):
    """The same answer, its cookie too, though the session has moved on; and the chain of cookies is whole."""
    made = await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})
    asked, once = {"tenant_id": made.json()["data"]["id"]}, {"idempotency-key": "switch-once"}
    before = company.client.cookies["refresh_token"]
    first = await company.client.post(SWITCH, json=asked, headers=once)
    heard = first.headers["set-cookie"]
    company.client.cookies.clear()
    again = await company.client.post(SWITCH, json=asked, headers=once | {"cookie": f"refresh_token={before}"})
    assert (again.status_code, again.content) == (200, first.content)
    assert (again.headers["set-cookie"], again.headers["idempotent-replayed"]) == (heard, "true")
    assert again.headers["content-length"] == str(len(first.content))
    async with company.begin() as work:
        [row] = (await work.session.scalars(select(IdempotencyKey))).all()
    assert company.client.cookies["refresh_token"] not in f"{row.headers}{row.body_sealed}"
    assert (await company.client.post("/api/v1/auth/refresh")).status_code == 200
    assert len(await events(company, "user.switched")) == 0, "it is the other company's event"


async def test_opening_and_switching_count_as_every_request(company: Company, monkeypatch):
    await not_at_the_turn_of(60)
    monkeypatch.setattr(settings(), "requests_per_minute", 2)
    asked = {"tenant_id": str(company.tenant_id)}
    answers = [await company.client.post(SWITCH, json=asked) for _ in range(6)]
    assert "ratelimit-limit" in answers[0].headers
    assert refusal(answers[-1]) == (429, "too_many_requests")


async def test_signing_in_leads_to_the_company_last_used(company: Company):
    second = (await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})).json()["data"]["id"]
    await company.client.post(SWITCH, json={"tenant_id": second})
    asked = {"email": company.email, "password": "correct horse battery"}
    answer = await company.client.post("/api/v1/auth/login", json=asked)
    assert answer.json()["data"]["tenant"]["id"] == second


async def test_who_signed_out_opens_no_more_books(company: Company):
    await company.client.post("/api/v1/auth/logout")
    answer = await company.client.post("/api/v1/tenants", json={"company_name": "Ghost BV"})
    assert refusal(answer) == (401, "session_ended")


async def test_the_owner_revises_the_company_they_saw(company: Company):
    seen = await company.client.get(COMPANY)
    assert (seen.json()["data"]["type"], seen.headers["etag"]) == ("company", '"1"')
    change = {"name": "Peeters & Zoon BV", "vat_number": "0428.759.497"}
    revised = await company.client.patch(COMPANY, json=change, headers={"if-match": seen.headers["etag"]})
    data = revised.json()["data"]
    assert (data["name"], data["vat_number"], data["version"]) == ("Peeters & Zoon BV", "BE0428759497", 2)
    assert revised.headers["etag"] == '"2"'
    stale = await company.client.patch(COMPANY, json={"name": "X"}, headers={"if-match": seen.headers["etag"]})
    assert refusal(stale) == (412, "changed_meanwhile")
    ((_, actor, payload),) = await events(company, "company.revised")
    assert actor == company.user_id
    assert payload["old"] == {"name": "Peeters BV", "vat_number": None, "enterprise_number": None}
    told = {"vat_number": "BE0428759497", "enterprise_number": "0428759497"}
    assert payload["new"] == {"name": "Peeters & Zoon BV", **told}


async def test_every_number_of_the_company_that_cannot_be_is_named(company: Company):
    wrong = {"vat_number": "BE0428759498", "iban": "BE68539007547035", "enterprise_number": "0428759498", "bic": "X"}
    answer = await company.client.patch(COMPANY, json=wrong | {"city": "Gent"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/company_invalid")
    told = {each["field"]: (each["code"], each["value"]) for each in answer.json()["errors"]}
    assert told == {
        "vat_number": ("vat_number_invalid", "BE0428759498"),
        "iban": ("iban_invalid", "BE68539007547035"),
        "enterprise_number": ("company_number_invalid", "0428759498"),
        "bic": ("bic_invalid", "X"),
    }
    assert (await company.client.get(COMPANY)).json()["data"]["city"] is None
    gone = await company.client.patch(COMPANY, json={"vat_number": "  ", "iban": "BE68 5390 0754 7034"})
    assert (gone.json()["data"]["vat_number"], gone.json()["data"]["iban"]) == (None, "BE68539007547034")


async def test_a_belgian_vat_number_tells_the_enterprise_number_unless_another_is_known(company: Company):
    revised = await company.client.patch(COMPANY, json={"vat_number": "BE0428759497", "enterprise_number": ""})
    assert revised.json()["data"]["enterprise_number"] == "0428759497"
    revised = await company.client.patch(COMPANY, json={"vat_number": "BE0999127417"})
    assert revised.json()["data"]["enterprise_number"] == "0428759497"


async def test_what_is_left_out_stays_and_null_takes_the_vat_number_away(company: Company):
    await company.client.patch(COMPANY, json={"vat_number": "BE0428759497"})
    assert (await company.client.patch(COMPANY, json={"name": "N"})).json()["data"]["vat_number"] == "BE0428759497"
    assert (await company.client.patch(COMPANY, json={"vat_number": None})).json()["data"]["vat_number"] is None


@pytest.mark.parametrize(
    ("change", "field_name"),
    [
        ({"vat_number": "BE0123456789"}, "vat_number"),
        ({"vat_number": "NL810433941B01"}, "vat_number"),
        ({"country": "NL"}, "country"),
        ({"name": ""}, "name"),
        ({"currency": "USD"}, "currency"),
        ({"version": 9}, "version"),
        ({"closed_at": None}, "closed_at"),
    ],
)
async def test_a_company_is_not_revised_to(company: Company, change, field_name):
    answer = await company.client.patch(COMPANY, json=change)
    assert (answer.status_code, field(answer)) == (422, field_name)


async def test_the_vat_number_is_of_the_country_of_the_books(company: Company):
    refused = await company.client.patch(COMPANY, json={"vat_number": "NL810433941B01"})
    assert refusal(refused) == (422, "vat_number_of_another_country")
    dutch = await register(country="NL")
    refused = await dutch.client.patch(COMPANY, json={"vat_number": "BE0428759497"})
    assert refusal(refused) == (422, "vat_number_of_another_country")
    bare = {"vat_number": "8104.33.941.B01", "enterprise_number": "KvK 12345678"}
    kept = (await dutch.client.patch(COMPANY, json=bare)).json()["data"]
    assert (kept["vat_number"], kept["enterprise_number"]) == ("NL810433941B01", "12345678")


async def test_a_second_company_may_be_of_the_other_country_we_know(company: Company):
    refused = await company.client.post("/api/v1/tenants", json={"company_name": "Dritte GmbH", "country": "DE"})
    assert (refusal(refused), field(refused)) == ((422, "country_not_kept"), "country")
    made = await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV", "country": "NL"})
    switched = await company.client.post(SWITCH, json={"tenant_id": made.json()["data"]["id"]})
    company.client.headers["authorization"] = f"Bearer {switched.json()['data']['access_token']}"
    assert (await company.client.get(COMPANY)).json()["data"]["country"] == "NL"


async def test_only_an_owner_revises_the_company(company: Company):
    for role in ("accountant", "member", "viewer"):
        person = await people.colleague(company, role)
        assert (await person.client.get(COMPANY)).status_code == 200
        assert refusal(await person.client.patch(COMPANY, json={"name": "Mine"})) == (403, "permission_missing")


async def test_who_has_no_second_factor_cannot_ask_others_for_one(company: Company):
    answer = await company.client.patch(COMPANY, json={"mfa_required": True})
    assert (refusal(answer), field(answer)) == ((409, "own_mfa_off"), "mfa_required")


async def test_a_company_that_asks_for_a_second_factor_lets_nobody_in_without(company: Company):
    member = await people.colleague(company, "member")
    await second_factor(company)
    assert (await company.client.patch(COMPANY, json={"mfa_required": True})).json()["data"]["mfa_required"] is True
    assert (await company.client.get("/api/v1/documents")).status_code == 200
    assert refusal(await member.client.get("/api/v1/documents")) == (403, "mfa_required")
    assert refusal(await member.client.patch(COMPANY, json={"name": "X"})) == (403, "permission_missing")
    me = (await member.client.get("/api/v1/me")).json()["data"]
    assert (me["mfa_enabled"], me["mfa_required_by_company"]) == (False, True)
    assert (await member.client.get("/api/v1/me/mfa")).json()["data"]["required_by_company"] is True
    await second_factor(member)
    assert (await member.client.get("/api/v1/documents")).status_code == 200


async def test_a_member_reads_and_corrects_but_does_not_book(company: Company):
    member = await people.colleague(company, "member")
    document = await documents.to_review(company)
    entry = await books.post(company)
    assert (await member.client.get(documents.path(document))).status_code == 200
    corrected = await member.client.patch(documents.path(document, "/fields"), json={"fields": {"invoice_number": "7"}})
    assert corrected.status_code == 200
    assert refusal(await member.client.post(documents.path(document, "/approve"))) == (403, "permission_missing")
    reversing = await member.client.post(f"/api/v1/ledger/entries/{entry.id}/reverse", json={"reason": "mine now"})
    assert refusal(reversing) == (403, "permission_missing")
    permissions = set((await member.client.get("/api/v1/me")).json()["data"]["permissions"])
    assert "documents:upload" in permissions
    assert not {"documents:approve", "ledger:reverse"} & permissions


async def test_a_viewer_only_looks(company: Company):
    viewer = await people.colleague(company, "viewer")
    document = await documents.to_review(company)
    assert (await viewer.client.get(documents.path(document))).status_code == 200
    corrected = await viewer.client.patch(documents.path(document, "/fields"), json={"fields": {"invoice_number": "7"}})
    assert refusal(corrected) == (403, "permission_missing")
    for path in ("members", "invitations", "api-keys"):
        assert refusal(await viewer.client.get(f"/api/v1/{path}")) == (403, "permission_missing")


async def test_an_accountant_books(company: Company):
    accountant = await people.colleague(company, "accountant")
    answer = await accountant.client.post(documents.path(await documents.to_review(company), "/approve"))
    assert (answer.status_code, answer.json()["data"]["decided_by"]) == (200, "An Peeters")
