import json
import re
from pathlib import Path

import pytest

from embedded import environment, lock, preflight, services, settings, testing
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


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that is the whole PATH, of a machine that has no snap and names no browser."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(preflight, "SNAP", str(tmp_path / "no-snap"))
    return tmp_path


def test_tests_need_a_browser_nginx_and_promtool_besides(monkeypatch: pytest.MonkeyPatch, on_path: Path) -> None:
    monkeypatch.setattr(preflight, "_on_system_path", lambda program: False)
    missing = preflight.missing(for_tests=True)
    assert {"chromium", "nginx-light", "prometheus"} <= set(missing)
    assert not {"chromium", "nginx-light", "prometheus"} & set(preflight.missing())


def test_languages_without_the_program_that_reads_are_not_enough(on_path: Path) -> None:
    assert "tesseract-ocr" in preflight.missing()
    program(on_path, "tesseract", "exit 0")
    assert "tesseract-ocr" not in preflight.missing()


def test_a_stub_that_asks_for_the_snap_is_no_browser(on_path: Path) -> None:
    program(on_path, "chromium-browser", "echo 'requires the chromium snap to be installed' >&2; exit 1")
    assert preflight.chromium() is None
    chrome = program(on_path, "google-chrome", "echo Google Chrome 150.0.1")
    assert preflight.chromium() == str(chrome)


def test_a_browser_that_was_just_installed_is_found(monkeypatch: pytest.MonkeyPatch, on_path: Path) -> None:
    def apt_get(words: list[str], environment: dict[str, str]) -> None:
        if "install" in words:
            program(on_path, "chromium", "echo Chromium 150.0.1")

    program(on_path, "apt-get", "exit 0")
    monkeypatch.setattr(preflight, "_always", dict)
    monkeypatch.setattr(preflight, "_on_system_path", lambda program: True)
    monkeypatch.setattr(preflight, "_distribution", lambda: "debian")
    monkeypatch.setattr(preflight, "_privilege", list)
    monkeypatch.setattr(preflight, "_run", apt_get)
    preflight.require(for_tests=True)
    assert preflight.chromium() == str(on_path / "chromium")


def test_a_browser_can_be_named(monkeypatch: pytest.MonkeyPatch, on_path: Path) -> None:
    program(on_path, "chromium", "echo Chromium 150.0.1")
    mine = program(on_path, "mine", "echo Chromium 151.0.1")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert preflight.chromium() == str(mine)


def test_on_ubuntu_the_line_to_type_installs_the_snap(monkeypatch: pytest.MonkeyPatch, on_path: Path) -> None:
    monkeypatch.setattr(preflight, "_distribution", lambda: "ubuntu")
    monkeypatch.setattr(preflight, "_privilege", lambda: None)
    monkeypatch.setattr(preflight, "missing", lambda for_tests: ["chromium", "nginx-light"])
    with pytest.raises(preflight.Missing) as told:
        preflight.require(for_tests=True)
    assert "sudo apt-get install -y --no-install-recommends nginx-light && sudo snap install chromium\n" in str(
        told.value
    )
    assert "CHROMIUM=" in str(told.value)


def java(folder: Path, name: str, version: str) -> Path:
    home = folder / name
    (home / "bin").mkdir(parents=True)
    program(home / "bin", "java", "exit 0")
    (home / "release").write_text(f'JAVA_VERSION="{version}"\n')
    return home


@pytest.mark.parametrize(
    ("installed", "chosen_one"),
    [
        ({"a": "21.0.5", "b": "17.0.9"}, "b"),
        ({"a": "25.0.1", "b": "21.0.5", "c": "11.0.1"}, "b"),
        ({"a": "1.8.0_402", "b": "25.0.1"}, None),
        ({}, None),
    ],
)
def test_of_several_javas_one_is_chosen_that_spark_runs_on(
    installed: dict[str, str], chosen_one: str | None, monkeypatch: pytest.MonkeyPatch, on_path: Path
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(preflight, "JAVA_FOLDER", str(on_path / "jvm"))
    for name, version in installed.items():
        java(on_path / "jvm", name, version)
    assert preflight.java_home() == (on_path / "jvm" / chosen_one if chosen_one else None)


def test_a_named_java_wins_where_spark_runs_on_it(monkeypatch: pytest.MonkeyPatch, on_path: Path) -> None:
    monkeypatch.setattr(preflight, "JAVA_FOLDER", str(on_path / "jvm"))
    seventeen = java(on_path / "jvm", "seventeen", "17.0.9")
    monkeypatch.setenv("JAVA_HOME", str(java(on_path, "mine", "21.0.5")))
    assert preflight.java_home() == on_path / "mine"
    monkeypatch.setenv("JAVA_HOME", str(java(on_path, "too-new", "26")))
    assert preflight.java_home() == seventeen


@pytest.mark.parametrize(
    ("offered", "package"),
    [({17, 21}, "openjdk-17-jre-headless"), ({21, 25}, "openjdk-21-jre-headless"), (set(), "openjdk-17-jre-headless")],
)
def test_the_java_that_is_asked_for_is_one_the_distribution_has(
    offered: set[int], package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {f"openjdk-{major}-jre-headless" for major in offered}
    monkeypatch.setattr(preflight, "_offered", lambda name: "1.0" if name in names else "")
    assert preflight.java_package() == package


def test_this_machine_has_a_java_that_spark_runs_on() -> None:
    home = preflight.java_home()
    assert home
    assert preflight._java_major(home) in preflight.JAVA_MAJORS


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


def test_all_tests_include_the_checks_and_the_main_job() -> None:
    lanes = [*testing.sources().values(), *testing.stacks().values()]
    names = [part.name for parts in (testing.built_first(), *lanes) for part in parts]
    assert len(names) == len(set(names))
    assert {part.name for part in testing.check_parts()} < set(names)
    assert {"format", "lint", "types backend", "import contracts", "accounting", "frontend"} <= set(names)
    assert not [part for parts in testing.sources().values() for part in parts if part.stack is not None]
    stacks = [part.variables["DATA_DIR"] for parts in testing.stacks().values() for part in parts]
    assert len(stacks) == len(set(stacks)) == 4
    assert {*testing.stacks(), "sources"} == set(testing.OFFSETS)
    (main_job,) = [part for part in testing.stack_parts()["browser"] if part.name == "main job"]
    assert (ROOT / main_job.command[1]).is_file()


def test_what_is_different_for_tests_reaches_the_application(monkeypatch: pytest.MonkeyPatch, chosen: Settings) -> None:
    for name, value in testing.ON_LOOPBACK.items():
        monkeypatch.setenv(name, value)
    assert testing.ON_LOOPBACK.items() <= settings.application_environment(chosen).items()
