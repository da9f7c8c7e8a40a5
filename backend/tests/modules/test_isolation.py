"""Two companies and every operation there is, taken from the API's own document: nothing crosses over."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text

from app.modules.identity.models import Membership
from app.modules.privacy import tables
from tests.conftest import Company, register
from tests.documented import document
from tests.factories import people
from tests.factories.everything import furnish
from tests.factories.invoicing import contact, issued
from tests.modules.conftest import file, pdf

DOCUMENT = document()
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    if path.startswith("/api/v1")
    for method, operation in methods.items()
}
ALIKE = re.compile(r"{(journal|period|grid|kind)}")
"""What every company has of its own under the same name: nothing is told by it."""
WITH_ID = sorted(name for name in OPERATIONS if "{" in ALIKE.sub("", name))
LISTS = sorted(name for name in OPERATIONS if name.startswith("GET") and "{" not in name)
AS_FILE = {
    name
    for name, operation in OPERATIONS.items()
    for each in operation.get("parameters", ())
    if each["in"] == "query" and each["name"] == "format" and "csv" in each["schema"].get("enum", ())
}
"""What can be had as a file of its own, made by other code than the JSON."""
ALSO_THERE = (
    "update accounting.job_runs set status = 'succeeded'",
    "insert into accounting.exchange_rates (id, currency, valid_on, rate, source)"
    " values (gen_random_uuid(), 'USD', '2026-11-02', 1.1, 'manual')",
    "insert into accounting.reminders (id, invoice_id, level, rule, sent_on)"
    " select gen_random_uuid(), id, 1, 'none', '2026-11-02' from accounting.invoices limit 1",
    "insert into accounting.recurring_invoices (id, name, contact_id, content, every, starts_on)"
    " select gen_random_uuid(), 'SECRET-20', id, '{}', 'month', '2026-11-02' from accounting.contacts limit 1",
)
"""What a company is not furnished with, and lists show; and that its jobs are done, or they would be sent again meanwhile."""
WITHOUT_ROWS = {"GET /api/v1/vat/returns/{period}/grids/{grid}"}
"""What is empty in furnished books as well: nothing in them has VAT."""
UUID_LIKE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOBODYS = "01a1fc40-0000-7000-8000-000000000000"
UNKNOWN_NUMBER = "999999"
OF_NOBODY = {
    *("GET /api/v1/webhooks/events", "GET /api/v1/ledger/accounts", "GET /api/v1/audit/retention"),
    *("GET /api/v1/vat/treatments", "GET /api/v1/vat/deductions", "GET /api/v1/expenses/categories"),
    *("GET /api/v1/ledger/journals", "GET /api/v1/number-series"),
}
"""Lists that are alike for everybody."""
ABOUT_MYSELF = {"GET /api/v1/ledger/years", "GET /api/v1/me/sessions", "GET /api/v1/members", "GET /api/v1/mails", "GET /api/v1/jobs", "GET /api/v1/audit/events"}  # fmt: skip
"""Lists that are never empty: whoever asks is in them, or what their own registration did."""


def schema_of(told: dict[str, Any]) -> dict[str, Any]:
    return DOCUMENT["components"]["schemas"][told["$ref"].rsplit("/", 1)[1]] if "$ref" in told else told


def holds_ids(told: dict[str, Any]) -> bool:
    """Whether a schema is an id, or anything in it."""
    told = schema_of(told)
    inner = [*told.get("properties", {}).values(), *(told.get(word) for word in ("items", "additionalProperties"))]
    inner += [each for word in ("anyOf", "oneOf", "allOf") for each in told.get(word, ())]
    return told.get("format") == "uuid" or any(holds_ids(each) for each in inner if isinstance(each, dict))


def kinds_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """A schema and what it may be instead, such as an id or null."""
    told = schema_of(told)
    return [told, *(schema_of(each) for word in ("anyOf", "oneOf", "allOf") for each in told.get(word, ()))]


def is_id(told: dict[str, Any]) -> bool:
    return any(each.get("format") == "uuid" for each in kinds_of(told))


def with_ids(value: Any, told: dict[str, Any], some_id: str) -> Any:
    """The same body, with this id wherever there is place for one, also where the example leaves it out."""
    if is_id(told):
        return some_id
    for kind in kinds_of(told):
        if kind.get("properties") and isinstance(value, dict):
            fields = kind["properties"]
            filled = {name: with_ids(each, fields.get(name, {}), some_id) for name, each in value.items()}
            return {name: some_id for name, each in fields.items() if is_id(each)} | filled
        if kind.get("items") and isinstance(value, list):
            return [with_ids(each, kind["items"], some_id) for each in value]
    return value


def body_of(name: str, some_id: str | None = None) -> Any:
    """The document's own example of a request, with an id put into every place for one."""
    content = OPERATIONS[name].get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    return with_ids(content["example"], content["schema"], some_id) if some_id else content["example"]


