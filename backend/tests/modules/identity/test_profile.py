"""One's own name, language and e-mail address."""

import asyncio
import json

import pytest

from app.core.fingerprints import is_fingerprint_of
from tests.conftest import PASSWORD, Company, register
from tests.modules.identity.people import events, field, letters, refusal, sign_in, token_in

CHANGE = "/api/v1/me/email"
CONFIRM = "/api/v1/auth/confirm-email"


def new_address(company: Company) -> str:
    return f"new.{company.email}"


async def test_one_may_change_name_and_language(company: Company):
    answer = await company.client.patch("/api/v1/me", json={"language": "fr", "full_name": "Anne"})
    me = answer.json()["data"]
    assert (me["language"], me["full_name"], me["email"]) == ("fr", "Anne", company.email)
    ((_, _, payload),) = await events(company, "user.revised")
    assert (payload["old"]["language"], payload["new"]["language"]) == ("en", "fr")
    assert "An" not in json.dumps(payload)
    assert is_fingerprint_of(payload["old"]["full_name"], company.user_id, "full_name", "An Peeters")
    assert is_fingerprint_of(payload["new"]["full_name"], company.user_id, "full_name", "Anne")
    assert not is_fingerprint_of(payload["new"]["full_name"], company.user_id, "full_name", "An Peeters")
    assert not is_fingerprint_of(payload["new"]["full_name"], company.tenant_id, "full_name", "Anne")


async def test_a_stale_change_of_a_profile_is_refused(company: Company):
    seen = (await company.client.get("/api/v1/me")).headers["etag"]
    revised = await company.client.patch("/api/v1/me", json={"full_name": "Anne"}, headers={"if-match": seen})
    assert revised.status_code == 200, revised.text
    assert revised.headers["etag"] != seen
    stale = await company.client.patch("/api/v1/me", json={"full_name": "Annie"}, headers={"if-match": seen})
    assert refusal(stale) == (412, "changed_meanwhile")
    now = await company.client.get("/api/v1/me")
    assert (now.json()["data"]["full_name"], now.headers["etag"]) == ("Anne", revised.headers["etag"])
    both = await asyncio.gather(
        *(
            company.client.patch("/api/v1/me", json={"full_name": name}, headers={"if-match": now.headers["etag"]})
            for name in ("Ann", "Anneke")
        )
    )
    assert sorted(each.status_code for each in both) == [200, 412]


@pytest.mark.parametrize("name", ["email", "id", "password_hash", "email_verified_at", "mfa_enabled_at", "role"])
async def test_nothing_else_can_be_slipped_in(company: Company, name):
    before = (await company.client.get("/api/v1/me")).json()["data"]
    answer = await company.client.patch("/api/v1/me", json={"full_name": "Anne", name: "x@y.be"})
    assert (refusal(answer), field(answer)) == ((422, "extra_forbidden"), name)
    assert (await company.client.get("/api/v1/me")).json()["data"] == before


async def test_a_new_address_counts_once_its_link_was_opened(company: Company, stranger):
    new = new_address(company)
    asked = await company.client.post(CHANGE, json={"current_password": PASSWORD, "email": new})
    assert (asked.status_code, asked.json()["data"]["email"]) == (202, new)
    assert (await company.client.get("/api/v1/me")).json()["data"]["email"] == company.email
    (warning,) = await letters(company, "email_changing")
    assert (warning["to"], warning["new_email"]) == (company.email, new)
    (letter,) = await letters(company, "confirm_new_email", to=new)
    token = token_in(letter, "confirm-email")
    assert (await stranger.post(CONFIRM, json={"token": token})).status_code == 204
    me = (await company.client.get("/api/v1/me")).json()["data"]
    assert (me["email"], me["email_verified"]) == (new, True)
    assert (await sign_in(new))[1].status_code == 200
    assert (await sign_in(company.email))[1].status_code == 401
    assert refusal(await stranger.post(CONFIRM, json={"token": token})) == (410, "link_used")
    ((_, _, payload),) = await events(company, "email.changed")
    assert company.email not in json.dumps(payload)
    assert is_fingerprint_of(payload["old"]["email"], company.user_id, "email", company.email)
    assert is_fingerprint_of(payload["new"]["email"], company.user_id, "email", new)


async def test_an_address_that_somebody_has_is_refused_to_whoever_opens_its_mail_only(company: Company, stranger):
    other = await register()
    asked = await company.client.post(CHANGE, json={"current_password": PASSWORD, "email": other.email})
    assert asked.status_code == 202
    token = token_in((await letters(company, "confirm_new_email"))[0], "confirm-email")
    assert refusal(await stranger.post(CONFIRM, json={"token": token})) == (409, "email_taken")
    assert (await company.client.get("/api/v1/me")).json()["data"]["email"] == company.email


async def test_links_to_the_old_address_are_void_after_the_change(company: Company, stranger):
    await stranger.post("/api/v1/auth/password/forgot", json={"email": company.email})
    await company.client.post(CHANGE, json={"current_password": PASSWORD, "email": new_address(company)})
    change = token_in((await letters(company, "confirm_new_email"))[0], "confirm-email")
    await stranger.post(CONFIRM, json={"token": change})
    reset = token_in((await letters(company, "reset_password"))[0], "reset-password")
    answer = await stranger.post("/api/v1/auth/password/reset", json={"token": reset, "password": "a new sentence"})
    assert refusal(answer) == (404, "link_invalid")
    verify = token_in((await letters(company, "verify_email"))[0], "verify-email")
    assert refusal(await stranger.post("/api/v1/auth/verify-email", json={"token": verify})) == (404, "link_invalid")


@pytest.mark.parametrize(
    ("wrong", "code", "where"),
    [
        ({"current_password": "not this one"}, "current_password_wrong", "current_password"),
        ({"email": "nobody"}, "email_invalid", "email"),
        ({"email": None}, "string_type", "email"),
    ],
)
async def test_an_address_is_not_changed(company: Company, wrong, code, where):
    asked = {"current_password": PASSWORD, "email": new_address(company)} | wrong
    answer = await company.client.post(CHANGE, json=asked)
    assert (refusal(answer), field(answer)) == ((422, code), where)
    assert await letters(company, "confirm_new_email") == []


async def test_the_address_one_has_is_not_a_new_one(company: Company):
    asked = {"current_password": PASSWORD, "email": company.email.upper()}
    assert refusal(await company.client.post(CHANGE, json=asked)) == (422, "email_unchanged")


async def test_addresses_of_strangers_are_not_flooded_with_mail(company: Company, monkeypatch):
    monkeypatch.setattr("app.modules.identity.profile.MOST_PER_HOUR", 2)
    for n, expected in enumerate((202, 202, 429)):
        asked = {"current_password": PASSWORD, "email": f"{n}.{company.email}"}
        assert (await company.client.post(CHANGE, json=asked)).status_code == expected
