"""What one part of the stack is: a declaration, nothing that runs."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from embedded import settings
from embedded.settings import Settings


@dataclass(frozen=True)
class Service:
    """One part of the stack. `once` means: it runs to its end before what comes after it begins."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    ports: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    bound_to: tuple[str, ...] = ()
    """Restarted together with these: it cannot find them again by itself."""
    uses: tuple[str, ...] = ()
    """Stopped before these, but not waiting for them at the start."""
    folder: Path = settings.ROOT
    prepare: Callable[[Settings], None] | None = None
    once: bool = False
    stop_signal: int = signal.SIGTERM
    death_signal: int = signal.SIGTERM
    """What the kernel sends when the supervisor is killed: must end it without a wait for running work."""
    grace: float = 10.0
    """Seconds between the stop signal and SIGKILL."""
    attempts: int = 1
    """How often it may exit while it starts before the start has failed."""
    ties_itself: bool = False
    """Its command already asks for the death signal (it changes user first, which would forget ours)."""
    patience: float = 120.0
    """Seconds it may take to become ready."""
    title: str = ""
    """How the step list calls it, where the name alone says too little."""
