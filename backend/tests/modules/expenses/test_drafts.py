"""Expenses before anybody decided: what they come to, and whose they are."""

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.modules.expenses.conftest import LUNCH, PATH, act, approved, faults, make, refusal, submitted


async def test_the_vat_is_worked_out_from_its_rate_and_a_restaurants_is_not_deducted(company: Company):
    told = await make(company)
    assert (told["vat_amount"], told["vat_percent"], told["tax_percent"]) == ("6.00", "0", "69")
    assert (told["cost_amount"], told["deducted_vat"], told["owed_amount"]) == ("56.00", "0.00", "56.00")
    assert (told["status"], told["account_code"], told["category_name"]) == ("draft", "6142", "Restaurant")


async def test_half_of_the_vat_on_fuel_is_deducted(company: Company):
    told = await make(company, category="fuel", total_amount="121.00", vat_rate="21")
    assert (told["cost_amount"], told["deducted_vat"]) == ("110.50", "10.50")


async def test_the_private_share_is_not_the_companys(company: Company):
    told = await make(company, category="phone", total_amount="121.00", vat_rate="21", private_percent="40")
    assert (told["cost_amount"], told["deducted_vat"], told["private_amount"], told["owed_amount"]) == (
        "60.00",
        "12.60",
        "48.40",
        "72.60",
    )


async def test_in_another_currency_it_is_worth_what_that_days_rate_says(company: Company):
    told = await make(company, currency="USD", exchange_rate="0.9", vat_rate=None, total_amount="50.00")
    assert (told["total_amount"], told["currency"], told["total_in_books"]) == ("50.00", "USD", "45.00")
    unknown = await company.client.post(PATH, json=LUNCH | {"currency": "USD"})
    assert refusal(unknown) == (422, "exchange_rate_unknown")


async def test_what_comes_to_nothing_in_the_books_is_refused_with_its_total(company: Company):
    asked = LUNCH | {"currency": "VND", "exchange_rate": "0.004", "vat_rate": None, "total_amount": "1.00"}
    answer = await company.client.post(PATH, json=asked)
    assert refusal(answer) == (422, "nothing_in_the_books")
    assert answer.json()["errors"][0]["field"] == "total_amount"


async def test_the_vat_of_another_country_is_cost_here(company: Company):
    abroad = {"category": "phone", "currency": "GBP", "exchange_rate": "1.2", "total_amount": "120.00"}
    told = await make(company, **abroad, vat_rate=None, vat_amount="20.00")
    assert (told["total_in_books"], told["cost_amount"], told["deducted_vat"]) == ("144.00", "144.00", "0.00")


OFFICE = {"category": "office", "vat_rate": None, "total_amount": "120.00"}


@pytest.mark.parametrize(
    ("asked", "deducted"),
    [
        ({"vat_amount": "20.00"}, "0.00"),  # 20 % of France
        ({"vat_amount": "19.16"}, "0.00"),  # 19 % of Germany
        ({"vat_amount": "20.83"}, "20.83"),
        ({"vat_amount": "20.82"}, "20.82"),  # somebody rounded down
        ({"vat_amount": "12.86"}, "12.86"),
        ({"vat_amount": "9.05", "vat_of": "home"}, "9.05"),  # 6 and 12 % on one receipt
        ({"vat_amount": "20.83", "vat_of": "abroad"}, "0.00"),
        ({"vat_rate": "21"}, "20.83"),
        ({"vat_rate": "21", "vat_of": "abroad"}, "0.00"),
        ({"vat_rate": "20", "vat_of": "abroad"}, "0.00"),
    ],
)
async def test_the_vat_in_euros_is_deducted_when_it_is_this_countrys(company: Company, asked, deducted):
    told = await make(company, **OFFICE | asked)
    assert (told["deducted_vat"], told["vat_of"]) == (deducted, asked.get("vat_of"))
    assert told["vat_percent"] == ("0" if deducted == "0.00" else "100")


async def test_whose_vat_it_is_can_be_said_afterwards(company: Company):
    told = await make(company, **OFFICE | {"vat_amount": "9.05"})
    path = f"{PATH}/{told['id']}"
    for said, deducted in (("home", "9.05"), ("abroad", "0.00"), (None, "0.00")):
        changed = (await company.client.patch(path, json={"vat_of": said})).json()["data"]
        assert (changed["vat_of"], changed["deducted_vat"]) == (said, deducted)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"category": "yacht"}, "category", "category_unknown"),
        ({"vat_rate": "19"}, "vat_rate", "rate_unknown"),
        ({"vat_rate": None, "vat_amount": "20.00"}, "vat_amount", "vat_too_much"),
        ({"total_amount": "56.005", "vat_rate": None}, "total_amount", "too_many_decimals"),
        ({"spent_on": "2099-01-01"}, "spent_on", "spent_in_the_future"),
        ({"account_code": "700"}, "account_code", "cost_account_refused"),
        ({"private_percent": "100"}, "private_percent", "nothing_of_the_company"),
        ({"spender_id": "01a1fcd6-3f7a-74ba-831f-443b45c4ef44"}, "spender_id", "spender_unknown"),
    ],
)
async def test_what_cannot_be_is_refused_with_its_field(company: Company, wrong, field, code):
    answer = await company.client.post(PATH, json=LUNCH | wrong)
    assert (answer.status_code, faults(answer)[0]) == (422, (field, code))


