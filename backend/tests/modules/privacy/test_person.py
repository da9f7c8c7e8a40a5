"""What we know about a person: theirs to take along, and to have forgotten."""

import json
import os
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from app.core import storage
from app.core.database import make_engine
from app.core.jobs import Job
from app.core.work import begin
from app.modules.identity.models import Membership, User
from app.modules.privacy import forgetting, tasks  # noqa: F401  (the jobs)
from tests.conftest import PASSWORD, Company, new_client
from tests.factories import documents, exports, mailbox, people

ERASE = "/api/v1/me/erase"
AGENT = "Netscape/4.08 [en] (Erasable)"


def read(export, name: str) -> list[dict]:
    return json.loads(export.read(name))


@pytest.fixture
async def person(company: Company) -> Company:
    """An accountant of the company, with a company of their own, who did something in both."""
    found = await people.colleague(company, "accountant")
    found.client.headers["user-agent"] = AGENT
    await documents.approved(found)
    return found


async def test_they_get_their_account_and_what_they_did_in_each_company(person: Company, company: Company):
    export = await exports.made(person, "person")
    [user] = read(export, "you/users.json")
    assert (user["email"], user["full_name"], user["id"]) == (person.email, "An Peeters", str(person.user_id))
    companies = {each["tenant_id"] for each in read(export, "you/memberships.json")}
    assert str(company.tenant_id) in companies
    assert len(companies) == 2
    there = f"companies/{company.tenant_id}"
    [posted] = read(export, f"{there}/by-you/journal_entries.json")
    assert posted["recorded_by"] == str(person.user_id)
    assert set(posted) <= {"tenant_id", "id", "recorded_by", "recorded_at"}
    events = read(export, f"{there}/by-you/events.json")
    assert {"entry.posted", "document.approved"} <= {each["name"] for each in events}
    assert events[0]["origin"]["ip"].startswith("10.")
    assert "payload" not in events[0]


async def test_nothing_about_others_and_nothing_that_opens_a_door(person: Company, company: Company):
    await documents.approved(company, supplier_name="Geheim NV", invoice_number="9")
    export = await exports.made(person, "person")
    content = b"".join(name.encode() + export.read(name) for name in export.namelist())
    for word in (company.email, str(company.user_id), "Geheim", "$argon2", "secret_hash", "password_hash"):
        assert word.encode() not in content, word


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "wat wij over je bewaren"), ("fr", "ce que nous conservons sur vous")]
)
async def test_it_explains_itself_in_their_language(company: Company, language, said):
    await company.client.patch("/api/v1/me", json={"language": language})
    assert said in (await exports.made(company, "person")).read("README.txt").decode()


async def test_it_is_theirs_alone_even_from_the_owner(person: Company, company: Company):
    export = await exports.asked(person, "person")
    assert await exports.work_on(person, export) == "succeeded"
    assert (await company.client.get(f"/api/v1/exports/{export['id']}")).status_code == 404
    assert (await company.client.get(f"/api/v1/exports/{export['id']}/content")).status_code == 404
    assert (await company.client.get("/api/v1/exports")).json()["data"] == []
    assert (await person.client.get("/api/v1/exports")).json()["data"][0]["id"] == export["id"]


async def everywhere(person: Company, *words: str) -> dict[str, set[str]]:
    """Tables of the person's companies in which one of these words stands, whoever looks."""
    found: dict[str, set[str]] = {}
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    try:
        async with engine.connect() as line:
            tables = (await line.execute(TABLES)).scalars().all()
            for tenant_id in person.data["companies"]:
                await line.execute(SCOPE, {"tenant": tenant_id, "actor": str(person.user_id)})
                for table in tables:
                    for word in words:
                        query = text(f"select count(*) from {table} t where t::text ilike :word")
                        if await line.scalar(query, {"word": f"%{word}%"}):
                            found.setdefault(table, set()).add(word)
    finally:
        await engine.dispose()
    return found


TABLES = text(
    "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where c.relkind = 'r' and n.nspname in ('accounting', 'audit', 'results')"
)
SCOPE = text("select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true)")


@pytest.fixture
async def leaving(company: Company) -> Company:
    """A member who is in nobody's way: another owner has taken over their own company."""
    found = await people.colleague(company, "member")
    found.client.headers["user-agent"] = AGENT
    return found


