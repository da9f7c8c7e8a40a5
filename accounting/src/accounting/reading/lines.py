"""The lines of an invoice: the rows under a head such as "Omschrijving · Aantal · Prijs · Bedrag"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounting.reading.amounts import plain
from accounting.reading.consistency import CENT, ROUNDING, amount_of
from accounting.reading.document import Document, around, is_table_head, origin_of
from accounting.reading.fields import Field, Reading, Table
from accounting.reading.words import Phrase, Sheet

COLUMN_ROLES = ("description", "quantity", "unit_price", "vat_rate", "line_amount")
CLOSING_ROLES = frozenset({"net", "gross", "vat", "due", "subtotal", "total"})
MAX_LINES = 400


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    x0: float
    x1: float


def read_lines(document: Document, reading: Reading) -> Field | None:
    """The rows under a head such as "Omschrijving · Aantal · Prijs · Bedrag", down to the totals."""
    table: Table = []
    phrases: list[Phrase] = []
    for sheet in document.sheets:
        head = _head(document, sheet)
        if head is None:
            continue
        columns, first = head
        carried = sum((Decimal(row["net_amount"] or "0") for row in table), Decimal())
        for row, members in _items(document, sheet, columns, first, carried):
            if len(table) < MAX_LINES:
                table.append(row)
                phrases += members
    if not table:
        return None
    nets = [Decimal(row["net_amount"]) for row in table if row["net_amount"] is not None]
    wanted = [value for name in ("net_amount", "total_amount") if (value := amount_of(reading, name)) is not None]
    adds_up = len(nets) == len(table) and any(
        abs(sum(nets, Decimal()) - each) <= max(ROUNDING, CENT * len(nets)) for each in wanted
    )
    span = around([phrase for phrase in phrases if phrase.page == phrases[0].page])
    return Field(
        table, (0.9 if adds_up else 0.5) * (0.5 + 0.5 * span.confidence), span.page, span.box, origin_of(phrases[0])
    )


def _head(document: Document, sheet: Sheet) -> tuple[list[Column], int] | None:
    """The columns of the table's head (one or two rows) and the row after it."""
    for number, row in enumerate(sheet.rows):
        if not is_table_head(document, row):
            continue
        columns = _columns(document, row)
        roles = {column.role for column in columns}
        if "line_amount" in roles or "unit_price" in roles:
            return columns, number + 1
    return None


def _columns(document: Document, row: list[Phrase]) -> list[Column]:
    """One column per label of the head; of two amounts the rightmost is the line's."""
    columns: list[Column] = []
    for phrase in row:
        before = len(columns)
        for placed in document.labels[phrase]:
            taken = {column.role for column in columns}
            role = next((role for role in COLUMN_ROLES if role in placed.label.roles and role not in taken), None)
            if (
                role is None
                and placed.label.roles & {"line_amount", "net", "gross", "total"}
                and before == len(columns)
            ):
                role = "line_amount"
                columns = [column for column in columns if column.role != "line_amount"]
                before = len(columns)
            if role is not None:
                columns.append(Column(role, placed.x0, placed.x1))
    return columns


def _items(
    document: Document, sheet: Sheet, columns: list[Column], first: int, carried: Decimal
) -> Iterator[tuple[dict[str, str | None], list[Phrase]]]:
    """The table's rows on one page; ``carried`` is the sum of the pages before, which the first row may repeat."""
    current: tuple[dict[str, str | None], list[Phrase]] | None = None
    waiting: list[str] = []
    last_y: float | None = None
    for row in sheet.rows[first:]:
        if last_y is not None and row[0].y - last_y > 14 * sheet.line:
            break
        cells, members = _cells(document, sheet, columns, row)
        money = cells.get("line_amount") or cells.get("unit_price")
        if money is not None and Decimal(money) == carried != 0 and "quantity" not in cells:
            last_y, waiting = row[0].y, []
            continue  # carried forward to, or from, another page
        if (current is not None or money) and _closes(document, row, counted="quantity" in cells):
            break
        last_y = row[0].y
        description = cells.get("description")
        if money is None:
            if current is not None and description and len(current[0]["description"] or "") < 300:
                current[0]["description"] = " ".join(filter(None, (current[0]["description"], description)))
                current[1].extend(members)
            elif description and len(waiting) < 3:
                waiting.append(description)
            continue
        if current is not None:
            yield current
        text = " ".join([*waiting, description or ""]).strip() or None
        waiting = []
        carried += Decimal(cells.get("line_amount") or "0")
        current = (
            {
                "description": text,
                "quantity": cells.get("quantity"),
                "unit_price": cells.get("unit_price"),
                "vat_rate": cells.get("vat_rate"),
                "net_amount": cells.get("line_amount"),
            },
            members,
        )
    if current is not None:
        yield current


