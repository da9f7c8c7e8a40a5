"""The child side of `libs.sandbox`: take a request, run the named function, answer, wait for the next."""

import ctypes
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


def main() -> None:
    """Serve until the parent goes away."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)  # our own words stay; the chatter of C libraries goes nowhere
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
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
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + bounds.memory, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    try:
        answer, out = function(request["arguments"], blob, bounds)
        return {"answer": answer}, out
    except Unreadable as ending:
        return {"problem": ending.code}, []
    except MemoryError:
        return {"problem": problems.TOO_MUCH_MEMORY, "leave": True}, []
    except RecursionError:
        return {"problem": problems.DAMAGED_FILE, "leave": True}, []
    except Exception as error:
        print(f"reading failed: {error!r}", file=sys.stderr)
        return {"problem": problems.DAMAGED_FILE}, []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _address_space() -> int:
    """Bytes of address space in use now: libraries and models count as idle, not as the document's."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main()
