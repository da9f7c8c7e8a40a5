"""Sessions: kept alive by a chain of tokens that are good once, seen and ended from anywhere."""

import asyncio
from uuid import uuid4

import pytest

from tests.conftest import PASSWORD, Company
from tests.modules.identity.people import LOGIN, events, refusal, sign_in

REFRESH = "/api/v1/auth/refresh"
SESSIONS = "/api/v1/me/sessions"


async def test_a_refresh_token_used_twice_ends_the_whole_session(company: Company):
    client = company.client
    first = client.cookies["refresh_token"]
    assert (await client.post(REFRESH)).status_code == 200
    second = client.cookies["refresh_token"]
    assert first != second
    client.cookies.clear()
    stolen = await client.post(REFRESH, headers={"cookie": f"refresh_token={first}"})
    assert refusal(stolen) == (401, "session_ended")
    after = await client.post(REFRESH, headers={"cookie": f"refresh_token={second}"})
    assert after.status_code == 401
    assert (await client.get("/api/v1/me")).status_code == 401
    assert [name for name, *_ in await events(company, "session.token_reused")] == ["session.token_reused"]


async def test_two_refreshes_at_once_are_a_reuse_as_well(company: Company):
    """One gets the next token; the other is taken for a thief, and whoever was first is out too."""
    cookie = {"cookie": f"refresh_token={company.client.cookies['refresh_token']}"}
    clients = [company.client, (await sign_in(company.email))[0]]
    for client in clients:
        client.cookies.clear()
    answers = await asyncio.gather(*(each.post(REFRESH, headers=cookie) for each in clients))
    assert sorted(each.status_code for each in answers) == [200, 401]
    assert (await company.client.get("/api/v1/me")).status_code == 401


@pytest.mark.parametrize("where", ["refresh", "logout"])
async def test_a_form_on_another_site_cannot_use_the_cookie(company: Company, where):
    for said in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert refusal(await company.client.post(f"/api/v1/auth/{where}", headers=said)) == (403, "cross_site")
    ours = {"origin": "http://test", "sec-fetch-site": "same-origin"}
    assert (await company.client.post(REFRESH, headers=ours)).status_code == 200


async def test_signing_out_ends_the_session_at_once_everywhere(company: Company):
    cookie = company.client.cookies["refresh_token"]
    assert (await company.client.post("/api/v1/auth/logout")).status_code == 204
    assert "refresh_token" not in company.client.cookies
    assert refusal(await company.client.get("/api/v1/me")) == (401, "session_ended")
    again = await company.client.post(REFRESH, headers={"cookie": f"refresh_token={cookie}"})
    assert refusal(again) == (401, "session_ended")
    switched = await company.client.post("/api/v1/auth/switch", json={"tenant_id": str(company.tenant_id)})
    assert refusal(switched) == (401, "session_ended")


async def test_signing_out_twice_or_without_a_session_is_fine(company: Company, stranger):
    for client in (company.client, company.client, stranger):
        assert (await client.post("/api/v1/auth/logout")).status_code == 204


async def test_signing_out_here_does_not_sign_out_there(company: Company):
    there, _ = await sign_in(company.email)
    await company.client.post("/api/v1/auth/logout")
    assert (await there.get("/api/v1/me")).status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", f"{'0' * 32}.{'0' * 32}.x"])
async def test_a_cookie_that_is_not_ours_refreshes_nothing(stranger, cookie):
    answer = await stranger.post(REFRESH, headers={"cookie": f"refresh_token={cookie}"})
    assert refusal(answer) == (401, "session_ended")


async def test_a_guessed_secret_does_not_end_somebodys_session(company: Company, stranger):
    """The ids in a cookie are no secret; whoever knows only them must not be able to sign the owner out."""
    user, token, _ = company.client.cookies["refresh_token"].split(".")
    guess = {"cookie": f"refresh_token={user}.{token}.guess"}
    await stranger.post(REFRESH, headers=guess)
    await stranger.post("/api/v1/auth/logout", headers=guess)
    await stranger.post(LOGIN, headers=guess, json={"email": company.email, "password": PASSWORD})
    assert (await company.client.post(REFRESH)).status_code == 200


async def test_one_sees_where_one_is_signed_in(company: Company, other_company: Company):
    there, _ = await sign_in(company.email, **{"user-agent": "Firefox on a phone"})
    listed = (await company.client.get(SESSIONS)).json()["data"]
    assert [(each["user_agent"], each["current"]) for each in listed] == [
        ("Firefox on a phone", False),
        (company.client.headers["user-agent"], True),
    ]
    assert {each["company"] for each in listed} == {"Peeters BV"}
    assert all(each["ip"].startswith("10.") for each in listed)
    assert len((await other_company.client.get(SESSIONS)).json()["data"]) == 1
    await there.post("/api/v1/auth/logout")
    assert len((await company.client.get(SESSIONS)).json()["data"]) == 1


async def test_ending_a_session_ends_its_tokens_at_once(company: Company):
    there, _ = await sign_in(company.email)
    listed = (await company.client.get(SESSIONS)).json()["data"]
    other = next(each["id"] for each in listed if not each["current"])
    for _ in range(2):
        assert (await company.client.delete(f"{SESSIONS}/{other}")).status_code == 204
    assert refusal(await there.get("/api/v1/me")) == (401, "session_ended")
    assert (await there.post(REFRESH)).status_code == 401
    assert (await company.client.get("/api/v1/me")).status_code == 200
    assert [payload["session_id"] for *_, payload in await events(company, "session.revoked")] == [other]


async def test_somebody_elses_session_is_not_there(company: Company, other_company: Company):
    theirs = (await other_company.client.get(SESSIONS)).json()["data"][0]["id"]
    for each in (theirs, uuid4()):
        assert refusal(await company.client.delete(f"{SESSIONS}/{each}")) == (404, "session_not_found")
    assert (await other_company.client.get("/api/v1/me")).status_code == 200


async def test_ending_all_others_leaves_this_one(company: Company):
    others = [(await sign_in(company.email))[0] for _ in range(3)]
    assert (await company.client.post(f"{SESSIONS}/end-others")).status_code == 204
    assert [(await each.get("/api/v1/me")).status_code for each in others] == [401, 401, 401]
    assert (await company.client.get("/api/v1/me")).status_code == 200
    assert len((await company.client.get(SESSIONS)).json()["data"]) == 1
