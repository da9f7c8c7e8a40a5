"""Read one document in a child process that may crash, hang or eat memory without harm to anyone else.

Parsers of PDF, images and XML are C code fed by strangers. They run in a child with an address-space limit and a
wall-clock limit; the child lives on from document to document and is replaced after a kill. What it answers is JSON
and plain bytes, never a pickle: a child that was taken over can lie about one document, and no more. The child does
not inherit the credentials of the object store or the database.
"""

import json
import os
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from libs import problems
from libs.limits import Limits, limits
from libs.problems import Unreadable

_HEAD = struct.Struct("<II")
_GRACE = 5.0
_GLANCE = 0.05
_MUCH = 0.5
_LONGEST = 500_000_000
_NO_MEMORY = (b"bad_alloc", b"MemoryError", b"out of memory", b"Out of memory", b"Cannot allocate memory")
_SECRETS = ("S3_", "AWS_", "SPARK_", "_SPARK_", "DATABASE_URL", "MIGRATION_", "RELAY_", "BROKER_", "CACHE_", "JWT_")
_children: dict[int, "_Child"] = {}
_one_at_a_time = threading.Lock()


def call(
    function: str, arguments: dict[str, Any], blob: bytes = b"", within: Limits | None = None
) -> tuple[dict[str, Any], list[bytes]]:
    """Run `module:function(arguments, blob, limits)` in the child and give back its JSON answer and its blobs.

    Raises `Unreadable` with took_too_long, too_much_memory or damaged_file when the child had to be killed or died,
    and with the function's own code when the function said `Unreadable` itself.
    """
    bounds = within or limits()
    with _one_at_a_time:
        child = _children.get(os.getpid())
        if child is None or not child.idle_and_alive():
            child = _children[os.getpid()] = _Child()
        try:
            header, blobs = child.ask({"function": function, "arguments": arguments, "limits": asdict(bounds)}, blob)
        except BaseException:
            child.end()
            _children.pop(os.getpid(), None)
            raise
        if header.get("leave"):
            child.end()
            _children.pop(os.getpid(), None)
    if "problem" in header:
        raise Unreadable(header["problem"])
    return header["answer"], blobs


def close() -> None:
    """End this process's child, if it has one."""
    with _one_at_a_time:
        child = _children.pop(os.getpid(), None)
        if child is not None:
            child.end()


