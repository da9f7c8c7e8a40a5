"""The Celery app and its broker: all that the clock needs, which holds no table and no task."""

from celery import Celery

from app.core.config import settings

celery = Celery("accounting")


def configure() -> Celery:
    """The Celery app with this machine's broker. Messages carry ids only; truth and results live in the row."""
    celery.conf.update(
        broker_url=settings().broker_url,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"visibility_timeout": 6 * 3600, "socket_timeout": 10, "socket_connect_timeout": 3},
        task_acks_late=True,
        task_ignore_result=True,
        task_default_queue="normal",
        task_publish_retry_policy={"max_retries": 1, "interval_start": 0.1},
        worker_pool="threads",
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        accept_content=["json"],
        task_serializer="json",
        timezone="UTC",
    )
    return celery
