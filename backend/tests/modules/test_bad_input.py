"""Seven ways to ask for what cannot be: each is refused clearly, as documented, with the field named.

That each answer is documented, `tests/documented.py` sees to at every one of them.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from app.modules.identity.models import Invitation
from tests.conftest import Company, new_client
from tests.factories.invoicing import contact
from tests.modules.identity.people import confirm_address, letters, token_in

Ask = Callable[[Company, Company], Awaitable[httpx.Response]]


async def a_stale_if_match(mine: Company, _: Company) -> httpx.Response:
    path = f"/api/v1/contacts/{await contact(mine)}"
    for name in ("First", "Second"):
        answer = await mine.client.patch(path, json={"name": name}, headers={"if-match": '"1"'})
    return answer


async def a_reused_key_with_another_body(mine: Company, _: Company) -> httpx.Response:
    headers = {"idempotency-key": uuid4().hex}
    for name in ("First", "Second"):
        answer = await mine.client.post("/api/v1/contacts", json={"name": name}, headers=headers)
    return answer


async def a_foreign_tenants_id(mine: Company, other: Company) -> httpx.Response:
    return await mine.client.get(f"/api/v1/contacts/{await contact(other)}")


async def a_wrong_cursor(mine: Company, _: Company) -> httpx.Response:
    return await mine.client.get("/api/v1/contacts", params={"cursor": "bm9uc2Vuc2U"})


async def ten_megabytes_of_json(mine: Company, _: Company) -> httpx.Response:
    return await mine.client.post("/api/v1/contacts", json={"name": "x" * 10 * 1024 * 1024})


async def an_expired_invitation(mine: Company, _: Company) -> httpx.Response:
    await confirm_address(mine)
    invited = await mine.client.post("/api/v1/invitations", json={"email": "new@example.com", "role": "member"})
    assert invited.status_code == 201, invited.text
    async with mine.begin() as work:
        await work.session.execute(update(Invitation).values(expires_at=work.now - timedelta(seconds=1)))
    [letter] = await letters(mine, "invitation")
    joining = {"token": token_in(letter, "invitation"), "full_name": "Jan", "password": "a sentence of my own"}
    async with new_client() as client:
        return await client.post("/api/v1/auth/invitations/accept", json=joining)


async def a_role_that_would_leave_a_tenant_without_owner(mine: Company, _: Company) -> httpx.Response:
    return await mine.client.patch(f"/api/v1/members/{mine.user_id}", json={"role": "accountant"})


@pytest.mark.parametrize(
    ("ask", "status", "code", "field"),
    [
        (a_stale_if_match, 412, "changed_meanwhile", "If-Match"),
        (a_reused_key_with_another_body, 409, "idempotency_key_reused", "Idempotency-Key"),
        (a_foreign_tenants_id, 404, "contact_not_found", "contact_id"),
        (a_wrong_cursor, 422, "cursor_invalid", "cursor"),
        (ten_megabytes_of_json, 413, "request_too_large", "body"),
        (an_expired_invitation, 410, "invitation_expired", "token"),
        (a_role_that_would_leave_a_tenant_without_owner, 409, "tenant_without_owner", "role"),
    ],
)
async def test_it_is_refused_with_its_field(company: Company, other_company: Company, ask: Ask, status, code, field):
    answer = await ask(company, other_company)
    [told] = answer.json()["errors"]
    assert (answer.status_code, told["code"], told["field"]) == (status, code, field)
    assert answer.json()["type"] == f"/problems/{code}"
    assert (await company.client.get(answer.json()["type"])).status_code == 200
