"""Whatever is killed while lines of the bank are matched: the run ends once, and proposes what an undisturbed one does."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from conftest import PATIENCE
from test_losses import kill_celery_worker, kill_connect, kill_executor, kill_spark_worker

from client import Api

ENTRIES, EACH = 4, 500
LINES = 30_000
"""Enough to be on the executors for some seconds; the first of them are what the entries say went through the bank."""
MADE = """
with brought as (
  insert into accounting.statement_imports (id, filename, size_bytes, sha256, status)
  values (gen_random_uuid(), 'many.csv', 1, %(word)s, 'imported') returning id),
statement as (
  insert into accounting.bank_statements (id, import_id, position)
  select gen_random_uuid(), id, 0 from brought returning id)
insert into accounting.bank_lines (id, import_id, statement_id, bank_account_id, position, line_number, state, booked_on,
                                   amount, currency, counterparty_name, text, key)
select gen_random_uuid(), brought.id, statement.id, %(account)s, n, n, 'imported', %(day)s,
       case when n < %(paid)s then 100 + 0.37 * n else 200000 + 0.91 * n end, 'EUR', 'Customer ' || n %% 900,
       'payment ' || n, n::text
  from brought, statement, generate_series(0, %(lines)s::integer - 1) n
"""
PROPOSED = """
select line_id, item, group_id, kind, score, auto, reasons
  from results.match_proposals order by line_id, item
"""
BEGUN = "select begun_id is not null from results.matchings"


def with_much_to_match(api: Api, books: psycopg.Connection) -> None:
    """Money in that is in the books already, each amount once, and the lines of the bank that show it among others."""
    tenant = api.call("GET", "/me")["tenant"]["id"]
    account = api.call("POST", "/banking/accounts", json={"name": "KBC", "number": "BE68539007547034"})
    for entry in range(ENTRIES):
        cents = [10_000 + 37 * (entry * EACH + n) for n in range(EACH)]
        postings = [{"account_code": account["account_code"], "debit": f"{each / 100:.2f}"} for each in cents]
        postings.append({"account_code": "499", "credit": f"{sum(cents) / 100:.2f}"})
        asked = {"journal": "miscellaneous", "booked_on": str(date.today()), "memo": f"Receipts {entry}"}
        api.call("POST", "/ledger/entries", json={**asked, "postings": postings})
    books.execute("select set_config('app.tenant_id', %s, false)", (tenant,))
    given = {"word": uuid4().hex, "account": account["id"], "day": date.today(), "lines": LINES}
    books.execute(MADE, {**given, "paid": ENTRIES * EACH})


def wait_until_begun(api: Api, books: psycopg.Connection, job_id: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert api.call("GET", f"/jobs/{job_id}")["status"] in ("queued", "running"), "over before the kill"
        begun = books.execute(BEGUN).fetchone()
        if begun and begun[0]:
            return
        time.sleep(0.1)
    raise AssertionError(f"the run did not begin within {PATIENCE} seconds: {begun}")


def proposed(books: psycopg.Connection) -> list[tuple[Any, ...]]:
    return books.execute(PROPOSED).fetchall()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kill", [kill_executor, kill_spark_worker, kill_celery_worker, kill_connect])
def test_matching_survives(kill: Callable[[], None], api: Api, books: psycopg.Connection):
    with_much_to_match(api, books)
    job_id = api.call("POST", "/banking/matching")["job_id"]
    wait_until_begun(api, books, job_id)
    kill()
    still = api.call("GET", f"/jobs/{job_id}")["status"]
    assert still in ("queued", "running"), "it was over before the kill"
    assert api.wait(job_id, PATIENCE)["status"] == "succeeded"
    disturbed = proposed(books)
    assert len({line for line, *_ in disturbed}) == len(disturbed) == ENTRIES * EACH
    again = api.call("POST", "/banking/matching")["job_id"]
    assert api.wait(again, PATIENCE)["status"] == "succeeded"
    assert proposed(books) == disturbed


@pytest.mark.timeout(120)
def test_of_two_people_who_accept_a_line_at_once_one_is_told(api: Api, books: psycopg.Connection):
    """Over HTTP, at the servers that really answer."""
    with_much_to_match(api, books)
    line = api.call("GET", "/banking/lines", params={"sort": "amount", "limit": 1})[0]
    item = api.call("GET", "/banking/items", params={"q": line["amount"], "line": line["id"]})[0]
    asked = {"parts": [{"type": item["type"], "id": item["id"]}], "open_amount": line["open_amount"]}

    def accept(_: int) -> int:
        return api.http.post(f"/banking/lines/{line['id']}/reconcile", json=asked, timeout=60).status_code

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(accept, range(8)))
    assert sorted(answers) == [200] + [409] * 7
    found = books.execute("select count(*) from accounting.reconciliations").fetchone()
    assert found == (1,)
