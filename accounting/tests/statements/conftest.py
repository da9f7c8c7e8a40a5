"""Statements that were written by hand for these tests, one file per format, and how to read one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from accounting.statements import Statement, read

FILES = Path(__file__).parent.parent / "cases" / "statements"


@pytest.fixture
def written() -> Callable[[str], bytes]:
    """`written("two_days.cod")`: the bytes of a case."""
    return lambda name: (FILES / name).read_bytes()


@pytest.fixture
def only(written: Callable[[str], bytes]) -> Callable[[str], Statement]:
    """The one statement of a case."""

    def found(name: str) -> Statement:
        (statement,) = read(written(name))
        return statement

    return found
