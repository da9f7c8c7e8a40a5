"""What is deployed, read as data: nothing here needs a container engine."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = {"development": "docker-compose.yml", "production": "docker-compose.prod.yml"}


def compose(which: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / COMPOSE[which]).read_text())


def services(which: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from compose(which)["services"].items()


def one_shot(service: dict[str, Any]) -> bool:
    """Runs once and ends: no health to check, no reason to start again."""
    return service.get("restart") == "no"


def program(name: str, package: str) -> str:
    """The path of a program of the distribution. Its absence is a failure: a check that is skipped checks nothing."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.fail(f"{name} is missing; type: apt-get install {package}")
    return found
