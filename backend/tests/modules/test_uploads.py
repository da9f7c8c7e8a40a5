"""Files coming in: by content, once, and untouched."""

import asyncio
import hashlib
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import storage
from app.core.config import settings
from app.core.jobs import Job
from tests.conftest import Company
from tests.factories import documents
from tests.modules.conftest import file, pdf

UPLOAD = "/api/v1/documents"


async def upload(company: Company, *files):
    return await company.client.post(UPLOAD, files=list(files))


def kept(company: Company) -> list[str]:
    """What is in storage under this company's name."""
    found = storage.client().list_objects_v2(Bucket=settings().s3_bucket, Prefix=f"{company.tenant_id}/")
    return [each["Key"] for each in found.get("Contents", ())]


async def count(company: Company) -> int:
    counts = (await company.client.get(UPLOAD)).json()["meta"]["counts"]
    return sum(counts.values())


def codes(answer) -> list[tuple[str, str]]:
    return [(each["field"], each["code"]) for each in answer.json()["errors"]]


async def test_a_file_becomes_a_document_and_a_job(company: Company):
    content = pdf()
    answer = await upload(company, file(content, "Factuur november.pdf"))
    [made], meta = answer.json()["data"], answer.json()["meta"]
    assert (answer.status_code, made["status"], made["filename"]) == (202, "uploaded", "Factuur november.pdf")
    assert (made["size_bytes"], made["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert (made["duplicate_of"], made["uploaded_by"], meta["refused"]) == (None, "An Peeters", [])
    assert answer.headers["location"] == f"/api/v1/jobs/{meta['job_id']}"
    job = (await company.client.get(answer.headers["location"])).json()["data"]
    assert (job["name"], job["status"], job["total"], job["progress"]) == ("documents.read", "queued", 1, 0)


async def test_the_original_bytes_come_back_untouched(company: Company):
    content = pdf() + bytes(range(256)) * 5000
    [made] = (await upload(company, file(content, 'naïve "quote"\r\nX-Evil: 1.pdf'))).json()["data"]
    answer = await company.client.get(documents.path(made["id"], "/content"))
    assert answer.content == content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''na%C3%AFve%20")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "x-evil" not in answer.headers


async def test_the_same_file_again_points_to_the_first(company: Company):
    content = pdf()
    [first] = (await upload(company, file(content))).json()["data"]
    answer = await upload(company, file(content, "another name.pdf"))
    [again] = answer.json()["data"]
    assert (answer.status_code, again["id"], again["duplicate_of"]) == (202, first["id"], first["id"])
    assert answer.json()["meta"]["job_id"] is None
    assert answer.headers["location"]
    assert (await count(company), len(kept(company))) == (1, 1)


async def test_the_same_file_twice_in_one_request_is_one_document(company: Company):
    content = pdf()
    answer = await upload(company, file(content, "a.pdf"), file(pdf(), "b.pdf"), file(content, "c.pdf"))
    first, other, again = answer.json()["data"]
    assert (first["duplicate_of"], other["duplicate_of"], again["duplicate_of"]) == (None, None, first["id"])
    assert (await count(company), len(kept(company))) == (2, 2)
    job = (await company.client.get(answer.headers["location"])).json()["data"]
    assert job["total"] == 2


async def test_uploads_of_one_file_at_once_make_one_document_and_one_job(company: Company):
    content = pdf()
    answers = await asyncio.gather(*(upload(company, file(content)) for _ in range(6)))
    assert [each.status_code for each in answers] == [202] * 6
    assert len({each.json()["data"][0]["id"] for each in answers}) == 1
    assert sum(each.json()["data"][0]["duplicate_of"] is None for each in answers) == 1
    assert sum(each.json()["meta"]["job_id"] is not None for each in answers) == 1
    assert (await count(company), len(kept(company))) == (1, 1)
    assert (await company.client.get(documents.path(answers[0].json()["data"][0]["id"], "/content"))).content == content


async def test_the_same_files_in_opposite_order_at_once_do_not_lock_each_other_out(company: Company):
    files = [file(pdf(), f"{n}.pdf") for n in range(6)]
    answers = await asyncio.gather(*(upload(company, *each) for each in (files, files[::-1]) * 3))
    assert [each.status_code for each in answers] == [202] * 6
    assert (await count(company), len(kept(company))) == (6, 6)


async def test_another_companys_copy_of_a_file_is_none_of_ours(company: Company, other_company: Company):
    content = pdf()
    [mine] = (await upload(company, file(content))).json()["data"]
    [theirs] = (await upload(other_company, file(content))).json()["data"]
    assert theirs["duplicate_of"] is None
    assert theirs["id"] != mine["id"]


PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("photo.pdf", PNG, "image/png"),
        ("paper", b"%PDF-1.7 paper", "application/pdf"),
        ("scan.exe", b"\xff\xd8\xff\xe0 jpeg", "image/jpeg"),
        ("fax.txt", b"II*\x00 tiff", "image/tiff"),
        ("iphone.jpg", b"\x00\x00\x00\x18ftypheic", "image/heic"),
        ("e.pdf", b"<?xml version='1.0'?><Invoice/>", "application/xml"),
    ],
)
async def test_a_file_is_what_its_bytes_say_and_not_its_name(company: Company, name, content, kind):
    [made] = (await upload(company, file(content, name))).json()["data"]
    assert (made["filename"], made["media_type"]) == (name, kind)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.pdf", b"", "empty_file"),
        ("archive.pdf", b"PK\x03\x04 zip", "unsupported_type"),
        ("page.xml", b"<!DOCTYPE html><html></html>", "unsupported_type"),
        ("words.pdf", b"just some words", "unsupported_type"),
        ("program.pdf", b"MZ\x90\x00%PDF-1.7", "unsupported_type"),
    ],
)
async def test_what_is_no_document_is_refused(company: Company, name, content, code):
    answer = await upload(company, file(content, name))
    assert (answer.status_code, codes(answer)) == (422, [("files.0", code)])
    assert answer.json()["errors"][0]["value"] == name
    assert (await count(company), kept(company)) == (0, [])


