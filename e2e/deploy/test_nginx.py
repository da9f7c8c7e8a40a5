"""The shipped nginx configuration, run by a real nginx on loopback before a small upstream."""

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from deployment import ROOT, program
from website import MB, Site, Upstream, trusting, wait_for


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    nginx = program("nginx", "nginx-light")
    folder = Path(tempfile.mkdtemp(prefix="nginx-test-"))
    folder.chmod(0o755)  # started by root, nginx reads its pages as somebody else
    site = Site(folder)
    config = site.write()
    server = ThreadingHTTPServer(("127.0.0.1", site.upstream), Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(config), "-g", "daemon off;"])
    try:
        wait_for(site.https, process)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        server.shutdown()
        shutil.rmtree(folder)


@pytest.fixture
def browser(site: Site) -> Iterator[httpx.Client]:
    trusted = ssl.create_default_context(cafile=str(site.folder / "conf/ssl/fullchain.pem"))
    with httpx.Client(
        base_url=f"https://127.0.0.1:{site.https}", verify=trusted, timeout=20, trust_env=False
    ) as client:
        yield client


def test_nginx_accepts_the_configuration(tmp_path: Path) -> None:
    config = Site(tmp_path).write()
    done = subprocess.run(
        [program("nginx", "nginx-light"), "-t", "-p", str(tmp_path), "-c", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr, done.stderr


@pytest.mark.parametrize("path", ["/", "/documents", "/documents/0193f6b0/review"])
def test_a_page_of_the_application_is_the_application(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "<title>Accounting</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_the_page_carries_the_same_policy_as_the_api_would_give_it(browser: httpx.Client) -> None:
    from app.core.http import CSP, SECURITY_HEADERS

    answer = browser.get("/")
    assert answer.headers["content-security-policy"] == CSP
    assert "unsafe" not in answer.headers["content-security-policy"]
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value, name
    assert "max-age=31536000" in answer.headers["strict-transport-security"]


def test_a_hashed_file_is_kept_for_a_year_and_comes_compressed(browser: httpx.Client) -> None:
    answer = browser.get("/assets/index-B1a2C3.js")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/assets/index-gone.js", "/favicon.png", "/assets/index-B1a2C3.js.map"])
def test_a_missing_file_is_missing_and_never_the_application(browser: httpx.Client, path: str) -> None:
    """A source map counts as missing even where somebody left one."""
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "Accounting" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_the_theme_is_asked_for_again(browser: httpx.Client) -> None:
    assert browser.get("/theme.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/metrics", "/health/database", "/health/ready"])
def test_the_inside_is_not_shown(browser: httpx.Client, path: str) -> None:
    assert browser.get(path).status_code == 404


THROUGH = ["/api/v1/openapi.json", "/api/docs", "/problems", "/problems/too_many_requests", "/health"]


@pytest.mark.parametrize("path", [*THROUGH, "/api/v1/documents?limit=5&q=a%2Fb"])
def test_the_api_is_reached_with_its_path_untouched(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer.json()["path"] == path


def test_the_api_hears_who_really_asks(browser: httpx.Client) -> None:
    lies = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "http", "X-Request-ID": "forged"}
    heard = browser.get("/api/v1/me", headers=lies).json()["headers"]
    assert heard["x-forwarded-for"] == "127.0.0.1"
    assert heard["x-forwarded-proto"] == "https"
    assert len(heard["x-request-id"]) == 32
    assert heard["host"].startswith("127.0.0.1")


def test_an_answer_of_the_api_that_says_nothing_is_not_kept(browser: httpx.Client) -> None:
    answer = browser.get("/api/v1/me")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_what_the_api_says_about_its_answer_wins(browser: httpx.Client) -> None:
    answer = browser.get("/api/own-rules")
    assert answer.headers.get_list("cache-control") == ["private, max-age=60"]
    assert answer.headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]


def test_a_refusal_of_the_api_passes_unchanged(browser: httpx.Client) -> None:
    answer = browser.get("/api/refuse")
    assert answer.status_code == 429
    assert answer.json()["path"] == "/api/refuse"


def test_an_upload_the_api_allows_gets_through(browser: httpx.Client) -> None:
    answer = browser.post("/api/v1/documents", content=b"x" * 20 * MB)
    assert answer.json()["received"] == 20 * MB


def test_the_api_refuses_a_large_upload_before_nginx_does() -> None:
    from app.core.config import Settings

    limits = (ROOT / "nginx/snippets/limits.conf").read_text()
    megabytes = int(limits.split("client_max_body_size ")[1].split("m;")[0])
    ours = Settings.model_fields["max_request_bytes"].default
    assert ours < megabytes * MB <= ours + 8 * MB


def test_a_file_of_the_bank_may_be_as_large_as_the_api_takes() -> None:
    from app.core.config import Settings

    place = (ROOT / "nginx/nginx.conf").read_text().split("location = /api/v1/banking/imports {")[1].split("}")[0]
    megabytes = int(place.split("client_max_body_size ")[1].split("m;")[0])
    ours = Settings.model_fields["max_statement_bytes"].default
    assert ours < megabytes * MB <= ours + 8 * MB


def test_a_far_too_large_upload_is_refused_as_a_problem(site: Site) -> None:
    """By what it announces: nothing of the body needs to be sent."""
    announced = f"Content-Length: {113 * MB}\r\nConnection: close"
    with (
        socket.create_connection(("127.0.0.1", site.https), 10) as plain,
        trusting(site).wrap_socket(plain, server_hostname="127.0.0.1") as line,
    ):
        line.sendall(f"POST /api/v1/documents HTTP/1.1\r\nHost: x\r\n{announced}\r\n\r\n".encode())
        heard = b""
        while chunk := line.recv(65536):
            heard += chunk
    head, _, body = heard.partition(b"\r\n\r\n")
    assert b" 413 " in head.splitlines()[0]
    assert b"application/problem+json" in head
    problem = json.loads(body)
    assert problem["status"] == 413
    assert problem["errors"][0]["code"] == "request_too_large"
    assert len(problem["meta"]["request_id"]) == 32


def test_plain_http_is_sent_to_https(site: Site) -> None:
    answer = httpx.get(f"http://127.0.0.1:{site.http}/documents?x=1", trust_env=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == "https://127.0.0.1/documents?x=1"
    assert httpx.get(f"http://127.0.0.1:{site.http}/ping", trust_env=False).status_code == 204


def test_old_tls_is_refused(site: Site) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")  # or the client itself would refuse
    with socket.create_connection(("127.0.0.1", site.https), 10) as plain, pytest.raises(ssl.SSLError, match="ALERT"):
        old.wrap_socket(plain)


def test_guessing_passwords_is_slowed_down(browser: httpx.Client) -> None:
    statuses = [browser.post("/api/v1/auth/login", content=b"{}") for _ in range(40)]
    refused = [answer for answer in statuses if answer.status_code == 429]
    assert len(refused) >= 15
    assert refused[0].headers["retry-after"]
    assert refused[0].headers["content-type"] == "application/problem+json"
    assert refused[0].json()["errors"][0]["code"] == "too_many_requests"
    assert browser.get("/api/v1/me").status_code == 200


def test_the_log_holds_no_search_words(site: Site, browser: httpx.Client) -> None:
    browser.get("/api/v1/contacts?q=janssens")
    time.sleep(0.2)
    lines = [json.loads(line) for line in (site.folder / "run/access.log").read_text().splitlines()]
    assert any(line["path"] == "/api/v1/contacts" for line in lines)
    assert "janssens" not in json.dumps(lines)


def test_an_api_that_is_away_is_said_in_words(site: Site, tmp_path: Path) -> None:
    alone = tempfile.mkdtemp(prefix="nginx-test-")
    os.chmod(alone, 0o755)
    other = Site(Path(alone))
    process = subprocess.Popen(
        [program("nginx", "nginx-light"), "-p", alone, "-c", str(other.write()), "-g", "daemon off;"]
    )
    try:
        wait_for(other.https, process)
        trusted = trusting(other)
        answer = httpx.get(f"https://127.0.0.1:{other.https}/api/v1/me", verify=trusted, trust_env=False)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["errors"][0]["code"] == "unavailable"
        assert httpx.get(f"https://127.0.0.1:{other.https}/", verify=trusted, trust_env=False).status_code == 200
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        shutil.rmtree(alone)
