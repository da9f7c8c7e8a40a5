"""A bank's table → statements, one per account and currency."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from typing import BinaryIO

from accounting.statements.cells import decimal_mark_of, is_amount
from accounting.statements.day_order import (
    EITHER,
    day_or_month_first,
    is_day_first,
    order_in,
    orders_of_days,
)
from accounting.statements.detection import format_of
from accounting.statements.errors import ColumnsUnknown
from accounting.statements.headers import Header, header_of, is_movement, with_currency
from accounting.statements.mapping import (
    Mapping,
    check,
    check_told_apart,
    is_no_movement,
    told_apart,
    with_sign,
    without_headers,
)
from accounting.statements.model import Event, LeftOut, Tail
from accounting.statements.rows import Columns, read_rows
from accounting.statements.sheets import LOOK, Row, Rows, csv_rows, delimiter_of, other_sheets, xlsx_rows
from accounting.statements.states import MOST_STATES, states_of, unsure, which_count
from accounting.statements.totals import is_total

MOST_SHEETS = 20
DAYS = ("booked_on", "value_on")
AMOUNTS = ("amount", "debit", "credit")
ROWS_FOR_STATES = 10_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person sees before a table of an unknown bank is read: its headers, its first rows, and our guess.

    Of a table without headers these are empty, and `header_line` is that of its first row.
    `states` are those of ROWS_FOR_STATES, in the column that the guess takes for the state; rows in `no_movement`
    are left out where the mapping does not say which count, and of those in `unsure` (each with its number of rows) it
    must say so. `day_orders` says for each column how its days are read where the mapping does not; None for a column
    without days. `twice` are headers that several columns have and that the guess leaves open for that.
    """

    headers: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping
    known: bool
    missing: str | None
    states: tuple[str, ...] = ()
    no_movement: tuple[str, ...] = ()
    unsure: dict[str, int] = field(default_factory=dict)
    day_orders: tuple[str | None, ...] = ()
    twice: tuple[str, ...] = ()


def propose(source: BinaryIO, today: date | None = None) -> Proposal:
    """Raises StatementUnreadable for what is no table; `today` tells day from month and year."""
    missing: str | None = None
    twice: Iterable[str] = ()

    def again() -> Rows:
        if is_whole:
            first, rows, _ = _sheet(source, None)
            return chain(first, rows)
        return _rows(source, None, 0)

    is_whole = True
    try:
        first, rows, header = _sheet(source, None)
        mapping = header.mapping
    except ColumnsUnknown as error:
        missing, is_whole = error.reason, False
        rows = again()
        first = list(islice(rows, LOOK))
        header = header_of(first, None)
        mapping, twice = told_apart(header.mapping, header.cells)
    below = first[header.place + 1 :]
    columns = Columns.of(mapping, header.cells, header.line)
    states = states_of((row for _, row in chain(below, rows)), columns, ROWS_FOR_STATES)
    asked = unsure(states, columns)
    width = len(header.cells)
    decimals = decimal_mark_of(cell for at in range(width) for cell in _column(at, below) if is_amount(cell))
    day_first = _is_day_first(source, header, columns.with_habits(columns.order, decimals), [row for _, row in below])
    day_orders = tuple(
        order_in(
            list(_column(at, below)),
            _column(at, islice(again(), header.place + 1, None)),
            today,
            day_first=day_first,
        )
        for at in range(width)
    )
    if missing is None and columns.order is None:
        places = [place for name in DAYS for place in columns.places.get(name, ())]
        missing = _which_first(below) if EITHER in [day_orders[place] for place in places] else None
    if missing is None and asked:
        missing = which_count(asked)
    return Proposal(
        tuple(header.cells), header.line, tuple(tuple(row) for _, row in below[:10]), mapping, header.known, missing,
        tuple(islice(states, MOST_STATES)), tuple(filter(is_no_movement, states)), asked, day_orders, tuple(twice),
    )  # fmt: skip


def _column(at: int, rows: Iterable[Row]) -> Iterator[str]:
    return (row[at] for _, row in rows if at < len(row) and not is_total(row))


def _is_day_first(source: BinaryIO, header: Header, columns: Columns, rows: Iterable[list[str]]) -> bool:
    """Whoever reads the rows begins anew behind this."""
    mapping = header.mapping
    is_csv = format_of(source) != "xlsx"
    mark = mapping.delimiter or delimiter_of(source, mapping.encoding) if is_csv else None
    account = next(filter(None, (columns.owner(row)[0] for row in rows)), None)
    return is_day_first(header.cells, mark, columns.decimals, account)


