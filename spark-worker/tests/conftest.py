"""One small Spark for all tests, and the documents they read. Files are made here, by the scripts of the repository."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

_ROOT = Path(__file__).resolve().parents[2]
_PATHS = [str(_ROOT / "spark-worker"), str(_ROOT / "accounting/src")]


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Spark on two cores; its Python workers find our packages by path, as on a cluster."""
    os.environ["PYTHONPATH"] = os.pathsep.join(_PATHS)
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.pop("SPARK_REMOTE", None)
    os.environ.pop("SPARK_MASTER_URL", None)
    from libs.session import direct

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = direct("tests", "local[2]")
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The named samples, each with its truth beside it."""
    import json

    from samples import named_samples

    folder = tmp_path_factory.mktemp("samples")
    for name, content, told in named_samples():
        (folder / name).write_bytes(content)
        (folder / name).with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hostile_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file nobody wants."""
    import hostile

    folder = tmp_path_factory.mktemp("hostile")
    hostile.make(folder)
    return folder


@pytest.fixture(scope="session")
def database_url() -> str:
    """Where results are written; these tests want the real thing."""
    return _needed("SPARK_DATABASE_URL")


@pytest.fixture(scope="session")
def store() -> object:
    """The real object store."""
    _needed("S3_ENDPOINT_URL")
    from libs import sources

    return sources._store()


@pytest.fixture(scope="session", autouse=True)
def _no_child_stays() -> Iterator[None]:
    yield
    from libs import sandbox

    sandbox.close()


def _needed(name: str) -> str:
    if name not in os.environ:
        pytest.fail(f"{name} is not set: run these tests with `python -m embedded exec -- pytest spark-worker/tests`")
    return os.environ[name]
