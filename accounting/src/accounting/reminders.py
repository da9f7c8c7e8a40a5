"""Reminding those who pay late: which step is due when, and what the law lets it cost. Dated data with its sources.

Belgium, between businesses: law of 2 August 2002 on late payment in commercial transactions, art. 5 (interest by right,
its rate published each half-year in the Official Gazette) and 6 (40 euros). Belgium, consumers: Code of Economic Law,
Book XIX (law of 4 May 2023), for contracts since 1 September 2023 and for all others since 1 December 2023: the first
reminder is free, nothing is asked in the fourteen days that begin the day after it was sent (XIX.2), and what may be
asked then, if the terms of sale say so, is capped (XIX.4). Netherlands, between businesses: Burgerlijk Wetboek art.
6:119a (the statutory commercial interest) and 6:96 §4 (40 euros). Netherlands, consumers: 6:119 (interest since the due
day) and, since 1 July 2012, 6:96 §6: costs are owed only after a letter that names them and gives fourteen days, which
begin the day after it was received (HR 25 November 2016, ECLI:NL:HR:2016:2704); how much, the decree on out-of-court
collection costs says (Besluit vergoeding voor buitengerechtelijke incassokosten, Stb. 2012, 141, art. 2). Elsewhere a
reminder costs nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounting.late_interest import INTEREST, interest
from accounting.money import rounded

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: how many days after the one before (of the first: after the due day), and what it may ask."""

    level: int
    days_after: int
    asks_costs: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """What may be asked on a balance above `above`: so much, and a share of what exceeds it."""

    above: Decimal
    amount: Decimal
    percent: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Costs:
    """What a debtor may be asked beside interest, by what is open; never below `least` nor above `most`."""

    tiers: tuple[Tier, ...]
    least: Decimal
    most: Decimal

    def of(self, balance: Decimal) -> Decimal:
        """What may be asked when so much is open.

        >>> [f"{BE_CONSUMER_COSTS.of(Decimal(balance)):f}" for balance in (150, 250, 1500, 90000)]
        ['20.00', '40.00', '115.00', '2000.00']
        >>> [f"{NL_CONSUMER_COSTS.of(Decimal(balance)):f}" for balance in (100, 1000, 4000, 20000)]
        ['40.00', '150.00', '525.00', '975.00']
        """
        tier = next(each for each in reversed(self.tiers) if balance > each.above)
        asked = tier.amount + (balance - tier.above) * tier.percent / 100
        return rounded(max(self.least, min(asked, self.most)))


def _tier(above: int, amount: int, percent: str = "0") -> Tier:
    return Tier(Decimal(above), Decimal(amount), Decimal(percent))


LUMP_SUM = Costs((_tier(0, 40),), Decimal(40), Decimal(40))
BE_CONSUMER_COSTS = Costs((_tier(0, 20), _tier(150, 30, "10"), _tier(500, 65, "5")), Decimal(20), Decimal(2000))
NL_CONSUMER_COSTS = Costs(
    (_tier(0, 0, "15"), _tier(2500, 375, "10"), _tier(5000, 625, "5"), _tier(10000, 875, "1"),
     _tier(200000, 2775, "0.5")),
    Decimal(40), Decimal(6775),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps for one kind of customer of one country, for what fell due between two days.

    `law`: whose interest is counted, since the due day, or where `interest_waits` so long after the first reminder.
    `needs_clause`: costs and interest are asked only where the terms of sale say so.
    """

    rule: str
    country: str
    is_business: bool
    steps: tuple[Step, ...]
    valid_from: date
    valid_to: date | None = None
    costs: Costs = LUMP_SUM
    law: str = ""
    interest_waits: timedelta | None = None
    needs_clause: bool = False

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_BUSINESS = (Step(1, 5), Step(2, 10, asks_costs=True), Step(3, 10, asks_costs=True))
_BE_CONSUMER = (Step(1, 5), Step(2, 15, asks_costs=True), Step(3, 15, asks_costs=True))
_NL_CONSUMER = (Step(1, 5), Step(2, 16, asks_costs=True), Step(3, 15, asks_costs=True))
"""A day more than the fourteen and the one after it: a message that is sent today may be received tomorrow."""
_FREE = (Step(1, 5), Step(2, 10), Step(3, 10))
LADDERS = (
    Ladder("be_business", "BE", True, _BUSINESS, date(2002, 8, 7), law="BE"),
    Ladder(
        "be_consumer", "BE", False, _BE_CONSUMER, date(2023, 9, 1), costs=BE_CONSUMER_COSTS, law="BE",
        interest_waits=timedelta(days=14), needs_clause=True,
    ),
    Ladder("nl_business", "NL", True, _BUSINESS, date(2013, 3, 16), law="NL"),
    Ladder("nl_consumer", "NL", False, _NL_CONSUMER, date(2012, 7, 1), costs=NL_CONSUMER_COSTS, law="NL consumers"),
)  # fmt: skip
FREE = Ladder("free", "", True, _FREE, date.min)

LAST_LEVEL = max(step.level for each in (*LADDERS, FREE) for step in each.steps)
"""Who was reminded so often is at the end of every ladder."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that was sent."""

    level: int
    sent_on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next reminder, the day from which it may be sent, and what it asks beside the amount that is open.

    `announced`: the costs that a consumer will be asked, which the free reminder has to name.
    `rate_published_until`: its interest counts no day after that one, as their rate is not known here.
    """

    level: int
    rule: str
    from_day: date
    days_late: int
    fee: Decimal = ZERO
    interest: Decimal = ZERO
    announced: Decimal = ZERO
    rate_published_until: date | None = None


def ladder(country: str, is_business: bool, on: date) -> Ladder:
    """The ladder for a debt of that day; where we know no law, reminders are free.

    >>> ladder("BE", False, date(2026, 11, 21)).rule, ladder("FR", False, date(2026, 11, 21)).rule
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

    `has_clause`: the terms of sale say what a consumer who pays late owes; in Belgium nothing may be asked without.
    `open_in_books`: of a foreign invoice, what is open in euros; the fee is in euros, interest in its own currency.

    >>> late = proposal(open_amount=Decimal(1000), due_on=date(2026, 1, 31), today=date(2026, 3, 2), country="BE",
    ...     is_business=True, sent=[Sent(1, date(2026, 2, 10))])
    >>> late.level, late.fee, late.interest    # 30 days at 10.5 %
    (2, Decimal('40.00'), Decimal('8.63'))
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
    if chosen is FREE or (chosen.needs_clause and not has_clause):
        return Proposal(step.level, chosen.rule, from_day, late)
    fee = chosen.costs.of(open_amount if open_in_books is None else open_in_books)
    if not step.asks_costs:
        return Proposal(step.level, chosen.rule, from_day, late, announced=ZERO if is_business else fee)
    since = due_on
    if chosen.interest_waits is not None:
        since = min(each.sent_on for each in sent) + chosen.interest_waits
    asked = interest(open_amount, since, today, chosen.law)
    published = INTEREST[chosen.law].published_until
    unknown = published if today > published else None
    return Proposal(step.level, chosen.rule, from_day, late, fee, asked, rate_published_until=unknown)
