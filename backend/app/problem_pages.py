"""What each problem's `type` leads to: a page that says what the code means, and what to do about it.

The codes, their sentences and statuses are those of the errors themselves; where each may be answered, the API's
document says. Only what to do is written here: for a status, and for codes of which more can be said.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from accounting.errors import DomainError
from app.core.errors import PROBLEM, codes_of, example_of, status_of

PAGE = Path(__file__).parent / "docs_page" / "problem.html"
OF_STATUS = {
    400: "Look at the body and its Content-Type; what was sent broke off, or is of another kind than it says.",
    401: "Sign in again, or send a valid access token or API key as `Authorization: Bearer …`. A browser first asks"
    " `POST /api/v1/auth/refresh` for a new access token.",
    403: "Sending it again will not help. An owner of the company can give you a role, or your key a scope, that may.",
    404: "Look whether the id or address is right, and of the company that your token or key is for: what another"
    " company has is not there for you.",
    405: "Use one of the methods that the header `Allow` names.",
    409: "Read it again and see how things stand now; the same request will do once what is in its way has changed.",
    410: "It was good once or for a while. Ask for a new one.",
    412: "Get it again, look at what changed, and send your change with the new `ETag` as `If-Match`.",
    413: "Send less at a time: fewer or smaller files, fewer items.",
    422: "Correct what `errors[]` names: `field` says where, `message` what is wrong. The same would be refused again.",
    429: "Wait as many seconds as `Retry-After` says. `RateLimit-Remaining` tells beforehand how many are left.",
    500: "Nothing was changed. Try once more; if it happens again, tell us the request id (`meta.request_id`).",
    503: "Nothing was changed. Wait a moment (`Retry-After`, where it is told) and send it again, with the same"
    " `Idempotency-Key` if it had one.",
}
OF_CODE = {
    "changed_at_the_same_time": "Send the same again: nothing was changed, and the other change is done by now.",
    "company_closed": "Its books can be read and exported; for anything else, open another company.",
    "cross_site": "Call this address from the pages of the application itself; programs use an API key instead.",
    "cursor_invalid": "Begin without `cursor`, and change neither the list nor its `sort` while paging.",
    "idempotency_key_reused": "Take a new key for a new request; keep a key for sending the very same one again.",
    "mfa_required": "Set up two-step sign-in under Settings › Security, and sign in with it. Programs are not asked.",
    "permission_missing": "An owner gives people their role (Settings › People); a key's scopes are chosen when it is"
    " made. Every operation says which permission it needs.",
    "request_invalid": "Correct what `errors[]` names. Its codes are those of the rules that were broken, such as"
    " `missing`, `string_too_short` or `extra_forbidden` (a field or parameter that is not known here).",
    "session_ended": "Sign in again. A session ends when it is not used for a while, some time after signing in, by"
    " signing out or changing the password, and when a refresh token was used twice.",
    "token_invalid": "Fetch a new access token with the refresh cookie, or make a new API key: it was revoked, it"
    " expired, or it is not complete.",
}


@dataclass(slots=True)
class Explained:
    """One code: what it means, what to do, an example, and which operations may answer it."""

    code: str
    sentence: str
    status: int
    advice: str
    example: dict[str, Any]
    within: str | None = None
    asked: list[str] = field(default_factory=list)


def below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    """A kind of errors and all that derive from it."""
    yield kind
    for each in kind.__subclasses__():
        yield from below(each)


def explained(document: dict[str, Any]) -> dict[str, Explained]:
    """Every code that there is, with what it is told within."""
    table: dict[str, Explained] = {}
    for kind in below(DomainError):
        status, example = status_of(kind), example_of(kind)["value"]
        advice = OF_CODE.get(kind.code(), OF_STATUS.get(status, OF_STATUS[500]))
        table[kind.code()] = Explained(kind.code(), kind.title(), status, advice, example)
        for code, sentence in codes_of(kind).items():
            table.setdefault(code, Explained(code, sentence, status, advice, example, within=kind.code()))
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for code in _told_by(operation):
                if code in table:
                    table[code].asked.append(f"{method.upper()} {path}")
    return dict(sorted(table.items()))


def _told_by(operation: dict[str, Any]) -> set[str]:
    told: set[str] = set()
    for response in operation["responses"].values():
        told |= {*response.get("content", {}).get(PROBLEM, {}).get("examples", ())}
        told |= {*response.get("x-codes", ()), *response.get("x-item-codes", ())}
    return told


def install(app: FastAPI) -> None:
    """Add the pages to the API."""
    table = cache(lambda: explained(app.openapi()))

    @app.get("/problems", include_in_schema=False)
    async def every_problem() -> Response:
        rows = "".join(f"<dt>{_link(each.code)}</dt><dd>{escape(each.sentence)}</dd>" for each in table().values())
        return _page("Problems", "What the API may refuse with, and why.", f"<dl>{rows}</dl>")

    @app.get("/problems/{code}", include_in_schema=False)
    async def one_problem(code: str) -> Response:
        found = table().get(code)
        if found is None:
            known = "Nothing is refused with this code. These are the codes that there are:"
            return _page("No such code", known, '<p><a href="/problems">All problems</a></p>', 404)
        return _page(found.code, found.sentence, _told(found))


def _told(found: Explained) -> str:
    within = f"<p>It is told within a problem of the type {_link(found.within)}.</p>" if found.within else ""
    asked = "".join(f"<li><code>{escape(each)}</code></li>" for each in found.asked)
    example = escape(json.dumps(found.example, indent=2, ensure_ascii=False))
    return (
        f"<p>Status <code>{found.status}</code></p>{within}<h2>What to do</h2><p>{_prose(found.advice)}</p>"
        f"<h2>How it looks</h2><pre>{example}</pre>"
        + (f"<h2>Where it may be answered</h2><ul>{asked}</ul>" if asked else "")
        + '<p><a href="/problems">All problems</a> · <a href="/api/docs">The API</a></p>'
    )


def _link(code: str) -> str:
    return f'<a href="/problems/{escape(code)}"><code>{escape(code)}</code></a>'


def _prose(text: str) -> str:
    """Words between backticks as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _page(title: str, sentence: str, told: str, status: int = 200) -> Response:
    shown = Template(PAGE.read_text(encoding="utf-8"))
    page = shown.substitute(title=escape(title), sentence=escape(sentence), told=told)
    return HTMLResponse(
        page, status, headers={"cache-control": "public, max-age=3600" if status == 200 else "no-store"}
    )
