"""Contacts: made, changed, archived or removed; numbers proven and kept in one form."""

from typing import get_args

import pytest

from accounting.vat import Treatment
from app.modules.contacts.schemas import PurchaseTreatment, SaleTreatment
from tests.conftest import Company
from tests.factories.people import colleague
from tests.modules.contacts.conftest import PATH, PRESS, faults, listed, make


async def test_numbers_are_kept_in_one_form_and_a_vat_number_tells_the_rest(company: Company):
    made = await make(company, **PRESS, iban="be32 1234 5678 9002", bic="kredbebb")
    assert (made["vat_number"], made["enterprise_number"], made["country"]) == ("BE0428759497", "0428759497", "BE")
    assert (made["iban"], made["bic"]) == ("BE32123456789002", "KREDBEBB")


@pytest.mark.parametrize(
    ("number", "country", "kept", "enterprise"),
    [
        ("NL810433941B01", None, "NL810433941B01", None),
        ("EL123456783", None, "EL123456783", None),
        ("CHE-123.456.788", "CH", "CHE123456788", None),
        ("0428759497", "BE", "BE0428759497", "0428759497"),
    ],
)
async def test_numbers_of_other_countries_are_taken(company: Company, number, country, kept, enterprise):
    made = await make(company, name="Elders", vat_number=number, country=country)
    assert (made["vat_number"], made["enterprise_number"]) == (kept, enterprise)
    assert made["country"] == {"EL": "GR"}.get(kept[:2], kept[:2])


async def test_a_dutch_company_has_a_number_of_eight_digits(company: Company):
    made = await make(company, name="Jansen BV", country="NL", enterprise_number="KvK 1234 5678")
    assert made["enterprise_number"] == "12345678"


async def test_everything_that_cannot_be_is_said_at_once_with_its_field(company: Company):
    asked = {
        "name": "Peeters",
        "vat_number": "BE0428759498",
        "enterprise_number": "0428.759.498",
        "iban": "BE00 1234",
        "bic": "X",
        "country": "XX",
    }
    answer = await company.client.post(PATH, json=asked)
    assert answer.status_code == 422
    assert sorted(faults(answer)) == [
        ("bic", "bic_invalid"),
        ("country", "country_unknown"),
        ("enterprise_number", "enterprise_number_invalid"),
        ("iban", "iban_invalid"),
        ("vat_number", "vat_number_invalid"),
    ]
    assert await listed(company) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"email": "nobody"},
        {"payment_days": -1},
        {"payment_days": 366},
        {"language": "de"},
        {"sale_treatment": "import"},
        {"purchase_treatment": "export"},
        {"cost_account": "6x"},
        {"shoe_size": 43},
    ],
)
async def test_what_does_not_fit_its_field_is_refused(company: Company, wrong):
    answer = await company.client.post(PATH, json={"name": "Peeters"} | wrong)
    assert (answer.status_code, faults(answer)[0][0]) == (422, next(iter(wrong)))


async def test_two_with_one_vat_number_are_refused_and_so_are_two_of_one_name_without(company: Company):
    first = await make(company, **PRESS)
    again = await company.client.post(PATH, json={"name": "Another", "vat_number": "0428.759.497"})
    assert (again.status_code, faults(again)[0][:2]) == (409, ("vat_number", "contact_exists"))
    assert again.json()["errors"][0]["value"] == "BE0428759497"
    assert first["id"] in again.json()["detail"]
    assert first["name"] in again.json()["detail"]
    named = await make(company, name="Café")
    twice = await company.client.post(PATH, json={"name": "CAFÉ"})
    assert (twice.status_code, faults(twice)[0][0]) == (409, "name")
    assert named["id"] in twice.json()["detail"]
    other = await make(company, name="Other")
    renamed = await company.client.patch(f"{PATH}/{other['id']}", json={"vat_number": "BE0428759497"})
    assert (renamed.status_code, faults(renamed)[0][0]) == (409, "vat_number")
    assert first["id"] in renamed.json()["detail"]


async def test_what_is_left_out_stays_and_null_forgets(company: Company):
    made = await make(company, **PRESS, city="Gent", phone="+32 9 123 45 67", payment_days=14)
    changed = await company.client.patch(f"{PATH}/{made['id']}", json={"phone": None, "language": "fr"})
    told = changed.json()["data"]
    assert (told["city"], told["phone"], told["language"], told["payment_days"]) == ("Gent", None, "fr", 14)
    assert (told["vat_number"], told["version"], changed.headers["etag"]) == ("BE0428759497", 2, '"2"')


async def test_another_vat_number_brings_its_enterprise_number_along(company: Company):
    made = await make(company, **PRESS)
    changed = await company.client.patch(f"{PATH}/{made['id']}", json={"vat_number": "BE0403019261"})
    assert changed.json()["data"]["enterprise_number"] == "0403019261"


