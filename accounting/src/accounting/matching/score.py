"""How surely a line settles an item, in points that add up: about six points double the odds.

Each part is a `Reason`, so that a screen can say why; the chance a score stands for is a logistic curve of the sum.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Set
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from accounting.matching.candidates import Index
from accounting.matching.documents import other_of_series
from accounting.matching.lines import PARTS_OF_ONE, Reason, in_words
from accounting.matching.names import likeness
from accounting.matching.prepared import ADVANCES, Read, is_said, names, says_own, telling, unasked
from accounting.matching.recurring import may_be_of_another
from accounting.matching.texts import LONG, NOTHING, swapped
from accounting.matching.times import months_of, other_time, says_part

EVEN = 50
"""Points at which a proposal is as likely right as wrong."""
STEEP = 9
DAYS, DAYS_POINTS = (-11, -4, -1, 2, 5, 10, 31, 62, 120), (-30, -14, -2, 12, 9, 4, 0, -6, -12, -30)
"""Days late, and the points of at most so many; the last are of more."""
NUMBER_POINTS = {3: 20, 4: 36, 5: 42}
LONG_NUMBER = 50
SAME = 88
"""Likeness of two names from which they are one party's, so that a short number is one of its documents."""


class Scored(NamedTuple):
    """A line and an item with what they have in common."""

    line: Read
    item: Read
    points: int
    reasons: tuple[Reason, ...]

    @property
    def days(self) -> int:
        return lateness(self.line, self.item)

    @property
    def firm(self) -> bool:
        """Something besides the amount says that they belong together."""
        return any(each.code in FIRM and each.points > 8 for each in self.reasons)

    @property
    def told(self) -> bool:
        """The line names the item."""
        return names(self.line, self.item)

    @property
    def doubtful(self) -> bool:
        """The line names something else, or shares but a short number with another; or only a name speaks for it, and
        another name or account against it.
        """
        codes = {each.code for each in self.reasons}
        if not codes.isdisjoint(OTHER) or (not codes.isdisjoint(UNSURE) and codes.isdisjoint(KNOWN)):
            return True
        return "name_other" in codes and self._by_short_number_alone

    @property
    def _by_short_number_alone(self) -> bool:
        known = [each for each in self.reasons if each.code in KNOWN]
        return (
            len(known) == 1
            and known[0].code == "number"
            and len(known[0].values[0]) < LONG
            and self.line.documents.isdisjoint(self.item.documents)
        )


OTHER = frozenset({"number_other", "time_other", "purpose_other", "recurs", "periodic", "paid_before"})
KNOWN = frozenset({"iban", "structured_reference", "number", "habit"})
UNSURE = frozenset({"name_alike", "name_nearer", "iban_other", "habit_other"})
FIRM = frozenset({"name_same", "name_alike", "iban", "structured_reference", "number", "number_swapped", "habit"})


@cache
def chance(points: int) -> float:
    """The chance that goes with so many points.

    >>> chance(50), chance(100) > 0.99, chance(0) < 0.01
    (0.5, True, True)
    """
    return round(1 / (1 + math.exp((EVEN - points) / STEEP)), 4)


def lateness(line: Read, item: Read) -> int:
    """Days from when the item could be paid: none between its date and its due date."""
    days = line.day - item.day
    return min(days, abs(line.day - item.due)) if days > 0 else days


