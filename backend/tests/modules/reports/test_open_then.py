"""What was open on an earlier day, and how many entries a journal has: found without looking at all of them."""

from datetime import date

from tests.conftest import Company
from tests.factories import books
from tests.factories.invoicing import act, issued
from tests.modules.ledger.asking import LEDGER, REPORTS, get


async def test_what_was_paid_since_a_day_was_open_on_it(company: Company):
    """121.00 of 2 November, paid on the 10th: open on the 9th, and not on the 10th."""
    sale = await issued(company, issued_on="2026-11-02")
    await act(company, sale, "pay", paid_on="2026-11-10")
    for day, total in (("2026-11-01", "0.00"), ("2026-11-09", "121.00"), ("2026-11-10", "0.00")):
        told = await get(company, f"{REPORTS}/aged-receivables", to=day)
        assert told["totals"]["total"] == total


async def test_journals_are_counted_by_their_numbers_and_tell_their_latest_day(
    company: Company,
):
    for on in (date(2025, 12, 30), date(2026, 3, 1), date(2026, 2, 1)):
        await books.post(company, on=on)
    told = {each["journal"]: (each["entries"], each["latest_on"]) for each in await get(company, f"{LEDGER}/journals")}
    assert (told["purchases"], told["sales"]) == ((3, "2026-03-01"), (0, None))
