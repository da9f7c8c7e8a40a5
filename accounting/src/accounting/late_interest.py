"""Interest on late payment: the rates of each law, dated, and what they come to.

Belgium: law of 2 August 2002, art. 5, whose rate is published each half-year in the Official Gazette. Netherlands:
Burgerlijk Wetboek art. 6:119a and 6:120 §2 between businesses, 6:119 and 6:120 §1 for consumers; after each year the
interest of that year bears interest too (6:119 §2, 6:119a §3). In Belgium interest bears none by itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounting.errors import Invalid
from accounting.money import rounded
from accounting.schedule import months_later

ZERO = Decimal(0)
ONE_DAY = timedelta(days=1)


class InterestRateUnknown(Invalid):
    """The rate of interest on late payment is not known for that day."""


@dataclass(frozen=True, slots=True)
class InterestRate:
    """Percent a year on late payment, from a half-year on."""

    percent: Decimal
    valid_from: date


@dataclass(frozen=True, slots=True)
class Interest:
    """The rates that are known of a law, until a day: no interest is counted where no rate is known.

    `compounds`: what is owed grows by the interest of each year that it was late.
    """

    rates: tuple[InterestRate, ...]
    published_until: date
    compounds: bool = False


INTEREST = {
    "BE": Interest(
        (
            InterestRate(Decimal("8"), date(2016, 7, 1)),
            InterestRate(Decimal("10.5"), date(2023, 1, 1)),
            InterestRate(Decimal("12"), date(2023, 7, 1)),
            InterestRate(Decimal("12.5"), date(2024, 1, 1)),
            InterestRate(Decimal("11.5"), date(2025, 1, 1)),
            InterestRate(Decimal("10.5"), date(2025, 7, 1)),
        ),
        published_until=date(2026, 12, 31),
    ),
    "NL": Interest(
        (
            InterestRate(Decimal("8"), date(2016, 7, 1)),
            InterestRate(Decimal("10.5"), date(2023, 1, 1)),
            InterestRate(Decimal("12"), date(2023, 7, 1)),
            InterestRate(Decimal("12.5"), date(2024, 1, 1)),
            InterestRate(Decimal("12.25"), date(2024, 7, 1)),
            InterestRate(Decimal("11.15"), date(2025, 1, 1)),
            InterestRate(Decimal("10.15"), date(2025, 7, 1)),
            InterestRate(Decimal("10.4"), date(2026, 7, 1)),
        ),
        published_until=date(2026, 12, 31),
        compounds=True,
    ),
    "NL consumers": Interest(
        (
            InterestRate(Decimal("2"), date(2015, 1, 1)),
            InterestRate(Decimal("4"), date(2023, 1, 1)),
            InterestRate(Decimal("6"), date(2023, 7, 1)),
            InterestRate(Decimal("7"), date(2024, 1, 1)),
            InterestRate(Decimal("6"), date(2025, 1, 1)),
            InterestRate(Decimal("4"), date(2026, 1, 1)),
        ),
        published_until=date(2026, 12, 31),
        compounds=True,
    ),
}
"""Between businesses the reference rate of the European Central Bank plus eight points. Belgium rounds it up to a half,
and lets consumers be asked no more.

That of the second half of 2026 is 2.40 % (since 17 June 2026): 10.4 % in the Netherlands, as its government published,
and 10.5 % in Belgium by the formula of art. 5. Dutch consumers owe the statutory interest that a decree sets: that
bank's rate at the end of October and April and 2.25 points, in whole percents (Stb. 2014, 491).
"""


def interest_rate(on: date, law: str = "BE") -> Decimal:
    """Percent a year on that day. Raises InterestRateUnknown on one whose rate is not known here.

    >>> interest_rate(date(2026, 7, 1)), interest_rate(date(2026, 7, 1), "NL")
    (Decimal('10.5'), Decimal('10.4'))
    """
    held = [each for each in INTEREST[law].rates if each.valid_from <= on]
    if not held or on > INTEREST[law].published_until:
        raise InterestRateUnknown(f"on {on} in {law}", field="on", value=str(on))
    return held[-1].percent


def interest(amount: Decimal, since: date, today: date, law: str = "BE") -> Decimal:
    """Interest from the day after `since` up to and including `today`, each day at its half-year's rate, of 365.

    Days whose rate is not known count for nothing: what is asked is never more than the law gives.

    >>> interest(Decimal(36500), date(2025, 6, 29), date(2025, 7, 1))    # one day at 11.5 %, one at 10.5 %
    Decimal('22.00')
    >>> interest(Decimal(1000), date(2024, 12, 31), date(2026, 12, 31), "NL consumers")    # 6 %, then 4 % of 1,060
    Decimal('102.40')
    """
    owed, years, begins = amount, 0, since
    while begins < today:
        years += 1
        ends = min(months_later(since, 12 * years), today) if INTEREST[law].compounds else today
        owed += owed * _shares(INTEREST[law], begins, ends) / 36500
        begins = ends
    return rounded(owed - amount)


def _shares(known: Interest, since: date, until: date) -> Decimal:
    """Percents of a year's rate times days, from the day after `since` on."""
    shares, day = ZERO, max(since, known.rates[0].valid_from - ONE_DAY)
    last = min(until, known.published_until)
    while day < last:
        starts = (each.valid_from - ONE_DAY for each in known.rates)
        upto = min([last, *(each for each in starts if day < each)])
        held = [each for each in known.rates if each.valid_from <= day + ONE_DAY]
        shares += held[-1].percent * (upto - day).days
        day = upto
    return shares
