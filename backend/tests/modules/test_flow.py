"""The main job: a file goes in, is read, looked at, booked, undone, booked again."""

import asyncio
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.jobs import Job
from app.core.runs import Run, execute
from app.core.spark import SparkJobFailed, SparkUnavailable
from app.modules.documents import tasks
from libs.sinks import upsert
from tests.conftest import Company
from tests.factories import documents
from tests.factories.documents import path
from tests.modules.conftest import file, pdf

UPLOAD = "/api/v1/documents"


async def shown(company: Company, document: str) -> dict:
    return (await company.client.get(path(document))).json()["data"]


def values(told: dict) -> dict:
    return {name: field["value"] for name, field in told["fields"].items()}


def readings(jobs: list[Job]) -> list[Job]:
    """The jobs that read documents; a new company may have others, such as letters to send."""
    return [each for each in jobs if each.name == "documents.read"]


async def test_an_invoice_goes_in_and_a_balanced_entry_comes_out(company: Company, reads_here, runs_jobs, ubl):
    answer = await company.client.post(UPLOAD, files=[file(ubl, "V-2026-77.xml")])
    [job] = readings(await runs_jobs(company))
    assert (job.status, job.progress, job.done) == ("succeeded", 100, 1)
    document = answer.json()["data"][0]["id"]
    told = await shown(company, document)
    assert (told["status"], told["kind"], told["problem"]) == ("to_review", "invoice", None)
    read = values(told)
    assert (read["supplier_name"], read["supplier_vat_number"]) == ("Vermeulen & Zonen BV", "BE0428759497")
    assert (read["net_amount"], read["vat_amount"], read["total_amount"]) == ("100.00", "21.00", "121.00")
    assert {field["source"] for name, field in told["fields"].items()} <= {"xml", "rule"}

    booked = (await company.client.post(path(document, "/approve"), json={"account_code": "610"})).json()["data"]
    entry = (await company.client.get(f"/api/v1/ledger/entries/{booked['entry_id']}")).json()["data"]
    assert [(each["account_code"], each["debit"], each["credit"]) for each in entry["postings"]] == [
        ("610", "100.00", "0.00"),
        ("411", "21.00", "0.00"),
        ("440", "0.00", "121.00"),
    ]
    undone = await company.client.post(
        f"/api/v1/ledger/entries/{entry['id']}/reverse", json={"reason": "wrong account"}
    )
    assert undone.status_code == 201
    assert (await shown(company, document))["status"] == "to_review"
    again = (await company.client.post(path(document, "/approve"), json={"account_code": "604"})).json()["data"]
    assert again["entry_id"] != booked["entry_id"]
    trial = (await company.client.get("/api/v1/reports/trial-balance")).json()["data"]
    balances = {row["account_code"]: row["balance"] for row in trial["rows"]}
    assert balances == {"411": "21.00", "440": "-121.00", "604": "100.00", "610": "0.00"}
    assert trial["difference"] == "0.00"

    async with company.begin() as work:
        names = list(await work.session.scalars(text("select name from audit.events order by sequence")))
    assert [name for name in names if name.startswith("document.")] == [
        "document.uploaded",
        "document.reading",
        "document.read",
        "document.approved",
        "document.reopened",
        "document.approved",
    ]
    content = await company.client.get(path(document, "/content"))
    assert content.content == ubl


