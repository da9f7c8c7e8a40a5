"""From account balances to statements. Balances are debit minus credit by account number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.plan import plan
from accounting.reports.layout import Layout, Rubric, Statement, layout

Balances = Mapping[str, Decimal]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One rubric with its figure as printed, and the accounts that stand in it with theirs.

    `made_of` are all accounts it is made of: those of its parts, and those on which nothing stands, included.
    """

    rubric: Rubric
    amount: Decimal
    accounts: tuple[tuple[str, Decimal], ...]
    made_of: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.rubric.code


def statement(of: Layout, balances: Balances) -> list[Line]:
    """Every rubric of the layout, in its order, zero or not.

    Accounts that this statement has no place for are left out: a profit and loss account knows no bank.
    """
    inside: dict[str, list[str]] = {}
    for account in sorted(balances):
        if (rubric := of.place(account, balances[account])) is not None:
            inside.setdefault(rubric.code, []).append(account)
    made: dict[str, Line] = {}

    def line(rubric: Rubric) -> Line:
        if rubric.code not in made:
            own = inside.get(rubric.code, [])
            figures = tuple((account, rubric.sign * balances[account]) for account in own if balances[account])
            parts = [(sign, line(of.rubric(part))) for sign, part in rubric.sums]
            amount = sum((each for _, each in figures), ZERO) + sum((sign * each.amount for sign, each in parts), ZERO)
            made_of = sorted({*own, *(account for _, part in parts for account in part.made_of)})
            made[rubric.code] = Line(rubric, amount, figures, tuple(made_of))
        return made[rubric.code]

    return [line(each) for each in of.rubrics]


def balance_sheet(balances: Balances, country: str = "BE") -> list[Line]:
    """What is owned and owed at one moment; balances since the books began. The result not yet appropriated is equity.

    >>> lines = balance_sheet({"550": Decimal(121), "451": Decimal(-21), "700": Decimal(-100)})
    >>> [(each.code, int(each.amount)) for each in lines if each.code in ("20/58", "14", "45", "10/49")]
    [('20/58', 121), ('10/49', 121), ('14', 100), ('45', 21)]
    """
    return statement(layout(Statement.BALANCE_SHEET, country), balances)


def profit_and_loss(balances: Balances, country: str = "BE") -> list[Line]:
    """What was earned and spent in a period; balances of that period.

    >>> lines = profit_and_loss({"700": Decimal(-100), "604": Decimal(60), "659": Decimal(1), "693": Decimal(39)})
    >>> [(each.code, int(each.amount)) for each in lines if each.code in ("9900", "65", "9904")]
    [('9900', 40), ('65', 1), ('9904', 39)]
    """
    appropriations = plan(country).appropriations
    of_period = {code: each for code, each in balances.items() if not code.startswith(appropriations)}
    return statement(layout(Statement.PROFIT_AND_LOSS, country), of_period)


def result(balances: Balances, country: str = "BE") -> Decimal:
    """Profit above zero, loss below: income minus costs, whatever was appropriated of it.

    >>> result({"700": Decimal(-100), "604": Decimal(60), "693": Decimal(40), "550": Decimal(0)})
    Decimal('40')
    """
    counts = plan(country).is_result
    return -sum((each for code, each in balances.items() if counts(code)), ZERO)


def both(now: list[Line], before: list[Line]) -> list[tuple[Line, Decimal]]:
    """Each line of a statement beside the figure of another period."""
    earlier = {each.code: each.amount for each in before}
    return [(each, earlier.get(each.code, ZERO)) for each in now]
