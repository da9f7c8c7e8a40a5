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
    """An account of a starting chart. `words` are other words, in any language, that people look for it with."""

    code: str
    names: dict[str, str]
    words: tuple[str, ...] = ()

    @property
    def type(self) -> AccountType:
        return account_type(self.code)


VAT_PREFIXES = ("411", "451")
"""Where VAT stands: what the treasury owes us, and what we owe it, current accounts (4112, 4512) included."""

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


def is_vat(code: str) -> bool:
    """Whether the balance of this account is owed to us by the treasury, or by us to it.

    >>> is_vat("411"), is_vat("451055"), is_vat("440")
    (True, True, False)
    """
    return code.startswith(VAT_PREFIXES)


@cache
def starting_chart(country: str = "BE") -> Sequence[ChartAccount]:
    """The chart a new company of `country` begins with, by code. Raises FileNotFoundError where we hold none."""
    source = files("accounting") / "charts" / f"{country.lower()}.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter=";")
    accounts = [
        ChartAccount(
            row["code"],
            {language: row[language] for language in LANGUAGES},
            tuple(word.strip() for word in (row["words"] or "").split(",") if word.strip()),
        )
        for row in rows
    ]
    return tuple(sorted(accounts, key=lambda account: account.code))
