"""From a reviewed document to the books: each VAT treatment, suppliers, numbers, currencies."""

import asyncio

import pytest
from sqlalchemy import text

from app.modules.identity.models import Tenant
from tests.conftest import Company, register
from tests.factories import documents
from tests.factories.booking import approve, booking, entry, faults, listed, refusal, sides
from tests.factories.documents import path

BELGIAN, DUTCH, GERMAN = "BE0428759497", "NL810433941B01", "DE136695976"


def category(code: str, rate: str = "0") -> list[dict]:
    return [{"rate": rate, "base": "100.00", "amount": "0.00", "category": code}]


NO_VAT = {"vat_amount": "0.00", "total_amount": "100.00"}
CASES = {
    "domestic": ({}, ["604 100.00 D", "411 21.00 D", "440 121.00 C"]),
    "domestic, exempt": (NO_VAT, ["604 100.00 D", "440 100.00 C"]),
    "intra-community": (
        NO_VAT | {"supplier_vat_number": DUTCH, "vat_breakdown": category("K")},
        ["604 100.00 D", "440 100.00 C", "411 21.00 D", "451055 21.00 C"],
    ),
    "co-contractor": (
        NO_VAT | {"vat_breakdown": category("AE")},
        ["604 100.00 D", "440 100.00 C", "411 21.00 D", "451056 21.00 C"],
    ),
    "foreign VAT": ({"supplier_vat_number": GERMAN, "vat_amount": "19.00", "total_amount": "119.00"}, ["604 119.00 D", "440 119.00 C"]),
    "receipt": ({"kind": "receipt", "invoice_number": None}, ["604 121.00 D", "440 121.00 C"]),
    "receipt with our VAT number": (
        {"kind": "receipt", "customer_vat_number": "BE0403019261"},
        ["604 100.00 D", "411 21.00 D", "440 121.00 C"],
    ),
    "credit note": ({"kind": "credit_note"}, ["604 100.00 C", "451 21.00 C", "440 121.00 D"]),
    "credit note printed with minus signs": (
        {"kind": "credit_note", "net_amount": "-100.00", "vat_amount": "-21.00", "total_amount": "-121.00"},
        ["604 100.00 C", "451 21.00 C", "440 121.00 D"],
    ),
    "credit note from abroad": (
        NO_VAT | {"kind": "credit_note", "supplier_vat_number": DUTCH},
        ["604 100.00 C", "440 100.00 D", "411 21.00 C", "451055 21.00 D"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
async def test_a_purchase_is_posted_as_its_treatment_asks_and_as_the_preview_said(company: Company, case):
    values, postings = CASES[case]
    document = await documents.to_review(company, **values)
    before = await booking(company, document)
    assert (sides(before), before["problems"]) == (postings, [])
    booked = await entry(company, await approve(company, document))
    assert sides(booked) == postings
    assert (booked["booked_on"], booked["source"]) == ("2026-11-02", {"type": "document", "id": str(document)})
    [invoice] = await listed(company, "invoices")
    assert (invoice["treatment"], invoice["entry_id"]) == (before["treatment"], booked["id"])


async def test_the_cost_goes_where_the_person_says(company: Company):
    document = await documents.to_review(company)
    assert sides(await booking(company, document, account_code="610"))[0] == "610 100.00 D"
    assert sides(await entry(company, await approve(company, document, account_code="610")))[0] == "610 100.00 D"


@pytest.mark.parametrize(
    ("account", "code"),
    [("440", "cost_account_refused"), ("699999", "account_unknown"), ("700", "cost_account_refused")],
)
async def test_an_account_that_cannot_bear_a_cost_is_refused_and_nothing_is_written(company: Company, account, code):
    document = await documents.to_review(company)
    assert [each["code"] for each in (await booking(company, document, account_code=account))["problems"]] == [code]
    assert refusal(await approve(company, document, account_code=account)) == (422, code)
    assert await listed(company, "ledger/entries") == await listed(company, "contacts") == []


async def test_a_supplier_is_booked_next_time_where_the_first_one_went(company: Company):
    await approve(company, await documents.to_review(company, invoice_number="1"), account_code="610")
    second = await documents.to_review(company, invoice_number="2", supplier_name="De Pers (other print)")
    assert (await booking(company, second))["account_code"] == "610"
    assert sides(await entry(company, await approve(company, second)))[0] == "610 100.00 D"
    third = await documents.to_review(company, invoice_number="3", supplier_vat_number=DUTCH)
    assert (await booking(company, third))["account_code"] == "604"


async def test_one_invoice_elsewhere_leaves_the_account_that_was_chosen_for_the_supplier(company: Company):
    """Whether somebody chose it or the first purchase did."""
    for number, account in (("1", "610"), ("2", "604")):
        await approve(company, await documents.to_review(company, invoice_number=number), account_code=account)
        [supplier] = await listed(company, "contacts")
        assert supplier["cost_account"] == "610"
    third = await documents.to_review(company, invoice_number="3")
    assert (await booking(company, third))["account_code"] == "610"


async def test_what_is_missing_is_listed_all_at_once(company: Company):
    document = await documents.to_review(
        company,
        supplier_name=None,
        issue_date=None,
        total_amount=None,
        net_amount=None,
        vat_amount=None,
        invoice_number=None,
    )
    answer = await approve(company, document)
    assert answer.status_code == 422
    assert {"fields.supplier_name", "fields.issue_date", "fields.total_amount", "fields.invoice_number"} <= faults(
        answer
    )
    assert {each["field"] for each in (await booking(company, document))["problems"]} == faults(answer)


async def test_amounts_that_do_not_add_up_are_said_once_with_the_sum(company: Company):
    document = await documents.to_review(company, total_amount="120.00")
    answer = await approve(company, document)
    assert refusal(answer) == (422, "amounts_differ")
    assert [each["field"] for each in answer.json()["errors"]] == ["fields.total_amount"]
    assert "100.00 + 21.00 = 121.00, the total says 120.00" in answer.json()["detail"]


async def test_a_total_of_nothing_is_not_booked(company: Company):
    document = await documents.to_review(company, net_amount="0.00", vat_amount="0.00", total_amount="0.00")
    assert refusal(await approve(company, document)) == (422, "amount_missing")


async def test_approving_twice_is_refused_and_books_once(company: Company):
    document = await documents.to_review(company)
    answers = await asyncio.gather(*(approve(company, document) for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409, 409]
    assert len(await listed(company, "ledger/entries")) == len(await listed(company, "invoices")) == 1


async def test_one_invoice_in_two_files_is_booked_once(company: Company):
    first, second = await documents.to_review(company), await documents.to_review(company, invoice_number="2026-0101")
    await approve(company, first)
    assert [each["code"] for each in (await booking(company, second))["problems"]] == ["invoice_booked_already"]
    answer = await approve(company, second)
    assert (refusal(answer), faults(answer)) == ((409, "invoice_booked_already"), {"fields.invoice_number"})
    assert (await booking(company, first))["problems"] == []


@pytest.mark.parametrize("number", ["2026/A-1", "50%_off", "back\\slash\\", "é\u0130"])
async def test_a_number_is_the_same_in_capitals_whatever_signs_it_has(company: Company, number):
    await approve(company, await documents.to_review(company, invoice_number=number))
    answer = await approve(company, await documents.to_review(company, invoice_number=number))
    assert refusal(answer) == (409, "invoice_booked_already")


async def test_a_wildcard_in_a_number_is_only_itself(company: Company):
    await approve(company, await documents.to_review(company, invoice_number="A11"))
    for other in ("A%", "A1_", "A1", "a\\11"):
        assert (await approve(company, await documents.to_review(company, invoice_number=other))).status_code == 200


@pytest.mark.parametrize(
    "other",
    [
        {"supplier_vat_number": DUTCH},
        {"issue_date": "2025-11-02"},
        {"kind": "credit_note"},
        {"invoice_number": "2026-0102"},
    ],
)
async def test_the_same_number_of_another_supplier_year_or_kind_is_another_invoice(company: Company, other):
    await approve(company, await documents.to_review(company))
    assert (await approve(company, await documents.to_review(company, **other))).status_code == 200


async def test_two_copies_approved_at_once_are_booked_once(company: Company):
    copies = [await documents.to_review(company) for _ in range(5)]
    answers = await asyncio.gather(*(approve(company, each) for each in copies))
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409, 409], [each.text for each in answers]
    assert len(await listed(company, "contacts")) == len(await listed(company, "ledger/entries")) == 1


async def test_a_supplier_is_found_by_vat_number_and_not_made_again(company: Company):
    await approve(company, await documents.to_review(company, invoice_number="1"))
    second = await documents.to_review(
        company, invoice_number="2", supplier_name="DE PERS NV", supplier_iban="BE32123456789002"
    )
    assert (await booking(company, second))["supplier"]["is_new"] is False
    await approve(company, second)
    [contact] = await listed(company, "contacts")
    assert (contact["name"], contact["iban"], contact["country"], contact["is_supplier"]) == (
        "Drukkerij De Pers",
        "BE32123456789002",
        "BE",
        True,
    )


@pytest.mark.parametrize(
    ("name", "again"),
    [("Épicerie Fine", "ÉPICERIE FINE"), ("İstanbul Kebab", "İstanbul Kebab"), ("Straße 7", "Straße 7")],
)
async def test_a_shop_without_vat_number_is_known_by_its_name(company: Company, name, again):
    for number, written in enumerate((name, again)):
        document = await documents.to_review(
            company, kind="receipt", supplier_vat_number=None, supplier_name=written, invoice_number=f"{number}"
        )
        assert (await approve(company, document)).status_code == 200
    assert [each["name"] for each in await listed(company, "contacts")] == [name]


async def test_five_invoices_of_a_new_supplier_approved_at_once_make_one_contact(company: Company):
    made = [
        await documents.to_review(company, invoice_number=f"{n}", supplier_iban="BE32123456789002" if n % 2 else None)
        for n in range(6)
    ]
    answers = await asyncio.gather(
        *(approve(company, each, account_code="610" if n % 3 else "604") for n, each in enumerate(made))
    )
    assert [each.status_code for each in answers] == [200] * 6, [each.text for each in answers]
    assert len(await listed(company, "contacts")) == 1
    assert sorted(each["number"] for each in await listed(company, "ledger/entries")) == [
        f"P2026-{n:05d}" for n in range(1, 7)
    ]


async def test_many_suppliers_approved_and_reversed_at_once_lock_nobody_out(company: Company):
    booked = [(await documents.approved(company, invoice_number=f"b{n}"))["entry_id"] for n in range(4)]
    fresh = [
        await documents.to_review(company, invoice_number=f"n{n}", supplier_vat_number=None, supplier_name=f"S{n}")
        for n in range(4)
    ]
    known = [await documents.to_review(company, invoice_number=f"k{n}") for n in range(4)]
    answers = await asyncio.gather(
        *(approve(company, each, account_code="610") for each in fresh + known),
        *(company.client.post(f"/api/v1/ledger/entries/{each}/reverse", json={"reason": "wrong"}) for each in booked),
    )
    assert sorted(each.status_code for each in answers) == [200] * 8 + [201] * 4, [each.text for each in answers]


async def test_approving_needs_no_body(company: Company):
    document = await documents.to_review(company)
    assert (await company.client.post(path(document, "/approve"))).status_code == 200


async def test_to_a_dutch_company_dutch_suppliers_are_domestic_and_belgian_ones_are_not():
    dutch = await register(vat_number=DUTCH, language="en")
    async with dutch.begin() as work:
        assert (await work.session.get_one(Tenant, dutch.tenant_id)).country == "NL"
    home = await documents.to_review(dutch, supplier_vat_number="NL004495445B01")
    assert sides(await booking(dutch, home)) == ["7000 100.00 D", "1520 21.00 D", "1600 121.00 C"]
    abroad = await documents.to_review(dutch, **NO_VAT)
    assert (await booking(dutch, abroad))["treatment"] == "intra_community_goods"
    await dutch.client.aclose()


async def test_a_booked_document_cannot_lose_its_entry(company: Company):
    """The constraint behind the service: approved means booked."""
    await documents.approved(company)
    with pytest.raises(Exception, match="approved_document_is_booked"):
        async with company.begin() as work:
            await work.session.execute(text("update accounting.documents set entry_id = null"))


async def test_undoing_an_approval_brings_the_document_back_with_its_corrections(company: Company):
    document = await documents.to_review(company)
    await company.client.patch(path(document, "/fields"), json={"fields": {"invoice_number": "C-1"}})
    booked = await entry(company, await approve(company, document, account_code="610"))
    undone = await company.client.post(
        f"/api/v1/ledger/entries/{booked['id']}/reverse", json={"reason": "wrong account"}
    )
    assert undone.status_code == 201
    told = (await company.client.get(path(document))).json()["data"]
    assert (told["status"], told["entry_id"], told["invoice_id"], told["decided_by"]) == ("to_review", None, None, None)
    assert told["fields"]["invoice_number"]["value"] == "C-1"
    [invoice] = await listed(company, "invoices")
    assert invoice["status"] == "reversed"
    again = await entry(company, await approve(company, document, account_code="604"))
    assert (again["number"], sides(again)[0]) == ("P2026-00003", "604 100.00 D")
    assert sorted(each["status"] for each in await listed(company, "invoices")) == ["issued", "reversed"]


async def test_what_was_ever_in_the_books_is_kept_even_when_reversed(company: Company):
    told = await documents.approved(company)
    await company.client.post(f"/api/v1/ledger/entries/{told['entry_id']}/reverse", json={"reason": "wrong"})
    assert refusal(await company.client.delete(path(told["id"]))) == (409, "document_in_the_books")
