"""An invoice of an amount that comes back is not paid unasked by what may be the next one's money."""

import pytest

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_rules import ran

OGM, OTHER = "+++090/9337/55493+++", "+++026/2600/23185+++"


async def bill(company: Company, contact: str, number: str, on: str, price: str, reference: str | None) -> str:
    """The entry that it is booked with."""
    made = await invoicing.issued(
        company,
        invoicing.line(unit_price=price),
        contact_id=contact,
        direction="purchase",
        number=number,
        issued_on=on,
        payment_reference=reference,
    )
    return str(made["entry_id"])


@pytest.mark.parametrize(
    ("price", "reference", "paid", "sure"),
    [
        ("50.00", None, Row("-60.50", "betaling", "2026-10-12", "Proximus"), 0),
        ("49.00", None, Row("-60.50", "betaling", "2026-10-12", "Proximus"), 1),
        ("50.00", None, Row("-60.50", "betaling", "2026-09-20", "Proximus"), 1),
        ("50.00", None, Row("-60.50", "PX-77124", "2026-10-12", "Proximus"), 1),
        ("50.00", OGM, Row("-60.50", on="2026-10-12", name="Proximus", structured="090933755493"), 0),
        ("50.00", OTHER, Row("-60.50", on="2026-10-12", name="Proximus", structured="090933755493"), 1),
    ],
    ids=["late", "of another amount", "soon", "named", "one reference for all", "a reference of its own"],
)
async def test_of_a_settled_invoice_and_an_open_one_of_the_same_amount_a_late_payment_is_a_persons(
    company: Company, runs_jobs, price, reference, paid, sure
):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Proximus")
    await bill(company, contact, "PX-77123", "2026-08-02", price, reference)
    worth = "-60.50" if price == "50.00" else "-59.29"
    await banking.imported(company, runs_jobs, Row(worth, "PX-77123", "2026-08-10", "Proximus"))
    assert (await ran(company, runs_jobs, "exact/accept"))["done_count"] == 1
    await bill(company, contact, "PX-77124", "2026-09-02", "50.00", OGM if reference else None)
    [line] = await banking.imported(company, runs_jobs, paid)
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == sure
    [first, *_] = await banking.candidates(company, line)
    codes = {each["code"]: each["values"] for each in first["reasons"]}
    assert codes.get("recurs") == (None if sure else ["31"])


@pytest.mark.parametrize("unbooked", [True, False], ids=["booked anew", "twice"])
async def test_what_was_unbooked_is_no_other_document(company: Company, runs_jobs, unbooked):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Proximus")
    first = await bill(company, contact, "PX-77123", "2026-09-02", "50.00", None)
    if unbooked:
        undo = await company.client.post(f"/api/v1/ledger/entries/{first}/reverse", json={"reason": "wrong account"})
        assert undo.status_code == 201, undo.text
    await bill(company, contact, "PX-77123" if unbooked else "PX-77124", "2026-09-02", "50.00", None)
    [line] = await banking.imported(company, runs_jobs, Row("-60.50", "betaling", "2026-09-30", "Proximus"))
    [found, *_] = await banking.candidates(company, line)
    codes = {each["code"]: each["values"] for each in found["reasons"]}
    assert codes.get("recurs") == (None if unbooked else ["0"])


@pytest.mark.parametrize(
    ("days", "paid", "sure"),
    [
        (("2026-07-02", "2026-08-02", "2026-09-02"), "betaling", 1),
        (("2026-06-02", "2026-07-02", "2026-09-02"), "betaling", 0),
        (("2026-06-02", "2026-07-02", "2026-09-02"), "PX-772", 1),
        (("2026-03-02", "2026-04-02", "2026-09-02"), "betaling", 1),
    ],
    ids=["each month", "without August's", "named", "again after a while"],
)
async def test_a_purchase_before_which_one_is_missing_is_not_paid_by_what_may_be_its_money(
    company: Company, runs_jobs, days, paid, sure
):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Proximus")
    for number, on in enumerate(days[:2]):
        await bill(company, contact, f"PX-77{number}", on, "50.00", None)
        await banking.imported(company, runs_jobs, Row("-60.50", f"PX-77{number}", on, "Proximus"))
        assert (await ran(company, runs_jobs, "exact/accept"))["done_count"] == 1
    await bill(company, contact, "PX-772", days[2], "50.00", None)
    await banking.imported(company, runs_jobs, Row("-60.50", paid, "2026-09-05", "Proximus"))
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == sure
