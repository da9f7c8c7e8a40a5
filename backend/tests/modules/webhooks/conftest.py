from collections.abc import AsyncIterator

import pytest

import app.modules.webhooks.tasks  # noqa: F401  (registers the job, as the worker does)
from tests.factories.receiver import Receiver, receiver


@pytest.fixture(autouse=True)
def nothing_is_sent(monkeypatch):
    """Messages to the broker; the tests deliver the jobs themselves."""

    async def silent(messages):
        return None

    monkeypatch.setattr("app.core.jobs.send", silent)


@pytest.fixture
async def there() -> AsyncIterator[Receiver]:
    async with receiver() as opened:
        yield opened
