"""An export is made in turns and in little memory, survives its worker, is its asker's alone, and goes after a week."""

import asyncio
import tracemalloc
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text, update

from app.core import storage
from app.core.runs import Run
from app.modules.privacy import exporting
from app.modules.privacy.models import Export
from tests.conftest import Company, new_client
from tests.factories import exports, mailbox, people
from tests.modules.identity.people import confirm_address


class Killed(BaseException):
    """The process is gone: nothing more of it runs."""


@pytest.mark.parametrize("at", range(1, 12))
async def test_killed_anywhere_and_run_again_it_is_whole(company: Company, monkeypatch, at):
    monkeypatch.setattr(exporting, "PIECE_BYTES", 40_000)
    papers = [bytes([number]) * 25_000 for number in range(6)]
    for paper in papers:
        await exports.with_original(company, paper)
    export = await exports.asked(company, "company")
    puts = 0
    put = storage.put

    async def dies(key, body, media_type):
        nonlocal puts
        puts += 1
        if puts == at:
            raise Killed
        await put(key, body, media_type)

    with monkeypatch.context() as dying:
        dying.setattr(storage, "put", dies)
        with pytest.raises(Killed):
            await exports.work_on(company, export)
    async with company.begin() as work:  # its lease has run out
        await work.session.execute(text("update accounting.job_runs set status = 'queued' where status = 'running'"))
    assert await exports.work_on(company, export) == "succeeded"
    whole = exports.opened(await exports.download(company, export))
    assert sorted(whole.read(name) for name in whole.namelist() if name.startswith("originals/")) == papers


async def test_it_takes_its_turns_and_little_memory(company: Company, monkeypatch):
    """20 MB of originals pass through, a piece of 1 MB at a time; the memory for it does not grow with them."""
    monkeypatch.setattr(exporting, "PIECE_BYTES", 1_000_000)
    for number in range(40):
        await exports.with_original(company, bytes([number]) * 500_000)
    export = await exports.asked(company, "company")
    await exports.work_on(company, export, turns=1)  # connections and caches are there now
    tracemalloc.start()
    assert await exports.work_on(company, export) == "succeeded"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000
    told = await exports.look(company, export)
    assert told["size_bytes"] > 20_000_000
    exports.opened(await exports.download(company, export))


async def test_two_that_work_on_it_at_once_make_one_file(company: Company, monkeypatch):
    """A worker that only seemed dead goes on beside its successor."""
    monkeypatch.setattr(exporting, "PIECE_BYTES", 40_000)
    for number in range(6):
        await exports.with_original(company, bytes([number]) * 25_000)
    export = await exports.asked(company, "company")
    run = Run(UUID(export["job_id"]), company.tenant_id, company.user_id, 1, UUID(int=0))
    await asyncio.gather(*(exporting.make(run, UUID(export["id"])) for _ in range(3)))
    whole = exports.opened(await exports.download(company, export))
    assert len([name for name in whole.namelist() if name.startswith("originals/")]) == 6


async def test_asked_again_while_it_is_made_it_is_the_same(company: Company):
    first = await exports.asked(company, "company")
    assert (await exports.asked(company, "company"))["id"] == first["id"]
    assert (await exports.asked(company, "person"))["id"] != first["id"]


async def test_not_ready_yet_and_gone_after_its_week(company: Company):
    export = await exports.asked(company, "company")
    content = f"/api/v1/exports/{export['id']}/content"
    early = await company.client.get(content)
    assert (early.status_code, early.json()["errors"][0]["code"]) == (409, "export_not_ready")
    await exports.work_on(company, export)
    async with company.begin() as work:
        await work.session.execute(update(Export).values(expires_at=work.now - timedelta(seconds=1)))
    late = await company.client.get(content)
    assert (late.status_code, late.json()["errors"][0]["code"]) == (404, "export_gone")
    assert (await exports.look(company, export))["status"] == "expired"


