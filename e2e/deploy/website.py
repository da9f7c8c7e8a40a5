"""A website of our own to ask: the shipped nginx configuration on ports of its own, before an upstream that echoes."""

import datetime
import json
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from deployment import ROOT

MB = 1024 * 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def self_signed(folder: Path) -> None:
    """A certificate for 127.0.0.1, good for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


class Upstream(BaseHTTPRequestHandler):
    """Says what it was asked. `/api/own-rules` sets headers of its own; `/api/refuse` refuses."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        received = sum(len(self.rfile.read(min(MB, length - at))) for at in range(0, length, MB))
        body = json.dumps(
            {"path": self.path, "received": received, "headers": {k.lower(): v for k, v in self.headers.items()}}
        ).encode()
        self.send_response(429 if self.path == "/api/refuse" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/api/own-rules":
            self.send_header("Content-Security-Policy", "default-src 'self'")
            self.send_header("Cache-Control", "private, max-age=60")
            self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  (the name http.server looks for)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Site:
    folder: Path
    https: int = field(default_factory=free_port)
    http: int = field(default_factory=free_port)
    upstream: int = field(default_factory=free_port)

    def write(self) -> Path:
        """Our configuration with only its addresses and folders changed; each change must find its line."""
        conf = self.folder / "conf"
        shutil.copytree(ROOT / "nginx/snippets", conf / "snippets")
        shutil.copy("/etc/nginx/mime.types", conf / "mime.types")
        (conf / "ssl").mkdir()
        self_signed(conf / "ssl")
        self._build(self.folder / "html")
        run = self.folder / "run"
        run.mkdir()
        changes = {
            "nginx.conf": {
                "/tmp/": f"{run}/",
                "listen 8080;": f"listen 127.0.0.1:{self.http};",
                "listen 8443 ssl http2;": f"listen 127.0.0.1:{self.https} ssl http2;",
                "root /usr/share/nginx/html;": f"root {self.folder}/html;",
                "access_log /dev/stdout access;": f"access_log {run}/access.log access;",
            },
            "snippets/proxy.conf": {"http://api:8000": f"http://127.0.0.1:{self.upstream}"},
        }
        shutil.copy(ROOT / "nginx/nginx.conf", conf / "nginx.conf")
        for name, replaced in changes.items():
            text = (conf / name).read_text()
            for old, new in replaced.items():
                assert old in text, f"{name} no longer says {old!r}"
                text = text.replace(old, new)
            (conf / name).write_text(text)
        return conf / "nginx.conf"

    @staticmethod
    def _build(html: Path) -> None:
        (html / "assets").mkdir(parents=True)
        (html / "index.html").write_text("<!doctype html><title>Accounting</title>")
        (html / "theme.js").write_text("/* theme */")
        (html / "assets/index-B1a2C3.js").write_text("console.log(1)" * 200)
        subprocess.run(["gzip", "-k", str(html / "assets/index-B1a2C3.js")], check=True)
        (html / "assets/index-B1a2C3.js.map").write_text("{}")


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert process.poll() is None, "nginx did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


def trusting(site: Site) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(site.folder / "conf/ssl/fullchain.pem"))
