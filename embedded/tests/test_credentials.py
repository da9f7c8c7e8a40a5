import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from embedded import credentials


def test_every_secret_is_readable_by_the_owner_alone(tmp_path: Path) -> None:
    credentials.load(tmp_path / "secrets")
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    files = list((tmp_path / "secrets").iterdir())
    assert len(files) == len(credentials.TEXTS) + len(credentials.FILES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_secrets_are_made_once_and_differ_from_each_other_and_from_stack_to_stack(tmp_path: Path) -> None:
    first, again = credentials.load(tmp_path / "a"), credentials.load(tmp_path / "a")
    other = credentials.load(tmp_path / "b")
    assert first == again
    assert len(set(first.values())) == len(first)
    assert not set(first.values()) & set(other.values())


def test_the_signing_key_is_rsa_of_at_least_2048_bits(tmp_path: Path) -> None:
    credentials.load(tmp_path)
    assert load_pem_private_key((tmp_path / credentials.JWT_KEY).read_bytes(), None).key_size >= 2048  # type: ignore[union-attr]


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    credentials.load(tmp_path)
    (tmp_path / "app_api").chmod(0o644)
    with pytest.raises(credentials.UnsafeSecret, match="chmod 600"):
        credentials.load(tmp_path)
