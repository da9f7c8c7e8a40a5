"""What happened is told: once written down with the fact itself, then sent until it is taken."""

import ast
import asyncio
import json
import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event

import app as product
from app.core.database import database
from app.core.runs import execute
from app.modules.webhooks import settling
from app.modules.webhooks.catalogue import EVENTS
from app.modules.webhooks.settling import RETRIES, spread
from tests.conftest import Company
from tests.factories.documents import approved, uploaded
from tests.factories.jobs import change, row
from tests.factories.mailbox import jobs, run_due, when_due
from tests.factories.receiver import (
    Receiver,
    answer,
    attempts,
    deliveries,
    happened,
    the,
    webhook,
)

HERE = "/api/v1/webhooks"
JOB = "webhooks.deliver"


async def test_a_message_is_signed_and_holds_ids_only(company: Company, there: Receiver):
    made = await webhook(company, there.url, ("document.read",))
    await happened(company, kind="invoice", filename="secret.pdf")
    await run_due(company, JOB)
    [came] = there.came
    [delivery] = await deliveries(company)
    assert came.line == "POST /hooks?key=s3cret HTTP/1.1"
    assert came.headers["host"] == f"127.0.0.1:{there.port}"
    assert came.headers["content-type"] == "application/json"
    assert came.headers["webhook-id"] == str(delivery.id)
    assert abs(int(came.headers["webhook-timestamp"]) - time.time()) < 60
    assert came.is_signed_with(made["secret"])
    assert not came.is_signed_with("whsec_" + made["secret"][6:][::-1])
    assert came.message == {
        "id": str(delivery.id),
        "type": "document.read",
        "created_at": came.message["created_at"],
        "tenant_id": str(company.tenant_id),
        "data": {"document_id": str(UUID(int=7))},
    }
    assert (delivery.status, delivery.attempts, delivery.response_status) == ("delivered", 1, 204)
    assert delivery.delivered_at is not None
    assert (await the(company)).failing_since is None


async def test_only_what_was_asked_for_is_told(company: Company, other_company: Company, there: Receiver):
    await webhook(company, there.url, ("invoice.booked", "entry.posted"))
    everything = await webhook(company, there.url)
    off = await webhook(company, there.url)
    await company.client.patch(f"{HERE}/{off['id']}", json={"is_active": False})
    await webhook(other_company, there.url)
    await approved(company)
    told = await deliveries(company)
    asked = {each.event for each in told if str(each.webhook_id) not in (everything["id"], off["id"])}
    assert asked == {"invoice.booked", "entry.posted"}
    assert {each.event for each in told if str(each.webhook_id) == everything["id"]} >= {
        "document.uploaded",
        "document.read",
        "document.approved",
        "contact.made",
        "entry.posted",
        "invoice.booked",
    }
    assert [each for each in told if str(each.webhook_id) == off["id"]] == []
    assert await deliveries(other_company) == []
    booked = next(each for each in told if each.event == "invoice.booked")
    assert set(booked.payload["data"]) == {"invoice_id", "entry_id", "supplier_id"}


async def test_what_did_not_happen_is_not_told(company: Company, there: Receiver):
    await webhook(company, there.url)
    with pytest.raises(ZeroDivisionError):
        async with company.begin() as work:
            await work.record("document.read", document_id=UUID(int=7))
            raise ZeroDivisionError
    assert await deliveries(company) == []
    assert await jobs(company, JOB) == []


async def test_security_is_nobody_elses_business(company: Company, there: Receiver):
    await webhook(company, there.url)
    await company.client.post("/api/v1/auth/login", json={"email": company.email, "password": "wrong"})
    await happened(company, "user.signed_in")
    await happened(company, "webhook.revised")
    assert await deliveries(company) == []


async def test_two_hundred_facts_are_written_at_once(company: Company, there: Receiver):
    for _ in range(3):
        await webhook(company, there.url)
    written: list[str] = []

    def hear(_line: object, _cursor: object, statement: str, *_: object) -> None:
        if "insert into accounting.webhook_deliveries" in statement.lower():
            written.append(statement)

    assert database.engine is not None
    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    await uploaded(company, 200)
    event.remove(database.engine.sync_engine, "before_cursor_execute", hear)
    assert len(written) == 1
    assert len(await deliveries(company)) == 600
    assert len(await jobs(company, JOB)) == 600


async def test_twenty_deliveries_of_one_job_send_once(company: Company, there: Receiver):
    await webhook(company, there.url)
    await happened(company)
    [job] = await jobs(company, JOB)
    await asyncio.gather(*(execute(JOB, company.tenant_id, job.id) for _ in range(20)))
    assert len(there.came) == 1
    assert len(await attempts(company)) == 1