@pytest.mark.parametrize(
    "wrong",
    [
        {"total_amount": "0"},
        {"total_amount": -1},
        {"total_amount": 12.5},
        {"private_percent": "101"},
        {"paid_with": "gold"},
    ],
)
async def test_what_does_not_fit_its_field_is_refused(company: Company, wrong):
    answer = await company.client.post(PATH, json=LUNCH | wrong)
    assert (answer.status_code, faults(answer)[0][0]) == (422, next(iter(wrong)))


async def test_a_changed_total_works_the_vat_out_again(company: Company):
    told = await make(company)
    changed = await company.client.patch(
        f"{PATH}/{told['id']}", json={"total_amount": "112.00"}, headers={"if-match": '"1"'}
    )
    assert (changed.json()["data"]["vat_amount"], changed.json()["data"]["version"]) == ("12.00", 2)
    stale = await company.client.patch(f"{PATH}/{told['id']}", json={"description": "x"}, headers={"if-match": '"1"'})
    assert refusal(stale) == (412, "changed_meanwhile")


async def test_a_draft_is_removed_and_one_that_was_submitted_is_not(company: Company):
    draft, waiting = await make(company), await submitted(company)
    assert (await company.client.delete(f"{PATH}/{draft['id']}")).status_code == 204
    assert refusal(await company.client.delete(f"{PATH}/{waiting['id']}")) == (409, "expense_not_open")
    assert refusal(await company.client.patch(f"{PATH}/{waiting['id']}", json={"description": "x"})) == (
        409,
        "expense_not_open",
    )


async def test_somebody_elses_draft_is_theirs(company: Company, member: Company, accountant: Company):
    mine = await make(accountant)
    assert refusal(await member.client.patch(f"{PATH}/{mine['id']}", json={"description": "x"})) == (
        403,
        "expense_of_somebody_else",
    )
    assert refusal(await act(member, mine, "submit")) == (403, "expense_of_somebody_else")
    for_another = await member.client.post(PATH, json=LUNCH | {"spender_id": str(company.user_id)})
    assert refusal(for_another) == (403, "expense_of_somebody_else")
    made = await make(accountant, spender_id=str(member.user_id))
    assert made["spender_id"] == str(member.user_id)


async def test_the_list_is_filtered_by_status_category_and_day(company: Company):
    await make(company)
    await make(company, category="fuel", spent_on="2026-10-01", merchant="Q8")
    await approved(company, description="Dinner")

    async def found(**asked):
        return [each["description"] for each in (await company.client.get(PATH, params=asked)).json()["data"]]

    assert len(await found()) == 3
    assert await found(status="approved") == ["Dinner"]
    assert await found(category="fuel") == await found(to="2026-10-31") == await found(q="Q8")
    assert len(await found(spender=str(company.user_id))) == 3
    assert (await company.client.get(PATH, params={"format": "csv"})).text.count("\n") == 4


async def test_categories_say_what_may_be_deducted(company: Company):
    found = {each["code"]: each for each in (await company.client.get(f"{PATH}/categories")).json()["data"]}
    assert (found["restaurant"]["vat_percent"], found["restaurant"]["tax_percent"]) == ("0", "69")
    assert (found["fuel"]["vat_percent"], found["fuel"]["tax_percent"]) == ("50", None)


RECEIPT = {
    "kind": "receipt",
    "supplier_name": "Brasserie De Kroon",
    "invoice_number": None,
    "net_amount": "50.00",
    "vat_amount": "6.00",
    "total_amount": "56.00",
}


async def from_document(company: Company, document, **asked):
    return await company.client.post(f"{PATH}/from-document/{document}", json=asked)


async def test_a_receipt_becomes_an_expense_whose_vat_is_not_deducted(company: Company):
    document = await documents.to_review(company, **RECEIPT)
    told = (await from_document(company, document, paid_with="company_card")).json()["data"]
    assert (told["category"], told["merchant"], told["spent_on"]) == ("restaurant", "Brasserie De Kroon", "2026-11-02")
    assert (told["total_amount"], told["vat_amount"], told["paid_with"]) == ("56.00", "0.00", "company_card")


async def test_the_vat_of_an_invoice_in_the_companys_name_counts(company: Company):
    document = await documents.to_review(company, supplier_name="Papierhandel kantoor")
    told = (await from_document(company, document)).json()["data"]
    assert (told["category"], told["vat_amount"], told["deducted_vat"]) == ("office", "21.00", "21.00")


async def test_vat_of_another_country_is_cost(company: Company):
    document = await documents.to_review(
        company, supplier_vat_number="DE136695976", vat_amount="19.00", total_amount="119.00"
    )
    assert (await from_document(company, document)).json()["data"]["cost_amount"] == "119.00"


