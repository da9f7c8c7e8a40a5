"""Matching without Spark, for tests of what comes of it."""

from collections.abc import Awaitable, Callable
from contextlib import closing
from typing import Any

import pyarrow as pa
import pytest

from accounting.matching import Options
from accounting.matching.columns import ITEMS, LINES, match_tables
from app.core.runs import Run
from app.modules.banking import tasks as banking_tasks
from libs import bank


@pytest.fixture
def instead_of_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same reading, matching and writing, without the minute that Spark takes to start."""

    async def run_here(
        run: Run, job: Callable[[Any], None], report: Callable[[float], Awaitable[None]], **_: Any
    ) -> None:
        await report(0.5)
        job(None)

    def propose(_: Any, tenant_id: str, run_id: str, rows: int, options: Options) -> None:
        tables = [pa.Table.from_batches(bank.read(tenant_id, name), schema)
                  for name, schema in (("lines", LINES), ("items", ITEMS))]  # fmt: skip
        with closing(bank.database()) as connection:
            bank.write(connection, match_tables(*tables, options).to_pylist(), run_id)

    monkeypatch.setattr(banking_tasks, "run_on_spark", run_here)
    monkeypatch.setattr(bank, "propose", propose)
