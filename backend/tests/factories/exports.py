"""Exports made to their end, and what is in them."""

import hashlib
import io
import json
import zipfile
from typing import Any
from uuid import UUID

from sqlalchemy import update

from app.core import storage
from app.core.runs import execute
from app.modules.documents.models import Document
from app.modules.privacy import tasks  # noqa: F401  (the jobs)
from tests.conftest import Company
from tests.factories import documents, jobs

ASK = {"company": "/api/v1/company/export", "person": "/api/v1/me/export"}


async def with_original(company: Company, content: bytes = b"%PDF-1.7 paper", name: str = "factuur.pdf") -> UUID:
    """A document whose bytes are in storage."""
    [document_id] = await documents.uploaded(company)
    await storage.put(f"{company.tenant_id}/documents/{document_id}/original", content, "application/pdf")
    async with company.begin() as work:
        await work.session.execute(
            update(Document)
            .where(Document.id == document_id)
            .values(sha256=hashlib.sha256(content + document_id.bytes).hexdigest(), filename=name)
        )
    return document_id


async def asked(company: Company, kind: str) -> dict[str, Any]:
    answer = await company.client.post(ASK[kind])
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['data']['job_id']}"
    return answer.json()["data"]


async def work_on(company: Company, export: dict[str, Any], turns: int = 50) -> str:
    """Turns of its job until it ends; what became of it."""
    job_id = UUID(export["job_id"])
    for _ in range(turns):
        await jobs.change(company, job_id, not_before=None, lease_until=None)
        await execute("privacy.export", company.tenant_id, job_id)
        if (job := await jobs.row(company, job_id)).status not in ("queued", "running"):
            return job.status
    return "unfinished"


async def look(company: Company, export: dict[str, Any]) -> dict[str, Any]:
    answer = await company.client.get(f"/api/v1/exports/{export['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def download(company: Company, export: dict[str, Any]) -> bytes:
    answer = await company.client.get(f"/api/v1/exports/{export['id']}/content")
    assert answer.status_code == 200, answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    return answer.content


def opened(content: bytes) -> zipfile.ZipFile:
    """The zip, after every file in it was held against its checksum."""
    found = zipfile.ZipFile(io.BytesIO(content))
    assert found.testzip() is None
    sums = dict(reversed(line.split("  ", 1)) for line in found.read("checksums.txt").decode().splitlines())
    assert set(sums) == set(found.namelist()) - {"checksums.txt"}
    assert len(found.namelist()) == len(set(found.namelist()))
    for name, digest in sums.items():
        assert hashlib.sha256(found.read(name)).hexdigest() == digest, name
    return found


async def made(company: Company, kind: str) -> zipfile.ZipFile:
    export = await asked(company, kind)
    assert await work_on(company, export) == "succeeded"
    told = await look(company, export)
    content = await download(company, export)
    assert (told["status"], told["size_bytes"]) == ("ready", len(content))
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    return opened(content)


def rows(export: zipfile.ZipFile, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export.read(f"tables/{table}.jsonl").splitlines()]
