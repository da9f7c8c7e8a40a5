"""Sessions: kept alive by a chain of tokens that are good once, seen and ended from anywhere."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.core.config import settings
from app.core.work import begin
from app.modules.identity.models import Session
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


ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://test"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "https://test"},
    {"origin": "http://test:8080"},
    {"origin": "http://test.evil.example"},
    {"origin": "http://test:port"},
    {"referer": "https://evil.example/http://test/"},
]
HERE = [
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "same-origin", "origin": "http://behind-a-proxy.example"},
    {"sec-fetch-site": "none"},
    {"origin": "http://test"},
    {"origin": "http://test:80"},
    {"origin": "https://books.example"},
    {"referer": "http://test/settings"},
    {},
]


@pytest.mark.parametrize("said", ELSEWHERE)
@pytest.mark.parametrize("where", ["refresh", "logout"])
async def test_another_origin_cannot_use_the_cookie(company: Company, where, said):
    """A page of another site, of another scheme, host or port."""
    assert refusal(await company.client.post(f"/api/v1/auth/{where}", headers=said)) == (403, "cross_site")


@pytest.mark.parametrize("where", ["login", "register", "mfa", "invitations/accept"])
async def test_another_origin_signs_nobody_in(stranger, where):
    """A page of another site would leave its visitor signed in as somebody else, who reads what they then write."""
    answer = await stranger.post(f"/api/v1/auth/{where}", json={}, headers={"sec-fetch-site": "cross-site"})
    assert refusal(answer) == (403, "cross_site")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("said", HERE)
async def test_our_own_pages_can(company: Company, said, monkeypatch):
    """Also where a proxy calls us by another name than the people do: they reach us at `PUBLIC_URL`."""
    monkeypatch.setattr(settings(), "public_url", "https://books.example")
    assert (await company.client.post(REFRESH, headers=said)).status_code == 200


async def aged(company: Company, days: float) -> None:
    """As if the person had signed in so many days ago."""
    async with begin(actor_id=company.user_id) as work:
        await work.session.execute(update(Session).values(created_at=Session.created_at - timedelta(days=days)))


async def test_a_session_ends_thirty_days_after_signing_in_however_much_it_is_used(company: Company):
    await aged(company, 29.9)
    assert (await company.client.post(REFRESH)).status_code == 200
    [listed] = (await company.client.get(SESSIONS)).json()["data"]
    signed_in_at = datetime.fromisoformat(listed["created_at"])
    assert datetime.fromisoformat(listed["ends_at"]) == signed_in_at + timedelta(days=30)
    assert listed["expires_at"] == listed["ends_at"]
    await aged(company, 0.2)
    assert refusal(await company.client.post(REFRESH)) == (401, "session_ended")
    switched = await company.client.post("/api/v1/auth/switch", json={"tenant_id": str(company.tenant_id)})
    assert refusal(switched) == (401, "session_ended")


async def test_the_cookie_lives_no_longer_than_its_session(company: Company):
    await aged(company, 29)
    answer = await company.client.post(REFRESH)
    max_age = re.search(r"Max-Age=(\d+)", answer.headers["set-cookie"])
    assert max_age
    assert 23 * 3600 < int(max_age[1]) <= 24 * 3600


async def test_a_session_that_is_not_used_for_a_week_ends_and_its_access_token_with_it(company: Company):
    [listed] = (await company.client.get(SESSIONS)).json()["data"]
    used_at = datetime.fromisoformat(listed["last_seen_at"])
    assert datetime.fromisoformat(listed["expires_at"]) == used_at + timedelta(days=7)
    async with begin(actor_id=company.user_id) as work:
        await work.session.execute(update(Session).values(expires_at=work.now - timedelta(seconds=1)))
    assert refusal(await company.client.get("/api/v1/me")) == (401, "session_ended")
    assert refusal(await company.client.post(REFRESH)) == (401, "session_ended")


async def test_signing_out_ends_the_session_at_once_everywhere(company: Company):
    cookie = company.client.cookies["refresh_token"]
    assert (await company.client.post("/api/v1/auth/logout")).status_code == 204
    assert "refresh_token" not in company.client.cookies
    assert refusal(await company.client.get("/api/v1/me")) == (401, "session_ended")
    again = await company.client.post(REFRESH, headers={"cookie": f"refresh_token={cookie}"})
    assert refusal(again) == (401, "session_ended")
    switched = await company.client.post("/api/v1/auth/switch", json={"tenant_id": str(company.tenant_id)})
    assert refusal(switched) == (401, "session_ended")


async def test_files_are_not_taken_in_for_a_session_that_ended(company: Company):
    """Its access token is good for minutes yet, by its signature; the first byte is not even asked for."""
    asked = []

    async def body() -> AsyncIterator[bytes]:
        asked.append("more")
        yield b"--x--\r\n"

    async def upload():
        called = {"content-type": "multipart/form-data; boundary=x"}
        return await company.client.post("/api/v1/documents", content=body(), headers=called)

    assert ((await upload()).status_code, asked) == (422, ["more"])
    assert (await company.client.post("/api/v1/auth/logout")).status_code == 204
    assert refusal(await upload()) == (401, "session_ended")
    assert asked == ["more"]


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
