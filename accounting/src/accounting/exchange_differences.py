"""Money in one currency for an invoice in another: what it pays at the day's rate, and how far from it is too far.

Banks and card companies keep one to three per cent of a rate, so money that is near what an invoice is worth that day
pays all of it, and what is between is an exchange difference. Money that is farther pays so much of the invoice as it
is worth. Who settles more with it, or less, says so: else a payment in part would close an invoice as a loss.
"""

from decimal import Decimal

from accounting.errors import Invalid
from accounting.money import rounded

NEAR = Decimal("0.05")
"""So far from the day's rate, money still stands for all of what is owed where nobody says how much it pays."""
FAR = Decimal("0.10")
"""From here on an exchange difference is to be meant."""
FEW = Decimal("5.00")
"""So little is no difference to ask about, however small the payment; what a company writes off is another matter."""
ACCEPT_RATE = "set a rate that is far from the known one all the same: it is meant"


class ExchangeDifferenceTooLarge(Invalid):
    """This is far from the day's rate; say `accept_exchange_difference` when the rest is won or lost on exchange."""


class ExchangeRateUnlikely(Invalid):
    """This rate is far from the known one; say `accept_exchange_rate` when it is meant."""


def check_rate(said: Decimal, usual: Decimal, *, field: str) -> None:
    """A rate that somebody typed, and the one that is known: the wrong way round, or a comma away, is not meant.

    Raises ExchangeRateUnlikely.
    """
    if abs(said - usual) > usual * FAR:
        told = f"{usual.normalize():f} was to be expected, not {said.normalize():f}"
        raise ExchangeRateUnlikely(told, field=field, value=f"{said.normalize():f}")


def met(owed: Decimal, money: Decimal, rate: Decimal, owed_in: str, money_in: str) -> tuple[Decimal, Decimal]:
    """How much of what is owed is paid, and with how much of the money; a unit owed is worth `rate` of the money.

    >>> met(Decimal(1000), Decimal(500), Decimal("0.92"), "USD", "EUR")
    (Decimal('543.48'), Decimal('500'))
    >>> met(Decimal(1000), Decimal(900), Decimal("0.92"), "USD", "EUR")
    (Decimal('1000'), Decimal('900'))
    >>> met(Decimal(1000), Decimal(2000), Decimal("0.92"), "USD", "EUR")
    (Decimal('1000'), Decimal('920.00'))
    """
    worth = rounded(owed * rate, money_in)
    if abs(worth - money) <= worth * NEAR:
        return owed, money
    if money > worth:
        return owed, worth
    return min(rounded(money / rate, owed_in), owed), money


def check_difference(seen: Decimal, usual: Decimal, currency: str, *, field: str, value: str | None = None) -> None:
    """What the books see of a payment, and what it is at the day's rate; a few euros need no word.

    Raises ExchangeDifferenceTooLarge.
    """
    if abs(seen - usual) > max(usual * FAR, FEW):
        told = f"{rounded(usual, currency):f} {currency} was to be expected, not {rounded(seen, currency):f}"
        raise ExchangeDifferenceTooLarge(told, field=field, value=value)
