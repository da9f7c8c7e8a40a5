"""The secrets of a webhook and what they sign (Standard Webhooks, symmetric)."""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from app.core.secrets import seal, unseal

PREFIX = "whsec_"
PURPOSE = "webhook.secret"
OLD_ONE_SIGNS = timedelta(hours=24)


def new_secret() -> str:
    """`whsec_` and 192 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def sealed(secret: str) -> str:
    """The only secret of a new webhook, as it is kept."""
    return _sealed([(secret, None)])


def replaced(kept: str, by: str, now: datetime) -> str:
    """The new secret, and until tomorrow the newest of those that were kept."""
    return _sealed([(by, None), (_unsealed(kept)[0][0], now + OLD_ONE_SIGNS)])


def signing(kept: str, now: datetime) -> tuple[str, ...]:
    """The secrets that sign now, the newest first."""
    return tuple(secret for secret, until in _unsealed(kept) if until is None or until > now)


def signature(secret: str, message_id: UUID, timestamp: int, body: bytes) -> str:
    """`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.digest(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"


def _sealed(told: list[tuple[str, datetime | None]]) -> str:
    return seal(json.dumps([(secret, until.isoformat() if until else None) for secret, until in told]), PURPOSE)


def _unsealed(kept: str) -> list[tuple[str, datetime | None]]:
    told = json.loads(unseal(kept, PURPOSE))
    return [(secret, datetime.fromisoformat(until) if until else None) for secret, until in told]
