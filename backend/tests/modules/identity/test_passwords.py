"""Passwords: which will do, changing one's own, and a new one for who forgot it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.core import tokens
from app.core.config import settings
from app.core.models import new_id
from app.core.tokens import Secret
from app.core.work import begin
from app.modules.identity import passwords
from app.modules.identity.errors import PasswordGuessable, PasswordTooCommon
from app.modules.identity.models import KEY_PREFIX, ApiKey, MailedToken
from tests.conftest import PASSWORD, Company
from tests.modules.identity.people import (
    challenge,
    confirm_address,
    events,
    field,
    letters,
    refusal,
    second_factor,
    sign_in,
    token_in,
)

FORGOT = "/api/v1/auth/password/forgot"
RESET = "/api/v1/auth/password/reset"
CHANGE = "/api/v1/me/password"
NEW = "an even longer sentence"
KNOWN = ("an.peeters@voorbeeld.be", "An Peeters", "Bakkerij De Korenbloem BV")


def test_three_thousand_of_the_most_common_are_known():
    assert len(passwords.common()) == 3000
    assert {"password", "12345678", "iloveyou", "trustno1"} <= passwords.common()
    assert all(len(each) >= 8 for each in passwords.common())


@pytest.mark.parametrize("password", ["password", "PASSWORD", "12345678", "Sunshine"])
def test_the_most_common_are_refused_in_whatever_case(password):
    with pytest.raises(PasswordTooCommon):
        passwords.check(password, *KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "an.peeters@voorbeeld.be",
        "AN.PEETERS",
        "Peeters1",
        "Peeters2026!",
        "1234peeters",
        "An Peeters",
        "AnPeeters99",
        "Bakkerij De Korenbloem BV",
        "korenbloem1!",
        "Bakkerij-2026",
    ],
)
def test_what_anybody_would_try_first_is_refused(password):
    with pytest.raises(PasswordGuessable):
        passwords.check(password, *KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaab",
        "zonder hoofdletter of cijfer",
        "73920184",
        "ééééééüü",
        "日本語のパスワード",
        "💶💶💶💶💶💶💶💶",
        "        x        ",
        "peeters bakt brood",
        "x" * 128,
    ],
)
def test_there_are_no_rules_of_composition(password):
    passwords.check(password, *KNOWN)


@pytest.mark.parametrize("password", ["💶" * 128, "  spaces are kept  ", "ünïcödé ëverywhere"])
async def test_a_password_is_kept_as_it_was_typed(company: Company, password):
    changed = await company.client.post(CHANGE, json={"current_password": PASSWORD, "password": password})
    assert changed.status_code == 204
    assert (await sign_in(company.email, password))[1].status_code == 200
    if password.strip() != password:
        assert (await sign_in(company.email, password.strip()))[1].status_code == 401


async def test_changing_it_ends_the_other_sessions_and_says_so_by_mail(company: Company):
    there, _ = await sign_in(company.email)
    assert (await company.client.post(CHANGE, json={"current_password": PASSWORD, "password": NEW})).status_code == 204
    assert (await company.client.get("/api/v1/me")).status_code == 200
    assert refusal(await there.get("/api/v1/me")) == (401, "session_ended")
    assert (await sign_in(company.email))[1].status_code == 401
    assert (await sign_in(company.email, NEW))[1].status_code == 200
    (letter,) = await letters(company, "password_changed")
    assert (letter["to"], letter["ip"][:3]) == (company.email, "10.")
    logged = await events(company, "password.changed", "session.revoked")
    assert [(name, actor) for name, actor, _ in logged] == [
        ("password.changed", company.user_id),
        ("session.revoked", company.user_id),
    ]
    assert not any(PASSWORD in str(payload) or NEW in str(payload) for *_, payload in logged)


@pytest.mark.parametrize(
    ("asked", "code", "where"),
    [
        ({"current_password": "not this one", "password": NEW}, "current_password_wrong", "current_password"),
        ({"current_password": PASSWORD, "password": "qwertyuiop"}, "password_too_common", "password"),
        ({"current_password": PASSWORD, "password": "peeters2026"}, "password_guessable", "password"),
        ({"current_password": PASSWORD, "password": "short"}, "string_too_short", "password"),
        ({"current_password": PASSWORD, "password": "x" * 129}, "string_too_long", "password"),
        ({"password": NEW}, "missing", "current_password"),
    ],
)
async def test_a_password_is_not_changed(company: Company, asked, code, where):
    answer = await company.client.post(CHANGE, json=asked)
    assert (refusal(answer), field(answer)) == ((422, code), where)
    assert all(secret not in answer.text for secret in (PASSWORD, "qwertyuiop"))
    assert (await sign_in(company.email))[1].status_code == 200


async def test_who_took_over_a_session_cannot_guess_the_password(company: Company, monkeypatch):
    monkeypatch.setattr(settings(), "sign_in_failures", 2)
    for expected in (422, 422, 429):
        answer = await company.client.post(CHANGE, json={"current_password": "a guess", "password": NEW})
        assert answer.status_code == expected


async def test_whoever_forgot_it_chooses_a_new_one_by_mail(company: Company, stranger):
    there, _ = await sign_in(company.email)
    asked = await stranger.post(FORGOT, json={"email": company.email})
    assert asked.status_code == 202
    (letter,) = await letters(company, "reset_password")
    assert (letter["to"], letter["minutes"]) == (company.email, 30)
    token = token_in(letter, "reset-password")
    assert (await stranger.post(RESET, json={"token": token, "password": NEW})).status_code == 204
    for client in (company.client, there):
        assert refusal(await client.get("/api/v1/me")) == (401, "session_ended")
    assert (await sign_in(company.email))[1].status_code == 401
    client, answer = await sign_in(company.email, NEW)
    assert answer.status_code == 200
    assert (await client.get("/api/v1/me")).json()["data"]["email_verified"] is True
    assert len(await letters(company, "password_changed")) == 1
    again = await stranger.post(RESET, json={"token": token, "password": PASSWORD})
    assert (refusal(again), field(again)) == ((410, "link_used"), "token")
    assert [(name, actor) for name, actor, _ in await events(company, "password.reset_asked")] == [
        ("password.reset_asked", None)
    ]


async def test_the_answer_says_nothing_of_whether_there_is_such_a_person(company: Company, stranger):
    unknown = f"{uuid4().hex}@example.com"
    known, nobody = [await stranger.post(FORGOT, json={"email": each}) for each in (company.email, unknown)]
    assert known.status_code == nobody.status_code == 202
    assert known.json()["data"] == {"type": "mail_promised", "email": company.email}
    assert nobody.json()["data"] == {"type": "mail_promised", "email": unknown}
    assert set(known.headers) == set(nobody.headers)


@pytest.mark.parametrize("is_known", [True, False])
async def test_an_address_is_not_flooded_with_mail(company: Company, stranger, monkeypatch, is_known):
    monkeypatch.setattr("app.modules.identity.endpoints.links.RESETS_PER_HOUR", 2)
    email = company.email if is_known else f"{uuid4().hex}@example.com"
    statuses = [(await stranger.post(FORGOT, json={"email": email})).status_code for _ in range(3)]
    assert statuses == [202, 202, 429]


async def test_only_the_newest_link_works(company: Company, stranger):
    for _ in range(2):
        await stranger.post(FORGOT, json={"email": company.email})
    older, newer = (token_in(each, "reset-password") for each in await letters(company, "reset_password"))
    assert refusal(await stranger.post(RESET, json={"token": older, "password": NEW})) == (404, "link_invalid")
    assert (await stranger.post(RESET, json={"token": newer, "password": NEW})).status_code == 204


async def test_changing_the_password_voids_a_link_that_is_under_way(company: Company, stranger):
    await stranger.post(FORGOT, json={"email": company.email})
    token = token_in((await letters(company, "reset_password"))[0], "reset-password")
    await company.client.post(CHANGE, json={"current_password": PASSWORD, "password": NEW})
    answer = await stranger.post(RESET, json={"token": token, "password": "yet another sentence"})
    assert refusal(answer) == (404, "link_invalid")


async def test_a_link_is_good_for_half_an_hour(company: Company, stranger):
    await stranger.post(FORGOT, json={"email": company.email})
    async with begin(actor_id=company.user_id) as work:
        await work.session.execute(
            update(MailedToken).values(expires_at=MailedToken.expires_at - timedelta(minutes=30))
        )
    token = token_in((await letters(company, "reset_password"))[0], "reset-password")
    assert refusal(await stranger.post(RESET, json={"token": token, "password": NEW})) == (410, "link_expired")


async def test_a_new_password_that_will_not_do_leaves_the_link_good(company: Company, stranger):
    await stranger.post(FORGOT, json={"email": company.email})
    token = token_in((await letters(company, "reset_password"))[0], "reset-password")
    refused = await stranger.post(RESET, json={"token": token, "password": "password"})
    assert (refusal(refused), field(refused)) == ((422, "password_too_common"), "password")
    assert (await stranger.post(RESET, json={"token": token, "password": NEW})).status_code == 204


async def test_a_reset_does_not_get_around_the_second_factor(company: Company, stranger):
    await confirm_address(company)
    await second_factor(company)
    await stranger.post(FORGOT, json={"email": company.email})
    token = token_in((await letters(company, "reset_password"))[0], "reset-password")
    await stranger.post(RESET, json={"token": token, "password": NEW})
    assert (await sign_in(company.email, NEW))[1].status_code == 202


async def test_a_reset_of_an_address_never_confirmed_takes_the_account_from_whoever_opened_it(company, stranger):
    """Somebody registered with my address and set up their own phone; the mailbox is mine."""
    await second_factor(company)
    waiting, _ = await challenge(company)
    async with company.begin() as work:
        secret = Secret.make(company.tenant_id, new_id())
        key = ApiKey(
            id=secret.id,
            name="k",
            prefix="sap_",
            secret_hash=secret.hash,
            scopes=["me:read"],
            created_by=company.user_id,
        )
        work.session.add(key)
    await stranger.post(FORGOT, json={"email": company.email})
    token = token_in((await letters(company, "reset_password"))[0], "reset-password")
    assert (await stranger.post(RESET, json={"token": token, "password": NEW})).status_code == 204
    mine, answer = await sign_in(company.email, NEW)
    assert answer.status_code == 200
    assert (await mine.get("/api/v1/me")).json()["data"]["email_verified"]
    assert (await mine.get("/api/v1/me/mfa")).json()["data"]["enabled"] is False
    assert refusal(await company.client.get("/api/v1/me")) == (401, "session_ended")
    refused = await stranger.get("/api/v1/me", headers={"authorization": f"Bearer {KEY_PREFIX}{secret}"})
    assert refusal(refused) == (401, "token_invalid")
    taken = await events(Company(mine, company.user_id, company.tenant_id, company.email), "mfa.disabled")
    assert [payload["reason"] for _, _, payload in taken] == ["address confirmed by reset"]
    ((_, _, revoked),) = await events(company, "api_key.revoked")
    assert revoked == {"api_key_id": str(secret.id), "reason": "address confirmed by reset"}
    await waiting.aclose()


async def test_a_password_that_is_changed_while_it_is_checked_opens_nothing(company: Company, monkeypatch):
    """Whoever stole the old one and signs in at that very moment is not in after it."""
    checks = tokens.check_password
    begun, changed = [], []

    async def meanwhile(given: str, kept: str | None) -> bool:
        right = await checks(given, kept)
        if not begun:
            begun.append(given)
            changed.append(await company.client.post(CHANGE, json={"current_password": PASSWORD, "password": NEW}))
        return right

    monkeypatch.setattr(tokens, "check_password", meanwhile)
    thief, answer = await sign_in(company.email)
    assert [each.status_code for each in changed] == [204]
    assert refusal(answer) == (401, "credentials_wrong")
    assert (await thief.get("/api/v1/me")).status_code == 401
    assert (await sign_in(company.email, NEW))[1].status_code == 200


async def test_a_sign_in_that_waits_for_a_code_ends_with_the_password(company: Company):
    phone = await second_factor(company)
    client, waiting = await challenge(company)
    answer = await company.client.post(CHANGE, json={"current_password": PASSWORD, "password": NEW})
    assert answer.status_code == 204, answer.text
    await phone.wait()
    given = await client.post("/api/v1/auth/mfa", json={"challenge": waiting, "code": phone.code()})
    assert refusal(given) == (401, "challenge_ended")
