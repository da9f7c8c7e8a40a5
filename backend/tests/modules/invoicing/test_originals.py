"""A credit note of an invoice that is not in these books names that one's number and day, on paper too."""

import pytest
from sqlalchemy import text

from app.modules.invoicing.errors import IssuedInvoiceStays
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, read, refused
from tests.modules.invoicing.test_sending import pdf, words

ORIGINAL = {"original_number": "2019-044", "original_issued_on": "2019-06-14"}


async def note(company: Company, **more) -> dict:
    return await draft(company, **{"kind": "credit_note", "contact_id": await contact(company)} | more)


async def test_it_is_kept_shown_and_printed(company: Company):
    made = await act(company, await note(company, **ORIGINAL, language="en"), "issue")
    shown = await read(company, made)
    assert {name: shown[name] for name in ORIGINAL} == ORIGINAL
    assert "Credits invoice 2019-044 (14 June 2019)" in words(await pdf(company, made))


async def test_it_is_revised_and_taken_off_while_it_is_a_draft(company: Company):
    made = await note(company, **ORIGINAL)
    change = {"original_number": "2019-045", "original_issued_on": None}
    answer = await company.client.patch(f"{BASE}/{made['id']}", json=change)
    assert {name: answer.json()["data"][name] for name in ORIGINAL} == change
    problem = await refused(company, made, "issue")
    assert (problem["status"], problem["code"], problem["field"]) == (422, "original_refused", "original_issued_on")
    answer = await company.client.patch(f"{BASE}/{made['id']}", json={"original_number": None})
    assert (await act(company, answer.json()["data"], "issue"))["original_number"] is None


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"kind": "invoice", **ORIGINAL}, "original_number"),
        ({"kind": "quote", "original_issued_on": "2019-06-14"}, "original_issued_on"),
        ({**ORIGINAL, "issued_on": "2019-06-13"}, "original_issued_on"),
    ],
)
async def test_only_a_credit_note_has_one_and_an_older_one(company: Company, asked, field):
    body = {"kind": "credit_note", "contact_id": await contact(company), "lines": [line()]} | asked
    answer = await company.client.post(BASE, json=body)
    assert answer.status_code == 422, answer.text
    assert [(each["code"], each["field"]) for each in answer.json()["errors"]] == [("original_refused", field)]


async def test_a_credit_note_of_one_of_ours_names_no_other(company: Company):
    made = await issued(company)
    body = {"kind": "credit_note", "contact_id": made["contact_id"], "credits_id": made["id"], "lines": [line()]}
    answer = await company.client.post(BASE, json=body | ORIGINAL)
    assert [(each["code"], each["field"]) for each in answer.json()["errors"]] == [
        ("original_refused", "original_number")
    ]


async def test_a_supplier_may_name_a_number_without_a_day(company: Company):
    asked = {"direction": "purchase", "number": "C-7", "issued_on": "2026-11-10", "original_number": "9917"}
    assert (await act(company, await note(company, **asked), "issue"))["original_number"] == "9917"


async def test_a_copy_names_none_and_what_was_issued_keeps_its_own(company: Company):
    made = await act(company, await note(company, **ORIGINAL), "issue")
    assert (await act(company, made, "copy"))["original_number"] is None
    with pytest.raises(IssuedInvoiceStays):
        async with company.begin() as work:
            query = text("update accounting.invoices set original_number = 'x' where id = :id")
            await work.session.execute(query, {"id": made["id"]})
