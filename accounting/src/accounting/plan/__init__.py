"""The account plan of a country: which accounts the posting rules use, and what a number says by how it begins.

The country of a company decides, here and nowhere else: every rule asks `plan(country)` for the accounts that it
posts on, for Belgium and the Netherlands.
"""

from collections.abc import Mapping
from types import MappingProxyType

from accounting.plan.belgian import BELGIAN
from accounting.plan.dutch import DUTCH
from accounting.plan.model import AccountType, Plan, Sells, told

__all__ = ["BELGIAN", "DUTCH", "PLANS", "AccountType", "Plan", "Sells", "plan", "told"]

PLANS: Mapping[str, Plan] = MappingProxyType({each.country: each for each in (BELGIAN, DUTCH)})


def plan(country: str) -> Plan:
    """The plan of a country; the Belgian one where we hold none.

    >>> plan("NL").customers, plan("BE").customers, plan("FR").customers
    ('1300', '400', '400')
    """
    return PLANS.get(country, BELGIAN)
