"""The chart of accounts that a company starts with, and what an account number means.

Codes are text and mean by prefix: in Belgium 440001 is a trade creditor because it starts with 440. Which country's
chart and rules it is `accounting.plan` decides.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accounting.plan import AccountType, plan

__all__ = ["LANGUAGES", "AccountType", "ChartAccount", "reference_of", "starting_chart", "wholes"]

LANGUAGES = ("nl", "fr", "en")


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account of a starting chart. `words` are other words, in any language, that people look for it with.

    `reference` is its code in the reference classification of the country: in the Netherlands the
    Referentiegrootboekschema, version 3.8; Belgium has none beside the numbers themselves.
    """

    code: str
    names: dict[str, str]
    type: AccountType
    words: tuple[str, ...] = ()
    reference: str | None = None


@cache
def starting_chart(country: str = "BE") -> Sequence[ChartAccount]:
    """The chart a new company of `country` begins with, by code; the Belgian one where we hold none."""
    follows = plan(country)
    source = files("accounting") / "charts" / f"{follows.country.lower()}.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter=";")
    accounts = []
    for row in rows:
        means = follows.type_of(row["code"])
        assert means is not None, f"{row['code']} is in no class of {country}"
        words = tuple(word.strip() for word in (row["words"] or "").split(",") if word.strip())
        names = {language: row[language] for language in LANGUAGES}
        accounts.append(ChartAccount(row["code"], names, means, words, row.get("reference") or None))
    return tuple(sorted(accounts, key=lambda account: account.code))


def wholes(code: str, country: str) -> list[ChartAccount]:
    """The accounts of the starting chart that this one is or is a part of, the nearest first.

    >>> [each.code for each in wholes("61412", "BE")]
    ['6141', '614']
    """
    known = _by_code(country)
    return [known[code[:end]] for end in range(len(code), 0, -1) if code[:end] in known]


def reference_of(code: str, country: str) -> str | None:
    """The code of the reference classification that this account is, or is a part of.

    >>> reference_of("130012", "NL"), reference_of("400", "BE")
    ('BVorDebHad', None)
    """
    return next((each.reference for each in wholes(code, country)), None)


@cache
def _by_code(country: str) -> dict[str, ChartAccount]:
    return {account.code: account for account in starting_chart(country)}
