"""A list that is too long to wait for is written by a job: the same file, for who may see the list, and nobody else."""

import io
from uuid import UUID, uuid4

import openpyxl
import pytest
from sqlalchemy import text, update

from app.core import exporting, listing
from app.core.runs import Run
from app.main import app as api
from app.modules.identity.models import Membership
from app.modules.privacy import taking
from app.modules.privacy.models import Export
from tests.conftest import Company, new_client
from tests.factories import exports, jobs, people
from tests.modules.identity.people import confirm_address

HERE = "/api/v1/exports"
CONTACTS = "/api/v1/contacts"
NAMES = ("Aerts NV", "Bakker BV", "Claes", "De Smet", "Éclair SPRL", "=1+1")


@pytest.fixture
async def contacts(company: Company) -> Company:
    for name in NAMES:
        made = await company.client.post(CONTACTS, json={"name": name, "is_customer": True})
        assert made.status_code == 201, made.text
    return company


async def ask(company: Company, address: str, wanted: str = "csv", **more):
    return await company.client.post(HERE, json={"list": address, "format": wanted}, **more)


async def asked(company: Company, address: str = CONTACTS, wanted: str = "csv") -> dict:
    answer = await ask(company, address, wanted)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['data']['job_id']}"
    return answer.json()["data"]


async def key_of(company: Company, *scopes: str) -> dict[str, str]:
    await confirm_address(company)
    made = await company.client.post("/api/v1/api-keys", json={"name": "a program", "scopes": list(scopes)})
    assert made.status_code == 201, made.text
    return {"authorization": f"Bearer {made.json()['data']['key']}"}


def code(answer) -> tuple[int, str, str | None]:
    first = answer.json()["errors"][0]
    return answer.status_code, first["code"], first["field"]


async def test_it_is_the_file_that_a_request_would_have_got(contacts: Company):
    address = f"{CONTACTS}?sort=-name&q=e&role=customer"
    export = await asked(contacts, f"{address}&limit=2&format=json")
    assert (export["kind"], export["status"], export["address"]) == ("list", "making", f"{address}&limit=2&format=json")
    assert await exports.work_on(contacts, export) == "succeeded"
    at_once = await contacts.client.get(f"{address}&format=csv")
    content = await contacts.client.get(f"{HERE}/{export['id']}/content")
    assert content.content == at_once.content
    assert content.content.count(b"\r\n") == 5
    assert content.headers["content-type"].startswith("text/csv")
    told = await exports.look(contacts, export)
    assert (told["status"], told["size_bytes"]) == ("ready", len(content.content))
    assert told["filename"] == f"contacts-{told['taken_at'][:10]}.csv"
    assert content.headers["content-disposition"] == f'attachment; filename="{told["filename"]}"'


async def test_as_a_sheet_it_holds_the_same_rows(contacts: Company):
    export = await asked(contacts, f"{CONTACTS}?sort=name", "xlsx")
    assert await exports.work_on(contacts, export) == "succeeded"
    sheets = [
        openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        for content in (
            await exports.download(contacts, export),
            (await contacts.client.get(f"{CONTACTS}?sort=name&format=xlsx")).content,
        )
    ]
    taken, at_once = (list(each) for each in sheets)
    assert taken == at_once
    assert len(taken) == 1 + len(NAMES)


async def test_what_nobody_waits_for_may_take_its_time_and_says_how_far_it_is(contacts: Company, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_SECONDS", 0.1)
    monkeypatch.setattr(listing, "EXPORT_PAGE", 2)
    monkeypatch.setattr(taking, "TOLD_EVERY", 0)
    told, page, progress = [], listing.Listing.page, Run.progress

    async def slowly(self, work, query, asked):
        await work.session.execute(text("select pg_sleep(0.1)"))
        return await page(self, work, query, asked)

    async def telling(self, done, total):
        told.append((done, total))
        await progress(self, done, total)

    monkeypatch.setattr(listing.Listing, "page", slowly)
    monkeypatch.setattr(Run, "progress", telling)
    assert code(await contacts.client.get(f"{CONTACTS}?format=csv")) == (422, "file_too_long", "format")
    export = await asked(contacts)
    assert await exports.work_on(contacts, export) == "succeeded"
    assert told == [(2, 6), (4, 6), (6, 6)]
    job = await jobs.row(contacts, UUID(export["job_id"]))
    assert (job.status, job.done, job.total, job.progress) == ("succeeded", 6, 6, 100)


async def test_it_can_be_stopped(contacts: Company, monkeypatch):
    export = await asked(contacts)
    page = listing.Listing.page

    async def page_then_stop(self, work, query, asked):
        stopped = await contacts.client.delete(f"/api/v1/jobs/{export['job_id']}")
        assert stopped.status_code == 202, stopped.text
        return await page(self, work, query, asked)

    monkeypatch.setattr(listing.Listing, "page", page_then_stop)
    monkeypatch.setattr(taking, "_watch", lambda run: _stopped(run))
    assert await exports.work_on(contacts, export) == "cancelled"
    assert (await exports.look(contacts, export))["status"] == "failed"
    assert code(await contacts.client.get(f"{HERE}/{export['id']}/content"))[:2] == (404, "export_gone")


def _stopped(run: Run):
    """As when the heartbeat, which looks every two seconds, has seen that somebody asked."""

    async def told(done: int, total: int) -> None:
        run.cancelled.set()
        if run.cancelled.is_set():
            raise taking.Cancelled

    return told


async def test_asked_twice_it_is_one_and_each_format_another(contacts: Company):
    first = await asked(contacts)
    assert (await asked(contacts))["id"] == first["id"]
    assert (await asked(contacts, wanted="xlsx"))["id"] != first["id"]
    assert await exports.work_on(contacts, first) == "succeeded"
    assert (await asked(contacts))["id"] != first["id"]


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("/api/v1/me", (422, "list_not_known", "list")),
        ("/api/v1/nowhere", (422, "list_not_known", "list")),
        ("/health", (422, "list_not_known", "list")),
        ("https://example.com/api/v1/contacts", (422, "list_not_known", "list")),
        (f"{CONTACTS}?colour=red", (422, "extra_forbidden", "colour")),
        (f"{CONTACTS}?sort=colour", (422, "literal_error", "sort")),
        ("/api/v1/audit/events?from=2026-02-01&to=2026-01-01", (422, "period_backwards", "from")),
        ("/api/v1/webhooks/not-an-id/deliveries", (422, "uuid_parsing", "webhook_id")),
    ],
)
async def test_what_cannot_be_had_is_refused_when_it_is_asked_for(company: Company, address, refusal):
    assert code(await ask(company, address)) == refusal


