"""Spark may write what it found, of the company it says it works for, and see nothing else."""

import os
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from app.core.work import begin
from tests.conftest import Company
from tests.factories import documents

INSERT = "insert into results.document_readings (tenant_id, document_id, status, reader_version) values (%s, %s, 'read', 'x')"


@pytest.fixture
def spark():
    with psycopg.connect(os.environ["SPARK_DATABASE_URL"]) as connection:
        yield connection


def scope(spark, company: Company) -> None:
    spark.execute("select set_config('app.tenant_id', %s, true)", (str(company.tenant_id),))


async def test_spark_writes_its_findings(company: Company, spark):
    document = uuid4()
    scope(spark, company)
    spark.execute(INSERT, (company.tenant_id, document))
    spark.commit()
    async with company.begin() as work:
        assert await work.session.scalar(text("select document_id from results.document_readings")) == document


async def test_spark_cannot_write_for_another_company(company: Company, other_company: Company, spark):
    scope(spark, company)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        spark.execute(INSERT, (other_company.tenant_id, uuid4()))


async def test_spark_without_a_company_writes_and_sees_nothing(company: Company, spark):
    await documents.to_review(company)
    assert spark.execute("select count(*) from results.document_readings").fetchone() == (0,)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        spark.execute(INSERT, (company.tenant_id, uuid4()))


TABLES = (
    "documents",
    "postings",
    "journal_entries",
    "users",
    "tenants",
    "job_runs",
    "contacts",
    "accounts",
    "sessions",
)


@pytest.mark.parametrize("table", [*(f"accounting.{each}" for each in TABLES), "audit.events"])
async def test_spark_sees_no_books(company: Company, spark, table):
    scope(spark, company)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
        spark.execute(f"select 1 from {table}")


async def test_spark_cannot_take_back_what_it_said(company: Company, spark):
    scope(spark, company)
    for statement in ("delete from results.document_readings", "truncate results.document_readings"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"), spark.transaction():
            spark.execute(statement)


async def test_the_backend_cannot_invent_findings(company: Company):
    with pytest.raises(Exception, match="permission denied"):
        async with begin(company.tenant_id) as work:
            await work.session.execute(
                text("insert into results.document_readings (tenant_id, document_id, status, reader_version)"
                     " values (accounting.current_tenant(), gen_random_uuid(), 'read', 'x')")
            )  # fmt: skip
