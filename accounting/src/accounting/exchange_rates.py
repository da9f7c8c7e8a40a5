"""Exchange rates: one amount in two currencies, on a day.

A quote is how many units of a currency one unit of the books' currency is worth, as the European Central Bank publishes
it for the euro every working day around 16:00 Brussels time; a day without one takes the one before it. Invoices and
entries convert with the reverse: what one unit of the currency is worth in the books.
"""

import re
from datetime import date, timedelta
from decimal import Decimal, localcontext

from accounting.errors import Invalid, Unavailable
from accounting.reading.xml import NotAnInvoice, UnsafeXml, number, parse_safely

CODE = re.compile(r"[A-Z]{3}")
DECIMALS = Decimal(1).scaleb(-12)
QUOTED = Decimal(1).scaleb(-8)
LARGEST_LIST = 1_000_000
OLDEST_USED = timedelta(days=10)
"""How old a rate may be and still stand for a day: Christmas and Easter together leave fewer days without one."""


class RatesUnreadable(Unavailable):
    """The list of exchange rates could not be read; the rates we have stay as they are."""


class CurrencyUnknown(Invalid):
    """A currency is three capital letters of ISO 4217, such as USD."""


def check_currency(code: str, *, field: str = "currency") -> str:
    """The same code. Raises CurrencyUnknown."""
    if not CODE.fullmatch(code):
        raise CurrencyUnknown(f"{code[:10]!r} is no currency", field=field, value=code[:10])
    return code


def inverse(rate: Decimal) -> Decimal:
    """The same rate, seen from the other currency; with enough digits for ten million of a small one.

    >>> inverse(Decimal("1.0772"))
    Decimal('0.928332714445')
    """
    with localcontext() as precise:
        precise.prec = 40
        return (1 / rate).quantize(DECIMALS)


def of_books(quoted: dict[str, Decimal], books: str = "EUR") -> dict[str, Decimal]:
    """Quotes for books kept in `books`, from units per euro. Empty when the list does not know that currency.

    >>> of_books({"USD": Decimal("1.25"), "CHF": Decimal("0.95")}, "USD")["EUR"]
    Decimal('0.80000000')
    """
    per_euro = {"EUR": Decimal(1), **quoted}
    if books not in per_euro:
        return {}
    with localcontext() as precise:
        precise.prec = 40
        return {code: (rate / per_euro[books]).quantize(QUOTED) for code, rate in per_euro.items() if code != books}


def published(xml: bytes) -> dict[date, dict[str, Decimal]]:
    """The ECB's list (`eurofxref-daily.xml` and its 90-day sister): by day, units of each currency for one euro.

    It comes from outside, so it is parsed without document types, entities or network, and what is no day, currency or
    rate above zero is left out. Raises RatesUnreadable.
    """
    if len(xml) > LARGEST_LIST:
        raise RatesUnreadable(f"the list is larger than {LARGEST_LIST // 1_000_000} MB")
    try:
        root = parse_safely(xml)
    except (UnsafeXml, NotAnInvoice) as error:
        raise RatesUnreadable from error
    found: dict[date, dict[str, Decimal]] = {}
    for day in root.iterfind(".//{*}Cube[@time]"):
        try:
            on = date.fromisoformat(str(day.get("time")))
        except ValueError:
            continue
        rates = {
            str(each.get("currency")): rate
            for each in day.iterfind("{*}Cube[@currency]")
            if CODE.fullmatch(str(each.get("currency"))) and (rate := number(each.get("rate"))) and rate > 0
        }
        if rates:
            found[on] = rates
    if not found:
        raise RatesUnreadable("the list holds no rates")
    return found
