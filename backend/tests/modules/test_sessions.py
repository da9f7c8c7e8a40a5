"""Signing in and out, roles, and what a stranger can find out."""

import asyncio
import os
import statistics
import time
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.core.config import settings
from app.core.tokens import read_access
from app.core.work import make_engine
from tests.conftest import PASSWORD, Company, new_client, register
from tests.factories import books, documents, people

LOGIN = "/api/v1/auth/login"


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


async def test_the_refresh_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger):
    asked = {"email": f"{uuid4().hex}@example.com", "password": PASSWORD, "full_name": "A", "company_name": "B"}
    answer = await stranger.post("/api/v1/auth/register", json=asked)
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/api/v1/auth", "Max-Age=604800"} <= {
        part.strip() for part in cookie.split(";")
    }
    assert cookie.split("=", 1)[1].split(";")[0] not in answer.text


async def test_an_access_token_lives_a_quarter_of_an_hour(company: Company):
    assert company.data["expires_in"] == 900


@pytest.mark.parametrize("where", ["refresh", "logout"])
async def test_a_form_on_another_site_cannot_use_the_cookie(company: Company, where):
    for said in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert refusal(await company.client.post(f"/api/v1/auth/{where}", headers=said)) == (403, "cross_site")
    ours = {"origin": "http://test", "sec-fetch-site": "same-origin"}
    assert (await company.client.post("/api/v1/auth/refresh", headers=ours)).status_code == 200


async def test_signing_out_ends_the_session_at_once_everywhere(company: Company):
    cookie = company.client.cookies["refresh_token"]
    assert (await company.client.post("/api/v1/auth/logout")).status_code == 204
    assert "refresh_token" not in company.client.cookies
    assert refusal(await company.client.get("/api/v1/me")) == (401, "session_ended")
    again = await company.client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={cookie}"})
    assert refusal(again) == (401, "session_ended")
    switched = await company.client.post("/api/v1/auth/switch", json={"tenant_id": str(company.tenant_id)})
    assert refusal(switched) == (401, "session_ended")


async def test_signing_out_twice_or_without_a_session_is_fine(company: Company, stranger):
    for client in (company.client, company.client, stranger):
        assert (await client.post("/api/v1/auth/logout")).status_code == 204


async def test_signing_out_here_does_not_sign_out_there(company: Company, stranger):
    there = await stranger.post(LOGIN, json={"email": company.email, "password": PASSWORD})
    await company.client.post("/api/v1/auth/logout")
    me = await stranger.get("/api/v1/me", headers={"authorization": f"Bearer {there.json()['data']['access_token']}"})
    assert me.status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", f"{'0' * 32}.{'0' * 32}.x"])
async def test_a_cookie_that_is_not_ours_refreshes_nothing(stranger, cookie):
    answer = await stranger.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={cookie}"})
    assert refusal(answer) == (401, "session_ended")


async def test_a_guessed_secret_does_not_end_somebodys_session(company: Company, stranger):
    """The ids in a cookie are no secret; whoever knows only them must not be able to sign the owner out."""
    user, token, _ = company.client.cookies["refresh_token"].split(".")
    await stranger.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={user}.{token}.guess"})
    await stranger.post("/api/v1/auth/logout", headers={"cookie": f"refresh_token={user}.{token}.guess"})
    assert (await company.client.post("/api/v1/auth/refresh")).status_code == 200


async def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(company: Company):
    async def tried(email: str) -> dict:
        async with new_client() as client:
            body = (await client.post(LOGIN, json={"email": email, "password": "not this one"})).json()
        return {name: value for name, value in body.items() if name != "meta"}

    assert await tried(company.email) == await tried(f"{uuid4().hex}@example.com")


async def test_an_unknown_address_takes_as_long_as_a_wrong_password(company: Company):
    """Both hash once; medians over interleaved tries, since the machine has other work."""

    async def seconds(email: str) -> float:
        async with new_client() as client:
            began = time.perf_counter()
            await client.post(LOGIN, json={"email": email, "password": "not this one"})
            return time.perf_counter() - began

    await seconds("warm@example.com")
    pairs = [(await seconds(company.email), await seconds(f"{uuid4().hex}@example.com")) for _ in range(7)]
    known, unknown = (statistics.median(each) for each in zip(*pairs, strict=True))
    assert 0.4 < unknown / known < 2.5


async def test_the_eleventh_try_within_a_minute_has_to_wait(stranger, monkeypatch):
    monkeypatch.setattr(settings(), "sign_in_attempts_per_minute", 3)
    asked = {"email": f"{uuid4().hex}@example.com", "password": "guess"}
    if time.time() % 60 > 55:  # a fixed minute is counted: do not straddle two
        await asyncio.sleep(6)
    for _ in range(3):
        assert (await stranger.post(LOGIN, json=asked)).status_code == 401
    answer = await stranger.post(LOGIN, json=asked)
    assert refusal(answer) == (429, "too_many_requests")
    assert 1 <= int(answer.headers["retry-after"]) <= 60


