"""What is a person's own is nobody else's, not even their company's: asked of the database, past all code."""

from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.core.work import begin
from app.modules.identity.models import (
    ApiKey,
    Authenticator,
    Invitation,
    MailedToken,
    MfaChallenge,
    RecoveryCode,
    RefreshToken,
    Session,
)
from tests.conftest import Company
from tests.factories import people
from tests.modules.identity.people import challenge, confirm_address, second_factor

PERSONAL = [Authenticator, RecoveryCode, MailedToken, MfaChallenge, Session, RefreshToken]
THE_COMPANYS = [Invitation, ApiKey]


async def count(table, tenant_id: UUID | None, actor_id: UUID | None) -> int:
    async with begin(tenant_id, actor_id) as work:
        return await work.session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("table", PERSONAL)
async def test_what_is_a_persons_own_is_there_for_them_alone(company: Company, other_company: Company, table):
    colleague = await people.colleague(company, "owner")
    await second_factor(company)
    await challenge(company)
    assert await count(table, None, company.user_id) > 0
    async with begin(company.tenant_id, colleague.user_id) as work:
        theirs = select(func.count()).select_from(table).where(table.user_id == company.user_id)
        assert await work.session.scalar(theirs) == 0
    assert await count(table, company.tenant_id, None) == 0
    assert await count(table, None, None) == 0


@pytest.mark.parametrize("table", PERSONAL)
async def test_nothing_can_be_slipped_under_somebody_else(company: Company, other_company: Company, table):
    """Their rows cannot be made one's own, and one's own not made theirs."""
    await second_factor(company)
    await challenge(company)
    with pytest.raises(DBAPIError, match="row-level security"):
        async with begin(company.tenant_id, company.user_id) as work:
            change = f"update accounting.{table.__tablename__} set user_id = :other"
            await work.session.execute(text(change), {"other": other_company.user_id})


@pytest.mark.parametrize("table", THE_COMPANYS)
async def test_what_is_the_companys_is_there_for_that_company_alone(company: Company, other_company: Company, table):
    await confirm_address(company)
    invitation = {"email": "bram@example.com", "role": "member"}
    assert (await company.client.post("/api/v1/invitations", json=invitation)).status_code == 201
    key = {"name": "Shop", "scopes": ["contacts:read"]}
    assert (await company.client.post("/api/v1/api-keys", json=key)).status_code == 201
    assert await count(table, company.tenant_id, None) == 1
    assert await count(table, other_company.tenant_id, company.user_id) == 0
    assert await count(table, None, company.user_id) == 0
    with pytest.raises(DBAPIError, match="row-level security"):
        async with begin(company.tenant_id) as work:
            change = f"update accounting.{table.__tablename__} set tenant_id = :other"
            await work.session.execute(text(change), {"other": other_company.tenant_id})
