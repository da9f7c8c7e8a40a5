"""Somebody who owns the database changes the log. Each way is found, located, and told in the right half."""

import json

import pytest
from sqlalchemy import text

from app.core import storage
from app.modules.audit.catalogue import Flaw, Gap
from app.modules.audit.schemas import HeadRead
from tests.factories.logs import Log, forge, intruder

ROWS = 12


@pytest.fixture
async def log() -> Log:
    """Twelve rows, all signed."""
    made = Log()
    await made.write(ROWS)
    await made.sign()
    return made


@pytest.fixture
async def unsigned() -> Log:
    """Twelve rows that no checkpoint covers."""
    made = Log()
    await made.write(ROWS)
    return made


def assert_changed(found, sequence: int) -> None:
    assert not found.holds
    assert not found.integrity.holds
    assert found.integrity.first_bad.sequence == sequence
    assert found.integrity.first_bad.reason in Flaw
    assert found.completeness.holds, found.completeness


def assert_missing(found, *numbers: int) -> None:
    assert not found.holds
    assert found.integrity.holds, found.integrity
    assert not found.completeness.holds
    assert (found.completeness.missing, found.completeness.missing_count) == (list(numbers)[:10], len(numbers))
    assert found.completeness.reasons


async def test_a_log_that_nobody_touched_holds(log):
    found = await log.verify()
    assert found.holds
    assert (found.integrity.checked, found.integrity.unchecked, found.integrity.bad) == (ROWS, 0, 0)
    assert (found.completeness.from_sequence, found.completeness.to_sequence) == (1, ROWS)
    assert found.completeness.anchored_to == ROWS