def score(
    line: Read,
    item: Read,
    index: Index,
    amount_reason: Reason | None = None,
    *,
    elsewhere: bool = False,
) -> Scored:
    """Everything that speaks for or against this line settling this item; `elsewhere`: another line names the item."""
    alike = likeness(line.name, item.name)
    structured, number = _by_structured_reference(line, item), _by_number(line, item, index.numbers)
    told = (structured is not None and structured.points >= 40) or (number is not None and number.points >= 40)
    found = (
        amount_reason or exact(line.amount, index.amounts),
        in_time(line, item),
        _by_name(line, item, alike, told=told),
        _by_account(line, item, alike),
        structured,
        number,
        _by_habit(line, item),
        _by_words(line, item),
    )
    reasons = [reason for reason in found if reason is not None]
    own = number is not None and _is_own(number, item, index)
    if not own and structured is None and _names_another(line, item, alike, index):
        reasons.append(Reason("number_other", -20))
    if not own and line.times and _of_another_time(line, item, index, structured):
        reasons.append(Reason("time_other", -10))
    if not own and structured is None and (purpose := _other_purpose(line, item)):
        reasons.append(Reason("purpose_other", 0 if purpose <= ADVANCES else -10, tuple(sorted(purpose))))
    in_sum = amount_reason is not None and amount_reason.code == "part_of_sum"
    if (in_sum or amount_reason is None) and not own:
        another_one = may_be_of_another(line, item, index, structured, in_sum=in_sum)
        reasons += [another_one] if another_one else []
    if elsewhere and number is None and structured is None:
        reasons.append(Reason("number_elsewhere", -20))
    if item.void:
        reasons.append(Reason("voided", -25))
    stranger = line.name.is_text or (alike < SAME and line.ibans.isdisjoint(item.ibans))
    if line.of_bank and not item.of_bank and stranger:
        reasons.append(Reason("bank_costs", -45))
    another = alike >= SAME and line.name.full != item.name.full and not line.name.is_text
    if another and KNOWN.isdisjoint([each.code for each in reasons]):
        nearer = index.parties.nearer(line.name, item.name)
        reasons += [Reason("name_nearer", 0, (nearer.plain,))] if nearer else []
    return Scored(line, item, sum([reason.points for reason in reasons]), tuple(reasons))


def exact(amount: int, amounts: Mapping[int, int]) -> Reason:
    """The same amount: less when many items have it, less when it is round."""
    others = max(0, amounts.get(amount, 1) - 1)
    points = 58 - 8 * others.bit_length()
    if amount % (PARTS_OF_ONE * 100) == 0:
        points -= 10
    elif amount % PARTS_OF_ONE == 0:
        points -= 5
    return Reason("amount_same", max(points, 10), (in_words(amount), str(others)))


def in_time(line: Read, item: Read) -> Reason:
    points = DAYS_POINTS[bisect_left(DAYS, lateness(line, item))]
    return Reason("days", points, (str(line.day - item.day),))


