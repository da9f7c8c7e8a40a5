"""Where something came from: of a job the request that asked for it; of a refusal that undid everything else, too."""

from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.core.jobs import Job
from app.core.origin import Origin
from app.core.work import begin
from tests.conftest import Company
from tests.factories.jobs import Told, attempt, promised, row

ROWS = text("select name, actor_id, origin from audit.events where name like 'test.%' order by sequence")
ASKED = Origin("req_12345678", "192.0.2.7", "Firefox", "01a1fcdb-3af3-76ff-ab4b-a6a28f091a89")


async def recorded(company: Company) -> list[tuple[str, UUID | None, dict]]:
    async with company.begin() as work:
        return [tuple(each) for each in (await work.session.execute(ROWS)).all()]


async def test_what_a_job_records_says_who_asked_for_it_from_where(company: Company, told: Told):
    async def happen(run):
        async with run.begin() as work:
            await work.record("test.happened")

    told.does = happen
    async with begin(company.tenant_id, company.user_id, origin=ASKED) as work:
        job_id = await work.enqueue(told.name, queue="low")
    await attempt(company, told, job_id)
    assert await recorded(company) == [("test.happened", company.user_id, ASKED.told() | {"job_id": str(job_id)})]


async def test_a_job_that_a_job_promises_keeps_who_asked(company: Company, told: Told):
    async def promise_another(run):
        async with run.begin() as work:
            await work.record("test.happened")
            if len(told.attempts) == 1:
                await work.enqueue(told.name, queue="low")

    told.does = promise_another
    async with begin(company.tenant_id, company.user_id, origin=ASKED) as work:
        first = await work.enqueue(told.name, queue="low")
    await attempt(company, told, first)
    async with company.begin() as work:
        second = await work.session.scalar(select(Job.id).where(Job.name == told.name, Job.id != first))
    await attempt(company, told, second)
    assert [each[2] for each in await recorded(company)] == [
        ASKED.told() | {"job_id": str(each)} for each in (first, second)
    ]


async def test_a_job_that_nobody_asked_for_names_itself_alone(company: Company, told: Told):
    async def happen(run):
        async with run.begin() as work:
            await work.record("test.happened")

    told.does = happen
    async with begin(company.tenant_id) as work:
        job_id = await work.enqueue(told.name, queue="low")
    await attempt(company, told, job_id)
    assert await recorded(company) == [("test.happened", None, {"job_id": str(job_id)})]


async def test_its_function_gets_its_arguments_and_nothing_else(company: Company, told: Told):
    job_id = await promised(company, told)
    assert (await row(company, job_id)).arguments == {}


@pytest.mark.parametrize(
    ("method", "path", "body", "event"),
    [
        ("POST", "/me/password", {"current_password": "not this", "password": "a new sentence"}, "password.refused"),
        ("POST", "/me/email", {"current_password": "not this", "email": "new@example.com"}, "password.refused"),
        ("POST", "/me/mfa/totp", {"current_password": "not this"}, "password.refused"),
        ("POST", "/me/mfa/recovery-codes", {"current_password": "not this"}, "password.refused"),
        ("POST", "/me/mfa/disable", {"current_password": "not this", "code": "123456"}, "password.refused"),
        ("POST", "/me/erase", {"current_password": "not this"}, "password.refused"),
        ("POST", "/company/close", {"current_password": "not this", "name": "Peeters BV"}, "password.refused"),
    ],
)
async def test_a_wrong_password_within_a_session_is_on_record(company: Company, method, path, body, event):
    answer = await company.client.request(method, f"/api/v1{path}", json=body, headers={"user-agent": "Firefox"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "current_password_wrong")
    [found] = (await company.client.get("/api/v1/audit/events", params={"name": event})).json()["data"]
    assert found["actor"]["id"] == str(company.user_id)
    assert (found["user_agent"], found["request_id"]) == ("Firefox", answer.json()["meta"]["request_id"])
    assert found["payload"] == {"refused": "current_password_wrong"}


async def test_a_wrong_code_within_a_session_is_on_record_and_the_rest_is_undone(company: Company):
    await company.client.post("/api/v1/me/mfa/totp", json={"current_password": "correct horse battery"})
    answer = await company.client.post("/api/v1/me/mfa/totp/confirm", json={"code": "nonsense"})
    assert answer.status_code == 422, answer.text
    found = (await company.client.get("/api/v1/audit/events", params={"name": "mfa."})).json()["data"]
    assert [(each["name"], each["payload"]) for each in found] == [("mfa.failed", {"refused": "code_wrong"})]
    assert (await company.client.get("/api/v1/me/mfa")).json()["data"]["enabled"] is False
