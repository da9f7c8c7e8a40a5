"""A zip file in pieces: each piece is finished by itself, and all of them after each other are the zip.

Little is kept in memory: a piece grows in a file on disk that has no name. Whoever goes on after an interruption needs
only the number of bytes before, and at the end the list of what is inside.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from types import TracebackType
from typing import IO, Any

EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Inside:
    """One file inside the zip: where its bytes are, and what the directory at the end must say of it."""

    name: str
    at: int
    size: int
    compressed: int
    crc: int
    sha256: str
    method: int
    date_time: tuple[int, ...]
    flags: int
    version: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Inside":
        return cls(**{**said, "date_time": tuple(said["date_time"])})

    def info(self) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(self.name, self.date_time)  # type: ignore[arg-type]
        info.header_offset, info.file_size, info.compress_size = self.at, self.size, self.compressed
        info.CRC, info.compress_type, info.flag_bits = self.crc, self.method, self.flags
        info.extract_version, info.external_attr = self.version, READABLE
        return info


READABLE = 0o600 << 16


class _Tail:
    """The end of a file whose first `before` bytes are elsewhere: it can be written and told, not sought in."""

    def __init__(self, before: int) -> None:
        self._before, self.size, self._sealed = before, 0, False
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed with its piece)

    def write(self, content: bytes) -> int:
        if not self._sealed:
            self.file.write(content)
            self.size += len(content)
        return len(content)

    def tell(self) -> int:
        return self._before + self.size

    def flush(self) -> None:
        return None

    def seal(self) -> None:
        """What is written from now on, such as a directory that comes too early, is not kept."""
        self._sealed = True


class File:
    """What is being written to one file inside, and its SHA-256."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened, self.sha256 = opened, hashlib.sha256()

    def write(self, content: bytes) -> None:
        self._opened.write(content)
        self.sha256.update(content)


class Piece:
    """Files put into the zip after `before` bytes of it."""

    def __init__(self, before: int) -> None:
        self._tail = _Tail(before)
        self._zip = zipfile.ZipFile(self._tail, "w")  # type: ignore[call-overload]
        self.inside: list[Inside] = []

    def __enter__(self) -> "Piece":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._tail.seal()
        self._zip.close()
        self._tail.file.close()

    @property
    def size(self) -> int:
        return self._tail.size

    @contextmanager
    def add(self, name: str, modified: datetime, *, squeeze: bool = True) -> Iterator[File]:
        """A file inside; write to it while the block lasts. What is compressed already need not be squeezed again."""
        info = zipfile.ZipInfo(name, max(modified.timetuple()[:6], EARLIEST))
        info.compress_type = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
        info.external_attr = READABLE
        with self._zip.open(info, "w", force_zip64=squeeze) as opened:
            file = File(opened)
            yield file
        self.inside.append(
            Inside(
                name=info.filename,
                at=info.header_offset,
                size=info.file_size,
                compressed=info.compress_size,
                crc=info.CRC,
                sha256=file.sha256.hexdigest(),
                method=info.compress_type,
                date_time=info.date_time,
                flags=info.flag_bits,
                version=info.extract_version,
            )
        )

    def put(self, name: str, modified: datetime, content: bytes) -> None:
        with self.add(name, modified) as file:
            file.write(content)

    def finish(self, everything: Iterable[Inside]) -> None:
        """Write the directory of the files in all pieces; with this piece the zip is complete."""
        self._zip.filelist = [each.info() for each in everything]
        self._zip.close()

    def cut(self, size: int) -> Iterator[bytes]:
        """Its bytes, at most `size` at a time."""
        self._tail.seal()
        self._tail.file.seek(0)
        while content := self._tail.file.read(size):
            yield content
