"""Whether the quotation marks of a CSV file stand around cells, or are letters in the texts of people.

A file that was written without quoting says `"T HOEKJE` where a cafe is called so; read with quotes, that cell goes on
to the next mark and swallows the payments between. It is decided once, over the whole file, before a row is given.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator

from accounting.statements.errors import StatementUnreadable
from accounting.statements.reasons import because

QUOTE = '"'


def width_without_quoting(lines: Iterable[str], delimiter: str) -> int | None:
    """How many cells a row has in a file that was written without quoting; None when marks stand around cells.

    They do not where one never closes as it should, or where a cell would hold whole rows.
    """
    bare_widths: Counter[int] = Counter()
    widths: Counter[int] = Counter()
    of_record: list[int] = []

    def passing() -> Iterator[str]:
        for line in lines:
            width = line.count(delimiter) + 1
            if QUOTE in line:
                widths[width] += 1
            elif width > 1:
                bare_widths[width] += 1
            of_record.append(width)
            yield line

    swallowed: set[int] = set()
    broken = False
    text = passing()
    try:
        for _ in csv.reader(text, delimiter=delimiter, strict=True):
            if len(of_record) > 1 and len(set(of_record)) == 1:
                swallowed.add(of_record[0])
            of_record.clear()
    except csv.Error:
        broken = True
        for _ in text:
            pass
    usual = (bare_widths or widths).most_common(1)[0][0] if bare_widths or widths else 0
    return usual if broken or usual in swallowed else None


def line_by_line(lines: Iterable[str], delimiter: str, width: int) -> Iterator[list[str]]:
    """One row a line: a line with marks is parted at every delimiter, or around its quotes where only that fits.

    Raises StatementUnreadable for a line that neither way has ``width`` cells.
    """
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split(delimiter)
        if QUOTE in line and len(cells) != width:
            cells = next(csv.reader([line], delimiter=delimiter))
            if len(cells) != width:
                raise StatementUnreadable(because("quote_open"), line=number)
        yield [_bare(cell.strip()) for cell in cells]


def _bare(cell: str) -> str:
    whole = len(cell) > 1 and cell[0] == cell[-1] == QUOTE
    return cell[1:-1].replace(QUOTE * 2, QUOTE) if whole else cell
