"""What is in the way of booking: all of it at once, each thing once, and what an approver may set aside."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.modules.identity.models import Tenant
from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, listed, refusal, sides
from tests.factories.documents import path

OURS, THEIRS, DUTCH = "BE0403019261", "BE0428759497", "NL810433941B01"


async def own(company: Company, vat_number: str | None) -> None:
    async with company.begin() as work:
        (await work.session.get_one(Tenant, company.tenant_id)).vat_number = vat_number


async def problems(company: Company, document, **asked) -> list[tuple[str, str]]:
    return [(each["code"], each["field"]) for each in (await booking(company, document, **asked))["problems"]]


async def warned(company: Company, document) -> list[tuple[str, str]]:
    told = (await company.client.get(path(document))).json()["data"]
    return [(each["code"], each["field"]) for each in told["warnings"]]


async def correct(company: Company, document, **fields) -> list[tuple[str, str]]:
    answer = await company.client.patch(path(document, "/fields"), json={"fields": fields})
    assert answer.status_code == 200, answer.text
    return [(each["code"], each["field"]) for each in answer.json()["data"]["warnings"]]


def rows(*found: tuple[str, str, str]) -> list[dict]:
    return [{"rate": rate, "base": base, "amount": amount, "category": "S"} for rate, base, amount in found]


async def test_a_breakdown_of_21_is_no_ground_for_vat_of_20(company: Company):
    document = await documents.to_review(
        company, vat_amount="20.00", total_amount="120.00", vat_breakdown=rows(("21", "100.00", "21.00"))
    )
    assert await warned(company, document) == [("breakdown_differs", "vat_breakdown")]
    assert await problems(company, document) == [("breakdown_differs", "fields.vat_breakdown")]
    assert refusal(await approve(company, document)) == (422, "breakdown_differs")
    assert await listed(company, "ledger/entries") == []


async def test_a_total_of_125_is_not_100_and_21_and_is_said_once_each_side(company: Company):
    document = await documents.to_review(company, total_amount="125.00", vat_breakdown=rows(("21", "100.00", "21.00")))
    assert await warned(company, document) == [("total_differs_from_parts", "total_amount")]
    [told] = (await booking(company, document))["problems"]
    assert (told["code"], told["field"], told["warning"], told["can_be_accepted"]) == (
        "amounts_differ",
        "fields.total_amount",
        "total_differs_from_parts",
        False,
    )
    assert refusal(await approve(company, document, accept_warnings=[])) == (422, "amounts_differ")


async def test_a_wrong_net_of_90_is_one_contradiction_and_not_three(company: Company):
    document = await documents.to_review(company, net_amount="90.00", vat_breakdown=rows(("21", "100.00", "21.00")))
    assert await warned(company, document) == [("total_differs_from_parts", "total_amount")]
    assert await problems(company, document) == [("amounts_differ", "fields.total_amount")]


async def test_a_contradiction_that_cannot_be_waved_through_is_refused_as_a_request(company: Company):
    document = await documents.to_review(company, total_amount="125.00")
    assert (await approve(company, document, accept_warnings=["amounts_differ"])).status_code == 422


async def test_everything_in_the_way_is_listed_at_once(company: Company):
    await own(company, OURS)
    document = await documents.to_review(
        company,
        supplier_name=None,
        currency="USD",
        total_amount="125.00",
        customer_vat_number=DUTCH,
    )
    found = [
        ("field_missing", "fields.supplier_name"),
        ("exchange_rate_missing", "exchange_rate"),
        ("amounts_differ", "fields.total_amount"),
        ("addressed_to_another_company", "fields.customer_vat_number"),
        ("cost_account_refused", "account_code"),
    ]
    assert await problems(company, document, account_code="700") == found
    answer = await approve(company, document, account_code="700")
    assert [(each["code"], each["field"]) for each in answer.json()["errors"]] == found
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not_ready_to_book")


async def test_a_second_copy_with_an_unknown_account_is_told_both(company: Company):
    await documents.approved(company)
    second = await documents.to_review(company)
    assert await problems(company, second, account_code="699999") == [
        ("account_unknown", "account_code"),
        ("invoice_booked_already", "fields.invoice_number"),
    ]


async def test_an_invoice_to_another_company_warns_and_is_not_booked_by_accident(company: Company):
    await own(company, OURS)
    document = await documents.to_review(company, customer_vat_number=DUTCH)
    assert await warned(company, document) == [("addressed_to_another_company", "customer_vat_number")]
    [told] = (await booking(company, document))["problems"]
    assert (told["code"], told["field"], told["can_be_accepted"]) == (
        "addressed_to_another_company",
        "fields.customer_vat_number",
        True,
    )
    assert told["message"].startswith("This document is addressed to another company")
    assert refusal(await approve(company, document)) == (422, "addressed_to_another_company")


async def test_an_approver_may_accept_it_by_name_and_the_audit_trail_says_so(company: Company):
    await own(company, OURS)
    document = await documents.to_review(company, customer_vat_number=DUTCH)
    asked = {"accept_warnings": ["addressed_to_another_company"]}
    told = await booking(company, document, **asked)
    assert (told["problems"], told["accepted_warnings"]) == ([], ["addressed_to_another_company"])
    booked = await entry(company, await approve(company, document, **asked))
    assert sides(booked) == ["604 100.00 D", "411 21.00 D", "440 121.00 C"]
    async with company.begin() as work:
        payload = await work.session.scalar(text("select payload from audit.events where name = 'document.approved'"))
    assert payload["accepted_warnings"] == ["addressed_to_another_company"]


@pytest.mark.parametrize(
    ("customer", "ours"),
    [
        (OURS, OURS),
        ("0403.019.261", OURS),
        (None, OURS),
        (DUTCH, None),
        ("BE0403019262", OURS),  # misread: it proves nothing
    ],
)
async def test_without_two_valid_numbers_that_differ_it_is_ours(company: Company, customer, ours):
    await own(company, ours)
    document = await documents.to_review(company, customer_vat_number=customer)
    assert "addressed_to_another_company" not in dict(await warned(company, document))
    assert await problems(company, document) == []
    approved = await approve(company, document, accept_warnings=["addressed_to_another_company"])
    assert approved.status_code == 200
    async with company.begin() as work:
        payload = await work.session.scalar(text("select payload from audit.events where name = 'document.approved'"))
    assert payload["accepted_warnings"] == []  # nothing had to be


@pytest.mark.parametrize("asked", [["everything"], "addressed_to_another_company", [1]])
async def test_only_warnings_that_may_be_accepted_can_be_named(company: Company, asked):
    document = await documents.to_review(company)
    assert (await approve(company, document, accept_warnings=asked)).status_code == 422


async def test_warnings_are_about_the_fields_as_they_are_now(company: Company):
    """100 + 21 = 121; each correction brings a contradiction or takes it away, wherever it was made."""
    await own(company, OURS)
    document = await documents.to_review(company, vat_breakdown=rows(("21", "100.00", "21.00")))
    assert await warned(company, document) == []
    total = ("total_differs_from_parts", "total_amount")
    assert await correct(company, document, net_amount="90.00") == [total]
    assert await correct(company, document, supplier_name="De Pers") == [total]
    assert await correct(company, document, total_amount="111.00") == [("breakdown_base_differs", "vat_breakdown")]
    assert await correct(company, document, vat_breakdown=rows(("21", "90.00", "21.00"))) == []
    assert await correct(company, document, due_date="2026-11-01") == [("due_before_issue", "due_date")]
    assert await correct(company, document, issue_date="2026-10-31") == []
    assert await correct(company, document, customer_vat_number=DUTCH) == [
        ("addressed_to_another_company", "customer_vat_number")
    ]
    assert await correct(company, document, customer_vat_number=OURS) == []
    assert await correct(company, document, supplier_iban="BE32 1234 5678 9002") == []
    assert await correct(company, document, vat_breakdown=None, vat_amount="22.00") == [total]


async def test_goods_from_outside_the_union_are_cleared_where_their_supplier_is_treated_so(company: Company):
    """By default the VAT goes through the return; of a supplier whose goods are cleared it was paid to customs."""
    abroad = {"supplier_vat_number": "CHE123456788MWST", "vat_amount": "0.00", "total_amount": "100.00"}
    document = await documents.to_review(company, **abroad)
    assert (await booking(company, document))["treatment"] == "import"
    asked = {"name": "Genève SA", "country": "CH", "vat_number": "CHE123456788MWST", "is_supplier": True}
    made = await company.client.post("/api/v1/contacts", json=asked | {"purchase_treatment": "import_cleared"})
    assert made.status_code == 201, made.text
    assert (await booking(company, document))["treatment"] == "import_cleared"
    assert (await booking(company, document, account_code="613"))["treatment"] == "import"


async def of_supplier(company: Company, treatment: str) -> None:
    asked = {"name": "De Pers", "vat_number": THEIRS, "is_supplier": True, "purchase_treatment": treatment}
    made = await company.client.post("/api/v1/contacts", json=asked)
    assert made.status_code == 201, made.text


async def test_of_a_co_contractor_the_buyer_owes_21_percent_though_the_words_were_not_read(company: Company):
    await of_supplier(company, "co_contractor")
    document = await documents.to_review(company, vat_amount="0.00", total_amount="100.00")
    told = await booking(company, document)
    assert told["treatment"] == "co_contractor"
    assert sides(told) == ["604 100.00 D", "440 100.00 C", "411 21.00 D", "451056 21.00 C"]
    charged = await documents.to_review(
        company, invoice_number="with VAT"
    )  # 21 % that is asked for is no reverse charge
    assert (await booking(company, charged))["treatment"] == "domestic"
    exempt = await documents.to_review(
        company,
        invoice_number="exempt",
        vat_amount="0.00",
        total_amount="100.00",
        vat_breakdown=[{"rate": "0", "base": "100.00", "amount": "0.00", "category": "E"}],
    )
    assert (await booking(company, exempt))["treatment"] == "domestic"


async def test_customs_vat_of_1000_on_a_forwarder_s_invoice_is_deducted_beside_the_vat_on_his_own_150(company: Company):
    await of_supplier(company, "customs_vat")
    document = await documents.to_review(
        company,
        net_amount="1150.00",
        vat_amount="31.50",
        total_amount="1181.50",
        vat_breakdown=[*rows(("21", "150.00", "31.50")), {"rate": "0", "base": "1000.00", "amount": "0.00"}],
    )
    told = await booking(company, document)
    assert [(each["treatment"], each["net_amount"]) for each in told["lines"]] == [
        ("domestic", "150.00"),
        ("customs_vat", "1000.00"),
    ]
    assert sides(told) == ["604 150.00 D", "411 1031.50 D", "440 1181.50 C"]


async def test_a_tax_number_from_outside_the_union_is_kept_with_a_warning(company: Company):
    """No register proves it, so the person is told; the purchase is one from outside the Union: import."""
    document = await documents.to_review(company, vat_amount="0.00", total_amount="100.00")
    assert await correct(company, document, supplier_vat_number="CHE-123.456.788 MWST") == [
        ("tax_number_unproven", "supplier_vat_number")
    ]
    told = (await company.client.get(path(document))).json()["data"]
    assert told["fields"]["supplier_vat_number"]["value"] == "CHE123456788MWST"
    assert (await booking(company, document))["treatment"] == "import"
    await entry(company, await approve(company, document))
    [contact] = await listed(company, "contacts")
    assert (contact["vat_number"], contact["country"]) == ("CHE123456788MWST", "CH")


async def test_a_misread_date_36_years_ahead_is_not_booked_and_one_next_month_is(company: Company):
    """2062 for 2026: a supplier may date ahead by a year at most, as on an invoice that is typed."""
    document = await documents.to_review(company, issue_date="2062-03-01", due_date=None)
    assert await problems(company, document) == [("issued_in_the_future", "fields.issue_date")]
    assert refusal(await approve(company, document)) == (422, "issued_in_the_future")
    assert await listed(company, "ledger/entries") == []
    async with company.begin() as work:
        soon = work.today + timedelta(days=30)
    await correct(company, document, issue_date=soon.isoformat())
    assert (await entry(company, await approve(company, document)))["booked_on"] == soon.isoformat()
