"""Which row of a table names its columns: none that is a movement itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounting.statements.cells import is_amount, is_day
from accounting.statements.errors import ColumnsUnknown, StatementUnreadable
from accounting.statements.mapping import (
    Mapping,
    bare_layout,
    guessed,
    is_enough,
    known_layout,
    number_of,
    plain,
    without_headers,
)
from accounting.statements.reasons import because
from accounting.statements.sheets import MOST_COLUMNS, Row


@dataclass(frozen=True, slots=True)
class Header:
    """`place` among the first rows, -1 where no row names the columns: then every header is empty.

    `sheet`: how many filled sheets stand before its own.
    """

    place: int
    line: int
    cells: list[str]
    mapping: Mapping
    known: bool
    sheet: int = 0


def header_of(first: Sequence[Row], mapping: Mapping | None) -> Header:
    """The row that a mapping, a known layout or the words of the headers point out, else the one above the movements.

    Raises ColumnsUnknown where no row has the columns of the mapping.
    """
    if not first:
        raise StatementUnreadable(because("file_empty"))
    if mapping is not None:
        place = 0 if without_headers(mapping) else _place_named(first, mapping)
        return Header(place, *first[place], mapping, known=True)
    for place, (line, cells) in enumerate(first):
        if layout := known_layout(cells):
            return Header(place, line, cells, layout, known=True)
    width = max(len(cells) for _, cells in first)
    if layout := bare_layout([cells for _, cells in first if any(cells)]):
        return Header(-1, first[0][0], [""] * width, layout, known=True)
    place = _place_unnamed(first)
    if place < 0:
        return Header(place, first[0][0], [""] * width, Mapping({}), known=False)
    line, cells = first[place]
    return Header(place, line, cells, guessed(cells), known=False)


def _place_named(first: Sequence[Row], mapping: Mapping) -> int:
    named = [header for headers in mapping.columns.values() for header in headers if not number_of(header)]
    wanted = {plain(header) for header in named}
    for place, (_, cells) in enumerate(first):
        if wanted <= {plain(cell) for cell in cells} and not is_of_movement(named):
            return place
    raise ColumnsUnknown(f"no row names the columns {', '.join(sorted(wanted))[:200]}", line=first[0][0])


def _place_unnamed(first: Sequence[Row]) -> int:
    """Of the rows that name a date and an amount, the one that names the most; else the fullest above the movements."""
    others = [(place, cells) for place, (_, cells) in enumerate(first) if not is_of_movement(cells)]
    telling = [(len(guess.columns), -place) for place, cells in others if is_enough(guess := guessed(cells))]
    if telling:
        return -max(telling)[1]
    movements = [(place, _filled(cells)) for place, (_, cells) in enumerate(first) if is_movement(cells)]
    below, widest = (
        movements[0][0] if movements else len(first),
        max((filled for _, filled in movements), default=MOST_COLUMNS),
    )
    above = [(min(_filled(cells), widest), -place) for place, cells in others if place < below]
    return -max(above, default=(0, 1))[1]


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def with_currency(guess: Mapping, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """A column that is called as a value day is, and holds nothing but codes of currencies: `Valuta` means both.

    >>> with_currency(Mapping({"value_on": ("Valuta",)}), ["Valuta"], [["EUR"], ["USD"]]).columns
    {'currency': ('Valuta',)}
    """
    named = guess.columns.get("value_on", ())
    if len(named) != 1 or "currency" in guess.columns or named[0] not in headers:
        return guess
    place = headers.index(named[0])
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    if not cells or not all(re.fullmatch("[A-Z]{3}", cell) for cell in cells):
        return guess
    others = {name: kept for name, kept in guess.columns.items() if name != "value_on"}
    return replace(guess, columns=others | {"currency": named})


def is_of_movement(cells: Sequence[str]) -> bool:
    """Whether one of these cells holds a day or an amount, as no header does; a whole number alone may be one.

    >>> is_of_movement(["04/11/2026", "kosten"]), is_of_movement(["Datum", "-12,50"]), is_of_movement(["Datum", "1"])
    (True, True, False)
    """
    return any(is_day(cell) or (is_amount(cell) and not cell.isdigit()) for cell in cells)


def is_movement(cells: Sequence[str]) -> bool:
    """Whether a row has a day and an amount."""
    days = [cell for cell in cells if is_day(cell)]
    return bool(days) and any(cell not in days and is_amount(cell) for cell in cells)
