"""The mail catcher's pages for people, and its JSON for tests.

A caught message is a stranger's: its HTML is shown in a frame without scripts, without forms, without an origin, and
nothing in it is fetched. Who asks under another name than this machine's is refused, so that no website in the same
browser can read the mail by giving its own name our address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from embedded.mail_store import Mail, MailStore, NoSuchMessage

PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'self'"
)
SHOWN = 200
HOSTS = ("127.0.0.1", "localhost")
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .4rem .6rem; }
tr { border-bottom: 1px solid #8884; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { width: 100%; height: 36rem; border: 1px solid #8888; background: #fff; } :root { color-scheme: light dark; }
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, type and content of an answer, and the headers that differ from the usual ones."""

    status: HTTPStatus
    media_type: str
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)


class MailPages(ThreadingHTTPServer):
    """Serves one store. `identity` is what /health repeats, so that the supervisor knows whom it asked."""

    daemon_threads = True

    def __init__(self, port: int, store: MailStore, identity: dict[str, Any]) -> None:
        self.store, self.identity = store, identity
        super().__init__(("127.0.0.1", port), _Handler)

    def answer(self, path: str, asked: dict[str, list[str]]) -> Answer:
        """What lies at a path. Raises NoSuchMessage."""
        for pattern, give in ROUTES:
            if found := re.fullmatch(pattern, path):
                return give(self, asked, *found.groups())
        return _page(HTTPStatus.NOT_FOUND, "Not here", "<p><a href='/'>All messages</a></p>")