def id_queries(name: str) -> list[str]:
    return [
        each["name"]
        for each in OPERATIONS[name].get("parameters", ())
        if each["in"] == "query" and holds_ids(each["schema"])
    ]


def needed(name: str) -> dict[str, str]:
    """What a query cannot be without; an id in it is nobody's, and not the one of the path."""
    found = {}
    for each in OPERATIONS[name].get("parameters", ()):
        if each["in"] == "query" and each.get("required"):
            by_format = {"uuid": NOBODYS[:-1] + "1", "date": "2026-11-21"}
            found[each["name"]] = each["schema"].get("enum", [by_format.get(each["schema"].get("format"))])[0]
    return found


@dataclass(frozen=True)
class Furnished:
    """A company with one of everything that has an id."""

    company: Company
    ids: dict[str, str]

    @property
    def foreign(self) -> list[str]:
        """Every id in it, and its own."""
        return sorted({each for each in self.ids.values() if UUID_LIKE.fullmatch(each)} | {str(self.company.tenant_id)})


IDS_IN_BODY = sorted(
    name
    for name, operation in OPERATIONS.items()
    if holds_ids(operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {}))
)
IDS_IN_QUERY = sorted(name for name in OPERATIONS if id_queries(name))


@pytest.fixture(scope="module")
async def theirs() -> AsyncIterator[Furnished]:
    """Somebody else's company with one of everything, made once: each test proves that it left it as it was."""
    company = await register(language="en")
    ids = await furnish(company)
    await issued(company, contact_id=await contact(company), issued_on="2026-08-03", due_on="2026-09-02")  # it is late
    async with company.begin() as work:
        for statement in ALSO_THERE:
            await work.session.execute(text(statement))
    yield Furnished(company, ids)
    await company.client.aclose()


async def call(company: Company, name: str, ids: dict[str, str], *, some_id: str | None = None, **more: Any):
    method, path = name.split()
    if "json" not in more:
        more["json"] = body_of(name, some_id)
    more["params"] = needed(name) | more.get("params", {})
    return await company.client.request(method, path.format(**ids), **more)


async def everything(company: Company) -> dict[str, str]:
    """A fingerprint of every table that holds something of the company, all asked at once."""
    async with company.begin(read_only=True) as work:
        held = tables.of_a_company(await tables.catalogue(work))
        rows = "select '{0}', coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {0} t where {1}"
        mine = "tenant_id = accounting.current_tenant()"
        found = await work.session.execute(text(" union all ".join(rows.format(each.name, mine) for each in held)))
        return dict(found.tuples().all())


def tells_of(company: Company, answer) -> list[str]:
    """What an answer holds of somebody else's company."""
    secrets = ("SECRET", str(company.tenant_id), str(company.user_id), company.email)
    return [each for each in secrets if each.upper() in answer.text.upper()]


def test_there_are_ids_in_bodies_and_in_queries():
    assert {"POST /api/v1/auth/switch", "POST /api/v1/documents/bulk/approve"} <= set(IDS_IN_BODY)
    assert "GET /api/v1/audit/events" in IDS_IN_QUERY


@pytest.mark.parametrize("name", IDS_IN_BODY)
async def test_an_id_of_another_company_in_a_body_is_nobodys(theirs: Furnished, company: Company, name):
    """Ids of whatever kind, at every place for one: answered as an id that does not exist, and nothing changes."""
    mine = await furnish(company, "OWN") if "{" in name else {}
    before = await everything(theirs.company)
    unknown = await call(company, name, mine, some_id=NOBODYS)
    for some_id in theirs.foreign:
        answer = await call(company, name, mine, some_id=some_id)
        assert (answer.status_code, told(answer, some_id)) == (unknown.status_code, told(unknown)), (
            "the answer must not tell that it exists elsewhere"
        )
        assert "SECRET" not in answer.text.upper()
    assert await everything(theirs.company) == before


@pytest.mark.parametrize("name", IDS_IN_QUERY)
async def test_an_id_of_another_company_in_a_query_finds_nothing(theirs: Furnished, company: Company, name):
    mine = await furnish(company, "OWN") if "{" in name else {}
    before = await everything(theirs.company)
    for parameter in id_queries(name):
        unknown = await call(company, name, mine, params={parameter: NOBODYS})
        for some_id in (*theirs.foreign, str(theirs.company.user_id)):
            answer = await call(company, name, mine, params={parameter: some_id})
            assert (answer.status_code, told(answer, some_id)) == (unknown.status_code, told(unknown))
    assert await everything(theirs.company) == before


