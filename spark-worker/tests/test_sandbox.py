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


def code_of(function: str, within: Limits = QUICK) -> str:
    with pytest.raises(Unreadable) as ending:
        sandbox.call(f"misbehaving:{function}", {}, b"", within)
    return ending.value.code


def test_one_child_serves_many_documents():
    greet()  # whatever ran before may have left a child that is about to go
    assert greet() == greet()


def test_a_hang_ends_in_time_and_the_next_document_is_read():
    before, started = greet(), time.monotonic()
    assert code_of("hangs_in_c") == "took_too_long"
    assert time.monotonic() - started < 5
    assert greet() != before


@pytest.mark.parametrize(
    "function",
    [
        "eats_memory",
        "eats_memory_in_crumbs",
        "asks_for_too_much_at_once",
        "is_told_so_by_a_library",
        "hides_the_cause",
        "aborts_for_lack_of_memory",
        "faults_for_lack_of_memory",
        "is_killed_by_the_kernel",
    ],
)
def test_running_out_of_memory_is_called_so(function):
    assert code_of(function, Limits(seconds=20, memory=300_000_000)) == "too_much_memory"
    greet()


@pytest.mark.parametrize("function", ["faults", "finds_damage", "aborts"])
def test_damage_is_called_so(function):
    greet()
    assert code_of(function) == "damaged_file"
    greet()


def test_what_a_large_document_took_is_not_held_against_the_next():
    sandbox.call("misbehaving:needs_nearly_all", {}, b"", QUICK)
    assert code_of("finds_damage") == "damaged_file"
    sandbox.call("misbehaving:needs_nearly_all", {}, b"", QUICK)
    assert code_of("faults") == "damaged_file"


def test_chatter_neither_blocks_nor_stays():
    answer, _ = sandbox.call("misbehaving:chatters", {}, b"", Limits(seconds=10, memory=300_000_000))
    assert answer["said"] > 1_000_000
    assert code_of("faults") == "damaged_file"


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
    monkeypatch.setenv("_SPARK_AUTH_SECRET", "secret")
    monkeypatch.setenv("SPARK_DATABASE_URL", "postgresql://app_spark:secret@host/accounting")
    assert sandbox.call("misbehaving:shows_secrets", {}, b"", QUICK)[0] == {"found": []}


def test_a_large_document_passes_through():
    megabytes = bytes(20_000_000)
    answer, blobs = sandbox.call("misbehaving:greets", {}, megabytes, Limits(seconds=10, memory=300_000_000))
    assert answer["size"] == len(megabytes) == len(blobs[0])
