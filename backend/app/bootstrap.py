"""Make a new stack ready, or an old one current: migrations and the bucket. Safe to run again."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config

from app.core import storage

CONFIG = Path(__file__).parent.parent / "alembic.ini"


def prepare() -> None:
    """Migrate to the newest tables, and make the bucket where there is none."""
    command.upgrade(Config(str(CONFIG)), "head")
    asyncio.run(storage.ensure_bucket())


if __name__ == "__main__":
    prepare()
