"""The API is killed in the middle of writing: what is sent again under the same key is done once."""

import threading
import time
from uuid import uuid4

import httpx
import pytest
from conftest import processes

from client import Api

WRITERS, EACH = 6, 25


def kill_api() -> None:
    (server,) = processes("uvicorn", "app.main:app")
    server.kill()


def post(api: Api, key: str, name: str) -> httpx.Response | None:
    """None when the line broke before an answer came."""
    asked = {"name": name, "is_customer": True}
    try:
        return api.http.post("/contacts", json=asked, headers={"idempotency-key": key}, timeout=20)
    except httpx.TransportError:
        return None


def wait_until_up(api: Api) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if api.http.get("/me").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("the API did not come back within a minute")


@pytest.mark.timeout(180)
def test_what_was_sent_again_after_a_kill_was_done_once(api: Api):
    mark = uuid4().hex
    wanted = {uuid4().hex: f"{mark} {number}" for number in range(WRITERS * EACH)}
    answers: dict[str, httpx.Response | None] = {}

    def write(keys: list[str]) -> None:
        for key in keys:
            answers[key] = post(api, key, wanted[key])

    keys = list(wanted)
    writers = [threading.Thread(target=write, args=(keys[each::WRITERS],)) for each in range(WRITERS)]
    for writer in writers:
        writer.start()
    while sum(each is not None for each in answers.values()) < WRITERS * 2:  # it is in the middle of it
        time.sleep(0.01)
    kill_api()
    for writer in writers:
        writer.join()
    broken = [key for key, answer in answers.items() if answer is None]
    assert broken, "everything was answered before the kill, so this shows nothing"
    wait_until_up(api)

    again = {key: post(api, key, name) for key, name in wanted.items()}
    for key, second in again.items():
        assert second is not None
        assert second.status_code == 201
        first = answers[key]
        if first is not None and first.status_code == 201:
            assert second.content == first.content
    made = sorted(each["name"] for each in api.every("/contacts"))
    assert made == sorted(wanted.values())
