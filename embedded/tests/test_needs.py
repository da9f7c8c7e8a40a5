"""Every part has the secrets it needs, and no other."""

import base64
import re

import pytest

from embedded import credentials, needs, services, settings
from embedded.service import Service
from embedded.settings import Settings

BY_SECRET = {
    "postgres_superuser": set(),
    "app_owner": {"migrations"},
    "app_api": {"api", "celery-high", "celery-normal", "celery-spark"},
    "app_relay": {"api", "celery-normal"},
    "app_spark": {"spark-worker-1", "spark-worker-2"},
    "spark_token": {"api", "celery-high", "celery-spark", "spark-connect"},
    "valkey": {"api", "celery-high", "celery-normal", "celery-spark", "celery-beat"},
    "s3_access_key": {"migrations", "api", "celery-high", "celery-normal", "celery-spark"}
    | {"spark-worker-1", "spark-worker-2"},
    "s3_secret_key": {"migrations", "api", "celery-high", "celery-normal", "celery-spark"}
    | {"spark-worker-1", "spark-worker-2"},
    "demo_password": set(),
}
BY_FILE = {
    credentials.JWT_KEY: {"api"},
    credentials.ENCRYPTION_KEYS: {"api", "celery-high", "celery-normal", "celery-spark"},
    credentials.SPARK_AUTHENTICATION: {"spark-master", "spark-worker-1", "spark-worker-2", "spark-connect"},
    "demo_password": set(),
}


def holders(parts: list[Service], what: str) -> set[str]:
    """The parts that find this in their environment or on their command line."""
    return {part.name for part in parts if what in " ".join([*part.environment.values(), *part.command])}


@pytest.mark.parametrize("secret", credentials.TEXTS)
def test_a_secret_is_held_by_the_parts_that_need_it(secret: str, chosen: Settings) -> None:
    assert holders(services.all_services(chosen), chosen.secrets[secret]) == BY_SECRET[secret]


@pytest.mark.parametrize("name", BY_FILE)
def test_a_secret_file_is_named_to_the_parts_that_need_it(name: str, chosen: Settings) -> None:
    assert holders(services.all_services(chosen), str(chosen.secrets_folder / name)) == BY_FILE[name]


def test_nothing_that_keeps_running_knows_the_owner_of_the_tables(chosen: Settings) -> None:
    running = [part for part in services.all_services(chosen) if not part.once]
    assert holders(running, chosen.secrets["app_owner"]) == set()
    assert not [part.name for part in running if part.environment.get("MIGRATION_DATABASE_URL")]


def test_another_build_of_the_pages_may_be_given_from_outside(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPA_DIR", "/srv/pages")
    assert settings.application_environment(chosen)["SPA_DIR"] == "/srv/pages"
    assert needs.environment_of("api", chosen)["SPA_DIR"] == "/srv/pages"


def test_a_secret_for_docker_in_dot_env_reaches_nobody(chosen: Settings) -> None:
    given = settings.Settings(
        chosen.data, chosen.ports, chosen.secrets, chosen.light,
        {"APP_OWNER_PASSWORD": "for-docker", "MIGRATION_DATABASE_URL": "postgresql://elsewhere", "LOG_LEVEL": "DEBUG"},
    )  # fmt: skip
    parts = services.all_services(given)
    assert holders(parts, "for-docker") == set()
    assert holders(parts, "postgresql://elsewhere") == {"migrations"}
    assert "api" in holders(parts, "DEBUG")


@pytest.mark.parametrize("part", needs.NEEDS)
def test_the_settings_load_with_what_a_part_is_given(
    part: str, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.config import Settings as OfTheApplication

    for name in (*settings.application_environment(chosen), *needs.SECRETS):
        monkeypatch.delenv(name, raising=False)
    for name, value in needs.environment_of(part, chosen).items():
        monkeypatch.setenv(name, value)
    loaded = OfTheApplication()
    assert bool(loaded.migration_database_url) == (part == "migrations")
    for name in needs.NEEDS[part]:
        assert getattr(loaded, name.lower(), "") != needs.NOT_FOR_THIS_PART, name


def test_the_first_encryption_key_has_an_identifier_and_256_bits(chosen: Settings) -> None:
    first = (chosen.secrets_folder / credentials.ENCRYPTION_KEYS).read_text().splitlines()[0]
    assert re.fullmatch(r"\w+:[A-Za-z0-9+/=]+", first)
    assert len(base64.b64decode(first.partition(":")[2])) == 32


def test_commands_of_a_person_are_told_everything(chosen: Settings) -> None:
    told = settings.application_environment(chosen)
    assert set(told) >= needs.SECRETS
    assert chosen.secrets["app_owner"] in told["MIGRATION_DATABASE_URL"]
