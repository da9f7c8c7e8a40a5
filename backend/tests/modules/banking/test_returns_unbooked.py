"""A supplier's invoice whose payment came back leaves the books in the order in which it got there."""

from httpx import Response

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import Row, against, imported, reconcile, undo
from tests.factories.booking import refusal
from tests.factories.invoicing import balances
from tests.modules.banking.test_returns import SAYS, done, returns


async def test_a_purchase_whose_payment_came_back_leaves_the_books_after_both(company: Company, runs_jobs):
    """Both lines are open then, for the invoice that takes its place."""
    customer = await invoicing.contact(company)
    asked = {"direction": "purchase", "contact_id": customer, "issued_on": "2026-11-02"}
    wrong = await invoicing.issued(company, number="INV-77", **asked)
    await banking.account(company)
    rows = [
        Row(amount, "INV-77", on=on, **SAYS) for amount, on in (("-121.00", "2026-11-12"), ("121.00", "2026-11-13"))
    ]
    there, back = await imported(company, runs_jobs, *rows)
    await done(await reconcile(company, there, against(wrong)))
    parts = (await returns(company, back))[0]["parts"]
    await done(await reconcile(company, back, *parts))

    async def unbook() -> Response:
        path = f"/api/v1/ledger/entries/{wrong['entry_id']}/reverse"
        return await company.client.post(path, json={"reason": "wrong supplier"})

    answer = await unbook()
    assert refusal(answer) == (409, "later_step_first")
    assert answer.json()["detail"] == "INV-77: first undo the return of 2026-11-13, then the payment of 2026-11-12"
    await done(await undo(company, back))
    assert (await unbook()).json()["detail"] == "INV-77: first undo the payment of 2026-11-12"
    await done(await undo(company, there))
    assert (await unbook()).status_code == 201
    assert (await invoicing.read(company, wrong))["status"] == "reversed"
    assert await balances(company) == {}
    right = await invoicing.issued(company, number="INV-78", **asked)
    await done(await reconcile(company, there, against(right)))
    parts = (await returns(company, back))[0]["parts"]
    await done(await reconcile(company, back, *parts))
    assert (await invoicing.read(company, right))["open_amount"] == "121.00"
