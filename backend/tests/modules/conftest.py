import importlib.util
import itertools
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.core.database import make_engine
from tests.conftest import Company

SEED = Path(__file__).parents[3] / "database" / "seed"


def load(name: str) -> ModuleType:
    """A script of `database/seed` as a module."""
    spec = importlib.util.spec_from_file_location(f"seed_{name}", SEED / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def invoices() -> list[tuple[str, bytes, dict[str, Any]]]:
    """Three born-digital invoices with their truth: name, bytes, fields."""
    return list(itertools.islice(load("samples").many_samples(3), 3))


@pytest.fixture(scope="session")
def ubl() -> bytes:
    """A UBL invoice of 100.00 + 21.00 VAT from BE0428759497."""
    return (Path(__file__).parent / "invoice.xml").read_bytes()


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    return load("hostile")


def pdf(text: str | None = None) -> bytes:
    """Bytes that begin like a PDF and are nobody else's."""
    return b"%PDF-1.7\n% " + (text or uuid4().hex).encode()


def file(content: bytes, name: str = "factuur.pdf") -> tuple[str, tuple[str, bytes]]:
    return "files", (name, content)


Owner = Callable[[Company], AbstractAsyncContextManager[Any]]


@pytest.fixture
async def as_owner() -> AsyncIterator[Owner]:
    """Whoever owns the tables, and may do to them what the application may not."""
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)

    @asynccontextmanager
    async def begin(company: Company) -> AsyncIterator[Any]:
        async with engine.begin() as connection:
            scope = {"t": str(company.tenant_id)}
            await connection.execute(text("select set_config('app.tenant_id', :t, true)"), scope)
            yield connection

    yield begin
    await engine.dispose()
