"""Numbers of another fiscal year than the running one: invoices of December issued in January, books taken over."""

from tests.conftest import Company
from tests.factories.invoicing import contact, issued
from tests.modules.invoicing.test_series import PATH, choose, code


async def series(company: Company, year: int | None = None) -> dict[str, dict]:
    answer = await company.client.get(PATH, params={"year": year} if year else {})
    assert answer.status_code == 200, answer.text
    return {each["kind"]: each for each in answer.json()["data"]}


async def test_the_numbers_of_the_year_before_are_shown_beside_those_of_the_running_one(company: Company):
    running = (await series(company))["invoice"]["year"]
    await issued(company, issued_on=f"{running - 1}-12-10")
    before, now = (await series(company, running - 1))["invoice"], (await series(company))["invoice"]
    assert (before["next"], before["last_number"], before["begun"]) == (f"F{running - 1}-00002", 1, True)
    assert (now["next"], now["last_number"], now["begun"]) == (f"F{running}-00001", 0, False)


async def test_where_the_year_before_goes_on_is_said_without_touching_the_running_one(company: Company):
    """The former program gave out 117 of the year before; two invoices of December are issued here."""
    running, customer = (await series(company))["invoice"]["year"], await contact(company)
    said = await choose(company, "invoice", next_number=118, year=running - 1)
    assert said.json()["data"]["next"] == f"F{running - 1}-00118"
    december = {"contact_id": customer, "issued_on": f"{running - 1}-12-10"}
    assert [(await issued(company, **december))["number"] for _ in range(2)] == [
        f"F{running - 1}-00118",
        f"F{running - 1}-00119",
    ]
    assert (await issued(company, contact_id=customer))["number"] == f"F{running}-00001"


async def test_a_year_that_has_begun_goes_on_without_a_gap_whatever_year_is_running(company: Company):
    running = (await series(company))["invoice"]["year"]
    await issued(company, issued_on=f"{running - 1}-12-10")
    assert code(await choose(company, "invoice", next_number=50, year=running - 1)) == (409, "number_series_begun")
    assert (await choose(company, "invoice", next_number=50, year=running + 1)).status_code == 200
    assert (await choose(company, "invoice", next_number=50)).json()["data"]["next"] == f"F{running}-00050"


async def test_a_year_that_no_books_have_is_refused(company: Company):
    for year in (1999, 2101):
        assert (await choose(company, "invoice", next_number=2, year=year)).status_code == 422
        assert (await company.client.get(PATH, params={"year": year})).status_code == 422
