"""Limits: announced with every answer, and no 500 when they are reached."""

import asyncio
from uuid import uuid4

import httpx
import pytest

from app.core import counting, limits
from app.core.config import settings
from app.core.errors import TooManyRequests
from app.main import app as api
from tests.modules.identity.people import not_at_the_turn_of

LOGIN = "/api/v1/auth/login"


async def test_every_answer_says_what_is_left(company, monkeypatch):
    monkeypatch.setattr(settings(), "requests_per_minute", 1200)
    first = await company.client.get("/api/v1/me")
    second = await company.client.get("/api/v1/me")
    assert first.headers["ratelimit-limit"] == second.headers["ratelimit-limit"] == "1200"
    assert int(first.headers["ratelimit-remaining"]) - int(second.headers["ratelimit-remaining"]) in (1, -1199)
    assert 1 <= int(first.headers["ratelimit-reset"]) <= 60
    assert first.headers["ratelimit-policy"] == "1200;w=60"


NOWHERE_LET_IN = [
    ("GET", "/api/v1/me", {}, 401),
    ("GET", "/api/v1/me", {"headers": {"authorization": "Bearer nonsense"}}, 401),
    ("GET", "/api/v1/nothing", {}, 404),
    ("PUT", "/api/v1/auth/login", {}, 405),
    ("POST", "/api/v1/auth/login", {"headers": {"content-length": str(10**12)}}, 413),
    ("POST", "/api/v1/documents", {"files": {"files": ("a.pdf", b"%PDF-1.7")}}, 401),
    ("GET", "/api/v1/contacts", {"params": {"colour": "red"}}, 422),
    ("GET", "/api/v1/openapi.json", {}, 200),
    ("GET", "/api/docs", {}, 200),
]


@pytest.mark.parametrize(("method", "path", "more", "status"), NOWHERE_LET_IN)
async def test_who_is_nowhere_let_in_is_told_and_counted_by_address(stranger, method, path, more, status):
    """Alike whatever was answered: `documented.check` looks at every answer of every test that the headers are there."""
    first, second = [await stranger.request(method, path, **more) for _ in range(2)]
    assert first.status_code == second.status_code == status
    assert first.headers["ratelimit-policy"] == f"{settings().requests_per_minute};w=60"
    assert int(first.headers["ratelimit-remaining"]) - int(second.headers["ratelimit-remaining"]) in (1, -1)


async def test_who_is_nowhere_let_in_does_not_ask_without_end(stranger, company, monkeypatch):
    await not_at_the_turn_of(60)
    monkeypatch.setattr(settings(), "requests_per_minute", 3)
    paths = ["/api/v1/nothing", "/api/v1/me", "/api/v1/else", "/api/v1/nothing", "/api/v1/me", "/api/v1/nothing"]
    answers = [await stranger.get(each) for each in paths]
    refused = answers[-1]
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-remaining"] == "0"
    assert refused.headers["x-request-id"] == refused.json()["meta"]["request_id"]
    assert "www-authenticate" not in refused.headers
    assert (await company.client.get("/api/v1/me")).status_code == 200


async def test_beyond_the_limit_it_is_429_with_the_seconds_to_wait(company, other_company, monkeypatch):
    await not_at_the_turn_of(60)
    monkeypatch.setattr(settings(), "requests_per_minute", 3)
    answers = [await company.client.get("/api/v1/me") for _ in range(8)]
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-remaining"] == "0"
    assert refused.json()["errors"][0]["code"] == "too_many_requests"
    assert (await other_company.client.get("/api/v1/me")).status_code == 200


async def test_of_a_hundred_at_once_exactly_as_many_as_allowed_get_through():
    await not_at_the_turn_of(3600)
    what = uuid4().hex
    outcomes = await asyncio.gather(*(limits.limit(what, 10, 3600) for _ in range(100)), return_exceptions=True)
    assert sum(isinstance(each, TooManyRequests) for each in outcomes) == 90


