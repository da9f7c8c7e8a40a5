"""Servers to ask, and somebody who asks: kept connections, one request after the other on each."""

import asyncio
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from os import environ
from pathlib import Path
from uuid import uuid4

HERE = Path(__file__).parent
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@asynccontextmanager
async def serving(app: str, folder: Path, **more: str) -> AsyncIterator[int]:
    """One uvicorn as the stack runs it, on a port of its own; it ends with the block."""
    port = free_port()
    command = (sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port), "--no-access-log")
    silent = asyncio.subprocess.DEVNULL
    server = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={**environ, **more}, stdout=silent, stderr=silent
    )
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            except OSError:
                if server.returncode is not None or time.monotonic() > until:
                    raise RuntimeError(f"{app} did not start") from None
                await asyncio.sleep(0.1)
        yield port
    finally:
        server.terminate()
        await server.wait()


async def answer(reader: asyncio.StreamReader) -> bytes:
    """The body of one answer. Anything but a 200 or 201 with its length ends the measurement."""
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 20"):
        told = await reader.read(2000)
        raise RuntimeError((head + told).decode(errors="replace"))
    length = next(row for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
    return await reader.readexactly(int(length.partition(b":")[2]))


async def ask(port: int, path: str, token: str = "", body: bytes | None = None) -> bytes:
    """One request, one body; with a `body` of its own it is a POST."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    try:
        writer.write(_request(path, token, body))
        return await answer(reader)
    finally:
        writer.close()


async def hammer(
    port: int, path: str, token: str, *, clients: int, seconds: float, body: Callable[[], bytes] | None = None
) -> list[float]:
    """How long each request took, of so many clients for so long. With a `body` each is a POST of its own."""
    request, took, until = _request(path, token), list[float](), time.perf_counter() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        while (began := time.perf_counter()) < until:
            writer.write(_request(path, token, body()) if body else request)
            await answer(reader)
            took.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(one() for _ in range(clients)))
    return took


def percentile(took: Sequence[float], percent: int) -> float:
    """What so many in a hundred took at most."""
    return sorted(took)[min(len(took) * percent // 100, len(took) - 1)]


def _request(path: str, token: str, body: bytes | None = None) -> bytes:
    """A POST has an idempotency key, as a careful program sends it."""
    signed = f"Authorization: Bearer {token}\r\n" if token else ""
    if body is None:
        return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{signed}\r\n".encode()
    more = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nIdempotency-Key: {uuid4()}\r\n"
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{signed}{more}\r\n".encode() + body
