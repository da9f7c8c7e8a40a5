"""What the operating system must provide, and how to get it.

Tesseract with its languages, a Java 17 or 21 runtime and the parts of Python that Debian splits off; for the tests also
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
JAVA_MAJORS = (17, 21)  # Spark runs on both; Debian 12 carries the first, Debian 13 the second, Ubuntu 24.04 both
JAVA_FOLDER = "/usr/lib/jvm"
SNAP = "/snap/bin/chromium"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(RuntimeError):
    """Something must be installed by hand first; the message is the whole answer."""


def require(for_tests: bool = False, say_only: bool = False) -> None:
    """Make sure every system package is there: install it, or stop with the line to type."""
    packages = missing(for_tests)
    if not packages:
        return
    prefix = _privilege()
    if prefix is None or say_only or shutil.which("apt-get") is None:
        raise Missing(_line_to_type(packages))
    with step("system packages: " + " ".join(packages)):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run([*prefix, "apt-get", "update", "-q"], environment)
        packages = missing(for_tests)  # again: what is offered is known only now
        wanted = [package for package in packages if not _as_snap(package)]
        if wanted:
            _run([*prefix, "apt-get", "install", "-y", "--no-install-recommends", *wanted], environment)
        if len(wanted) < len(packages):
            if not _snaps_work():
                raise Missing(_line_to_type([package for package in packages if _as_snap(package)]))
            _run([*prefix, "snap", "install", "chromium"], environment)
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
    """The home of a Java that Spark runs on: JAVA_HOME's, the PATH's, else the first that fits of those installed."""
    named = os.environ.get("JAVA_HOME")
    on_path = shutil.which("java")
    candidates = [Path(named)] if named else []
    candidates += [Path(os.path.realpath(on_path)).parent.parent] if on_path else []
    for home in candidates:
        if _java_major(home) in JAVA_MAJORS:
            return home
    installed = [Path(folder) for folder in sorted(glob.glob(f"{JAVA_FOLDER}/*"))]
    fitting = [(JAVA_MAJORS.index(major), home) for home in installed if (major := _java_major(home)) in JAVA_MAJORS]
    return min(fitting)[1] if fitting else None


def java_package() -> str:
    """The package to ask for: the first fitting one that this distribution has."""
    names = [f"openjdk-{major}-jre-headless" for major in JAVA_MAJORS]
    return next((name for name in names if _offered(name)), names[0])


def chromium() -> str | None:
    """The browser for the end-to-end tests: CHROMIUM, else the first on the PATH that runs; or None.

    Ubuntu's `chromium-browser` is a stub that says how to install the snap, so a name on the PATH is not yet a browser.
    """
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    return next((found for found in map(shutil.which, [*named, *BROWSERS, SNAP]) if found and _runs(found)), None)


def _always() -> dict[str, Callable[[], bool]]:
    wanted: dict[str, Callable[[], bool]] = {
        f"tesseract-ocr-{language}": partial(_has_language, language) for language in LANGUAGES
    }
    wanted["tesseract-ocr"] = lambda: bool(shutil.which("tesseract"))  # the languages do not bring the program
    if java_home() is None:  # which package, is asked only then: apt takes a moment to answer
        wanted[java_package()] = lambda: java_home() is not None
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


def _runs(browser: str) -> bool:
    try:
        told = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and "chrom" in told.stdout.lower()


def _offered(package: str) -> str:
    """The version of this package that apt would install, or ""."""
    if shutil.which("apt-cache") is None:
        return ""
    told = subprocess.run(
        ["apt-cache", "policy", package], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}, check=False
    ).stdout
    found = re.search(r"Candidate: (\S+)", told)
    return found[1] if found and found[1] != "(none)" else ""


def _as_snap(package: str) -> bool:
    """On Ubuntu the browser is no package but a snap: what apt has of that name only leads to it."""
    return package == "chromium" and (_distribution() == "ubuntu" or "snap" in _offered(package))


def _distribution() -> str:
    release = Path("/etc/os-release")
    found = re.search(r'^ID="?([\w.-]+)', release.read_text() if release.exists() else "", re.MULTILINE)
    return found[1] if found else ""


def _snaps_work() -> bool:
    """Not in a container: snaps need their service."""
    probe = ["snap", "version"]
    return (
        bool(shutil.which("snap"))
        and Path("/run/snapd.socket").exists()
        and not subprocess.run(probe, capture_output=True, check=False).returncode
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
    wanted = [package for package in packages if not _as_snap(package)]
    lines = (
        ["sudo apt-get update", f"sudo apt-get install -y --no-install-recommends {' '.join(wanted)}"] if wanted else []
    )
    told = "Some system packages are missing and this account may not install them. Type this, then start again:"
    if len(wanted) < len(packages):
        lines.append("sudo snap install chromium")
        told += (
            "\n(On Ubuntu the browser is a snap. Where there are no snaps, as in a container, install any Chromium or"
            "\nChrome and name it: CHROMIUM=/path/to/it.)"
        )
    return f"{told}\n\n    {' && '.join(lines)}\n"


def _run(command: list[str], environment: dict[str, str]) -> None:
    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if outcome.returncode:
        tail = "\n".join((outcome.stdout + outcome.stderr).strip().splitlines()[-15:])
        _give_up(command, tail)


def _give_up(command: list[str], tail: str) -> NoReturn:
    warn(tail)
    raise Missing(f"`{' '.join(command)}` failed; the end of what it said is above")
