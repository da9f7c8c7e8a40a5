"""Bytes to lines: the encoding is found over the whole file, the lines are then read one by one."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from accounting.statements.errors import StatementUnreadable
from accounting.statements.reasons import because

CHUNK = 1 << 20
LONGEST_LINE = 100_000
"""Characters; no bank writes a longer line, but a hostile file may be one line of gigabytes."""


def encoding_of(source: BinaryIO) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, else CP1252: Latin-1 as Windows and most banks write it."""
    source.seek(0)
    start = source.read(4)
    source.seek(0)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := source.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        source.seek(0)
    return "utf-8-sig"


def encoding_of_records(source: BinaryIO, width: int) -> str:
    """As `encoding_of`, of a file whose records have so many characters: CP1252 may look like UTF-8 by chance.

    "Âª" of CP1252 are the two bytes of "ª" in UTF-8, but then the record that holds them is too long for one.
    """
    found = encoding_of(source)
    if found != "utf-8-sig":
        return found
    written = {len(line.rstrip(b"\r\n")) for line in source if not line.isascii()}
    source.seek(0)
    return "cp1252" if written == {width} else found


def open_text(source: BinaryIO, encoding: str | None = None, *, newline: str | None = None) -> io.TextIOWrapper:
    """The text of ``source`` from its beginning; bytes that the encoding does not know become a replacement mark."""
    known = encoding or encoding_of(source)
    source.seek(0)
    try:
        codecs.lookup(known)
        return _Kept(source, encoding=known, errors="replace", newline=newline)
    except LookupError as error:
        raise StatementUnreadable(f"there is no encoding {known}") from error


def lines_of(source: BinaryIO, encoding: str | None = None) -> Iterator[tuple[int, str]]:
    """Line numbers from 1, and lines without their ends."""
    text = open_text(source, encoding)
    number = 0
    try:
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) >= LONGEST_LINE:
                raise StatementUnreadable(f"a line is longer than {LONGEST_LINE} characters", line=number)
            if "\0" in line:
                raise StatementUnreadable(because("no_text"), line=number)
            yield number, line.rstrip("\r\n")
    except UnicodeError as error:
        raise StatementUnreadable(because("no_text"), line=number + 1) from error


class _Kept(io.TextIOWrapper):
    """Does not close what it reads when it is forgotten: the caller opened it."""

    def __del__(self) -> None:
        try:
            self.detach()
        except ValueError:
            return
