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


def eats_memory_in_crumbs(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Leaves nothing with which to say so."""
    kept: list[Any] = []
    while True:
        kept = [kept, bytes(100)]


def asks_for_too_much_at_once(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """What a header claims that nobody could hold; not a byte of it is ever touched."""
    import numpy

    numpy.zeros(4 * limits.memory, numpy.uint8)
    return {}, []


def is_told_so_by_a_library(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """OpenCV has an error of its own for it, which is no MemoryError."""
    import cv2
    import numpy

    cv2.resize(numpy.zeros((10, 10), numpy.uint8), (40_000, 40_000))
    return {}, []


def hides_the_cause(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """A library that translates errors."""
    try:
        bytearray(4 * limits.memory)
    except MemoryError as error:
        raise ValueError("broken page tree") from error
    return {}, []


def aborts_for_lack_of_memory(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """C++ that gets none, and has nobody who catches: `operator new`, called where no exception may pass."""
    new = ctypes.CDLL("libstdc++.so.6")._Znwm
    new.argtypes, new.restype = [ctypes.c_size_t], ctypes.c_void_p
    new(4 * limits.memory)
    return {}, []


def faults_for_lack_of_memory(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """C that takes what it can, touches it at once, and does not look whether it got any."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    while True:
        library.memset(ctypes.c_void_p(library.malloc(20_000_000)), 1, 20_000_000)


def is_killed_by_the_kernel(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """As in a container that is full."""
    os.kill(os.getpid(), 9)
    return {}, []


def needs_nearly_all(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """A large document that is read all the same."""
    return {"pid": os.getpid(), "size": len(bytearray(int(0.8 * limits.memory)))}, []


def finds_damage(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """An ordinary broken file."""
    raise ValueError("no page tree")


def aborts(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """A library that gives up on a broken file."""
    os.write(2, b"assertion failed: page != NULL\n")
    os.abort()
    return {}, []


def faults(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Reads where there is nothing."""
    ctypes.string_at(0)
    return {}, []


def shows_secrets(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Looks for credentials in its environment."""
    return {
        "found": sorted(
            name for name in os.environ if name.startswith(("S3_", "SPARK_DATABASE", "_SPARK_AUTH", "JWT_"))
        )
    }, []


def recurses(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """Goes down without end."""
    return recurses(arguments, blob, limits)


def chatters(arguments: dict[str, Any], blob: bytes, limits: Limits) -> Answer:
    """A C library that warns about every object, and mentions memory."""
    said = 0
    for _ in range(20_000):
        try:
            said += os.write(2, b"warning: stream is short; bad_alloc is a word in this message\n")
        except BlockingIOError:
            said += 60
    return {"said": said}, []
