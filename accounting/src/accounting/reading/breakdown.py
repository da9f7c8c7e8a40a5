"""VAT per rate: rows where rate × base = VAT, and the combinations of them that can be a document's whole VAT."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from accounting.reading.amounts import plain
from accounting.reading.consistency import CENT, ROUNDING, amount_of
from accounting.reading.document import Amount, Document, around, origin_of
from accounting.reading.fields import Field, Reading, Table
from accounting.reading.labels import tokens
from accounting.reading.vocabulary import REVERSE_CHARGE
from accounting.reading.words import Phrase

RATES = frozenset(
    Decimal(rate) for rate in "0 2.1 3 4 5 5.5 6 7 8 8.1 9 10 12 13 14 15 16 17 18 19 20 21 22 23 24 25 25.5 27".split()
)
"""VAT rates in use in Europe, also as bare numbers under a head such as "BTW %"."""

MOST_RATES, MOST_ROWS = 4, 6


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row that says: at this rate, this much VAT on this base."""

    rate: Decimal
    base: Decimal
    vat: Decimal
    phrases: tuple[Phrase, ...]


def combinations(document: Document) -> list[tuple[RateRow, ...]]:
    """Every choice of at most one row per rate, most rates first."""
    by_rate: dict[Decimal, list[RateRow]] = {}
    for row in _rate_rows(document):
        known = by_rate.setdefault(row.rate, [])
        if len(known) < MOST_ROWS and all((row.base, row.vat) != (each.base, each.vat) for each in known):
            known.append(row)
    choices = [[None, *rows] for rows in list(by_rate.values())[:MOST_RATES]]
    chosen = (tuple(row for row in rows if row is not None) for rows in product(*choices))
    return sorted((rows for rows in chosen if rows), key=len, reverse=True)


def base_and_vat(rows: tuple[RateRow, ...]) -> tuple[Decimal, Decimal]:
    """The sums of the rows' bases and VAT."""
    return sum((row.base for row in rows), Decimal()), sum((row.vat for row in rows), Decimal())


def read_breakdown(document: Document, reading: Reading) -> Field | None:
    """vat_breakdown: the combination that adds up to the net and VAT that were read."""
    net, vat = amount_of(reading, "net_amount"), amount_of(reading, "vat_amount")
    if net is None or vat is None:
        return None
    if not vat and (mention := _reverse_charge(document)):
        span = around([mention])
        rows: Table = [{"rate": "0", "base": plain(net), "amount": "0.00", "category": "AE"}]
        return Field(rows, 0.9 * (0.5 + 0.5 * span.confidence), span.page, span.box, origin_of(mention))
    for chosen in combinations(document):
        base, amount = base_and_vat(chosen)
        if abs(base - net) <= ROUNDING * len(chosen) and abs(amount - vat) <= ROUNDING * len(chosen):
            table: Table = [_row(row.rate, row.base, row.vat) for row in sorted(chosen, key=lambda row: row.rate)]
            span = around([phrase for row in chosen for phrase in row.phrases])
            confidence = 0.93 * (0.5 + 0.5 * span.confidence)
            return Field(table, confidence, span.page, span.box, origin_of(chosen[0].phrases[0]))
    return _single_rate(document, reading, net, vat)


def _reverse_charge(document: Document) -> Phrase | None:
    """Where the document says that the customer accounts for the VAT (UNCL 5305 category AE), or None."""
    for phrase in document.phrases:
        words = f" {' '.join(token for token, *_ in tokens(phrase.text))} "
        if any(f" {mention.strip()} " in words for mention in REVERSE_CHARGE.split("|")):
            return phrase
    return None


def _rate_rows(document: Document) -> Iterator[RateRow]:
    """Rows of the page with a rate and two amounts that belong to it."""
    for sheet in document.sheets:
        for row in sheet.rows:
            amounts = [amount for phrase in row for amount in document.amounts_of(phrase)]
            rates = {rate for phrase in row for *_, rate in document.percentages_of(phrase)}
            rates = (rates | {amount.value for amount in amounts}) & RATES
            money = [amount for amount in amounts if amount.written.cents or amount.written.currency][:8]
            if len(money) >= 2:
                for rate in sorted(rates):
                    yield from _pairs(rate, money)


def _pairs(rate: Decimal, money: list[Amount]) -> Iterator[RateRow]:
    """Base and VAT among the amounts of one row. A rate of 0 needs its 0.00; the rate itself is no amount of VAT."""
    for base in money:
        due = (base.value * rate / 100).quantize(CENT, ROUND_HALF_UP)
        for tax in money:
            if tax is base or abs(tax.value - due) > ROUNDING or abs(tax.value) > abs(base.value) or not base.value:
                continue
            if bool(rate) == bool(tax.value):
                yield RateRow(rate, base.value, tax.value, tuple(dict.fromkeys((base.phrase, tax.phrase))))


def _single_rate(document: Document, reading: Reading, net: Decimal, vat: Decimal) -> Field | None:
    """One row for the whole document when a printed rate explains its VAT."""
    printed = {percentage for *_, percentage in document.percentages}
    printed |= {amount.value for amount in document.amounts if amount.value and not amount.written.cents}
    fitting = [
        rate for rate in printed & RATES if abs((net * rate / 100).quantize(CENT, ROUND_HALF_UP) - vat) <= ROUNDING
    ]
    if not fitting or not net:
        return None
    of = reading.fields["vat_amount"]
    return Field([_row(max(fitting), net, vat)], 0.85 * of.confidence, of.page, of.box, "rule")


def _row(rate: Decimal, base: Decimal, vat: Decimal) -> dict[str, str | None]:
    return {"rate": plain(rate, 0), "base": plain(base), "amount": plain(vat), "category": "S" if rate else None}