class _Child:
    """One running child, and the pipe to it."""

    def __init__(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(_SECRETS)}
        environment |= {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "OMP_THREAD_LIMIT": "1"}
        self._words, chatter = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        self._process = subprocess.Popen(
            [sys.executable, "-m", "libs.sandbox_child", str(chatter)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            bufsize=0,
            pass_fds=(chatter,),
        )
        os.close(chatter)

    def idle_and_alive(self) -> bool:
        """False once the process has ended, for whatever reason."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], blob: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """Send one request and wait for its answer no longer than its limits allow."""
        bounds = request["limits"]
        watch = _Watch(self._process.pid, self._words, bounds["seconds"] + _GRACE)
        try:
            _send(_pipe(self._process.stdin), request, [blob], watch)
            return _receive(_pipe(self._process.stdout), watch)
        except TimeoutError:
            raise Unreadable(problems.TOOK_TOO_LONG) from None
        except (EOFError, BrokenPipeError, ConnectionResetError, ValueError):
            raise Unreadable(self._cause_of_death(watch, bounds["memory"])) from None

    def end(self) -> None:
        """Kill the process and take its exit status, so that no zombie stays."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        os.close(self._words)

    def _cause_of_death(self, watch: "_Watch", memory: int) -> str:
        """C code that gets no memory aborts or faults; tell that from a plain crash.

        By what it said last, by who killed it (the kernel, when the machine or the container is full), or by how much
        it had: the kernel's own figure, where that exceeds what this process had when it started the child.
        """
        try:
            status, most = self._last_account()
        except TimeoutError:
            return problems.DAMAGED_FILE
        if status == -signal.SIGALRM:
            return problems.TOOK_TOO_LONG
        watch.listen()
        taken = max(watch.taken(), most - watch.idle if most > self._before else 0)
        if status == -signal.SIGKILL or taken > _MUCH * memory or any(word in watch.words for word in _NO_MEMORY):
            return problems.TOO_MUCH_MEMORY
        return problems.DAMAGED_FILE

    def _last_account(self) -> tuple[int, int]:
        """Exit status, and the most bytes resident that the kernel saw. Raises TimeoutError."""
        deadline = time.monotonic() + _GRACE
        while time.monotonic() < deadline:
            ended, status, usage = os.wait4(self._process.pid, os.WNOHANG)
            if ended:
                self._process.returncode = os.waitstatus_to_exitcode(status)
                return self._process.returncode, usage.ru_maxrss * 1024
            time.sleep(0.01)
        raise TimeoutError


class _Watch:
    """How long there is still to wait, and meanwhile: the most memory seen in use, and what C libraries said last.

    Looked at from outside, twenty times a second: what the kernel reports of a dead child includes what its parent had
    in use when it forked.
    """

    def __init__(self, pid: int, chatter: int, seconds: float) -> None:
        self._pid, self._chatter = pid, chatter
        self._deadline = time.monotonic() + seconds
        self.words = b""
        self.listen()
        self.words = b""
        self.idle = self._most = self._resident()

    def left(self) -> float:
        """Seconds until patience ends."""
        return max(0.0, self._deadline - time.monotonic())

    def look(self) -> None:
        """Note how much memory is in use now."""
        self._most = max(self._most, self._resident())
        self.listen()

    def listen(self) -> None:
        """Take what was said; only the end is kept."""
        with suppress(BlockingIOError):
            while said := os.read(self._chatter, 1 << 16):
                self.words = (self.words + said)[-4096:]

    def taken(self) -> int:
        """Bytes in use at the most, above those in use at the start."""
        return self._most - self.idle

    def _resident(self) -> int:
        try:
            with open(f"/proc/{self._pid}/statm", encoding="ascii") as statm:
                return int(statm.read().split()[1]) * resource.getpagesize()
        except (OSError, IndexError):
            return 0


def send(stream: IO[bytes], header: dict[str, Any], blobs: list[bytes]) -> None:
    """One message: lengths, JSON, blobs. Used by the child, which may wait for ever."""
    _send(stream, header, blobs, None)


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The next message; `EOFError` when the other side has gone."""
    return _receive(stream, None)


def _send(stream: IO[bytes], header: dict[str, Any], blobs: list[bytes], watch: _Watch | None) -> None:
    text = json.dumps(header).encode()
    lengths = b"".join(struct.pack("<Q", len(blob)) for blob in blobs)
    for part in (_HEAD.pack(len(text), len(blobs)) + lengths + text, *blobs):
        view = memoryview(part)
        while view:
            _wait(stream, watch, write=True)
            view = view[os.write(stream.fileno(), view[: 1 << 16]) :]


def _receive(stream: IO[bytes], watch: _Watch | None) -> tuple[dict[str, Any], list[bytes]]:
    size, count = _HEAD.unpack(_exactly(stream, _HEAD.size, watch))
    if size > _LONGEST or count > 1000:
        raise EOFError("no reader answers at such length")
    lengths = [struct.unpack("<Q", _exactly(stream, 8, watch))[0] for _ in range(count)]
    if sum(lengths) > _LONGEST:
        raise EOFError("no reader answers at such length")
    header = json.loads(_exactly(stream, size, watch))
    return header, [_exactly(stream, length, watch) for length in lengths]


def _exactly(stream: IO[bytes], size: int, watch: _Watch | None) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        _wait(stream, watch, write=False)
        part = os.read(stream.fileno(), min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError("the other side has gone")
        parts += part
    return bytes(parts)


def _wait(stream: IO[bytes], watch: _Watch | None, *, write: bool) -> None:
    poll = select.poll()
    poll.register(stream, select.POLLOUT if write else select.POLLIN)
    while not poll.poll(None if watch is None else min(_GLANCE, watch.left()) * 1000):
        if watch is not None:
            watch.look()
            if watch.left() <= 0:
                raise TimeoutError


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "the child was started with pipes"
    return stream
