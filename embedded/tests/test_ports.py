from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from embedded import ports, services, testing
from embedded.settings import Settings

from .conftest import embedded


def test_a_port_offset_moves_every_default_and_a_variable_of_its_own_wins() -> None:
    numbers = ports.chosen({"PORT_OFFSET": "100", "PORT": "9000"})
    assert numbers["PORT"] == 9000
    assert numbers["POSTGRES_PORT"] == 15532
    assert numbers["SPARK_CONNECT_PORT"] == 15102


def test_no_two_services_share_a_port_at_any_useful_offset() -> None:
    for offset in (0, 100, 500):
        numbers = ports.chosen({"PORT_OFFSET": str(offset)})
        opened = [port for name in numbers for port in ports.opened(numbers, name)]
        assert len(opened) == len(set(opened))


def test_stacks_of_tests_share_no_port_with_each_other_or_a_running_one() -> None:
    opened: list[int] = []
    for offset in (0, 100, *chain.from_iterable(testing.OFFSETS.values())):
        numbers = ports.chosen({"PORT_OFFSET": str(offset)})
        opened += [port for name in numbers for port in ports.opened(numbers, name)]
    assert len(opened) == len(set(opened))


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("PORT", "70000"), ("S3_PORT", "60000"), ("PORT", "0")])
def test_an_impossible_port_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ports.PortUnusable, match=name):
        ports.chosen({name: value})


def test_a_busy_port_is_refused_with_its_number_its_service_and_the_variable(
    chosen: Settings, stranger: Callable[[int], Any]
) -> None:
    stranger(chosen.ports["VALKEY_PORT"])
    process = embedded(chosen, "exec", "--only", "valkey", "--", "true")
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"port {chosen.ports['VALKEY_PORT']} for valkey is in use" in said
    assert "VALKEY_PORT=" in said
    assert "Nothing was started" in said
    assert not (chosen.logs / "valkey.log").exists()


def test_the_second_port_of_the_object_store_is_checked_too(chosen: Settings, stranger: Callable[[int], Any]) -> None:
    stranger(chosen.ports["S3_PORT"] + ports.GRPC_DISTANCE)
    with pytest.raises(ports.PortUnusable, match=rf"follows from S3_PORT={chosen.ports['S3_PORT']}"):
        ports.refuse_busy(services.port_uses(services.all_services(chosen)), chosen.ports)


def test_one_number_for_two_services_is_refused(chosen: Settings) -> None:
    numbers = {**chosen.ports, "PORT": chosen.ports["VALKEY_PORT"]}
    uses = [ports.Use("valkey", "VALKEY_PORT"), ports.Use("api", "PORT")]
    with pytest.raises(ports.PortUnusable, match=r"wanted twice: valkey \(VALKEY_PORT\) and api \(PORT\)"):
        ports.refuse_busy(uses, numbers)
