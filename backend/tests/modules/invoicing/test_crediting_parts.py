"""An invoice is credited in parts, to the end and no further: each line once."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.modules.invoicing.errors import IssuedInvoiceStays, NotCreditable, QuantityExceedsLine
from tests.conftest import Company, register
from tests.factories.invoicing import BASE, act, balances, contact, draft, issued, line, read, refused

REDUCED = line(quantity="3", unit_price="33.335", discount_percent="12.5")


def part(made: dict[str, Any], place: int = 0, quantity: str | None = None) -> dict[str, Any]:
    return {"line_id": made["lines"][place]["id"]} | ({"quantity": quantity} if quantity else {})


@pytest.mark.parametrize(
    ("sold", "quantities"),
    [
        (REDUCED, ["1", "1", "1"]),
        (line(quantity="3", unit_price="0.335"), ["1", "1", "1"]),
        (line(quantity="3", unit_price="1.333"), ["1", "1", "1"]),
        (line(quantity="1.5", unit_price="10.01"), ["1", "0.5"]),
        (line(quantity="-2", unit_price="3.335"), ["-1", "-1"]),
    ],
)
async def test_a_line_is_credited_piece_by_piece_to_the_end(company: Company, sold, quantities):
    made = await issued(company, sold, line(unit_price="0.49", vat_rate="6"), line(unit_price="50"))
    for each in quantities:
        await act(company, made, "credit", lines=[part(made, 0, each), part(made, 2, "0.1")])
    rest = await act(company, made, "credit")
    assert [each["quantity"] for each in rest["lines"]] == [
        "1.00",
        str(Decimal("1.00") - len(quantities) / Decimal(10)),
    ]
    left = await read(company, made)
    assert (left["status"], left["open_amount"], left["credited_amount"]) == ("credited", "0.00", made["total_amount"])
    assert await balances(company) == {}


async def test_everything_is_what_is_left_of_each_line(company: Company):
    made = await issued(company, REDUCED, line(vat_rate="6"))
    first = await act(company, made, "credit", lines=[part(made, 0, "1")])
    assert first["lines"][0]["credits_line_id"] == made["lines"][0]["id"]
    assert [each["credited_quantity"] for each in (await read(company, made))["lines"]] == ["1.00", "0.00"]
    rest = await act(company, made, "credit")
    assert [(each["quantity"], each["net_amount"]) for each in rest["lines"]] == [("2.00", "58.33"), ("1.00", "100.00")]
    assert (await read(company, made))["status"] == "credited"
    assert await balances(company) == {}


async def test_a_lower_price_that_was_given_is_not_credited_again(company: Company):
    made = await issued(company, line(quantity="3"), line(vat_rate="6"))
    asked = {"kind": "credit_note", "contact_id": made["contact_id"], "credits_id": made["id"]}
    less = await act(company, await draft(company, line(description="Discount", unit_price="30.00"), **asked), "issue")
    rest = await act(company, made, "credit")
    assert [(each["description"], each["net_amount"]) for each in rest["lines"]] == [
        ("Consulting", "300.00"),
        ("Consulting", "100.00"),
        (f"{less['number']}: Discount", "-30.00"),
    ]
    assert (await read(company, made))["status"] == "credited"
    assert await balances(company) == {}


async def test_a_line_is_credited_once(company: Company):
    made = await issued(company, line(description="A"), line(description="B"))
    await act(company, made, "credit", lines=[part(made)])
    for asked in (part(made), part(made, 0, "1"), part(made, 0, "0.000001")):
        problem = await refused(company, made, "credit", lines=[asked])
        assert (problem["status"], problem["code"], problem["field"]) == (
            422,
            "quantity_exceeds_line",
            "lines.0.quantity",
        )
        assert problem["detail"] == "0 of 1 is left to credit"
    other = await act(company, made, "credit", lines=[part(made, 1)])
    assert [each["description"] for each in other["lines"]] == ["B"]


async def test_a_line_that_is_named_twice_in_one_note_counts_twice(company: Company):
    made = await issued(company, line(quantity="3"))
    problem = await refused(company, made, "credit", lines=[part(made, 0, "2"), part(made, 0, "2")])
    assert (problem["code"], problem["field"]) == ("quantity_exceeds_line", "lines.1.quantity")
    assert "1 of 3 is left" in problem["detail"]
    twice = await refused(company, made, "credit", lines=[part(made), part(made)])
    assert (twice["code"], twice["field"]) == ("quantity_exceeds_line", "lines.1.quantity")
    note = await act(company, made, "credit", lines=[part(made, 0, "2"), part(made)])
    assert [each["quantity"] for each in note["lines"]] == ["2.00", "1.00"]


@pytest.mark.parametrize("quantity", ["0", "-1"])
async def test_nothing_and_less_than_nothing_are_no_part_of_a_line(company: Company, quantity: str):
    made = await issued(company, line(quantity="3"))
    problem = await refused(company, made, "credit", lines=[part(made, 0, quantity)])
    assert (problem["code"], problem["field"]) == ("quantity_exceeds_line", "lines.0.quantity")


async def test_a_draft_of_a_note_knows_the_line_it_takes_back_while_it_is_written(company: Company):
    made = await issued(company, line(quantity="3"))
    note = await act(company, made, "credit", lines=[part(made, 0, "1")], as_draft=True)
    here = f"{BASE}/{note['id']}"
    kept = {"description": "One less", "unit_price": "100.00", "credits_line_id": made["lines"][0]["id"]}
    answer = await company.client.patch(here, json={"lines": [kept | {"quantity": "4"}]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "lines.0.quantity"
    asked = {"kind": "credit_note", "contact_id": made["contact_id"], "credits_id": made["id"]}
    told = await company.client.post(f"{BASE}/totals", json=asked | {"lines": [kept | {"quantity": "4"}]})
    assert [each["code"] for each in told.json()["data"]["problems"]] == ["quantity_exceeds_line"]
    changed = (await company.client.patch(here, json={"lines": [kept | {"quantity": "2"}]})).json()["data"]
    assert (changed["lines"][0]["credits_line_id"], changed["lines"][0]["vat_rate"]) == (
        kept["credits_line_id"],
        "21.00",
    )
    cheaper = (await company.client.patch(here, json={"lines": [kept | {"unit_price": "10.00"}]})).json()["data"]
    assert cheaper["lines"][0]["credits_line_id"] is None, "it lowers the price and takes nothing back"


async def test_only_a_line_of_the_invoice_that_is_credited_is_taken_back(company: Company):
    made, other = await issued(company), await issued(company)
    asked = {"kind": "credit_note", "contact_id": made["contact_id"], "credits_id": made["id"]}
    for credits in (asked, {"contact_id": made["contact_id"]}):
        strange = line(credits_line_id=other["lines"][0]["id"])
        answer = await company.client.post(BASE, json={"lines": [strange]} | credits)
        problem = answer.json()["errors"][0]
        assert (problem["code"], problem["field"]) == ("line_unknown", "lines.0.credits_line_id")


async def test_a_copy_of_a_note_takes_no_line_back(company: Company):
    made = await issued(company)
    note = await act(company, made, "credit")
    assert (await act(company, note, "copy"))["lines"][0]["credits_line_id"] is None


async def test_parts_that_were_drafted_together_are_issued_one_after_the_other(company: Company):
    made = await issued(company, REDUCED)
    drafts = [await act(company, made, "credit", lines=[part(made, 0, "1")], as_draft=True) for _ in range(3)]
    assert {each["lines"][0]["net_amount"] for each in drafts} == {"29.17"}
    notes = [await act(company, each, "issue") for each in drafts]
    assert [each["lines"][0]["net_amount"] for each in notes] == ["29.17", "29.17", "29.16"]
    assert [each["net_amount"] for each in notes] == ["29.17", "29.17", "29.16"]
    assert (await read(company, made))["status"] == "credited"
    assert await balances(company) == {}


async def test_a_note_of_a_supplier_that_is_undone_gives_its_lines_back(company: Company):
    asked = {"direction": "purchase", "number": "1", "issued_on": "2026-11-02", "contact_id": await contact(company)}
    made = await issued(company, line(quantity="2"), **asked)
    note = await act(company, made, "credit", lines=[part(made, 0, "2")])
    change = {"number": "CN-1", "issued_on": "2026-11-10"}
    assert (await company.client.patch(f"{BASE}/{note['id']}", json=change)).status_code == 200
    done = await act(company, note, "issue")
    assert (await read(company, made))["lines"][0]["credited_quantity"] == "2.00"
    answer = await company.client.post(f"/api/v1/ledger/entries/{done['entry_id']}/reverse", json={"reason": "wrong"})
    assert answer.status_code == 201
    assert (await read(company, made))["lines"][0]["credited_quantity"] == "0.00"
    again = await act(company, made, "credit")
    assert again["lines"][0]["quantity"] == "2.00"


async def test_what_was_credited_of_a_line_is_what_the_notes_took_back(company: Company):
    made, other = await issued(company, line(quantity="3")), await issued(company)
    await act(company, made, "credit", lines=[{"line_id": made["lines"][0]["id"], "quantity": "1"}])
    for column in ("credited_quantity = 0", "credited_net_amount = 0", "credits_line_id = id"):
        with pytest.raises(IssuedInvoiceStays):
            async with company.begin() as work:
                await work.session.execute(text(f"update accounting.invoice_lines set {column} where quantity = 3"))
    note = await act(company, made, "credit", as_draft=True)
    change = "update accounting.invoice_lines set {} where invoice_id = :note"
    issue = "update accounting.invoices set status = 'issued', number = 'C-2', issued_on = '2026-11-30', total_in_books = total_amount, entry_id = :entry where id = :note"
    values = {"note": UUID(note["id"]), "entry": UUID(made["entry_id"])}
    for wrong, refusal in ((("quantity = 2.000001"), QuantityExceedsLine), ("credits_line_id = :other", NotCreditable)):
        with pytest.raises(refusal):
            async with company.begin() as work:
                ids = {"note": values["note"], "other": UUID(other["lines"][0]["id"])}
                await work.session.execute(text(change.format(wrong)), ids)
                await work.session.execute(text(issue), values)


sold = st.fixed_dictionaries(
    {
        "description": st.just("x"),
        "quantity": st.integers(1, 4).map(str),
        "unit_price": st.decimals("1", "90", places=3).map(str),
        "discount_percent": st.sampled_from(["0", "12.5"]),
        "vat_rate": st.sampled_from(["21", "6", "0"]),
    }
)


@given(st.lists(sold, min_size=1, max_size=3), st.sampled_from(["EUR", "USD"]), st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_in_whatever_parts_an_invoice_is_credited_it_ends_with_nothing_open(lines, currency, data):
    company = await register(language="en")
    rate = {"currency": "USD", "exchange_rate": "0.9234"} if currency == "USD" else {}
    made = await issued(company, *lines, **rate)
    left = [int(each["quantity"]) for each in lines]
    back: dict[str, Decimal] = {}
    while any(left):
        asked = []
        for place in data.draw(
            st.lists(st.sampled_from([p for p, each in enumerate(left) if each]), min_size=1, unique=True)
        ):
            taken = data.draw(st.integers(1, left[place]))
            left[place] -= taken
            asked.append(part(made, place, str(taken)))
        note = await act(company, made, "credit", lines=asked)
        for each in note["vat_groups"]:
            back[each["vat_rate"]] = back.get(each["vat_rate"], Decimal(0)) + Decimal(each["vat_amount"])
    told = await read(company, made)
    assert (told["status"], told["open_amount"], told["open_in_books"]) == ("credited", "0.00", "0.00")
    assert back == {each["vat_rate"]: Decimal(each["vat_amount"]) for each in made["vat_groups"]}
    if currency == "EUR":
        assert await balances(company) == {}
    else:
        assert "400" not in await balances(company)
    await company.client.aclose()
