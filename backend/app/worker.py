"""Build the Celery app with the modules' tasks. What is sent when, is in `clock.py`."""

from typing import Any

from celery.signals import setup_logging, worker_init
from celery.worker import WorkController
from starlette.routing import BaseRoute

from app import subscriptions
from app.core import broker, event_loop, idempotency, lists, logging, mail, nightly, resealing, runs
from app.core.database import database
from app.modules.anomalies import tasks as anomalies
from app.modules.audit import tasks as audit
from app.modules.banking import tasks as banking
from app.modules.documents import tasks as documents
from app.modules.identity import tasks as identity
from app.modules.invoicing import tasks as invoicing
from app.modules.ledger import tasks as ledger
from app.modules.privacy import tasks as privacy
from app.modules.webhooks import tasks as webhooks

celery = broker.configure()
TASK_MODULES = (
    *(nightly, documents, resealing, idempotency, mail, identity),
    *(ledger, webhooks, audit, privacy, invoicing, banking, anomalies),
)


@celery.task(name="jobs.sweep")
def sweep() -> None:
    event_loop.run(runs.sweep())


def _routes() -> list[BaseRoute]:
    """Of the API, to write a list as it would. They take a second to come, and most workers never need them."""
    from app.api.v1.router import router

    return router.routes


@setup_logging.connect
def configure_logging(**_: Any) -> None:
    logging.configure()


@worker_init.connect
def connect(sender: WorkController, **_: Any) -> None:
    """For each job at a time a connection to work on, one to keep its lease on, and one over."""
    subscriptions.install()
    lists.found_in(_routes)
    database.connect(pool_size=3 * sender.concurrency)
