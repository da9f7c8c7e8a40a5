"""A list of open invoices from another program becomes open items, tried first and then kept."""

from typing import Any

import pytest

from app.modules.opening import service
from app.modules.opening.schemas import MOST_ITEMS
from tests.conftest import Company
from tests.factories import invoicing
from tests.modules.ledger.asking import LEDGER, balances, change, get, refusal

OPENING = f"{LEDGER}/opening-balances"
FILE = """Klant;Factuurnummer;Factuurdatum;Vervaldatum;Openstaand bedrag;Gestructureerde mededeling
Bakkerij Joos BV;2025-0118;14/11/2025;14/12/2025;1.210,00;260000004214
bakkerij joos bv;2025-0120;1/12/2025;;-10,00;
"""


@pytest.fixture
async def customer(company: Company) -> str:
    return await invoicing.contact(company, name="Bakkerij Joos BV", payment_days=14)


@pytest.fixture
async def begun(company: Company) -> None:
    lines = [{"account_code": "400", "debit": "1200.00"}, {"account_code": "100", "credit": "1200.00"}]
    await change(company, "PUT", OPENING, {"booked_on": "2026-01-01", "balances": lines})


async def send(company: Company, content: str, status: int = 200, **params: str) -> Any:
    files = {"file": ("open.csv", content.encode(), "text/csv")}
    answer = await company.client.post(f"{OPENING}/import", files=files, params={"direction": "sale"} | params)
    assert answer.status_code == status, answer.text
    return answer.json().get("data") or answer.json()


async def test_a_dry_run_tells_each_row_and_whether_it_ties_and_writes_nothing(
    company: Company, customer: str, begun: None
):
    told = await send(company, FILE, dry_run="true")
    assert (told["rows"], told["made"], told["failed"]) == (2, 2, 0)
    [tie] = told["ties"]
    assert (tie["account_code"], tie["in_balances"], tie["in_items"], tie["difference"]) == (
        "400", "1200.00", "1200.00", "0.00",
    )  # fmt: skip
    assert (await get(company, OPENING))["items"] == []


async def test_an_imported_file_is_open_items_and_changes_nothing_the_second_time(
    company: Company, customer: str, begun: None
):
    await send(company, FILE)
    items = (await get(company, OPENING))["items"]
    assert [(each["number"], each["kind"], each["due_on"], each["amount"]) for each in items] == [
        ("2025-0118", "invoice", "2025-12-14", "1210.00"),
        ("2025-0120", "credit_note", "2025-12-15", "10.00"),
    ]
    assert items[0]["payment_reference"] == "+++260/0000/04214+++"
    entry = (await get(company, OPENING))["entry"]["id"]
    again = await send(company, FILE)
    assert (again["unchanged"], (await get(company, OPENING))["entry"]["id"]) == (2, entry)
    assert (await balances(company))["400"] == "1200.00"


async def test_one_row_that_cannot_be_read_keeps_the_whole_file_out(company: Company, customer: str, begun: None):
    wrong = FILE.replace("14/11/2025", "geen").replace("bakkerij joos bv", "Niemand NV")
    told = await send(company, wrong, dry_run="true")
    assert [(each["row"], each["errors"][0]["code"], each["errors"][0]["field"]) for each in told["results"]] == [
        (2, "open_item_cell_unreadable", "Factuurdatum"),
        (3, "contact_unknown", "Klant"),
    ]
    problem = await send(company, wrong, 422)
    assert refusal(problem) == [("open_item_cell_unreadable", "Factuurdatum"), ("contact_unknown", "Klant")]
    assert (await get(company, OPENING))["items"] == []


async def test_a_file_that_does_not_come_to_the_balance_is_refused(company: Company, customer: str, begun: None):
    problem = await send(company, FILE.replace("1.210,00", "1.211,00"), 422)
    assert refusal(problem) == [("open_items_differ", "items")]


async def test_a_file_without_a_day_and_balances_waits_for_them(company: Company, customer: str):
    assert refusal(await send(company, FILE, 422)) == [("opening_balances_needed", None)]


async def test_the_number_is_proven_within_the_file(company: Company, customer: str, begun: None):
    twice = FILE + FILE.splitlines()[1]
    told = await send(company, twice, dry_run="true")
    assert [(each["row"], each["errors"][0]["code"]) for each in told["results"] if each["errors"]] == [
        (4, "open_item_twice")
    ]


async def test_customers_in_two_lines_of_the_balances_are_one_account(company: Company, customer: str):
    lines = [
        {"account_code": "400", "debit": "700.00", "memo": "Joos"},
        {"account_code": "400", "debit": "500.00", "memo": "others"},
        {"account_code": "100", "credit": "1200.00"},
    ]
    await change(company, "PUT", OPENING, {"booked_on": "2026-01-01", "balances": lines})
    [tie] = (await send(company, FILE, dry_run="true"))["ties"]
    assert (tie["in_balances"], tie["in_items"], tie["difference"]) == ("1200.00", "1200.00", "0.00")
    await send(company, FILE)
    assert (await balances(company))["400"] == "1200.00"


async def test_files_bring_more_items_than_one_request_may_hold(
    company: Company, customer: str, monkeypatch: pytest.MonkeyPatch
):
    """A company with many small debtors. What becomes of each item is not made again 5,001 times."""

    async def opens_none(*_: object) -> None: ...

    monkeypatch.setattr(service, "_open", opens_none)
    lines = [{"account_code": "400", "debit": "5001.00"}, {"account_code": "100", "credit": "5001.00"}]
    await change(company, "PUT", OPENING, {"booked_on": "2026-01-01", "balances": lines})
    rows = [f"Bakkerij Joos BV;N{number};14/11/2025;;1,00;" for number in range(MOST_ITEMS + 1)]
    told = await send(company, "\n".join([FILE.splitlines()[0], *rows]))
    assert (told["made"], told["failed"]) == (5001, 0)
    postings = (await get(company, OPENING))["entry"]["postings"]
    assert sum(each["account_code"] == "400" for each in postings) == 5001
