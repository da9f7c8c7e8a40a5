"""Money: a decimal amount in one currency, rounded once, by rule.

Half-up rounding to the currency's minor units (ISO 4217). Belgian and Dutch tax rounding is half-up on the sum,
never half-even: 0.125 becomes 0.13.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from accounting.errors import Invalid

MINOR_UNITS = {"BIF": 0, "CLP": 0, "ISK": 0, "JPY": 0, "KRW": 0, "VND": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}
"""ISO 4217 minor units where they are not 2."""


class NotAnAmount(Invalid):
    """An amount is a plain decimal number such as 1234.50."""


class CurrenciesDiffer(Invalid):
    """Amounts in two currencies cannot be added; convert one of them first."""


PLAIN = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,40})?")
"""No exponent: eleven characters such as 1e-999999999 would be a gigabyte when written out."""


def decimal(text: str | int | Decimal, *, field: str | None = None) -> Decimal:
    """A finite Decimal from `text`; floats are refused because they have already lost cents.

    >>> decimal("1234.50")
    Decimal('1234.50')
    """
    if isinstance(text, float | bool) or (isinstance(text, str) and not PLAIN.fullmatch(text)):
        raise NotAnAmount(f"'{str(text)[:40]}' is not an amount", field=field, value=str(text)[:40])
    number = Decimal(text)
    if not number.is_finite():
        raise NotAnAmount(f"'{text}' is not an amount", field=field, value=str(text))
    return number


def minor_units(currency: str) -> int:
    """How many decimals an amount in `currency` has.

    >>> minor_units("EUR"), minor_units("JPY")
    (2, 0)
    """
    return MINOR_UNITS.get(currency, 2)


def rounded(amount: Decimal, currency: str = "EUR") -> Decimal:
    """`amount` to the currency's minor units, half up: the only place where money is rounded.

    >>> rounded(Decimal("2.165")), rounded(Decimal("-2.165"))
    (Decimal('2.17'), Decimal('-2.17'))
    """
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount in one currency. Arithmetic keeps every digit; `rounded()` is said once, at the end."""

    amount: Decimal
    currency: str = "EUR"

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", decimal(self.amount))

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * decimal(factor), self.currency)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def rounded(self) -> Money:
        return Money(rounded(self.amount, self.currency), self.currency)

    def converted(self, rate: Decimal, currency: str) -> Money:
        """This amount in `currency` at `rate` units of it per unit of ours, rounded once."""
        return Money(rounded(self.amount * rate, currency), currency)

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise CurrenciesDiffer(f"{self.currency} and {other.currency} cannot be added")
        return other.amount


def eur(amount: str | int | Decimal) -> Money:
    return Money(decimal(amount), "EUR")


def total(amounts: Iterable[Money], currency: str = "EUR") -> Money:
    """The sum; of nothing, it is zero in `currency`."""
    amounts = list(amounts)
    return sum(amounts[1:], start=amounts[0]) if amounts else Money(Decimal(0), currency)