LISTS = sorted(
    path
    for path, methods in api.openapi()["paths"].items()
    if any(each.get("name") == "format" for each in methods.get("get", {}).get("parameters", ())) and "{" not in path
)
OF_ONE_SESSION = "/api/v1/me/sessions"
"""It says which of them is asking, and a job is none."""


async def test_every_list_can_be_had(company: Company, monkeypatch):
    """Of the document: a list that is added tomorrow is asked for here by itself."""
    monkeypatch.setattr("app.modules.privacy.endpoints.LISTS_PER_HOUR", 1000)
    assert len(LISTS) > 30
    assert code(await ask(company, OF_ONE_SESSION)) == (422, "list_not_known", "list")
    for address in set(LISTS) - {OF_ONE_SESSION}:
        needed = [
            each
            for each in api.openapi()["paths"][address]["get"]["parameters"]
            if each["in"] == "query" and each["required"]
        ]
        query = "&".join(f"{each['name']}={each['example']}" for each in needed)
        export = await asked(company, f"{address}?{query}", "csv")
        assert await exports.work_on(company, export) == "succeeded", address
        at_once = await company.client.get(f"{address}?{query}&format=csv")
        taken = await exports.download(company, export)
        assert taken.split(b"\r\n")[0] == at_once.content.split(b"\r\n")[0], address


async def test_a_list_is_for_who_may_see_it(company: Company, other_company: Company):
    viewer = await people.colleague(company, "viewer")
    assert (await ask(viewer, "/api/v1/webhooks")).json()["errors"][0]["code"] == "permission_missing"
    theirs = await asked(viewer)
    assert await exports.work_on(viewer, theirs) == "succeeded"
    assert await exports.download(viewer, theirs)
    for somebody_else in (company, other_company):
        for address in (f"{HERE}/{theirs['id']}", f"{HERE}/{theirs['id']}/content"):
            assert (await somebody_else.client.get(address)).status_code == 404
        assert (await somebody_else.client.get(HERE)).json()["data"] == []


async def test_a_key_has_the_lists_of_its_scopes(company: Company):
    narrow = await key_of(company, "reports:export", "company:read", "jobs:read")
    wide = await key_of(company, "reports:export", "company:read", "contacts:read")
    refused = await ask(company, CONTACTS, headers=narrow)
    assert code(refused)[:2] == (403, "permission_missing")
    given = (await ask(company, CONTACTS, headers=wide)).json()["data"]
    assert await exports.work_on(company, given) == "succeeded"
    async with new_client() as program:
        assert (await program.get(f"{HERE}/{given['id']}/content", headers=wide)).status_code == 200
        assert (await program.get(f"{HERE}/{given['id']}/content", headers=narrow)).status_code == 404


async def test_who_may_not_see_it_any_more_does_not_get_it(company: Company):
    colleague = await people.colleague(company, "accountant")
    made = await asked(colleague, "/api/v1/audit/events")
    assert await exports.work_on(colleague, made) == "succeeded"
    waiting = await asked(colleague, "/api/v1/audit/events", "xlsx")
    async with company.begin() as work:
        await work.session.execute(
            update(Membership).where(Membership.user_id == colleague.user_id).values(role="viewer")
        )
    assert await exports.work_on(colleague, waiting) == "failed"
    assert (await jobs.row(company, UUID(waiting["job_id"]))).error["code"] == "permission_missing"
    assert (await colleague.client.get(f"{HERE}/{made['id']}/content")).status_code == 404


async def test_the_log_says_which_list_was_taken_and_not_what_was_sought(contacts: Company):
    export = await asked(contacts, f"{CONTACTS}?q=Claes")
    await exports.work_on(contacts, export)
    await exports.download(contacts, export)
    log = (await contacts.client.get("/api/v1/audit/events?q=export.")).json()["data"]
    told = {each["name"]: each["payload"] for each in log}
    assert set(told) == {"export.asked", "export.made", "export.downloaded"}
    assert told["export.asked"] | {"export_id": ""} == {
        "export_id": "",
        "kind": "list",
        "list": "contacts",
        "format": "csv",
    }
    assert "Claes" not in str(log)


async def test_it_goes_after_a_week(contacts: Company):
    export = await asked(contacts)
    await exports.work_on(contacts, export)
    async with contacts.begin() as work:
        await work.session.execute(update(Export).values(expires_at=work.now))
    assert code(await contacts.client.get(f"{HERE}/{export['id']}/content"))[:2] == (404, "export_gone")
    assert (await exports.look(contacts, export))["status"] == "expired"


async def test_sent_again_under_its_key_it_is_asked_once(contacts: Company):
    again = {"idempotency-key": uuid4().hex}
    first, second = [await ask(contacts, CONTACTS, headers=again) for _ in range(2)]
    assert first.content == second.content
