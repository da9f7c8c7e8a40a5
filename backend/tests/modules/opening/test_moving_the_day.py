"""The day on which the books begin, moved after open items were settled."""

from typing import Any

from tests.conftest import Company
from tests.factories import invoicing
from tests.modules.ledger.asking import LEDGER, change, refusal

OPENING = f"{LEDGER}/opening-balances"


async def test_the_books_do_not_begin_after_an_open_item_was_paid(company: Company):
    """Else its money is there twice: as the payment, and in the balance of the bank account."""
    customer = await invoicing.contact(company, name="Bakkerij Joos BV")
    item = {"direction": "sale", "contact_id": customer, "number": "2025-0118", "issued_on": "2025-11-14"}
    balances = [{"account_code": "400", "debit": "1210.00"}, {"account_code": "100", "credit": "1210.00"}]

    def asked(day: str) -> dict[str, Any]:
        return {"booked_on": day, "balances": balances, "items": [item | {"amount": "1210.00"}]}

    [made] = (await change(company, "PUT", OPENING, asked("2026-01-01")))["items"]
    paid = await invoicing.act(company, {"id": made["invoice_id"]}, "pay", paid_on="2026-01-15")
    problem = await change(company, "PUT", OPENING, asked("2026-01-16"), 422)
    assert refusal(problem) == [("paid_before_opening", "booked_on")]
    assert problem["detail"] == "2025-0118: paid or credited on 2026-01-15"
    assert (await change(company, "PUT", OPENING, asked("2026-01-15")))["entry"]["booked_on"] == "2026-01-15"
    payment = paid["settlements"][0]["entry_id"]
    await change(company, "POST", f"{LEDGER}/entries/{payment}/reverse", {"reason": "bounced"}, 201)
    assert (await change(company, "PUT", OPENING, asked("2026-02-01")))["entry"]["booked_on"] == "2026-02-01"
