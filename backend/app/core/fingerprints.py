"""What the audit log keeps of a name or an address: it can be compared with, and not be read.

The log may not be changed, and a person may want to be forgotten. Whoever claims a value can have it proved; without
our key nobody can try names until one fits, and the same name of two people differs.
"""

from uuid import UUID

from app.core.secrets import mac, mac_holds

PURPOSE = "audit fingerprint"


def fingerprint(of: UUID, name: str, value: str) -> str:
    """Of somebody's name, address or the like; `is_fingerprint_of` proves it."""
    return mac(_about(of, name, value), PURPOSE)


def is_fingerprint_of(kept: str, of: UUID, name: str, value: str) -> bool:
    """Whether the log meant this value; False also when the key that made it is gone."""
    return mac_holds(_about(of, name, value), PURPOSE, kept)


def _about(of: UUID, name: str, value: str) -> bytes:
    return f"{of}:{name}:{value}".encode()
