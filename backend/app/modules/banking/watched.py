"""A file of which the reading can be ended wherever it stands, though it is libraries that read."""

import io
from collections.abc import Callable
from typing import BinaryIO

AT_ONCE = 65_536


class _Watched(io.RawIOBase):
    def __init__(self, file: BinaryIO, check: Callable[[], None]) -> None:
        self._file, self._check = file, check

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        self._check()
        found = self._file.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def watched(file: BinaryIO, check: Callable[[], None]) -> BinaryIO:
    """The file; ``check`` is asked before each piece is read, and what it raises comes out of the reading."""
    return io.BufferedReader(_Watched(file, check), AT_ONCE)
