"""Pages of one day in files of their own: each is set beside those it belongs to, in whatever order they come."""

from itertools import permutations

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import IBAN, lines, staged
from tests.modules.banking.test_twice import confirmed, page

BACK = ":61:2603010301C2,50NMSCNONREF\n:86:terug\n"
PAGES = (("7/1", "100,00", "97,50"), ("7/2", "97,50", "95,00"), ("7/3", "95,00", "92,50"))
YESTERDAY = (
    f":20:A\n:25:{IBAN}\n:28C:6/1\n:60F:C260228EUR90,00\n"
    ":61:2602280228C10,00NMSCNONREF\n:86:loon\n:62F:C260228EUR100,00\n-\n"
)


async def bring(company: Company, runs_jobs, content: str, name: str, **asked) -> dict:
    """What was said of the file before it was confirmed."""
    found = await staged(company, runs_jobs, content.encode(), name=f"{name}.sta")
    await confirmed(company, found, **asked)
    return found


@pytest.mark.parametrize("yesterday", [True, False], ids=["after a day that is here", "as the first"])
async def test_the_second_page_first_and_the_coffee_of_the_first_is_another(company: Company, runs_jobs, yesterday):
    await banking.account(company)
    if yesterday:
        await bring(company, runs_jobs, YESTERDAY, "yesterday")
    for n in (1, 0):
        found = await bring(company, runs_jobs, page(*PAGES[n]), f"page{n}")
        assert (found["new_count"], found["duplicate_count"]) == (1, 0), f"page {n + 1}"
    coffees = [each["amount"] for each in await lines(company) if each["amount"] == "-2.50"]
    assert coffees == ["-2.50", "-2.50"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_pages_that_come_again_are_here_already(company: Company, runs_jobs, order):
    await banking.account(company)
    for n in order:
        await bring(company, runs_jobs, page(*PAGES[n]), f"page{n}")
    both = "".join(page(*each) for each in PAGES[:2])
    for n, content in enumerate((page(*PAGES[0]), page(*PAGES[1]), both)):
        again = await staged(company, runs_jobs, content.encode() + b"\n", name=f"again{n}.sta")
        assert again["new_count"] == 0, f"{n} is here already"


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_of_three_pages_no_coffee_is_lost_unasked(company: Company, runs_jobs, order):
    """Where a page comes before those it touches, a person says that its coffee is another: it looks alike."""
    await banking.account(company)
    await bring(company, runs_jobs, YESTERDAY, "yesterday")
    for n in order:
        found = await bring(company, runs_jobs, page(*PAGES[n]), f"page{n}", import_alike=True)
        assert (found["new_count"] + found["alike_count"], found["duplicate_count"]) == (1, found["alike_count"])
    assert [each["amount"] for each in await lines(company) if each["amount"] == "-2.50"] == ["-2.50"] * 3


async def test_two_pages_in_one_file_before_the_one_that_is_here_have_coffees_of_their_own(company: Company, runs_jobs):
    await banking.account(company)
    await bring(company, runs_jobs, page(*PAGES[2]), "last")
    found = await bring(company, runs_jobs, "".join(page(*each) for each in PAGES[:2]), "first two")
    assert (found["new_count"], found["duplicate_count"]) == (2, 0)


async def test_a_page_that_comes_again_is_not_taken_for_one_that_follows_the_page_that_came_last(
    company: Company, runs_jobs
):
    """Page 2 came before page 1, without numbers of their own: the place after page 1 is taken, by page 2 itself."""
    await banking.account(company)
    first, second = page("7", "100,00", "97,50", BACK.replace("C2,50", "D2,50")), page("7", "97,50", "95,00")
    await bring(company, runs_jobs, second, "second")
    await bring(company, runs_jobs, first, "first")
    again = await staged(company, runs_jobs, second.encode() + b"\n", name="again.sta")
    assert (again["new_count"], again["duplicate_count"], again["alike_count"]) == (0, 1, 0)


async def test_when_the_page_after_is_taken_back_the_page_before_keeps_its_coffee(company: Company, runs_jobs):
    await banking.account(company)
    second = await bring(company, runs_jobs, page(*PAGES[1]), "second")
    await bring(company, runs_jobs, page(*PAGES[0]), "first")
    assert (await banking.decide(company, second, "revert", reason="wrong file")).status_code == 200
    assert [each["amount"] for each in await lines(company)] == ["-2.50"]
    found = await bring(company, runs_jobs, page(*PAGES[1]) + "\n", "second again")
    assert (found["new_count"], found["duplicate_count"]) == (1, 0)