async def give_own_company_to(owner: Company, person: Company) -> None:
    """The company that `person` registered with gets another owner."""
    tenants = (await person.client.get("/api/v1/me")).json()["data"]["tenants"]
    person.data["companies"] = [each["id"] for each in tenants]
    own = next(each["id"] for each in tenants if each["role"] == "owner")
    async with begin(UUID(own), owner.user_id) as work:
        work.session.add(Membership(tenant_id=UUID(own), user_id=owner.user_id, role="owner"))


async def erase(person: Company, password: str = PASSWORD):
    return await person.client.post(ERASE, json={"current_password": password})


async def test_the_only_owner_of_a_company_is_told_which(company: Company):
    answer = await erase(company)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "only_owner")
    assert "Peeters BV" in answer.json()["detail"]
    assert [each["value"] for each in answer.json()["errors"]] == [str(company.tenant_id)]
    assert (await company.client.get("/api/v1/me")).status_code == 200


async def test_also_when_it_is_another_company_than_the_one_they_are_in(person: Company):
    answer = await erase(person)
    assert answer.status_code == 409
    assert (await person.client.get("/api/v1/me")).status_code == 200


async def test_not_without_the_password(leaving: Company, company: Company):
    await give_own_company_to(company, leaving)
    answer = await erase(leaving, "something else entirely")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "current_password")
    assert (await leaving.client.get("/api/v1/me")).status_code == 200


async def test_gone_from_everywhere_but_by_id(person: Company, company: Company):
    """Name, address, where they were: in no table of any company. What they booked stays booked."""
    await give_own_company_to(company, person)
    await person.client.patch("/api/v1/me", json={"full_name": "Zebedeus Uniek"})
    await exports.asked(person, "person")
    before = (await company.client.get("/api/v1/reports/trial-balance")).json()["data"]
    found = await everywhere(person, person.email, "Zebedeus")
    assert {"accounting.users", "accounting.mail_messages"} <= set(found)

    answer = await erase(person)
    assert answer.status_code == 202, answer.text
    kept = {each["class"]: each for each in answer.json()["data"]["stays"]}
    assert set(kept) == {"books", "audit_log"}
    assert "17(3)(b)" in kept["books"]["source"]

    left = await everywhere(person, person.email, "Zebedeus", AGENT)
    assert set(left) <= {"audit.events"}
    assert left.get("audit.events", set()) <= {"Zebedeus", AGENT}  # what the law keeps: the log of who did what
    after = (await company.client.get("/api/v1/reports/trial-balance")).json()["data"]
    assert (after["rows"], after["difference"]) == (before["rows"], "0.00")
    assert (await company.client.post("/api/v1/audit/verify")).json()["data"]["holds"]
    [erased] = (await company.client.get("/api/v1/audit/events", params={"name": "person.erased"})).json()["data"]
    assert erased["payload"] == {"user_id": str(person.user_id)}


async def test_nobody_can_be_them_any_more(leaving: Company, company: Company):
    await give_own_company_to(company, leaving)
    assert (await erase(leaving)).status_code == 202
    assert (await leaving.client.get("/api/v1/me")).status_code == 401
    assert (await leaving.client.post("/api/v1/auth/refresh")).status_code == 401
    async with new_client() as client:
        for email in (leaving.email, f"{leaving.user_id}@erased.invalid"):
            answer = await client.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD})
            assert answer.status_code in (401, 422)
        again = {"email": leaving.email, "password": PASSWORD, "full_name": "New", "company_name": "New BV"}
        assert (await client.post("/api/v1/auth/register", json=again)).status_code == 201
    members = (await company.client.get("/api/v1/members")).json()["data"]
    assert [each["id"] for each in members] == [str(company.user_id)]


async def test_their_keys_sessions_and_exports_end(leaving: Company, company: Company):
    await give_own_company_to(company, leaving)
    export = await exports.asked(leaving, "person")
    assert await exports.work_on(leaving, export) == "succeeded"
    assert (await erase(leaving)).status_code == 202
    async with company.begin() as work:
        jobs = await work.session.execute(
            text("select name, status from accounting.job_runs where name = 'privacy.clear_folder'")
        )
        assert jobs.all() == [("privacy.clear_folder", "queued")]
    await mailbox.run_due(company, "privacy.clear_folder")
    assert await storage.keys(f"{company.tenant_id}/exports/{export['id']}/") == []
    async with leaving.begin() as work:
        user = await work.session.get_one(User, leaving.user_id)
        assert (user.full_name, user.erased_at is not None) == ("–", True)
        rows = await work.session.execute(
            text("select ip, user_agent, revoked_at is not null from accounting.sessions")
        )
        assert set(rows.all()) == {(None, None, True)}


