"""Reminding those who pay late: which step is due when, and what the law lets it cost. Dated data with its sources.

Belgium, between businesses: law of 2 August 2002 on late payment in commercial transactions, art. 5 (interest by right,
its rate published each half-year in the Official Gazette) and 6 (40 euros). Belgium, consumers: Code of Economic Law,
Book XIX (law of 4 May 2023), for contracts since 1 September 2023 and for all others since 1 December 2023: the first
reminder is free, nothing is asked in the fourteen days that begin the day after it was sent (XIX.2), and what may be
asked then, if the terms of sale say so, is capped (XIX.4). Netherlands, between businesses: Burgerlijk Wetboek art.
6:119a and 6:120 §2 (the statutory commercial interest, each half-year) and 6:96 §4 (40 euros). Elsewhere a reminder
costs nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounting.errors import Invalid
from accounting.money import rounded

ZERO = Decimal(0)


class InterestRateUnknown(Invalid):
    """The rate of interest on late payment is not known for that day."""


@dataclass(frozen=True, slots=True)
class InterestRate:
    """Percent a year on late payment between businesses, from a half-year on."""

    percent: Decimal
    valid_from: date


@dataclass(frozen=True, slots=True)
class Interest:
    """The rates that are known of a country, until a day: no interest is counted where no rate is known."""

    rates: tuple[InterestRate, ...]
    published_until: date


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
    ),
}
"""The reference rate of the European Central Bank plus eight points; Belgium rounds it up to a half.

That of the second half of 2026 is 2.40 % (since 17 June 2026): 10.4 % in the Netherlands, as its government published,
and 10.5 % in Belgium by the formula of art. 5.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: how many days after the one before (of the first: after the due day), and what it may ask."""

    level: int
    days_after: int
    asks_costs: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps for one kind of customer of one country, for what fell due between two days."""

    rule: str
    country: str
    is_business: bool
    steps: tuple[Step, ...]
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_BUSINESS = (Step(1, 5), Step(2, 10, asks_costs=True), Step(3, 10, asks_costs=True))
_CONSUMER = (Step(1, 5), Step(2, 15, asks_costs=True), Step(3, 15, asks_costs=True))
_FREE = (Step(1, 5), Step(2, 10), Step(3, 10))
BOOK_XIX = date(2023, 9, 1)
LADDERS = (
    Ladder("be_business", "BE", True, _BUSINESS, date(2002, 8, 7)),
    Ladder("be_consumer", "BE", False, _CONSUMER, BOOK_XIX),
    Ladder("nl_business", "NL", True, _BUSINESS, date(2013, 3, 16)),
)
FREE = Ladder("free", "", True, _FREE, date.min)

LAST_LEVEL = max(step.level for each in (*LADDERS, FREE) for step in each.steps)
"""Who was reminded so often is at the end of every ladder."""

GRACE_OF_CONSUMERS = timedelta(days=14)
LUMP_SUM_OF_BUSINESSES = Decimal(40)


@dataclass(frozen=True, slots=True)
class Tier:
    """What a consumer may be asked on a balance above `above`: so much, and a share of what exceeds it."""

    above: Decimal
    amount: Decimal
    percent: Decimal


CONSUMER_TIERS = (
    Tier(Decimal(500), Decimal(65), Decimal(5)),
    Tier(Decimal(150), Decimal(30), Decimal(10)),
    Tier(Decimal(0), Decimal(20), Decimal(0)),
)
MOST_OF_CONSUMERS = Decimal(2000)


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that was sent."""

    level: int
    sent_on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next reminder, the day from which it may be sent, and what it asks beside the amount that is open.

    `rate_published_until`: its interest counts no day after that one, as their rate is not known here.
    """

    level: int
    rule: str
    from_day: date
    days_late: int
    fee: Decimal = ZERO
    interest: Decimal = ZERO
    rate_published_until: date | None = None


