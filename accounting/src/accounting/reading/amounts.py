"""Amounts, percentages and currencies as invoices write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₹": "INR", "zł": "PLN", "kč": "CZK", "rm": "MYR"}
CURRENCY_CODES = frozenset(
    "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN ISK TRY CAD AUD NZD JPY CNY HKD SGD INR MYR ZAR BRL MXN MAD"
    " AED".split()
)
CURRENCY_WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD"}

LARGEST = Decimal("1000000000")
"""Numbers beyond a thousand million are taken for something else than an amount."""

_SIGN = r"(?:€|£|\$|¥|\b(?:EUR|USD|GBP|CHF|RM|MYR|SEK|NOK|DKK|PLN|euros?)(?![A-Za-z]))"
_DIGITS = (
    r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,4})?"  # 1.234,50  1 234,50  1'234.50
    r"|\d+[.,]\d{1,5}"  # 12,5
    r"|\d+[.,](?:-|–|—)+"  # 12,-
    r"|[.,]\d{2}"  # ,50
    r"|\d+)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/])(?<!\d:)(?P<before>{_SIGN})?\s?(?P<minus>[-−–(])?\s?(?P<inner>{_SIGN})?\s?(?<![.,/])(?P<digits>{_DIGITS})"
    rf"(?P<late>\s?(?:-|−)(?![\d\w])|\)|\s?(?:CR|cr)\b)?(?P<after>\s?{_SIGN}|\s?%)?(?![\w/]|[.,:]\d)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?(?:%|pct\b|v\.?H\.)", re.IGNORECASE)
_CURRENCY = re.compile(r"€|£|\$|¥|₹|(?<![A-Za-z])(?:[A-Z]{3}|RM|[Ee]uros?)(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """A number found in a text that may be an amount of money.

    ``cents`` says it was written with exactly two decimals, ``currency`` that a currency stood beside it.
    """

    start: int
    end: int
    value: Decimal
    cents: bool
    currency: str | None


def parse_amount(text: str) -> Decimal | None:
    """The number behind ``text``, whichever marks separate thousands and decimals; None when it is none.

    >>> [str(parse_amount(text)) for text in ("1.234,50", "1,234.50", "1 234,50", "12,5-", "€ 1.005", "12,-")]
    ['1234.50', '1234.50', '1234.50', '-12.5', '1005', '12']
    >>> parse_amount("0.025"), parse_amount("geen")
    (Decimal('0.025'), None)
    """
    found = find_amounts(text)
    return found[0].value if len(found) == 1 else None


def only_amount(text: str) -> Decimal | None:
    """The amount, without its sign, that is all of ``text``; None where a letter or another number stands beside it.

    >>> [str(only_amount(text)) for text in ("16528", "16.528,00", "16,528.00", " -1234,56 ", "€ 12,5")]
    ['16528', '16528.00', '16528.00', '1234.56', '12.5']
    >>> only_amount("P2026-00222"), only_amount("12,00 13,00"), only_amount("21%"), only_amount("Dupont 12")
    (None, None, None, None)
    """
    whole = text.strip().lstrip("+-−– ")
    found = find_amounts(whole)
    return abs(found[0].value) if len(found) == 1 and len(whole) == found[0].end - found[0].start else None


def find_amounts(text: str) -> list[WrittenAmount]:
    """Every number in ``text`` that can be an amount; percentages, dates and parts of longer words are left out.

    >>> [(str(found.value), found.currency) for found in find_amounts("BTW 21% op € 593,36: 124,61 EUR")]
    [('593.36', 'EUR'), ('124.61', 'EUR')]
    """
    return list(_amounts(text))


def find_percentages(text: str) -> list[tuple[int, int, Decimal]]:
    """Start, end and value of every percentage.

    >>> find_percentages("TVA 5,5 % et 20%")
    [(4, 9, Decimal('5.5')), (13, 16, Decimal('20'))]
    """
    return [
        (match.start(), match.end(), Decimal(match.group(1).replace(",", "."))) for match in _PERCENT.finditer(text)
    ]


def find_currency(text: str) -> list[str]:
    """ISO 4217 codes of the currencies that ``text`` names by code, sign or word.

    >>> find_currency("Totaal EUR 12,00 (of $ 13)")
    ['EUR', 'USD']
    """
    codes = []
    for match in _CURRENCY.finditer(text):
        word = match.group()
        code = CURRENCY_SIGNS.get(word.lower()) or CURRENCY_WORDS.get(word.lower()) or word
        if code in CURRENCY_CODES:
            codes.append(code)
    return codes


def plain(value: Decimal, decimals: int = 2) -> str:
    """The decimal as the fields keep it: no exponent, at least ``decimals`` digits after the point.

    >>> plain(Decimal("1E+3")), plain(Decimal("12.5")), plain(Decimal("0.0250")), plain(Decimal("3.00"), 0)
    ('1000.00', '12.50', '0.025', '3')
    """
    text = format(value.normalize(), "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.ljust(decimals, "0")
    text = f"{whole}.{fraction}" if fraction else whole
    return "0" + text[2:] if text.startswith("-0") and not Decimal(text) else text


def to_decimal(digits: str) -> Decimal | None:
    """Digits with separators as a number: the last mark is decimal unless exactly three digits follow it.

    >>> to_decimal("1.234"), to_decimal("1,2345"), to_decimal("12,"), to_decimal("0,125")
    (Decimal('1234'), Decimal('1.2345'), Decimal('12'), Decimal('0.125'))
    """
    text = re.sub(r"[\s'’\u00a0\u202f]", "", digits).rstrip("-–—").rstrip(".,")
    marks = [character for character in text if character in ".,"]
    if marks:
        last = max(text.rfind("."), text.rfind(","))
        whole, fraction = text[:last], text[last + 1 :]
        only_thousands = len(fraction) == 3 and len(set(marks)) == 1 and not whole.startswith("0") and whole != ""
        text = re.sub(r"[.,]", "", whole) + ("" if only_thousands else ".") + fraction
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _amounts(text: str) -> Iterator[WrittenAmount]:
    for match in _AMOUNT.finditer(text):
        after = (match.group("after") or "").strip()
        if after == "%":
            continue
        digits = match.group("digits")
        value = to_decimal(digits)
        if value is None or value >= LARGEST or len(digits) > 18:
            continue
        if match.group("minus") in ("-", "−", "–") or (match.group("late") or "").strip() in ("-", "−"):
            value = -value
        sign = (match.group("before") or match.group("inner") or after).strip()
        currency = CURRENCY_SIGNS.get(sign.lower()) or CURRENCY_WORDS.get(sign.lower()) or sign.upper() or None
        cents = bool(re.search(r"[.,]\d{2}$|[.,][-–—]+$", digits))
        start = match.start("digits") if not sign else match.start()
        while text[start : start + 1].isspace():
            start += 1
        yield WrittenAmount(start, match.end(), value, cents, currency)
