"""A thin client of the public API, for the scripts beside it: the same calls an integrator makes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".xml": "application/xml",
}
TOKEN = re.compile(r"/([\w-]+)#token=([\w.~-]+)")
PATIENCE = 30.0
"""Seconds to wait for a message."""
TRIES = 3

ENDED = ("succeeded", "failed", "cancelled")


class Refused(Exception):
    """The API answered with a problem; its words are the message."""


class Api:
    """One signed-in person."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=f"{url.rstrip('/')}/api/v1", timeout=60)

    def call(self, method: str, path: str, **more: Any) -> Any:
        """`data` of the answer; waits when asked to, as often as it takes. Raises Refused with the problem's detail."""
        answer = self._answer(method, path, **more)
        return answer.json()["data"] if answer.content else None

    def every(self, path: str) -> Iterator[dict[str, Any]]:
        """All rows of a list, page by page."""
        cursor = None
        while True:
            asked = {"limit": 200} | ({"cursor": cursor} if cursor else {})
            body = self._answer("GET", f"{path}{'&' if '?' in path else '?'}{urlencode(asked)}").json()
            yield from body["data"]
            cursor = body["meta"].get("next_cursor")
            if not cursor:
                return

    def _answer(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Asked again when the line breaks: the key makes sure that it is done once."""
        headers = {"idempotency-key": uuid4().hex} if method == "POST" else {}
        for left in reversed(range(TRIES)):
            try:
                answer = self.http.request(method, path, headers=headers, **more)
            except httpx.TransportError:
                if not left or method == "PATCH":
                    raise
                continue
            while answer.status_code == 429:
                time.sleep(float(answer.headers["retry-after"]))
                answer = self.http.request(method, path, headers=headers, **more)
            break
        if answer.status_code >= 400:
            problem = answer.json()
            said = "; ".join(f"{each.get('field')}: {each.get('message')}" for each in problem.get("errors", []))
            raise Refused(
                f"{method} {path}: {answer.status_code} {problem.get('title')} {problem.get('detail')} {said}"
            )
        return answer

    def sign_in(self, email: str, password: str) -> bool:
        """False when there is no such person or the password is another."""
        answer = self.http.post("/auth/login", json={"email": email, "password": password})
        if answer.status_code == 401:
            return False
        answer.raise_for_status()
        self._use(answer.json()["data"])
        return True

    def register(self, **person: Any) -> dict[str, Any]:
        data: dict[str, Any] = self.call("POST", "/auth/register", json=person)
        self._use(data)
        return data

    def confirm_email(self, mailbox: str, email: str) -> None:
        """Open the link that was mailed, as a person would: `mailbox` is the mail catcher's page."""
        if token := _mailed(mailbox, email, "verify-email"):
            self.call("POST", "/auth/verify-email", json={"token": token})

    def accept(self, mailbox: str, email: str, **person: Any) -> None:
        """Join a company by the invitation that was mailed. Raises Refused when none came."""
        token = _mailed(mailbox, email, "invitation")
        if not token:
            raise Refused(f"no invitation came for {email}")
        self._use(self.call("POST", "/auth/invitations/accept", json={"token": token, **person}))

    def _use(self, data: dict[str, Any]) -> None:
        self.http.headers["authorization"] = f"Bearer {data['access_token']}"

    def upload(self, files: Iterable[Path]) -> tuple[list[dict[str, Any]], str | None]:
        """The documents in the order of the files, and the job that reads them."""
        parts = [("files", (each.name, each.read_bytes(), MEDIA_TYPES.get(each.suffix))) for each in files]
        answer = self.http.post("/documents", files=parts)
        if answer.status_code != 202:
            raise Refused(answer.text)
        body = answer.json()
        return body["data"], body["meta"]["job_id"]

    def wait(self, job_id: str, seconds: float = 170) -> dict[str, Any]:
        """The job once it has ended. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            job: dict[str, Any] = self.call("GET", f"/jobs/{job_id}")
            if job["status"] in ENDED:
                return job
            time.sleep(0.5)
        raise TimeoutError(f"job {job_id} has not ended after {seconds:.0f} seconds")

    def document(self, document_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.call("GET", f"/documents/{document_id}")
        return found

    def document_read(self, document_id: str, seconds: float = 170) -> dict[str, Any]:
        """The document once it has been read, whoever brought it. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if (found := self.document(document_id))["status"] not in ("uploaded", "reading"):
                return found
            time.sleep(0.5)
        raise TimeoutError(f"document {document_id} has not been read after {seconds:.0f} seconds")


def _mailed(mailbox: str, email: str, page: str) -> str | None:
    """The token in the latest message whose link leads to that page; None when none came in time."""
    until = time.monotonic() + PATIENCE
    with httpx.Client(base_url=mailbox, timeout=10) as mail:
        while time.monotonic() < until:
            for each in mail.get("/messages", params={"to": email}).json():
                text = mail.get(f"/messages/{each['id']}").json()["text"] or ""
                if (found := TOKEN.search(text)) and page in found[1]:
                    return found[2]
            time.sleep(0.2)
    return None
