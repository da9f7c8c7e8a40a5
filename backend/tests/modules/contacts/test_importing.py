"""Files of contacts: tried first, then written, and the same file again changes nothing."""

import time

import pytest

from tests.conftest import Company
from tests.modules.contacts.conftest import PATH, PRESS, faults, listed, make

SHEET = """Naam;BTW-nummer;Straat;Postcode;Gemeente;Klant?;Betaaltermijn
De Pers;BE 0428.759.497;Markt 1;9000;Gent;x;30
Café De Kroon;;Kaai 2;2000;Antwerpen;x;
"""


async def send(company: Company, content: str | bytes, *, dry_run: bool = False):
    body = content if isinstance(content, bytes) else content.encode()
    files = {"file": ("contacts.csv", body, "text/csv")}
    return await company.client.post(f"{PATH}/import", params={"dry_run": dry_run}, files=files)


async def told(company: Company, content: str | bytes, *, dry_run: bool = False) -> dict:
    answer = await send(company, content, dry_run=dry_run)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def outcome(found: dict) -> tuple[int, int, int, int]:
    return found["made"], found["revised"], found["unchanged"], found["failed"]


async def test_a_sheet_in_dutch_becomes_contacts(company: Company):
    found = await told(company, SHEET)
    assert (outcome(found), found["ignored"]) == ((2, 0, 0, 0), [])
    assert (found["columns"]["Gemeente"], found["columns"]["Klant?"]) == ("city", "is_customer")
    assert [
        (each["name"], each["vat_number"], each["city"], each["payment_days"]) for each in await listed(company)
    ] == [
        ("Café De Kroon", None, "Antwerpen", None),
        ("De Pers", "BE0428759497", "Gent", 30),
    ]


async def test_roles_are_said_with_yes_or_no(company: Company):
    await told(company, "Klant;Leverancier;Naam\nja;nee;A\nnee;ja;B\nJa;Ja;C\n;;D\n")
    roles = {each["name"]: (each["is_customer"], each["is_supplier"]) for each in await listed(company)}
    assert roles == {"A": (True, False), "B": (False, True), "C": (True, True), "D": (False, False)}


async def test_a_dry_run_says_the_same_and_writes_nothing(company: Company):
    tried = await told(company, SHEET, dry_run=True)
    assert await listed(company) == []
    done = await told(company, SHEET)
    assert outcome(tried) == outcome(done)
    assert [each["row"] for each in tried["results"]] == [2, 3]


async def test_the_same_file_again_changes_nothing(company: Company):
    await told(company, SHEET)
    assert outcome(await told(company, SHEET)) == (0, 0, 2, 0)


async def test_our_own_export_comes_back_as_no_change(company: Company):
    await make(company, **PRESS, iban="BE32123456789002", phone="+32 9 1", note="'=1+1", payment_days=14, language="fr")
    await make(company, name="Jansen, Café", is_customer=True, is_business=False, street="Kaai 2\nbus 3", city="Gent")
    exported = (await company.client.get(PATH, params={"format": "csv"})).content
    found = await told(company, exported)
    assert (outcome(found), found["ignored"]) == ((0, 0, 2, 0), [])


async def test_a_changed_cell_changes_that_and_an_empty_one_forgets_nothing(company: Company):
    await told(company, SHEET)
    found = await told(company, "name;vat_number;city;street\nDe Pers;0428759497;Brugge;\n")
    assert outcome(found) == (0, 1, 0, 0)
    assert found["results"][0]["changes"] == {"city": ["Gent", "Brugge"]}
    [press] = await listed(company, q="Pers")
    assert (press["city"], press["street"], press["version"]) == ("Brugge", "Markt 1", 2)


async def test_a_row_that_cannot_be_names_its_column_and_the_others_are_written(company: Company):
    sheet = "Naam;BTW-nummer;Betaaltermijn;E-mail\nA;BE0428759498;;\n;;;\nB;;dertig;\nC;;;geen\nD;;14;d@voorbeeld.be\n;;7;\n"
    found = await told(company, sheet)
    wrong = [(each["row"], each["errors"][0]["field"]) for each in found["results"] if each["outcome"] == "failed"]
    assert wrong == [(2, "BTW-nummer"), (5, "E-mail"), (7, "Naam")]
    assert [each["name"] for each in await listed(company)] == ["B", "D"]


async def test_a_row_tells_all_that_is_wrong_with_it(company: Company):
    sheet = (
        "naam;e-mail;btw-nummer;iban;land;betaaltermijn;kostenrekening\n"
        "A;geen;BE0428759498;BE68539007547035;Atlantis;dertig;999999\n"
        ";geen;0428759497;BE68539007547034;be;30;613\n"
    )
    first, second = (await told(company, sheet))["results"]
    assert {each["field"]: each["value"] for each in first["errors"]} == {
        "e-mail": "geen", "btw-nummer": "BE0428759498", "iban": "BE68539007547035", "land": "ATLANTIS",
        "kostenrekening": "999999",
    }  # fmt: skip
    assert {each["field"] for each in second["errors"]} == {"e-mail", "naam"}
    assert await listed(company) == []


