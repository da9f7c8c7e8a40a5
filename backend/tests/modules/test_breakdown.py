"""A purchase in parts: each VAT rate and each account of the paper is a line of its own."""

import pytest

from tests.conftest import Company
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, listed, refusal, sides
from tests.factories.documents import path

MIXED = {"net_amount": "150.00", "vat_amount": "24.00", "total_amount": "174.00"}


def rows(*found: tuple[str, str | None, str | None], **more: str) -> list[dict]:
    return [{"rate": rate, "base": base, "amount": amount, "category": "S"} | more for rate, base, amount in found]


BOTH = rows(("21", "100.00", "21.00"), ("6", "50.00", "3.00"))


async def invoice_of(company: Company, approved) -> dict:
    assert approved.status_code == 200, approved.text
    return (await company.client.get(f"/api/v1/invoices/{approved.json()['data']['invoice_id']}")).json()["data"]


def lines(told: dict) -> list[tuple[str, str, str]]:
    return [(each["account_code"], each["vat_rate"], each["net_amount"]) for each in told["lines"]]


async def test_each_rate_is_a_line_as_the_preview_said(company: Company):
    document = await documents.to_review(company, vat_breakdown=BOTH, **MIXED)
    before = await booking(company, document)
    assert lines(before) == [("604", "21.00", "100.00"), ("604", "6.00", "50.00")]
    approved = await approve(company, document)
    invoice = await invoice_of(company, approved)
    assert lines(invoice) == lines(before)
    assert [(each["vat_rate"], each["net_amount"], each["vat_amount"]) for each in invoice["vat_groups"]] == [
        ("21.00", "100.00", "21.00"),
        ("6.00", "50.00", "3.00"),
    ]
    assert sides(await entry(company, approved)) == ["604 150.00 D", "411 24.00 D", "440 174.00 C"]


async def test_an_account_per_rate_decides_what_is_deducted(company: Company):
    """Restaurant bills deduct nothing: their VAT is cost, and that of the other rate is not."""
    split = [rows(("21", "100.00", "21.00"))[0], rows(("12", "50.00", "6.00"), account_code="6142")[0]]
    document = await documents.to_review(
        company, vat_breakdown=split, net_amount="150.00", vat_amount="27.00", total_amount="177.00"
    )
    told = await booking(company, document)
    assert [(each["account_code"], each["deductible_percent"]) for each in told["lines"]] == [
        ("604", "100.00"),
        ("6142", "0.00"),
    ]
    assert sides(await entry(company, await approve(company, document))) == [
        "604 100.00 D",
        "411 21.00 D",
        "6142 56.00 D",
        "440 177.00 C",
    ]


async def test_one_rate_is_divided_over_two_accounts_by_a_correction(company: Company):
    document = await documents.to_review(company)
    split = [
        *rows(("21", "60.00", "12.60"), account_code="604"),
        *rows(("21", "40.00", "8.40"), account_code="612"),
    ]
    answer = await company.client.patch(path(document, "/fields"), json={"fields": {"vat_breakdown": split}})
    assert answer.status_code == 200, answer.text
    approved = await approve(company, document)
    assert lines(await invoice_of(company, approved)) == [("604", "21.00", "60.00"), ("612", "21.00", "40.00")]
    assert sides(await entry(company, approved)) == ["604 60.00 D", "411 21.00 D", "612 40.00 D", "440 121.00 C"]


async def test_what_the_buyer_owes_and_what_the_seller_charges_stand_apart(company: Company):
    split = [
        {"rate": "21", "base": "100.00", "amount": "21.00", "category": "S"},
        {"rate": "0", "base": "200.00", "amount": "0.00", "category": "AE"},
    ]
    document = await documents.to_review(
        company, vat_breakdown=split, net_amount="300.00", vat_amount="21.00", total_amount="321.00"
    )
    told = await booking(company, document)
    assert [(each["treatment"], each["vat_rate"]) for each in told["lines"]] == [
        ("domestic", "21.00"),
        ("co_contractor", "21.00"),
    ]
    booked = await entry(company, await approve(company, document))
    assert "451056 42.00 C" in sides(booked)


