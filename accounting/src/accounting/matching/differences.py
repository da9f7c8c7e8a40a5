"""Amounts that differ for a reason with a name: costs, a cash discount, slips of the keys, another currency, a part.

A difference is proposed, never applied by itself: somebody says what is booked for it.
"""

from decimal import Decimal

from accounting.matching.lines import PARTS_OF_ONE, Options, Reason, in_parts, in_words
from accounting.matching.prepared import Read
from accounting.matching.score import Scored, one_digit_off
from accounting.matching.texts import swapped
from accounting.vat.rates import RATES

CENTS = PARTS_OF_ONE // 20
SMALL_FEE, SMALL_SHARE = Decimal("15.00"), Decimal("0.02")
"""What a bank keeps is little: so much, or this part of the amount."""
NEARLY, SMALL_PART = 10, 4
"""Less than one in so many of what is open: off by so little is nearly the same, paid so little is a small part."""
SHORTEST = len("100.00")
ROUNDED = 200
"""Two cents."""
VAT_RATES = sorted({each.percent for each in RATES if each.percent and each.valid_to is None}, reverse=True)
RATE_DRIFT = Decimal("0.03")


def explain(line: Read, item: Read, options: Options) -> Reason | None:
    """Why this line may settle this item although the amounts differ; nothing when no reason has a name."""
    if line.currency != item.currency:
        return _by_rate(line, item, options)
    return explain_amounts(line.amount, item.amount, options)


def explain_amounts(paid: int, open_: int, options: Options) -> Reason | None:
    """The same of amounts in one currency: what a bank keeps makes money in less, and money out more."""
    if (paid > 0) != (open_ > 0) or paid == open_:
        return None
    difference, gap, less = paid - open_, abs(paid - open_), abs(paid) < abs(open_)
    values = (in_words(paid), in_words(open_), in_words(difference))
    if gap <= CENTS:
        return Reason("amount_rounded", 44, values)
    if gap % 9 == 0 and swapped(*values[:2]):  # two digits that change places differ by nines
        return Reason("amount_swapped", 34, values)
    if less and (discount := _discount(open_, difference, options)):
        return Reason("cash_discount", 34, (*values, *discount))
    if difference < 0 and gap <= min(in_parts(options.largest_fee), abs(open_) // 4, _largest(open_)):
        return Reason("bank_fee", 30, values)
    if one_digit_off(*values[:2]) or one_digit_short(*values[:2]):
        return Reason("amount_mistyped", 22, values)
    return Reason("partial", 6, values) if less else Reason("overpaid", 0, values)


def _discount(open_: int, difference: int, options: Options) -> tuple[str, ...]:
    """The percentage by which what is open was lowered, and behind it that of the VAT where it is of the net amount."""
    for rate in (Decimal(0), *VAT_RATES):
        for share in options.discounts:
            if abs(int((Decimal(open_) * share / (1 + rate / 100)).to_integral_value()) + difference) <= ROUNDED:
                return (f"{share * 100:f}", *([f"{rate:f}"] if rate else []))
    return ()


def one_digit_short(first: str, second: str) -> bool:
    """Whether one is the other with a digit left out, of amounts of which enough is left.

    >>> one_digit_short("524.21", "5024.21"), one_digit_short("5.00", "50.00")
    (True, False)
    """
    short, long = sorted((first.lstrip("-"), second.lstrip("-")), key=len)
    if len(long) != len(short) + 1 or len(short) < SHORTEST:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def says_too_little(each: Scored) -> bool:
    """Whether an amount that is far off for no reason stands beside another document or time than the item's, or is a
    small part of an item that the line does not name: it may be anything.
    """
    codes = {reason.code for reason in each.reasons}
    paid, open_ = abs(each.line.amount), abs(each.item.amount)
    if codes.isdisjoint({"partial", "overpaid"}) or abs(paid - open_) * NEARLY < open_:
        return False
    if not codes.isdisjoint({"number_other", "time_other"}):
        return True
    return paid * SMALL_PART < open_ and codes.isdisjoint({"number", "structured_reference"})


def _largest(open_: int) -> int:
    return max(in_parts(SMALL_FEE), int(abs(open_) * SMALL_SHARE))


def _by_rate(line: Read, item: Read, options: Options) -> Reason | None:
    """Another currency, at the tenant's rate give or take what a bank keeps of it."""
    rate = options.rates.get(item.currency)
    if rate is None or (line.amount > 0) != (item.amount > 0):
        return None
    expected = Decimal(item.amount) * rate
    drift = abs(Decimal(line.amount) - expected) / abs(expected) if expected else Decimal(1)
    if drift > RATE_DRIFT:
        return None
    values = (in_words(line.amount), in_words(item.amount), item.currency, f"{rate:f}")
    return Reason("exchange_rate", 40 - int(drift * 500), values)
