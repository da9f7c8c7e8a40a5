"""On a running stack only: set by `python -m embedded exec` (see `make test`)."""

import os
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