async def test_a_stale_change_is_refused(company: Company):
    made = await make(company)
    path = f"{PATH}/{made['id']}"
    await company.client.patch(path, json={"city": "Gent"}, headers={"if-match": '"1"'})
    stale = await company.client.patch(path, json={"city": "Brugge"}, headers={"if-match": '"1"'})
    assert (stale.status_code, faults(stale)[0][1]) == (412, "changed_meanwhile")


async def test_a_contact_that_nothing_names_is_removed(company: Company):
    made = await make(company)
    gone = await company.client.delete(f"{PATH}/{made['id']}")
    assert gone.json()["data"] == {"id": made["id"], "outcome": "removed"}
    assert (await company.client.get(f"{PATH}/{made['id']}")).status_code == 404


async def test_an_archived_contact_is_listed_only_when_asked_for_and_comes_back(company: Company):
    made = await make(company)
    await company.client.patch(f"{PATH}/{made['id']}", json={"archived": True})
    assert await listed(company) == []
    assert len(await listed(company, status="archived")) == 1
    back = await company.client.patch(f"{PATH}/{made['id']}", json={"archived": False})
    assert back.json()["data"]["archived_at"] is None


@pytest.mark.parametrize(
    ("number", "valid", "proven"),
    [("BE 0428.759.497", True, True), ("BE0428759498", False, False), ("US 12-3456789", True, False)],
)
async def test_a_vat_number_is_checked_before_it_is_written(company: Company, number, valid, proven):
    told = (await company.client.post(f"{PATH}/check-vat-number", json={"vat_number": number})).json()["data"]
    assert (told["valid"], told["is_proven"], told["contact_id"]) == (valid, proven, None)
    assert bool(told["message"]) is not valid


async def test_a_check_says_who_has_the_number_already(company: Company):
    made = await make(company, **PRESS)
    told = await company.client.post(f"{PATH}/check-vat-number", json={"vat_number": "0428759497"})
    assert told.json()["data"]["contact_id"] == made["id"]


async def test_a_viewer_looks_and_does_not_write(company: Company):
    viewer = await colleague(company, "viewer")
    assert (await viewer.client.get(PATH)).status_code == 200
    assert (await viewer.client.post(PATH, json={"name": "Peeters"})).status_code == 403


async def test_another_company_sees_nothing(company: Company, other_company: Company):
    made = await make(company)
    for method in ("GET", "DELETE"):
        assert (await other_company.client.request(method, f"{PATH}/{made['id']}")).status_code == 404


async def test_every_change_is_in_the_audit_log_with_what_it_was(company: Company):
    made = await make(company, city="Gent")
    await company.client.patch(f"{PATH}/{made['id']}", json={"city": "Brugge"})
    events = (await company.client.get("/api/v1/audit/events", params={"q": "Brugge"})).json()["data"]
    [told] = [each for each in events if each["name"] == "contact.revised"]
    assert (told["payload"]["old"], told["payload"]["new"]) == ({"city": "Gent"}, {"city": "Brugge"})


def test_every_treatment_of_a_sale_or_purchase_can_be_a_contacts_usual_one():
    assert set(get_args(SaleTreatment)) == {each.value for each in Treatment if each.of_sales}
    assert set(get_args(PurchaseTreatment)) == {each.value for each in Treatment if each.of_purchases}


@pytest.mark.parametrize(
    ("field", "account", "problem"),
    [
        ("cost_account", "999999", "usual_account_unknown"),
        ("cost_account", "700", "cost_account_refused"),
        ("income_account", "613", "income_account_refused"),
    ],
)
async def test_a_usual_account_that_could_not_be_booked_on_is_refused_by_its_field(
    company: Company, field: str, account: str, problem: str
):
    answer = await company.client.post(PATH, json={"name": "A", field: account, "iban": "BE00"})
    assert faults(answer) == [("iban", "iban_invalid"), (field, problem)]
    made = await make(company, cost_account="613", income_account="700")
    answer = await company.client.patch(f"{PATH}/{made['id']}", json={field: account})
    assert (answer.status_code, faults(answer)) == (422, [(field, problem)])


async def test_an_archived_account_is_nobodys_usual_one(company: Company):
    [rent] = (await company.client.get("/api/v1/ledger/accounts", params={"q": "610"})).json()["data"][:1]
    archived = await company.client.patch(f"/api/v1/ledger/accounts/{rent['id']}", json={"archived": True})
    assert archived.status_code == 200, archived.text
    answer = await company.client.post(PATH, json={"name": "A", "cost_account": rent["code"]})
    assert faults(answer) == [("cost_account", "usual_account_unknown")]
