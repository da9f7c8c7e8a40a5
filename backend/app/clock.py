"""What is sent when: beat runs it, and holds none of the tasks that it sends, nor anything that they need."""

from typing import Any

from celery.signals import setup_logging

from app.core import broker, logging

SWEEP_SECONDS = 5.0
NIGHT_ASKED_EVERY = 15 * 60.0

celery = broker.configure()
celery.conf.beat_schedule = {
    "send lost jobs again": {
        "task": "jobs.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"queue": "normal", "expires": SWEEP_SECONDS},
    },
    "start what runs every night": {
        "task": "jobs.nightly",
        "schedule": NIGHT_ASKED_EVERY,
        "options": {"queue": "low", "expires": NIGHT_ASKED_EVERY},
    },
}


@setup_logging.connect
def configure_logging(**_: Any) -> None:
    logging.configure()
