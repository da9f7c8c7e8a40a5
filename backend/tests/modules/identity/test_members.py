"""The people of a company: roles, leaving, and always an owner."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.modules.identity.errors import TenantWithoutOwner
from app.modules.identity.models import Membership
from tests.conftest import PASSWORD, Company
from tests.factories import people
from tests.modules.identity.people import confirm_address, events, field, refusal, second_factor, sign_in

MEMBERS = "/api/v1/members"


def path(person: Company) -> str:
    return f"{MEMBERS}/{person.user_id}"


async def test_everybody_who_works_here_is_listed_with_what_the_company_may_know(company: Company):
    accountant = await people.colleague(company, "accountant")
    await second_factor(accountant)
    listed = (await company.client.get(MEMBERS, params={"sort": "role"})).json()["data"]
    assert [(each["id"], each["role"]) for each in listed] == [
        (str(accountant.user_id), "accountant"),
        (str(company.user_id), "owner"),
    ]
    assert [(each["mfa_enabled"], each["email_verified"]) for each in listed] == [(True, False), (False, False)]
    assert all(each["last_seen_at"] and each["joined_at"] for each in listed)
    assert set(listed[0]) == {
        "id", "type", "full_name", "email", "role", "joined_at", "last_seen_at", "mfa_enabled", "email_verified",
        "version",
    }  # fmt: skip


async def test_a_person_of_two_companies_is_listed_once_in_each(company: Company, other_company: Company):
    accountant = await people.colleague(company, "accountant")
    assert len((await accountant.client.get(MEMBERS)).json()["data"]) == 2
    assert len((await other_company.client.get(MEMBERS)).json()["data"]) == 1


async def test_the_list_can_be_filtered_searched_and_taken_along(company: Company):
    member = await people.colleague(company, "member")
    only = (await company.client.get(MEMBERS, params={"role": "member"})).json()["data"]
    found = (await company.client.get(MEMBERS, params={"q": member.email})).json()["data"]
    assert [each["id"] for each in only] == [each["id"] for each in found] == [str(member.user_id)]
    file = await company.client.get(MEMBERS, params={"format": "csv"})
    assert file.headers["content-type"].startswith("text/csv")
    assert member.email in file.text


async def test_an_owner_gives_another_role_which_counts_at_once(company: Company):
    member = await people.colleague(company, "member")
    assert refusal(await member.client.get("/api/v1/api-keys")) == (403, "permission_missing")
    revised = await company.client.patch(path(member), json={"role": "owner"}, headers={"if-match": '"1"'})
    assert (revised.json()["data"]["role"], revised.headers["etag"]) == ("owner", '"2"')
    assert (await member.client.get("/api/v1/api-keys")).status_code == 200
    stale = await company.client.patch(path(member), json={"role": "viewer"}, headers={"if-match": '"1"'})
    assert refusal(stale) == (412, "changed_meanwhile")
    ((_, actor, payload),) = await events(company, "member.role_changed")
    assert (actor, payload["user_id"]) == (company.user_id, str(member.user_id))
    assert (payload["old"], payload["new"]) == ({"role": "member"}, {"role": "owner"})


@pytest.mark.parametrize("change", [{"role": "god"}, {"role": None}, {}, {"role": "member", "user_id": str(uuid4())}])
async def test_a_role_is_one_of_four_and_nothing_else_is_changed(company: Company, change):
    member = await people.colleague(company, "viewer")
    assert (await company.client.patch(path(member), json=change)).status_code == 422


async def test_only_owners_change_roles_and_take_people_out(company: Company):
    member = await people.colleague(company, "member")
    for role in ("viewer", "member", "accountant"):
        person = await people.colleague(company, role)
        mine = await person.client.patch(path(person), json={"role": "owner"})
        others = await person.client.delete(path(member))
        assert refusal(mine) == refusal(others) == (403, "permission_missing")


async def test_the_last_owner_can_neither_step_down_nor_leave(company: Company):
    await people.colleague(company, "accountant")
    asked = [
        company.client.patch(path(company), json={"role": "member"}),
        company.client.delete(path(company)),
        company.client.delete(f"{MEMBERS}/me"),
    ]
    for each in asked:
        assert refusal(await each) == (409, "tenant_without_owner")
    assert (await company.client.patch(path(company), json={"role": "owner"})).status_code == 200


async def test_two_owners_who_leave_at_the_same_moment_do_not_both_get_away(company: Company):
    other = await people.colleague(company, "owner")
    leaving = [each.client.delete(f"{MEMBERS}/me") for each in (company, other)]
    assert sorted(each.status_code for each in await asyncio.gather(*leaving)) == [204, 409]


async def test_two_owners_who_demote_each_other_at_the_same_moment(company: Company):
    other = await people.colleague(company, "owner")
    demoting = [
        company.client.patch(path(other), json={"role": "member"}),
        other.client.patch(path(company), json={"role": "member"}),
    ]
    statuses = sorted(each.status_code for each in await asyncio.gather(*demoting))
    assert statuses in ([200, 403], [200, 409])


async def test_the_database_itself_keeps_an_owner(company: Company):
    """Whatever the code forgets: the deferred trigger refuses at commit."""
    with pytest.raises(TenantWithoutOwner):
        async with company.begin() as work:
            await work.session.execute(update(Membership).values(role="member"))


async def test_who_is_taken_out_is_out_at_once_with_sessions_and_keys(company: Company):
    member = await people.colleague(company, "owner")
    await confirm_address(member)
    made = await member.client.post("/api/v1/api-keys", json={"name": "Shop", "scopes": ["contacts:read"]})
    key = {"authorization": f"Bearer {made.json()['data']['key']}"}
    assert (await member.client.get("/api/v1/contacts", headers=key)).status_code == 200
    assert (await company.client.delete(path(member))).status_code == 204
    assert refusal(await member.client.get("/api/v1/documents")) == (401, "session_ended")
    assert (await member.client.post("/api/v1/auth/refresh")).status_code == 401
    assert refusal(await company.client.get("/api/v1/contacts", headers=key)) == (401, "token_invalid")
    assert refusal(await company.client.delete(path(member))) == (404, "member_not_found")
    names = [name for name, actor, _ in await events(company, "member.removed", "api_key.revoked", "session.revoked")
             if actor == company.user_id]  # fmt: skip
    assert names == ["api_key.revoked", "session.revoked", "member.removed"]
    _, again = await sign_in(member.email)
    assert again.json()["data"]["tenant"]["id"] != str(company.tenant_id)


async def test_who_comes_back_does_not_come_back_with_old_tokens_and_keys(company: Company):
    member = await people.colleague(company, "owner")
    await confirm_address(member)
    made = await member.client.post("/api/v1/api-keys", json={"name": "Shop", "scopes": ["contacts:read"]})
    await company.client.delete(path(member))
    async with company.begin() as work:
        work.session.add(Membership(tenant_id=company.tenant_id, user_id=member.user_id, role="owner"))
    assert (await member.client.get("/api/v1/documents")).status_code == 401
    key = {"authorization": f"Bearer {made.json()['data']['key']}"}
    assert (await member.client.get("/api/v1/contacts", headers=key)).status_code == 401


@pytest.mark.parametrize("role", ["viewer", "member", "accountant", "owner"])
async def test_everybody_may_leave_by_themselves(company: Company, role):
    person = await people.colleague(company, role)
    assert (await person.client.delete(f"{MEMBERS}/me")).status_code == 204
    assert refusal(await person.client.get("/api/v1/me")) == (401, "session_ended")
    assert [each["id"] for each in (await company.client.get(MEMBERS)).json()["data"]] == [str(company.user_id)]


async def test_who_belongs_to_no_company_any_more_is_told_so_but_only_with_the_password(company: Company):
    other = await people.colleague(company, "owner")
    await company.client.delete(f"{MEMBERS}/me")
    assert refusal((await sign_in(company.email))[1]) == (403, "no_company_left")
    assert refusal((await sign_in(company.email, f"not {PASSWORD}"))[1]) == (401, "credentials_wrong")
    assert (await other.client.get("/api/v1/me")).status_code == 200


async def test_people_of_other_companies_are_not_there(company: Company, other_company: Company):
    for each in (other_company.user_id, uuid4()):
        target = f"{MEMBERS}/{each}"
        assert refusal(await company.client.patch(target, json={"role": "viewer"})) == (404, "member_not_found")
        assert refusal(await company.client.delete(target)) == (404, "member_not_found")
    wrong = await company.client.delete(f"{MEMBERS}/nobody")
    assert (wrong.status_code, field(wrong)) == (422, "user_id")