async def test_refused_files_are_listed_and_the_others_taken(company: Company):
    answer = await upload(company, file(b"", "a.pdf"), file(pdf(), "b.pdf"), file(b"PK\x03\x04", "c.pdf"))
    refused = [(each["field"], each["file"], each["code"]) for each in answer.json()["meta"]["refused"]]
    assert answer.status_code == 202
    assert refused == [("files.0", "a.pdf", "empty_file"), ("files.2", "c.pdf", "unsupported_type")]
    assert [each["filename"] for each in answer.json()["data"]] == ["b.pdf"]


async def test_when_all_are_refused_each_is_named(company: Company):
    answer = await upload(company, file(b"", "a.pdf"), file(b"PK\x03\x04", "c.pdf"))
    assert (answer.status_code, codes(answer)) == (422, [("files.0", "empty_file"), ("files.1", "unsupported_type")])


@pytest.mark.parametrize(("language", "word"), [("nl", "leeg"), ("fr", "vide"), ("en", "empty")])
async def test_a_refusal_speaks_your_language(company: Company, language, word):
    await company.client.patch("/api/v1/me", json={"language": language})
    assert word in (await upload(company, file(b""))).json()["errors"][0]["message"]


async def test_sixty_megabytes_are_too_large(company: Company):
    answer = await upload(company, file(b"%PDF-1.7" + b"0" * 60 * 1024 * 1024))
    assert (answer.status_code, codes(answer)) == (422, [("files.0", "file_too_large")])


async def test_a_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(company: Company, monkeypatch):
    monkeypatch.setattr(settings(), "max_file_bytes", 100)
    answer = await upload(company, file(pdf().ljust(100)), file(pdf().ljust(101)))
    assert len(answer.json()["data"]) == 1
    assert [each["code"] for each in answer.json()["meta"]["refused"]] == ["file_too_large"]


async def test_the_files_beyond_the_limit_are_refused_by_number(company: Company, monkeypatch):
    monkeypatch.setattr(settings(), "max_files_per_upload", 2)
    answer = await upload(company, *(file(pdf()) for _ in range(4)))
    assert [(each["field"], each["code"]) for each in answer.json()["meta"]["refused"]] == [
        ("files.2", "too_many_files"),
        ("files.3", "too_many_files"),
    ]


async def test_more_parts_than_a_form_may_have_is_a_clear_problem(company: Company):
    answer = await upload(company, *(file(b"x", f"{n}.pdf") for n in range(1001)))
    assert answer.status_code in (400, 413, 422)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_no_files_at_all_is_said_to_be_missing(company: Company):
    answer = await company.client.post(UPLOAD)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "files")
    answer = await company.client.post(UPLOAD, data={"files": "words"}, files=[("other", b"x")])
    assert answer.status_code == 422


@pytest.mark.parametrize("body", [b"", b"--x\r\n", b'--x\r\nContent-Disposition: form-data; name="files"', b"garbage"])
async def test_a_broken_form_is_a_clear_problem(company: Company, body):
    answer = await company.client.post(
        UPLOAD, content=body, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\factuur.pdf", "factuur.pdf"),
        ("één.pdf", "één.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("/", "document"),
        ("   ", "document"),
        ("x" * 300, "x" * 200),
    ],
)
async def test_a_file_name_is_only_a_name(company: Company, sent, name):
    [made] = (await upload(company, file(pdf(), sent))).json()["data"]
    assert made["filename"] == name


@pytest.mark.parametrize(("files", "queue"), [(1, "high"), (4, "high"), (5, "spark")])
async def test_a_few_files_go_before_every_batch(company: Company, files, queue):
    answer = await upload(company, *(file(pdf()) for _ in range(files)))
    async with company.begin() as work:
        job = await work.session.scalar(select(Job).where(Job.id == UUID(answer.json()["meta"]["job_id"])))
        assert job.queue == queue
