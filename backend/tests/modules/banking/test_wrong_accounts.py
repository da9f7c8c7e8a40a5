"""A bank account that was added by mistake: its number is corrected, and what its owner pays is no transfer."""

from typing import Any

from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, IBAN, OTHER_IBAN, Row
from tests.modules.banking.test_exact import digits
from tests.modules.banking.test_reconciling import refusal

OURS = "BE71096123456769"


async def revised(company: Company, account: dict[str, Any], **change: Any) -> Any:
    return await company.client.patch(f"{BASE}/accounts/{account['id']}", json=change)


async def paid_by(company: Company, runs_jobs, iban: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """An open invoice of 242.00, and the line that pays it from there with its structured reference."""
    contact = await invoicing.contact(company, name="Janssens NV")
    sale = await invoicing.issued(company, invoicing.line(unit_price="200.00"), contact_id=contact)
    [line] = await banking.imported(company, runs_jobs, Row("242.00", iban=iban, structured=digits(sale)))
    return sale, line


async def test_a_customer_pays_from_a_number_that_was_added_by_mistake_and_put_away(company: Company, runs_jobs):
    await banking.account(company)
    wrong = await banking.account(company, name="Theirs", number=OTHER_IBAN)
    assert (await revised(company, wrong, archived=True)).status_code == 200
    sale, line = await paid_by(company, runs_jobs, OTHER_IBAN)
    [best, *_] = await banking.candidates(company, line)
    assert (best["kind"], best["is_sure"], [each["id"] for each in best["items"]]) == ("exact", True, [sale["id"]])


async def test_an_account_that_was_put_away_and_has_lines_is_still_ours(company: Company, runs_jobs):
    await banking.account(company)
    old = await banking.account(company, name="Savings", number=OTHER_IBAN)
    await banking.imported(company, runs_jobs, Row("-5.00", "costs"), iban=OTHER_IBAN)
    assert (await revised(company, old, archived=True)).status_code == 200
    [line] = await banking.imported(company, runs_jobs, Row("75.00", "to us", iban=OTHER_IBAN))
    assert [each["kind"] for each in await banking.candidates(company, line)] == ["transfer"]


async def test_a_transfer_stands_beside_the_invoice_that_the_line_names(company: Company, runs_jobs):
    await banking.account(company)
    await banking.account(company, name="Savings", number=OTHER_IBAN)
    sale, line = await paid_by(company, runs_jobs, OTHER_IBAN)
    transfer, named = await banking.candidates(company, line)
    assert (transfer["kind"], named["kind"], [each["id"] for each in named["items"]]) == (
        "transfer", "exact", [sale["id"]],
    )  # fmt: skip
    assert not named["is_sure"]
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 0


async def test_the_number_of_a_bank_account_is_corrected_while_no_line_of_it_is_imported(company: Company, runs_jobs):
    """The statement that waited under the wrong number waits for its account again; that of the right one is here."""
    wrong = await banking.account(company, number=OTHER_IBAN)
    theirs = await banking.staged(company, runs_jobs, banking.camt([Row("1.00")], iban=OTHER_IBAN))
    mine = await banking.staged(company, runs_jobs, banking.camt([Row("2.00")], iban=OURS))
    assert [each["is_blocked"] for each in (theirs, mine)] == [False, True]
    answer = await revised(company, wrong, number="BE71 0961 2345 6769")
    assert (answer.status_code, answer.json()["data"]["number"], answer.json()["data"]["account_code"]) == (
        200, OURS, "550",
    )  # fmt: skip
    assert [(await banking.read(company, each))["is_blocked"] for each in (theirs, mine)] == [True, False]
    assert (await banking.decide(company, mine, "confirm")).status_code == 200
    refused = await revised(company, wrong, number=IBAN)
    assert (refusal(refused), refused.json()["errors"][0]["field"]) == ((409, "bank_account_in_use"), "number")
    assert (await banking.decide(company, mine, "revert", reason="not ours")).status_code == 200
    assert (await revised(company, wrong, number=IBAN)).json()["data"]["number"] == IBAN


async def test_a_number_that_is_none_or_is_here_already_corrects_nothing(company: Company):
    account = await banking.account(company)
    await banking.account(company, name="Savings", number=OTHER_IBAN)
    assert refusal(await revised(company, account, number="BE00000000000000")) == (422, "account_number_invalid")
    assert refusal(await revised(company, account, number=OTHER_IBAN)) == (409, "bank_account_known")
    assert (await revised(company, account, number=IBAN)).json()["data"]["number"] == IBAN
