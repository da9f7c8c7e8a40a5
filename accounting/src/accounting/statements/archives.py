"""A ZIP of statements, as banks give for several days at once: each member is read as a file of its own.

It is held to the same limits as a workbook, and it is read whole or not at all: a member that is something else is
named, so that nobody believes that it was read too.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from accounting.statements.errors import StatementUnreadable
from accounting.statements.model import Event
from accounting.statements.reasons import because
from accounting.statements.sheets import MOST_RATIO, MOST_UNPACKED

MOST_MEMBERS = 2_000
SMALL = 20_000_000
"""Bytes that any archive may unpack to, however well it is packed."""

Reader = Callable[[BinaryIO], Iterator[Event] | None]


def is_workbook(source: BinaryIO) -> bool:
    """Of what begins as a ZIP: also where it is too damaged to tell, as its reader then says so."""
    try:
        with zipfile.ZipFile(source) as packed:
            return any(name == "[Content_Types].xml" or name.startswith("xl/") for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return True


def read_archive(source: BinaryIO, reader: Reader) -> Iterator[Event]:
    """What the members hold, in their order; `reader` gives nothing for what is no statement with its own account.

    Raises StatementUnreadable.
    """
    name = ""
    try:
        with zipfile.ZipFile(source) as packed:
            for part in _members(packed):
                name = part.filename.rsplit("/", 1)[-1]
                with packed.open(part) as file:
                    events = reader(cast(BinaryIO, file))
                    if events is None:
                        raise StatementUnreadable(because("archive_member", name=name))
                    yield from _told(events, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise StatementUnreadable(because("archive_damaged", name=name)) from error


def _members(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Files that a person put there: no folders, nor what a system hides beside them."""
    every = packed.infolist()
    whole, small = sum(part.file_size for part in every), sum(part.compress_size for part in every) or 1
    if len(every) > MOST_MEMBERS or whole > MOST_UNPACKED or (whole > SMALL and whole / small > MOST_RATIO):
        raise StatementUnreadable(because("archive_too_large"))
    if any(part.flag_bits & 0x1 for part in every):
        raise StatementUnreadable(because("archive_locked"))
    found = [part for part in every if not part.is_dir() and not _is_hidden(part.filename)]
    if not found:
        raise StatementUnreadable(because("no_statement"))
    return found


def _is_hidden(path: str) -> bool:
    return any(each.startswith(".") or each == "__MACOSX" for each in path.split("/"))


def _told(events: Iterator[Event], name: str) -> Iterator[Event]:
    try:
        yield from events
    except StatementUnreadable as error:
        reason = error.because.in_file(name) if error.because else f"{name}: {error.reason}"
        raise StatementUnreadable(reason, line=error.line) from error
