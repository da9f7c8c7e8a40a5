"""Nobody stands in front of the embedded API: an address or a scheme that a request claims is not believed."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded import services
from embedded.settings import Settings

from .conftest import eventually

ECHO = """
import json

async def app(scope, receive, send):
    if scope["type"] == "http":
        heard = json.dumps({"client": scope["client"][0], "scheme": scope["scheme"]}).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": heard})
"""
CLAIMS = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "Forwarded": "for=203.0.113.7;proto=https"}


@pytest.fixture
def address(chosen: Settings, tmp_path: Path) -> Iterator[str]:
    """The API's own command line, with an application that says who it thinks is asking."""
    (tmp_path / "echo.py").write_text(ECHO)
    [api] = [part for part in services.all_services(chosen) if part.name == "api"]
    command = ["echo:app" if word == "app.main:app" else word for word in api.command]
    assert "echo:app" in command
    server = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "FORWARDED_ALLOW_IPS": "*"})
    try:
        yield f"http://127.0.0.1:{chosen.ports['PORT']}/"
    finally:
        server.terminate()
        server.wait(10)


def heard(address: str) -> dict[str, str] | None:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=CLAIMS), timeout=2) as answer:
            return dict(json.load(answer))
    except OSError:
        return None


def test_a_claimed_address_is_not_believed(address: str) -> None:
    assert eventually(lambda: heard(address)) == {"client": "127.0.0.1", "scheme": "http"}
