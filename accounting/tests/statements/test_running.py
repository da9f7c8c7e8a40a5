"""The running balance of a table: what it proves, and where it breaks."""

from decimal import Decimal

import pytest

from accounting.statements import prove, read

AMOUNTS = (100, -30, 50, -20, 75, -60, 15, 40, -5, 35)


def table(amounts=AMOUNTS, *, newest_first: bool = False, opening: int = 1000) -> list[str]:
    """A header and a row a day; line 2 holds the first amount, or the last."""
    rows = []
    for day, amount in enumerate(amounts, 1):
        opening += amount
        rows.append(f"2026-01-{day:02d};{amount}.00;{opening}.00;x")
    return ["Date;Amount;Balance;Description", *(reversed(rows) if newest_first else rows)]


def proof_of(lines: list[str]):
    (statement,) = read("\n".join(lines).encode())
    return prove(statement)


@pytest.mark.parametrize(("newest_first", "line"), [(False, 5), (True, 7)])
def test_a_table_that_lost_a_row_does_not_add_up_and_says_where(newest_first, line):
    lines = table(newest_first=newest_first)
    del lines[4 if not newest_first else 7]
    proof = proof_of(lines)
    beside = "below" if newest_first else "above"
    assert proof.proved is False
    assert f"the balance in line {line} does not follow from the row {beside} it" in [*map(str, proof.reasons)]


def test_a_table_of_three_rows_that_lost_the_second_does_not_add_up():
    lines = table(AMOUNTS[:4])
    del lines[2]
    proof = proof_of(lines)
    assert (proof.proved, proof.difference) == (False, Decimal("-30.00"))


def test_an_amount_that_was_changed_beside_its_balance_does_not_add_up():
    lines = [line.replace(";50.00;", ";55.00;") for line in table()]
    proof = proof_of(lines)
    assert (proof.proved, proof.difference) == (False, Decimal("-5.00"))
    assert "the balance in line 4 does not follow from the row above it" in [*map(str, proof.reasons)]


def test_a_row_that_stands_there_twice_does_not_add_up():
    lines = table()
    lines.insert(4, lines[3])
    assert proof_of(lines).proved is False


@pytest.mark.parametrize("swap", [(1, 2), (4, 6), (9, 10)])
def test_rows_of_a_day_in_another_order_still_prove_what_they_lead_to(swap):
    lines = table()
    one, other = swap
    lines[one], lines[other] = lines[other], lines[one]
    (statement,) = read("\n".join(lines).encode())
    assert (statement.opening.amount, statement.closing.amount) == (Decimal(1000), Decimal(1200))
    assert prove(statement).proved is True


@pytest.mark.parametrize(
    "balances",
    [
        ["1070", "1070", "1100", "1100", "1100"],  # of the day, in each of its rows
        ["5", "900", "17", "3", "4000"],  # something else
        ["1100", "", "1120", "1100", "1175"],  # not in every row
    ],
)
def test_a_column_that_is_no_running_balance_claims_nothing(balances):
    rows = zip(AMOUNTS, balances, strict=False)
    lines = [
        "Date;Amount;Balance;Description",
        *(f"2026-01-0{1 + n // 2};{amount};{balance};x" for n, (amount, balance) in enumerate(rows)),
    ]
    assert proof_of(lines).proved is None


@pytest.mark.parametrize("newest_first", [False, True])
def test_amounts_with_the_wrong_sign_prove_nothing_however_their_balances_chain(newest_first):
    rows = ["15/01/2026;5.00;95.00", "16/01/2026;5.00;90.00", "17/01/2026;7.00;83.00"]
    proof = proof_of(["Date;Amount;Balance", *(reversed(rows) if newest_first else rows)])
    assert proof.proved is False
    assert "the balances go against the days: do the amounts have the right sign?" in [*map(str, proof.reasons)]


def test_days_in_order_with_the_newest_first_within_each_prove():
    rows = ["15/01/2026;-5.00;88.00", "15/01/2026;-7.00;93.00", "16/01/2026;2.00;86.00", "16/01/2026;-4.00;84.00"]
    assert proof_of(["Date;Amount;Balance", *rows]).proved is True
