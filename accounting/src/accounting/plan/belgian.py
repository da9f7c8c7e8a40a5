"""Belgium: the minimum chart (PCMN/MAR) of the royal decree of 21 October 2018, after the Companies Code of 2019."""

from types import MappingProxyType

from accounting.plan.model import AccountType, Plan

_ASSET, _LIABILITY, _EQUITY = AccountType.ASSET, AccountType.LIABILITY, AccountType.EQUITY
_EXPENSE, _INCOME = AccountType.EXPENSE, AccountType.INCOME

_EXPENSES = {
    "travel": "615", "lodging": "6151", "restaurant": "6142", "reception": "6141", "small_gift": "614",
    "gift": "6143", "fuel": "616", "car": "616", "parking": "616", "office": "612",
    "phone": "612", "software": "613", "training": "613", "postage": "612", "maintenance": "611",
    "goods": "604", "fine": "643", "other": "643",
}  # fmt: skip

BELGIAN = Plan(
    country="BE",
    types=MappingProxyType(
        {"1": _EQUITY, "2": _ASSET, "3": _ASSET, "4": _ASSET, "5": _ASSET, "6": _EXPENSE, "7": _INCOME}
        | dict.fromkeys(("16", "17", "42", "43", "44", "45", "46", "47", "48", "492", "493"), _LIABILITY)
    ),
    appropriations=("69", "79"),
    brought_forward="14",
    customers="400",
    suppliers="440",
    of_contacts=("400", "401", "440", "441"),
    advances=("406", "46"),
    usual_income="700",
    usual_services="705",
    usual_cost="604",
    incomes=("7", "2", "46", "493"),
    bearers=("2", "3", "6", "406", "490"),
    paid_ahead=("406", "490"),
    accruals=("444", "492"),
    goods=("22", "23", "24", "25", "26", "27", "3", "600", "601", "604", "605", "606", "607", "608", "609"),
    goods_sold=("700", "701"),
    vat_recoverable="411",
    vat_payable="451",
    vat_repaid="451",
    vat_of_grids=MappingProxyType({"55": "451055", "56": "451056", "57": "451057"}),
    vats=("411", "451"),
    vat_to_pay="4512",
    vat_to_receive="4112",
    bank="550",
    cash="570",
    banks=("55", "57"),
    internal_transfers="58",
    suspense="499",
    owed_to_spender="489",
    owed_by_spender="416",
    bank_costs="659",
    exchange_loss="654",
    exchange_gain="754",
    discount_granted="657",
    discount_obtained="756",
    charges_received="751",
    difference_lost="643",
    difference_won="743",
    profit_to_carry="693",
    loss_to_carry="793",
    profit_carried="140",
    loss_carried="141",
    profit_brought="790",
    loss_brought="690",
    to_reserves="692",
    legal_reserve="130",
    to_partners="694",
    dividends="471",
    expenses=MappingProxyType(_EXPENSES),
)
