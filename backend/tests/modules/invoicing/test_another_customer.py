"""A draft that goes to somebody else has that one's VAT and account, but for what a person chose."""

from tests.conftest import Company
from tests.factories.invoicing import BASE, act, bookings, contact, draft, line

FRENCH = {"country": "FR", "vat_number": "FR40303265045"}


async def moved(company: Company, invoice: dict, to: str, **more) -> dict:
    answer = await company.client.patch(f"{BASE}/{invoice['id']}", json={"contact_id": to} | more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


def vat(made: dict) -> list[tuple[str, str]]:
    return [(each["treatment"], each["vat_rate"]) for each in made["lines"]]


async def test_a_business_elsewhere_is_not_asked_the_vat_of_a_customer_here(company: Company):
    made = await moved(company, await draft(company), await contact(company, **FRENCH))
    assert vat(made) == [("intra_community_goods", "0.00")]
    done = await act(company, made, "issue")
    assert await bookings(company, done["entry_id"]) == ["400 100.00 D", "700 100.00 C +46"]


async def test_a_consumer_here_pays_vat_though_the_draft_was_for_a_business_elsewhere(company: Company):
    made = await draft(company, contact_id=await contact(company, **FRENCH))
    made = await moved(company, made, await contact(company, is_business=False))
    assert (vat(made), made["total_amount"]) == ([("domestic", "21.00")], "121.00")


async def test_a_rate_that_somebody_chose_stays_with_its_treatment(company: Company):
    made = await draft(company, line(vat_rate="6"), line())
    assert [each["chosen"] for each in made["lines"]] == [["vat_rate"], []]
    made = await moved(company, made, await contact(company, **FRENCH))
    assert vat(made) == [("domestic", "6.00"), ("intra_community_goods", "0.00")]
    again = await moved(company, made, await contact(company))
    assert vat(again) == [("domestic", "6.00"), ("domestic", "21.00")]


async def test_an_account_goes_with_its_supplier_unless_somebody_chose_it(company: Company):
    first = await contact(company, is_supplier=True, cost_account="612")
    other = await contact(company, is_supplier=True, cost_account="613")
    lines = [line(), line(account_code="615")]
    made = await draft(company, *lines, direction="purchase", contact_id=first)
    assert [each["account_code"] for each in made["lines"]] == ["612", "615"]
    assert [each["account_code"] for each in (await moved(company, made, other))["lines"]] == ["613", "615"]


async def test_the_vat_on_a_paper_stays_where_it_still_fits(company: Company):
    first, other = await contact(company, is_supplier=True), await contact(company, is_supplier=True)
    abroad = await contact(company, is_supplier=True, cost_account="612", **FRENCH)
    made = await draft(company, direction="purchase", contact_id=first, vat_amount="21.01")
    assert (await moved(company, made, other))["vat_amount"] == "21.01"
    made = await moved(company, made, abroad)
    assert (vat(made), made["vat_amount"]) == ([("intra_community_services", "21.00")], "0.00")


async def test_the_vat_on_a_paper_is_told_where_the_lines_come_to_another_sum(company: Company):
    supplier = await contact(company, is_supplier=True)
    read = await draft(company, direction="purchase", contact_id=supplier, vat_amount="21.01")
    by_lines = await draft(company, direction="purchase", contact_id=supplier, vat_amount="21.00")
    sold = await draft(company)
    assert [each["vat_on_paper"] for each in (read, by_lines, sold)] == ["21.01", None, None]


async def test_vat_that_is_told_along_and_does_not_fit_is_refused(company: Company):
    made = await draft(company, direction="purchase", contact_id=await contact(company, is_supplier=True))
    change = {"contact_id": await contact(company, is_supplier=True), "vat_amount": "25.00"}
    answer = await company.client.patch(f"{BASE}/{made['id']}", json=change)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "vat_amount")


async def test_a_copy_is_proposed_anew_and_a_credit_note_mirrors_its_invoice(company: Company):
    customer = await contact(company, sale_treatment="outside_scope")
    made = await act(company, await draft(company, contact_id=customer), "issue")
    answer = await company.client.patch(f"/api/v1/contacts/{customer}", json={"sale_treatment": None})
    assert answer.status_code == 200, answer.text
    note = await act(company, made, "credit", as_draft=True)
    assert vat(note) == [("outside_scope", "0.00")]
    assert vat(await moved(company, note, customer, note="the same")) == [("outside_scope", "0.00")]
    assert vat(await act(company, made, "copy")) == [("domestic", "21.00")]
