"""In which order a column writes its days."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounting.statements.cells import AHEAD, Cell, CellUnreadable, parts_of_day
from accounting.statements.mapping import plain, words_day_first
from accounting.statements.references import iban_of

YEARS_BACK = 15
"""How far from today the days of a file lie, where that tells day from a year of two digits."""
SOON = timedelta(days=7)
"""How far behind today a bank dates what it booked."""
EITHER = "either"
"""Day before month and month before day are as good: a person says which."""


def orders_of_days(cells: list[str], today: date | None = None) -> tuple[str, ...]:
    """The orders that fit every cell, the likeliest first: day before month where both would do; none without dates.

    With years of two digits the day may be the year: then the order by which the days lie near today, where that is
    given, and near one another, is the likelier.

    >>> orders_of_days(["2026-01-31"]), orders_of_days(["01/31/2026", "01/02/2026"]), orders_of_days(["01/02/2026"])
    (('ymd',), ('mdy',), ('dmy', 'mdy'))
    >>> orders_of_days(["26-01-05", "26-01-28"], date(2026, 2, 1)), orders_of_days(["26-01-05"], date(2026, 2, 1))
    (('ymd', 'dmy'), ('ymd', 'dmy'))
    """
    filled = [cell for cell in cells if cell.strip()]
    parts = [found for cell in filled if (found := parts_of_day(cell))]
    if not parts or len(parts) < len(filled):
        return ()
    fitting: dict[str, tuple[date, date]] = {}
    for order in ("dmy", "mdy", "ymd"):
        if order != "ymd" and all(len(first) == 4 for first, _, _ in parts):
            continue
        with suppress(CellUnreadable):
            days = [Cell(cell).day(order) for cell in filled]
            fitting[order] = min(days), max(days)
    orders = tuple(fitting)
    if not orders[1:] or orders[-1] != "ymd":
        return orders
    is_likelier = _far_and_wide(*fitting["ymd"], today) < _far_and_wide(*fitting[orders[0]], today)
    return ("ymd", *orders[:-1]) if is_likelier else orders


def order_of_days(cells: list[str], today: date | None = None) -> str | None:
    """The likeliest order that fits every cell; None when there is none."""
    return next(iter(orders_of_days(cells, today)), None)


def _far_and_wide(first: date, last: date, today: date | None) -> tuple[bool, int]:
    near = today is None or (today.year - YEARS_BACK <= first.year and last <= today + AHEAD)
    return not near, (last - first).days


def is_day_first(headers: Iterable[str], mark: str | None, decimals: str | None, account: str | None) -> bool:
    """Whether the table is of a country that writes the day before the month.

    By its words, the semicolon between its cells, its decimal comma, or an account with an IBAN: of the countries of
    the IBAN registry none writes the month first, nor does any locale of the CLDR in Dutch, French or German.

    >>> is_day_first(["Date", "Amount"], ",", ".", None), is_day_first(["Date", "Montant"], ",", None, None)
    (False, True)
    >>> is_day_first(["Date"], ";", None, None), is_day_first(["Date"], ",", None, "BE68539007547034")
    (True, True)
    """
    spoken = {word for header in headers for word in plain(header).split()}
    return mark == ";" or decimals == "," or iban_of(account) is not None or not spoken.isdisjoint(words_day_first())


def day_or_month_first(cells: Iterable[str], today: date | None = None, *, day_first: bool = False) -> str | None:
    """By the first cell in which one of the two is above twelve, else by what speaks against one of them.

    Days to come do, points between the numbers and a table of a country that writes the day first speak against the
    month, and so do days spread wider by far with it. With the day first that is what monthly payments look like, and
    tells nothing; nor with the month first, where there is one payment, always on the same day. None where nothing
    speaks, or something against each.

    >>> day_or_month_first(["01/10/2026", "01/13/2026"]), day_or_month_first(["01/10/2026"])
    ('mdy', None)
    >>> day_or_month_first(["05/11/2026", "05/12/2026"]), day_or_month_first(["05/11/2026"], day_first=True)
    (None, 'dmy')
    >>> day_or_month_first(["05/11/2026", "12/11/2026"]), day_or_month_first(["05/11/2026", "12/10/2026"])
    (None, 'dmy')
    >>> day_or_month_first(["05.11.2026"]), day_or_month_first(["05/12/2026"], date(2026, 11, 22))
    ('dmy', 'mdy')
    """
    seen = Seen()
    for cell in cells:
        first, second, _ = parts_of_day(cell) or ("", "", "")
        if not 0 < len(first) < 4 or not second.isdecimal():
            continue
        if (int(first) > 12) != (int(second) > 12):
            return "dmy" if int(first) > 12 else "mdy"
        with suppress(CellUnreadable):
            seen.add(cell, second)
    left = {"dmy", "mdy"} - seen.spoken_against(today, day_first=day_first)
    return left.pop() if len(left) == 1 else None


@dataclass
class Seen:
    """The days of a column, read either way."""

    spans: dict[str, tuple[date, date]] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)
    seconds: set[int] = field(default_factory=set)
    rows: int = 0
    pointed: bool = True

    def add(self, cell: str, second: str) -> None:
        """Raises CellUnreadable."""
        for order in ("dmy", "mdy"):
            day = Cell(cell).day(order)
            before = self.spans.get(order, (day, day))
            self.spans[order] = min(day, before[0]), max(day, before[1])
        self.days.add(Cell(cell).day("dmy"))
        self.seconds.add(int(second))
        self.rows += 1
        self.pointed = self.pointed and cell.count(".") > 1

    def spoken_against(self, today: date | None, *, day_first: bool) -> set[str]:
        to_come = {order for order, (_, last) in self.spans.items() if today and last > today + SOON}
        against = to_come if len(to_come) == 1 else set()
        is_monthly = len(self.seconds) == 1 and len(self.days) == self.rows
        spread = {order: (last - first).days for order, (first, last) in self.spans.items()}
        wider = bool(spread) and not is_monthly and spread["mdy"] > 3 * spread["dmy"] + 14
        return against | {"mdy"} if day_first or wider or (self.rows and self.pointed) else against


def order_in(cells: list[str], others: Iterable[str], today: date | None, *, day_first: bool) -> str | None:
    """How the days of a column are read; EITHER where a person must say so, None for a column without days.

    `others` are all its cells, asked only where the first ones do not tell.
    """
    orders = orders_of_days(cells, today)
    if orders[:2] == ("dmy", "mdy"):
        return day_or_month_first(others, today, day_first=day_first) or EITHER
    return next(iter(orders), None)