@pytest.mark.parametrize("name", WITH_ID)
async def test_what_belongs_to_another_company_is_not_there(theirs: Furnished, company: Company, name):
    ids = theirs.ids
    before = await everything(theirs.company)
    answer = await call(company, name, ids)
    assert answer.status_code == 404, answer.text
    assert "SECRET" not in answer.text.upper()
    unknown = await call(
        company,
        name,
        ids | dict.fromkeys((each for each in ids if each.endswith("_id")), NOBODYS) | {"sequence": UNKNOWN_NUMBER},
    )
    if name in AS_FILE:
        as_file = await call(company, name, ids, params={"format": "csv"})
        assert (as_file.status_code, tells_of(theirs.company, as_file)) == (404, [])
    asked = [each for each in ids.values() if UUID_LIKE.fullmatch(each)]
    assert told(answer, *asked, number=ids["sequence"]) == told(unknown), (
        "the answer must not tell that it exists elsewhere"
    )
    assert await everything(theirs.company) == before


def told(answer, *asked: str, number: str = UNKNOWN_NUMBER) -> dict:
    """What was answered, as if the ids asked for had been nobody's; how often a row was changed does not matter."""
    text = re.sub(r'"version":\d+', '"version":0', answer.text)
    for some_id in asked:
        text = text.replace(some_id, NOBODYS)
    text = re.sub(rf"\b{number}\b", UNKNOWN_NUMBER, text)
    return {name: value for name, value in json.loads(text).items() if name != "meta"}


@pytest.mark.parametrize("name", LISTS)
async def test_no_list_shows_anything_of_another_company(theirs: Furnished, company: Company, name):
    answer = await call(company, name, {})
    assert answer.status_code == 200 or answer.json()["errors"][0]["code"] == "logo_missing", answer.text
    assert tells_of(theirs.company, answer) == []
    if isinstance(answer.json().get("data"), list) and name not in OF_NOBODY | ABOUT_MYSELF:
        assert answer.json()["data"] == []


@pytest.mark.parametrize("name", sorted(AS_FILE - set(WITH_ID)))
async def test_no_file_of_a_list_shows_anything_of_another_company(theirs: Furnished, company: Company, name):
    """Who has the rows gets them: what is missing in the other one's file is really there to be told."""
    shown, mine = [await call(each, name, theirs.ids, params={"format": "csv"}) for each in (theirs.company, company)]
    assert (mine.status_code, mine.headers["content-type"].partition(";")[0]) == (200, "text/csv"), mine.text
    assert tells_of(theirs.company, mine) == []
    data = (await call(company, name, theirs.ids)).json()["data"]
    if data == []:
        assert len(mine.text.splitlines()) == 1, "the heading alone"
        assert len(shown.text.splitlines()) > 1 or name in WITHOUT_ROWS, "nothing there to be told"


def test_lists_that_are_had_as_files_are_among_those_asked():
    assert {"GET /api/v1/invoices", "GET /api/v1/contacts", "GET /api/v1/audit/events"} <= AS_FILE - set(WITH_ID)
    assert "GET /api/v1/webhooks/{webhook_id}/deliveries" in AS_FILE & set(WITH_ID)


@pytest.mark.parametrize("name", [each for each in sorted(OPERATIONS) if "/auth/" not in each])
async def test_without_a_token_there_is_nothing(stranger, name):
    method, path = name.split()
    zero = NOBODYS
    path = re.sub(r"{(\w+)}", lambda found: zero if found[1].endswith("_id") else "1", path)
    answer = await stranger.request(method, path, json=body_of(name) or {})
    if answer.status_code == 422:  # a form is read before the door is reached; nothing was looked up
        field = {"POST /api/v1/documents": "files", "POST /api/v1/banking/imports": "file"}[name]
        answer = await stranger.post(path, files=[(field, file(pdf())[1])])
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "sign_in_required")


async def test_a_colleague_of_one_company_sees_nothing_of_the_colleagues_other_company(
    company: Company, other_company: Company
):
    """A bookkeeper is in both; neither owner sees the other through them."""
    await furnish(company)
    accountant = await people.colleague(company, "accountant")
    async with other_company.begin() as work:
        work.session.add(Membership(tenant_id=other_company.tenant_id, user_id=accountant.user_id, role="accountant"))
    await people.enter(accountant, other_company)
    for name in LISTS:
        answer = await call(accountant, name, {})
        assert "SECRET" not in answer.text.upper(), name
    theirs = (await other_company.client.get("/api/v1/me")).json()["data"]["tenants"]
    assert [each["id"] for each in theirs] == [str(other_company.tenant_id)]
