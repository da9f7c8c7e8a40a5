"""What goes wrong is said in one shape, completely, and without telling secrets."""

import asyncio
import json

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import text
from starlette.requests import Request

from app.core.config import settings
from app.core.database import database
from app.core.errors import PROBLEM, ContentNotStorable
from app.core.problems import answer_domain_error
from app.core.work import begin
from app.main import build
from tests.conftest import Company, new_client
from tests.factories import documents
from tests.factories.invoicing import contact, line

REGISTER = "/api/v1/auth/register"
MEMBERS = {"type", "title", "status", "detail", "errors", "meta"}


def checked(answer, status: int, code: str):
    """The answer as a problem, whose shape was looked at."""
    body = answer.json()
    assert (answer.status_code, body["errors"][0]["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert set(body) == MEMBERS
    assert body["status"] == status
    assert all(set(each) == {"code", "message", "field", "value", "instead"} for each in body["errors"])
    assert body["meta"]["request_id"] == answer.headers["x-request-id"]
    return body


async def test_a_request_with_four_faults_names_all_four(stranger):
    asked = {"email": "no", "password": "short", "full_name": "", "language": "de"}
    body = checked(await stranger.post(REGISTER, json=asked), 422, "email_invalid")
    assert {each["field"] for each in body["errors"]} == {"email", "password", "full_name", "language", "company_name"}
    assert body["type"] == "/problems/request_invalid"


async def test_a_correction_with_three_faults_names_all_three(company: Company):
    document = await documents.to_review(company)
    wrong = {"fields": {"total_amount": "abc", "issue_date": "31/02/2026", "colour": "red", "due_date": "2026-12-01"}}
    answer = await company.client.patch(documents.path(document, "/fields"), json=wrong)
    assert {each["field"] for each in answer.json()["errors"]} == {
        "fields.total_amount",
        "fields.issue_date",
        "fields.colour",
    }
    assert answer.status_code == 422


SECRET = "geheim42"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (json.dumps({"email": "a@b.be", "password": [SECRET], "full_name": "A", "company_name": "B"}), "application/json"),
        (json.dumps([{"email": "a@b.be", "password": SECRET}]), "application/json"),
        (json.dumps(f'{{"password": "{SECRET}"}}'), "application/json"),
        (f"email=a%40b.be&password={SECRET}", "application/x-www-form-urlencoded"),
        (f'{{"password": "{SECRET}"', "application/json"),
        (f'{{"password": "{SECRET}", "email": NaN}}', "application/json"),
    ],
)  # fmt: skip
async def test_a_password_is_never_repeated(stranger, content, kind):
    for where in (REGISTER, "/api/v1/auth/login"):
        answer = await stranger.post(where, content=content, headers={"content-type": kind})
        assert answer.status_code == 422
        assert SECRET not in answer.text


async def test_a_short_password_is_refused_without_repeating_it(stranger):
    asked = {"email": "a@b.be", "password": "gehei42", "full_name": "A", "company_name": "B"}
    answer = await stranger.post(REGISTER, json=asked)
    assert answer.json()["errors"][0]["field"] == "password"
    assert "gehei42" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "known"),
    [
        ("GET", "/contacts", ", cursor, format, "),
        ("GET", "/me", "none is known here"),
        ("POST", "/me/sessions/end-others", "none is known here"),
        ("DELETE", "/invitations/01a1fcd6-3f7a-74ba-831f-443b45c4ef44", "none is known here"),
        ("POST", "/auth/login", "none is known here"),
    ],
)
async def test_a_parameter_that_nobody_reads_is_refused_by_name(company: Company, method, path, known):
    answer = await company.client.request(method, f"/api/v1{path}", params={"statuss": "open", "dry_run": "1"})
    body = checked(answer, 422, "extra_forbidden")
    assert [(each["field"], each["value"]) for each in body["errors"]] == [("statuss", "open"), ("dry_run", "1")]
    assert all(known in each["message"] for each in body["errors"])
    assert body["type"] == "/problems/request_invalid"


async def test_a_list_says_which_parameters_it_knows(company: Company):
    answer = await company.client.get("/api/v1/documents", params={"state": "approved"})
    [told] = checked(answer, 422, "extra_forbidden")["errors"]
    assert told["message"].startswith("There is no such parameter; known here: cursor, ")
    for name in ("format", "from", "limit", "q", "sort", "status", "to"):
        assert f" {name}" in told["message"]


async def test_other_values_are_repeated_so_that_they_can_be_found(company: Company):
    answer = await company.client.get("/api/v1/documents", params={"limit": "many"})
    assert answer.json()["errors"][0]["value"] == "many"


async def test_a_long_value_is_not_repeated(company: Company):
    answer = await company.client.get("/api/v1/documents", params={"q": "x" * 5000})
    assert answer.status_code == 422
    assert "x" * 201 not in answer.text


async def test_an_unexpected_error_tells_nothing_but_where_to_ask(monkeypatch):
    monkeypatch.setattr(settings(), "spa_dir", None)  # the SPA would answer for every address that comes after it
    app = build()

    @app.get("/api/v1/broken")
    async def broken() -> None:
        raise RuntimeError("postgresql://app_api:hush@db/accounting said no")

    async with AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://test") as client:
        answer = await client.get("/api/v1/broken", headers={"x-request-id": "ask-me-about-this"})
    body = checked(answer, 500, "server_error")
    assert "hush" not in answer.text
    assert "RuntimeError" not in answer.text
    assert body["meta"]["request_id"] == "ask-me-about-this"


