"""A supplier's paper in parts: what each VAT rate and each account bears of it, from the breakdown as it was read.

What a breakdown leaves open follows from the amounts of the whole; what contradicts them is refused, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accounting.errors import Invalid
from accounting.invoice import roundings
from accounting.money import rounded
from accounting.purchases import Amounts, BreakdownDiffers
from accounting.vat import Treatment, vat_due

ZERO = Decimal(0)
WHOLE = Decimal(100)
FIELD = "fields.vat_breakdown"


class BasesDiffer(Invalid):
    """The bases of the VAT per rate do not add up to the net amount."""


class BreakdownIncomplete(Invalid):
    """The VAT per rate leaves open how the net amount is divided."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the breakdown on paper; what is not there is None.

    The account, how much of the VAT is deducted, in percent, and how VAT works on it are the bookkeeper's choice.
    """

    rate: Decimal | None
    base: Decimal | None
    vat: Decimal | None
    category: str | None = None
    account: str | None = None
    deductible: Decimal | None = None
    treatment: Treatment | None = None

    @property
    def says_something(self) -> bool:
        return any(each is not None for each in (self.rate, self.base, self.vat, self.treatment))


@dataclass(frozen=True, slots=True)
class Part:
    """What one rate and one account bear; `net` and `vat` of all parts come to those of the whole."""

    rate: Decimal
    net: Decimal
    vat: Decimal
    category: str | None = None
    account: str | None = None
    deductible: Decimal | None = None
    treatment: Treatment | None = None


def rows(breakdown: Iterable[Mapping[str, str | None]] | None) -> list[Row]:
    """The rows of a breakdown as it is kept with a document.

    >>> [row] = rows([{"rate": "21", "base": "100.00", "amount": None, "category": "S"}])
    >>> row.rate, row.base, row.vat, row.category, row.treatment
    (Decimal('21'), Decimal('100.00'), None, 'S', None)
    """
    return [
        Row(
            _cell(row, "rate"),
            _cell(row, "base"),
            _cell(row, "amount"),
            row.get("category"),
            row.get("account_code"),
            _cell(row, "deductible_percent"),
            Treatment(said) if (said := row.get("treatment")) else None,
        )
        for row in breakdown or ()
    ]


def _cell(row: Mapping[str, str | None], name: str) -> Decimal | None:
    text = row.get(name)
    return Decimal(text) if text else None


def parts(whole: Amounts, rows: Sequence[Row], currency: str = "EUR") -> tuple[Part, ...]:
    """The paper in parts, amounts as on paper (a credit note's above zero too); without a breakdown it is one part.

    What no row mentions bears no VAT, as long as every row is right by itself. Raises BreakdownDiffers, BasesDiffer,
    BreakdownIncomplete.

    >>> rows = [Row(Decimal(21), None, Decimal("21.00")), Row(Decimal(6), Decimal("50.00"), Decimal("3.00"))]
    >>> [(part.rate, part.net) for part in parts(Amounts(Decimal(150), Decimal(24), Decimal(174)), rows)]
    [(Decimal('21'), Decimal('100.00')), (Decimal('6'), Decimal('50.00'))]
    """
    told = _upright([row for row in rows if row.says_something])
    if not told:
        return (Part(_percent(whole.net, whole.vat), whole.net, whole.vat),)
    vats = _vats(whole, told, currency)
    if len(told) == 1:
        return _of_one_row(whole, told[0], currency)
    return _fitted(whole, told, _bases(whole, told, vats, currency), vats, currency)


def _of_one_row(whole: Amounts, row: Row, currency: str) -> tuple[Part, ...]:
    """All of it is at this rate, unless its base is less and proves right: then the rest bears no VAT."""
    percent = _percent(whole.net, whole.vat) if row.rate is None else row.rate
    whole_fits = abs(vat_due(whole.net, percent, currency) - whole.vat) <= roundings(1)
    if row.base is None or whole_fits:
        return (_part(percent, whole.net, whole.vat, row),)
    return _fitted(whole, [row], [row.base], [whole.vat], currency)


def _fitted(
    whole: Amounts, rows: Sequence[Row], bases: list[Decimal], vats: list[Decimal], currency: str
) -> tuple[Part, ...]:
    """Cents that rounding left go where most is; a rest of the net amount is a part without VAT."""
    tolerance = roundings(len(rows))
    made = [
        _part(_percent(base, vat) if row.rate is None else row.rate, base, vat, row)
        for row, base, vat in zip(rows, bases, vats, strict=True)
    ]
    cents = whole.vat - sum(vats, ZERO)
    if abs(cents) > tolerance:
        raise BreakdownDiffers(field=FIELD)
    _add(made, max(range(len(made)), key=lambda at: abs(made[at].vat)), vat=cents)
    rest = whole.net - sum(bases, ZERO)
    if abs(rest) <= tolerance:
        _add(made, max(range(len(made)), key=lambda at: abs(made[at].net)), net=rest)
    elif rest > 0 and all(
        row.rate is not None and _is_right(part, currency) for row, part in zip(rows, made, strict=True)
    ):
        made.append(Part(ZERO, rest, rounded(ZERO, currency)))
    else:
        said = f"{sum(bases, ZERO):f} stands per rate, the net amount says {whole.net:f}"
        raise BasesDiffer(said, field=FIELD)
    return tuple(made)


def _part(rate: Decimal, net: Decimal, vat: Decimal, row: Row) -> Part:
    return Part(rate, net, vat, row.category, row.account, row.deductible, row.treatment)


def _add(made: list[Part], at: int, *, net: Decimal = ZERO, vat: Decimal = ZERO) -> None:
    made[at] = replace(made[at], net=made[at].net + net, vat=made[at].vat + vat)


def _is_right(part: Part, currency: str) -> bool:
    return abs(vat_due(part.net, part.rate, currency) - part.vat) <= roundings(1)


def _upright(rows: list[Row]) -> list[Row]:
    """The rows of a credit note that is printed with minus signs, without them."""
    if sum(((row.base or ZERO) + (row.vat or ZERO) for row in rows), ZERO) >= 0:
        return rows
    return [
        replace(row, base=None if row.base is None else -row.base, vat=None if row.vat is None else -row.vat)
        for row in rows
    ]


def _vats(whole: Amounts, rows: Sequence[Row], currency: str) -> list[Decimal]:
    found = [_vat_of(row, currency) for row in rows]
    return _completed(found, whole.vat)


def _vat_of(row: Row, currency: str) -> Decimal | None:
    if row.vat is not None:
        return row.vat
    if row.rate is None:
        return None
    if not row.rate:
        return rounded(ZERO, currency)
    return None if row.base is None else vat_due(row.base, row.rate, currency)


def _bases(whole: Amounts, rows: Sequence[Row], vats: Sequence[Decimal], currency: str) -> list[Decimal]:
    """A base that is not there is what the others leave, else what its VAT is the VAT of."""
    found = [row.base for row in rows]
    if found.count(None) > 1:
        found = [
            rounded(vat * WHOLE / row.rate, currency) if base is None and row.rate else base
            for base, row, vat in zip(found, rows, vats, strict=True)
        ]
    return _completed(found, whole.net)


def _completed(found: Sequence[Decimal | None], whole: Decimal) -> list[Decimal]:
    """The one amount that is missing is what the others leave. Raises BreakdownIncomplete when more are."""
    if list(found).count(None) > 1:
        raise BreakdownIncomplete(field=FIELD)
    left = whole - sum((each for each in found if each is not None), ZERO)
    return [left if each is None else each for each in found]


def _percent(net: Decimal, vat: Decimal) -> Decimal:
    """The whole percentage that the VAT comes to."""
    if net <= 0 or vat <= 0:
        return ZERO
    return min(Decimal(round(WHOLE * vat / net)), WHOLE)
