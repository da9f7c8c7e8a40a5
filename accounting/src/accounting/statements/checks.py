"""What a statement proves: that it adds up, that it follows the one before it, and what has been seen already."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, overload

from accounting.statements.model import Head, Movement, Statement, Tail
from accounting.statements.reasons import Reason, because


@dataclass(frozen=True, slots=True)
class Proof:
    """`proved` is None when the bank gave no two balances to compare. `reasons` say what does not fit."""

    proved: bool | None
    movements: int
    total: Decimal
    difference: Decimal | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass
class Tally:
    """Adds movements up as they pass, so that a statement of any length is proved without keeping it."""

    movements: int = 0
    booked: int = 0
    total: Decimal = field(default_factory=lambda: Decimal(0))
    currencies: set[str] = field(default_factory=set)

    def add(self, movement: Movement) -> None:
        """A pending movement is counted, not added: the balances do not hold it. Children are never added."""
        self.movements += 1
        if movement.booked:
            self.booked += 1
            self.total += movement.amount
            if movement.currency:
                self.currencies.add(movement.currency)

    def prove(self, tail: Tail) -> Proof:
        """Opening balance plus movements is the closing balance, and what the file says of itself is true."""
        reasons = [*tail.contradictions, *_broken_promises(tail)]
        difference = None
        if tail.opening is not None and tail.closing is not None:
            difference = tail.closing.amount - tail.opening.amount - self.total
            if difference:
                start = tail.opening.amount
                told = because(
                    "balances_differ", opening=amount_text(start), total=amount_text(self.total),
                    made=amount_text(start + self.total), closing=amount_text(tail.closing.amount),
                )  # fmt: skip
                reasons.insert(0, told)
            known = {each.currency for each in (tail.opening, tail.closing) if each.currency} | self.currencies
            if len(known) > 1:
                reasons.append(because("currencies_differ", currencies=", ".join(sorted(known))))
        proved = None if difference is None and not reasons else not reasons
        return Proof(proved, self.movements, self.total, difference, tuple(reasons))


@overload
def amount_text(amount: Decimal) -> str: ...
@overload
def amount_text(amount: None) -> None: ...
def amount_text(amount: Decimal | None) -> str | None:
    """At least two decimals, more only where they say something.

    >>> amount_text(Decimal("5.000")), amount_text(Decimal("-767.823")), amount_text(Decimal("0"))
    ('5.00', '-767.823', '0.00')
    """
    if amount is None:
        return None
    plain = amount.normalize()
    exponent = plain.as_tuple().exponent
    return f"{plain:f}" if isinstance(exponent, int) and exponent < -2 else f"{plain:.2f}"


def prove(statement: Statement) -> Proof:
    """Whether the statement adds up."""
    tally = Tally()
    for movement in statement.movements:
        tally.add(movement)
    return tally.prove(statement.tail)


def _broken_promises(tail: Tail) -> list[Reason]:
    told = []
    for name in ("records", "debit", "credit", "movements"):
        said, found = getattr(tail.promised, name), getattr(tail.counted, name)
        if said is None or found is None or said == found:
            continue
        if isinstance(said, Decimal):
            told.append(because("total_differs", what=name, said=amount_text(said), found=amount_text(found)))
        else:
            told.append(because("count_differs", what=name, said=said, found=found))
    return told


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two statements of one account: money is missing or something was read twice."""

    kind: Literal["gap", "overlap"]
    expected: Decimal
    found: Decimal
    after: date | None = None
    before: date | None = None


def gap_between(earlier: Statement, later: Statement) -> Gap | None:
    """None when the later statement opens with what the earlier one closed with, or when a balance is not known."""
    closing, opening = earlier.tail.closing, later.tail.opening
    if closing is None or opening is None or closing.amount == opening.amount:
        return None
    overlap = closing.on is not None and opening.on is not None and opening.on < closing.on
    return Gap("overlap" if overlap else "gap", closing.amount, opening.amount, closing.on, opening.on)


def keys(statement: Statement) -> tuple[str, ...]:
    """One key per movement, in order; a movement whose key is known for this account has been read before."""
    seen: Counter[bytes] = Counter()
    return tuple(key_of(statement.head, movement, seen) for movement in statement.movements)


def key_of(head: Head, movement: Movement, seen: Counter[bytes]) -> str:
    """By the bank's id, else by date, amount and text; always with account and amount.

    Some banks give several movements of one day the same id, and two coffees cost the same: ``seen`` numbers equals
    within a statement, so the second is not taken for the first, and reading the file again gives the same keys.
    """
    account = head.account_iban or head.account or ""
    amount = f"{movement.amount.normalize():f}"
    day = movement.booked_on or movement.value_on
    parts = [account, amount, day.isoformat() if day else ""]
    if movement.own_id:
        parts += ["id", movement.own_id]
    else:
        words = " ".join((movement.as_written or movement.text).split()).lower()
        other = movement.party.iban or movement.party.account or movement.party.name or ""
        parts += ["text", other.lower(), words]
    plain = json.dumps(parts, ensure_ascii=False)
    mark = hashlib.blake2b(plain.encode(), digest_size=16).digest()  # of a million movements, all of them are held
    seen[mark] += 1
    return hashlib.sha256(f"{plain}#{seen[mark]}".encode()).hexdigest()
