"""What the operating system must provide, and how to get it.

Tesseract's language data, a Java 17 runtime and the parts of Python that Debian splits off; for the tests also
Chromium, nginx and promtool. Installed where we may (root, or sudo that asks no password); otherwise the one line to
type is shown.
Standard library only.
"""

from __future__ import annotations

import glob
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from embedded.steps import step, warn

LANGUAGES = ("eng", "nld", "fra", "deu")
TESSDATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
)
JAVA_MAJOR = 17  # Spark 4.3 runs on 17 and 21; 17 is what Debian 12 and Ubuntu 22.04 carry and what was measured


class Missing(RuntimeError):
    """Something must be installed by hand first; the message is the whole answer."""


def require(for_tests: bool = False, say_only: bool = False) -> None:
    """Make sure every system package is there: install it, or stop with the line to type."""
    packages = missing(for_tests)
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = _privilege()
    if prefix is None or say_only or shutil.which("apt-get") is None:
        raise Missing(_line_to_type(packages))
    with step("system packages: " + " ".join(packages)):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run([*prefix, "apt-get", "update", "-q"], environment)
        _run([*prefix, *command], environment)
    still = missing(for_tests)
    if still:
        raise Missing("apt-get finished, yet these are not found: " + ", ".join(still))


def missing(for_tests: bool = False) -> list[str]:
    """Names of the Debian packages whose content is absent, in a stable order."""
    wanted = {**_always(), **(_tests() if for_tests else {})}
    return [package for package, present in wanted.items() if not present()]


def tessdata_folder() -> Path | None:
    """The folder with the traineddata of all four languages, or None."""
    named = os.environ.get("TESSDATA_PREFIX")
    for folder in ([named] if named else []) + list(TESSDATA_FOLDERS):
        if all((Path(folder) / f"{language}.traineddata").is_file() for language in LANGUAGES):
            return Path(folder)
    return None


def java_home() -> Path | None:
    """The home of a Java 17 runtime: JAVA_HOME, the PATH, then the usual folders; or None."""
    candidates = []
    if os.environ.get("JAVA_HOME"):
        candidates.append(Path(os.environ["JAVA_HOME"]))
    on_path = shutil.which("java")
    if on_path:
        candidates.append(Path(os.path.realpath(on_path)).parent.parent)
    candidates += [Path(folder) for folder in sorted(glob.glob(f"/usr/lib/jvm/*{JAVA_MAJOR}*"))]
    return next((home for home in candidates if _java_major(home) == JAVA_MAJOR), None)


def chromium() -> str | None:
    """The browser for the end-to-end tests, or None."""
    return next(
        (found for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if found), None
    )


def _always() -> dict[str, Callable[[], bool]]:
    wanted: dict[str, Callable[[], bool]] = {
        f"tesseract-ocr-{language}": partial(_has_language, language) for language in LANGUAGES
    }
    wanted["openjdk-17-jre-headless"] = lambda: java_home() is not None
    wanted["util-linux"] = lambda: bool(shutil.which("unshare") and shutil.which("setpriv"))
    wanted["ca-certificates"] = lambda: Path("/etc/ssl/certs/ca-certificates.crt").exists()
    return wanted


def _tests() -> dict[str, Callable[[], bool]]:
    return {
        "chromium": lambda: chromium() is not None,
        "nginx-light": lambda: _on_system_path("nginx"),
        "prometheus": lambda: _on_system_path("promtool"),
    }


def venv_package(version: str) -> str:
    """The Debian package with `ensurepip` for a Python like "3.11"."""
    return f"python{version}-venv"


def require_venv(python: str, version: str) -> None:
    """Debian's Python cannot make a virtual environment until its -venv package is there: install that, or say so."""
    if python == sys.executable:
        complete = importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None
    else:
        probe = subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False)
        complete = probe.returncode == 0
    if complete:
        return
    package, prefix = venv_package(version), _privilege()
    if prefix is None or shutil.which("apt-get") is None:
        raise Missing(_line_to_type([package]))
    with step(f"system packages: {package}"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run([*prefix, "apt-get", "update", "-q"], environment)
        _run([*prefix, "apt-get", "install", "-y", "--no-install-recommends", package], environment)


def _has_language(language: str) -> bool:
    named = os.environ.get("TESSDATA_PREFIX")
    return any(
        (Path(folder) / f"{language}.traineddata").is_file()
        for folder in [*([named] if named else []), *TESSDATA_FOLDERS]
    )


def _on_system_path(program: str) -> bool:
    """Also looks in sbin, which is not on every user's PATH."""
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin") is not None


def _java_major(home: Path) -> int | None:
    java = home / "bin" / "java"
    if not java.is_file():
        return None
    release = home / "release"
    told = release.read_text(errors="replace") if release.is_file() else ""
    found = re.search(r'JAVA_VERSION="(\d+)', told)
    if not found:
        told = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False).stderr
        found = re.search(r'version "(\d+)', told)
    return int(found.group(1)) if found else None


def _privilege() -> list[str] | None:
    """The words to put before apt-get: none for root, sudo where it asks nothing, None where we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


def _line_to_type(packages: list[str]) -> str:
    wanted = " ".join(packages)
    return (
        "Some system packages are missing and this account may not install them. Type this, then start again:\n\n"
        f"    sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted}\n"
    )


def _run(command: list[str], environment: dict[str, str]) -> None:
    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if outcome.returncode:
        tail = "\n".join((outcome.stdout + outcome.stderr).strip().splitlines()[-15:])
        _give_up(command, tail)


def _give_up(command: list[str], tail: str) -> NoReturn:
    warn(tail)
    raise Missing(f"`{' '.join(command)}` failed; the end of what it said is above")
