"""Logs: one event a line, for people in development and for machines elsewhere. Secrets never get in."""

import logging
from collections.abc import MutableMapping
from functools import cache
from typing import Any

import structlog

from app.core.config import settings

SECRET = ("password", "token", "secret", "authorization", "cookie")


@cache
def _is_secret(key: str) -> bool:
    return any(word in key.lower() for word in SECRET)


def _without_secrets(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: "***" if _is_secret(key) else value for key, value in event.items()}


def configure() -> None:
    level = logging.getLevelName(settings().log_level)
    json = settings().log_format == "json"
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_secrets,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # httpx names every address it asks, and a webhook's address may hold a secret
    for noisy in ("botocore", "boto3", "urllib3", "asyncio", "py4j", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
