"""The two tables of an invoice: VAT per rate, and the lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from accounting.reading.amounts import plain
from accounting.reading.consistency import CENT, ROUNDING, amount_of
from accounting.reading.document import Amount, Document, is_table_head
from accounting.reading.fields import Box, Field, Reading, Source, Table
from accounting.reading.words import Phrase, Sheet, Span

RATES = frozenset(
    Decimal(rate) for rate in "0 2.1 3 4 5 5.5 6 7 8 8.1 9 10 12 13 14 15 16 17 18 19 20 21 22 23 24 25 25.5 27".split()
)
COLUMN_ROLES = ("description", "quantity", "unit_price", "vat_rate", "line_amount")
CLOSING_ROLES = frozenset({"net", "gross", "vat", "due", "subtotal", "total"})
MAX_LINES = 400


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row that says: at this rate, this much VAT on this base."""

    rate: Decimal
    base: Decimal
    vat: Decimal
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    x0: float
    x1: float


def read_breakdown(document: Document, reading: Reading) -> Field | None:
    """VAT per rate: rows where rate × base = VAT, in the combination that adds up to the document's net and VAT."""
    net, vat = amount_of(reading, "net_amount"), amount_of(reading, "vat_amount")
    if net is None or vat is None:
        return None
    by_rate: dict[Decimal, list[RateRow]] = {}
    for row in _rate_rows(document, net, vat):
        known = by_rate.setdefault(row.rate, [])
        if len(known) < 6 and all((row.base, row.vat) != (each.base, each.vat) for each in known):
            known.append(row)
    choices = [[None, *rows] for rows in list(by_rate.values())[:5]]
    for combination in sorted(product(*choices), key=lambda rows: -sum(row is not None for row in rows)):
        rows = [row for row in combination if row is not None]
        base, amount = sum((row.base for row in rows), Decimal()), sum((row.vat for row in rows), Decimal())
        if rows and abs(base - net) <= ROUNDING * len(rows) and abs(amount - vat) <= ROUNDING * len(rows):
            table: Table = [
                {
                    "rate": plain(row.rate, 0),
                    "base": plain(row.base),
                    "amount": plain(row.vat),
                    "category": "S" if row.rate else None,
                }
                for row in sorted(rows, key=lambda row: row.rate)
            ]
            span = _around([phrase for row in rows for phrase in row.phrases])
            return Field(table, 0.93 * (0.5 + 0.5 * span.confidence), span.page, span.box, _source(rows[0].phrases[0]))
    return _single_rate(document, reading, net, vat)


def _rate_rows(document: Document, net: Decimal, vat: Decimal) -> Iterator[RateRow]:
    """Rows with a rate and two amounts that belong to it."""
    for sheet in document.sheets:
        amounts: dict[int, list[Amount]] = {}
        rates: dict[int, set[Decimal]] = {}
        for each in document.amounts:
            if each.phrase.page == sheet.page.number:
                amounts.setdefault(each.phrase.row, []).append(each)
                if (not each.written.cents and each.value in RATES) or each.value in RATES:
                    rates.setdefault(each.phrase.row, set()).add(each.value)
        for phrase, _, _, percentage in document.percentages:
            if phrase.page == sheet.page.number and percentage in RATES:
                rates.setdefault(phrase.row, set()).add(percentage)
        for number, found_rates in rates.items():
            here = [each for each in amounts.get(number, []) if each.written.cents or each.written.currency][:8]
            for rate in found_rates:
                for base in here:
                    due = (base.value * rate / 100).quantize(CENT, ROUND_HALF_UP)
                    for tax in here:
                        same = tax is base
                        if (
                            same
                            or abs(tax.value - due) > ROUNDING
                            or abs(tax.value) > abs(base.value)
                            or tax.value == rate == base.value
                        ):
                            continue
                        if abs(base.value) <= abs(net) + ROUNDING and abs(tax.value) <= abs(vat) + ROUNDING:
                            yield RateRow(rate, base.value, tax.value, tuple(dict.fromkeys((base.phrase, tax.phrase))))


def _single_rate(document: Document, reading: Reading, net: Decimal, vat: Decimal) -> Field | None:
    """One row for the whole document when a printed rate explains its VAT."""
    printed = {percentage for *_, percentage in document.percentages if percentage in RATES}
    printed |= {
        each.value for each in document.amounts if not each.written.cents and each.value in RATES and each.value
    }
    fitting = sorted(
        rate for rate in printed if abs((net * rate / 100).quantize(CENT, ROUND_HALF_UP) - vat) <= ROUNDING
    )
    if not fitting or (not vat and not net):
        return None
    rate = fitting[-1]
    of = reading.fields["vat_amount"]
    row: dict[str, str | None] = {
        "rate": plain(rate, 0),
        "base": plain(net),
        "amount": plain(vat),
        "category": "S" if rate else None,
    }
    return Field([row], 0.85 * of.confidence, of.page, of.box, "rule")


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
    span = _around([phrase for phrase in phrases if phrase.page == phrases[0].page])
    return Field(
        table, (0.9 if adds_up else 0.5) * (0.5 + 0.5 * span.confidence), span.page, span.box, _source(phrases[0])
    )


def _head(document: Document, sheet: Sheet) -> tuple[list[Column], int] | None:
    """The columns of the table's head (one or two rows) and the row after it."""
    for number, row in enumerate(sheet.rows):
        if not is_table_head(document, row):
            continue
        columns: list[Column] = []
        for phrase in row:
            for placed in document.labels[phrase]:
                role = next((role for role in _roles_in_order(placed.label.roles, columns)), None)
                if role is not None:
                    columns.append(Column(role, placed.x0, placed.x1))
        roles = {column.role for column in columns}
        if "line_amount" in roles or "unit_price" in roles:
            return columns, number + 1
    return None


def _roles_in_order(roles: frozenset[str], columns: list[Column]) -> Iterator[str]:
    """The column roles a label can play that no column to its left plays yet; a second amount column replaces none."""
    taken = {column.role for column in columns}
    if roles & {"net", "gross"} and "unit_price" in roles and "unit_price" not in taken:
        yield "unit_price"
    for role in COLUMN_ROLES:
        if role in roles and role not in taken:
            yield role
    if roles & {"net", "gross", "total"} and "line_amount" not in taken and "line_amount" not in roles:
        yield "line_amount"


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
        if "quantity" not in cells and _closes(document, row) and (current is not None or money):
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


def _closes(document: Document, row: list[Phrase]) -> bool:
    """Whether the row is the first of the totals: such a label with hardly a word before it."""
    for phrase in row:
        for placed in document.labels[phrase]:
            roles = placed.label.roles
            if roles & CLOSING_ROLES and not roles & {"description", "quantity"}:
                before = phrase.text[: placed.label.start]
                return sum(map(str.isalpha, before)) < 6
        if any(map(str.isalpha, phrase.text)):
            return False
    return False


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


def _around(phrases: list[Phrase]) -> Span:
    page = phrases[0].page
    here = [phrase for phrase in phrases if phrase.page == page]
    box: Box = (min(p.x0 for p in here), min(p.y0 for p in here), max(p.x1 for p in here), max(p.y1 for p in here))
    return Span("", page, box, min(phrase.confidence for phrase in here))


def _source(phrase: Phrase) -> Source:
    return "ocr" if phrase.origin == "ocr" else "text"
