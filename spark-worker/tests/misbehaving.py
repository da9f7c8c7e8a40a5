"""Readers that do what hostile files make readers do; the sandbox must survive them."""

import ctypes
import os
from typing import Any

from libs.limits import Limits

Answer = tuple[dict[str, Any], list[bytes]]


def greets(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Behaves: says who it is and gives back what it got."""
    return {"pid": os.getpid(), "size": len(blob)}, [blob]


def hangs_in_c(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Never returns to the interpreter: `PyDLL` keeps the interpreter lock while it sleeps."""
    ctypes.PyDLL(None).sleep(60)
    return {}, []


def eats_memory(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Asks for more and more."""
    kept = []
    while True:
        kept.append(bytearray(50_000_000))


def faults(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Reads where there is nothing."""
    ctypes.string_at(0)
    return {}, []


def shows_secrets(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Looks for credentials in its environment."""
    return {"found": sorted(name for name in os.environ if name.startswith(("S3_", "SPARK_DATABASE", "JWT_")))}, []


def recurses(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Goes down without end."""
    return recurses(arguments, blob, limits)
