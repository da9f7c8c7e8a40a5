"""Books kept in storage → findings in the database, through the real store and the real database."""

import hashlib
import os
from datetime import date
from uuid import NAMESPACE_OID, uuid4, uuid5

import psycopg
import pyarrow as pa
import pytest

from accounting.anomalies import Found, digest
from accounting.anomalies.kept import KEPT, as_bytes, found_in, from_bytes
from libs.kept_books import judge_books, upsert
from libs.structs import KeptBook

LIMITS = '{"changed":{},"country":"BE","off":[]}'
FIRST = date(2026, 1, 5).toordinal()


def entries(count: int = 240) -> pa.Table:
    """Two books; the last entry of each is an earlier one again, with a sign in its number."""
    made = []
    for book in ("purchases", "sales"):
        for place in range(count):
            of = place if place < count - 1 else count - 41
            number = f"{2600 + 7 * of}" if place == of else f"{2600 + 7 * of}"[:2] + "-" + f"{2600 + 7 * of}"[2:]
            amount = (137 + of * 37 % 101) * (of % 6 + 1) * 10_000 + of % 97 * 100
            day = FIRST + of if place == of else FIRST + of + 9
            row = {"book": book, "place": len(made), "id": str(uuid5(NAMESPACE_OID, f"{book} {place}")), "day": day}
            row |= {
                "counterparty": f"Supplier {of % 6}",
                "reference": number,
                "amount": amount,
                "account": "",
                "iban": "",
            }
            made.append(row | dict.fromkeys(("journal_entry", "document", "contact"), "") | {"currency": "EUR"})
    return pa.Table.from_pylist(made, schema=KEPT)


def kept(store, tenant: str) -> list[KeptBook]:
    content = as_bytes(entries())
    key = f"{tenant}/anomalies/{hashlib.sha256(content).hexdigest()}.arrow"
    store.put_object(Bucket=os.environ["S3_BUCKET"], Key=key, Body=content)
    run = str(uuid4())
    return [KeptBook(tenant, run, key, book, LIMITS) for book in ("purchases", "sales")]


def rows(url: str, tenant: str) -> list[Found]:
    with psycopg.connect(url) as database:
        database.execute("select set_config('app.tenant_id', %s, true)", (tenant,))
        found = database.execute("select book, entry_id, points, reasons from results.anomalies_found").fetchall()
        return sorted(Found(book, str(entry), points, reasons) for book, entry, points, reasons in found)


def test_as_bytes_and_back_nothing_is_lost():
    table = entries()
    assert from_bytes(as_bytes(table)).equals(table)
    assert as_bytes(table) == as_bytes(from_bytes(as_bytes(table)))


def test_spark_finds_what_plain_python_finds_also_when_it_runs_twice(spark, store, database_url):
    tenant, stranger = str(uuid4()), str(uuid4())
    books = kept(store, tenant)
    here = found_in(entries(), LIMITS)
    assert [each.book for each in here] == ["purchases", "sales"]
    for _ in range(2):
        judge_books(spark, books, len(entries()))
    assert digest(rows(database_url, tenant)) == digest(here)
    assert rows(database_url, stranger) == []


def test_what_is_not_there_fails_the_job_and_writes_nothing(spark, store, database_url):
    tenant = str(uuid4())
    gone = [KeptBook(tenant, str(uuid4()), f"{tenant}/anomalies/gone.arrow", "sales", LIMITS)]
    with pytest.raises(Exception, match=r"missing_file|Unreadable"):
        judge_books(spark, gone, 1)
    assert rows(database_url, tenant) == []


def test_written_again_the_last_word_stands(database_url):
    tenant, entry = str(uuid4()), str(uuid4())
    book = KeptBook(tenant, str(uuid4()), "", "bank", LIMITS)
    for points in (140, 150):
        upsert(book, [Found("bank", entry, points, '[["split",150,[]]]')])
    assert [each.points for each in rows(database_url, tenant)] == [150]
