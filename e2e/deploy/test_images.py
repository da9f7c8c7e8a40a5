"""Dockerfiles: pinned, locked with hashes, not root, and every file they copy exists."""

import json
import re
import shlex
from pathlib import Path

import pytest
from deployment import ROOT, services

DOCKERFILES = sorted(
    {
        service["build"]["dockerfile"]
        for which in ("development", "production")
        for _, service in services(which)
        if "dockerfile" in service.get("build", {})
    }
)


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """(INSTRUCTION, rest) with continued lines joined and comments left out."""
    lines = [line for line in (ROOT / dockerfile).read_text().splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(line.split(None, 1)[0].upper(), line.split(None, 1)[1]) for line in joined.splitlines() if line.strip()]


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_base_images_are_pinned(dockerfile: str) -> None:
    stages: set[str] = set()
    for instruction, rest in instructions(dockerfile):
        if instruction == "FROM":
            image, *alias = rest.split()
            if image not in stages:
                assert re.search(r":\d+\.\d+", image), f"{image} is not pinned to a release"
            if len(alias) == 2:
                stages.add(alias[1])


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_it_does_not_run_as_root(dockerfile: str) -> None:
    users = [rest.strip() for instruction, rest in instructions(dockerfile) if instruction == "USER"]
    assert users
    assert users[-1].split(":")[0] not in {"root", "0"}


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_everything_copied_exists(dockerfile: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    for instruction, rest in instructions(dockerfile):
        if instruction not in {"COPY", "ADD"}:
            continue
        words = json.loads(rest) if rest.startswith("[") else shlex.split(rest)
        if any(word.startswith("--from=") for word in words):
            continue
        for source in [word for word in words if not word.startswith("--")][:-1]:
            assert not source.startswith(("http:", "https:", "..", "/")), source
            assert any(ROOT.glob(source.rstrip("/"))), f"{source} does not exist"
            assert source.rstrip("/") not in ignored, f"{source} never reaches the engine"


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_dependencies_come_from_the_lock(dockerfile: str) -> None:
    for instruction, rest in instructions(dockerfile):
        if instruction != "RUN":
            continue
        if "pip install" in rest:
            assert "--require-hashes" in rest, rest
        assert not re.search(r"\bnpm (install|i)\b", rest), "npm ci keeps to the lock"


def test_both_ends_of_spark_connect_are_the_same_version() -> None:
    pinned = re.compile(r"^pyspark(?:\[[a-z]+\])?==(\S+)", re.MULTILINE)
    versions = {
        folder: pinned.findall((ROOT / folder / "requirements.txt").read_text())
        for folder in ("backend", "spark-worker")
    }
    assert versions["backend"]
    assert versions["backend"] == versions["spark-worker"]


def test_python_functions_are_pickled_and_read_by_the_same_python() -> None:
    images = [
        rest.split()[0]
        for dockerfile in DOCKERFILES
        for instruction, rest in instructions(dockerfile)
        if instruction == "FROM" and rest.startswith("python:")
    ]
    minors = {re.match(r"python:(\d+\.\d+)", image)[1] for image in images}
    assert len(minors) == 1, images


@pytest.mark.parametrize("which", ["development", "production"])
def test_services_without_an_image_of_ours_name_their_user(which: str) -> None:
    for name, service in services(which):
        if "dockerfile" not in service.get("build", {}):
            assert service.get("user", "root").split(":")[0] not in {"root", "0"}, name


def test_secrets_never_enter_a_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".env", ".data", "secrets", "nginx/ssl/*.pem", ".git"} <= set(ignored)
    assert not list(Path(ROOT / "nginx/ssl").glob("*.pem"))
