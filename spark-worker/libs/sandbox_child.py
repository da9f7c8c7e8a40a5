"""The child side of `libs.sandbox`: take a request, run the named function, answer, wait for the next."""

import ctypes
import errno
import importlib
import os
import resource
import signal
import sys
from typing import Any

from libs import problems
from libs.limits import Limits
from libs.problems import Unreadable
from libs.sandbox import receive, send

_PR_SET_PDEATHSIG = 1
_WORDS = (
    *(
        "bad_alloc",
        "out of memory",
        "insufficient memory",
        "not enough memory",
        "cannot allocate",
        "failed to allocate",
    ),
    *("memory allocation", "memory exhausted", "no memory", "malloc"),
)
_NEARLY = 0.9
_MUCH = 0.5


def main() -> None:
    """Serve until the parent goes away."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)  # our own words stay
    for stream in (0, 1):
        os.dup2(nothing, stream)
    os.dup2(int(sys.argv[1]), 2)  # the chatter of C libraries: its end may say why this process died
    while True:
        try:
            request, blobs = receive(requests)
        except EOFError:
            return
        header, out = _serve(request, blobs[0])
        send(answers, header, out)
        if header.get("leave"):
            return


def _serve(request: dict[str, Any], blob: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Run one request; SIGALRM with its default action ends even code that never returns to the interpreter."""
    bounds = Limits(**request["limits"])
    module, _, name = request["function"].partition(":")
    function = getattr(importlib.import_module(module), name)
    idle = _address_space("VmSize")
    resource.setrlimit(resource.RLIMIT_AS, (idle + bounds.memory, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    try:
        answer, out = function(request["arguments"], blob, bounds)
        _lift()
        return {"answer": answer} | _leave(_address_space("VmPeak") - idle > _MUCH * bounds.memory), out
    except Unreadable as ending:
        return {"problem": ending.code}, []
    except Exception as error:
        _lift()  # before anything else: what is said about it needs memory too
        if _ran_out(error) or _address_space("VmPeak") - idle > _NEARLY * bounds.memory:
            return {"problem": problems.TOO_MUCH_MEMORY, "leave": True}, []
        print(f"reading failed: {error!r}", file=sys.stderr)
        return {"problem": problems.DAMAGED_FILE} | _leave(isinstance(error, RecursionError)), []
    finally:
        _lift()


def _lift() -> None:
    """The document is done, well or not; nothing is limited any more."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _leave(really: bool) -> dict[str, bool]:
    """After much memory the process is replaced: its peak, which never falls, would count for the next document."""
    return {"leave": True} if really else {}


def _ran_out(error: BaseException | None) -> bool:
    """Whether this error, or one behind it, comes from an allocation that failed, in Python or in a C library."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
            return True
        text = str(error).lower()
        if any(word in text for word in _WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


def _address_space(what: str) -> int:
    """VmSize: bytes of address space in use now, libraries and models included. VmPeak: the most there ever were."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        rows = dict(row.split(":", 1) for row in status if row.startswith("Vm"))
    return int(rows[what].split()[0]) * 1024


if __name__ == "__main__":
    main()