async def test_a_fault_in_the_database_is_an_unexpected_error_that_tells_nothing(monkeypatch):
    """The path of every DBAPIError that no module claims: out of the transaction, through the handler, at once."""
    monkeypatch.setattr(settings(), "spa_dir", None)
    app = build()

    @app.get("/api/v1/broken")
    async def broken() -> None:
        async with begin() as work:
            await work.session.execute(text("select 1 / 0 as hush"))

    async with AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://test") as client:
        answer = await asyncio.wait_for(client.get("/api/v1/broken"), 30)
    checked(answer, 500, "server_error")
    assert "division" not in answer.text
    assert "hush" not in answer.text


async def test_a_database_that_is_away_is_a_503():
    """Its port is closed: nothing was done, and trying again will help."""
    here = database._engine, database._sessions
    database.connect("postgresql+asyncpg://app_api:x@127.0.0.1:9/accounting")
    try:
        async with new_client() as client:
            answer = await client.post("/api/v1/auth/login", json={"email": "a@b.be", "password": "x"})
    finally:
        await database.close()
        database._engine, database._sessions = here
    checked(answer, 503, "unavailable")


async def test_an_unknown_address_is_a_problem_too(stranger):
    checked(await stranger.get("/api/v1/nothing"), 404, "not_found")


async def test_a_method_that_is_not_there_names_those_that_are(stranger):
    answer = await stranger.put("/api/v1/auth/login")
    checked(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


async def test_without_a_token_the_answer_says_how_to_sign_in(stranger):
    answer = await stranger.get("/api/v1/me")
    checked(answer, 401, "sign_in_required")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_a_number_that_json_does_not_have_is_refused(company: Company, number):
    document = await documents.to_review(company)
    answer = await company.client.patch(
        documents.path(document, "/fields"),
        content=f'{{"fields": {{"total_amount": {number}}}}}',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] in ("fields.total_amount", "fields")


UNSTORABLE = ["nul \x00 inside", "half a pair \ud800"]


@pytest.mark.parametrize("odd", UNSTORABLE)
async def test_text_that_cannot_be_stored_is_refused_and_never_an_accident(company: Company, odd):
    document = await documents.to_review(company)
    asked = [
        company.client.patch(
            "/api/v1/me", content=json.dumps({"full_name": odd}), headers={"content-type": "application/json"}
        ),
        company.client.patch(
            documents.path(document, "/fields"),
            content=json.dumps({"fields": {"supplier_name": odd}}),
            headers={"content-type": "application/json"},
        ),
        company.client.patch(
            documents.path(document, "/fields"),
            content=json.dumps({"fields": {"lines": [{"description": odd}]}}),
            headers={"content-type": "application/json"},
        ),
        company.client.patch(
            documents.path(document, "/fields"),
            content=json.dumps({"fields": {odd: "1"}}),
            headers={"content-type": "application/json"},
        ),
        company.client.post(
            documents.path(document, "/reject"),
            content=json.dumps({"reason": odd}),
            headers={"content-type": "application/json"},
        ),
    ]
    for each in asked:
        answer = await each
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == PROBLEM


NUL = "nul \x00 inside"


async def test_text_that_cannot_be_stored_is_named_wherever_it_stands(company: Company):
    async def told(method: str, path: str, asked: object = None) -> dict[str, object]:
        body, headers = asked and json.dumps(asked), {"content-type": "application/json"}
        answer = await company.client.request(method, f"/api/v1{path}", content=body, headers=headers)
        errors = checked(answer, 422, "content_not_storable")["errors"]
        return {each["field"]: each["value"] for each in errors}

    sale = {"contact_id": await contact(company), "lines": [line(), line(description=NUL)], "note": "\0"}
    assert await told("post", "/invoices", sale) == {"lines.1.description": NUL, "note": "\0"}
    assert await told("patch", "/me", {"full_name": NUL}) == {"full_name": NUL}
    assert await told("get", "/contacts?q=a%00&sort=name") == {"q": "a\0"}
    assert await told("get", "/ledger/entries?q=%00") == {"q": "\0"}


@pytest.mark.parametrize(("query", "told"), [(b"token=%00&q=fine", ("token", None)), (b"q=1e999", (None, None))])
async def test_what_cannot_be_stored_tells_no_secret_and_where_it_is_no_text_no_field(query, told):
    asked = Request({"type": "http", "query_string": query, "headers": []})
    answer = await answer_domain_error(asked, ContentNotStorable())
    [error] = json.loads(answer.body)["errors"]
    assert (error["code"], error["field"], error["value"]) == ("content_not_storable", *told)


SEARCHES = ["/documents?q=", "/ledger/accounts?q=", "/ledger/entries?q=", "/contacts?q="]


@pytest.mark.parametrize("where", SEARCHES)
@pytest.mark.parametrize("words", ["%00", "%ED%A0%80", "%25", "_", "%5C", "%5C%5C", "'", '"', "%C4%B0", "%F0%9F%92%B6"])
async def test_any_words_can_be_searched_for(company: Company, where, words):
    answer = await company.client.get(f"/api/v1{where}{words}")
    assert answer.status_code in (200, 422), answer.text
    if words in ("%25", "_", "%5C"):  # what SQL's LIKE would take for anything
        assert answer.json()["data"] == []
