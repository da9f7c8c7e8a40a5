"""Both compose files: every name in them exists, and production gives nothing away."""

import ast
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from deployment import COMPOSE, ROOT, compose, one_shot, services

VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>[A-Z0-9_]+)(?P<rest>[^}]*)\}")
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|_KEY$|ACCESS_KEY")
EXPORTER = "node-exporter"  # measures the host's disks, so it alone sees the host


def environment(service: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in (service.get("environment") or {}).items()}


def sources(service: dict[str, Any]) -> list[str]:
    """The left side of each mount: a path of the host, or the name of a volume."""
    return [mount.split(":")[0] for mount in service.get("volumes", [])]


def image_of(service: dict[str, Any]) -> str:
    return service.get("build", {}).get("dockerfile", service["image"].split(":")[0])


def test_the_file_parses_and_every_service_has_an_image(which: str) -> None:
    for name, service in services(which):
        assert "image" in service, name


def test_every_path_exists(which: str) -> None:
    for name, service in services(which):
        build = service.get("build", {})
        if "dockerfile" in build:
            assert build["context"] == ".", f"{name}: the build context is the repository root"
            assert (ROOT / build["dockerfile"]).is_file(), f"{name}: {build['dockerfile']}"
        for source in sources(service):
            if source.startswith("."):
                assert (ROOT / source).exists(), f"{name}: {source}"
    for name, entry in compose(which).get("configs", {}).items():
        assert (ROOT / entry["file"]).is_file(), f"config {name}: {entry['file']}"


def test_every_volume_network_config_secret_and_dependency_is_declared(which: str) -> None:
    whole = compose(which)
    for name, service in services(which):
        named = {source for source in sources(service) if not source.startswith((".", "/"))}
        assert named <= set(whole["volumes"]), name
        assert set(service.get("networks", [])) <= set(whole.get("networks", {})), name
        assert {config["source"] for config in service.get("configs", [])} <= set(whole.get("configs", {})), name
        assert set(service.get("secrets", [])) <= set(whole.get("secrets", {})), name
        for needed, how in (service.get("depends_on") or {}).items():
            other = whole["services"][needed]
            expected = "service_completed_successfully" if one_shot(other) else "service_healthy"
            assert how["condition"] == expected, f"{name} needs {needed}"


def test_nothing_declared_is_unused(which: str) -> None:
    whole = compose(which)
    used = {key: set() for key in ("volumes", "networks", "configs", "secrets")}
    for _, service in services(which):
        used["volumes"] |= set(sources(service))
        used["networks"] |= set(service.get("networks", []))
        used["configs"] |= {config["source"] for config in service.get("configs", [])}
        used["secrets"] |= set(service.get("secrets", []))
    for key, names in used.items():
        assert set(whole.get(key) or {}) <= names, key


def test_every_variable_is_explained_in_the_example(which: str) -> None:
    example = (ROOT / ".env.example").read_text()
    for name in {match["name"] for match in VARIABLE.finditer((ROOT / COMPOSE[which]).read_text())}:
        assert re.search(rf"^#? ?{name}=", example, re.MULTILINE), f"{name} is not in .env.example"


def test_the_application_is_given_only_settings_it_has(which: str) -> None:
    from app.core.config import Settings

    known = {name.upper() for name in Settings.model_fields}
    required = {name.upper() for name, field in Settings.model_fields.items() if field.is_required()}
    for name, service in services(which):
        if image_of(service).startswith("backend/") and environment(service):
            given = set(environment(service))
            assert given <= known, f"{name}: unknown {given - known}"
            assert required <= given, f"{name}: missing {required - given}"


def test_spark_is_given_only_settings_it_reads(which: str) -> None:
    files = (path for path in (ROOT / "spark-worker").rglob("*") if path.suffix in {".py", ".sh", ".conf"})
    code = "\n".join(path.read_text() for path in files)
    spark_itself = {"SPARK_DAEMON_MEMORY", "SPARK_MASTER_OPTS", "SPARK_WORKER_OPTS", "SPARK_CONF_DIR"}
    spark_itself |= {"SPARK_CONNECT_AUTHENTICATE_TOKEN", "OMP_THREAD_LIMIT"}
    for name, service in services(which):
        if image_of(service).startswith("spark-worker/"):
            for variable in set(environment(service)) - spark_itself:
                assert variable in code, f"{name}: nothing reads {variable}"


