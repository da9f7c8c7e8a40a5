"""People in companies, with a role."""

from app.modules.identity.models import Membership
from tests.conftest import Company, register


async def colleague(company: Company, role: str) -> Company:
    """Somebody with a company of their own who also has `role` in this one, and is signed in here."""
    person = await register(language="en")
    async with company.begin() as work:
        work.session.add(Membership(tenant_id=company.tenant_id, user_id=person.user_id, role=role))
    return await enter(person, company)


async def enter(person: Company, company: Company) -> Company:
    """The same person, now in that company."""
    answer = await person.client.post("/api/v1/auth/switch", json={"tenant_id": str(company.tenant_id)})
    assert answer.status_code == 200, answer.text
    person.client.headers["authorization"] = f"Bearer {answer.json()['data']['access_token']}"
    return Company(person.client, person.user_id, company.tenant_id, person.email, answer.json()["data"])
