"""Secrets of one stack: made once, kept in `$DATA_DIR/secrets`, readable by the owner alone.

Every stack has its own; none has a default. Text secrets are URL-safe, so they fit in a connection string unescaped.
"""

from __future__ import annotations

import base64
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

TEXTS = (
    "postgres_superuser",
    "app_owner",
    "app_api",
    "app_relay",
    "app_spark",
    "valkey",
    "s3_access_key",
    "s3_secret_key",
    "spark_token",
    "demo_password",
)
JWT_KEY = "jwt_private_key.pem"
ENCRYPTION_KEYS = "encryption_key"
SPARK_AUTHENTICATION = "spark_authentication.conf"
RSA_BITS = 3072


class UnsafeSecret(RuntimeError):
    """A secret file can be read by others."""


def load(folder: Path) -> dict[str, str]:
    """All text secrets by name; missing ones (and the files) are made. Refuses files that others can read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in TEXTS:
        if not (folder / name).exists():
            write(folder / name, secrets.token_hex(20))
    for name, made in FILES.items():
        if not (folder / name).exists():
            write(folder / name, made())
    for name in (*TEXTS, *FILES):
        _refuse_open_to_others(folder / name)
    return {name: (folder / name).read_text().strip() for name in TEXTS}


def write(path: Path, text: str) -> None:
    """Put text into a file that nobody else could read at any moment; an existing file is replaced whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(text if text.endswith("\n") else text + "\n")
    draft.replace(path)


def _private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def _encryption_keys() -> str:
    """Lines of `key_id:base64`, 32 bytes each; the first is current, the others still open what they closed."""
    return f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _spark_authentication() -> str:
    """A file of settings, because Spark takes the secret from nowhere else: an argument shows in the process list.

    With AES, and without falling back to SASL's DIGEST-MD5.
    """
    rows = {
        "spark.authenticate": "true",
        "spark.authenticate.secret": secrets.token_hex(20),
        "spark.network.crypto.enabled": "true",
        "spark.network.crypto.saslFallback": "false",
    }
    return "\n".join(f"{name} {value}" for name, value in rows.items())


FILES: dict[str, Callable[[], str]] = {
    JWT_KEY: _private_key,
    ENCRYPTION_KEYS: _encryption_keys,
    SPARK_AUTHENTICATION: _spark_authentication,
}


def _refuse_open_to_others(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise UnsafeSecret(f"{path} can be read by others (mode {mode:o}); type: chmod 600 {path}")
