"""Signing in: what a stranger can find out, guesses, and a session that nobody knew before."""

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from app.core.config import settings
from app.core.tokens import read_access
from app.main import app as api
from app.modules.identity import queries
from tests.conftest import PASSWORD, Company, new_client
from tests.modules.identity.people import LOGIN, events, letters, not_at_the_turn_of, refusal, sign_in


@pytest.fixture
def three_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "sign_in_failures", 3)


async def test_signing_in_again(company: Company, stranger):
    wrong = await stranger.post(LOGIN, json={"email": company.email, "password": "not this one"})
    assert refusal(wrong) == (401, "credentials_wrong")
    right = await stranger.post(LOGIN, json={"email": company.email, "password": PASSWORD})
    assert right.json()["data"]["tenant"]["id"] == str(company.tenant_id)


async def test_the_refresh_cookie_is_out_of_reach_of_scripts_and_other_sites(company: Company, stranger):
    answer = await stranger.post(LOGIN, json={"email": company.email, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/api/v1/auth", "Max-Age=604800"} <= {
        part.strip() for part in cookie.split(";")
    }
    assert cookie.split("=", 1)[1].split(";")[0] not in answer.text


async def test_an_access_token_lives_a_quarter_of_an_hour(company: Company):
    assert company.data["expires_in"] == 900


async def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(company: Company):
    async def tried(email: str) -> dict:
        async with new_client() as client:
            body = (await client.post(LOGIN, json={"email": email, "password": "not this one"})).json()
        return {name: value for name, value in body.items() if name != "meta"}

    assert await tried(company.email) == await tried(f"{uuid4().hex}@example.com")


FORGOT = "/api/v1/auth/password/forgot"


async def asked(path: str, email: str, clock: Callable[[], float] = time.perf_counter) -> tuple[float, float]:
    """When this was asked, and when the last of the answer had left; returns when nothing is left to do either."""
    left: list[float] = []

    async def noting(scope, receive, send):
        async def note(message):
            await send(message)
            left.append(clock())

        await api(scope, receive, note)

    body = {"email": email} | ({"password": "not this one"} if path == LOGIN else {})
    transport = httpx.ASGITransport(app=noting, client=(f"10.0.{uuid4().int % 250}.{uuid4().int % 250}", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        began = clock()
        answer = await client.post(path, json=body)
    assert answer.status_code == (401 if path == LOGIN else 202)
    return began, left[-1]


@pytest.mark.usefixtures("slow_passwords")
@pytest.mark.parametrize("path", [LOGIN, FORGOT])
async def test_an_unknown_address_takes_as_long_as_a_known_one(company: Company, path, monkeypatch):
    """Medians of processor time, as the machine may have other work: a tenth apart at most, or three milliseconds."""
    monkeypatch.setattr("app.modules.identity.endpoints.links.RESETS_PER_HOUR", 1000)
    monkeypatch.setattr(settings(), "sign_in_failures", 1000)

    async def seconds(email: str) -> float:
        began, left = await asked(path, email, time.process_time)
        return left - began

    async def apart() -> float:
        """How much longer a known address takes, of what is allowed."""
        pairs = [(await seconds(company.email), await seconds(f"{uuid4().hex}@example.com")) for _ in range(15)]
        known, unknown = (statistics.median(each) for each in zip(*pairs, strict=True))
        return (known - unknown) / max(0.003, unknown / 10)

    await seconds("warm@example.com")
    looks = [await apart()]
    while abs(looks[-1]) > 1 and len(looks) < 3:
        looks.append(await apart())
    assert abs(looks[-1]) <= 1, looks


@pytest.mark.parametrize("path", [LOGIN, FORGOT])
async def test_what_is_done_for_known_addresses_alone_is_done_when_the_answer_has_left(company, path, monkeypatch):
    """So it does not matter how long it takes, whatever else the machine is doing."""
    real_home, looked_up = queries.home, []

    async def slow_home(work, user_id, **more):
        looked_up.append(time.perf_counter())
        await asyncio.sleep(0.3)
        return await real_home(work, user_id, **more)

    for module in ("signing_in", "resetting"):
        monkeypatch.setattr(f"app.modules.identity.{module}.home", slow_home)
    _, left = await asked(path, company.email)
    assert len(looked_up) == 1
    assert left <= looked_up[0]
    told = "user.sign_in_failed" if path == LOGIN else "password.reset_asked"
    assert len(await events(company, told)) == 1


async def test_what_is_left_to_do_fails_without_a_word_to_whoever_asked(company, monkeypatch):
    async def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("app.modules.identity.resetting.home", broken)
    await asked(FORGOT, company.email)
    assert await letters(company, "reset_password") == []
    monkeypatch.undo()
    await asked(FORGOT, company.email)
    assert len(await letters(company, "reset_password")) == 1


@pytest.mark.usefixtures("three_guesses")
@pytest.mark.parametrize("is_known", [True, False])
async def test_after_so_many_wrong_guesses_an_address_has_to_wait_whether_we_know_it_or_not(company, is_known):
    await not_at_the_turn_of(900)
    email = company.email if is_known else f"{uuid4().hex}@example.com"
    for _ in range(3):
        assert refusal((await sign_in(email, "a guess"))[1]) == (401, "credentials_wrong")
    for password in ("a guess", PASSWORD):
        _, answer = await sign_in(email, password)
        assert refusal(answer) == (429, "too_many_requests")
        assert 1 <= int(answer.headers["retry-after"]) <= 900


@pytest.mark.usefixtures("three_guesses")
async def test_guesses_at_one_address_shut_nobody_else_out(company: Company, other_company: Company):
    for _ in range(4):
        await sign_in(company.email, "a guess")
    assert (await sign_in(other_company.email))[1].status_code == 200


@pytest.mark.usefixtures("three_guesses")
async def test_who_knows_the_password_may_sign_in_as_often_as_they_like(company: Company):
    for _ in range(5):
        assert (await sign_in(company.email))[1].status_code == 200


@pytest.mark.usefixtures("three_guesses")
async def test_many_guesses_at_once_are_not_more_guesses(company: Company):
    await not_at_the_turn_of(900)
    answers = await asyncio.gather(*(sign_in(company.email, f"guess {n}") for n in range(12)))
    assert sorted(answer.status_code for _, answer in answers) == [401] * 3 + [429] * 9


async def test_one_machine_gets_so_many_tries_a_minute_over_all_addresses(stranger, monkeypatch):
    monkeypatch.setattr(settings(), "sign_in_attempts_per_address", 3)
    await not_at_the_turn_of(60)
    asked = [{"email": f"{uuid4().hex}@example.com", "password": "a guess"} for _ in range(4)]
    answers = await asyncio.gather(*(stranger.post(LOGIN, json=each) for each in asked))
    assert sorted(each.status_code for each in answers) == [401, 401, 401, 429]


async def test_a_wrong_password_is_on_record_as_nobodys_doing(company: Company):
    await sign_in(company.email, "a guess")
    assert await events(company, "user.sign_in_failed") == [
        ("user.sign_in_failed", None, {"user_id": str(company.user_id)})
    ]


@pytest.mark.usefixtures("three_guesses")
async def test_a_lockout_is_on_record_once_and_says_until_when(company: Company):
    await not_at_the_turn_of(900)
    for _ in range(6):
        await sign_in(company.email, "a guess")
    failed = await events(company, "user.sign_in_failed")
    [(_, actor, told)] = await events(company, "user.locked_out")
    assert len(failed) == 3
    assert (actor, told["user_id"], told["after"]) == (None, str(company.user_id), "password")
    left = datetime.fromisoformat(told["until"]) - datetime.now(UTC)
    assert timedelta(0) < left <= timedelta(minutes=15)


@pytest.mark.usefixtures("three_guesses")
async def test_a_lockout_within_a_session_is_on_record_too(company: Company):
    await not_at_the_turn_of(900)
    asked = {"current_password": "a guess", "password": "another sentence to use"}
    answers = [await company.client.post("/api/v1/me/password", json=asked) for _ in range(5)]
    assert [each.status_code for each in answers] == [422, 422, 422, 429, 429]
    [(_, actor, told)] = await events(company, "user.locked_out")
    assert (actor, told["user_id"], told["after"]) == (company.user_id, str(company.user_id), "password")


async def test_guesses_at_an_address_that_nobody_has_are_on_nobodys_record(company: Company):
    for _ in range(settings().sign_in_failures + 2):
        await sign_in(f"nobody-{company.email}", "a guess")
    assert await events(company, "user.locked_out", "user.sign_in_failed") == []


async def test_a_session_is_new_at_each_sign_in_and_the_one_before_in_this_browser_ends(company: Company):
    """Session fixation: whatever a browser brings along, it leaves with a session that nobody knew."""
    before, cookie = company.data["access_token"], company.client.cookies["refresh_token"]
    answer = await company.client.post(LOGIN, json={"email": company.email, "password": PASSWORD})
    after = answer.json()["data"]["access_token"]
    assert read_access(after).session_id != read_access(before).session_id
    assert company.client.cookies["refresh_token"] != cookie
    old = await company.client.get("/api/v1/me", headers={"authorization": f"Bearer {before}"})
    assert refusal(old) == (401, "session_ended")
    assert (await company.client.get("/api/v1/me", headers={"authorization": f"Bearer {after}"})).status_code == 200


async def test_a_cookie_planted_by_somebody_else_signs_them_in_nowhere(company: Company, other_company: Company):
    planted = other_company.client.cookies["refresh_token"]
    async with new_client() as client:
        headers = {"cookie": f"refresh_token={planted}"}
        answer = await client.post(LOGIN, json={"email": company.email, "password": PASSWORD}, headers=headers)
        assert answer.json()["data"]["user"]["id"] == str(company.user_id)
        assert client.cookies["refresh_token"].split(".")[0] == company.user_id.hex
        again = await client.post("/api/v1/auth/refresh", headers=headers | {"cookie": f"refresh_token={planted}"})
    assert again.status_code == 401


async def test_a_sign_in_from_a_browser_never_seen_is_told_by_mail(company: Company):
    seen = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
    newer = seen.replace("142.0", "143.0")
    for agent in (seen, seen, newer, "curl/8.14.1"):
        await sign_in(company.email, **{"user-agent": agent})
    told = await letters(company, "signed_in_from_new_device")
    assert [each["user_agent"] for each in told] == [seen, "curl/8.14.1"]
    assert told[0]["ip"].startswith("10.")


async def test_nothing_unknown_is_taken_along_when_signing_in(stranger):
    answer = await stranger.post(LOGIN, json={"email": "a@example.com", "password": "x", "mfa_at": "2026-01-01"})
    assert refusal(answer) == (422, "extra_forbidden")
