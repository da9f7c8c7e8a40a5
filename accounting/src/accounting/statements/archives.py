"""A ZIP of statements, as banks give for several days at once: each member is read as a file of its own.

It is held to the same limits as a workbook, and it is read whole or not at all: a member that is something else is
named, so that nobody believes that it was read too.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import BinaryIO, cast

from accounting.statements.errors import StatementUnreadable
from accounting.statements.model import Event, Format, Head, Movement
from accounting.statements.reasons import because
from accounting.statements.sheets import MOST_RATIO, MOST_UNPACKED

MOST_MEMBERS, MOST_OF_NAMES = 2_000, 2_000_000
SMALL = 20_000_000
"""Bytes that any archive may unpack to, however well it is packed."""

DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, UnicodeDecodeError)

MEMBER, NAMED, BEGINNING = b"PK\x03\x04", struct.Struct("<26xH2x"), 65_536
OF_WORKBOOK = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")
END, END_WITH_COMMENT = struct.Struct("<10xHI6x"), 22 + 65_535
"""How many members a ZIP says it has, and how many bytes their names take."""

Reader = Callable[[BinaryIO], Iterator[Event] | None]
Turn = tuple[date, list[int], list[int], str]


def is_workbook(source: BinaryIO) -> bool:
    """Of what begins as a ZIP, also where it is damaged: its reader then says so."""
    if _is_flood(source):
        return False
    try:
        with zipfile.ZipFile(source) as packed:
            return any(name == "[Content_Types].xml" or name.startswith("xl/") for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return _begins_as_workbook(source)


def _begins_as_workbook(source: BinaryIO) -> bool:
    """By the names in front of its first members, as the list at its end is missing (APPNOTE 4.3.7)."""
    source.seek(0)
    start, at = source.read(BEGINNING), 0
    while 0 <= (at := start.find(MEMBER, at)) <= len(start) - NAMED.size:
        (length,) = NAMED.unpack_from(start, at)
        if start[at + NAMED.size :][:length].startswith(OF_WORKBOOK):
            return True
        at += NAMED.size
    return False


def read_archive(source: BinaryIO, reader: Reader) -> Iterator[Event]:
    """What the members hold; `reader` gives nothing for what is no statement with its own account.

    They are read in order of their days and numbers, however they were packed: a page goes on where the one before
    it ended. Raises StatementUnreadable.
    """
    name = ""
    if _is_flood(source):
        raise StatementUnreadable(because("archive_too_large"))
    try:
        with zipfile.ZipFile(source) as packed:
            turns: list[tuple[Turn, zipfile.ZipInfo]] = []
            formats: set[Format] = set()
            for part in _members(packed):
                name = _name(part)
                first = list(islice(_events(packed, part, reader), 2))
                formats |= {each.format for each in first if isinstance(each, Head)}
                if len(formats) > 1:  # likely the same days twice: only what came before is held against a format
                    raise StatementUnreadable(because("archive_mixed", name=name))
                turns.append((_turn(name, first), part))
            for _, part in sorted(turns, key=lambda each: each[0]):
                name = _name(part)
                yield from _events(packed, part, reader)
    except DAMAGED as error:
        raise StatementUnreadable(
            because("archive_damaged", name=name) if name else because("archive_broken")
        ) from error


def _events(packed: zipfile.ZipFile, part: zipfile.ZipInfo, reader: Reader) -> Iterator[Event]:
    name = _name(part)
    with packed.open(part) as file:
        events = reader(cast(BinaryIO, file))
        if events is None:
            raise StatementUnreadable(because("archive_member", name=name))
        yield from _told(events, name)


def _turn(name: str, first: list[Event]) -> Turn:
    """When a member comes, by its first movement and its number, then by the numbers in its name."""
    days = [each.booked_on or each.value_on for each in first if isinstance(each, Movement)]
    sequences = [each.sequence for each in first if isinstance(each, Head) and each.sequence]
    day = days[0] if days else None
    return day or date.min, _numbers("".join(sequences)), _numbers(name), name


def _numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d{1,18}", text)]


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename.rsplit("/", 1)[-1]


def _is_flood(source: BinaryIO) -> bool:
    """Whether its end says that it names more than is read: asked before the names are (APPNOTE 4.3.16)."""
    source.seek(0, io.SEEK_END)
    source.seek(max(0, source.tell() - END_WITH_COMMENT))
    end = source.read()
    source.seek(0)
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) - at < END.size:
        return False
    count, length = END.unpack_from(end, at)
    return bool(count > MOST_MEMBERS or length > MOST_OF_NAMES)


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