def ladder(country: str, is_business: bool, on: date) -> Ladder:
    """The ladder for a debt of that day; where we know no law, reminders are free.

    >>> ladder("BE", False, date(2026, 11, 21)).rule, ladder("NL", False, date(2026, 11, 21)).rule
    ('be_consumer', 'free')
    """
    for each in LADDERS:
        if (each.country, each.is_business) == (country, is_business) and each.holds(on):
            return each
    return FREE


def proposal(
    *,
    open_amount: Decimal,
    due_on: date,
    sent: Sequence[Sent],
    today: date,
    country: str,
    is_business: bool,
    has_clause: bool = False,
    open_in_books: Decimal | None = None,
) -> Proposal | None:
    """The next step for an open invoice, if its day has come; None before that and after the last step.

    `has_clause`: the terms of sale say what a consumer who pays late owes; without it nothing may be asked (XIX.4).
    `open_in_books`: of a foreign invoice, what is open in euros; the fee is in euros, interest in its own currency.

    >>> late = proposal(open_amount=Decimal(1000), due_on=date(2026, 1, 31), today=date(2026, 3, 2), country="BE",
    ...     is_business=True, sent=[Sent(1, date(2026, 2, 10))])
    >>> late.level, late.fee, late.interest    # 30 days at 10.5 %
    (2, Decimal('40'), Decimal('8.63'))
    """
    chosen = ladder(country, is_business, due_on)
    last = max(sent, key=lambda each: each.level, default=None)
    step = next((each for each in chosen.steps if last is None or each.level > last.level), None)
    if step is None or open_amount <= 0:
        return None
    from_day = (last.sent_on if last else due_on) + timedelta(days=step.days_after)
    if today < from_day:
        return None
    late = (today - due_on).days
    if not step.asks_costs or not (is_business or has_clause):
        return Proposal(step.level, chosen.rule, from_day, late)
    if is_business:
        since = due_on
        fee = LUMP_SUM_OF_BUSINESSES
    else:
        since = min(each.sent_on for each in sent) + GRACE_OF_CONSUMERS
        fee = consumer_fee(open_amount if open_in_books is None else open_in_books)
    asked = interest(open_amount, since, today, country)
    published = INTEREST[country].published_until
    return Proposal(step.level, chosen.rule, from_day, late, fee, asked, published if today > published else None)


def consumer_fee(balance: Decimal) -> Decimal:
    """The most that a consumer may be asked beside interest (XIX.4, 2°).

    >>> [f"{consumer_fee(Decimal(balance)):f}" for balance in (150, 250, 1500, 90000)]
    ['20.00', '40.00', '115.00', '2000.00']
    """
    tier = next(each for each in CONSUMER_TIERS if balance > each.above)
    return rounded(min(tier.amount + (balance - tier.above) * tier.percent / 100, MOST_OF_CONSUMERS))


def interest_rate(on: date, country: str = "BE") -> Decimal:
    """Percent a year on that day. Raises InterestRateUnknown on one whose rate is not known here.

    >>> interest_rate(date(2026, 7, 1)), interest_rate(date(2026, 7, 1), "NL")
    (Decimal('10.5'), Decimal('10.4'))
    """
    held = [each for each in INTEREST[country].rates if each.valid_from <= on]
    if not held or on > INTEREST[country].published_until:
        raise InterestRateUnknown(f"on {on} in {country}", field="on", value=str(on))
    return held[-1].percent


def interest(amount: Decimal, since: date, today: date, country: str = "BE") -> Decimal:
    """Interest from the day after `since` up to and including `today`, each day at its half-year's rate, of 365.

    Days whose rate is not known count for nothing: what is asked is never more than the law gives.

    >>> interest(Decimal(36500), date(2025, 6, 29), date(2025, 7, 1))    # one day at 11.5 %, one at 10.5 %
    Decimal('22.00')
    """
    known = INTEREST[country]
    shares, day = ZERO, max(since, known.rates[0].valid_from - timedelta(days=1))
    last = min(today, known.published_until)
    while day < last:
        starts = (each.valid_from - timedelta(days=1) for each in known.rates)
        upto = min([last, *(each for each in starts if day < each)])
        shares += interest_rate(day + timedelta(days=1), country) * (upto - day).days
        day = upto
    return rounded(amount * shares / 36500)
