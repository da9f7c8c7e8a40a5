"""Netherlands: no chart is prescribed. The usual decimal plan; each account names its Referentiegrootboekschema code.

0 fixed assets and equity, 1 money, receivables and debts, 2 in transit, 3 stock, 4 costs, 7 cost of sales, 8 turnover,
9 finance, taxes and result.
"""

from types import MappingProxyType

from accounting.plan.model import AccountType, Plan

_ASSET, _LIABILITY, _EQUITY = AccountType.ASSET, AccountType.LIABILITY, AccountType.EQUITY
_EXPENSE, _INCOME = AccountType.EXPENSE, AccountType.INCOME

_EXPENSES = {
    "travel": "4420", "lodging": "4420", "restaurant": "4410", "reception": "4410", "gift": "4415",
    "fuel": "4300", "car": "4390", "parking": "4350", "office": "4500", "phone": "4510",
    "software": "4520", "training": "4060", "postage": "4505", "maintenance": "4210", "goods": "7000",
    "fine": "4725", "other": "4790",
}  # fmt: skip

DUTCH = Plan(
    country="NL",
    types=MappingProxyType(
        {"01": _ASSET, "02": _ASSET, "03": _ASSET, "05": _EQUITY, "06": _LIABILITY, "07": _LIABILITY}
        | dict.fromkeys(("10", "11", "12", "13", "14", "2", "3"), _ASSET)
        | dict.fromkeys(("15", "16", "17", "18", "19"), _LIABILITY)
        | {"1520": _ASSET, "4": _EXPENSE, "7": _EXPENSE, "8": _INCOME, "9": _EXPENSE, "90": _INCOME, "93": _INCOME}
    ),
    appropriations=("99",),
    brought_forward="056",
    customers="1300",
    suppliers="1600",
    of_contacts=("130", "160"),
    advances=("1445", "162"),
    usual_income="8000",
    usual_services="8100",
    usual_cost="7000",
    incomes=("8", "90", "02", "1620", "1920"),
    bearers=("01", "02", "03", "3", "4", "7", "91", "1445", "1460"),
    paid_ahead=("1445", "1460"),
    accruals=("1610", "1900"),
    goods=("02", "3", "70", "71"),
    goods_sold=("80", "82"),
    vat_recoverable="1520",
    vat_payable="1500",
    vat_repaid="1520",
    vat_of_grids=MappingProxyType(
        {"1av": "1500", "1bv": "1501", "1cv": "1502", "1dv": "1503", "2av": "1510", "4av": "1511", "4bv": "1512"}
    ),
    vats=("15", "1420"),
    vat_to_pay="1590",
    vat_to_receive="1420",
    bank="1100",
    cash="1000",
    banks=("10", "11"),
    internal_transfers="2000",
    suspense="2900",
    owed_to_spender="1830",
    owed_by_spender="1450",
    bank_costs="4700",
    exchange_loss="9200",
    exchange_gain="9200",
    discount_granted="7500",
    discount_obtained="7510",
    charges_received="9020",
    difference_lost="4715",
    difference_won="4715",
    profit_to_carry="9900",
    loss_to_carry="9900",
    profit_carried="0560",
    loss_carried="0560",
    profit_brought=None,
    loss_brought=None,
    to_reserves="9900",
    legal_reserve="0530",
    to_partners="9900",
    dividends="1835",
    expenses=MappingProxyType(_EXPENSES),
)
