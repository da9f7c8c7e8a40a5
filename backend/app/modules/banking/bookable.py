"""Which lines a rule could not book and why, as far as that is known before it is tried: nothing is written here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounting.bank_entries import check_vat
from accounting.errors import DomainError
from accounting.matching import StatementLine
from accounting.matching.rules import bookings
from accounting.money import rounded
from accounting.vat.regimes import STANDARD, regime_on
from app.core.work import Work
from app.modules.banking.accounts import refuse_bank_accounts
from app.modules.banking.errors import VatInBooksCurrency, WorthNothing
from app.modules.banking.ruling import Asked
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import ExchangeRateUnknown, PeriodLocked, YearClosed


@dataclass(frozen=True, slots=True)
class Books:
    """What keeps a line out of the books: closed days, accounts that take nothing, rates that nobody knows."""

    company: Tenant
    closed: ledger.Closed
    of_vat: frozenset[str]
    unusable: dict[str, DomainError]
    rates: dict[tuple[str, date], Decimal | None] = field(default_factory=dict)


async def books(work: Work, rules: Sequence[Asked]) -> Books:
    """As they are now, for what these rules book on."""
    codes = {share.account for each in rules for share in each.rule.shares}
    unusable: dict[str, DomainError] = {}
    for code in sorted(codes):
        try:
            await ledger.refuse_out_of_use(work, {"account_code": code})
            await refuse_bank_accounts(work, {"account_code": code})
        except DomainError as refused:
            unusable[code] = refused
    plan = await companies.account_plan(work)
    of_vat = frozenset(each for each in codes if plan.is_vat_of_period(each))
    return Books(await companies.read(work), await ledger.closed_days(work, "bank"), of_vat, unusable)


async def learn_rates(work: Work, known: Books, lines: Iterable[Any]) -> None:
    """Of the days and currencies of these lines."""
    asked = {(each.currency, each.booked_on) for each in lines if each.currency != known.company.currency}
    for each in asked - known.rates.keys():
        known.rates[each] = await ledger.known_rate(work, *each)


def why_not(known: Books, line: StatementLine, by: Asked) -> DomainError | None:
    """What a run would be told of this line, or nothing where it can be booked."""
    try:
        _check_accounts(known, line, by)
        if line.currency != known.company.currency:
            _check_worth(known, line, by)
        _check_day(known, line.on, by)
    except DomainError as refused:
        return refused
    return None


def _check_accounts(known: Books, line: StatementLine, by: Asked) -> None:
    for share in by.rule.shares:
        if refused := known.unusable.get(share.account):
            raise refused
        if share.vat_rate is not None:
            if line.currency != known.company.currency:
                raise VatInBooksCurrency(f"the line is in {line.currency}")
            check_vat(share.account, share.vat_rate, known.company.country, line.on)


def _check_worth(known: Books, line: StatementLine, by: Asked) -> None:
    rate = known.rates.get((line.currency, line.on))
    if rate is None:
        raise ExchangeRateUnknown(f"no rate of {line.currency} is known for {line.on}")
    for each in bookings(by.rule, line):
        if each.amount and not rounded(each.amount * rate, known.company.currency):
            raise WorthNothing(f"{each.amount:f} {line.currency} are 0.00 {known.company.currency}")


def _check_day(known: Books, on: date, by: Asked) -> None:
    locked, year, vat = (day if day and day >= on else None for day in known.closed)
    if locked:
        raise PeriodLocked(f"the bank journal is locked until {locked}")
    if year:
        raise YearClosed(f"the fiscal year until {year} is closed")
    if vat and any(_counts_in_vat(known, share.account, share.vat_rate, on) for share in by.rule.shares):
        raise PeriodLocked(f"what counts in a VAT return is locked until {vat}")


def _counts_in_vat(known: Books, account: str, vat_rate: Decimal | None, on: date) -> bool:
    files_vat = vat_rate is not None and regime_on(known.company.regimes, on) == STANDARD
    return files_vat or account in known.of_vat