def _closes(document: Document, row: list[Phrase], *, counted: bool) -> bool:
    """Whether the row is the first of the totals: it starts with such a label, or has two of them.

    With a quantity (``counted``) only the very first word can say so: "2 x Totaalpakket" is a line.
    """
    labels = [placed.label for phrase in row for placed in document.labels[phrase]]
    closing = [
        label for label in labels if label.roles & CLOSING_ROLES and not label.roles & {"description", "quantity"}
    ]
    if len(closing) >= 2:
        return True
    first = next((phrase for phrase in row if any(map(str.isalpha, phrase.text))), None)
    if first is None or not closing:
        return False
    placed = next((each for each in document.labels[first] if each.label in closing), None)
    return placed is not None and sum(map(str.isalpha, first.text[: placed.label.start])) < (1 if counted else 6)


def _cells(
    document: Document, sheet: Sheet, columns: list[Column], row: list[Phrase]
) -> tuple[dict[str, str], list[Phrase]]:
    """The row's words and numbers by the column they stand under."""
    cells: dict[str, str] = {}
    texts: list[str] = []
    members: list[Phrase] = []
    numeric = [column for column in columns if column.role != "description"]
    for phrase in row:
        taken: list[tuple[int, int]] = []
        written: list[tuple[int, int, str, str]] = []
        for each in document.amounts_of(phrase):
            role = _column_of(sheet, numeric, phrase, each.written.start, each.written.end)
            money = each.written.cents or each.written.currency or each.value != each.value.to_integral_value()
            if role == "vat_rate" and each.written.cents:
                continue  # an amount of VAT, not a rate
            if role is not None and (money or role not in ("line_amount", "unit_price") or phrase.text.isdigit()):
                decimals = 2 if role in ("unit_price", "line_amount") else 0
                written.append((each.written.start, each.written.end, role, plain(each.value, decimals)))
        for start, end, percentage in document.percentages_of(phrase):
            written.append((start, end, "vat_rate", plain(percentage, 0)))
        for start, end, role, value in written:
            if role not in cells:
                cells[role] = value
                taken.append((start, end))
        rest = phrase.text
        for start, end in sorted(taken, reverse=True):
            rest = rest[:start] + rest[end:]
        rest = " ".join(re.sub(r"[€$£]|\bEUR\b", " ", rest).split()).strip(" |")
        if sum(character.isalpha() for character in rest) >= 2 and _describes(columns, phrase):
            texts.append(rest)
        if taken or rest:
            members.append(phrase)
    if texts:
        cells["description"] = " ".join(texts)
    return cells, members


def _describes(columns: list[Column], phrase: Phrase) -> bool:
    """Whether text stands left of the first money column, or under the description."""
    money = [column.x0 for column in columns if column.role in ("unit_price", "line_amount", "vat_rate")]
    head = next((column for column in columns if column.role == "description"), None)
    return phrase.x0 < min(money, default=1.0) and (head is None or phrase.x1 > head.x0 - 0.02)


def _column_of(sheet: Sheet, columns: list[Column], phrase: Phrase, start: int, end: int) -> str | None:
    """The column whose head stands over the number, by the nearer of right edges, centres and left edges."""
    x0, x1 = phrase.x_of(start, end)
    best: tuple[float, str] | None = None
    for column in columns:
        apart = min(abs(x1 - column.x1), abs(x0 - column.x0), abs(x0 + x1 - column.x0 - column.x1) / 2)
        if best is None or apart < best[0]:
            best = (apart, column.role)
    return best[1] if best is not None and best[0] < 7 * sheet.letter else None
