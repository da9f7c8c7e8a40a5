"""Documents and their bytes: never a document without them, and nothing left when it is removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import select

from app.core import storage
from app.core.config import settings
from app.core.jobs import Job
from app.core.storage import StorageUnavailable
from app.modules.documents import reading, uploads
from tests.conftest import Company
from tests.factories import documents
from tests.modules.conftest import file, pdf
from tests.modules.test_uploads import count, kept, upload


@contextmanager
def without_storage(monkeypatch) -> Iterator[None]:
    """A closed port where storage was."""
    storage.client.cache_clear()
    with monkeypatch.context() as closed:
        closed.setattr(settings(), "s3_endpoint_url", "http://127.0.0.1:9")
        yield
    storage.client.cache_clear()


async def end(company: Company, document_id: str) -> None:
    async with company.begin() as work:
        await reading.abandon(work, [UUID(document_id)], "reading_failed")


async def remove(company: Company, document_id: str) -> int:
    return (await company.client.delete(documents.path(document_id))).status_code


async def test_without_storage_nothing_is_half_taken(company: Company, monkeypatch):
    """The answer says so, and there is no document without its bytes."""
    with without_storage(monkeypatch):
        answer = await upload(company, file(pdf()))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (503, "storage_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert await count(company) == 0


async def test_when_the_second_of_three_files_cannot_be_stored_none_is_taken_and_none_stays(
    company: Company, monkeypatch
):
    put, calls = storage.put, []

    async def fails_at_two(*asked):
        calls.append(asked)
        if len(calls) == 2:
            raise StorageUnavailable
        await put(*asked)

    monkeypatch.setattr(storage, "put", fails_at_two)
    answer = await upload(company, *(file(pdf()) for _ in range(3)))
    assert (answer.status_code, len(calls)) == (503, 2)
    assert (await count(company), kept(company)) == (0, [])


async def test_an_upload_that_was_committed_never_answers_503(company: Company, monkeypatch):
    """Two copies in one upload: the bytes of the second are taken out again after the commit; if storage goes away in
    that moment they stay behind, unreachable, and the document is there all the same.
    """

    async def away(keys):
        assert list(keys)
        raise StorageUnavailable

    monkeypatch.setattr(uploads.storage, "remove", away)
    content = pdf()
    answer = await upload(company, file(content), file(content))
    assert (answer.status_code, await count(company), len(kept(company))) == (202, 1, 2)
    document = answer.json()["data"][0]["id"]
    assert (await company.client.get(documents.path(document, "/content"))).content == content


async def test_a_removed_document_leaves_no_page_image_whatever_its_page_count_says(company: Company, runs_jobs):
    """Three pages were drawn before the reading failed, so its page count is 0."""
    [made] = (await upload(company, file(pdf()))).json()["data"]
    other = (await upload(company, file(pdf()))).json()["data"][0]["id"]
    for page in (1, 2, 3):
        await storage.put(f"{company.tenant_id}/documents/{made['id']}/pages/{page}.jpg", b"jpeg", "image/jpeg")
    await end(company, made["id"])
    assert len(kept(company)) == 5
    assert await remove(company, made["id"]) == 204
    async with company.begin() as work:
        assert await work.session.scalar(select(Job.queue).where(Job.name == "documents.clear")) == "low"
    await end(company, other)  # so that only the clearing is left to do
    await runs_jobs(company)
    assert kept(company) == [f"{company.tenant_id}/documents/{other}/original"]


async def test_a_document_is_removed_while_storage_is_away_and_cleared_when_it_is_back(
    company: Company, runs_jobs, monkeypatch
):
    [made] = (await upload(company, file(pdf()))).json()["data"]
    await end(company, made["id"])
    with without_storage(monkeypatch):
        assert await remove(company, made["id"]) == 204
    assert (await company.client.get(documents.path(made["id"]))).status_code == 404
    assert len(kept(company)) == 1
    await runs_jobs(company)
    assert kept(company) == []


async def test_clearing_twice_changes_nothing(company: Company):
    await storage.remove_folder(f"{company.tenant_id}/documents/{UUID(int=1)}/")
    await storage.remove_folder(f"{company.tenant_id}/documents/{UUID(int=1)}/")
    assert kept(company) == []


async def test_a_file_that_was_removed_can_come_again(company: Company, runs_jobs):
    content = pdf()
    [made] = (await upload(company, file(content))).json()["data"]
    async with company.begin() as work:
        await reading.abandon(work, [UUID(made["id"])], "reading_failed")
    assert (await company.client.delete(documents.path(made["id"]))).status_code == 204
    await runs_jobs(company)
    assert kept(company) == []
    [again] = (await upload(company, file(content))).json()["data"]
    assert (again["duplicate_of"], again["id"] == made["id"]) == (None, False)
    assert len(kept(company)) == 1
