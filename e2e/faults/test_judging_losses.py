"""Whatever is killed while books are judged: the run ends once, and as if nothing had happened."""

import time
from collections.abc import Callable
from uuid import uuid4

import psycopg
import pytest
from conftest import PATIENCE
from test_losses import kill_celery_worker, kill_connect, kill_executor

from client import Api

LINES = 150_000
"""Enough to be on the executors for some seconds. The last of them goes to another bank account than those before."""
MADE = """
with account as (
  insert into accounting.bank_accounts (id, name, number, currency, account_code)
  values (gen_random_uuid(), 'KBC', 'BE68539007547034', 'EUR', '550') returning id),
brought as (
  insert into accounting.statement_imports (id, filename, size_bytes, sha256, status)
  values (gen_random_uuid(), 'many.csv', 1, %(word)s, 'imported') returning id),
statement as (
  insert into accounting.bank_statements (id, import_id, position)
  select gen_random_uuid(), id, 0 from brought returning id)
insert into accounting.bank_lines (id, import_id, statement_id, bank_account_id, position, line_number, state, booked_on,
                                   amount, currency, counterparty_name, counterparty_account, reference, key)
select gen_random_uuid(), brought.id, statement.id, account.id, n, n, 'imported', date '2020-01-01' + n / 80,
       -(50 + n %% 700 * (1 + n * 7919 %% 13))::numeric - 0.01 * (n %% 97), 'EUR', 'Supplier ' || n %% 900,
       case when n = %(lines)s then 'LT121000011101001000' else 'BE00' || lpad((n %% 900)::text, 12, '0') end,
       'R' || n * 3, n::text
  from brought, statement, account, generate_series(1, %(lines)s::integer) n
"""


def with_many_lines(api: Api, books: psycopg.Connection) -> None:
    tenant = api.call("GET", "/me")["tenant"]["id"]
    with books.transaction():
        books.execute("select set_config('app.tenant_id', %s, true)", (tenant,))
        books.execute(MADE, {"word": uuid4().hex, "lines": LINES})


def wait_until_kept(api: Api, run_id: str) -> None:
    """What is judged was kept and is on its way to Spark, and nothing was found yet."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        run = api.call("GET", f"/anomalies/runs/{run_id}")
        assert run["status"] in ("waiting", "running"), "the run was over before anything could be killed"
        if run["entries_sha256"] is not None:
            return
        time.sleep(0.1)
    raise AssertionError(f"the run did not begin within {PATIENCE} seconds: {run}")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kill", [kill_executor, kill_celery_worker, kill_connect])
def test_a_run_survives(kill: Callable[[], None], api: Api, books: psycopg.Connection):
    with_many_lines(api, books)
    started = api.call("POST", "/anomalies/runs")
    wait_until_kept(api, started["id"])
    kill()
    assert api.call("GET", f"/jobs/{started['job_id']}")["status"] in ("queued", "running"), (
        "it was over before the kill"
    )
    job = api.wait(started["job_id"], PATIENCE)
    run = api.call("GET", f"/anomalies/runs/{started['id']}")
    assert run["finding_count"] > 0
    assert (job["status"], run["status"], run["judged_on"], run["entry_count"]) == ("succeeded", "done", "spark", LINES)
    again = api.call("POST", f"/anomalies/runs/{run['id']}/replay")
    assert api.wait(again["job_id"], PATIENCE)["status"] == "succeeded"
    assert api.call("GET", f"/anomalies/runs/{run['id']}")["replayed_same"] is True
