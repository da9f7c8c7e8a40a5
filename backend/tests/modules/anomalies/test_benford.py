"""Leading digits of amounts, counted by the database, agree with the literature on known numbers."""

from decimal import Decimal

import numpy as np

from accounting.anomalies.benford import digit_test
from accounting.anomalies.entries import PARTS_OF_ONE
from tests.conftest import Company
from tests.factories import anomalies
from tests.factories.anomalies import BASE, START, Bill


async def told(company: Company, **asked) -> dict:
    answer = await company.client.get(f"{BASE}/benford", params=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


def growing(count: int = 390) -> list[Bill]:
    """Amounts that grow by 3 % each: over five powers of ten they follow the law."""
    return [Bill(f"S{place % 5}", f"{place}", START, f"{1.03**place:.2f}") for place in range(count)]


async def test_the_counts_are_those_of_the_law_of_benford(company: Company):
    bills = growing()
    await anomalies.book(company, bills)
    parts = np.array([int(Decimal(each.total) * PARTS_OF_ONE) for each in bills])
    for digits in ("first", "second", "first_two"):
        read = await told(company, of="purchases", digits=digits)
        test = digit_test(digits, parts)
        assert [each["count"] for each in read["rows"]] == test.counts.tolist()
        assert [each["digit"] for each in read["rows"]] == test.digits.tolist()
        assert abs(read["mad"] - test.mad) < 1e-6
        assert abs(read["chi_square"] - test.chi_square) < 1e-6
    first = await told(company, of="purchases")
    assert (first["entries"], first["is_enough"], first["conformity"]) == (390, True, "close")
    assert [round(each["expected"], 3) for each in first["rows"]] == [
        0.301, 0.176, 0.125, 0.097, 0.079, 0.067, 0.058, 0.051, 0.046,
    ]  # fmt: skip
    assert first["chi_square"] < first["chi_square_limit"] == 15.507


async def test_too_few_amounts_have_no_answer(company: Company):
    await anomalies.book(company, growing(100))
    read = await told(company, of="purchases")
    assert (read["entries"], read["least_entries"], read["is_enough"], read["conformity"]) == (100, 300, False, None)
    empty = await told(company, of="sales", digits="first_two")
    assert (empty["entries"], empty["is_enough"], len(empty["rows"])) == (0, False, 90)


async def test_a_period_and_accounts_narrow_it(company: Company):
    await anomalies.book(company, growing(10))
    assert (await told(company))["entries"] == 3
    assert (await told(company, account="44"))["entries"] == 1
    assert (await told(company, **{"from": "2026-11-02", "to": "2026-11-02"}))["entries"] == 3
    assert (await told(company, to="2026-11-01"))["entries"] == 0
    backwards = await company.client.get(f"{BASE}/benford", params={"from": "2026-11-02", "to": "2026-11-01"})
    assert (backwards.status_code, backwards.json()["errors"][0]["code"]) == (422, "period_backwards")
    assert (await company.client.get(f"{BASE}/benford", params={"account": "4%"})).status_code == 422