async def test_an_invoice_that_leaves_the_vat_to_us_is_no_expense(company: Company):
    document = await documents.to_review(
        company, supplier_vat_number="NL810433941B01", vat_amount="0.00", total_amount="100.00"
    )
    assert refusal(await from_document(company, document)) == (422, "invoice_needed")


OF_COMPANY = {"supplier_name": "Papierhandel kantoor", "customer_vat_number": None}
TWO_RATES = [
    {"rate": "21", "base": "100.00", "amount": "21.00", "category": "S"},
    {"rate": "6", "base": "50.00", "amount": "3.00", "category": "S"},
]


async def test_an_invoice_at_one_rate_keeps_its_rate(company: Company):
    document = await documents.to_review(company, vat_breakdown=TWO_RATES[:1], **OF_COMPANY)
    told = (await from_document(company, document)).json()["data"]
    assert (told["vat_rate"], told["vat_amount"], told["cost_amount"]) == ("21", "21.00", "100.00")


async def test_the_vat_of_two_rates_counts_together(company: Company):
    amounts = {"net_amount": "150.00", "vat_amount": "24.00", "total_amount": "174.00"}
    document = await documents.to_review(company, vat_breakdown=TWO_RATES, **OF_COMPANY, **amounts)
    told = (await from_document(company, document)).json()["data"]
    assert (told["vat_rate"], told["vat_amount"], told["cost_amount"]) == (None, "24.00", "150.00")


async def test_vat_that_only_the_breakdown_tells_counts(company: Company):
    amounts = {"net_amount": "150.00", "vat_amount": None, "total_amount": "174.00"}
    document = await documents.to_review(company, vat_breakdown=TWO_RATES, **OF_COMPANY, **amounts)
    assert (await from_document(company, document)).json()["data"]["deducted_vat"] == "24.00"


@pytest.mark.parametrize(
    ("breakdown", "field", "code"),
    [
        ([{"rate": "19", "base": "100.00", "amount": "19.00"}], "fields.vat_breakdown.0.rate", "rate_unknown"),
        ([TWO_RATES[0], TWO_RATES[1] | {"base": "90.00"}], "fields.vat_breakdown", "bases_differ"),
    ],
)
async def test_a_breakdown_that_cannot_be_names_its_row(company: Company, breakdown, field, code):
    amounts = {"net_amount": "150.00", "vat_amount": "24.00", "total_amount": "174.00"}
    document = await documents.to_review(company, vat_breakdown=breakdown, **OF_COMPANY, **amounts)
    answer = await from_document(company, document)
    assert (answer.status_code, faults(answer)[0]) == (422, (field, code))


async def test_a_receipt_is_one_expense(company: Company):
    document = await documents.to_review(company, **RECEIPT)
    first = (await from_document(company, document)).json()["data"]
    assert refusal(await from_document(company, document)) == (409, "receipt_taken")
    await company.client.delete(f"{PATH}/{first['id']}")
    assert (await from_document(company, document)).status_code == 201


async def test_a_rejected_expense_does_not_take_its_receipt_back_from_another(company: Company):
    document = await documents.to_review(company, **RECEIPT)
    first = (await from_document(company, document)).json()["data"]
    await company.client.post(f"{PATH}/{first['id']}/submit")
    rejected = await company.client.post(f"{PATH}/{first['id']}/reject", json={"reason": "private"})
    assert rejected.status_code == 200, rejected.text
    assert (await from_document(company, document)).status_code == 201
    revised = await company.client.patch(f"{PATH}/{first['id']}", json={"merchant": "Another"})
    submitted = await company.client.post(f"{PATH}/{first['id']}/submit")
    for answer in (revised, submitted):
        assert refusal(answer) == (409, "receipt_taken")
        assert answer.json()["errors"][0]["field"] == "document_id"


async def test_a_receipt_without_a_date_is_corrected_first(company: Company):
    document = await documents.to_review(company, **RECEIPT | {"issue_date": None})
    answer = await from_document(company, document)
    assert (answer.status_code, faults(answer)) == (422, [("fields.issue_date", "receipt_incomplete")])


async def test_another_company_sees_nothing(company: Company, other_company: Company):
    made = await make(company)
    assert (await other_company.client.get(f"{PATH}/{made['id']}")).status_code == 404
    assert (await other_company.client.get(PATH)).json()["data"] == []


async def test_a_list_says_what_it_comes_to(company: Company):
    await make(company, total_amount="56.00")
    await make(company, total_amount="44.00", description="Taxi")
    await make(company, total_amount="10.00", currency="USD", exchange_rate="0.9", vat_rate=None)
    told = (await company.client.get(f"{PATH}/sums")).json()["data"]
    assert [(each["currency"], each["count"], each["total_amount"]) for each in told] == [
        ("EUR", 2, "100.00"),
        ("USD", 1, "10.00"),
    ]
    assert [each["owed_amount"] for each in told] == ["100.00", "9.00"]
    narrowed = (await company.client.get(f"{PATH}/sums", params={"q": "taxi"})).json()["data"]
    assert [(each["count"], each["total_amount"]) for each in narrowed] == [(1, "44.00")]