async def test_an_address_that_is_none_has_a_code_of_its_own(company: Company):
    found = await told(company, "Naam;E-mail\nJanssens;x@\n")
    assert [(each["code"], each["field"], each["value"]) for each in found["results"][0]["errors"]] == [
        ("email_invalid", "E-mail", "x@")
    ]


async def test_two_rows_about_one_contact_are_one(company: Company):
    found = await told(company, "name,vat_number,city\nPers,BE0428759497,Gent\nDe Pers,BE0428759497,Gent\n")
    assert outcome(found) == (1, 1, 0, 0)
    assert [each["name"] for each in await listed(company)] == ["De Pers"]


async def test_a_number_that_somebody_else_has_is_refused_in_its_row(company: Company):
    press, other = await make(company, **PRESS), await make(company, name="Ander")
    found = await told(company, f"id,name,vat_number\n{other['id']},Ander,{press['vat_number']}\n")
    [row] = found["results"]
    assert (row["outcome"], row["errors"][0]["code"], row["errors"][0]["field"]) == (
        "failed",
        "contact_exists",
        "vat_number",
    )


@pytest.mark.parametrize("content", [b"", b"street;city\nMarkt 1;Gent\n", b"%PDF-1.7\0", b"\x89PNG\r\n\x1a\n\0"])
async def test_what_is_no_file_of_contacts_is_refused(company: Company, content):
    answer = await send(company, content)
    assert (answer.status_code, faults(answer)) == (422, [("file", "file_unreadable")])


async def test_languages_countries_and_yes_are_understood(company: Company):
    sheet = "nom;langue;pays;est client\nLibrairie;Français;Belgique;oui\nBoekhandel;Nederlands;Nederland;non\n"
    assert outcome(await told(company, sheet)) == (2, 0, 0, 0)
    rows = [(each["name"], each["language"], each["country"], each["is_customer"]) for each in await listed(company)]
    assert rows == [("Boekhandel", "nl", "NL", False), ("Librairie", "fr", "BE", True)]


async def test_an_import_is_in_the_audit_log_as_a_whole_and_per_contact(company: Company):
    await told(company, SHEET)
    events = (await company.client.get("/api/v1/audit/events", params={"limit": 200})).json()["data"]
    names = [each["name"] for each in events]
    assert (names.count("contact.made"), names.count("contacts.imported")) == (2, 1)


async def test_ten_thousand_rows_are_taken_at_once(company: Company):
    rows = "".join(f"Klant {n};{n % 365};Gent\n" for n in range(10_000))
    tried = await told(company, "naam;betaaltermijn;plaats\n" + rows, dry_run=True)
    began = time.perf_counter()
    done = await told(company, "naam;betaaltermijn;plaats\n" + rows)
    took = time.perf_counter() - began
    again = await told(company, "naam;betaaltermijn;plaats\n" + rows)
    assert [outcome(each) for each in (tried, done, again)] == [(10_000, 0, 0, 0), (10_000, 0, 0, 0), (0, 0, 10_000, 0)]
    assert len(done["results"]) == 1000
    assert took < 60


async def test_a_row_with_an_account_that_is_not_in_the_chart_names_its_column(company: Company):
    found = await told(company, "name;cost_account;income_account\nA;999999;\nB;613;613\nC;613;700\n")
    wrong = [(each["row"], each["errors"][0]["field"], each["errors"][0]["code"]) for each in found["results"][:2]]
    assert wrong == [(2, "cost_account", "usual_account_unknown"), (3, "income_account", "income_account_refused")]
    assert [(each["name"], each["cost_account"]) for each in await listed(company)] == [("C", "613")]


async def test_a_number_is_of_the_one_contact_of_that_name_that_lacks_it(company: Company):
    made = await make(company, name="Bakkerij Janssens")
    sheet = "naam;btw-nummer;plaats\nBakkerij Janssens;BE0428759497;Gent\nBakkerij Janssens;BE0403019261;Brugge\n"
    assert outcome(await told(company, sheet)) == (1, 1, 0, 0)
    numbered = [(each["id"] == made["id"], each["vat_number"], each["city"]) for each in await listed(company)]
    assert sorted(numbered) == [(False, "BE0403019261", "Brugge"), (True, "BE0428759497", "Gent")]
    assert outcome(await told(company, sheet)) == (0, 0, 2, 0)


async def test_a_number_of_another_company_than_the_contact_of_that_name_makes_another(company: Company):
    await make(company, name="Janssens", enterprise_number="0403019261")
    assert outcome(await told(company, "naam;btw-nummer\nJanssens;BE0428759497\n")) == (1, 0, 0, 0)


