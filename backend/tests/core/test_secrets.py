"""Sealed secrets: bound to key and purpose; keys can be rotated."""

import base64

import pytest

from app.core import secrets
from app.core.config import settings
from app.core.secrets import KeyRingUnusable

OLD, NEW = (f"{name}:{base64.b64encode(name.encode() * 32).decode()}" for name in "ab")


@pytest.fixture
def ring(tmp_path, monkeypatch):
    def put(*lines: str) -> None:
        (tmp_path / "keys").write_text("\n".join(lines))
        monkeypatch.setattr(settings(), "encryption_keys_file", tmp_path / "keys")
        secrets.forget_keys()

    yield put
    monkeypatch.undo()
    secrets.forget_keys()


def test_what_is_sealed_comes_back_and_looks_different_each_time(ring):
    ring(OLD)
    first, second = secrets.seal("JBSWY3DP", "totp"), secrets.seal("JBSWY3DP", "totp")
    assert first != second
    assert secrets.unseal(first, "totp") == secrets.unseal(second, "totp") == b"JBSWY3DP"
    assert first.startswith("a:")


def test_for_one_purpose_is_not_for_another(ring):
    ring(OLD)
    with pytest.raises(KeyRingUnusable):
        secrets.unseal(secrets.seal("x", "totp"), "webhook")


def test_every_changed_bit_is_noticed(ring):
    ring(OLD)
    key_id, _, encoded = secrets.seal("x", "totp").partition(":")
    data = bytearray(base64.b64decode(encoded))
    for place in range(len(data)):
        changed = bytes(data[:place]) + bytes([data[place] ^ 1]) + bytes(data[place + 1 :])
        with pytest.raises(KeyRingUnusable):
            secrets.unseal(f"{key_id}:{base64.b64encode(changed).decode()}", "totp")


def test_a_new_key_on_top_seals_and_the_old_one_still_unseals(ring):
    ring(OLD)
    sealed = secrets.seal("x", "totp")
    ring(NEW, OLD)
    assert secrets.unseal(sealed, "totp") == b"x"
    assert secrets.needs_resealing(sealed)
    assert not secrets.needs_resealing(secrets.seal("x", "totp"))
    ring(NEW)
    with pytest.raises(KeyRingUnusable, match="'a' is not in the ring"):
        secrets.unseal(sealed, "totp")


@pytest.mark.parametrize("lines", [[""], ["a:short"], ["a:!!!"], ["no colon"], ["x y:" + OLD[2:]]])
def test_a_damaged_ring_says_so(ring, lines):
    ring(*lines)
    with pytest.raises(KeyRingUnusable):
        secrets.seal("x", "totp")


def test_a_mac_is_bound_to_message_purpose_and_key(ring):
    ring(OLD)
    made = secrets.mac(b"head 12", "checkpoint")
    assert secrets.mac_holds(b"head 12", "checkpoint", made)
    assert not secrets.mac_holds(b"head 13", "checkpoint", made)
    assert not secrets.mac_holds(b"head 12", "other", made)
    ring(NEW, OLD)
    assert secrets.mac_holds(b"head 12", "checkpoint", made)
    ring(NEW)
    assert not secrets.mac_holds(b"head 12", "checkpoint", made)
