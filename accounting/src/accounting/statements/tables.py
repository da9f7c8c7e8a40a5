"""A bank's table → statements, one per account and currency.

The header row is found among the first rows, by a known layout, by the mapping given, or by the words of the headers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import BinaryIO

from accounting.statements.cells import day_or_month_first, decimal_mark_of, order_of_days, orders_of_days
from accounting.statements.detection import format_of
from accounting.statements.errors import ColumnsUnknown, StatementUnreadable
from accounting.statements.mapping import (
    Mapping,
    check,
    check_told_apart,
    guessed,
    is_no_movement,
    known_layout,
    number_of,
    plain,
    told_apart,
    with_sign,
    without_headers,
)
from accounting.statements.model import Event
from accounting.statements.rows import Columns, read_rows
from accounting.statements.sheets import LOOK, Row, Rows, csv_rows, xlsx_rows
from accounting.statements.totals import is_total

MOST_SHEETS = 20
DAYS = ("booked_on", "value_on")
AMOUNTS = ("amount", "debit", "credit")
ROWS_FOR_STATES = 10_000
MOST_STATES = 20
"""Of a column with more, no state is told: it holds something else."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person sees before a table of an unknown bank is read: its headers, its first rows, and our guess.

    `states` are those of ROWS_FOR_STATES, in the column that the guess takes for the state; rows in `no_movement`
    are left out where the mapping does not say which count. `day_orders` says for each column how its days are read
    where the mapping does not; None for a column without days. `twice` are headers that several columns have and that
    the guess leaves open for that.
    """

    headers: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping
    known: bool
    missing: str | None
    states: tuple[str, ...] = ()
    no_movement: tuple[str, ...] = ()
    day_orders: tuple[str | None, ...] = ()
    twice: tuple[str, ...] = ()


def propose(source: BinaryIO) -> Proposal:
    """Raises StatementUnreadable for what is no table."""
    missing: str | None = None
    twice: Iterable[str] = ()
    try:
        first, rows, (place, mapping, known) = _sheet(source, None)
    except ColumnsUnknown as error:
        missing = error.reason
        rows = _rows(source, None, 0)
        first = list(islice(rows, LOOK))
        place, mapping, known = _header(first, None)
        mapping, twice = told_apart(mapping, first[place][1])
    line, headers = first[place]
    states = _states(chain(first[place + 1 :], rows), Columns.of(mapping, headers, line))
    return Proposal(
        tuple(headers), line, tuple(tuple(row) for _, row in first[place + 1 : place + 11]), mapping, known, missing,
        states, tuple(filter(is_no_movement, states)), _day_orders(headers, first[place + 1 :]), tuple(twice),
    )  # fmt: skip


def _day_orders(headers: list[str], rows: list[Row]) -> tuple[str | None, ...]:
    return tuple(
        order_of_days([row[at] for _, row in rows if at < len(row) and not is_total(row)]) for at in range(len(headers))
    )


def _states(rows: Iterable[tuple[int, list[str]]], columns: Columns) -> tuple[str, ...]:
    """What the state column says, each once, in the order of the file."""
    if "state" not in columns.places:
        return ()
    found: dict[str, None] = {}
    for _, row in islice(rows, ROWS_FOR_STATES):
        if state := columns.text(row, "state"):
            found[state] = None
        if len(found) == MOST_STATES:
            break
    return tuple(found)


def read_table(source: BinaryIO, mapping: Mapping | None = None, today: date | None = None) -> Iterator[Event]:
    """`today` tells day from a year of two digits.

    Raises ColumnsUnknown when nobody said what the columns are, StatementUnreadable at a row that is wrong.
    """
    first, rows, (place, found, _) = _sheet(source, mapping)
    headers = first[place][1]
    columns = Columns.of(found, headers, first[place][0])
    begin = place if without_headers(found) and not _is_header(columns, first[place][1]) else place + 1

    def again() -> Rows:
        first, rows, _ = _sheet(source, mapping)
        return chain(first[begin:], rows)

    columns = _told_apart(columns, [row for _, row in first[begin:] if not is_total(row)], today)
    everything: Rows = chain(first[begin:], rows)
    if len(first) == LOOK and (columns.order is None or columns.decimals is None):
        columns = _told_by_others(columns, lambda: (row for _, row in again() if not is_total(row)))
        everything = again()
    yield from read_rows(everything, again, columns)


def _sheet(source: BinaryIO, mapping: Mapping | None) -> tuple[list[Row], Rows, tuple[int, Mapping, bool]]:
    """The first rows of the first sheet that names its columns, what stands behind them, and its header.

    A workbook may begin with a cover. Where no sheet will do, the first one says why.
    """
    wrong: ColumnsUnknown | None = None
    for passing in range(MOST_SHEETS if format_of(source) == "xlsx" else 1):
        rows = _rows(source, mapping, passing)
        first = list(islice(rows, LOOK))
        if wrong and not first:
            break
        try:
            header = _header(first, mapping)
            check(header[1])
            place, found, known = header
            if not known:
                found = with_sign(found, first[place][1], [row for _, row in first[place + 1 :] if not is_total(row)])
            check_told_apart(found, first[place][1])
        except ColumnsUnknown as error:
            wrong = wrong or error
        else:
            return first, rows, (place, found, known)
    raise wrong or ColumnsUnknown(ColumnsUnknown.title())


def _rows(source: BinaryIO, mapping: Mapping | None, passing: int) -> Rows:
    if format_of(source) == "xlsx":
        return xlsx_rows(source, passing)
    return csv_rows(source, mapping.encoding if mapping else None, mapping.delimiter if mapping else None)


def _header(first: list[tuple[int, list[str]]], mapping: Mapping | None) -> tuple[int, Mapping, bool]:
    """Which of the first rows names the columns, and what they are."""
    if not first:
        raise StatementUnreadable("the file is empty")
    if mapping is not None:
        if without_headers(mapping):
            return 0, mapping, True
        named = (header for headers in mapping.columns.values() for header in headers)
        wanted = {plain(header) for header in named if not number_of(header)}
        for place, (_, cells) in enumerate(first):
            if wanted <= {plain(cell) for cell in cells}:
                return place, mapping, True
        raise ColumnsUnknown(f"no row names the columns {', '.join(sorted(wanted))[:200]}", line=first[0][0])
    for place, (_, cells) in enumerate(first):
        if layout := known_layout(cells):
            return place, layout, True
    guesses = [
        (len(guess.columns), -place, guess) for place, (_, cells) in enumerate(first) for guess in (guessed(cells),)
    ]
    _, place, best = max(guesses, key=lambda each: each[:2])
    return -place, best, False


def _is_header(columns: Columns, row: list[str]) -> bool:
    """Where a row would have its day and its amount there are words and no digit."""
    cells = [cell for name in (*DAYS, *AMOUNTS) if (cell := columns.text(row, name))]
    return bool(cells) and not any(character.isdigit() for cell in cells for character in cell)


def _told_apart(columns: Columns, rows: list[list[str]], today: date | None) -> Columns:
    """With the order of dates and the decimal mark that the first rows show, where the mapping does not say."""
    told = (orders_of_days(columns.all_of(name, rows), today) for name in DAYS)
    orders = next(filter(None, told), ("dmy",))
    order = columns.order or (None if orders[:2] == ("dmy", "mdy") else orders[0])
    return columns.with_habits(order, columns.decimals or decimal_mark_of(_amounts(columns, rows)))


def _told_by_others(columns: Columns, others: Callable[[], Iterator[list[str]]]) -> Columns:
    """With what the first rows leave open and a row behind them tells."""
    days = (cell for row in others() for name in DAYS if (cell := columns.text(row, name)))
    return columns.with_habits(
        columns.order or day_or_month_first(days), columns.decimals or decimal_mark_of(_amounts(columns, others()))
    )


def _amounts(columns: Columns, rows: Iterable[list[str]]) -> Iterator[str]:
    return (cell for row in rows for name in AMOUNTS if (cell := columns.text(row, name)))
