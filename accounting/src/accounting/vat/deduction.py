"""How much of the VAT on a cost a company may deduct, by the account that bears it.

Dated data. Belgium: VAT Code art. 45 §2 (motor vehicles, leased ones too: 50 % at most), §3 (tobacco, spirits, meals,
lodging, reception, gifts of 50 euros or more: none). Netherlands: Wet OB 1968 art. 15 §5 (food and drink consumed in
horeca: none); a car's VAT is deducted in full, and private use is taxed once a year (1d). These are the most; who uses
something mostly in private deducts less, and says so.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Deduction:
    """The most that may be deducted of the VAT on costs on accounts that begin so, between two days."""

    country: str
    account: str
    percent: Decimal
    reason: str
    source: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, account: str, on: date) -> bool:
        within = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return within and account.startswith(self.account)


_CARS = "VAT Code art. 45 §2"
_RECEPTION = "VAT Code art. 45 §3"
_SINCE_1971 = date(1971, 1, 1)

DEDUCTIONS = (
    Deduction("BE", "241", Decimal(50), "car", _CARS, _SINCE_1971),
    Deduction("BE", "2521", Decimal(50), "car", _CARS, _SINCE_1971),
    Deduction("BE", "616", Decimal(50), "car", _CARS, _SINCE_1971),
    Deduction("BE", "6141", Decimal(0), "reception", _RECEPTION, _SINCE_1971),
    Deduction("BE", "6142", Decimal(0), "restaurant", _RECEPTION, _SINCE_1971),
    Deduction("BE", "6143", Decimal(0), "gift", _RECEPTION, _SINCE_1971),
    Deduction("BE", "6151", Decimal(0), "lodging", _RECEPTION, _SINCE_1971),
    Deduction("NL", "4410", Decimal(0), "restaurant", "Wet OB 1968 art. 15 §5", date(1969, 1, 1)),
)


def deduction(account: str, on: date, country: str = "BE") -> Deduction | None:
    """The limit on that account, the most specific one; None where all VAT may be deducted.

    >>> deduction("616", date(2026, 11, 21)).percent, deduction("613", date(2026, 11, 21))
    (Decimal('50'), None)
    """
    found = [each for each in DEDUCTIONS if each.country == country and each.holds(account, on)]
    return max(found, key=lambda each: len(each.account), default=None)


def deductible_percent(account: str, on: date, country: str = "BE") -> Decimal:
    """How much of the VAT may be deducted, in percent.

    >>> deductible_percent("6142", date(2026, 11, 21)), deductible_percent("604", date(2026, 11, 21))
    (Decimal('0'), Decimal('100'))
    """
    limit = deduction(account, on, country)
    return WHOLE if limit is None else limit.percent
