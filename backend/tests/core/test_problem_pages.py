"""What a problem's `type` leads to: a page for every code, made of the errors themselves."""

import re

import pytest

from app.core.errors import PROBLEM
from app.core.http import SECURITY_HEADERS
from app.problem_pages import OF_CODE, OF_STATUS, explained
from tests.documented import document

DOCUMENT = document()
TABLE = explained(DOCUMENT)
RESPONSES = [
    response
    for methods in DOCUMENT["paths"].values()
    for operation in methods.values()
    for response in operation["responses"].values()
]


def test_every_code_in_the_document_is_explained():
    told = set(DOCUMENT["components"]["examples"])
    for response in RESPONSES:
        told |= set(response.get("content", {}).get(PROBLEM, {}).get("examples", ()))
        told |= {*response.get("x-codes", ()), *response.get("x-item-codes", ())}
    assert len(told) > 150
    assert told - set(TABLE) == set()


def test_every_code_says_what_it_means_and_what_to_do():
    for each in TABLE.values():
        assert len(each.sentence) > 10, each.code
        assert len(each.advice) > 20, each.code
    assert {each.status for each in TABLE.values()} <= set(OF_STATUS)
    assert set(OF_CODE) <= set(TABLE)


async def test_a_page_tells_it_in_words(stranger):
    page = await stranger.get("/problems/idempotency_key_reused")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert {name: page.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "This Idempotency-Key was used for another request" in page.text
    assert "<code>409</code>" in page.text
    assert "Take a new key for a new request" in page.text
    assert "<code>POST /api/v1/contacts</code>" in page.text
    assert "&quot;type&quot;: &quot;/problems/idempotency_key_reused&quot;" in page.text


async def test_a_page_loads_everything_from_us_and_runs_nothing(stranger):
    page = (await stranger.get("/problems/period_closed")).text
    assert "http://" not in page.replace("http://schemas", "")
    assert "https://" not in page
    assert "<script" not in page
    assert "style=" not in page
    for address in re.findall(r'(?:href|src)="(/api/docs/[^"]+)"', page):
        assert (await stranger.get(address)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_the_type_of_a_problem_leads_to_its_page(stranger, method):
    answer = await stranger.request(method, "/api/v1/auth/login")
    page = await stranger.get(answer.json()["type"])
    assert page.status_code == 200
    assert answer.json()["title"] in page.text


async def test_all_of_them_are_listed(stranger):
    page = (await stranger.get("/problems")).text
    assert all(f'href="/problems/{code}"' in page for code in TABLE)


async def test_a_code_that_is_none_is_told_so_and_repeated_nowhere(stranger):
    page = await stranger.get("/problems/<script>alert(1)<%2Fscript>")
    assert page.status_code == 404
    page = await stranger.get("/problems/nonsense42")
    assert page.status_code == 404
    assert "nonsense42" not in page.text
    assert 'href="/problems"' in page.text