CHANGES = {
    "payload": 'payload = payload || \'{"new": {"amount": "9.00"}}\'',
    "one letter of the payload": "payload = replace(payload::text, '2.00', '3.00')::jsonb",
    "actor": "actor_id = gen_random_uuid()",
    "no actor": "actor_id = null",
    "an actor hidden in the name": "name = actor_id || '|' || name, actor_id = null",
    "name": "name = 'test.not_happened'",
    "time": "recorded_at = recorded_at + interval '1 microsecond'",
    "origin": 'origin = origin || \'{"ip": "198.51.100.1"}\'',
    "where payload and origin meet": "payload = '{}', origin = jsonb_build_object('payload', payload, 'origin', origin)",
    "hash": "hash = sha256('forged')",
    "older scheme": "scheme = 1",
    "unknown scheme": "scheme = 9",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("which", [1, 5, ROWS])
async def test_a_changed_row_is_named(log, change, which):
    await log.tamper(f"update audit.events set {CHANGES[change]} where tenant_id = :t and sequence = {which}")
    assert_changed(await log.verify(), which)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("which", [1, 5, ROWS])
async def test_also_before_anybody_signed_it(unsigned, change, which):
    await unsigned.tamper(f"update audit.events set {CHANGES[change]} where tenant_id = :t and sequence = {which}")
    assert_changed(await unsigned.verify(), which)


SWAP = (
    "update audit.events set sequence = 1000 where tenant_id = :t and sequence = 4",
    "update audit.events set sequence = 4 where tenant_id = :t and sequence = 9",
    "update audit.events set sequence = 9 where tenant_id = :t and sequence = 1000",
)


async def test_two_rows_exchanged(log, unsigned):
    for each in (log, unsigned):
        await each.tamper(*SWAP)
        assert_changed(await each.verify(), 4)


async def test_a_row_taken_out_of_the_middle(log, unsigned):
    await log.tamper("delete from audit.events where tenant_id = :t and sequence = 6")
    found = await log.verify()
    assert_missing(found, 6)
    assert found.integrity.checked == ROWS - 1
    await unsigned.tamper("delete from audit.events where tenant_id = :t and sequence = 6")
    found = await unsigned.verify()
    assert_missing(found, 6)
    assert (found.integrity.checked, found.integrity.unchecked) == (ROWS - 2, 1)


async def test_the_beginning_cut_off(log):
    await log.tamper("delete from audit.events where tenant_id = :t and sequence < 4")
    found = await log.verify()
    assert_missing(found, 1, 2, 3)
    assert found.completeness.from_sequence == 4


async def test_the_tail_cut_off_after_it_was_signed(log):
    await log.tamper("delete from audit.events where tenant_id = :t and sequence > 9")
    found = await log.verify()
    assert_missing(found, 10, 11, 12)
    assert (found.completeness.to_sequence, found.completeness.anchored_to) == (9, 12)
    assert Gap.ENDS_EARLY in found.completeness.reasons


async def test_everything_gone(log):
    await log.tamper("delete from audit.events where tenant_id = :t")
    found = await log.verify()
    assert_missing(found, *range(1, ROWS + 1))
    assert (found.completeness.from_sequence, found.head) == (None, None)


async def test_a_tail_cut_off_before_anybody_signed_it_is_known_by_who_noted_the_end(unsigned):
    """Nothing inside can show it: that is the limit we state, and why the head can be noted elsewhere."""
    noted = HeadRead(sequence=ROWS, hash=(await _hash(unsigned, ROWS)).hex())
    await unsigned.tamper("delete from audit.events where tenant_id = :t and sequence > 9")
    assert_missing(await unsigned.verify(known=noted), 10, 11, 12)
    assert (await unsigned.verify()).holds


async def test_a_forged_row_at_the_end(log):
    await log.tamper(
        "insert into audit.events (tenant_id, sequence, actor_id, name, payload, origin, hash)"
        f" values (:t, {ROWS + 1}, null, 'test.forged', '{{}}', '{{}}', sha256('forged'))"
    )
    assert_changed(await log.verify(), ROWS + 1)


async def test_a_forged_row_in_the_middle(log):
    """Everything behind it moves one place; whoever does that computes the hashes anew, too."""
    await log.tamper(
        "update audit.events set sequence = -sequence where tenant_id = :t and sequence >= 6",
        "update audit.events set sequence = 1 - sequence where tenant_id = :t and sequence < 0",
        "insert into audit.events (tenant_id, sequence, name, payload, origin, hash)"
        " values (:t, 6, 'test.forged', '{}', '{}', 'x')",
    )
    await log.forge_from(6)
    assert_changed(await log.verify(), 6)


async def test_a_forged_row_before_the_first(log):
    await log.tamper(
        "insert into audit.events (tenant_id, sequence, name, payload, origin, hash)"
        " values (:t, 0, 'test.forged', '{}', '{}', 'x')"
    )
    assert_changed(await log.verify(), 0)


async def test_the_whole_chain_computed_anew_after_a_change(log):
    """Without a key this would pass: the checkpoint was signed with one that the database does not have."""
    await log.tamper("update audit.events set payload = '{}' where tenant_id = :t and sequence = 5")
    await log.forge_from(1)
    assert_changed(await log.verify(), 5)


async def test_a_chain_computed_anew_before_it_was_signed_is_known_by_who_noted_the_end(unsigned):
    noted = HeadRead(sequence=ROWS, hash=(await _hash(unsigned, ROWS)).hex())
    await unsigned.tamper("update audit.events set payload = '{}' where tenant_id = :t and sequence = 5")
    await unsigned.forge_from(1)
    assert_changed(await unsigned.verify(known=noted), ROWS)


async def test_another_companys_row_moved_here(log):
    other = Log()
    await other.write(6)
    await other.sign()
    await log.tamper(
        f"update audit.events set tenant_id = :t, sequence = {ROWS + 1} where tenant_id = :other and sequence = 3",
        other=other.tenant_id,
    )
    assert_changed(await log.verify(), ROWS + 1)
    assert_missing(await other.verify(), 3)


async def test_another_companys_checkpoint_moved_here(log):
    """It is signed, but not for this company."""
    other = Log()
    await other.write(ROWS)
    await other.sign()
    [mine], [theirs] = await log.checkpoints(), await other.checkpoints()
    await storage.put(mine, await storage.read(theirs), "application/json")
    found = await log.verify()
    assert found.integrity.holds
    assert Gap.CHECKPOINT_DAMAGED in found.completeness.reasons
    assert found.completeness.damaged_checkpoint == ROWS


@pytest.mark.parametrize("damage", ["empty", "not JSON", "another hash", "another time", "no signature"])
async def test_a_damaged_checkpoint_is_told(log, damage):
    [key] = await log.checkpoints()
    said = json.loads(await storage.read(key))
    said["hashes"] = "AAAA" + said["hashes"][4:] if damage == "another hash" else said["hashes"]
    said["signed_at"] = "2026-01-01T00:00:00+00:00" if damage == "another time" else said["signed_at"]
    if damage == "no signature":
        del said["mac"]
    content = {"empty": b"", "not JSON": b"\xff\xfe{"}.get(damage, json.dumps(said).encode())
    await storage.put(key, content, "application/json")
    found = await log.verify()
    assert (found.integrity.holds, found.completeness.holds, found.completeness.anchored_to) == (True, False, None)


async def test_an_earlier_checkpoint_stands_in_for_a_damaged_one():
    log = Log()
    await log.write(6)
    await log.sign()
    await log.write(6)
    await log.sign()
    _, second = await log.checkpoints()
    await storage.put(second, b"{}", "application/json")
    await log.tamper("update audit.events set payload = '{}' where tenant_id = :t and sequence = 3")
    await log.forge_from(1)
    found = await log.verify()
    assert (found.integrity.first_bad.sequence, found.completeness.anchored_to) == (3, 6)
    assert found.completeness.damaged_checkpoint == 12


async def test_a_broken_log_is_not_signed(unsigned):
    await unsigned.tamper("update audit.events set name = 'x' where tenant_id = :t and sequence = 5")
    assert not (await unsigned.verify()).holds
    assert await unsigned.checkpoints() == []


async def test_the_nightly_check_looks_at_what_is_new_and_at_the_stretch_before_it(log):
    await log.write(4)
    found = await log.verify(only_new=True)
    assert found.holds
    assert found.completeness.to_sequence == ROWS + 4
    assert len(await log.checkpoints()) == 2
    await log.tamper("update audit.events set name = 'x' where tenant_id = :t and sequence = 14")
    assert_changed(await log.verify(only_new=True), 14)


async def test_nothing_new_is_not_signed_again(log):
    assert (await log.verify(only_new=True)).holds
    assert len(await log.checkpoints()) == 1


async def _hash(log: Log, sequence: int) -> bytes:
    async with intruder() as line:
        return await line.scalar(
            text("select hash from audit.events where tenant_id = :t and sequence = :s"), log.mine | {"s": sequence}
        )


async def test_the_forger_above_computes_what_the_trigger_would(unsigned):
    """Otherwise the tests above would find his mistakes, and not his changes."""
    async with intruder() as line:
        await forge(line, unsigned.tenant_id, 1)
    assert (await unsigned.verify()).holds
