"""Secrets of one stack: made once, kept in `$DATA_DIR/secrets`, readable by the owner alone.

Every stack has its own; none has a default. Text secrets are URL-safe, so they fit in a connection string unescaped.
"""

from __future__ import annotations

import os
import secrets
import stat
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
RSA_BITS = 3072


class UnsafeSecret(RuntimeError):
    """A secret file can be read by others."""


def load(folder: Path) -> dict[str, str]:
    """All text secrets by name; missing ones (and the RSA key) are made. Refuses files that others can read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in TEXTS:
        if not (folder / name).exists():
            write(folder / name, secrets.token_hex(20))
    if not (folder / JWT_KEY).exists():
        write(folder / JWT_KEY, _private_key())
    for name in (*TEXTS, JWT_KEY):
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


def _refuse_open_to_others(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise UnsafeSecret(f"{path} can be read by others (mode {mode:o}); type: chmod 600 {path}")
