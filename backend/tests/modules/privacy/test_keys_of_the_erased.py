"""An API key lives no longer than its maker, wherever they made it."""

import pytest

from app.core.work import begin
from app.modules.identity.models import Membership
from tests.conftest import PASSWORD, Company, new_client, register
from tests.factories import people
from tests.modules.identity.people import confirm_address, refusal


async def key_of(person: Company) -> str:
    """A key of theirs in the company where they are now."""
    asked = {"name": "reader", "scopes": ["contacts:read"]}
    answer = await person.client.post("/api/v1/api-keys", json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]["key"]


async def use(key: str):
    async with new_client() as client:
        return await client.get("/api/v1/contacts", headers={"authorization": f"Bearer {key}"})


async def test_a_key_dies_with_its_maker_in_every_company_before_any_job_ran(
    company: Company, monkeypatch: pytest.MonkeyPatch
):
    """At once: not only where they were when they asked, and not only when each company has been seen to."""

    async def not_yet(*_: object) -> None:
        return None

    leaver = await register(language="en")
    await confirm_address(leaver)
    keys = [await key_of(leaver)]
    async with begin(leaver.tenant_id, company.user_id) as work:
        work.session.add(Membership(tenant_id=leaver.tenant_id, user_id=company.user_id, role="owner"))
    async with company.begin() as work:
        work.session.add(Membership(tenant_id=company.tenant_id, user_id=leaver.user_id, role="owner"))
    there = await people.enter(leaver, company)
    keys.append(await key_of(there))
    assert [(await use(key)).status_code for key in keys] == [200, 200]

    monkeypatch.setattr("app.modules.privacy.service.forgetting.forget_once", not_yet)
    answer = await there.client.post("/api/v1/me/erase", json={"current_password": PASSWORD})
    assert answer.status_code == 202, answer.text
    assert [refusal(await use(key)) for key in keys] == [(401, "token_invalid")] * 2
    for tenant_id in (leaver.tenant_id, company.tenant_id):  # the jobs had not come by: it is the person who is gone
        async with begin(tenant_id, company.user_id) as work:
            assert await work.session.get(Membership, (tenant_id, leaver.user_id)) is not None