async def test_a_credit_note_with_two_rates_stands_on_the_other_side(company: Company):
    document = await documents.to_review(company, kind="credit_note", vat_breakdown=BOTH, **MIXED)
    booked = await entry(company, await approve(company, document))
    assert sides(booked) == ["604 150.00 C", "451 24.00 C", "440 174.00 D"]


async def test_bases_that_contradict_the_net_amount_are_in_the_way_and_said_once(company: Company):
    document = await documents.to_review(
        company, vat_breakdown=rows(("21", "300.00", "21.00"), ("6", "50.00", "3.00")), **MIXED
    )
    [told] = (await booking(company, document))["problems"]
    assert (told["code"], told["field"], told["warning"]) == (
        "bases_differ",
        "fields.vat_breakdown",
        "breakdown_base_differs",
    )
    assert refusal(await approve(company, document)) == (422, "bases_differ")
    assert await listed(company, "ledger/entries") == []


async def test_an_account_that_bears_no_cost_is_refused_in_its_row(company: Company):
    document = await documents.to_review(company)
    split = rows(("21", "100.00", "21.00"), account_code="700")
    answer = await company.client.patch(path(document, "/fields"), json={"fields": {"vat_breakdown": split}})
    [told] = answer.json()["errors"]
    assert (answer.status_code, told["code"], told["field"]) == (
        422,
        "cost_account_refused",
        "fields.vat_breakdown.0.account_code",
    )


async def test_a_rate_that_the_country_did_not_have_that_day_names_its_row(company: Company):
    """19 % and 9 % are no Belgian rates; each row says so, and the right one is not blamed."""
    wrong = rows(("21", "100.00", "21.00"), ("19", "50.00", "9.50"), ("9", "10.00", "0.90"))
    document = await documents.to_review(
        company, vat_breakdown=wrong, net_amount="160.00", vat_amount="31.40", total_amount="191.40"
    )
    told = await booking(company, document)
    assert [(each["field"], each["code"]) for each in told["problems"]] == [
        ("fields.vat_breakdown.1.rate", "rate_unknown"),
        ("fields.vat_breakdown.2.rate", "rate_unknown"),
    ]
    assert "known: 21 %, 12 %, 6 %, 0 %" in told["problems"][0]["message"]
    refused = await approve(company, document)
    assert (refused.status_code, {each["field"] for each in refused.json()["errors"]}) == (
        422,
        {"fields.vat_breakdown.1.rate", "fields.vat_breakdown.2.rate"},
    )


async def test_the_vat_of_another_country_has_its_own_rates(company: Company):
    document = await documents.to_review(
        company,
        supplier_vat_number="DE136695976",
        vat_breakdown=rows(("19", "100.00", "19.00")),
        vat_amount="19.00",
        total_amount="119.00",
    )
    assert (await booking(company, document))["problems"] == []


async def test_a_van_and_a_car_on_one_invoice_deduct_each_its_own_share(company: Company):
    """Both on the account of vehicles, of which the law lets a car deduct half at most; a van 85 % by the flat rate."""
    garage = {"account_code": "616"}
    split = [
        rows(("21", "100.00", "21.00"), **garage)[0],
        rows(("21", "200.00", "42.00"), **garage, deductible_percent="85")[0],
    ]
    whole = {"net_amount": "300.00", "vat_amount": "63.00", "total_amount": "363.00"}
    document = await documents.to_review(company, vat_breakdown=split, **whole)
    told = await booking(company, document)
    assert [each["deductible_percent"] for each in told["lines"]] == ["50.00", "85.00"]
    assert sides(await entry(company, await approve(company, document))) == [
        "616 316.80 D",
        "411 46.20 D",
        "440 363.00 C",
    ]


@pytest.mark.parametrize("share", ["-1", "100.01", "much"])
async def test_a_share_of_the_vat_is_a_percentage(company: Company, share: str):
    document = await documents.to_review(company)
    split = rows(("21", "100.00", "21.00"), deductible_percent=share)
    answer = await company.client.patch(path(document, "/fields"), json={"fields": {"vat_breakdown": split}})
    assert refusal(answer)[0] == 422
    assert answer.json()["errors"][0]["field"] == "fields.vat_breakdown"