async def test_who_counts_roughly_asks_seldom_and_lets_no_more_through(monkeypatch):
    """Another process is this one when it has forgotten what it took along."""
    await not_at_the_turn_of(3600)
    trips, told = [], counting._told_by_valkey

    async def noted(counts):
        trips.append(counts)
        return await told(counts)

    monkeypatch.setattr(counting, "_told_by_valkey", noted)
    what = uuid4().hex
    left = [(await limits.limit(what, 1000, 3600, roughly=True)).remaining for _ in range(40)]
    assert left == list(range(999, 959, -1))
    assert len(trips) == 4
    monkeypatch.setattr(counting, "_places", {})
    asked = (limits.limit(what, 1000, 3600, roughly=True) for _ in range(1200))
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(not isinstance(each, TooManyRequests) for each in outcomes) == 956
    assert len(trips) == 5


async def test_looking_does_not_count():
    await not_at_the_turn_of(3600)
    what = uuid4().hex
    for _ in range(3):
        assert (await limits.check(what, 2, 3600)).remaining == 2
    await limits.limit(what, 2, 3600)
    await limits.limit(what, 2, 3600)
    with pytest.raises(TooManyRequests):
        await limits.check(what, 2, 3600)


@pytest.fixture
def no_cache(monkeypatch):
    monkeypatch.setattr(settings(), "cache_url", "redis://127.0.0.1:9/0")
    counting.cache_client.cache_clear()
    yield
    monkeypatch.undo()
    counting.cache_client.cache_clear()


async def test_without_a_cache_a_process_counts_for_itself(no_cache):
    await not_at_the_turn_of(3600)
    what = uuid4().hex
    assert [(await limits.limit(what, 2, 3600)).remaining for _ in range(2)] == [1, 0]
    with pytest.raises(TooManyRequests):
        await limits.limit(what, 2, 3600)
    await limits.give_back(what, 2, 3600)
    await limits.give_back(what, 2, 3600)
    assert (await limits.limit(uuid4().hex, 2, 3600)).remaining == 1
    assert (await limits.check(what, 2, 3600)).remaining == 1


async def test_without_a_cache_guessing_at_a_password_ends_and_everybody_else_gets_in(company, stranger, no_cache):
    guesses = [
        await stranger.post(LOGIN, json={"email": company.email, "password": "not this one"})
        for _ in range(settings().sign_in_failures + 1)
    ]
    assert [each.status_code for each in guesses] == [401] * settings().sign_in_failures + [429]
    assert (await company.client.get("/api/v1/me")).status_code == 200


async def test_without_a_cache_what_is_counted_stays_bounded(no_cache, monkeypatch):
    monkeypatch.setattr(limits, "MOST_COUNTS", 50)
    for _ in range(120):
        await limits.limit(uuid4().hex, 2, 3600)
    assert len(limits._here.counts) <= 50


async def test_ten_megabytes_of_json_are_refused_before_they_are_read(company):
    answer = await company.client.post("/api/v1/auth/switch", json={"tenant_id": "x" * 10 * 1024 * 1024})
    assert answer.status_code == 413
    assert answer.json()["detail"] == "at most 2 MB per such request; send less at a time"


async def test_an_ipv6_network_of_one_subscriber_is_one_place(monkeypatch):
    """Whoever has a /64 has 2**64 addresses: a new one for each attempt gains nothing."""
    monkeypatch.setattr(settings(), "sign_in_attempts_per_address", 3)
    network, elsewhere = (f"2001:db8:{uuid4().int % 65536:x}:{uuid4().int % 65536:x}" for _ in range(2))
    asked = {"email": f"{uuid4().hex}@example.com", "password": "wrong password"}

    async def status(address: str) -> int:
        transport = httpx.ASGITransport(app=api, client=(address, 1), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.post(LOGIN, json=asked)).status_code

    await not_at_the_turn_of(60)
    assert [await status(f"{network}::{each}") for each in range(1, 6)] == [401, 401, 401, 429, 429]
    assert await status(f"{elsewhere}::1") == 401
