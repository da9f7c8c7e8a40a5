"""Every port of the stack: its name (also the variable that moves it), its number, whether it is free.

`PORT_OFFSET` shifts every default, so that a second stack runs beside the first; a variable of its own wins over that.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
GRPC_DISTANCE = 10_000  # SeaweedFS opens a second port this far above each of its own
HIGHEST = 65_535
DEFAULTS = {
    "PORT": 8000,
    "POSTGRES_PORT": 15432,
    "VALKEY_PORT": 16379,
    "S3_PORT": 18333,
    "S3_MASTER_PORT": 19333,
    "S3_VOLUME_PORT": 18380,
    "S3_FILER_PORT": 18888,
    "SPARK_MASTER_PORT": 17077,
    "SPARK_MASTER_UI_PORT": 18080,
    "SPARK_WORKER_1_UI_PORT": 18081,
    "SPARK_WORKER_2_UI_PORT": 18082,
    "SPARK_CONNECT_PORT": 15002,
    "SPARK_APP_UI_PORT": 14040,
    "MAIL_SMTP_PORT": 1025,
    "MAIL_PAGE_PORT": 8025,
}
WITH_GRPC = frozenset({"S3_PORT", "S3_MASTER_PORT", "S3_VOLUME_PORT", "S3_FILER_PORT"})


class PortUnusable(RuntimeError):
    """A port is taken or impossible; the message names it, its service and the variable to change."""


@dataclass(frozen=True, slots=True)
class Use:
    """One service wants one port, which the named variable moves."""

    service: str
    variable: str


def chosen(variables: Mapping[str, str]) -> dict[str, int]:
    """The number of every port: its own variable, else its default plus PORT_OFFSET."""
    offset = _number("PORT_OFFSET", variables.get("PORT_OFFSET") or "0")
    numbers = {
        name: _number(name, variables[name]) if variables.get(name) else default + offset
        for name, default in DEFAULTS.items()
    }
    for name, number in numbers.items():
        highest = HIGHEST - (GRPC_DISTANCE if name in WITH_GRPC else 0)
        if not 1 <= number <= highest:
            raise PortUnusable(f"{name}={number} is not possible here: choose 1 to {highest} (or another PORT_OFFSET).")
    return numbers


def opened(numbers: Mapping[str, int], variable: str) -> tuple[int, ...]:
    """The ports that come with one variable."""
    number = numbers[variable]
    return (number, number + GRPC_DISTANCE) if variable in WITH_GRPC else (number,)


def refuse_busy(uses: Iterable[Use], numbers: Mapping[str, int]) -> None:
    """Raise with one line for each port that is taken, wanted twice or not ours to bind; before anything starts."""
    wanted: dict[int, Use] = {}
    troubles: list[str] = []
    for use in uses:
        for number in opened(numbers, use.variable):
            if number in wanted and wanted[number] != use:
                other = wanted[number]
                both = f"{other.service} ({other.variable}) and {use.service} ({use.variable})"
                troubles.append(f"port {number} is wanted twice: {both}")
            elif trouble := trouble_with(number):
                first = numbers[use.variable]
                through = "" if number == first else f", which follows from {use.variable}={first}"
                another = f"{use.variable}={suggested(numbers, use.variable)}"
                troubles.append(
                    f"port {number} for {use.service} {trouble}{through}. "
                    f"Free it, or choose another: {another} (PORT_OFFSET=100 moves them all)"
                )
            wanted[number] = use
    if troubles:
        raise PortUnusable("Nothing was started:\n  " + "\n  ".join(troubles))


def suggested(numbers: Mapping[str, int], variable: str) -> int:
    """A number near the wanted one that is free now, for the message."""
    for number in range(numbers[variable] + 1, numbers[variable] + 200):
        moved = {**numbers, variable: number}
        if number not in numbers.values() and not any(trouble_with(port) for port in opened(moved, variable)):
            return number
    return numbers[variable] + 200


def trouble_with(number: int) -> str | None:
    """Why a port cannot be bound on the loopback address, or None when it can."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, number))
            trial.listen(1)
        except PermissionError:
            return "may not be bound by this account"
        except (OSError, OverflowError):
            return "is in use by another program"
    return None


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise PortUnusable(f"{name} must be a number, not {text!r}.") from None