class _Handler(BaseHTTPRequestHandler):
    server: MailPages
    server_version, sys_version = "mail-catcher", ""
    timeout = 10

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if (self.headers.get("Host") or "").rsplit(":", 1)[0] not in HOSTS:
            answer = _page(HTTPStatus.MISDIRECTED_REQUEST, "Ask for 127.0.0.1", "")
        else:
            try:
                answer = self.server.answer(unquote(address.path), parse_qs(address.query))
            except NoSuchMessage:
                answer = _page(HTTPStatus.NOT_FOUND, "No such message", "<p><a href='/'>All messages</a></p>")
        self._send(answer)

    do_HEAD = do_GET  # noqa: N815

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {
            "Content-Type": answer.media_type,
            "Content-Length": str(len(answer.content)),
            "Content-Security-Policy": PAGE_POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            **answer.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Silent: who reads mail is nobody's business, and the pages are asked often by tests."""


def _health(pages: MailPages, _asked: dict[str, list[str]]) -> Answer:
    return _json(pages.identity)


def _style(_pages: MailPages, _asked: dict[str, list[str]]) -> Answer:
    return Answer(HTTPStatus.OK, "text/css; charset=utf-8", STYLE.encode())


def _list(pages: MailPages, asked: dict[str, list[str]]) -> Answer:
    to = asked.get("to", [None])[0]
    return _json([_summary(mail) for mail in islice(pages.store.mails(to), SHOWN)])


def _one(pages: MailPages, _asked: dict[str, list[str]], identifier: str) -> Answer:
    mail = pages.store.get(identifier)
    attachments = [
        {"name": each.name, "media_type": each.media_type, "size": len(each.content)} for each in mail.attachments()
    ]
    texts = {"text": mail.body("plain"), "html": mail.body("html")}
    headers = {name: str(value) for name, value in mail.message.items()}
    return _json({**_summary(mail), **texts, "attachments": attachments, "headers": headers})


def _raw(pages: MailPages, _asked: dict[str, list[str]], identifier: str) -> Answer:
    return _download(pages.store.raw(identifier), "message/rfc822", f"{identifier}.eml")


def _attachment(pages: MailPages, _asked: dict[str, list[str]], identifier: str, number: str) -> Answer:
    parts = pages.store.get(identifier).attachments()
    if int(number) >= len(parts):
        raise NoSuchMessage(identifier)
    return _download(parts[int(number)].content, "application/octet-stream", parts[int(number)].name)


def _html(pages: MailPages, _asked: dict[str, list[str]], identifier: str) -> Answer:
    text = "<!doctype html><base target='_blank'>" + (pages.store.get(identifier).body("html") or "")
    policy = {"Content-Security-Policy": MAIL_POLICY}
    return Answer(HTTPStatus.OK, "text/html; charset=utf-8", text.encode(errors="replace"), policy)


def _index(pages: MailPages, asked: dict[str, list[str]]) -> Answer:
    rows = "".join(
        f"<tr><td>{_when(mail)}</td><td>{escape(', '.join(mail.recipients))}</td>"
        f"<td><a href='/read/{mail.identifier}'>{escape(mail.subject or '(no subject)')}</a></td></tr>"
        for mail in islice(pages.store.mails(asked.get("to", [None])[0]), SHOWN)
    )
    table = f"<table><thead><tr><th>Received<th>To<th>Subject</tr></thead><tbody>{rows}</tbody></table>"
    return _page(HTTPStatus.OK, "Mail", table if rows else "<p>Nothing was sent yet.</p>")


def _read(pages: MailPages, _asked: dict[str, list[str]], identifier: str) -> Answer:
    mail = pages.store.get(identifier)
    rows = {"From": str(mail.message.get("from", mail.sender)), "To": ", ".join(mail.recipients), "Date": _when(mail)}
    body = "<table>" + "".join(f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in rows.items())
    body += "</table>"
    if mail.body("html") is not None:
        frame = "sandbox='allow-popups allow-popups-to-escape-sandbox' title='The message'"
        body += f"<h2>HTML</h2><iframe {frame} src='/messages/{identifier}/html'></iframe>"
    if (text := mail.body("plain")) is not None:
        body += f"<h2>Text</h2><pre>{_with_links(text)}</pre>"
    attachments = "".join(
        f"<li><a href='/messages/{identifier}/attachments/{number}'>{escape(each.name)}</a> "
        f"{escape(each.media_type)}, {len(each.content)} bytes</li>"
        for number, each in enumerate(mail.attachments())
    )
    body += f"<h2>Attachments</h2><ul>{attachments}</ul>" if attachments else ""
    body += f"<p><a href='/messages/{identifier}/raw'>As it came</a> · <a href='/'>All messages</a></p>"
    return _page(HTTPStatus.OK, mail.subject or "(no subject)", body)


ROUTES: tuple[tuple[str, Callable[..., Answer]], ...] = (
    (r"/", _index),
    (r"/style\.css", _style),
    (r"/health", _health),
    (r"/read/([^/]+)", _read),
    (r"/messages", _list),
    (r"/messages/([^/]+)", _one),
    (r"/messages/([^/]+)/html", _html),
    (r"/messages/([^/]+)/raw", _raw),
    (r"/messages/([^/]+)/attachments/(\d{1,4})", _attachment),
)


def _summary(mail: Mail) -> dict[str, Any]:
    return {
        "id": mail.identifier,
        "from": mail.sender,
        "to": list(mail.recipients),
        "subject": mail.subject,
        "received_at": mail.received_at.isoformat(),
    }


def _with_links(text: str) -> str:
    """Escaped, with addresses of the web made into links."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        link = escape(found[0])
        parts += [escape(text[end : found.start()]), f"<a href='{link}' rel='noreferrer' target='_blank'>{link}</a>"]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _when(mail: Mail) -> str:
    return f"{mail.received_at.astimezone():%Y-%m-%d %H:%M:%S}"


def _page(status: HTTPStatus, title: str, body: str) -> Answer:
    head = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title>"
    whole = f"{head}<link rel='stylesheet' href='/style.css'></head><body><h1>{escape(title)}</h1>{body}</body></html>"
    return Answer(status, "text/html; charset=utf-8", whole.encode(errors="replace"))


def _json(told: Any) -> Answer:
    return Answer(HTTPStatus.OK, "application/json", json.dumps(told).encode())


def _download(content: bytes, media_type: str, name: str) -> Answer:
    """Saved, never shown: its name is quoted so that nothing in it can end the header."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
    return Answer(HTTPStatus.OK, media_type, content, {"Content-Disposition": disposition})
