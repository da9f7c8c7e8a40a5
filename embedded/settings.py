"""One stack's settings: folders, ports, secrets, and the environment its programs get.

The variable names are the same in tests, in docker-compose and in production; `.env` (not in git) may override any of
them for the application.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from embedded import credentials, node, ports, preflight

ROOT = Path(__file__).resolve().parent.parent
TUNABLE = ("REQUESTS_PER_MINUTE", "KNOWN_ADDRESSES_PER_HOUR", "WEBHOOK_ALLOWED_NETWORKS", "SPA_DIR")
"""What the caller's own environment may say to the application; everything else is said in `.env`."""

OF_THE_STACK = frozenset({"DATA_DIR", "PORT_OFFSET", "LIGHT"})  # read here, not by the application
LONGEST_SOCKET_FOLDER = 55  # a Unix socket's path may have 107 bytes; SeaweedFS adds up to 45
INHERITED = frozenset(
    {"PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TERM", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"}
    | {"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "JDK_JAVA_OPTIONS"}
)


@dataclass(frozen=True)
class Settings:
    """All that distinguishes one running stack from another on the same machine."""

    data: Path
    ports: dict[str, int]
    secrets: dict[str, str]
    light: bool
    overrides: Mapping[str, str] = field(default_factory=dict)
    instance: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def secrets_folder(self) -> Path:
        return self.data / "secrets"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['PORT']}"

    @property
    def mail_page(self) -> str:
        """Where a person reads what was sent."""
        return f"http://127.0.0.1:{self.ports['MAIL_PAGE_PORT']}"

    @property
    def sockets(self) -> Path:
        """A folder whose name is short enough for Unix sockets, wherever the data lies."""
        near = self.data / "run"
        if len(str(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        name = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"accounting-{os.getuid()}-{name}"

    def database_url(self, role: str, scheme: str = "postgresql+asyncpg") -> str:
        """How one role reaches the database `accounting`."""
        return f"{scheme}://{role}:{self.secrets[role]}@127.0.0.1:{self.ports['POSTGRES_PORT']}/accounting"

    def valkey_url(self, database: int) -> str:
        """Database 0 is the broker, 1 the cache."""
        return f"redis://:{self.secrets['valkey']}@127.0.0.1:{self.ports['VALKEY_PORT']}/{database}"


def load(variables: Mapping[str, str] | None = None) -> Settings:
    """Read the environment and `.env`, make folders and missing secrets."""
    given = os.environ if variables is None else variables
    overrides = read_env_file(ROOT / ".env")
    merged = {**overrides, **given}
    data = Path(merged.get("DATA_DIR") or ".data")
    data = (data if data.is_absolute() else ROOT / data).resolve()
    numbers = ports.chosen(merged)
    data.mkdir(mode=0o755, parents=True, exist_ok=True)
    (data / "logs").mkdir(exist_ok=True)
    secrets = credentials.load(data / "secrets")
    light = merged.get("LIGHT", "") not in ("", "0")
    return Settings(data, numbers, secrets, light, overrides, given.get("INSTANCE_ID") or uuid.uuid4().hex)


def of_running(chosen: Settings, state: Mapping[str, Any]) -> Settings:
    """The same folder's settings as the stack that runs in it was started with."""
    return replace(chosen, ports=dict(state["ports"]), light=bool(state["light"]), instance=str(state["instance"]))


def read_env_file(path: Path) -> dict[str, str]:
    """NAME=value lines; comments and empty values are left out, quotes around a value are taken off."""
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for row in path.read_text().splitlines():
        name, equals, value = row.strip().partition("=")
        if equals and value.strip() and not name.startswith("#"):
            found[name.strip()] = value.strip().strip("\"'")
    return found


def bin_folder() -> Path:
    """Where the programs of this Python environment lie."""
    return Path(sys.executable).parent


def base_environment(settings: Settings) -> dict[str, str]:
    """What any program needs, and nothing that a caller's shell happens to hold."""
    kept = {name: value for name, value in os.environ.items() if name in INHERITED or name.startswith("LC_")}
    return {
        **kept,
        "PATH": f"{bin_folder()}:{kept.get('PATH', os.defpath)}",
        "LANG": kept.get("LANG", "C.UTF-8"),
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONUNBUFFERED": "1",
    }


def executor_environment(settings: Settings) -> dict[str, str]:
    """What a Spark executor reads: the object store, its own database role, the language data. No other secret."""
    tessdata = preflight.tessdata_folder()
    return {
        **storage_environment(settings),
        "SPARK_DATABASE_URL": settings.database_url("app_spark", "postgresql"),
        "TESSDATA_PREFIX": str(tessdata) if tessdata else "",
        "OMP_THREAD_LIMIT": "1",
        "PYTHONPATH": f"{ROOT / 'accounting' / 'src'}:{ROOT / 'spark-worker'}",
    }


def storage_environment(settings: Settings) -> dict[str, str]:
    """How to reach the object store."""
    return {
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{settings.ports['S3_PORT']}",
        "S3_ACCESS_KEY": settings.secrets["s3_access_key"],
        "S3_SECRET_KEY": settings.secrets["s3_secret_key"],
        "S3_BUCKET": "documents",
        "S3_REGION": "us-east-1",
    }


def application_environment(settings: Settings) -> dict[str, str]:
    """Every setting there is, for a person's own commands and for tests; `.env` has the last word.

    The parts that keep running get less: see `needs.py`.
    """
    tessdata = preflight.tessdata_folder()
    token = settings.secrets["spark_token"]
    dist = node.FRONTEND / "dist"
    secret = settings.secrets_folder
    composed = {
        **storage_environment(settings),
        "DATABASE_URL": settings.database_url("app_api"),
        "MIGRATION_DATABASE_URL": settings.database_url("app_owner"),
        "RELAY_DATABASE_URL": settings.database_url("app_relay"),
        "SPARK_DATABASE_URL": settings.database_url("app_spark", "postgresql"),
        "BROKER_URL": settings.valkey_url(0),
        "CACHE_URL": settings.valkey_url(1),
        # Spark takes the token in plain text only from a host spelled "localhost"
        "SPARK_CONNECT_URL": f"sc://localhost:{settings.ports['SPARK_CONNECT_PORT']}/;token={token}",
        "SPARK_MASTER_UI_URL": "" if settings.light else f"http://127.0.0.1:{settings.ports['SPARK_MASTER_UI_PORT']}",
        "SPARK_MASTER_URL": "" if settings.light else spark_master(settings),
        "SPARK_AUTHENTICATION_FILE": "" if settings.light else str(secret / credentials.SPARK_AUTHENTICATION),
        "JWT_PRIVATE_KEY_FILE": str(secret / credentials.JWT_KEY),
        "ENCRYPTION_KEYS_FILE": str(secret / credentials.ENCRYPTION_KEYS),
        "SMTP_URL": f"smtp://127.0.0.1:{settings.ports['MAIL_SMTP_PORT']}",
        "MAIL_FROM": "Smart Accounting <no-reply@accounting.example>",
        "MAIL_PAGE_URL": settings.mail_page,
        "PUBLIC_URL": settings.url,
        "ENVIRONMENT": "development",
        "COOKIE_SECURE": "false",
        "SPA_DIR": str(dist) if (dist / "index.html").exists() else "",
        "TESSDATA_PREFIX": str(tessdata) if tessdata else "",
        "OMP_THREAD_LIMIT": "1",
        "LOG_FORMAT": "console",
        "INSTANCE_ID": settings.instance,
        "DATA_DIR": str(settings.data),
        "DEMO_PASSWORD_FILE": str(secret / "demo_password"),
        "LIGHT": "1" if settings.light else "",
    }
    numbers = {name: str(number) for name, number in settings.ports.items()}
    more = {name: os.environ[name] for name in TUNABLE if os.environ.get(name)}
    more |= {name: value for name, value in settings.overrides.items() if name not in OF_THE_STACK}
    return {**composed, **more, **numbers}


def spark_master(settings: Settings) -> str:
    """The address of the standalone master."""
    return f"spark://127.0.0.1:{settings.ports['SPARK_MASTER_PORT']}"


def spark_home() -> Path:
    """Where the pip package keeps Spark; found without importing it."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise LookupError("pyspark is not installed in this environment")
    return Path(found.origin).parent


def java_environment(settings: Settings) -> dict[str, str]:
    """What Spark's launch scripts ask for."""
    home = preflight.java_home()
    return {
        "JAVA_HOME": str(home or ""),
        "SPARK_HOME": str(spark_home()),
        "SPARK_CONF_DIR": str(ROOT / "spark-worker" / "config"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(settings.data / "spark" / "local"),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }
