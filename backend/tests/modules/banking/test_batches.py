"""A batch that the bank booked at once, as it goes through the books: what one in it owes is not paid by the others."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.matching import Item, Options, StatementLine, rank
from libs import bank
from tests.conftest import Company
from tests.factories import banking, invoicing
from tests.factories.banking import BASE, Row
from tests.modules.banking.test_exact import digits


@pytest.fixture
async def books(company: Company) -> Company:
    """Of a company that lets be applied what nobody needs to look at."""
    await banking.account(company)
    assert (await company.client.patch(f"{BASE}/settings", json={"applies_alone": True})).status_code == 200
    return company


async def sale(company: Company, name: str, price: str) -> dict:
    contact = await invoicing.contact(company, name=name)
    return await invoicing.issued(company, invoicing.line(unit_price=price), contact_id=contact)


async def brought(company: Company, runs_jobs, total: str, *rows: Row) -> dict:
    found = await banking.staged(company, runs_jobs, banking.batched(banking.camt([Row(total, "")], number="7"), *rows))
    assert (await banking.decide(company, found, "confirm")).status_code == 200
    await runs_jobs(company)
    [line] = await banking.lines(company)
    return line


async def test_one_invoice_is_proposed_for_a_batch_and_nothing_is_booked_unasked(books: Company, runs_jobs):
    lena = await sale(books, "Lena Maes", "1000.00")
    inside = [
        Row("400.00", f"deel van {lena['number']}", name="Lena Maes"),
        Row("810.00", "bestelling 88", name="Jan Peeters"),
    ]
    line = await brought(books, runs_jobs, "1210.00", *inside)
    assert (line["status"], (await invoicing.read(books, lena))["open_amount"]) == ("open", "1210.00")
    [best, *_] = await banking.candidates(books, line)
    assert ([each["id"] for each in best["items"]], best["is_sure"]) == ([lena["id"]], False)
    assert (await books.client.get(f"{BASE}/exact")).json()["data"]["count"] == 0


async def test_a_name_in_a_batch_does_not_take_all_of_it(books: Company, runs_jobs):
    await sale(books, "Garage Peeters BV", "1652.90")
    inside = [Row("500.00", "", name="Garage Peeters"), Row("1500.01", "", name="Piet Mol")]
    assert (await brought(books, runs_jobs, "2000.01", *inside))["status"] == "open"


async def test_a_batch_of_which_each_payment_has_its_invoice_is_booked(books: Company, runs_jobs):
    lena, jan = await sale(books, "Lena Maes", "100.00"), await sale(books, "Jan Peeters", "50.00")
    inside = [
        Row("121.00", name="Lena Maes", structured=digits(lena)),
        Row("60.50", name="Jan Peeters", structured=digits(jan)),
    ]
    assert (await brought(books, runs_jobs, "181.50", *inside))["status"] == "reconciled"
    assert [(await invoicing.read(books, each))["open_amount"] for each in (lena, jan)] == ["0.00", "0.00"]


async def test_of_other_amounts_than_its_payments_a_batch_is_left_for_a_person(books: Company, runs_jobs):
    lena, jan = await sale(books, "Lena Maes", "100.00"), await sale(books, "Jan Peeters", "50.00")
    inside = [
        Row("100.00", name="Lena Maes", structured=digits(lena)),
        Row("81.50", name="Jan Peeters", structured=digits(jan)),
    ]
    line = await brought(books, runs_jobs, "181.50", *inside)
    assert line["status"] == "open"
    [best, *_] = await banking.candidates(books, line)
    assert ({each["id"] for each in best["items"]}, best["is_sure"]) == ({lena["id"], jan["id"]}, False)


async def test_spark_reads_what_each_payment_of_a_batch_is_of(books: Company, runs_jobs):
    inside = [Row("400.00", "", name="Lena Maes"), Row("600.00", "", name="Jan Peeters")]
    await brought(books, runs_jobs, "1000.00", *inside)
    await banking.imported(books, runs_jobs, Row("5.00", "alone"))
    [rows] = bank.read(str(books.tenant_id), "lines")
    assert dict(zip(rows["amount"].to_pylist(), rows["parts"].to_pylist(), strict=True)) == {
        10_000_000: "400.00 600.00", 50_000: "",
    }  # fmt: skip


def reference(place: int) -> str:
    """An OGM for each."""
    number = 2026000000 + place
    return f"{number:010d}{number % 97 or 97:02d}"


async def test_all_invoices_of_a_batch_of_a_hundred_payments_are_found(books: Company, runs_jobs):
    inside = [Row("12.10", name=f"Customer Number {each}", structured=reference(each)) for each in range(100)]
    line = await brought(books, runs_jobs, "1210.00", *inside)
    assert (len(line["text"]), line["text"][:17]) == (2000, "Customer Number 0")
    [found] = (await books.client.get(f"{BASE}/lines", params={"q": reference(99)})).json()["data"]
    assert found["id"] == line["id"]
    [rows] = bank.read(str(books.tenant_id), "lines")
    [text], [parts] = rows["text"].to_pylist(), rows["parts"].to_pylist()
    day = date(2026, 11, 1)
    items = [Item(f"{each}", day, Decimal("12.10"), reference(each), f"2026-{each:04d}") for each in range(120)]
    asked = StatementLine(line["id"], date(2026, 11, 10), Decimal(1210), text, parts=parts)
    best, *_ = rank(asked, items, Options())
    assert (best.kind, set(best.items)) == ("many_items", {f"{each}" for each in range(100)})


async def test_numbers_that_a_payment_names_beside_its_reference_are_in_its_text(books: Company, runs_jobs):
    content = banking.camt([Row("100.00", "two of them")]).decode()
    named = "<Strd><RfrdDocInf><Nb>2026-0118</Nb></RfrdDocInf></Strd><Strd><RfrdDocInf><Nb>2026-0119</Nb></RfrdDocInf></Strd>"
    found = await banking.staged(books, runs_jobs, content.replace("</RmtInf>", f"{named}</RmtInf>").encode())
    assert (await banking.decide(books, found, "confirm")).status_code == 200
    [line] = await banking.lines(books)
    assert line["text"] == "two of them 2026-0118 2026-0119"
