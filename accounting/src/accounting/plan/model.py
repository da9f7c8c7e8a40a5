"""What there is to know of a country's account plan; its numbers are data beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Beginnings = tuple[str, ...]
Sells = Literal["goods", "services"]
"""What somebody usually sells."""


def told(beginnings: Beginnings) -> str:
    """As people write them.

    >>> told(("55", "57"))
    '55…, 57…'
    """
    return ", ".join(f"{each}…" for each in beginnings)


class AccountType(StrEnum):
    """Where an account ends up: the balance sheet, or the profit and loss account."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    EXPENSE = "expense"
    INCOME = "income"


@dataclass(frozen=True, slots=True)
class Plan:
    """Accounts by what they are for. A field in the singular is one account, in the plural how its accounts begin."""

    country: str
    types: Mapping[str, AccountType]
    """What an account is, by the longest beginning that fits; a number that fits none is in no class."""

    appropriations: Beginnings
    """How a result was appropriated: no income and no cost."""

    brought_forward: str
    """Where the result of earlier years stands that nobody appropriated yet."""

    customers: str
    suppliers: str
    of_contacts: Beginnings
    """Where it stands what customers owe us and we owe suppliers, bills included: what a statement of theirs says."""

    advances: Beginnings
    """Where an advance stands until it is settled, paid to a supplier or by a customer: no part of what is owed."""

    usual_income: str
    """Where a sale goes of which nothing is known."""

    usual_services: str
    """The same, where services are sold."""

    usual_cost: str
    incomes: Beginnings
    """What a sale may be: income, an asset sold, an advance received, the income of a later period."""

    bearers: Beginnings
    """What may bear a purchase: fixed assets, stock and costs, an advance to a supplier, the cost of a later period."""

    paid_ahead: Beginnings
    """Those of them that are no cost yet: an advance to a supplier, the cost of a later period."""

    accruals: Beginnings
    """Where a cost of an earlier period waited for its invoice: that is booked against it, and is no cost again."""

    goods: Beginnings
    """Accounts of what can be carried: stock, goods bought, tangible assets. All else that is bought is a service."""

    goods_sold: Beginnings
    vat_recoverable: str
    vat_payable: str
    vat_repaid: str
    """Where the VAT of a supplier's credit note goes back."""

    vat_of_grids: Mapping[str, str]
    """Grids of VAT that is owed and stands on an account of its own; other VAT owed is `vat_payable`."""

    vats: Beginnings
    """Where VAT stands: what the treasury owes us, and what we owe it, current accounts included."""

    vat_to_pay: str
    vat_to_receive: str
    """The current accounts, where closings go: what is there is no VAT of a period."""

    bank: str
    cash: str
    banks: Beginnings
    """Banks and cash: where money is."""

    internal_transfers: str
    suspense: str
    owed_to_spender: str
    owed_by_spender: str
    bank_costs: str
    exchange_loss: str
    exchange_gain: str
    discount_granted: str
    discount_obtained: str
    charges_received: str
    difference_lost: str
    difference_won: str
    profit_to_carry: str
    loss_to_carry: str
    profit_carried: str
    loss_carried: str
    profit_brought: str | None
    loss_brought: str | None
    """Through which a result that was carried forward is appropriated again; None where it just stands."""

    to_reserves: str
    legal_reserve: str
    to_partners: str
    dividends: str
    expenses: Mapping[str, str]
    """Category of expenses → the account that bears it."""

    def income_of(self, sells: Sells | None) -> str:
        """Where a sale is proposed of which no more is known than what its seller usually sells.

        >>> from accounting.plan import plan
        >>> [plan("BE").income_of(each) for each in (None, "goods", "services")]
        ['700', '700', '705']
        """
        return self.usual_services if sells == "services" else self.usual_income

    @property
    def money(self) -> Beginnings:
        """Where a payment can come in or go out: bank, cash, in transit, a partner's account, sundry and suspense."""
        return (*self.banks, self.internal_transfers, self.owed_to_spender, self.owed_by_spender, self.suspense)

    @property
    def results(self) -> Beginnings:
        """How costs and income begin, and the accounts that appropriate them.

        >>> from accounting.plan import plan
        >>> plan("BE").results, plan("NL").results
        (('6', '7'), ('4', '7', '8', '9'))
        """
        return tuple(
            each
            for each, means in self.types.items()
            if means in (AccountType.EXPENSE, AccountType.INCOME) and len(each) == 1
        )

    def is_accrual(self, code: str) -> bool:
        """Whether a cost waited there for its invoice.

        >>> from accounting.plan import plan
        >>> plan("BE").is_accrual("444000"), plan("BE").is_accrual("440"), plan("NL").is_accrual("1610")
        (True, False, True)
        """
        return code.startswith(self.accruals)

    @property
    def accrued(self) -> Beginnings:
        """What may be accrued: whatever bears a purchase, but for advances and prepaid expenses.

        >>> from accounting.plan import plan
        >>> plan("BE").accrued
        ('2', '3', '6')
        """
        return tuple(each for each in self.bearers if not each.startswith(self.paid_ahead))

    def cost_of(self, account: str, accrued: str | None) -> str:
        """What a purchase is a cost of that is booked there, where `accrued` is told for all that is on an accrual."""
        return accrued if accrued and self.is_accrual(account) else account

    def usual(self, bearer: str | None) -> str | None:
        """What the next purchase of a supplier is proposed on; an accrual is of one invoice."""
        return None if bearer is None or self.is_accrual(bearer) else bearer

    @property
    def with_vat(self) -> Beginnings:
        """What an amount with VAT in it may go to: a cost or a sale."""
        return (*self.bearers, *(each for each, means in self.types.items() if means is AccountType.INCOME))

    @property
    def vat_currents(self) -> Beginnings:
        return (self.vat_to_pay, self.vat_to_receive)

    def type_of(self, code: str) -> AccountType | None:
        """What an account is; None for a number of no class.

        >>> from accounting.plan import plan
        >>> plan("BE").type_of("440001"), plan("NL").type_of("1600"), plan("BE").type_of("900")
        (<AccountType.LIABILITY: 'liability'>, <AccountType.LIABILITY: 'liability'>, None)
        """
        fitting = (self.types.get(code[:end]) for end in range(len(code), 0, -1))
        return next((each for each in fitting if each is not None), None)

    def is_result(self, code: str) -> bool:
        """Whether an account is a cost or an income.

        >>> from accounting.plan import plan
        >>> plan("BE").is_result("604"), plan("BE").is_result("693"), plan("NL").is_result("8000")
        (True, False, True)
        """
        result = self.type_of(code) in (AccountType.EXPENSE, AccountType.INCOME)
        return result and not code.startswith(self.appropriations)

    def is_goods(self, account: str) -> bool:
        """Whether what is booked there is goods, without better knowledge.

        >>> from accounting.plan import plan
        >>> [plan("BE").is_goods(each) for each in ("604", "241", "613", "211")]
        [True, True, False, False]
        """
        return account.startswith(self.goods)

    def is_vat(self, code: str) -> bool:
        """Whether the balance of this account is owed to us by the treasury, or by us to it.

        >>> from accounting.plan import plan
        >>> plan("BE").is_vat("411"), plan("BE").is_vat("451055"), plan("NL").is_vat("1600")
        (True, True, False)
        """
        return code.startswith(self.vats)

    def is_vat_of_period(self, code: str) -> bool:
        """Whether what is booked there is VAT of a period.

        >>> from accounting.plan import plan
        >>> plan("BE").is_vat_of_period("451055"), plan("BE").is_vat_of_period("4512")
        (True, False)
        """
        return self.is_vat(code) and not code.startswith(self.vat_currents)

    def vat_owed(self, grids: tuple[str, ...]) -> str:
        """Where VAT stands that is owed and counts in those grids.

        >>> from accounting.plan import plan
        >>> plan("BE").vat_owed(("+54",)), plan("BE").vat_owed(("-55",)), plan("NL").vat_owed(("+1bv",))
        ('451', '451055', '1501')
        """
        named = (self.vat_of_grids.get(each[1:]) for each in grids)
        return next((each for each in named if each), self.vat_payable)
