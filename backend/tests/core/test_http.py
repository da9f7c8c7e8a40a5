"""What surrounds every request: an id, headers that protect, a size that is too much, figures."""

import re
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient

from app.core.config import settings
from app.core.http import SECURITY_HEADERS
from app.main import app as api
from app.main import build
from tests.conftest import Company

ANYWHERE = ["/health", "/api/v1/me", "/api/v1/nothing", "/api/docs", "/api/v1/openapi.json"]


@pytest.mark.parametrize("where", ANYWHERE)
async def test_every_answer_protects_the_browser(stranger, where):
    answer = await stranger.get(where)
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


async def test_an_accident_protects_the_browser_as_well(monkeypatch):
    monkeypatch.setattr(settings(), "spa_dir", None)  # the SPA would answer for every address that comes after it
    app = build()
    app.add_api_route("/api/v1/broken", lambda: 1 / 0)
    async with AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://test") as client:
        answer = await client.get("/api/v1/broken")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert answer.headers["x-request-id"] == answer.json()["meta"]["request_id"]


async def test_a_request_id_that_is_given_comes_back(stranger):
    answer = await stranger.get("/api/v1/me", headers={"x-request-id": "from-nginx_1234"})
    assert answer.headers["x-request-id"] == answer.json()["meta"]["request_id"] == "from-nginx_1234"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with blank", "<script>alert(1)</script>", "été-été-été"])
async def test_a_request_id_that_is_no_id_is_replaced(stranger, given):
    answer = await stranger.get("/api/v1/me", headers={"x-request-id": given.encode()})
    assert answer.headers["x-request-id"].startswith("req_")


async def test_every_request_has_an_id_of_its_own(stranger):
    ids = {(await stranger.get("/health")).headers["x-request-id"] for _ in range(5)}
    assert len(ids) == 5


async def test_answers_of_the_api_are_not_kept(company: Company):
    assert (await company.client.get("/api/v1/me")).headers["cache-control"] == "no-store"


async def test_a_body_that_says_it_is_too_large_is_refused_unread(stranger):
    answer = await stranger.post("/api/v1/auth/login", content=b"", headers={"content-length": str(10**12)})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "request_too_large")


@pytest.mark.parametrize(
    ("where", "limit"), [("/api/v1/documents", "max_request_bytes"), ("/api/v1/banking/imports", "max_statement_bytes")]
)
async def test_a_body_that_turns_out_too_large_is_refused_on_the_way(company: Company, monkeypatch, where, limit):
    """Sent in chunks without a length: only counting helps."""
    monkeypatch.setattr(settings(), limit, 100_000)
    sent = 0

    async def chunks():
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
        while sent < 100:
            sent += 1
            yield b"0" * 10_000

    answer = await company.client.post(
        where, content=chunks(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "request_too_large")
    assert sent < 20


@pytest.mark.parametrize("where", ["/api/v1/auth/login", "/api/v1/contacts", "/api/v1/nothing"])
async def test_ten_megabytes_of_json_are_too_many_whatever_they_call_themselves(company: Company, where):
    big = b'{"name": "' + b"x" * 10_000_000 + b'"}'
    for called in ("application/json", "multipart/form-data; boundary=x"):
        answer = await company.client.post(where, content=big, headers={"content-type": called})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "request_too_large")


@pytest.mark.parametrize("called", ["multipart/form-data; boundary=x", "application/json", "text/plain", "nonsense"])
async def test_every_operation_refuses_a_body_of_another_kind_in_documented_words(company, stranger, called):
    """`documented.check` holds each answer against the document; a form sent where JSON is asked for is no matter of
    signing in."""
    asked = 0
    for path, operations in api.openapi()["paths"].items():
        for method, operation in operations.items():
            kinds = operation.get("requestBody", {}).get("content", {})
            if not kinds or called.partition(";")[0] in kinds:
                continue
            where = re.sub("{[^}]+}", str(UUID(int=1)), path)
            for client in (company.client, stranger):
                answer = await client.request(method, where, content=b"--x", headers={"content-type": called})
                assert answer.status_code >= 400 or not operation["requestBody"].get("required"), (method, path)
                asked += 1
    assert asked >= 8


async def test_a_body_of_exactly_the_limit_is_read(stranger, monkeypatch):
    body = b'{"email": "a@b.be", "password": "' + b"x" * 50 + b'"}'
    monkeypatch.setattr(settings(), "max_json_bytes", len(body))
    answer = await stranger.post("/api/v1/auth/login", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 401
    answer = await stranger.post(
        "/api/v1/auth/login", content=body + b" ", headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413


async def test_the_api_is_alive(stranger):
    assert (await stranger.get("/health")).json()["status"] == "up"


@pytest.mark.parametrize("part", ["database", "cache", "storage"])
async def test_a_part_is_asked_itself(stranger, part):
    answer = await stranger.get(f"/health/{part}")
    assert (answer.status_code, answer.json()["status"]) == (200, "up")


async def test_without_spark_documents_wait_and_the_api_is_still_ready(stranger, monkeypatch):
    monkeypatch.setattr(settings(), "spark_connect_url", "sc://localhost:9")
    answer = await stranger.get("/health/ready")
    parts = {each["part"]: each["status"] for each in answer.json()["parts"]}
    assert answer.status_code == 200
    assert (answer.json()["status"], parts["spark"], parts["database"]) == ("degraded", "down", "up")


async def test_a_part_that_is_down_tells_no_address(stranger, monkeypatch):
    monkeypatch.setattr(settings(), "spark_connect_url", "sc://localhost:9/;token=hush")
    answer = await stranger.get("/health/spark")
    assert answer.status_code == 503
    assert "hush" not in answer.text
    assert "localhost" not in answer.text


async def test_an_unknown_part_is_not_found(stranger):
    assert (await stranger.get("/health/coffee")).status_code == 404


async def test_requests_are_counted_by_route_and_not_by_address(company: Company):
    await company.client.get(f"/api/v1/documents/{company.user_id}")
    told = (await company.client.get("/metrics")).text
    assert 'documents/{document_id}",status="404"' in told
    assert str(company.user_id) not in told


async def test_invented_methods_and_addresses_do_not_fill_the_memory(stranger):
    for invented in ("BREW", "WHEN", "PROPFIND"):
        await stranger.request(invented, f"/api/v1/{invented}")
    told = (await stranger.get("/metrics")).text
    assert "BREW" not in told
    assert "WHEN" not in told


async def test_the_docs_page_loads_everything_from_us(stranger):
    page = (await stranger.get("/api/docs")).text
    assert "http://" not in page
    assert "https://" not in page
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "init.js", "page.css"):
        assert name in page
        assert (await stranger.get(f"/api/docs/{name}")).status_code == 200
    assert (await stranger.get("/api/docs/..%2Finit.js")).status_code == 404
