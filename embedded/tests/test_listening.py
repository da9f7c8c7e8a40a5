"""On a running stack only: set by `python -m embedded exec` (see `make test`)."""

import os
import socket
import struct
from pathlib import Path

import pytest

from embedded import journal, processes

pytestmark = pytest.mark.skipif("INSTANCE_ID" not in os.environ, reason="asks the running stack")
LOOPBACK = {
    "0100007F",  # 127.0.0.1 as the kernel writes it
    "0000000000000000FFFF00000100007F",  # the same seen through an IPv6 socket
    "00000000000000000000000001000000",  # ::1
}


def test_nothing_listens_beyond_the_loopback_address() -> None:
    state = journal.read_state(Path(os.environ["DATA_DIR"]))
    heard = processes.listening_of(processes.family(state["supervisor"]))
    wanted = set(state["ports"].values())
    assert wanted <= {port for _, port in heard}
    assert {address for address, _ in heard} <= LOOPBACK


def test_the_spark_master_hears_nobody_who_does_not_know_its_secret() -> None:
    """A request in Spark's own frame, without the handshake: what answers is the door, not the master."""
    body = b"a request"
    request = struct.pack(">bqi", 3, 1, len(body)) + body
    with socket.create_connection(("127.0.0.1", int(os.environ["SPARK_MASTER_PORT"])), timeout=10) as line:
        line.sendall(struct.pack(">q", 8 + len(request)) + request)
        (length,) = struct.unpack(">q", _exactly(line, 8))
        answer = _exactly(line, length - 8)
    assert answer[0] == 5, "a failure"
    assert b"AuthRpcHandler" in answer


def _exactly(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = line.recv(size - len(got))
        assert more, "it hung up"
        got += more
    return got
