"""Opening the books: who may, with what, and the proof that the address is theirs."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.core.config import settings
from app.core.work import begin
from app.modules.identity import guesses
from app.modules.identity.models import MailedToken
from tests.conftest import PASSWORD, Company, new_client, register
from tests.modules.identity.people import LOGIN, events, field, letters, not_at_the_turn_of, refusal, token_in

REGISTER = "/api/v1/auth/register"
VERIFY = "/api/v1/auth/verify-email"


def somebody(**more: str) -> dict[str, str]:
    email = f"{uuid4().hex}@example.com"
    return {"email": email, "password": PASSWORD, "full_name": "A", "company_name": "B"} | more


async def test_me_names_the_person_the_company_and_what_they_may(company: Company):
    me = (await company.client.get("/api/v1/me")).json()["data"]
    assert (me["full_name"], me["tenant"]["name"], me["role"]) == ("An Peeters", "Peeters BV", "owner")
    assert "documents:approve" in me["permissions"]
    assert [each["name"] for each in me["tenants"]] == ["Peeters BV"]
    assert (me["email_verified"], me["mfa_enabled"], me["mfa_required_by_company"]) == (False, False, False)


async def test_a_second_account_with_the_same_address_is_refused(company: Company, stranger):
    answer = await stranger.post(REGISTER, json=somebody(email=company.email.upper()))
    assert refusal(answer) == (409, "email_taken")


async def test_one_place_learns_of_few_known_addresses_and_then_of_none(company: Company, stranger, capfd, monkeypatch):
    """Also not by the difference: an address that nobody has is refused alike."""
    await not_at_the_turn_of(3600)
    monkeypatch.setattr(settings(), "known_addresses_per_hour", 5)
    known = [await stranger.post(REGISTER, json=somebody(email=company.email)) for _ in range(7)]
    assert [each.status_code for each in known] == [409] * 5 + [429] * 2
    assert int(known[-1].headers["retry-after"]) > 0
    unknown = await stranger.post(REGISTER, json=somebody())
    assert refusal(unknown) == (429, "too_many_requests")
    async with new_client() as elsewhere:
        assert (await elsewhere.post(REGISTER, json=somebody())).status_code == 201
    assert capfd.readouterr().out.count("auth.register_known") == 5


async def test_many_registrations_at_once_learn_no_more(company: Company, stranger, monkeypatch):
    await not_at_the_turn_of(3600)
    monkeypatch.setattr(settings(), "known_addresses_per_hour", 5)
    asked = [stranger.post(REGISTER, json=somebody(email=company.email)) for _ in range(20)]
    answers = await asyncio.gather(*asked)
    assert sorted(each.status_code for each in answers) == [409] * 5 + [429] * 15


async def test_a_day_has_a_bound_of_its_own(company: Company, stranger, monkeypatch):
    monkeypatch.setattr(guesses, "A_DAY_HAS", 0)
    assert refusal(await stranger.post(REGISTER, json=somebody())) == (429, "too_many_requests")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"password": "1234567"}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"password": "Password1"}, "password"),
        ({"full_name": "   "}, "full_name"),
        ({"company_name": ""}, "company_name"),
        ({"company_name": "x" * 201}, "company_name"),
        ({"language": "de"}, "language"),
        ({"vat_number": "BE0123456789"}, "vat_number"),
        ({"vat_number": "BE0431150351"}, "vat_number"),
        ({"vat_number": "XX123"}, "vat_number"),
        ({"vat_number": "DE136695976"}, "vat_number"),
        ({"vat_number": "NL810433941B01", "country": "BE"}, "vat_number"),
        ({"vat_number": "BE0428759497", "country": "NL"}, "vat_number"),
        ({"country": "DE"}, "country"),
        ({"country": "DE", "vat_number": "DE136695976"}, "country"),
        ({"country": "nl"}, "country"),
        ({"role": "owner"}, "role"),
        ({"email_verified_at": "2026-01-01T00:00:00Z"}, "email_verified_at"),
        ({"id": str(uuid4())}, "id"),
    ],
)
async def test_books_are_not_opened_with(stranger, wrong, field):
    answer = await stranger.post(REGISTER, json=somebody() | wrong)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    ("typed", "kept"), [("0428.759.497", "BE0428759497"), ("be 428 759 497", "BE0428759497"), ("", None), (" ", None)]
)
async def test_a_vat_number_is_kept_in_one_form(typed, kept):
    made = await register(vat_number=typed)
    assert made.data["tenant"]["vat_number"] == kept
    await made.client.aclose()


@pytest.mark.parametrize(
    ("said", "country", "kept", "customers"),
    [
        ({}, "BE", None, "400"),
        ({"country": "NL"}, "NL", None, "1300"),
        ({"country": "NL", "vat_number": "810433941B01"}, "NL", "NL810433941B01", "1300"),
        ({"vat_number": "NL810433941B01"}, "NL", "NL810433941B01", "1300"),
    ],
)
async def test_the_books_are_of_the_country_that_was_said_or_of_the_vat_number(said, country, kept, customers):
    made = await register(**said)
    found = (await made.client.get("/api/v1/company")).json()["data"]
    chart = {each["code"] for each in (await made.client.get("/api/v1/ledger/accounts")).json()["data"]}
    assert (found["country"], found["vat_number"]) == (country, kept)
    assert {"400", "1300"} & chart == {customers}
    await made.client.aclose()


async def test_why_books_are_not_kept_here(stranger):
    abroad = await stranger.post(REGISTER, json=somebody() | {"vat_number": "DE136695976"})
    assert refusal(abroad) == (422, "country_not_kept")
    other = await stranger.post(REGISTER, json=somebody() | {"vat_number": "BE0428759497", "country": "NL"})
    assert refusal(other) == (422, "vat_number_of_another_country")


async def test_an_address_is_one_person_however_it_is_written():
    made = await register(email=f"An.{uuid4().hex}@Example.COM")
    async with new_client() as client:
        answer = await client.post(LOGIN, json={"email": made.email.upper(), "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["email"] == made.email.lower()


async def test_two_registrations_at_once_make_one_person():
    asked = somebody()
    clients = [new_client() for _ in range(4)]
    answers = await asyncio.gather(*(each.post(REGISTER, json=asked) for each in clients))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]


async def test_a_link_is_mailed_that_confirms_the_address_once(company: Company, stranger):
    letter = (await letters(company, "verify_email"))[0]
    assert (letter["to"], letter["language"], letter["name"]) == (company.email, "en", "An Peeters")
    token = token_in(letter, "verify-email")
    assert (await stranger.post(VERIFY, json={"token": token})).status_code == 204
    assert (await company.client.get("/api/v1/me")).json()["data"]["email_verified"] is True
    again = await stranger.post(VERIFY, json={"token": token})
    assert (refusal(again), field(again)) == ((410, "link_used"), "token")
    assert [payload for _, _, payload in await events(company, "email.verified")] == [{"user_id": str(company.user_id)}]


@pytest.mark.parametrize("token", ["x", "a.b.c", f"{'0' * 32}.{'0' * 32}.x"])
async def test_a_link_that_is_not_ours(stranger, token):
    answer = await stranger.post(VERIFY, json={"token": token})
    assert (refusal(answer), field(answer)) == ((404, "link_invalid"), "token")


async def test_a_guessed_secret_confirms_nothing_and_uses_nothing_up(company: Company, stranger):
    token = token_in((await letters(company, "verify_email"))[0], "verify-email")
    guess = f"{token.rpartition('.')[0]}.guess"
    assert refusal(await stranger.post(VERIFY, json={"token": guess})) == (404, "link_invalid")
    assert (await stranger.post(VERIFY, json={"token": token})).status_code == 204


async def test_a_link_expires(company: Company, stranger):
    async with begin(actor_id=company.user_id) as work:
        await work.session.execute(update(MailedToken).values(expires_at=work.now - timedelta(seconds=1)))
    token = token_in((await letters(company, "verify_email"))[0], "verify-email")
    assert refusal(await stranger.post(VERIFY, json={"token": token})) == (410, "link_expired")


async def test_the_link_of_one_purpose_does_not_serve_another(company: Company, stranger):
    token = token_in((await letters(company, "verify_email"))[0], "verify-email")
    asked = {"token": token, "password": "another long sentence"}
    assert refusal(await stranger.post("/api/v1/auth/password/reset", json=asked)) == (404, "link_invalid")
    assert refusal(await stranger.post("/api/v1/auth/confirm-email", json={"token": token})) == (404, "link_invalid")


async def test_the_link_is_mailed_again_once_a_minute_and_only_the_newest_works(company: Company, stranger):
    await not_at_the_turn_of(60)
    again = await company.client.post(f"{VERIFY}/send")
    assert (again.status_code, again.json()["data"]["email"]) == (202, company.email)
    too_soon = await company.client.post(f"{VERIFY}/send")
    assert refusal(too_soon) == (429, "too_many_requests")
    assert 1 <= int(too_soon.headers["retry-after"]) <= 60
    old, new = (token_in(each, "verify-email") for each in await letters(company, "verify_email"))
    assert refusal(await stranger.post(VERIFY, json={"token": old})) == (404, "link_invalid")
    assert (await stranger.post(VERIFY, json={"token": new})).status_code == 204


async def test_whoever_is_confirmed_needs_no_further_link(company: Company, stranger):
    token = token_in((await letters(company, "verify_email"))[0], "verify-email")
    await stranger.post(VERIFY, json={"token": token})
    assert refusal(await company.client.post(f"{VERIFY}/send")) == (409, "email_already_verified")
