"""The one event loop of a worker, on which the jobs of all its threads run: pooled connections belong to a loop."""

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_one_at_a_time = threading.Lock()


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run it there, beside the others; this thread waits for it."""
    with _one_at_a_time:
        loop = _loop()
    return asyncio.run_coroutine_threadsafe(coroutine, loop).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """It ends with the process: what is not finished then was never said to be."""
    made = asyncio.new_event_loop()
    threading.Thread(target=made.run_forever, name="jobs", daemon=True).start()
    return made
