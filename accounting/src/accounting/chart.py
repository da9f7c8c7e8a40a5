"""The chart of accounts: what an account number means, and the chart a company starts with.

Belgium: the minimum chart (PCMN/MAR) of the royal decree of 21 October 2018, with the classes after the Companies Code
of 2019. Codes are text and mean by prefix: 440001 is a trade creditor because it starts with 440.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

LANGUAGES = ("nl", "fr", "en")


class AccountType(StrEnum):
    """Where an account ends up: the balance sheet, or the profit and loss account."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    EXPENSE = "expense"
    INCOME = "income"


@dataclass(frozen=True, slots=True)
class ChartAccount:
    code: str
    names: dict[str, str]

    @property
    def type(self) -> AccountType:
        return account_type(self.code)


LIABILITY_PREFIXES = ("16", "17", "42", "43", "44", "45", "46", "47", "48", "492", "493")
CLASS_TYPES = {
    "1": AccountType.EQUITY,
    "2": AccountType.ASSET,
    "3": AccountType.ASSET,
    "4": AccountType.ASSET,
    "5": AccountType.ASSET,
    "6": AccountType.EXPENSE,
    "7": AccountType.INCOME,
}


def account_type(code: str) -> AccountType:
    """The type that a Belgian account number implies.

    >>> account_type("440"), account_type("411"), account_type("604")
    (<AccountType.LIABILITY: 'liability'>, <AccountType.ASSET: 'asset'>, <AccountType.EXPENSE: 'expense'>)
    """
    if code.startswith(LIABILITY_PREFIXES):
        return AccountType.LIABILITY
    return CLASS_TYPES[code[0]]


@cache
def starting_chart(country: str = "BE") -> Sequence[ChartAccount]:
    """The chart a new company of `country` begins with, by code. Raises FileNotFoundError where we hold none."""
    source = files("accounting") / "charts" / f"{country.lower()}.csv"
    with source.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        accounts = [ChartAccount(row["code"], {language: row[language] for language in LANGUAGES}) for row in rows]
    return tuple(sorted(accounts, key=lambda account: account.code))
