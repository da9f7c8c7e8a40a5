"""What undoes an entry: in its own period it leaves no trace, in a later one it is a correction."""

from datetime import date

from accounting.journal import credit, debit
from app.modules.ledger import service as ledger
from tests.conftest import Company
from tests.factories.invoicing import bookings
from tests.modules.vat.conftest import (
    NOVEMBER,
    D,
    amounts,
    booked,
    bought,
    change,
    close,
    returned,
    sale,
)

OCTOBER, DECEMBER = date(2026, 10, 14), date(2026, 12, 1)


async def test_an_entry_and_its_reversal_leave_no_trace(trader: Company):
    entry = await booked(trader, sale())
    async with trader.begin() as work:
        await ledger.reverse(work, entry.id, "wrong")
    found = await returned(trader)
    assert (amounts(found), found["balance"]) == ({"03": "0.00", "54": "0.00"}, "0.00")
    assert all(each["holds"] for each in found["controls"])


async def test_what_undoes_an_entry_of_another_quarter_is_a_correction(trader: Company):
    """Bases go where the form takes negative corrections, VAT to 61 and 62; the books are the mirror image alone."""
    sold, paid = await booked(trader, sale()), await booked(trader, bought())
    await booked(trader, bought(), NOVEMBER)
    await booked(trader, bought(), NOVEMBER)
    async with trader.begin() as work:
        await ledger.reverse(work, sold.id, "wrong", NOVEMBER)
        undone = await ledger.reverse(work, paid.id, "wrong", NOVEMBER)
    found = await returned(trader, "2026-Q4")
    assert amounts(found) == {
        "49": "1000.00", "82": "400.00", "85": "400.00", "61": "84.00", "59": "168.00", "62": "210.00", "72": "294.00",
    }  # fmt: skip
    assert {each["name"] for each in found["controls"] if not each["holds"]} == set()
    assert await bookings(trader, str(undone.id)) == ["613 400.00 C -82 +85", "411 84.00 C +61", "440 484.00 D"]
    assert amounts(await returned(trader))["59"] == "84.00", "what was filed stays"


async def test_a_line_below_zero_lowers_the_correction_of_another_quarter(trader: Company):
    """A discount on another account, and a credit note received: no grid is below zero but 82, told with the rest."""
    discounted = await booked(
        trader,
        [
            debit("613", D(1000), grids=("+82",)),
            credit("608", D(500), grids=("-82",)),
            debit("411", D(105), grids=("+59",)),
            credit("440", D(605)),
        ],
    )
    noted = await booked(
        trader,
        [
            debit("440", D(484)),
            credit("613", D(400), grids=("-82", "+85")),
            credit("451", D(84), grids=("+63",)),
        ],
    )
    await booked(trader, bought(), NOVEMBER)
    async with trader.begin() as work:
        await ledger.reverse(work, discounted.id, "wrong", NOVEMBER)
        await ledger.reverse(work, noted.id, "wrong", NOVEMBER)
    found = await returned(trader, "2026-Q4")
    assert amounts(found) == {
        "82": "300.00",
        "85": "500.00",
        "61": "105.00",
        "59": "84.00",
        "62": "84.00",
        "72": "63.00",
    }
    assert {each["name"] for each in found["controls"] if not each["holds"]} == set()


async def test_a_month_that_was_filed_is_corrected_in_the_next_by_who_files_by_quarter_since(trader: Company):
    """The rest of that quarter goes by month, and each of its months is a return of its own."""
    await change(trader, vat_period="month")
    paid = await booked(trader, bought(), OCTOBER)
    assert (await close(trader, "2026-10")).status_code == 200
    await change(trader, vat_period="quarter")
    later = await booked(trader, bought(), NOVEMBER)
    async with trader.begin() as work:
        undone = await ledger.reverse(work, paid.id, "wrong")
        assert (await ledger.reverse(work, later.id, "wrong", DECEMBER)).booked_on == DECEMBER
    assert undone.booked_on == date(2026, 11, 1)
    assert await bookings(trader, str(undone.id)) == ["613 400.00 C -82 +85", "411 84.00 C +61", "440 484.00 D"]
    found = await returned(trader, "2026-11")
    assert (amounts(found)["59"], amounts(found)["61"]) == ("84.00", "84.00")
    assert {each["name"] for each in found["controls"] if not each["holds"]} == set()
    assert amounts(await returned(trader, "2026-12"))["61"] == "84.00"