async def test_at_night_what_is_over_leaves_storage(company: Company):
    export = await exports.asked(company, "company")
    await exports.work_on(company, export)
    kept = await exports.asked(company, "person")
    folder = f"{company.tenant_id}/exports/{export['id']}/"
    assert len(await storage.keys(folder)) > 2
    async with company.begin() as work:
        await work.session.execute(
            update(Export).where(Export.id == UUID(export["id"])).values(expires_at=work.now - timedelta(seconds=1))
        )
        await work.enqueue("privacy.tidy", queue="low", night="2026-11-21")
    await mailbox.run_due(company, "privacy.tidy")
    await mailbox.run_due(company, "privacy.clear_folder")
    assert await storage.keys(folder) == []
    assert (await exports.look(company, kept))["status"] == "making"


async def test_one_that_nobody_makes_any_more_ends_at_night(company: Company):
    export = await exports.asked(company, "company")
    assert (await company.client.delete(f"/api/v1/jobs/{export['job_id']}")).status_code == 202
    assert await exports.work_on(company, export) == "cancelled"
    assert (await exports.look(company, export))["status"] == "failed"
    content = await company.client.get(f"/api/v1/exports/{export['id']}/content")
    assert content.status_code == 404


async def test_whoever_may_not_export_the_company_sees_no_export_of_it(company: Company, other_company: Company):
    export = await exports.asked(company, "company")
    await exports.work_on(company, export)
    for role, may in (("viewer", False), ("member", False), ("accountant", True)):
        person = await people.colleague(company, role)
        assert (await person.client.post(exports.ASK["company"])).status_code == (202 if may else 403)
        listed = (await person.client.get("/api/v1/exports")).json()["data"]
        assert (export["id"] in {each["id"] for each in listed}) is may
        assert (await person.client.get(f"/api/v1/exports/{export['id']}/content")).status_code == (200 if may else 404)
    for rest in ("", "/content"):
        assert (await other_company.client.get(f"/api/v1/exports/{export['id']}{rest}")).status_code == 404


@pytest.mark.parametrize(
    ("scopes", "status"),
    [(["company:read"], 404), (["company:read", "company:export"], 200), (["company:export"], 403)],
)
async def test_a_program_takes_the_company_along_only_with_that_scope(company: Company, scopes, status):
    await confirm_address(company)
    export = await exports.asked(company, "company")
    await exports.work_on(company, export)
    mine = await exports.asked(company, "person")
    await exports.work_on(company, mine)
    key = (await company.client.post("/api/v1/api-keys", json={"name": "backup", "scopes": scopes})).json()["data"][
        "key"
    ]
    async with new_client() as program:
        program.headers["authorization"] = f"Bearer {key}"
        assert (await program.get(f"/api/v1/exports/{export['id']}/content")).status_code == status
        assert (await program.get(f"/api/v1/exports/{mine['id']}/content")).status_code in (404, 403)
        assert (await program.post(exports.ASK["company"])).status_code == (202 if "company:export" in scopes else 403)


async def test_a_piece_that_was_not_stored_whole_fails_the_export(company: Company, monkeypatch):
    monkeypatch.setattr(exporting, "STEPS_PER_TURN", 1)
    export = await exports.asked(company, "company")
    await exports.work_on(company, export, turns=1)
    await storage.put(f"{company.tenant_id}/exports/{export['id']}/pieces/000000", b"half", "application/zip")
    assert await exports.work_on(company, export) == "failed"
    assert (await exports.look(company, export))["status"] == "failed"


async def test_who_asked_and_who_downloaded_is_in_the_log_and_the_asker_is_mailed(company: Company):
    await exports.made(company, "company")
    log = (await company.client.get("/api/v1/audit/events", params={"name": "export."})).json()["data"]
    assert [each["name"] for each in log] == ["export.downloaded", "export.made", "export.asked"]
    assert {each["actor"]["id"] for each in log} == {str(company.user_id)}
    assert "export_ready" in [each.template for each in await mailbox.mails(company)]