async def test_a_failure_is_retried_after_the_times_we_promise_under_one_id(company: Company, there: Receiver):
    made = await webhook(company, there.url)
    there.says = [answer(503, b"come back later")] * (len(RETRIES) + 1)
    await happened(company)
    [delivery] = await deliveries(company)
    for number, longest in enumerate(RETRIES):
        wait = spread(longest, delivery.id, number)
        before = datetime.now(UTC)
        await when_due(company, JOB)
        [delivery] = await deliveries(company)
        assert (delivery.status, delivery.attempts, delivery.response_status) == ("pending", number + 1, 503)
        [job] = await jobs(company, JOB)
        assert before + wait <= job.not_before <= datetime.now(UTC) + wait
        assert before + wait <= delivery.next_attempt_at <= datetime.now(UTC) + wait
    await when_due(company, JOB)
    [delivery] = await deliveries(company)
    assert (delivery.status, delivery.attempts, delivery.next_attempt_at) == ("failed", 9, None)
    assert await jobs(company, JOB) == []
    assert [longest.total_seconds() for longest in RETRIES] == [5, 60, 300, 1800, 7200, 21600, 43200, 86400]
    assert {each.headers["webhook-id"] for each in there.came} == {str(delivery.id)}
    assert len({each.body for each in there.came}) == 1
    shown = (await company.client.get(f"{HERE}/{made['id']}/deliveries/{delivery.id}")).json()["data"]
    assert shown["payload"] == json.loads(there.came[0].body)
    assert len(shown["attempt_log"]) == 9
    assert shown["attempt_log"][0] | {"milliseconds": 0, "attempted_at": ""} == {
        "attempted_at": "",
        "response_status": 503,
        "response_excerpt": "come back later",
        "error": "refused",
        "milliseconds": 0,
    }


def test_what_failed_together_does_not_come_back_together():
    """A thousand deliveries of one outage: each waits half a minute to a minute, and they fill the time between."""
    minute = timedelta(minutes=1)
    waits = [spread(minute, UUID(int=each), 1) for each in range(1000)]
    assert min(waits) >= minute / 2
    assert max(waits) <= minute
    in_each_tenth = Counter(int((wait - minute / 2) / (minute / 20)) for wait in waits)
    assert all(60 < in_each_tenth[each] < 140 for each in range(10)), in_each_tenth
    assert waits == [spread(minute, UUID(int=each), 1) for each in range(1000)]
    assert waits != [spread(minute, UUID(int=each), 2) for each in range(1000)]


async def test_success_after_a_failure_is_forgiven(company: Company, there: Receiver):
    await webhook(company, there.url)
    there.says = [answer(500)]
    await happened(company)
    await when_due(company, JOB)
    assert (await the(company)).failing_since is not None
    await when_due(company, JOB)
    assert (await the(company)).failing_since is None
    [delivery] = await deliveries(company)
    assert (delivery.status, delivery.attempts, delivery.response_status) == ("delivered", 2, 204)


async def test_a_worker_that_died_after_the_attempt_was_noted_changes_nothing(company: Company, there: Receiver):
    await webhook(company, there.url)
    there.says = [answer(500)]
    await happened(company)
    [job] = await jobs(company, JOB)
    await run_due(company, JOB)
    await change(company, job.id, status="running", lease_until=datetime.now(UTC) - timedelta(seconds=1))
    await execute(JOB, company.tenant_id, job.id)
    assert len(there.came) == 1
    assert len(await jobs(company, JOB)) == 1
    assert (await row(company, job.id)).status == "succeeded"
    await when_due(company, JOB)
    assert len(there.came) == 2


@pytest.mark.parametrize("line", ["prepare", "settle", "after settle"])
async def test_a_worker_that_dies_at_any_line_is_carried_on(company: Company, there: Receiver, line, monkeypatch):
    await webhook(company, there.url)
    await happened(company)
    [job] = await jobs(company, JOB)
    name = line.split()[-1]
    real = getattr(settling, name)

    async def die(*given):
        if line.startswith("after"):
            await real(*given)
        raise asyncio.CancelledError

    monkeypatch.setattr(settling, name, die)
    with pytest.raises(asyncio.CancelledError):
        await run_due(company, JOB)
    monkeypatch.setattr(settling, name, real)
    await change(company, job.id, lease_until=datetime.now(UTC) - timedelta(seconds=1))
    await execute(JOB, company.tenant_id, job.id)
    [delivery] = await deliveries(company)
    assert (delivery.status, delivery.attempts) == ("delivered", 1)
    assert len({each.headers["webhook-id"] for each in there.came}) == 1
    assert len(await attempts(company)) == 1
    assert await jobs(company, JOB) == []
    assert (await row(company, job.id)).status == "succeeded"


def names_of(said: ast.expr, tree: ast.Module) -> list[str]:
    """The event's name, or those that callers in the same file give to the parameter that holds it."""
    if isinstance(said, ast.Constant):
        return [said.value]
    if not isinstance(said, ast.Name):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [each.value for call in calls for each in call.keywords if each.arg == said.id]
    return [each.value for each in given if isinstance(each, ast.Constant)]


def recorded() -> dict[str, set[str]]:
    """Every event that the product states, with the names of what it says about it."""
    found: dict[str, set[str]] = {}
    for path in Path(product.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record" and node.args:
                for name in names_of(node.args[0], tree):
                    found.setdefault(name, set()).update(each.arg for each in node.keywords if each.arg)
    return found


def test_every_event_of_the_catalogue_exists_with_its_ids():
    facts = recorded()
    assert set(EVENTS) - set(facts) == set()
    assert {name: set(each.ids) - facts[name] for name, each in EVENTS.items() if set(each.ids) - facts[name]} == {}
    assert all(re.fullmatch(r"[a-z_]+_id", name) for each in EVENTS.values() for name in each.ids)
