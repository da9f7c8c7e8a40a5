"""Build the Celery app with the modules' tasks. What is sent when, is in `clock.py`."""

from typing import Any

from celery.signals import setup_logging, worker_process_init, worker_process_shutdown

from app import subscriptions
from app.core import idempotency, jobs, logging, mail, nightly, resealing, runs
from app.core.database import database
from app.modules.audit import tasks as audit
from app.modules.banking import tasks as banking
from app.modules.documents import tasks as documents
from app.modules.identity import tasks as identity
from app.modules.invoicing import tasks as invoicing
from app.modules.ledger import tasks as ledger
from app.modules.privacy import tasks as privacy
from app.modules.webhooks import tasks as webhooks

celery = jobs.configure()
TASK_MODULES = (
    *(nightly, documents, resealing, idempotency, mail, identity),
    *(ledger, webhooks, audit, privacy, invoicing, banking),
)


@celery.task(name="jobs.sweep")
def sweep() -> None:
    runs.run_async(runs.sweep())


@setup_logging.connect
def configure_logging(**_: Any) -> None:
    logging.configure()


@worker_process_init.connect
def connect(**_: Any) -> None:
    """After the fork: no connection may be shared with another process."""
    subscriptions.install()
    database.connect(pool_size=3)


@worker_process_shutdown.connect
def disconnect(**_: Any) -> None:
    runs.close_runner()
