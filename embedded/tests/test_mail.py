"""What is sent is kept and can be read; it cannot hurt who reads it."""

import http.client
import json
import smtplib
import stat
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from embedded import mail_catcher, readiness, services
from embedded.mail_page import MailPages
from embedded.mail_store import MailStore, NoSuchMessage
from embedded.settings import Settings
from embedded.supervisor import Supervisor

TO = "ann@example.com"


def letter(subject: str = "Welcome", to: str = TO, html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "no-reply@accounting.example", to, subject
    message.set_content("Open https://accounting.example/verify?token=a&for=b.\n")
    if html:
        message.add_alternative(html, subtype="html")
    return message


def keep(store: MailStore, message: EmailMessage, *recipients: str) -> str:
    return store.keep("no-reply@accounting.example", recipients or (message["To"],), message.as_bytes())


@pytest.fixture
def store(tmp_path: Path) -> MailStore:
    return MailStore(tmp_path / "mail")


@pytest.fixture
def ask(store: MailStore) -> Iterator[Callable[..., tuple[int, dict[str, str], bytes]]]:
    """The pages of that store, asked as a browser would."""
    pages = MailPages(0, store, {"instance": "mine", "pid": 1})
    threading.Thread(target=pages.serve_forever, args=(0.05,), daemon=True).start()

    def get(path: str, host: str = "127.0.0.1:8025") -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", pages.server_port, timeout=5)
        line.request("GET", path, headers={"Host": host})
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    yield get
    pages.shutdown()
    pages.server_close()


def test_what_is_sent_is_there_after_a_restart_newest_first(store: MailStore) -> None:
    first, second = keep(store, letter("first")), keep(store, letter("second"))
    assert [mail.subject for mail in MailStore(store.folder).mails()] == ["second", "first"]
    assert store.identifiers() == [second, first]
    assert stat.S_IMODE((store.folder / f"{first}.eml").stat().st_mode) == 0o600


def test_mail_is_found_by_the_envelope_so_by_a_hidden_copy_too(store: MailStore) -> None:
    keep(store, letter(to="other@example.com"), "other@example.com", "hidden@example.com")
    keep(store, letter("for ann"))
    assert [mail.subject for mail in store.mails("ANN@example.com")] == ["for ann"]
    assert [mail.recipients for mail in store.mails("hidden@example.com")] == [
        ("other@example.com", "hidden@example.com")
    ]


def test_a_message_cannot_write_its_own_envelope(store: MailStore) -> None:
    message = letter()
    message["X-Envelope"] = json.dumps({"from": "x", "to": ["forged@example.com"]})
    keep(store, message)
    assert not list(store.mails("forged@example.com"))


def test_the_oldest_go_when_there_are_too_many_or_too_much(tmp_path: Path) -> None:
    few = MailStore(tmp_path / "few", most=3)
    kept = [keep(few, letter(str(number))) for number in range(5)]
    assert few.identifiers() == kept[:1:-1]
    small = MailStore(tmp_path / "small", most_bytes=1000)
    kept = [keep(small, letter(str(number))) for number in range(9)]
    assert 1 <= len(small.identifiers()) < 9
    assert sum(path.stat().st_size for path in small.folder.iterdir()) <= 1000
    assert small.identifiers()[0] == kept[-1]


@pytest.mark.parametrize("name", ["..", "../secrets/app_owner", "/etc/passwd", "", "0" * 20, "x.eml"])
def test_what_is_no_identifier_names_no_file(name: str, store: MailStore) -> None:
    with pytest.raises(NoSuchMessage):
        store.raw(name)


@pytest.mark.parametrize(
    "path",
    ["/messages/..%2F..%2Fsecrets%2Fapp_owner", "/messages/%2Fetc%2Fpasswd", "/read/..", "/messages/x/raw", "/other"],
)
def test_a_path_leads_nowhere_else(path: str, ask: Callable[..., Any]) -> None:
    assert ask(path)[0] == 404


def test_tests_are_told_as_json(store: MailStore, ask: Callable[..., Any]) -> None:
    message = letter(html="<p>Hello</p>")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="factuur é.pdf")
    identifier = keep(store, message)
    keep(store, letter(to="bob@example.com"))
    (found,) = json.loads(ask(f"/messages?to={TO}")[2])
    assert (found["id"], found["subject"], found["to"]) == (identifier, "Welcome", [TO])
    told = json.loads(ask(f"/messages/{identifier}")[2])
    assert told["html"].strip() == "<p>Hello</p>"
    assert told["text"].startswith("Open https://")
    assert told["attachments"] == [{"name": "factuur é.pdf", "media_type": "application/pdf", "size": 4}]
    status, headers, content = ask(f"/messages/{identifier}/attachments/0")
    assert (status, content) == (200, b"%PDF")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert ask(f"/messages/{identifier}/attachments/1")[0] == 404


def test_html_is_shown_where_it_can_do_nothing(store: MailStore, ask: Callable[..., Any]) -> None:
    identifier = keep(store, letter("<b>bold</b>", html="<script>alert(1)</script><p>Hello</p>"))
    _, headers, page = ask(f"/read/{identifier}")
    assert "script" not in headers["Content-Security-Policy"]
    assert b"alert(1)" not in page
    assert b"&lt;b&gt;bold" in page
    assert b"<iframe sandbox='allow-popups allow-popups-to-escape-sandbox'" in page
    assert b"href='https://accounting.example/verify?token=a&amp;for=b'" in page
    _, headers, _ = ask(f"/messages/{identifier}/html")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy
    assert not {"allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation"} & set(policy.split())


def test_another_name_for_this_machine_is_refused(store: MailStore, ask: Callable[..., Any]) -> None:
    identifier = keep(store, letter("secret link"))
    status, _, page = ask(f"/messages/{identifier}", host="evil.example:8025")
    assert (status, b"secret link" in page) == (421, False)
    assert ask("/", host="localhost:8025")[0] == 200


def test_broken_messages_are_shown_all_the_same(store: MailStore, ask: Callable[..., Any]) -> None:
    raw = b"Subject: =?utf-8?q?=ff?=\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe caf\xe9\r\n"
    for content in (raw, b"", b"no header at all", b"\x00\xff"):
        identifier = store.keep("", [TO], content)
        assert ask(f"/read/{identifier}")[0] == 200
        assert ask(f"/messages/{identifier}")[0] == 200
    assert ask("/")[0] == 200


@pytest.fixture
def catcher(chosen: Settings) -> Iterator[Supervisor]:
    supervisor = Supervisor(
        chosen, [part for part in services.all_services(chosen) if part.name == "mail"], report=False
    )
    supervisor.start()
    yield supervisor
    supervisor.stop()


def test_as_a_part_of_the_stack_it_takes_mail_and_says_whose_it_is(chosen: Settings, catcher: Supervisor) -> None:
    port = chosen.ports["MAIL_SMTP_PORT"]
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as line:
        line.send_message(letter(), to_addrs=[TO, "hidden@example.com"])
        with pytest.raises(smtplib.SMTPResponseException) as refused:
            line.sendmail("a@example.com", [TO], b"x" * (mail_catcher.LARGEST_MESSAGE + 1))
    assert refused.value.smtp_code == 552
    (mail,) = MailStore(chosen.data / "mail").mails("hidden@example.com")
    assert mail.subject == "Welcome"
    process = catcher.parts["mail"].process
    assert process
    numbers = [port, chosen.ports["MAIL_PAGE_PORT"]]
    assert readiness.not_ready(chosen, "mail", numbers, process.pid) is None
    assert mail_catcher.not_ready(chosen, process.pid + 1) == "its page answers, but as another's"
