"""Stored documents → rows in the database, through the real store and the real database."""

import io
import json
import os
from uuid import uuid4

import psycopg
import pytest
from PIL import Image

from libs.runner import read_documents
from libs.sinks import upsert
from libs.sources import picture_key
from libs.structs import DocumentReading


def stored(store, tenant: str, content: bytes) -> dict[str, str]:
    document = str(uuid4())
    key = f"{tenant}/documents/{document}/original"
    store.put_object(Bucket=os.environ["S3_BUCKET"], Key=key, Body=content)
    return {"tenant_id": tenant, "document_id": document, "key": key, "media_type": "application/pdf"}


def rows(url: str, tenant: str) -> dict[str, tuple]:
    with psycopg.connect(url) as database:
        database.execute("select set_config('app.tenant_id', %s, true)", (tenant,))
        found = database.execute(
            "select document_id, status, problem, page_count, reading from results.document_readings"
        )
        return {str(row[0]): row[1:] for row in found}


def test_documents_of_two_tenants_are_read_into_the_database(spark, store, database_url, samples, hostile_files):
    mine, yours = str(uuid4()), str(uuid4())
    good = stored(store, mine, (samples / "factuur-drukkerij.pdf").read_bytes())
    bad = stored(store, mine, (hostile_files / "password.pdf").read_bytes())
    other = stored(store, yours, (samples / "factuur-vanhove-peppol.xml").read_bytes())
    for _ in range(2):
        read_documents(spark, [good, bad, other])
    found = rows(database_url, mine)
    assert found[good["document_id"]][:3] == ("read", None, 1)
    assert found[good["document_id"]][3]["fields"]["invoice_number"]["value"] == "VF004205"
    assert found[bad["document_id"]] == ("failed", "password_protected", 0, None)
    assert set(found) == {good["document_id"], bad["document_id"]}
    assert set(rows(database_url, yours)) == {other["document_id"]}
    picture = store.get_object(Bucket=os.environ["S3_BUCKET"], Key=picture_key(mine, good["document_id"], 1))[
        "Body"
    ].read()
    assert max(Image.open(io.BytesIO(picture)).size) == 1800
    original = store.get_object(Bucket=os.environ["S3_BUCKET"], Key=good["key"])["Body"].read()
    assert original == (samples / "factuur-drukkerij.pdf").read_bytes()


def test_writing_twice_leaves_one_row_and_the_last_word(database_url):
    tenant, document = str(uuid4()), str(uuid4())

    def reading(status: str, problem: str | None, text: str | None) -> DocumentReading:
        return DocumentReading(tenant, document, status, problem, None, 1, text, "1.0", 0.5)

    upsert([reading("failed", "took_too_long", None)], database_url)
    upsert([reading("read", None, json.dumps({"fields": {"supplier_name": {"value": "a\u0000b"}}}))], database_url)
    found = rows(database_url, tenant)
    assert found[document][:3] == ("read", None, 1)
    assert found[document][3]["fields"]["supplier_name"]["value"] == "ab"


def test_a_row_cannot_be_written_for_a_tenant_other_than_the_one_named(database_url):
    with psycopg.connect(database_url) as database:
        database.execute("select set_config('app.tenant_id', %s, true)", (str(uuid4()),))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.execute(
                "insert into results.document_readings (tenant_id, document_id, status, reader_version)"
                " values (%s, %s, 'read', '1.0')",
                (str(uuid4()), str(uuid4())),
            )


def test_no_documents_is_no_job(spark):
    read_documents(spark, [])
