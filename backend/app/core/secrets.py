"""Secrets that must be read again (TOTP seeds, webhook keys, stored answers): AES-256-GCM under a ring of keys.

The ring is a file with lines `key_id:base64 of 32 bytes`. The first key seals; the others only unseal, so a key is
rotated by putting a new line on top, and removed once nothing `needs_resealing` any more.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.config import settings

NONCE_BYTES = 12
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


class KeyRingUnusable(Exception):
    """The key file is missing, empty or damaged, or lacks the key that sealed something."""


@cache
def _ring() -> dict[str, bytes]:
    """Keys by id, the sealing one first. Raises KeyRingUnusable."""
    ring: dict[str, bytes] = {}
    for line in settings().encryption_keys_file.read_text().split():
        key_id, _, encoded = line.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise KeyRingUnusable(f"key {key_id!r} is not base64") from error
        if not KEY_ID.fullmatch(key_id) or len(key) != 32:
            raise KeyRingUnusable(f"key {key_id!r} must be 32 bytes under a plain name")
        ring[key_id] = key
    if not ring:
        raise KeyRingUnusable("the key file is empty")
    return ring


def forget_keys() -> None:
    """Read the key file anew, after a rotation."""
    _ring.cache_clear()


def seal(plain: bytes | str, purpose: str) -> str:
    """`key_id:base64(nonce + ciphertext)`. What is sealed for one purpose cannot be unsealed for another."""
    key_id, key = next(iter(_ring().items()))
    nonce = os.urandom(NONCE_BYTES)
    data = plain.encode() if isinstance(plain, str) else plain
    return f"{key_id}:{base64.b64encode(nonce + AESGCM(key).encrypt(nonce, data, purpose.encode())).decode()}"


def unseal(sealed: str, purpose: str) -> bytes:
    """Raises KeyRingUnusable when the key is gone, or the text was changed or sealed for something else."""
    key_id, _, encoded = sealed.partition(":")
    key = _ring().get(key_id)
    if key is None:
        raise KeyRingUnusable(f"key {key_id!r} is not in the ring")
    data = base64.b64decode(encoded)
    try:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], purpose.encode())
    except InvalidTag as error:
        raise KeyRingUnusable("sealed with another key or for another purpose, or changed since") from error


def needs_resealing(sealed: str) -> bool:
    """Whether it was sealed with a key that is no longer the first."""
    return sealed.partition(":")[0] != key_ids()[0]


def resealed(sealed: str, purpose: str) -> str:
    """The same under the first key. Raises KeyRingUnusable, as `unseal` does."""
    return seal(unseal(sealed, purpose), purpose)


def key_ids() -> list[str]:
    """The keys of the ring by name; the first one seals."""
    return list(_ring())


def mac(message: bytes, purpose: str) -> str:
    """`key_id:hex` of an HMAC-SHA256 under a key derived for this purpose."""
    key_id, key = next(iter(_ring().items()))
    return f"{key_id}:{_mac(key, message, purpose)}"


def mac_holds(message: bytes, purpose: str, given: str) -> bool:
    """Whether `mac` made it, under any key of the ring."""
    key_id, _, text = given.partition(":")
    key = _ring().get(key_id)
    return key is not None and hmac.compare_digest(_mac(key, message, purpose), text)


def _mac(key: bytes, message: bytes, purpose: str) -> str:
    derived = hmac.digest(key, b"mac:" + purpose.encode(), hashlib.sha256)
    return hmac.new(derived, message, hashlib.sha256).hexdigest()
