"""Two-step sign-in: switching it on and off, and codes that count once."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.core import secrets
from app.core.tokens import read_access
from app.core.work import begin
from app.modules.identity.models import Authenticator, MfaChallenge, RecoveryCode
from tests.conftest import PASSWORD, Company, new_client
from tests.modules.identity.people import (
    Phone,
    challenge,
    events,
    field,
    letters,
    refusal,
    second_factor,
    sign_in,
)

MFA = "/api/v1/me/mfa"
TOTP = f"{MFA}/totp"
ANSWER = "/api/v1/auth/mfa"
KNOWN = {"current_password": PASSWORD}


async def answer(challenge: str, code: str):
    async with new_client() as client:
        return await client.post(ANSWER, json={"challenge": challenge, "code": code})


async def test_setting_it_up_shows_the_secret_once_as_text_link_and_picture(company: Company):
    begun = (await company.client.post(TOTP, json=KNOWN)).json()["data"]
    assert re.fullmatch("[A-Z2-7]{32}", begun["secret"])
    assert begun["uri"].startswith("otpauth://totp/Smart%20Accounting:")
    assert f"secret={begun['secret']}" in begun["uri"]
    assert begun["qr_svg"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<script" not in begun["qr_svg"]
    mfa = (await company.client.get(MFA)).json()["data"]
    assert (mfa["enabled"], mfa["confirmed_at"], mfa["recovery_codes_left"]) == (False, None, 0)
    assert (await sign_in(company.email))[1].status_code == 200


async def test_the_secret_is_kept_sealed(company: Company):
    phone = await second_factor(company)
    async with begin(actor_id=company.user_id) as work:
        sealed = (await work.session.get_one(Authenticator, company.user_id)).secret_sealed
    assert phone.seed not in sealed
    assert secrets.unseal(sealed, f"totp:{company.user_id}").decode() == phone.seed
    with pytest.raises(secrets.KeyRingUnusable):
        secrets.unseal(sealed, "totp:somebody-else")


async def test_it_is_on_once_a_code_was_confirmed(company: Company):
    begun = (await company.client.post(TOTP, json=KNOWN)).json()["data"]
    phone = Phone(company, begun["secret"], [])
    wrong = await company.client.post(f"{TOTP}/confirm", json={"code": phone.wrong_code()})
    assert (refusal(wrong), field(wrong)) == ((422, "code_wrong"), "code")
    done = await company.client.post(f"{TOTP}/confirm", json={"code": f"{phone.code()[:3]} {phone.code()[3:]}"})
    codes = done.json()["data"]["recovery_codes"]
    assert len(set(codes)) == 10
    assert all(re.fullmatch("[2-9a-z]{5}-[2-9a-z]{5}", each) for each in codes)
    mfa = (await company.client.get(MFA)).json()["data"]
    assert (mfa["enabled"], mfa["recovery_codes_left"]) == (True, 10)
    assert (await company.client.get("/api/v1/me")).json()["data"]["mfa_enabled"] is True
    (letter,) = await letters(company, "mfa_switched")
    assert letter["on"] is True
    assert [actor for _, actor, _ in await events(company, "mfa.enabled")] == [company.user_id]


async def test_nothing_is_confirmed_before_it_was_begun_or_begun_when_it_is_on(company: Company):
    assert refusal(await company.client.post(f"{TOTP}/confirm", json={"code": "123456"})) == (409, "mfa_not_begun")
    disabling = KNOWN | {"code": "123456"}
    assert refusal(await company.client.post(f"{MFA}/disable", json=disabling)) == (409, "mfa_not_on")
    assert refusal(await company.client.post(f"{MFA}/recovery-codes", json=KNOWN)) == (409, "mfa_not_on")
    phone = await second_factor(company)
    assert refusal(await company.client.post(TOTP, json=KNOWN)) == (409, "mfa_already_on")
    again = await company.client.post(f"{TOTP}/confirm", json={"code": phone.code()})
    assert refusal(again) == (409, "mfa_already_on")


async def test_setting_it_up_anew_before_confirming_voids_the_first_secret(company: Company):
    seeds = [(await company.client.post(TOTP, json=KNOWN)).json()["data"]["secret"] for _ in range(2)]
    first, second = (Phone(company, each, []) for each in seeds)
    assert (await company.client.post(f"{TOTP}/confirm", json={"code": first.code()})).status_code == 422
    assert (await company.client.post(f"{TOTP}/confirm", json={"code": second.code()})).status_code == 200


@pytest.mark.parametrize("path", ["totp", "recovery-codes", "disable"])
async def test_a_session_alone_does_not_touch_the_second_factor(company: Company, path):
    asked = {"current_password": "not this one"} | ({"code": "123456"} if path == "disable" else {})
    refused = await company.client.post(f"{MFA}/{path}", json=asked)
    assert (refusal(refused), field(refused)) == ((422, "current_password_wrong"), "current_password")


async def test_the_password_alone_opens_nothing(company: Company):
    await second_factor(company)
    client, answered = await sign_in(company.email)
    data = answered.json()["data"]
    assert (answered.status_code, data["type"], data["methods"]) == (202, "mfa_challenge", ["totp", "recovery_code"])
    assert data["expires_in"] == 300
    assert "access_token" not in answered.text
    assert "set-cookie" not in answered.headers
    assert refusal(await client.get("/api/v1/me")) == (401, "sign_in_required")


async def test_the_code_opens_a_session_that_nobody_knew_before(company: Company):
    phone = await second_factor(company)
    client, asked = await challenge(company)
    opened = await client.post(ANSWER, json={"challenge": asked, "code": phone.code()})
    token = opened.json()["data"]["access_token"]
    session_id = read_access(token).session_id
    assert session_id != read_access(company.data["access_token"]).session_id
    assert session_id.hex not in asked
    assert (await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})).status_code == 200
    assert (await client.post("/api/v1/auth/refresh")).status_code == 200
    again = await client.post(ANSWER, json={"challenge": asked, "code": phone.code(1)})
    assert refusal(again) == (401, "challenge_ended")


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 200), (0, 200), (1, 200), (2, 422)])
async def test_a_clock_may_be_half_a_minute_off(company: Company, steps, status, monkeypatch):
    phone = await second_factor(company)
    _, asked = await challenge(company)
    assert (await answer(asked, phone.code(steps))).status_code == status


async def test_a_code_counts_once(company: Company):
    phone = await second_factor(company)
    code = phone.code()
    _, first = await challenge(company)
    _, second = await challenge(company)
    assert (await answer(first, code)).status_code == 200
    assert refusal(await answer(second, code)) == (422, "code_wrong")


async def test_a_code_used_for_switching_it_on_is_used(company: Company):
    begun = (await company.client.post(TOTP, json=KNOWN)).json()["data"]
    code = Phone(company, begun["secret"], []).code()
    await company.client.post(f"{TOTP}/confirm", json={"code": code})
    _, asked = await challenge(company)
    assert refusal(await answer(asked, code)) == (422, "code_wrong")


async def test_an_older_code_does_not_count_after_a_newer_one(company: Company):
    phone = await second_factor(company)
    (_, first), (_, second) = await challenge(company), await challenge(company)
    assert (await answer(first, phone.code(1))).status_code == 200
    assert refusal(await answer(second, phone.code())) == (422, "code_wrong")


async def test_a_code_counts_once_even_for_two_at_the_same_moment(company: Company):
    phone = await second_factor(company)
    asked = [(await challenge(company))[1] for _ in range(4)]
    code = phone.code()
    answers = await asyncio.gather(*(answer(each, code) for each in asked))
    assert sorted(each.status_code for each in answers) == [200, 422, 422, 422]


async def test_a_recovery_code_counts_once_even_for_two_at_the_same_moment(company: Company):
    phone = await second_factor(company)
    (_, first), (_, second) = await challenge(company), await challenge(company)
    typed = phone.recovery_codes[0].upper().replace("-", " ")
    answers = await asyncio.gather(answer(first, typed), answer(second, typed))
    assert sorted(each.status_code for each in answers) == [200, 422]
    assert (await company.client.get(MFA)).json()["data"]["recovery_codes_left"] == 9
    assert len(await events(company, "recovery_code.used")) == 1


async def test_recovery_codes_are_kept_as_passwords_are(company: Company):
    phone = await second_factor(company)
    async with begin(actor_id=company.user_id) as work:
        kept = (await work.session.scalars(select(RecoveryCode.code_hash))).all()
    assert len(kept) == 10
    assert all(each.startswith("$argon2id$") for each in kept)
    assert not any(code in str(kept) for code in phone.recovery_codes)


async def test_new_recovery_codes_void_the_old_ones(company: Company):
    phone = await second_factor(company)
    renewed = await company.client.post(f"{MFA}/recovery-codes", json=KNOWN)
    fresh = renewed.json()["data"]["recovery_codes"]
    assert not set(fresh) & set(phone.recovery_codes)
    _, asked = await challenge(company)
    assert refusal(await answer(asked, phone.recovery_codes[0])) == (422, "code_wrong")
    assert (await answer(asked, fresh[0])).status_code == 200


async def test_five_wrong_codes_and_the_challenge_is_dead(company: Company):
    phone = await second_factor(company)
    _, asked = await challenge(company)
    for _ in range(5):
        assert refusal(await answer(asked, phone.wrong_code())) == (422, "code_wrong")
    assert refusal(await answer(asked, phone.code())) == (401, "challenge_ended")
    failed = await events(company, "mfa.failed")
    assert [(actor, payload["failures"]) for _, actor, payload in failed] == [(None, n) for n in range(1, 6)]


async def test_many_wrong_codes_at_once_are_not_more_tries(company: Company):
    phone = await second_factor(company)
    _, asked = await challenge(company)
    answers = await asyncio.gather(*(answer(asked, phone.wrong_code()) for _ in range(9)))
    assert sorted(each.status_code for each in answers) == [401] * 4 + [422] * 5


async def test_beginning_again_does_not_give_tries_without_end(company: Company):
    phone = await second_factor(company)
    for _ in range(2):
        _, asked = await challenge(company)
        for _ in range(5):
            await answer(asked, phone.wrong_code())
    _, answered = await sign_in(company.email)
    assert refusal(answered) == (429, "too_many_requests")
    assert int(answered.headers["retry-after"]) == 900
    locked_out = await events(company, "user.locked_out")
    assert [(actor, payload["user_id"], payload["after"]) for _, actor, payload in locked_out] == [
        (None, str(company.user_id), "code")
    ]


async def test_a_challenge_lives_for_minutes(company: Company):
    phone = await second_factor(company)
    _, asked = await challenge(company)
    async with begin(actor_id=company.user_id) as work:
        past = MfaChallenge.expires_at - timedelta(minutes=5)
        await work.session.execute(update(MfaChallenge).values(expires_at=past))
    assert refusal(await answer(asked, phone.code())) == (401, "challenge_ended")


async def test_a_challenge_is_no_guess_and_nobody_elses(company: Company, other_company: Company):
    mine, theirs = await second_factor(company), await second_factor(other_company)
    _, asked = await challenge(company)
    user, row, secret = asked.split(".")
    for forged in ("x", f"{user}.{row}.guess", f"{other_company.user_id.hex}.{row}.{secret}"):
        assert refusal(await answer(forged, theirs.code())) == (401, "challenge_ended")
    assert refusal(await answer(asked, theirs.code())) == (422, "code_wrong")
    assert (await answer(asked, mine.code())).status_code == 200


@pytest.mark.parametrize("code", ["12345", "1" * 21, "", None, 123456])
async def test_what_is_no_code_is_told_so(stranger, code):
    answered = await stranger.post(ANSWER, json={"challenge": "x", "code": code})
    assert (answered.status_code, field(answered)) == (422, "code")


async def test_switching_it_off_needs_password_and_code_and_is_told_by_mail(company: Company):
    phone = await second_factor(company)
    wrong = await company.client.post(f"{MFA}/disable", json=KNOWN | {"code": phone.wrong_code()})
    assert (refusal(wrong), field(wrong)) == ((422, "code_wrong"), "code")
    off = await company.client.post(f"{MFA}/disable", json=KNOWN | {"code": phone.recovery_codes[3]})
    assert off.status_code == 204
    mfa = (await company.client.get(MFA)).json()["data"]
    assert (mfa["enabled"], mfa["recovery_codes_left"]) == (False, 0)
    assert (await sign_in(company.email))[1].status_code == 200
    assert [each["on"] for each in await letters(company, "mfa_switched")] == [True, False]
    assert len(await events(company, "mfa.disabled")) == 1


async def test_switching_it_off_shuts_out_of_a_company_that_asks_for_it(company: Company):
    phone = await second_factor(company)
    await company.client.patch("/api/v1/company", json={"mfa_required": True})
    await company.client.post(f"{MFA}/disable", json=KNOWN | {"code": phone.code()})
    assert refusal(await company.client.get("/api/v1/documents")) == (403, "mfa_required")


async def test_a_session_from_before_has_to_sign_in_again_where_it_is_asked_for(company: Company):
    older, _ = await sign_in(company.email)
    await second_factor(company)
    await company.client.patch("/api/v1/company", json={"mfa_required": True})
    assert refusal(await older.get("/api/v1/documents")) == (403, "mfa_required")
    assert (await company.client.get("/api/v1/documents")).status_code == 200


async def test_switching_companies_keeps_the_second_factor(company: Company):
    await second_factor(company)
    second = (await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})).json()["data"]["id"]
    switched = await company.client.post("/api/v1/auth/switch", json={"tenant_id": second})
    company.client.headers["authorization"] = f"Bearer {switched.json()['data']['access_token']}"
    await company.client.patch("/api/v1/company", json={"mfa_required": True})
    assert (await company.client.get("/api/v1/documents")).status_code == 200
