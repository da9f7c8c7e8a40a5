"""CODA writes thousandths: what a bank wrote beyond the cents is in no entry, and no line stays open for it."""

import pytest

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import Row, against, on_account, reconcile
from tests.factories.coda import coda
from tests.factories.invoicing import balances
from tests.modules.banking.test_reconciling import done


async def brought(company: Company, runs_jobs, amount: str, text: str = "fx") -> dict:
    await banking.account(company)
    found = await banking.staged(company, runs_jobs, coda([Row(amount, text)]), name="1.cod")
    assert found["statements"][0]["is_proved"] is True
    assert (await banking.decide(company, found, "confirm")).status_code == 200
    [line] = await banking.lines(company)
    assert line["amount"] == amount
    return line


@pytest.mark.parametrize(
    ("amount", "booked"), [("-767.823", "-767.82"), ("-767.825", "-767.83"), ("767.827", "767.83")]
)
@pytest.mark.parametrize("said", [True, False], ids=["the amount said", "what is left"])
async def test_a_line_of_thousandths_is_booked_in_cents_and_closed(company: Company, runs_jobs, amount, booked, said):
    line = await brought(company, runs_jobs, amount)
    shown = await done(await reconcile(company, line, on_account("659", booked if said else None)))
    assert (shown["status"], shown["open_amount"]) == ("reconciled", "0.00")
    assert shown["reconciliations"][0]["amount"] == amount
    assert (await balances(company))["550"] == booked
    await done(await banking.undo(company, shown))
    assert (await banking.lines(company))[0]["open_amount"] == amount


async def test_of_two_parts_the_last_takes_the_thousandths(company: Company, runs_jobs):
    line = await brought(company, runs_jobs, "-767.823")
    shown = await done(await reconcile(company, line, on_account("659", "-700.00"), on_account("612")))
    assert shown["status"] == "reconciled"
    assert [each["amount"] for each in shown["reconciliations"][0]["parts"]] == ["-700.00", "-67.823"]
    assert {code: each for code, each in (await balances(company)).items() if code in ("550", "612", "659")} == {
        "550": "-767.82", "612": "67.82", "659": "700.00",
    }  # fmt: skip


async def test_what_is_paid_in_part_leaves_its_thousandths_to_the_rest(company: Company, runs_jobs):
    line = await brought(company, runs_jobs, "-767.823")
    first = await done(await reconcile(company, line, on_account("659", "-700.00")))
    assert (first["status"], first["open_amount"]) == ("partly", "-67.823")
    assert (await done(await reconcile(company, line, on_account("612"))))["status"] == "reconciled"


async def test_an_invoice_is_paid_to_the_cent_by_a_line_of_thousandths(company: Company, runs_jobs):
    contact = await invoicing.contact(company, name="Janssens NV")
    sale = await invoicing.issued(company, invoicing.line(unit_price="200.00"), contact_id=contact)
    line = await brought(company, runs_jobs, "242.003", f"betaling {sale['number']}")
    [best, *_] = await banking.candidates(company, line)
    assert (best["kind"], best["difference"]) == ("exact", "0.00")
    shown = await done(await reconcile(company, line, against(sale)))
    assert (shown["status"], (await invoicing.read(company, sale))["open_amount"]) == ("reconciled", "0.00")
