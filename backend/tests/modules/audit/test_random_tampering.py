"""Whatever is done to a signed log is found: thousands of random tamperings of a walk, and some of a real table."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.modules.audit import checkpoints, queries
from app.modules.audit.verifying import Row, Walk
from tests.factories.logs import Log

MOST = 30
MANY = settings(max_examples=3000, deadline=None)


def chained(texts: list[str], first: int = 1, before: bytes = b"") -> list[Row]:
    rows = []
    for sequence, text in enumerate(texts, start=first):
        before = hashlib.sha256(before + text.encode()).digest()
        rows.append(Row(sequence, 2, before, text))
    return rows


def walked(rows: list[Row], signed: dict[int, bytes]) -> Walk:
    walk = Walk()
    for row in sorted(rows, key=lambda each: each.sequence):
        walk.see(row, signed.get)
    walk.should_reach(max(signed, default=0))
    return walk


logs = st.integers(3, MOST).map(lambda count: chained([f"row {number}" for number in range(1, count + 1)]))


@st.composite
def tampered(draw) -> tuple[list[Row], dict[int, bytes], list[Row]]:
    """A sound log, what was signed of it, and the log after one to four changes to its signed part."""
    rows = draw(logs)
    end = draw(st.integers(2, len(rows)))
    signed = {row.sequence: row.hash for row in rows[:end]}
    changed = {row.sequence: row for row in rows}
    for _ in range(draw(st.integers(1, 4))):
        which = draw(st.integers(1, end))
        row = changed.get(which)
        match draw(st.sampled_from(["text", "hash", "both", "delete", "swap", "cut", "recompute", "scheme"])):
            case "delete":
                changed.pop(which, None)
            case "cut":
                changed = {number: each for number, each in changed.items() if number < which}
            case "swap" if row and (other := changed.get(draw(st.integers(1, end)))):
                changed[which] = replace(other, sequence=which)
                changed[other.sequence] = replace(row, sequence=other.sequence)
            case "recompute":
                kept = sorted(changed.values(), key=lambda each: each.sequence)
                texts = [each.text + ("!" if each.sequence == which else "") for each in kept]
                changed = {
                    each.sequence: replace(new, sequence=each.sequence)
                    for each, new in zip(kept, chained(texts), strict=True)
                }
            case "text" if row:
                changed[which] = replace(row, text=row.text + "?")
            case "hash" if row:
                changed[which] = replace(row, hash=hashlib.sha256(row.hash).digest())
            case "both" if row:
                before = changed[which - 1].hash if which - 1 in changed else b""
                text = row.text + "#"
                changed[which] = replace(row, text=text, hash=hashlib.sha256(before + text.encode()).digest())
            case "scheme" if row:
                changed[which] = replace(row, scheme=draw(st.sampled_from([1, 3])), text=row.text + "~")
    return rows, signed, list(changed.values())


@MANY
@given(tampered())
def test_every_change_to_a_signed_log_is_found_and_located(case):
    rows, signed, changed = case
    now = {row.sequence: row for row in changed}
    gone = [row.sequence for row in rows if row.sequence <= max(signed) and row.sequence not in now]
    altered = [
        row.sequence for row in rows if row.sequence in signed and row.sequence in now and now[row.sequence] != row
    ]
    walk = walked(changed, signed)
    assert walk.missing[: len(gone)] == gone[:10]
    if altered:
        assert walk.first_bad is not None
        # a text changed without its predecessor at hand is the one thing that is only "unchecked"
        assert walk.first_bad[0] == altered[0] or walk.unchecked
    if not gone and not altered and not [row for row in rows if now.get(row.sequence) != row]:
        assert (walk.bad, walk.missing_count) == (0, 0)


@MANY
@given(logs, st.data())
def test_a_log_that_nobody_touched_is_never_suspected(rows, data):
    signed = {row.sequence: row.hash for row in rows[: data.draw(st.integers(0, len(rows)))]}
    walk = walked(rows, signed)
    assert (walk.bad, walk.unchecked, walk.missing_count, walk.checked) == (0, 0, 0, len(rows))


@MANY
@given(logs, st.data())
def test_one_change_to_an_unsigned_log_is_found_at_the_row_or_behind_it(rows, data):
    """Only what was cut off its end leaves no trace: nothing inside could tell."""
    which = data.draw(st.integers(1, len(rows)))
    row = rows[which - 1]
    match data.draw(st.sampled_from(["text", "hash", "delete"])):
        case "text":
            rows[which - 1] = replace(row, text=row.text + "?")
            assert walked(rows, {}).first_bad[0] == which
        case "hash":
            rows[which - 1] = replace(row, hash=b"forged")
            assert walked(rows, {}).first_bad[0] == which
        case "delete":
            del rows[which - 1]
            walk = walked(rows, {})
            assert walk.missing == ([which] if which <= len(rows) else [])
            assert walk.bad == 0


CHANGES = [
    "update audit.events set payload = payload || '{\"x\": 1}' where tenant_id = :t and sequence = :s",
    "update audit.events set actor_id = gen_random_uuid() where tenant_id = :t and sequence = :s",
    "update audit.events set name = name || 'x' where tenant_id = :t and sequence = :s",
    "update audit.events set recorded_at = recorded_at - interval '1 day' where tenant_id = :t and sequence = :s",
    "update audit.events set origin = '{}' where tenant_id = :t and sequence = :s",
    "update audit.events set hash = sha256(hash) where tenant_id = :t and sequence = :s",
    "delete from audit.events where tenant_id = :t and sequence = :s",
    "delete from audit.events where tenant_id = :t and sequence >= :s",
]


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches of four rows and pages of three, so that a dozen rows cross both."""
    monkeypatch.setattr(checkpoints, "STRETCH", 4)
    monkeypatch.setattr("app.modules.audit.verifying.STRETCH", 4)
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(1, 14),
    data=st.data(),
    change=st.sampled_from(CHANGES),
    computed_anew=st.booleans(),
)
async def test_also_in_the_table_itself(small_steps, count, data, change, computed_anew):
    log = Log()
    await log.write(count)
    await log.sign()
    assert len(await log.checkpoints()) == -(-count // 4)
    which = data.draw(st.integers(1, count))
    await log.tamper(change, s=which)
    if computed_anew:
        await log.forge_from(1)
    found = await log.verify()
    if "sha256(hash)" in change and computed_anew:  # that put it right again
        assert found.holds
        return
    assert not found.holds
    if change.startswith("delete"):
        gone = list(range(which, count + 1)) if ">=" in change else [which]
        assert (found.completeness.missing, found.completeness.missing_count) == (gone[:10], len(gone))
        after = [number for number in range(which, count + 1) if number not in gone]
        assert found.integrity.holds is not (computed_anew and bool(after))
    else:
        assert found.integrity.first_bad.sequence == which
        assert found.completeness.holds
