"""House rules that a machine can check, over the source itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounting.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable
from app.core import errors
from app.main import app as _api  # noqa: F401  (imports every module, so that every error is known)

BACKEND = Path(__file__).parents[2]
ROOT = BACKEND.parent
KINDS = {Unauthenticated, Forbidden, NotFound, Conflict, Invalid, Unavailable}


def sources(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(BACKEND))


def attributes(path: Path) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute))


def domain_errors(parent: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    for child in parent.__subclasses__():
        yield child
        yield from domain_errors(child)


def test_only_work_commits():
    allowed = {"migrations/env.py"}  # alembic's own transaction
    committing = {
        named(path)
        for path in sources(BACKEND / "app", BACKEND / "migrations")
        if any(each.attr == "commit" for each in attributes(path))
    }
    assert committing <= allowed | {"app/core/work.py"}


def test_one_file_opens_sessions_and_engines():
    opened = {
        named(path)
        for path in sources(BACKEND / "app", BACKEND / "migrations")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("create_async_engine", "async_sessionmaker", "AsyncSession")
    }
    assert opened == {"app/core/database.py", "migrations/env.py"}


TENANT_ID_MAY_BE_NAMED_IN = {
    "app/modules/anomalies/models.py": "the storage key begins with it; settings and Spark's results have it in their key",
    "app/modules/anomalies/judging.py": "Spark has no Work: each row says whose it is; the storage key begins with it",
    "app/modules/banking/models/statements.py": "the storage key begins with it",
    "app/modules/banking/models/reconciliations.py": "settings, rejections and Spark's results have it in their key",
    "app/modules/banking/tasks.py": "Spark has no Work: what it reads and writes is this company's",
    "app/modules/banking/running.py": "the key of a result begins with it",
    "app/modules/banking/uploads.py": "the storage key begins with it",
    "app/modules/banking/endpoints/imports.py": "passes it on for the storage key",
    "app/modules/documents/models.py": "the storage key begins with it; Spark's results have it in their key",
    "app/modules/documents/uploads.py": "the storage key begins with it",
    "app/modules/documents/endpoints.py": "passes it on for the storage key",
    "app/modules/documents/tasks.py": "Spark has no Work: each row says whose it is",
    "app/modules/invoicing/models/series.py": "a series' last number has it in its key",
    "app/modules/invoicing/queries.py": "loads the company itself, whose id it is",
    "app/modules/invoicing/printing.py": "the storage key begins with it",
    "app/modules/invoicing/summing.py": "sums that the database keeps have it in their key",
    "app/modules/insights/queries.py": "remembers what kind of company each was",
    "app/modules/ledger/balances.py": "balances that the database keeps have it in their key",
    "app/modules/ledger/models.py": "a journal's last number has it in its key",
    "app/modules/jobs/service.py": "the message for a job row says whose it is",
    "app/modules/webhooks/dispatch.py": "the messages say whose they are, to the queue and to the receiver",
    "app/modules/audit/models.py": "its rows are keyed by company and place",
    "app/modules/audit/queries.py": "loads the company's country",
    "app/modules/audit/checkpoints.py": "the storage key begins with it, and a signature is for one company",
    "app/modules/audit/signed.py": "passes it on for the storage key",
    "app/modules/audit/service.py": "passes it on for the storage key",
    "app/modules/audit/endpoints.py": "passes it on for the storage key",
    "app/modules/audit/tasks.py": "passes it on for the storage key",
    "app/modules/privacy/models.py": "the storage key begins with it",
    "app/modules/privacy/gathering.py": "a person's export visits each of their companies",
    "app/modules/privacy/exporting.py": "opens work that sees one moment",
    "app/modules/privacy/taking.py": "opens work that sees one moment",
    "app/modules/privacy/forgetting.py": "loads a membership, whose key has it",
    "app/modules/privacy/service.py": "erasing visits each of a person's companies",
    "app/modules/privacy/endpoints.py": "opens work that may write, to note a download",
    "app/modules/webhooks/settling.py": "loads the company's name for a mail to its owners",
}


FILTERING = {"where", "filter", "filter_by", "having", "join", "outerjoin"}


def test_no_query_of_a_module_filters_by_tenant():
    """Row-level security does; a filter in the code is one that somebody else will forget. Identity is the exception."""
    filters = [
        f"{named(path)}:{each.lineno}"
        for path in sources(BACKEND / "app" / "modules")
        if "identity" not in path.parts
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in FILTERING
        for each in ast.walk(call)
        if getattr(each, "attr", None) == "tenant_id" and getattr(each.value, "id", "a")[:1].isupper()
    ]
    assert filters == []


def test_tenant_id_is_named_only_where_there_is_a_reason():
    naming = {
        named(path)
        for path in sources(BACKEND / "app" / "modules")
        if "identity" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if getattr(node, "attr", None) == "tenant_id"
        or getattr(node, "arg", None) == "tenant_id"
        or getattr(node, "id", None) == "tenant_id"
    }
    assert naming == set(TENANT_ID_MAY_BE_NAMED_IN)


LONGER_FOR_A_REASON = {
    "accounting/src/accounting/reading/vocabulary.py": "a list of words",
}


def test_no_file_is_longer_than_300_lines():
    folders = (BACKEND / "app", BACKEND / "tests", ROOT / "accounting", ROOT / "spark-worker", ROOT / "database")
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(*folders)
        if (lines := path.read_text().count("\n")) > 300 and str(path.relative_to(ROOT)) not in LONGER_FOR_A_REASON
    }
    assert long == {}


def test_every_error_belongs_to_a_kind_or_names_its_status():
    homeless = [
        each.__name__ for each in domain_errors() if not KINDS & set(each.__mro__) and not getattr(each, "status", None)
    ]
    assert homeless == []


def test_every_error_says_what_is_wrong_in_a_sentence_of_its_own():
    silent = [
        each.__name__
        for each in domain_errors()
        if not (each.__dict__.get("__doc__") or "").strip() or not each.title().endswith((".", "!", "?", "(6…)."))
    ]
    assert silent == []


def test_every_errors_file_is_loaded_with_the_api():
    """One that nobody imports declares its constraints to nobody: they would be a 500."""
    listed = {
        named(path).removesuffix(".py").replace("/", ".") for path in sources(BACKEND / "app") if path.stem == "errors"
    }
    program = "import sys, app.main; print(*(each for each in sys.modules if each.endswith('.errors')))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=BACKEND, capture_output=True, text=True, check=True)
    assert listed - set(loaded.stdout.split()) == set()


def test_no_two_errors_share_a_machine_code():
    codes = [each.code() for each in domain_errors()]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize(
    ("kind", "status"), [(Unauthenticated, 401), (Forbidden, 403), (NotFound, 404), (Conflict, 409), (Invalid, 422), (Unavailable, 503)]
)  # fmt: skip
def test_the_kind_gives_the_status(kind, status):
    assert errors.status_of(kind()) == status
    assert errors.status_of(type("Special", (kind,), {"__doc__": "Something special."})()) == status


BANNED = {"utils", "helpers", "manager", "data", "info", "process", "handle", "common", "misc"}


def test_no_file_has_a_name_that_says_nothing():
    assert [named(path) for path in sources(BACKEND / "app") if path.stem in BANNED] == []


def test_nothing_prints_and_nothing_is_left_for_later():
    for path in sources(BACKEND / "app", ROOT / "accounting" / "src"):
        text = path.read_text()
        assert "TODO" not in text, path
        assert "FIXME" not in text, path
        assert not any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print" for node in ast.walk(ast.parse(text))
        ), path
