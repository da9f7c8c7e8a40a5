"""What is sent when: beat runs it, and holds none of the tasks that it sends."""

from typing import Any

from celery.signals import setup_logging

from app.core import jobs, logging, nightly

SWEEP_SECONDS = 5.0

celery = jobs.configure()
celery.conf.beat_schedule = {
    "send lost jobs again": {
        "task": "jobs.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"queue": "normal", "expires": SWEEP_SECONDS},
    },
    "start what runs every night": nightly.BEAT,
}


@setup_logging.connect
def configure_logging(**_: Any) -> None:
    logging.configure()