async def test_a_printed_invoice_is_read_with_places_and_pictures(company: Company, reads_here, runs_jobs, invoices):
    """Born-digital PDFs of three layouts: what was read is there to be looked at, page by page."""
    answer = await company.client.post(UPLOAD, files=[file(content, name) for name, content, _ in invoices])
    await runs_jobs(company)
    right = asked = 0
    for made, (_, _, truth) in zip(answer.json()["data"], invoices, strict=True):
        told = await shown(company, made["id"])
        assert (told["status"], told["page_count"] >= 1) == ("to_review", True)
        picture = await company.client.get(path(made["id"], "/pages/1"))
        assert (picture.headers["content-type"], picture.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
        for name in ("invoice_number", "issue_date", "total_amount", "supplier_vat_number"):
            fields = truth.get("fields", truth)
            expected = fields[name]["value"] if isinstance(fields[name], dict) else fields[name]
            asked += 1
            right += values(told).get(name) == expected
    assert right >= asked - 2, f"{right} of {asked}"


SLOW_TO_MAKE = ("huge.png", "sixty-megabytes.pdf", "ten-thousand-pages.pdf", "blank-scan.jpg")


async def test_files_that_nobody_wants_end_with_a_sentence_and_never_stick(
    company: Company, reads_here, runs_jobs, hostile
):
    """All in one upload: refused at the door, failed with the reader's reason, or read. No job is left over."""
    files = {name: make() for name, make in hostile.FILES.items() if name not in SLOW_TO_MAKE}
    answer = await company.client.post(UPLOAD, files=[file(content, name) for name, content in files.items()])
    refused = {each["file"]: each["code"] for each in answer.json()["meta"]["refused"]}
    [job] = readings(await runs_jobs(company))
    assert job.status == "succeeded"
    endings = refused | {
        told["filename"]: told["problem"]["code"] if told["problem"] else None
        for told in [await shown(company, each["id"]) for each in answer.json()["data"]]
    }
    assert endings == {name: hostile.ENDINGS[name] for name in files}
    for told in (await company.client.get(UPLOAD, params={"status": "failed", "limit": 200})).json()["data"]:
        assert len(told["problem"]["message"]) > 30
        assert told["problem"]["message"] != "Check this field."


class Spark:
    """A stand-in for the cluster that reads, fails or is away, as a test says. The reader is the real one."""

    def __init__(self) -> None:
        self.slices: list[list[str]] = []
        self.poison: set[str] = set()
        self.away = False

    async def run(self, run: Run, job, report) -> None:
        if self.away:
            raise SparkUnavailable
        self.rows: list[dict[str, str]] = []
        job(self)
        names = [row["document_id"] for row in self.rows]
        self.slices.append(names)
        if self.poison & set(names):
            raise SparkJobFailed("an executor died")
        found = [
            documents.result(self.company, name, fields={"total_amount": documents.field("1.00")}) for name in names
        ]
        await asyncio.to_thread(upsert, found)
        await report(1.0)


@pytest.fixture
def spark(company: Company, monkeypatch) -> Spark:
    made = Spark()
    made.company = company
    monkeypatch.setattr(tasks, "run_on_spark", made.run)
    monkeypatch.setattr("libs.runner.read_documents", lambda session, rows: session.rows.extend(rows))
    return made


async def statuses(company: Company) -> dict[str, str]:
    found = (await company.client.get(UPLOAD, params={"limit": 200})).json()["data"]
    return {each["id"]: each["status"] for each in found}


async def test_one_document_that_kills_the_reader_takes_no_other_with_it(company: Company, spark, runs_jobs):
    answer = await company.client.post(UPLOAD, files=[file(pdf()) for _ in range(10)])
    made = [each["id"] for each in answer.json()["data"]]
    spark.poison = {made[3]}
    [job] = readings(await runs_jobs(company))
    assert job.status == "succeeded"
    found = await statuses(company)
    assert {each: status for each, status in found.items() if status != "to_review"} == {made[3]: "failed"}
    assert (await shown(company, made[3]))["problem"]["code"] == "reading_failed"
    assert sum(made[3] in names for names in spark.slices) <= 4


async def test_while_spark_is_away_documents_wait_and_are_read_when_it_is_back(company: Company, spark, runs_jobs):
    answer = await company.client.post(UPLOAD, files=[file(pdf())])
    job_id, document = answer.json()["meta"]["job_id"], answer.json()["data"][0]["id"]
    spark.away = True
    for _ in range(8):
        async with company.begin() as work:
            await work.session.execute(text("update accounting.job_runs set not_before = null"))
        await execute("documents.read", company.tenant_id, UUID(job_id))
    job = (await company.client.get(f"/api/v1/jobs/{job_id}")).json()["data"]
    assert (job["status"], job["error"]["code"]) == ("queued", "spark_unavailable")
    assert (await statuses(company))[document] == "reading"
    spark.away = False
    async with company.begin() as work:
        await work.session.execute(text("update accounting.job_runs set not_before = null"))
    await runs_jobs(company)
    assert (await statuses(company))[document] == "to_review"
    async with company.begin() as work:
        names = list(await work.session.scalars(text("select name from audit.events order by sequence")))
    assert names.count("document.reading") == 1


async def test_waiting_for_spark_does_not_count_against_a_document(company: Company, spark, runs_jobs):
    """Eight times away, then one failure: that is the first, and there are more tries."""
    answer = await company.client.post(UPLOAD, files=[file(pdf())])
    document = answer.json()["data"][0]["id"]
    spark.away = True
    for _ in range(8):
        async with company.begin() as work:
            await work.session.execute(text("update accounting.job_runs set not_before = null"))
        await execute("documents.read", company.tenant_id, UUID(answer.json()["meta"]["job_id"]))
    spark.away, spark.poison = False, {document}
    async with company.begin() as work:
        await work.session.execute(text("update accounting.job_runs set not_before = null"))
    await execute("documents.read", company.tenant_id, UUID(answer.json()["meta"]["job_id"]))
    spark.poison = set()
    await runs_jobs(company)
    assert (await statuses(company))[document] == "to_review"


async def test_a_batch_of_200_is_read_in_slices_and_loses_nothing(company: Company, spark, runs_jobs):
    answer = await company.client.post(UPLOAD, files=[file(pdf(), f"{n}.pdf") for n in range(200)])
    [job] = readings(await runs_jobs(company))
    assert (answer.status_code, job.status, job.done, job.total) == (202, "succeeded", 200, 200)
    assert max(len(names) for names in spark.slices) <= 8
    read = [name for names in spark.slices for name in names]
    assert sorted(read) == sorted(set(read)) == sorted(each["id"] for each in answer.json()["data"])
    assert set((await statuses(company)).values()) == {"to_review"}


async def test_a_cancelled_batch_keeps_what_was_read_and_says_so_of_the_rest(company: Company, spark, runs_jobs):
    answer = await company.client.post(UPLOAD, files=[file(pdf()) for _ in range(12)])
    job_id = answer.json()["meta"]["job_id"]
    await execute("documents.read", company.tenant_id, UUID(job_id))
    await company.client.delete(f"/api/v1/jobs/{job_id}")
    await runs_jobs(company)
    found = list((await statuses(company)).values())
    assert (found.count("to_review"), found.count("failed")) == (8, 4)
    [failed, *_] = (await company.client.get(UPLOAD, params={"status": "failed"})).json()["data"]
    assert failed["problem"]["code"] == "reading_cancelled"
    assert (await company.client.post(path(failed["id"], "/retry"))).status_code == 202
    await runs_jobs(company)
    assert (await statuses(company))[failed["id"]] == "to_review"


async def test_a_retry_does_not_take_the_old_result_for_the_new_one(company: Company, spark, runs_jobs):
    document = str(await documents.ended(company, problem="took_too_long"))
    answer = await company.client.post(path(document, "/retry"))
    assert (answer.status_code, answer.json()["data"]["status"]) == (202, "uploaded")
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['data']['job_id']}"
    spark.away = True
    await execute("documents.read", company.tenant_id, UUID(answer.json()["data"]["job_id"]))
    assert (await statuses(company))[document] == "reading"
    spark.away = False
    async with company.begin() as work:
        await work.session.execute(text("update accounting.job_runs set not_before = null"))
    await runs_jobs(company)
    told = await shown(company, document)
    assert (told["status"], told["problem"], values(told)) == ("to_review", None, {"total_amount": "1.00"})
    assert Decimal(values(told)["total_amount"]) == 1
