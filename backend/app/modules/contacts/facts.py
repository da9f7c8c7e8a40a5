"""What is given of a contact, in the one form that is kept, and everything in it that cannot be true."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from accounting import identifiers
from accounting.errors import Invalid, Violation
from accounting.identifiers import InvalidIdentifier
from accounting.invoice import check_cost_account, check_income_account
from app.modules.contacts.errors import (
    ContactInvalid,
    CountryUnknown,
    EnterpriseNumberInvalid,
    UsualAccountUnknown,
)
from app.modules.identity.errors import BicInvalid, IbanInvalid, VatNumberInvalid


@dataclass(frozen=True, slots=True)
class Books:
    """The books that a contact's usual accounts are in: whose country's chart, and which accounts it has."""

    country: str
    accounts: Collection[str]


USUAL: dict[str, Callable[..., str]] = {"cost_account": check_cost_account, "income_account": check_income_account}
"""What the next lines of a contact are booked on, with what each may be."""


def examined(given: Mapping[str, Any], *, country: str, books: Books) -> dict[str, Any]:
    """`given` with its numbers as the books keep them, and what follows from a VAT number that is new.

    `country` is where a number without one is from. Raises ContactInvalid with all that is wrong.
    """
    facts, wrong = dict(given), list[Violation]()

    def prove(field: str, parse: Callable[[str], str], error: type[Invalid]) -> None:
        if facts.get(field):
            try:
                facts[field] = parse(facts[field])
            except InvalidIdentifier as found:
                wrong.append(Violation(error.code(), found.detail, field, facts[field]))

    if (said := facts.get("country")) and said not in identifiers.COUNTRIES:
        wrong.append(Violation(CountryUnknown.code(), f"{said} is no country", "country", said))
    home = facts.get("country") or country
    if home not in identifiers.COUNTRIES:
        home = country
    prefix = identifiers.vat_prefix(home)
    prove("vat_number", lambda text: identifiers.parse_tax_number(text, country=prefix), VatNumberInvalid)
    prove(
        "enterprise_number", lambda text: identifiers.parse_company_number(text, country=home), EnterpriseNumberInvalid
    )
    prove("iban", identifiers.parse_iban, IbanInvalid)
    prove("bic", identifiers.parse_bic, BicInvalid)
    wrong += _usual_accounts(facts, books)
    if wrong:
        raise ContactInvalid("; ".join(each.message for each in wrong), violations=wrong)
    return facts | following(facts)


def _usual_accounts(facts: Mapping[str, Any], books: Books) -> list[Violation]:
    wrong = list[Violation]()
    for field, check in USUAL.items():
        code = facts.get(field)
        if code and code not in books.accounts:
            said = f"{code} is not in the chart of accounts, or was archived"
            wrong.append(Violation(UsualAccountUnknown.code(), said, field, code))
        elif code:
            try:
                check(code, books.country, field=field)
            except Invalid as refused:
                wrong += refused.violations()
    return wrong


def revised(asked: Mapping[str, Any], *, vat_number: str | None, country: str, books: Books) -> dict[str, Any]:
    """What is to be set of a contact with that VAT number; another one brings along what it tells.

    Raises ContactInvalid.
    """
    facts = examined(asked, country=asked.get("country") or country, books=books)
    return {name: facts[name] for name in asked} if facts.get("vat_number") == vat_number else facts


def following(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a VAT number tells beside itself, where nothing else was said: country, enterprise number."""
    number = facts.get("vat_number")
    if not number:
        return {}
    told = {
        "country": identifiers.country_of(number),
        "enterprise_number": identifiers.enterprise_number_of(number),
    }
    return {field: value for field, value in told.items() if value and not facts.get(field)}