async def test_the_last_owner_of_a_closed_company_may_go_and_its_books_stay(company: Company):
    await documents.approved(company)
    closing = {"current_password": PASSWORD, "name": "Peeters BV"}
    assert (await company.client.post("/api/v1/company/close", json=closing)).status_code == 200
    answer = await erase(company)
    assert answer.status_code == 202, answer.text
    async with company.begin() as work:
        assert await work.session.scalar(text("select sum(debit - credit) from accounting.postings")) == 0
        assert await work.session.scalar(text("select count(*) from accounting.memberships")) == 1
        assert (
            await work.session.scalar(text("select email from accounting.users")) == f"{company.user_id}@erased.invalid"
        )


async def test_asked_twice_it_happens_once(leaving: Company, company: Company):
    await give_own_company_to(company, leaving)
    assert (await erase(leaving)).status_code == 202
    assert (await erase(leaving)).status_code == 401


async def test_an_api_key_can_neither_erase_nor_export_its_maker(company: Company):
    async with new_client() as client:
        client.headers["authorization"] = f"Bearer sap_{'0' * 32}.{'0' * 32}.x"
        assert (await client.post(ERASE, json={"current_password": "x"})).status_code == 401
        assert (await client.post(exports.ASK["person"])).status_code == 401


async def test_killed_anywhere_an_erasure_is_completed_by_its_jobs(leaving: Company, company: Company, monkeypatch):
    """The process dies right after the first commit: the person is out already, the companies follow by themselves."""
    await give_own_company_to(company, leaving)

    async def dies(*_, **__):
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr("app.modules.privacy.service.forgetting.forget_once", dies)
        with pytest.raises(BaseException):  # noqa: B017
            await erase(leaving)
    assert (await leaving.client.get("/api/v1/me")).status_code == 401
    async with new_client() as client:
        answer = await client.post("/api/v1/auth/login", json={"email": leaving.email, "password": PASSWORD})
        assert answer.status_code == 401
    assert "accounting.mail_messages" in await everywhere(leaving, leaving.email)

    for tenant_id in leaving.data["companies"]:
        there = Company(company.client, company.user_id, UUID(tenant_id), company.email)
        await mailbox.run_due(there, forgetting.JOB)
        await mailbox.run_due(there, forgetting.JOB)
    assert set(await everywhere(leaving, leaving.email, AGENT)) <= {"audit.events"}
    events = (await company.client.get("/api/v1/audit/events", params={"name": "person.erased"})).json()["data"]
    assert [each["payload"] for each in events] == [{"user_id": str(leaving.user_id)}]


async def test_an_erasure_that_was_given_up_is_promised_again_at_night(leaving: Company, company: Company, monkeypatch):
    await give_own_company_to(company, leaving)

    async def nothing(*_, **__):
        return None

    monkeypatch.setattr("app.modules.privacy.service.forgetting.forget_once", nothing)
    assert (await erase(leaving)).status_code == 202
    monkeypatch.undo()
    async with company.begin() as work:
        await work.session.execute(update(Job).where(Job.name == forgetting.JOB).values(status="failed"))
        await forgetting.promise_again(work)
    await mailbox.run_due(company, forgetting.JOB)
    members = (await company.client.get("/api/v1/members")).json()["data"]
    assert [each["id"] for each in members] == [str(company.user_id)]
    async with company.begin() as work:
        payloads = (await work.session.scalars(select(Job.payload).where(Job.name == forgetting.JOB))).all()
    assert [each for each in payloads if forgetting.ADDRESS in each] == []


async def test_a_company_that_one_has_left_is_in_ones_export(person: Company, company: Company):
    """Who, when and from where they did something there is still about them."""
    assert (await company.client.delete(f"/api/v1/members/{person.user_id}")).status_code == 204
    login = {"email": person.email, "password": PASSWORD}
    answer = await person.client.post("/api/v1/auth/login", json=login)
    data = answer.json()["data"]
    person.client.headers["authorization"] = f"Bearer {data['access_token']}"
    home = Company(person.client, person.user_id, UUID(data["tenant"]["id"]), person.email)
    export = await exports.made(home, "person")
    events = read(export, f"companies/{company.tenant_id}/by-you/events.json")
    assert {"entry.posted", "document.approved"} <= {each["name"] for each in events}
    assert {each["actor_id"] for each in events} == {str(person.user_id)}
