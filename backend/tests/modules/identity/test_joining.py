"""Joining by invitation comes after the second factor: of who has one, and of who sets one up because it is asked for."""

import time
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import select

from app.modules.identity.models import Membership
from tests.conftest import PASSWORD, Company
from tests.modules.identity.people import confirm_address, events, field, refusal, second_factor, sign_in
from tests.modules.identity.test_invitations import ACCEPT, INVITATIONS, NEW, accept, invite

MFA = "/api/v1/auth/mfa"


@pytest.fixture
async def owner(company: Company) -> Company:
    """Somebody who may invite."""
    await confirm_address(company)
    return company


async def members(owner: Company) -> set[UUID]:
    """Asked of the table: a list of the API may leave out what is there."""
    async with owner.begin() as work:
        query = select(Membership.user_id).where(Membership.tenant_id == owner.tenant_id)
        return set((await work.session.scalars(query)).all())


async def test_a_second_factor_is_asked_for_as_ever(owner: Company, other_company: Company):
    phone = await second_factor(other_company)
    _, token = await invite(owner, other_company.email)
    client, answer = await accept(token, password=PASSWORD)
    asked = answer.json()["data"]
    assert (answer.status_code, asked["type"]) == (202, "mfa_challenge")
    assert asked["enrolment"] is None
    assert await members(owner) == {owner.user_id}
    assert (await owner.client.get(INVITATIONS)).json()["data"][0]["status"] == "pending"
    wrong = await client.post(MFA, json={"challenge": asked["challenge"], "code": phone.wrong_code()})
    assert refusal(wrong) == (422, "code_wrong")
    assert await members(owner) == {owner.user_id}
    assert await events(owner, "mfa.failed", "invitation.accepted") == []
    assert len(await events(other_company, "mfa.failed")) == 1
    opened = await client.post(MFA, json={"challenge": asked["challenge"], "code": phone.code()})
    assert opened.json()["data"]["tenant"]["id"] == str(owner.tenant_id)
    assert opened.json()["data"]["recovery_codes"] is None
    assert await members(owner) == {owner.user_id, other_company.user_id}
    assert len(await events(owner, "invitation.accepted")) == 1


async def test_a_session_without_its_second_factor_joins_nothing_before_the_code(
    owner: Company, other_company: Company
):
    """It was opened before two-step sign-in was switched on elsewhere."""
    second, _ = await sign_in(other_company.email)
    phone = await second_factor(other_company)
    _, token = await invite(owner, other_company.email)
    answer = await second.post(ACCEPT, json={"token": token})
    assert (answer.status_code, await members(owner)) == (202, {owner.user_id})
    asked = {"challenge": answer.json()["data"]["challenge"], "code": phone.code()}
    assert (await second.post(MFA, json=asked)).status_code == 200
    assert await members(owner) == {owner.user_id, other_company.user_id}


async def test_an_invitation_withdrawn_before_the_code_is_not_joined_by(owner: Company, other_company: Company):
    phone = await second_factor(other_company)
    made, token = await invite(owner, other_company.email)
    client, answer = await accept(token, password=PASSWORD)
    assert (await owner.client.delete(f"{INVITATIONS}/{made['id']}")).status_code == 204
    asked = {"challenge": answer.json()["data"]["challenge"], "code": phone.code()}
    assert refusal(await client.post(MFA, json=asked)) == (410, "invitation_revoked")
    assert await members(owner) == {owner.user_id}


async def asks_for_a_second_factor(owner: Company) -> None:
    await second_factor(owner)
    asked = await owner.client.patch("/api/v1/company", json={"mfa_required": True})
    assert asked.status_code == 200, asked.text


@pytest.mark.parametrize("is_new", [True, False])
async def test_where_a_second_factor_is_asked_for_who_has_none_sets_it_up_before_they_join(
    owner: Company, other_company: Company, is_new
):
    await asks_for_a_second_factor(owner)
    _, token = await invite(owner, None if is_new else other_company.email)
    client, answer = await accept(token, **(NEW if is_new else {"password": PASSWORD}))
    asked = answer.json()["data"]
    assert answer.status_code == 202, answer.text
    assert asked["enrolment"]["uri"].startswith("otpauth://totp/")
    app = pyotp.TOTP(asked["enrolment"]["secret"])
    assert await members(owner) == {owner.user_id}
    assert (await owner.client.get(INVITATIONS)).json()["data"][0]["status"] == "pending"
    wrong = next(each for each in ("000000", "111111") if not app.verify(each, valid_window=2))
    refused = await client.post(MFA, json={"challenge": asked["challenge"], "code": wrong})
    assert refusal(refused) == (422, "code_wrong")
    assert await members(owner) == {owner.user_id}
    opened = await client.post(MFA, json={"challenge": asked["challenge"], "code": app.now()})
    data = opened.json()["data"]
    assert len(data["recovery_codes"]) == 10
    client.headers["authorization"] = f"Bearer {data['access_token']}"
    assert (await client.get("/api/v1/contacts")).status_code == 200
    assert await members(owner) == {owner.user_id, UUID(data["user"]["id"])}
    again = await client.post(MFA, json={"challenge": asked["challenge"], "code": app.at(time.time() + 30)})
    assert refusal(again) == (401, "challenge_ended")


async def test_who_leaves_in_the_middle_of_setting_up_begins_again_with_their_password(owner: Company):
    await asks_for_a_second_factor(owner)
    _, token = await invite(owner)
    first = (await accept(token, **NEW))[1].json()["data"]
    client, answer = await accept(token, password=NEW["password"])
    second = answer.json()["data"]
    old, new = (pyotp.TOTP(each["enrolment"]["secret"]).now() for each in (first, second))
    assert old != new
    assert refusal(await client.post(MFA, json={"challenge": first["challenge"], "code": old})) == (422, "code_wrong")
    assert (await client.post(MFA, json={"challenge": second["challenge"], "code": new})).status_code == 200


async def test_who_is_signed_in_gives_their_password_before_they_set_up_a_second_factor(owner, other_company):
    """As within their own company: a session that was left open is not enough to become somebody's phone."""
    await asks_for_a_second_factor(owner)
    _, token = await invite(owner, other_company.email)
    answer = await other_company.client.post(ACCEPT, json={"token": token})
    assert (refusal(answer), field(answer)) == ((422, "invitation_needs_more"), "password")
    with_password = await other_company.client.post(ACCEPT, json={"token": token, "password": PASSWORD})
    assert with_password.status_code == 202
    assert await members(owner) == {owner.user_id}


async def test_a_second_factor_shown_in_this_session_is_enough_where_one_is_asked_for(owner, other_company):
    await asks_for_a_second_factor(owner)
    await second_factor(other_company)
    _, token = await invite(owner, other_company.email)
    answer = await other_company.client.post(ACCEPT, json={"token": token})
    assert answer.status_code == 200, answer.text
    assert await members(owner) == {owner.user_id, other_company.user_id}