def test_the_database_gives_every_role_its_password(which: str, tmp_path: Path) -> None:
    """The script of the first start, run as the container would, with a psql that only says what it heard."""
    recorder = tmp_path / "psql"
    recorder.write_text('#!/bin/sh\ncat > /dev/null\necho "$@" "$ROLE_PASSWORD"\n')
    recorder.chmod(0o755)
    given = environment(dict(services(which))["postgres"])
    passwords = {name: f"secret of {name}" for name in given if name.startswith("APP_")}
    told = subprocess.run(
        ["bash", str(ROOT / "database/init/03_passwords.sh")],
        env={
            "PATH": f"{tmp_path}:/usr/bin:/bin",
            "POSTGRES_USER": "postgres",
            "POSTGRES_DB": "accounting",
            **passwords,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    roles = (ROOT / "database/init/01_roles.sql").read_text()
    for role in ("app_owner", "app_api", "app_relay", "app_spark"):
        assert f"'{role}'" in roles
        assert re.search(rf"role={role} secret of {role.upper()}_PASSWORD$", told.stdout, re.MULTILINE), told.stdout


def defines(module: str, name: str) -> bool:
    """Whether `module` (dotted, below backend/) has `name` at its top level."""
    tree = ast.parse((ROOT / "backend" / Path(*module.split("."))).with_suffix(".py").read_text())
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return name in names


def test_every_command_names_something_that_exists(which: str) -> None:
    for name, service in services(which):
        command = [str(word) for word in service.get("command", [])]
        for word in command:
            if match := re.fullmatch(r"(app[.\w]*):(\w+)", word):
                assert defines(match[1], match[2]), f"{name}: {word}"
        if command[:2] == ["python", "-m"]:
            assert (ROOT / "backend" / Path(*command[2].split("."))).with_suffix(".py").is_file(), name


def test_every_queue_has_a_worker(which: str) -> None:
    from app.core.jobs import QUEUES

    served: list[str] = []
    for _, service in services(which):
        command = service.get("command", [])
        if "-Q" in command:
            served += command[command.index("-Q") + 1].split(",")
    assert sorted(served) == sorted(QUEUES)


def test_images_are_pinned(which: str) -> None:
    for name, service in services(which):
        tag = service["image"].partition(":")[2]
        if "build" not in service:
            assert re.search(r"\d+\.\d+|RELEASE\.\d{4}", tag), f"{name}: {service['image']}"
        assert tag, name
        assert "latest" not in tag, name


def test_many_of_one_kind_are_replicas(which: str) -> None:
    for name, service in services(which):
        assert not re.search(r"\d$", name), f"{name}: a numbered service cannot be scaled"
        assert "container_name" not in service, name
    assert dict(services(which))["spark-worker"]["deploy"]["replicas"] >= 2


def test_everything_that_keeps_running_has_a_health_check(which: str) -> None:
    for name, service in services(which):
        if not one_shot(service):
            assert service.get("healthcheck", {}).get("test"), name


def test_development_listens_on_this_machine_only() -> None:
    for name, service in services("development"):
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), f"{name}: {port}"


def test_production_opens_nginx_and_nothing_else() -> None:
    for name, service in services("production"):
        for port in service.get("ports", []):
            assert name == "nginx" or (name == "grafana" and port.startswith("127.0.0.1:")), f"{name}: {port}"


def test_production_keeps_its_state_on_a_network_without_a_way_out() -> None:
    whole = compose("production")
    assert whole["networks"]["inside"]["internal"] is True
    for name in ("postgres", "valkey", "minio", "spark-master", "spark-worker", "spark-connect"):
        assert whole["services"][name]["networks"] == ["inside"], name
    assert whole["services"]["nginx"]["networks"] == ["edge"]


def test_production_has_no_default_secret() -> None:
    text = (ROOT / COMPOSE["production"]).read_text()
    for match in VARIABLE.finditer(text):
        if SECRET.search(match["name"]):
            assert match["rest"] == ":?", match[0]


def test_production_writes_no_secret_down() -> None:
    for name, service in services("production"):
        for variable, value in environment(service).items():
            if SECRET.search(variable) or re.search(r"//[^/]*:[^/]*@", value):
                assert ":?}" in value or value.startswith("/run/secrets/"), f"{name}: {variable}"
    for name, secret in compose("production")["secrets"].items():
        assert secret["file"].startswith("${SECRETS_DIR:?}/"), name


def test_only_the_migration_knows_the_owner_of_the_tables() -> None:
    for name, service in services("production"):
        knows = any("APP_OWNER_PASSWORD" in value for value in environment(service).values())
        assert knows == (name in {"migrate", "postgres"}), name


def test_those_who_seal_and_open_hold_the_encryption_keys() -> None:
    holders = {name for name, service in services("production") if "encryption_keys" in service.get("secrets", [])}
    assert holders == {"api", "celery-high", "celery-normal", "celery-spark"}


def test_production_says_where_mail_goes_and_whence_it_comes() -> None:
    for name in ("api", "celery-high", "celery-normal"):
        given = environment(compose("production")["services"][name])
        assert {key: given[key] for key in ("SMTP_URL", "MAIL_FROM", "PUBLIC_URL")} == {
            "SMTP_URL": "${SMTP_URL:?}",
            "MAIL_FROM": "${MAIL_FROM:?}",
            "PUBLIC_URL": "${PUBLIC_URL:?}",
        }
    assert "mail" not in compose("production")["services"]


def test_workers_can_reach_a_mail_server_and_nobody_reaches_them() -> None:
    whole = compose("production")
    assert not (whole["networks"]["out"] or {}).get("internal")
    on_it = {name for name, service in services("production") if "out" in service.get("networks", [])}
    assert on_it == {"celery-high", "celery-normal", "celery-spark"}
    assert not [name for name in on_it if whole["services"][name].get("ports")]


def test_every_part_of_spark_asks_who_calls(which: str) -> None:
    for name, service in services(which):
        if image_of(service).startswith("spark-worker/"):
            assert service["entrypoint"][-1] == "/srv/spark-worker/authenticated.sh", name
            assert "SPARK_AUTHENTICATION_SECRET" in environment(service), name
            assert re.search("--properties-file[ =]/tmp/authentication.conf", " ".join(service["command"])), name


def test_the_secret_of_spark_goes_into_its_file_and_no_further(tmp_path: Path) -> None:
    script = (ROOT / "spark-worker/authenticated.sh").read_text().replace("/tmp/", f"{tmp_path}/")
    (tmp_path / "run.sh").write_text(script)
    told = subprocess.run(
        ["sh", str(tmp_path / "run.sh"), "env"],
        env={"PATH": "/usr/bin:/bin", "SPARK_AUTHENTICATION_SECRET": "hush"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "hush" not in told.stdout
    written = tmp_path / "authentication.conf"
    assert "spark.authenticate.secret hush\n" in written.read_text()
    assert written.stat().st_mode & 0o077 == 0


def test_only_the_api_holds_the_signing_key() -> None:
    holders = {name for name, service in services("production") if "jwt_private_key" in service.get("secrets", [])}
    assert holders == {"api"}


@pytest.mark.parametrize("name", list(compose("production")["services"]))
def test_production_service_is_hardened(name: str) -> None:
    service = compose("production")["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "cap_add", "pid", "network_mode"} & set(service)
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= set(limits)
    assert service["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", list(compose("production")["services"]))
def test_production_mounts_nothing_from_the_host(name: str) -> None:
    service = compose("production")["services"][name]
    bound = [mount for mount in service.get("volumes", []) if mount.startswith((".", "/", "~"))]
    assert bound == (["/:/host:ro,rslave"] if name == EXPORTER else [])


def test_the_clock_runs_once() -> None:
    assert compose("production")["services"]["beat"]["deploy"]["replicas"] == 1


def test_cookies_are_secure_in_production() -> None:
    environment_of_api = environment(compose("production")["services"]["api"])
    assert environment_of_api["COOKIE_SECURE"] == "true"
    assert environment_of_api["ENVIRONMENT"] == "production"
