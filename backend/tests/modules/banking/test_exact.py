"""What nobody needs to look at: shown, accepted in one go, and by itself only where the company said so."""

from app.modules.banking import running
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_rules import ran


def digits(invoice: dict) -> str:
    return "".join(each for each in invoice["payment_reference"] if each.isdigit())


async def sure_and_tied(company: Company, runs_jobs, *more: Row) -> dict:
    """One line that is sure, and one that two invoices could be."""
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    sure = await invoicing.issued(company, invoicing.line(unit_price="77.00"), contact_id=contact)
    for _ in range(2):
        await invoicing.issued(company, contact_id=contact)
    await banking.imported(company, runs_jobs, Row("93.17", structured=digits(sure)), Row("121.00", "payment"), *more)
    return sure


async def test_accept_all_exact_takes_what_is_sure_and_leaves_a_tie(company: Company, runs_jobs):
    sure = await sure_and_tied(company, runs_jobs)
    told = (await company.client.get(f"{BASE}/exact")).json()["data"]
    assert told["count"] == 1
    assert told["answers"][0]["items"][0]["id"] == sure["id"]
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["done_count"], run["failed_count"], run["results"][0]["line"]["amount"]) == (1, 0, "93.17")
    assert run["line_count"] == 1, "what is sure, not all that is open"
    assert [each["status"] for each in await banking.lines(company)] == ["reconciled", "open"]
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 0


async def test_nothing_is_applied_alone_unless_the_company_says_so(company: Company, runs_jobs):
    await sure_and_tied(company, runs_jobs)
    await runs_jobs(company)
    assert [each["status"] for each in await banking.lines(company)] == ["open", "open"]


async def test_what_is_sure_is_applied_alone_where_the_company_says_so(company: Company, runs_jobs):
    answer = await company.client.patch(f"{BASE}/settings", json={"applies_alone": True, "auto_from": "0.995"})
    assert answer.json()["data"] == {
        "applies_alone": True, "auto_from": "0.995", "largest_fee": "60.00", "version": 1,
    }  # fmt: skip
    await sure_and_tied(company, runs_jobs)
    await runs_jobs(company)
    lines = await banking.lines(company)
    assert [each["status"] for each in lines] == ["reconciled", "open"]
    detail = (await company.client.get(f"{BASE}/lines/{lines[0]['id']}")).json()["data"]["reconciliations"][0]
    assert (detail["kind"], float(detail["score"]) >= 0.995) == ("automatic", True)


async def test_a_threshold_below_nine_in_ten_is_refused(company: Company):
    answer = await company.client.patch(f"{BASE}/settings", json={"auto_from": "0.5"})
    assert answer.status_code == 422


async def test_a_rejected_pair_is_not_accepted_with_the_others(company: Company, runs_jobs):
    sure = await sure_and_tied(company, runs_jobs)
    line = (await banking.lines(company))[0]
    await company.client.post(
        f"{BASE}/lines/{line['id']}/reject", json={"items": [{"type": "invoice", "id": sure["id"]}]}
    )
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 0


async def test_what_changed_while_others_were_accepted_is_left_to_a_person(company: Company, runs_jobs, monkeypatch):
    await sure_and_tied(company, runs_jobs)
    line = (await banking.lines(company))[0]
    accept = running.accept

    async def meanwhile(*asked) -> None:
        somebody = await banking.reconcile(company, line, banking.on_account("659", "10.00"))
        assert somebody.status_code == 200, somebody.text
        await accept(*asked)

    monkeypatch.setattr(running, "accept", meanwhile)
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["done_count"], run["failed_count"]) == (0, 1)
    assert run["results"][0]["problem"]["code"] == "proposal_outdated"
    assert (await banking.lines(company))[0]["open_amount"] == "83.17"


async def test_a_sum_of_which_an_invoice_was_paid_meanwhile_is_left_to_a_person(
    company: Company, runs_jobs, monkeypatch
):
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    sold = await invoicing.issued(company, invoicing.line(unit_price="100.00"), contact_id=contact)
    said = f"{sold['number']} {sold['payment_reference']}"
    rows = (Row(amount, said, on=sold["issued_on"], bank_id=amount) for amount in ("40.00", "81.00"))
    await banking.imported(company, runs_jobs, *rows)
    assert (await company.client.get(f"{BASE}/exact")).json()["data"]["count"] == 2
    accept = running.accept

    async def meanwhile(*asked) -> None:
        somebody = await company.client.post(f"/api/v1/invoices/{sold['id']}/pay", json={"amount": "121.00"})
        assert somebody.status_code == 200, somebody.text
        await accept(*asked)

    monkeypatch.setattr(running, "accept", meanwhile)
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["status"], run["done_count"], run["failed_count"]) == ("done", 0, 2)
    assert [each["status"] for each in await banking.lines(company)] == ["open", "open"]


async def test_what_is_sure_because_another_line_names_its_rival_is_accepted(company: Company, runs_jobs):
    """Two quarters of 121.00 are open; the first is paid with another invoice and falls short, so 121.00 is the second."""
    await banking.account(company)
    contact = await invoicing.contact(company, name="Janssens NV")
    prices = ("100.00", "100.00", "50.11")
    first, second, other = [
        await invoicing.issued(company, invoicing.line(unit_price=each), contact_id=contact) for each in prices
    ]
    together = Row("170.00", f"{first['number']} {other['number']}", name="Janssens NV", on=second["issued_on"])
    await banking.imported(
        company, runs_jobs, together, Row("121.00", "onderhoud", name="Janssens NV", on=second["issued_on"])
    )
    answers = (await company.client.get(f"{BASE}/exact")).json()["data"]["answers"]
    paid = [(each["lines"][0]["amount"], [item["id"] for item in each["items"]]) for each in answers]
    assert paid == [("121.00", [second["id"]])]
    run = await ran(company, runs_jobs, "exact/accept")
    assert (run["done_count"], run["failed_count"]) == (1, 0)
