"""The visible list of steps: one line each, with the seconds it took.

On a terminal the running step is shown with a moving clock; in a log file only finished steps are written.
Standard library only.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BEGAN = time.monotonic()


def say(text: str = "") -> None:
    """Print one line at once, also through a pipe; that nobody reads any more changes no result."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(text: str) -> None:
    """Print one line people must not overlook to the error stream."""
    print(text, file=sys.stderr, flush=True)


def line(mark: str, title: str, seconds: float | None, note: str = "") -> str:
    """One row of the step list: mark, seconds, title, note."""
    clock = "       " if seconds is None else f"{seconds:6.1f}s"
    return f"  {mark} {clock}  {title}{'  ' + note if note else ''}"


def done(title: str, seconds: float, note: str = "") -> None:
    """Report a step that was timed by somebody else."""
    say(_cleared(line("✓", title, seconds, note)))


def failed(title: str, seconds: float, note: str = "") -> None:
    """Report a step that did not succeed."""
    say(_cleared(line("✗", title, seconds, note)))


def waiting(title: str, seconds: float) -> None:
    """On a terminal, show what is being waited for; the next line replaces it."""
    if sys.stdout.isatty():
        print(_cleared(line("…", title, seconds)), end="", flush=True)


@contextmanager
def step(title: str) -> Iterator[Notes]:
    """Time what happens inside and print one line at its end, ✓ or ✗; the error itself goes on."""
    began, notes, finished = time.monotonic(), Notes(), threading.Event()
    clock = threading.Thread(target=_tick, args=(title, began, finished), daemon=True)
    if sys.stdout.isatty():
        clock.start()
    try:
        yield notes
    except BaseException:
        _stop(clock, finished)
        failed(title, time.monotonic() - began, notes.text)
        raise
    _stop(clock, finished)
    done(title, time.monotonic() - began, notes.text)


def _tick(title: str, began: float, finished: threading.Event) -> None:
    while not finished.wait(0.5):
        waiting(title, time.monotonic() - began)


def _stop(clock: threading.Thread, finished: threading.Event) -> None:
    finished.set()
    if clock.is_alive():
        clock.join(1)


def _cleared(text: str) -> str:
    return "\r\x1b[K" + text if sys.stdout.isatty() else text


class Notes:
    """What a running step wants to have said behind its title."""

    def __init__(self) -> None:
        self.text = ""