async def test_a_private_person_gets_a_number_only_with_word_that_they_trade(company: Company):
    person = await make(company, name="Jan Peeters", is_business=False)
    found = await told(company, "naam;btw\nJan Peeters;BE0202239951\n")
    assert outcome(found) == (1, 0, 0, 0)
    known = {each["id"]: (each["vat_number"], each["is_business"]) for each in await listed(company)}
    assert known.pop(person["id"]) == (None, False)
    assert list(known.values()) == [("BE0202239951", True)]
    [row] = (await told(company, "naam;btw;bedrijf\nJan Peeters;BE0417497106;ja\n"))["results"]
    assert (row["outcome"], row["contact_id"], row["changes"]["is_business"]) == (
        "revised",
        person["id"],
        [False, True],
    )


async def test_a_name_is_of_the_one_contact_that_was_just_given_its_number(company: Company):
    sheet = "naam;btw-nummer;plaats\nDe Pers;BE0428759497;\nDe Pers;BE0428759497;Gent\nDe Pers;;Brugge\n"
    assert outcome(await told(company, sheet)) == (1, 2, 0, 0)


async def test_payment_terms_are_read_as_other_programs_write_them(company: Company):
    sheet = "Klantnaam;Betaaltermijn\nA;30 dagen\nB;60 jours fin de mois\nC;Contant\n"
    await told(company, sheet)
    terms = [(each["name"], each["payment_days"], each["payment_end_of_month"]) for each in await listed(company)]
    assert terms == [("A", 30, False), ("B", 60, True), ("C", 0, False)]


@pytest.mark.parametrize("terms", ["2 maanden", "14 dagen 2%", "vooraf", "domiciliëring", "9999"])
async def test_terms_that_are_no_days_cost_nothing_but_their_cell(company: Company, terms: str):
    """Told before and after; of a contact that is known the terms stay as they were, and all else is written."""
    await make(company, name="De Pers", payment_days=14, city="Gent")
    sheet = f"Naam;Betaaltermijn;Plaats\nDe Pers;{terms};Brugge\nNieuw;{terms};Aalst\n"
    for dry_run in (True, False):
        found = await told(company, sheet, dry_run=dry_run)
        assert outcome(found) == (1, 1, 0, 0)
        for row in found["results"]:
            [warning] = row["warnings"]
            assert (warning["code"], warning["field"], warning["value"], row["errors"]) == (
                "payment_terms_unreadable",
                "Betaaltermijn",
                terms,
                [],
            )
    kept = [(each["name"], each["city"], each["payment_days"]) for each in await listed(company)]
    assert kept == [("De Pers", "Brugge", 14), ("Nieuw", "Aalst", None)]
    again = await told(company, sheet)
    assert (outcome(again), len(again["results"])) == ((0, 0, 2, 0), 2), (
        "the same file changes nothing, and still says so"
    )


async def test_a_vat_number_of_another_country_than_the_address_is_told(company: Company):
    sheet = (
        "naam;btw-nummer;land\nJansen;BE0428759497;NL\nDe Pers;BE0202239951;BE\nHellas;EL123456783;GR\n"
        "Zonder;NL810433941B01;\n"
    )
    for _ in range(2):
        found = await told(company, sheet)
        warned = {each["name"]: each["warnings"] for each in found["results"] if each["warnings"]}
        [warning] = warned.pop("Jansen")
        assert (warning["code"], warning["field"], warned) == ("vat_number_from_elsewhere", "btw-nummer", {})
    kept = {each["name"]: (each["vat_number"], each["country"]) for each in await listed(company)}
    assert (kept["Jansen"], kept["Zonder"]) == (("BE0428759497", "NL"), ("NL810433941B01", "NL"))


async def test_a_row_of_an_archived_contact_says_that_it_stays_archived(company: Company):
    made = await make(company, name="Oude klant")
    archived = await company.client.patch(f"{PATH}/{made['id']}", json={"archived": True})
    assert archived.status_code == 200, archived.text
    [row] = (await told(company, "naam;plaats\nOude klant;Gent\n"))["results"]
    assert (row["outcome"], row["contact_id"], row["is_archived"]) == ("revised", made["id"], True)


async def test_a_row_of_before_a_merge_is_left_out_and_says_into_whom(company: Company):
    loser, winner = await make(company, name="Loser BV"), await make(company, name="Winner BV")
    exported = (await company.client.get(PATH, params={"format": "csv"})).content
    merged = await company.client.post(f"{PATH}/{loser['id']}/merge", json={"into_id": winner["id"]})
    assert merged.status_code == 200, merged.text
    found = await told(company, exported)
    assert outcome(found) == (0, 0, 1, 1)
    [row] = [each for each in found["results"] if each["errors"]]
    told_of = row["errors"][0]
    assert (row["name"], told_of["code"], told_of["value"]) == ("Loser BV", "contact_merged", "Winner BV")