async def test_one_who_is_shut_out_does_not_shut_out_others(company: Company, stranger, monkeypatch):
    monkeypatch.setattr(settings(), "sign_in_attempts_per_minute", 2)
    for _ in range(4):
        await stranger.post(LOGIN, json={"email": company.email, "password": "guess"})
    async with new_client() as elsewhere:
        answer = await elsewhere.post(LOGIN, json={"email": company.email, "password": PASSWORD})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"password": "1234567"}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"full_name": "   "}, "full_name"),
        ({"company_name": ""}, "company_name"),
        ({"company_name": "x" * 201}, "company_name"),
        ({"language": "de"}, "language"),
        ({"vat_number": "BE0123456789"}, "vat_number"),
        ({"vat_number": "XX123"}, "vat_number"),
    ],
)
async def test_books_are_not_opened_with(stranger, wrong, field):
    asked = {"email": f"{uuid4().hex}@example.com", "password": PASSWORD, "full_name": "A", "company_name": "B"}
    answer = await stranger.post("/api/v1/auth/register", json=asked | wrong)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    ("typed", "kept"), [("0428.759.497", "BE0428759497"), ("be 428 759 497", "BE0428759497"), ("", None), (" ", None)]
)
async def test_a_vat_number_is_kept_in_one_form(typed, kept):
    made = await register(vat_number=typed)
    assert made.data["tenant"]["vat_number"] == kept
    await made.client.aclose()


async def test_an_address_is_one_person_however_it_is_written():
    made = await register(email=f"An.{uuid4().hex}@Example.COM")
    async with new_client() as client:
        answer = await client.post(LOGIN, json={"email": made.email.upper(), "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["email"] == made.email.lower()


async def test_two_registrations_at_once_make_one_person():
    asked = {"email": f"{uuid4().hex}@example.com", "password": PASSWORD, "full_name": "A", "company_name": "B"}
    clients = [new_client() for _ in range(4)]
    answers = await asyncio.gather(*(each.post("/api/v1/auth/register", json=asked) for each in clients))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]


async def test_one_may_change_name_and_language_but_not_the_address(company: Company):
    answer = await company.client.patch("/api/v1/me", json={"language": "fr", "full_name": "Anne", "email": "x@y.be"})
    me = answer.json()["data"]
    assert (me["language"], me["full_name"], me["email"]) == ("fr", "Anne", company.email)


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


async def test_an_accountant_books(company: Company):
    accountant = await people.colleague(company, "accountant")
    answer = await accountant.client.post(documents.path(await documents.to_review(company), "/approve"))
    assert (answer.status_code, answer.json()["data"]["decided_by"]) == (200, "An Peeters")


async def test_a_bookkeeper_works_in_two_companies_one_at_a_time(company: Company, other_company: Company):
    accountant = await people.colleague(company, "accountant")
    roles = {each["id"]: each["role"] for each in (await accountant.client.get("/api/v1/me")).json()["data"]["tenants"]}
    assert sorted(roles.values()) == ["accountant", "owner"]
    assert roles[str(company.tenant_id)] == "accountant"
    document = await documents.to_review(company)
    assert (await accountant.client.get(documents.path(document))).status_code == 200
    own = next(each for each, role in roles.items() if role == "owner")
    back = await accountant.client.post("/api/v1/auth/switch", json={"tenant_id": own})
    accountant.client.headers["authorization"] = f"Bearer {back.json()['data']['access_token']}"
    assert read_access(back.json()["data"]["access_token"]).tenant_id == UUID(own)
    assert (await accountant.client.get(documents.path(document))).status_code == 404
    refused = await accountant.client.post("/api/v1/auth/switch", json={"tenant_id": str(other_company.tenant_id)})
    assert refusal(refused) == (404, "membership_not_found")


async def test_who_signed_out_opens_no_more_books(company: Company):
    await company.client.post("/api/v1/auth/logout")
    answer = await company.client.post("/api/v1/tenants", json={"company_name": "Ghost BV"})
    assert refusal(answer) == (401, "session_ended")


async def test_after_switching_the_old_refresh_token_is_worth_nothing(company: Company):
    other = (await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})).json()["data"]["id"]
    old = company.client.cookies["refresh_token"]
    await company.client.post("/api/v1/auth/switch", json={"tenant_id": other})
    new = company.client.cookies["refresh_token"]
    assert new != old
    company.client.cookies.clear()
    refreshed = await company.client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={new}"})
    assert refreshed.json()["data"]["tenant"]["id"] == other
    company.client.cookies.clear()
    assert (
        await company.client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={old}"})
    ).status_code == 401


async def test_who_is_no_member_any_more_is_out_at_once(company: Company):
    """There is no way yet to take a membership away in the application: the owner of the database does."""
    member = await people.colleague(company, "member")
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    async with engine.begin() as owner:
        await owner.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(company.tenant_id)})
        gone = await owner.execute(text("delete from accounting.memberships where user_id = :u"), {"u": member.user_id})
        assert gone.rowcount == 1
    await engine.dispose()
    assert refusal(await member.client.get("/api/v1/documents")) == (401, "session_ended")
    assert (await member.client.post("/api/v1/auth/refresh")).status_code == 401
