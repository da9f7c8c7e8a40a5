import json
import re
from pathlib import Path

import pytest

from embedded import environment, lock, preflight, runners, services, settings
from embedded.settings import Settings

ROOT = settings.ROOT


def test_what_is_missing_is_said_in_one_line_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(preflight, "TESSDATA_FOLDERS", (str(tmp_path),))
    (tmp_path / "eng.traineddata").touch()
    monkeypatch.setattr(preflight, "_privilege", lambda: None)
    with pytest.raises(preflight.Missing) as told:
        preflight.require()
    lines = [row.strip() for row in str(told.value).splitlines() if "apt-get" in row]
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        "tesseract-ocr-nld tesseract-ocr-fra tesseract-ocr-deu"
    ]


def test_tests_need_a_browser_nginx_and_promtool_besides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(preflight, "_on_system_path", lambda program: False)
    missing = preflight.missing(for_tests=True)
    assert {"chromium", "nginx-light", "prometheus"} <= set(missing)
    assert not {"chromium", "nginx-light", "prometheus"} & set(preflight.missing())


def test_the_java_that_is_found_is_17() -> None:
    home = preflight.java_home()
    assert home
    assert preflight._java_major(home) == 17


def test_a_changed_lock_and_nothing_else_asks_for_an_installation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock_file, venv = tmp_path / "requirements.txt", tmp_path / "venv"
    (venv / "lib/python3.11/site-packages").mkdir(parents=True)
    lock_file.write_text("a==1\n")
    asked: list[Path] = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "RUN_LOCK", lock_file)
    monkeypatch.setattr(environment, "_works", lambda: True)
    monkeypatch.setattr(environment, "_install", asked.append)
    environment.ensure()
    environment.ensure()
    assert asked == [lock_file]
    lock_file.write_text("a==2\n")
    environment.ensure()
    assert asked == [lock_file, lock_file]
    assert json.loads((venv / "installed.json").read_text()) == {"requirements.txt": environment.digest(lock_file)}


def test_every_lock_has_hashes_and_names_no_host() -> None:
    for name in (lock.FIRST, *lock.OTHERS, *lock.ALONE):
        path = ROOT / f"{name}.txt"
        lock.refuse_hosts(path)
        for block in re.split(r"\n(?=\S)", path.read_text().strip()):
            if not block.startswith("#"):
                assert "--hash=sha256:" in block, f"{path}: {block.splitlines()[0]}"


@pytest.mark.parametrize(
    "row", ["--index-url https://example.org/simple", "-i https://example.org", "a @ https://x/a.whl"]
)
def test_a_lock_with_a_host_is_refused(row: str, tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text(f"{row}\n")
    with pytest.raises(SystemExit):
        lock.refuse_hosts(path)


def test_all_locks_pin_the_same_versions() -> None:
    pins: dict[str, set[str]] = {}
    for name in (lock.FIRST, *lock.OTHERS):
        for package, version in re.findall(r"^([\w.\-\[\]]+)==(\S+)", (ROOT / f"{name}.txt").read_text(), re.MULTILINE):
            pins.setdefault(package.split("[")[0], set()).add(version)
    assert {package: found for package, found in pins.items() if len(found) > 1} == {}


def test_an_executor_gets_no_secret_it_does_not_need(chosen: Settings) -> None:
    worker = next(part for part in services.all_services(chosen) if part.name == "spark-worker-1")
    values = " ".join(worker.environment.values())
    for secret in ("postgres_superuser", "app_owner", "app_api", "app_relay", "valkey", "spark_token", "demo_password"):
        assert chosen.secrets[secret] not in values


def test_no_secret_stands_in_a_command_line(chosen: Settings) -> None:
    for part in services.all_services(chosen):
        assert not [secret for secret in chosen.secrets.values() if secret in " ".join(part.command)], part.name


def test_light_runs_spark_without_a_cluster(chosen: Settings) -> None:
    light = settings.load({"DATA_DIR": str(chosen.data), "LIGHT": "1"})
    names = {part.name for part in services.all_services(light)}
    assert {name for name in names if name.startswith("spark")} == {"spark-connect"}


def test_dot_env_sets_what_the_shell_does_not(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# a comment\nLOG_LEVEL='DEBUG'\n#PORT=1\nEMPTY=\nPORT_OFFSET = 20\n")
    assert settings.read_env_file(path) == {"LOG_LEVEL": "DEBUG", "PORT_OFFSET": "20"}


def test_a_part_brings_what_it_needs_and_the_steps_it_makes_possible(chosen: Settings) -> None:
    parts = services.all_services(chosen)
    assert [part.name for part in services.selected(parts, ["postgres"])] == ["postgres", "database"]
    names = [part.name for part in services.selected(parts, ["api"])]
    assert names == ["postgres", "valkey", "s3", "database", "migrations", "api"]
    with pytest.raises(LookupError, match="no part named mongo"):
        services.selected(parts, ["mongo"])


@pytest.mark.parametrize(
    ("rows", "closing"),
    [
        (["...", "12 passed, 1 skipped in 3.21s"], "12 passed, 1 skipped in 3.21s"),
        (["==== 2 failed, 1 error in 65.00s (0:01:05) ====", ""], "2 failed, 1 error in 65.00s (0:01:05)"),
        ([" Test Files  3 passed (3)", "      Tests  65 passed (65)", "   Duration  3s"], "Tests  65 passed (65)"),
        (["  1 failed", "    e2e/a.spec.ts:1:1", "  9 passed (2.6m)"], "1 failed, 9 passed (2.6m)"),
        (["Contracts: 9 kept, 0 broken."], "Contracts: 9 kept, 0 broken."),
        (["something else"], "something else"),
        ([], ""),
    ],
)
def test_the_closing_line_is_the_runners_own(rows: list[str], closing: str) -> None:
    assert runners.closing_line(rows) == closing