def _by_name(line: Read, item: Read, alike: int, *, told: bool) -> Reason | None:
    """Another name speaks against it, but hardly when the reference is `told`: people pay for each other."""
    if not line.name.bare or not item.name.bare:
        return None
    values = (line.name.plain, item.name.plain)
    if alike >= 97:
        return Reason("name_same", 40, values)
    if alike >= SAME:
        return Reason("name_alike", 32 + (alike - SAME) // 2, values)
    if alike >= 78:
        return Reason("name_alike", 14, values)
    if alike >= 65:
        return Reason("name_other", -8, values)
    return Reason("name_other", -4 if told else -16 if len(line.name.words) > 1 else -10, values)


def _by_account(line: Read, item: Read, alike: int) -> Reason | None:
    """The account says who it is; where the name says so already it adds little, as not every item knows an account."""
    if not line.ibans or not item.ibans:
        return None
    shared = sorted(line.ibans & item.ibans)
    return Reason("iban", 4 if alike >= SAME else 45, tuple(shared)) if shared else Reason("iban_other", -8)


def _by_structured_reference(line: Read, item: Read) -> Reason | None:
    if not line.structured or not item.structured:
        return None
    shared = sorted(line.structured & item.structured)
    return Reason("structured_reference", 90, tuple(shared)) if shared else Reason("structured_reference_other", -50)


def _by_number(line: Read, item: Read, numbers: Counter[str]) -> Reason | None:
    if not line.numbers or not item.numbers:
        return None
    best: Reason | None = None
    for number in sorted(line.numbers & item.numbers):
        points = NUMBER_POINTS.get(len(number), LONG_NUMBER) - 8 * (numbers[number] - 1).bit_length()
        if number in item.own:
            points += 4
        if best is None or points > best.points:
            best = Reason("number", max(points, 4), (number,))
    if best is not None:
        return best
    long = [own for own in item.own if len(own) >= LONG]
    for number in sorted(line.numbers) if long else ():
        if any(len(own) == len(number) and swapped(number, own) for own in long):
            return Reason("number_swapped", 20, (number,))
    return None


def _is_own(number: Reason, item: Read, index: Index) -> bool:
    """Whether what they share is the item's own number, or a slip of it; a customer's number is neither.

    Where the amount comes back, a slip may as well be the number of another time.
    """
    return index.recurs(item) is None if number.code == "number_swapped" else number.values[0] in item.own


def _names_another(line: Read, item: Read, alike: int, index: Index) -> bool:
    """Whether the line names another document: by a structured reference, what it says is a document's number, a number
    of another item of the book or of this party, or a number of this one's series that is not its own.
    """
    if line.structured or not all(_is_slip(each, item) for each in line.mistyped):
        return True
    if line.documents and item.documents and not is_said(line, item):
        return True
    if line.marked and other_of_series(line.marked, item.marked):
        return True
    numbers = line.numbers - item.numbers
    if not numbers:
        return False
    if not index.owned.isdisjoint(numbers):
        return True
    known = (
        alike >= SAME or not line.ibans.isdisjoint(item.ibans) or bool(line.contact and line.contact == item.contact)
    )
    if known and any(len(own) == len(number) for own in item.own for number in numbers):
        return True
    if known and index.names_another_of(item, numbers):
        return True
    long = [number for number in numbers if len(number) >= LONG]
    own = [number for number in item.own if len(number) >= LONG]
    return any(
        len(one) == len(other) and one[: len(one) // 2 - 1] == other[: len(one) // 2 - 1]
        for one in long
        for other in own
    )


def _is_slip(mistyped: str, item: Read) -> bool:
    """Whether it is the item's own reference but for a slip of the keys."""
    return any(one_digit_off(mistyped, own) for own in item.structured)


def _of_another_time(line: Read, item: Read, index: Index, structured: Reason | None) -> bool:
    """Whether the line says when it is for, and not by the item's number; of an item that says nothing its days do.

    A structured reference may be that of every month (energy, rent), so it does not tell them apart. Which instalment
    an item is no day tells: of an amount that comes back it may be any.
    """
    if line.documents and says_own(line, item):
        return False
    if other_time(line.times, item.times or months_of(item.day)):
        return True
    unsaid = says_part(line.times) and not says_part(item.times) and (structured is None or item.one_reference)
    return unsaid and index.recurs(item) is not None


def _other_purpose(line: Read, item: Read) -> Set[str]:
    """Words by which the line is for something that the item is not: wages, a loan, money that comes back."""
    own = not (line.purposes.isdisjoint(item.words) and line.purposes.isdisjoint(item.name.words))
    said = unasked(line, item) | (NOTHING if own else line.purposes)
    return NOTHING if said and line.documents and is_said(line, item) else said


def _by_habit(line: Read, item: Read) -> Reason | None:
    if line.contact and item.contact:
        same = line.contact == item.contact
        return Reason("habit", 24, (line.contact,)) if same else Reason("habit_other", -15, (line.contact,))
    return None


def _by_words(line: Read, item: Read) -> Reason | None:
    """Words in both that are not the item's name: what it is for, as in Mastercard, rent or returned."""
    both = (line.words & item.words).difference(item.name.words)
    shared = sorted(telling(both)) if both else ()
    return Reason("words", min(12, 6 * len(shared)), tuple(shared[:4])) if shared else None


def one_digit_off(first: str, second: str) -> bool:
    """Whether one is the other with a single slip of the keys.

    >>> one_digit_off("1250.00", "1520.00"), one_digit_off("1250.00", "1350.00"), one_digit_off("1250.00", "9350.00")
    (True, True, False)
    """
    return len(first) == len(second) and OSA.distance(first, second) == 1
