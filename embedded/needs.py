"""Which part of the application is told which secret: those its own code uses, and no other.

The owner of the tables above all: whoever takes over a server that listens must not be able to change them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from embedded import settings
from embedded.settings import Settings

NOT_FOR_THIS_PART = "not-for-this-part"
DATABASE = frozenset({"DATABASE_URL"})
STORE = frozenset({"S3_ACCESS_KEY", "S3_SECRET_KEY"})
BROKER = frozenset({"BROKER_URL", "CACHE_URL"})
WORK = DATABASE | STORE | BROKER | {"ENCRYPTION_KEYS_FILE", "SMTP_URL"}
NEEDS: Mapping[str, frozenset[str]] = {
    "migrations": STORE | {"MIGRATION_DATABASE_URL"},
    # its health page asks Spark, its metrics count the jobs of all tenants
    "api": WORK | {"RELAY_DATABASE_URL", "SPARK_CONNECT_URL", "JWT_PRIVATE_KEY_FILE"},
    "celery-high": WORK | {"SPARK_CONNECT_URL"},  # reads the few documents somebody waits for
    "celery-normal": WORK | {"RELAY_DATABASE_URL"},  # runs the sweep, which sends lost jobs of all tenants again
    "celery-spark": WORK | {"SPARK_CONNECT_URL"},
    "celery-beat": frozenset({"BROKER_URL"}),  # sends a message every few seconds, and does no work
}
SECRETS = frozenset().union(*NEEDS.values()) | {
    "SPARK_DATABASE_URL", "SPARK_AUTHENTICATION_FILE", "DEMO_PASSWORD_FILE",
}  # fmt: skip
REQUIRED = WORK | {"SPARK_CONNECT_URL", "JWT_PRIVATE_KEY_FILE"}
"""Without these the application's settings do not load, so a part that has no use for one gets a word instead."""
FOR_DOCKER = re.compile(r"_PASSWORD$|_TOKEN$|_SECRET$")


def environment_of(part: str, chosen: Settings) -> dict[str, str]:
    """All that is no secret, and the secrets this part needs."""
    withheld = SECRETS - NEEDS[part]
    everything = settings.application_environment(chosen)
    kept = {name: value for name, value in everything.items() if name not in withheld and not FOR_DOCKER.search(name)}
    return {**settings.base_environment(chosen), **kept, **dict.fromkeys(withheld & REQUIRED, NOT_FOR_THIS_PART)}