def _which_first(rows: list[Row]) -> str:
    day = next((cell for _, row in rows for cell in row if orders_of_days([cell])[:2] == ("dmy", "mdy")), "")
    return f"which is first in {day}, the day or the month"


def read_table(source: BinaryIO, mapping: Mapping | None = None, today: date | None = None) -> Iterator[Event]:
    """`today` tells day from month, and from a year of two digits.

    Raises ColumnsUnknown when nobody said what the columns are, which of day and month is first or which states count,
    StatementUnreadable at a row that is wrong.
    """
    is_workbook = format_of(source) == "xlsx"
    first, rows, header = _sheet(source, mapping)
    columns = Columns.of(header.mapping, header.cells, header.line)
    is_row = without_headers(header.mapping) and not _is_header(columns, header.cells)
    begin = max(header.place, 0) if is_row else header.place + 1

    def again() -> Rows:
        first, rows, _ = _sheet(source, mapping)
        return chain(first[begin:], rows)

    seen = [row for _, row in first[begin:] if not is_total(row)]
    columns = _told_apart(columns, seen, today)
    everything: Rows = chain(first[begin:], rows)
    if columns.order is None or (columns.decimals is None and len(first) == LOOK):
        is_all = len(first) < LOOK
        columns = _told_by_others(
            columns,
            lambda: iter(seen) if is_all else (row for _, row in again() if not is_total(row)),
            lambda known: _is_day_first(source, header, known, seen),
            today,
        )
        everything = everything if is_all else again()
    if columns.order is None:
        raise ColumnsUnknown(_which_first(first[begin:]), line=first[begin][0])
    if "state" in columns.places and not header.mapping.only:
        if asked := unsure(states_of((row for _, row in again()), columns), columns):
            raise ColumnsUnknown(which_count(asked), line=header.line)
        everything = again()
    on_others = _on_other_sheets(source, header.sheet) if is_workbook else ()
    for event in read_rows(everything, again, columns):
        if on_others and isinstance(event, Tail):
            yield replace(event, left_out=event.left_out + on_others)
            on_others = ()
        else:
            yield event


def _on_other_sheets(source: BinaryIO, sheet: int) -> tuple[LeftOut, ...]:
    """What a person must know is not read: the balances of one sheet may add up without the movements of another."""
    found = []
    for name, rows in other_sheets(source, sheet):
        movements = [line for line, row in rows if is_movement(row)]
        if movements:
            found.append(LeftOut(movements[0], "", name, len(movements)))
    return tuple(found)


def _sheet(source: BinaryIO, mapping: Mapping | None) -> tuple[list[Row], Rows, Header]:
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
            header = header_of(first, mapping)
            check(header.mapping)
            if not header.known:
                below = [row for _, row in first[header.place + 1 :] if not is_total(row)]
                guess = with_currency(header.mapping, header.cells, below)
                header = replace(header, mapping=with_sign(guess, header.cells, below))
            header = replace(header, sheet=passing)
            check_told_apart(header.mapping, header.cells)
        except ColumnsUnknown as error:
            wrong = wrong or error
        else:
            return first, rows, header
    raise wrong or ColumnsUnknown(ColumnsUnknown.title())


def _rows(source: BinaryIO, mapping: Mapping | None, passing: int) -> Rows:
    if format_of(source) == "xlsx":
        return xlsx_rows(source, passing)
    return csv_rows(source, mapping.encoding if mapping else None, mapping.delimiter if mapping else None)


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


def _told_by_others(
    columns: Columns,
    others: Callable[[], Iterator[list[str]]],
    day_first: Callable[[Columns], bool],
    today: date | None,
) -> Columns:
    """With what the first rows leave open and all of them tell."""
    known = columns.with_habits(columns.order, columns.decimals or decimal_mark_of(_amounts(columns, others())))
    if known.order:
        return known
    is_first = day_first(known)
    days = (cell for row in others() for name in DAYS if (cell := columns.text(row, name)))
    return known.with_habits(day_or_month_first(days, today, day_first=is_first), known.decimals)


def _amounts(columns: Columns, rows: Iterable[list[str]]) -> Iterator[str]:
    return (cell for row in rows for name in AMOUNTS if (cell := columns.text(row, name)))
