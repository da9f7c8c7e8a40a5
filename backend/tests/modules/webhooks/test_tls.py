"""Over TLS a receiver must be who its name says, though it is an address that is connected."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.modules.webhooks import sending
from tests.factories.outgoing import sent, stands_for
from tests.factories.receiver import receiver


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of that name shows, and what a client needs to trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(pem))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cadata=made.public_bytes(pem).decode())


async def test_tls_is_checked_against_the_name_though_an_address_is_connected(tmp_path, monkeypatch):
    server, trusting = certificate(tmp_path, "hooks.example.com")
    monkeypatch.setattr(sending, "_tls", lambda: trusting)
    stands_for(
        monkeypatch,
        hooks_example_com=[["127.0.0.1"]],
        other_example_com=[["127.0.0.1"]],
        **{"127_0_0_1": [["127.0.0.1"]]},
    )
    async with receiver(tls=server) as there:
        assert (await sent(f"https://hooks.example.com:{there.port}/")).error is None
        assert (await sent(f"https://other.example.com:{there.port}/")).error == "tls_failed"
        assert (await sent(f"https://127.0.0.1:{there.port}/")).error == "tls_failed"
        assert len(there.came) == 1


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path, monkeypatch):
    server, _ = certificate(tmp_path, "hooks.example.com")
    stands_for(monkeypatch, hooks_example_com=[["127.0.0.1"]])
    async with receiver(tls=server) as there:
        assert (await sent(f"https://hooks.example.com:{there.port}/")).error == "tls_failed"
        assert there.came == []
