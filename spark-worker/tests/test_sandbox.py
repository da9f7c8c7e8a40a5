"""A reader may hang, crash or eat memory: its document fails with a code, and the next one is read."""

import time

import pytest

from libs import sandbox
from libs.limits import Limits
from libs.problems import Unreadable

QUICK = Limits(seconds=1.0, memory=300_000_000)


def greet() -> int:
    answer, blobs = sandbox.call("misbehaving:greets", {}, b"page", QUICK)
    assert (answer["size"], blobs) == (4, [b"page"])
    return int(answer["pid"])


def code_of(function: str) -> str:
    with pytest.raises(Unreadable) as ending:
        sandbox.call(f"misbehaving:{function}", {}, b"", QUICK)
    return ending.value.code


def test_one_child_serves_many_documents():
    assert greet() == greet()


def test_a_hang_ends_in_time_and_the_next_document_is_read():
    before, started = greet(), time.monotonic()
    assert code_of("hangs_in_c") == "took_too_long"
    assert time.monotonic() - started < 5
    assert greet() != before


def test_a_memory_bomb_is_too_much_memory():
    assert code_of("eats_memory") == "too_much_memory"
    greet()


def test_a_crash_is_a_damaged_file():
    assert code_of("faults") == "damaged_file"
    greet()


def test_bottomless_recursion_is_a_damaged_file():
    assert code_of("recurses") == "damaged_file"
    greet()


def test_a_child_that_died_while_idle_is_replaced():
    import os
    import signal

    before = greet()
    os.kill(before, signal.SIGKILL)
    time.sleep(0.2)
    assert greet() != before


def test_the_child_knows_no_credentials(monkeypatch):
    sandbox.close()
    monkeypatch.setenv("S3_SECRET_KEY", "secret")
    monkeypatch.setenv("SPARK_DATABASE_URL", "postgresql://app_spark:secret@host/accounting")
    assert sandbox.call("misbehaving:shows_secrets", {}, b"", QUICK)[0] == {"found": []}


def test_a_large_document_passes_through():
    megabytes = bytes(20_000_000)
    answer, blobs = sandbox.call("misbehaving:greets", {}, megabytes, Limits(seconds=10, memory=300_000_000))
    assert answer["size"] == len(megabytes) == len(blobs[0])
