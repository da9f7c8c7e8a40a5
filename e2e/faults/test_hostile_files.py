"""Files nobody wants, through the real chain: a clear problem, or a failed document with a sentence. Never a 500."""

import json
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx
import pytest

from client import Api
from hostile import ENDINGS, make

REFUSED_AT_THE_DOOR = {
    "empty.pdf": "empty_file",
    "archive-named.pdf": "unsupported_type",
    "page.html": "unsupported_type",
    "sixty-megabytes.pdf": "file_too_large",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hostile")
    make(target)
    return target


def post(api: Api, file: Path) -> httpx.Response:
    return api.http.post("/documents", files=[("files", (file.name, file.read_bytes()))])


@pytest.mark.parametrize("name", REFUSED_AT_THE_DOOR)
def test_refused_with_the_field_named(name: str, api: Api, folder: Path):
    answer = post(api, folder / name)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (violation,) = answer.json()["errors"]
    assert (violation["code"], violation["field"]) == (REFUSED_AT_THE_DOOR[name], "files.0")
    assert len(violation["message"]) > 20


@pytest.mark.timeout(300)
def test_taken_and_ended_with_a_sentence(api: Api, folder: Path):
    names = [each for each in ENDINGS if each not in REFUSED_AT_THE_DOOR]
    documents, job_id = api.upload([folder / each for each in names])
    assert job_id
    assert api.wait(job_id, 280)["status"] == "succeeded"
    ended = {name: ending(api.document(each["id"])) for name, each in zip(names, documents, strict=True)}
    assert ended == {name: ENDINGS[name] for name in names}


def ending(document: dict[str, Any]) -> str | None:
    """The problem's code; None for one that was read."""
    if document["status"] == "failed":
        assert len(document["problem"]["message"]) > 20
        return str(document["problem"]["code"])
    assert document["status"] == "to_review"
    return None


def test_a_request_of_more_than_the_limit_is_refused_before_it_is_read(api: Api):
    """Only the headers are sent, and the answer is there."""
    connection = HTTPConnection(api.http.base_url.host, api.http.base_url.port, timeout=10)
    connection.putrequest("POST", "/api/v1/documents")
    connection.putheader("authorization", api.http.headers["authorization"])
    connection.putheader("content-type", "multipart/form-data; boundary=b")
    connection.putheader("content-length", str(200 * 1024 * 1024))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.load(answer)["errors"][0]["code"] == "request_too_large"
    connection.close()
