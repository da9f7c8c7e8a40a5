"""Rules of a tenant: a line that answers to these conditions is booked on these accounts, by these shares.

Rules are asked in order, and the first that answers wins. What a rule would do can be shown before anything is booked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from accounting.errors import Invalid
from accounting.matching.lines import StatementLine
from accounting.matching.texts import plain
from accounting.money import rounded

Direction = Literal["in", "out", "both"]
LONGEST = 200
WHOLE = Decimal(100)


class RuleWithoutCondition(Invalid):
    """A rule needs at least one condition, or it would take every line."""


class SharesNotWhole(Invalid):
    """The shares of a rule must add up to 100 %."""


class PatternRefused(Invalid):
    """This pattern cannot be used; write plain words, with * for anything."""


class AmountsCrossed(Invalid):
    """The least amount of a rule is above its most: no line would ever answer."""


@dataclass(frozen=True, slots=True)
class Share:
    """Part of the amount, in per cent, and the account it goes to; `vat_rate` and `contact` are for whoever books."""

    account: str
    percent: Decimal
    vat_rate: Decimal | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions, all of which must hold; what is not said is not asked. Words are compared without accents or case."""

    id: str
    name: str
    shares: tuple[Share, ...]
    direction: Direction = "both"
    text: str = ""
    counterparty: str = ""
    iban: str = ""
    smallest: Decimal | None = None
    largest: Decimal | None = None
    currency: str = ""
    apply_alone: bool = False


@dataclass(frozen=True, slots=True)
class Booking:
    """What one share of a rule makes of a line: the account and its part of the amount, signed as the line is."""

    account: str
    amount: Decimal
    vat_rate: Decimal | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """A line, the rule that takes it, and what would be booked. `alone`: without asking anybody."""

    line: str
    rule: str
    bookings: tuple[Booking, ...]
    alone: bool


def check_rule(rule: Rule) -> None:
    """Raises RuleWithoutCondition, AmountsCrossed, SharesNotWhole, PatternRefused."""
    said = (rule.text, rule.counterparty, rule.iban, rule.smallest, rule.largest)
    if all(value in ("", None) for value in said):
        raise RuleWithoutCondition(field="text")
    if rule.smallest is not None and rule.largest is not None and rule.smallest > rule.largest:
        raise AmountsCrossed(field="largest", value=f"{rule.largest:f}")
    if sum(share.percent for share in rule.shares) != WHOLE or any(share.percent <= 0 for share in rule.shares):
        raise SharesNotWhole(field="shares", value=str(sum(share.percent for share in rule.shares)))
    for field in ("text", "counterparty"):
        if len(getattr(rule, field)) > LONGEST:
            raise PatternRefused(f"A pattern has at most {LONGEST} letters", field=field)
        if getattr(rule, field) and not plain(getattr(rule, field)):
            raise PatternRefused(field=field, value=getattr(rule, field))


def answers(rule: Rule, line: StatementLine) -> bool:
    """Whether every condition holds for the line.

    >>> from datetime import date
    >>> line = StatementLine("1", date(2026, 1, 5), Decimal("-85.00"), "Domiciliëring PROXIMUS 12/2025")
    >>> answers(Rule("r", "Telephone", (Share("612", WHOLE),), direction="out", text="domiciliering * 2025"), line)
    True
    """
    if not line.amount or (rule.direction == "in" and line.amount < 0) or (rule.direction == "out" and line.amount > 0):
        return False
    size = abs(line.amount)
    if (rule.smallest is not None and size < rule.smallest) or (rule.largest is not None and size > rule.largest):
        return False
    if rule.currency and rule.currency != line.currency:
        return False
    if rule.iban and rule.iban.replace(" ", "").upper() != line.iban.replace(" ", "").upper():
        return False
    if rule.counterparty and not _contains(rule.counterparty, line.name or line.text):
        return False
    return not rule.text or _contains(rule.text, f"{line.text} {line.reference}")


def bookings(rule: Rule, line: StatementLine) -> tuple[Booking, ...]:
    """The line's amount by shares, rounded at each sum of shares: they always add up, and none goes the other way."""
    made, percent, booked = [], Decimal(0), Decimal(0)
    for share in rule.shares:
        percent += share.percent
        until = line.amount if percent == WHOLE else rounded(line.amount * percent / WHOLE, line.currency)
        made.append(Booking(share.account, until - booked, share.vat_rate, share.contact))
        booked = until
    return tuple(made)


def effects(rules: Sequence[Rule], lines: Iterable[StatementLine]) -> list[Effect]:
    """What the rules would do, in order of the lines: each line goes to the first rule that answers."""
    found = []
    for line in lines:
        rule = next((rule for rule in rules if answers(rule, line)), None)
        if rule is not None:
            found.append(Effect(line.id, rule.id, bookings(rule, line), rule.apply_alone))
    return found


def _contains(pattern: str, text: str) -> bool:
    """Whether the pieces between stars stand in the text in this order: no pattern can take long.

    They are whole words, but for an edge that touches a star.

    >>> _contains("axa", "FOD Taxatie Gent"), _contains("*axa*", "FOD Taxatie Gent"), _contains("axa", "AXA-polis 12")
    (False, True, True)
    """
    where, at = _where(text), 0
    for sought, length in _pieces(pattern):
        found = where.find(sought, at)
        if found < 0:
            return False
        at = found + length  # the blank after a word is also before the next
    return True


@lru_cache(maxsize=16)
def _where(text: str) -> str:
    """Of the line at hand, which all rules are asked of."""
    return f" {plain(text)} "


@lru_cache(maxsize=2_000)
def _pieces(pattern: str) -> tuple[tuple[str, int], ...]:
    """What is looked for one after the other, and how far each reaches."""
    pieces, found = re.split(r"\*+", pattern), []
    for place, piece in enumerate(pieces):
        if not (bare := plain(piece)):
            continue
        begins = " " if place == 0 or piece[0].isspace() else ""
        ends = " " if place == len(pieces) - 1 or piece[-1].isspace() else ""
        found.append((begins + bare + ends, len(begins + bare)))
    return tuple(found)
