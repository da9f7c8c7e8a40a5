"""Invitations: from the mail to being signed in, once, in time, and for one address."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from app.core.config import settings
from app.modules.identity.models import Invitation
from tests.conftest import PASSWORD, Company, new_client, register
from tests.factories import people
from tests.modules.identity.people import (
    confirm_address,
    events,
    field,
    letters,
    refusal,
    token_in,
)

INVITATIONS = "/api/v1/invitations"
INSPECT = "/api/v1/auth/invitations/inspect"
ACCEPT = "/api/v1/auth/invitations/accept"
NEW = {"full_name": "Bram Claes", "password": "bread and butter"}


@pytest.fixture
async def owner(company: Company) -> Company:
    """Somebody who may invite."""
    await confirm_address(company)
    return company


async def invite(owner: Company, email: str | None = None, **more: str) -> tuple[dict, str]:
    """The invitation, and the secret that was mailed."""
    email = email or f"{uuid4().hex[:12]}@example.com"
    answer = await owner.client.post(INVITATIONS, json={"email": email, "role": "member"} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"], token_in((await letters(owner, "invitation", to=email))[-1], "invitation")


async def accept(token: str, **more: str):
    client = new_client()
    answer = await client.post(ACCEPT, json={"token": token} | more)
    if answer.status_code == 200:
        client.headers["authorization"] = f"Bearer {answer.json()['data']['access_token']}"
    return client, answer


async def test_a_stranger_is_invited_and_joins(owner: Company, stranger):
    made, token = await invite(owner, role="accountant", language="fr")
    assert (made["status"], made["role"], made["invited_by"]) == ("pending", "accountant", "An Peeters")
    (letter,) = await letters(owner, "invitation")
    assert (letter["language"], letter["company"], letter["role"], letter["days"]) == (
        "fr",
        "Peeters BV",
        "accountant",
        7,
    )
    offer = (await stranger.post(INSPECT, json={"token": token})).json()["data"]
    assert (offer["company_name"], offer["email"], offer["has_account"]) == ("Peeters BV", made["email"], False)
    client, answer = await accept(token, **NEW)
    assert answer.json()["data"]["tenant"]["id"] == str(owner.tenant_id)
    me = (await client.get("/api/v1/me")).json()["data"]
    assert (me["role"], me["email_verified"], me["language"]) == ("accountant", True, "fr")
    listed = (await owner.client.get(INVITATIONS)).json()["data"]
    assert [(each["status"], each["email"]) for each in listed] == [("accepted", made["email"])]
    names = [(name, actor) for name, actor, _ in await events(owner, "invitation.made", "invitation.accepted")]
    assert names == [("invitation.made", owner.user_id), ("invitation.accepted", UUID(me["id"]))]


async def test_somebody_with_an_account_gives_their_password(owner: Company, other_company: Company, stranger):
    _, token = await invite(owner, other_company.email)
    assert (await stranger.post(INSPECT, json={"token": token})).json()["data"]["has_account"] is True
    for missing in ({}, {"full_name": "Bram"}):
        _, refused = await accept(token, **missing)
        assert (refusal(refused), field(refused)) == ((422, "invitation_needs_more"), "password")
    _, wrong = await accept(token, password="not this one")
    assert refusal(wrong) == (401, "credentials_wrong")
    ((_, actor, failed),) = await events(other_company, "user.sign_in_failed")
    assert (actor, failed) == (None, {"user_id": str(other_company.user_id)})
    client, right = await accept(token, password=PASSWORD)
    assert right.json()["data"]["user"]["id"] == str(other_company.user_id)
    assert len((await client.get("/api/v1/me")).json()["data"]["tenants"]) == 2


async def test_who_is_signed_in_as_the_one_invited_just_joins(owner: Company, other_company: Company):
    _, token = await invite(owner, other_company.email)
    answer = await other_company.client.post(ACCEPT, json={"token": token})
    assert answer.json()["data"]["tenant"]["id"] == str(owner.tenant_id)
    headers = {"authorization": f"Bearer {answer.json()['data']['access_token']}"}
    me = (await other_company.client.get("/api/v1/me", headers=headers)).json()["data"]
    assert (me["tenant"]["id"], me["role"], me["email_verified"]) == (str(owner.tenant_id), "member", True)


async def test_an_invitation_for_another_address_is_not_ones_own(owner: Company, other_company: Company):
    third = await register()
    _, token = await invite(owner, third.email)
    answer = await other_company.client.post(ACCEPT, json={"token": token})
    assert refusal(answer) == (403, "invitation_for_somebody_else")
    assert (await owner.client.get(INVITATIONS)).json()["data"][0]["status"] == "pending"


async def test_a_session_that_ended_joins_nothing(owner: Company, other_company: Company):
    _, token = await invite(owner, other_company.email)
    await other_company.client.post("/api/v1/auth/logout")
    answer = await other_company.client.post(ACCEPT, json={"token": token})
    assert refusal(answer) == (401, "session_ended")


async def test_guessing_a_password_through_an_invitation_counts_as_guessing(owner, other_company, monkeypatch):
    monkeypatch.setattr(settings(), "sign_in_failures", 2)
    _, token = await invite(owner, other_company.email)
    statuses = [(await accept(token, password=f"a guess {n}"))[1].status_code for n in range(3)]
    assert statuses == [401, 401, 429]


async def test_it_is_accepted_once(owner: Company):
    _, token = await invite(owner)
    assert (await accept(token, **NEW))[1].status_code == 200
    for path, body in ((ACCEPT, {"token": token} | NEW), (INSPECT, {"token": token})):
        async with new_client() as client:
            again = await client.post(path, json=body)
        assert (refusal(again), field(again)) == ((410, "invitation_used"), "token")


async def test_it_is_accepted_once_even_by_many_at_the_same_moment(owner: Company):
    _, token = await invite(owner)
    answers = await asyncio.gather(*(accept(token, **NEW) for _ in range(5)))
    assert sorted(answer.status_code for _, answer in answers) == [200, 410, 410, 410, 410]
    assert len((await owner.client.get("/api/v1/members")).json()["data"]) == 2


async def test_it_expires_and_can_be_made_anew(owner: Company):
    made, token = await invite(owner)
    async with owner.begin() as work:
        await work.session.execute(update(Invitation).values(expires_at=work.now - timedelta(seconds=1)))
    _, late = await accept(token, **NEW)
    assert (refusal(late), field(late)) == ((410, "invitation_expired"), "token")
    assert (await owner.client.get(INVITATIONS, params={"status": "expired"})).json()["data"][0]["id"] == made["id"]
    _, newer = await invite(owner, made["email"])
    assert (await accept(newer, **NEW))[1].status_code == 200


async def test_it_can_be_sent_again_and_only_the_newest_link_works(owner: Company):
    made, older = await invite(owner)
    again = await owner.client.post(f"{INVITATIONS}/{made['id']}/resend")
    assert again.json()["data"]["expires_at"] > made["expires_at"]
    newer = token_in((await letters(owner, "invitation"))[-1], "invitation")
    assert refusal((await accept(older, **NEW))[1]) == (404, "link_invalid")
    assert (await accept(newer, **NEW))[1].status_code == 200
    assert refusal(await owner.client.post(f"{INVITATIONS}/{made['id']}/resend")) == (410, "invitation_used")


@pytest.mark.parametrize("how", ["removed", "made a member"])
async def test_who_may_invite_no_longer_leaves_no_invitation_behind(owner: Company, how):
    """Else an owner who has to go would invite themselves under another address, and come back."""
    second = await people.colleague(owner, "owner")
    await confirm_address(second)
    made, token = await invite(second, role="owner")
    kept, _ = await invite(owner)
    path = f"/api/v1/members/{second.user_id}"
    gone = await (owner.client.delete(path) if how == "removed" else owner.client.patch(path, json={"role": "member"}))
    assert gone.status_code in (200, 204), gone.text
    assert refusal((await accept(token, **NEW))[1]) == (410, "invitation_revoked")
    listed = (await owner.client.get(INVITATIONS)).json()["data"]
    assert {each["id"]: each["status"] for each in listed} == {made["id"]: "revoked", kept["id"]: "pending"}
    assert [payload["invitation_id"] for *_, payload in await events(owner, "invitation.revoked")] == [made["id"]]


async def test_it_can_be_withdrawn(owner: Company):
    made, token = await invite(owner)
    for _ in range(2):
        assert (await owner.client.delete(f"{INVITATIONS}/{made['id']}")).status_code == 204
    assert refusal((await accept(token, **NEW))[1]) == (410, "invitation_revoked")
    assert refusal(await owner.client.post(f"{INVITATIONS}/{made['id']}/resend")) == (410, "invitation_revoked")
    assert len(await events(owner, "invitation.revoked")) == 1


async def test_what_was_accepted_cannot_be_withdrawn(owner: Company):
    made, token = await invite(owner)
    await accept(token, **NEW)
    assert refusal(await owner.client.delete(f"{INVITATIONS}/{made['id']}")) == (410, "invitation_used")


async def test_nobody_is_invited_twice_or_who_is_here_already(owner: Company):
    made, _ = await invite(owner)
    twice = await owner.client.post(INVITATIONS, json={"email": made["email"].upper(), "role": "viewer"})
    assert (refusal(twice), field(twice)) == ((409, "already_invited"), "email")
    here = await owner.client.post(INVITATIONS, json={"email": owner.email, "role": "viewer"})
    assert (refusal(here), field(here)) == ((409, "already_member"), "email")


async def test_two_invitations_at_the_same_moment_are_one(owner: Company):
    asked = {"email": f"{uuid4().hex}@example.com", "role": "viewer"}
    answers = await asyncio.gather(*(owner.client.post(INVITATIONS, json=asked) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"email": "nobody"}, "email"),
        ({"role": "god"}, "role"),
        ({"language": "de"}, "language"),
        ({"tenant_id": str(uuid4())}, "tenant_id"),
    ],
)
async def test_nobody_is_invited_with(owner: Company, wrong, where):
    asked = {"email": "bram@example.com", "role": "member"} | wrong
    answer = await owner.client.post(INVITATIONS, json=asked)
    assert (answer.status_code, field(answer)) == (422, where)


@pytest.mark.parametrize(
    ("wrong", "code", "where"),
    [
        ({"password": "short"}, "string_too_short", "password"),
        ({"password": "iloveyou"}, "password_too_common", "password"),
        ({"password": "Peeters 2026"}, "password_guessable", "password"),
        ({"full_name": " "}, "string_too_short", "full_name"),
        ({"role": "owner"}, "extra_forbidden", "role"),
        ({"email": "else@example.com"}, "extra_forbidden", "email"),
        ({"full_name": None}, "invitation_needs_more", "full_name"),
    ],
)
async def test_nobody_joins_with(owner: Company, wrong, code, where):
    _, token = await invite(owner)
    _, answer = await accept(token, **(NEW | wrong))
    assert (refusal(answer), field(answer)) == ((422, code), where)
    assert (await accept(token, **NEW))[1].status_code == 200


async def test_who_has_not_confirmed_their_own_address_invites_nobody(company: Company):
    answer = await company.client.post(INVITATIONS, json={"email": "bram@example.com", "role": "member"})
    assert refusal(answer) == (403, "email_not_verified")


async def test_only_owners_invite(owner: Company):
    made, _ = await invite(owner)
    for role in ("viewer", "member", "accountant"):
        person = await people.colleague(owner, role)
        await confirm_address(person)
        asked = {"email": "bram@example.com", "role": "owner"}
        assert refusal(await person.client.post(INVITATIONS, json=asked)) == (403, "permission_missing")
        refused = await person.client.delete(f"{INVITATIONS}/{made['id']}")
        assert refusal(refused) == (403, "permission_missing")


async def test_invitations_of_other_companies_are_not_there(owner: Company, other_company: Company):
    made, token = await invite(owner)
    await confirm_address(other_company)
    for act in (
        other_company.client.delete(f"{INVITATIONS}/{made['id']}"),
        other_company.client.post(f"{INVITATIONS}/{made['id']}/resend"),
    ):
        assert refusal(await act) == (404, "invitation_not_found")
    assert (await other_company.client.get(INVITATIONS)).json()["data"] == []
    _, row, secret = token.split(".")
    moved = f"{other_company.tenant_id.hex}.{row}.{secret}"
    assert refusal((await accept(moved, **NEW))[1]) == (404, "link_invalid")


async def test_a_company_does_not_flood_strangers_with_mail(owner: Company, monkeypatch):
    monkeypatch.setattr("app.modules.identity.inviting.MOST_PER_HOUR", 2)
    asked = [{"email": f"{uuid4().hex}@example.com", "role": "viewer"} for _ in range(3)]
    statuses = [(await owner.client.post(INVITATIONS, json=each)).status_code for each in asked]
    assert statuses == [201, 201, 429]
