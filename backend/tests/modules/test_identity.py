"""Registering, signing in, tokens, sessions."""

from tests.conftest import PASSWORD, Company, register


async def test_me_names_the_person_the_company_and_what_they_may(company: Company):
    me = (await company.client.get("/api/v1/me")).json()["data"]
    assert (me["full_name"], me["tenant"]["name"], me["role"]) == ("An Peeters", "Peeters BV", "owner")
    assert "documents:approve" in me["permissions"]
    assert [each["name"] for each in me["tenants"]] == ["Peeters BV"]


async def test_a_second_account_with_the_same_address_is_refused(company: Company, stranger):
    asked = {"email": company.email.upper(), "password": PASSWORD, "full_name": "B", "company_name": "C"}
    answer = await stranger.post("/api/v1/auth/register", json=asked)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "email_taken")


async def test_a_refresh_token_used_twice_ends_the_whole_session(company: Company):
    client = company.client
    first = client.cookies["refresh_token"]
    assert (await client.post("/api/v1/auth/refresh")).status_code == 200
    second = client.cookies["refresh_token"]
    assert first != second
    client.cookies.clear()
    stolen = await client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={first}"})
    assert (stolen.status_code, stolen.json()["errors"][0]["code"]) == (401, "session_ended")
    after = await client.post("/api/v1/auth/refresh", headers={"cookie": f"refresh_token={second}"})
    assert after.status_code == 401
    assert (await client.get("/api/v1/me")).status_code == 401


async def test_signing_in_again(company: Company, stranger):
    wrong = await stranger.post("/api/v1/auth/login", json={"email": company.email, "password": "not this one"})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (401, "credentials_wrong")
    right = await stranger.post("/api/v1/auth/login", json={"email": company.email, "password": PASSWORD})
    assert right.json()["data"]["tenant"]["id"] == str(company.tenant_id)


async def test_a_company_cannot_be_opened_with_a_wrong_vat_number(stranger):
    asked = {"email": "x@example.com", "password": PASSWORD, "full_name": "B", "company_name": "C"}
    answer = await stranger.post("/api/v1/auth/register", json=asked | {"vat_number": "BE0431150351"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "vat_number"


async def test_two_companies_see_nothing_of_each_other(company: Company):
    other = await register()
    accounts = (await other.client.get("/api/v1/ledger/accounts")).json()["data"]
    mine = (await company.client.get("/api/v1/ledger/accounts")).json()["data"]
    assert len(accounts) == len(mine) > 150
    assert not {each["id"] for each in accounts} & {each["id"] for each in mine}


async def test_a_second_company_and_switching_to_it(company: Company):
    made = await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV", "vat_number": "0403019261"})
    assert (made.status_code, made.json()["data"]["vat_number"]) == (201, "BE0403019261")
    second = made.json()["data"]["id"]
    switched = await company.client.post("/api/v1/auth/switch", json={"tenant_id": second})
    company.client.headers["authorization"] = f"Bearer {switched.json()['data']['access_token']}"
    me = (await company.client.get("/api/v1/me")).json()["data"]
    assert (me["tenant"]["name"], me["role"]) == ("Tweede BV", "owner")
    assert [each["name"] for each in me["tenants"]] == ["Peeters BV", "Tweede BV"]
    assert len((await company.client.get("/api/v1/ledger/accounts")).json()["data"]) > 150


async def test_the_access_token_of_the_company_left_behind_is_worth_nothing(company: Company):
    before = company.client.headers["authorization"]
    made = await company.client.post("/api/v1/tenants", json={"company_name": "Tweede BV"})
    await company.client.post("/api/v1/auth/switch", json={"tenant_id": made.json()["data"]["id"]})
    answer = await company.client.get("/api/v1/me", headers={"authorization": before})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "session_ended")
