import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded import guard, journal, processes, readiness, services, settings
from embedded.service import Service
from embedded.settings import Settings
from embedded.supervisor import FIRST_DELAY, StartFailed, Supervisor

from .conftest import embedded, eventually


def shell(name: str, script: str, **more: Any) -> Service:
    return Service(name=name, command=("sh", "-c", script), environment={"PATH": os.environ["PATH"]}, **more)


def part(chosen: Settings, name: str) -> Service:
    return next(part for part in services.all_services(chosen) if part.name == name)


def state_of(chosen: Settings, name: str) -> dict[str, Any]:
    found: dict[str, Any] = journal.read_state(chosen.data).get("parts", {}).get(name, {})
    return found


@pytest.fixture
def supervised(chosen: Settings) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def make(*parts: Service) -> Supervisor:
        made.append(Supervisor(chosen, parts, report=False))
        return made[-1]

    yield make
    for supervisor in made:
        supervisor.stop()


def serve_until(supervisor: Supervisor, holds: Callable[[], object], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    supervisor.serve(until=lambda: bool(holds()) or time.monotonic() > deadline)
    assert holds()


def test_a_part_starts_after_what_it_needs(supervised: Callable[..., Supervisor], tmp_path: Path) -> None:
    first = shell("first", f"sleep 0.3; echo first >> {tmp_path}/order", once=True)
    second = shell("second", f"echo second >> {tmp_path}/order", once=True, after=("first",))
    supervised(second, first).start()
    assert (tmp_path / "order").read_text().split() == ["first", "second"]


def test_a_part_that_ends_while_it_starts_fails_the_start_and_shows_its_log(
    supervised: Callable[..., Supervisor],
) -> None:
    with pytest.raises(StartFailed, match=r"(?s)broken ended with code 3 before it was ready.*no such ledger"):
        supervised(shell("broken", "echo no such ledger >&2; exit 3", once=True)).start()


def test_a_crashed_server_is_started_again(chosen: Settings, supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised(part(chosen, "valkey"))
    supervisor.start()
    running = supervisor.parts["valkey"]
    before = running.process
    assert before
    os.kill(before.pid, signal.SIGKILL)
    serve_until(supervisor, lambda: running.restarts == 1 and running.state == "ready")
    assert running.process
    assert running.process.pid != before.pid
    assert state_of(chosen, "valkey")["restarts"] == 1


def test_each_crash_in_a_row_waits_twice_as_long(chosen: Settings, supervised: Callable[..., Supervisor]) -> None:
    supervisor = supervised(part(chosen, "valkey"))
    supervisor.start()
    running = supervisor.parts["valkey"]
    waits = []
    for crash in (1, 2, 3):
        assert running.process
        os.kill(running.process.pid, signal.SIGKILL)
        serve_until(supervisor, lambda crash=crash: running.restarts == crash)
        waits.append(running.not_before - time.monotonic())
        serve_until(supervisor, lambda: running.state == "ready")
    expected = [FIRST_DELAY, 2 * FIRST_DELAY, 4 * FIRST_DELAY]
    assert all(abs(wait - delay) < 0.3 for wait, delay in zip(waits, expected, strict=True)), waits


def test_stop_ends_grandchildren_and_those_that_ignore_the_signal(
    chosen: Settings, supervised: Callable[..., Supervisor]
) -> None:
    supervisor = supervised(
        part(chosen, "valkey"),
        shell("stubborn", "trap '' TERM INT; sleep 1000 & setsid sleep 1000 & while :; do sleep 1; done", grace=0.5),
    )
    supervisor.start()
    family = [pid for pid in processes.family(os.getpid()) if pid != os.getpid()]
    assert len(family) >= 4
    supervisor.stop()
    assert not [pid for pid in family if processes.alive(pid)]


@pytest.mark.parametrize("victims", [("supervisor",), ("guard",), ("supervisor", "guard")], ids="+".join)
def test_kill_9_leaves_no_process_behind(chosen: Settings, victims: tuple[str, ...]) -> None:
    script = "setsid sleep 1000 & sleep 1000"
    process = embedded(chosen, "exec", "--only", "valkey", "--", "sh", "-c", script)
    eventually(lambda: journal.read_state(chosen.data).get("up"))
    state = journal.read_state(chosen.data)
    family = eventually(lambda: (found := processes.family(state["guard"])) and len(found) >= 5 and found)
    assert isinstance(family, list)
    # with both dead nobody adopts what the command put in a session of its own; the servers must go all the same
    servers = processes.family(state["parts"]["valkey"]["pid"])
    must_go = family if len(victims) == 1 else [state["supervisor"], state["guard"], *servers]
    for name in victims:
        os.kill(state[name], signal.SIGKILL)
    process.wait(timeout=30)
    try:
        eventually(lambda: not [pid for pid in must_go if processes.alive(pid)])
        assert not guard.is_running(chosen.data)
    finally:
        for pid in family:
            processes.tell(pid, signal.SIGKILL)


def test_what_both_killed_left_is_ended_by_the_next_start(chosen: Settings) -> None:
    left = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    pid = left.pid
    journal.write_state(chosen.data, {"supervisor": 0, "parts": {"x": {"pid": pid, "began": processes.began(pid)}}})
    guard.take(chosen.data).close()
    assert left.wait(5) == -signal.SIGKILL


def test_a_later_process_of_the_same_number_is_not_touched(chosen: Settings) -> None:
    other = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    began = processes.began(other.pid) - 1
    journal.write_state(chosen.data, {"supervisor": 0, "parts": {"x": {"pid": other.pid, "began": began}}})
    guard.take(chosen.data).close()
    assert other.poll() is None
    other.kill()
    other.wait()


def test_a_data_folder_has_one_stack(chosen: Settings) -> None:
    process = embedded(chosen, "exec", "--only", "valkey", "--", "sleep", "1000")
    eventually(lambda: journal.read_state(chosen.data).get("up"))
    second = embedded(chosen, "run")
    said, _ = second.communicate(timeout=30)
    assert second.returncode == 1
    assert "runs in" in said
    inside = embedded(chosen, "exec", "--", "sh", "-c", "echo instance $INSTANCE_ID")
    told, _ = inside.communicate(timeout=30)
    assert f"instance {journal.read_state(chosen.data)['instance']}" in told
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert not guard.is_running(chosen.data)


def test_exec_returns_what_its_command_returned(chosen: Settings) -> None:
    process = embedded(chosen, "exec", "--only", "valkey", "--", "sh", "-c", "echo $BROKER_URL; exit 7")
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 7
    assert f"@127.0.0.1:{chosen.ports['VALKEY_PORT']}/0" in said


def test_a_stranger_on_the_port_is_not_taken_for_ours(chosen: Settings, stranger: Callable[[int], Any]) -> None:
    stranger(chosen.ports["VALKEY_PORT"])
    bystander = subprocess.Popen(["sleep", "1000"])
    try:
        reason = readiness.not_ready(chosen, "valkey", [chosen.ports["VALKEY_PORT"]], bystander.pid)
    finally:
        bystander.kill()
        bystander.wait()
    assert reason == f"port {chosen.ports['VALKEY_PORT']} belongs to another program"


def test_another_stack_of_ours_on_the_port_is_not_taken_for_this_one(
    chosen: Settings, supervised: Callable[..., Supervisor], tmp_path: Path
) -> None:
    supervised(part(chosen, "valkey")).start()
    other = settings.load({"DATA_DIR": str(tmp_path / "other"), "VALKEY_PORT": str(chosen.ports["VALKEY_PORT"])})
    told = readiness.questions()["valkey"](other, 0)
    assert told
    assert "not as ours" in told
