"""A document as the field readers see it: laid-out pages, the labels on them, and what a label points at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from accounting.reading.amounts import WrittenAmount, find_amounts, find_percentages
from accounting.reading.dates import WrittenDate, find_dates
from accounting.reading.fields import Field, Source, Value
from accounting.reading.labels import Label, find_labels
from accounting.reading.words import Page, Phrase, Sheet, Span, lay_out

ROWS_ABOVE = 5
"""How many rows up a label can still head a value."""

PHRASES_LEFT = 15
"""How many phrases to the left a label can still stand."""

WIDEST_ROW = 100
"""Of a row of more phrases only so many are looked at as heads of columns."""

MAX_PAGES_READ = 30
"""Fields are looked for on the first pages only; the totals of longer documents stand on their last ones."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with the phrase it stands in and its left and right edge."""

    label: Label
    phrase: Phrase
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Amount:
    """A possible amount of money and where it stands."""

    written: WrittenAmount
    phrase: Phrase

    @property
    def value(self) -> Decimal:
        return self.written.value

    @property
    def span(self) -> Span:
        return self.phrase.span(self.written.start, self.written.end)


@dataclass(frozen=True, slots=True)
class Day:
    """A possible date and where it stands."""

    written: WrittenDate
    phrase: Phrase

    @property
    def value(self) -> date:
        return self.written.day

    @property
    def span(self) -> Span:
        return self.phrase.span(self.written.start, self.written.end)


@dataclass(eq=False)
class Document:
    """All pages laid out, with every label, date, amount and percentage found once."""

    sheets: list[Sheet]
    labels: dict[Phrase, list[PlacedLabel]] = field(default_factory=dict)
    days: list[Day] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    percentages: list[tuple[Phrase, int, int, Decimal]] = field(default_factory=list)

    @cached_property
    def table_heads(self) -> dict[int, set[int]]:
        """Per page the rows that head the invoice's lines, with their second and third line of heading."""
        heads: dict[int, set[int]] = {}
        for sheet in self.sheets:
            for number, row in enumerate(sheet.rows):
                if is_table_head(self, row):
                    near = [
                        other
                        for other in range(max(0, number - 2), min(len(sheet.rows), number + 3))
                        if abs(sheet.rows[other][0].y - row[0].y) < 3 * sheet.line
                        and not any(map(self.amounts_of, sheet.rows[other]))
                    ]
                    heads.setdefault(sheet.page.number, set()).update([number, *near])
        return heads

    @property
    def phrases(self) -> Iterator[Phrase]:
        return (phrase for sheet in self.sheets for phrase in sheet.phrases)

    def sheet(self, phrase: Phrase) -> Sheet:
        return self._sheet_of[phrase.page]

    def row(self, phrase: Phrase) -> list[Phrase]:
        """The phrases of the row ``phrase`` stands in, from left to right."""
        return self.sheet(phrase).rows[phrase.row]

    def labelled(self, *roles: str) -> Iterator[PlacedLabel]:
        """Labels that can play one of ``roles``, in reading order."""
        wanted = frozenset(roles)
        for found in self.labels.values():
            for placed in found:
                if placed.label.roles & wanted:
                    yield placed

    def amounts_of(self, phrase: Phrase) -> list[Amount]:
        """The amounts written in one phrase."""
        return self._amounts_in.get(phrase, [])

    def percentages_of(self, phrase: Phrase) -> list[tuple[int, int, Decimal]]:
        """The percentages written in one phrase, with start and end."""
        return self._percentages_in.get(phrase, [])

    def __post_init__(self) -> None:
        self._amounts_in: dict[Phrase, list[Amount]] = {}
        self._percentages_in: dict[Phrase, list[tuple[int, int, Decimal]]] = {}
        self._sheet_of = {sheet.page.number: sheet for sheet in self.sheets}
        for sheet in self.sheets:
            for phrase in sheet.phrases:
                self._look_into(phrase)
        for amount in self.amounts:
            self._amounts_in.setdefault(amount.phrase, []).append(amount)
        for where, start, end, percentage in self.percentages:
            self._percentages_in.setdefault(where, []).append((start, end, percentage))

    def _look_into(self, phrase: Phrase) -> None:
        text = phrase.text
        self.labels[phrase] = [
            PlacedLabel(label, phrase, *phrase.x_of(label.start, label.end))
            for label in find_labels(text, misread=phrase.origin == "ocr")
        ]
        if not any(character.isdigit() for character in text):
            return
        days = [day for day in find_dates(text) if not day.compact or len(text) < 40]
        self.days += [Day(day, phrase) for day in days]
        taken = [(day.start, day.end) for day in days if not day.compact]
        for start, end, percentage in find_percentages(text):
            self.percentages.append((phrase, start, end, percentage))
            taken.append((start, end))
        for part, offset in _closely_written(phrase):
            for written in find_amounts(part):
                start, end = written.start + offset, written.end + offset
                if not any(start < until and end > since for since, until in taken):
                    moved = WrittenAmount(start, end, written.value, written.cents, written.currency)
                    self.amounts.append(Amount(moved, phrase))


def open_document(pages: Sequence[Page]) -> Document:
    """The document's pages laid out; of a very long one the first and the last."""
    chosen: Iterable[Page] = pages
    if len(pages) > MAX_PAGES_READ:
        chosen = [*pages[: MAX_PAGES_READ - 5], *pages[-5:]]
    unique = {page.number: page for page in chosen}
    return Document([lay_out(page) for page in unique.values()])


def pointers(document: Document, phrase: Phrase, start: int, end: int) -> list[tuple[Label, float]]:
    """The labels that point at these characters, each with how strongly (0..1): before them, left of them or above."""
    found: list[tuple[Label, float]] = []
    sheet = document.sheet(phrase)
    own = [placed.label for placed in document.labels[phrase] if placed.label.end <= start]
    for index, label in enumerate(own):
        between = sum(character.isalnum() for character in phrase.text[label.end : start])
        found.append((label, max(0.2, 1.0 - 0.015 * between - 0.2 * (len(own) - 1 - index))))
    nearest = 0 if own else 1
    row = sheet.rows[phrase.row]
    for steps, left in enumerate(reversed(row[max(0, phrase.place - PHRASES_LEFT) : phrase.place])):
        placed_here = document.labels[left]
        tail = _letters_after(left, placed_here)
        gap = (phrase.x0 - left.x1) / max(sheet.letter, 1e-4)
        for index, placed in enumerate(reversed(placed_here)):
            weight = 0.95 - 0.1 * steps - 0.2 * index - (0.0 if nearest else 0.35) - min(0.4, 0.03 * tail)
            found.append((placed.label, max(0.1, weight - max(0.0, gap - 35) * 0.004)))
        if placed_here:
            nearest = 0
    x0, x1 = phrase.x_of(start, end)
    share = 0.5 if _stands_alone(document, row, phrase, start) else 1.0
    found += [(label, strength * share) for label, strength in _above(document, sheet, phrase, x0, x1)]
    return found


def _stands_alone(document: Document, row: Sequence[Phrase], phrase: Phrase, start: int) -> bool:
    """Whether a label close by on the left speaks for this value alone; what heads the column then counts for less."""
    if any(placed.label.end <= start for placed in document.labels[phrase]):
        return sum(map(str.isdigit, phrase.text[:start])) == 0
    index = phrase.place
    before = row[index - 1] if index else None
    if before is None or not document.labels[before] or phrase.x0 - before.x1 > 25 * document.sheet(phrase).letter:
        return False
    return not any(map(str.isdigit, before.text)) and len(document.amounts_of(phrase)) <= 1 and index + 1 == len(row)


def _above(document: Document, sheet: Sheet, phrase: Phrase, x0: float, x1: float) -> Iterator[tuple[Label, float]]:
    """Labels heading the column that x0..x1 stands in."""
    steps = 0
    for number in range(phrase.row - 1, max(-1, phrase.row - 1 - ROWS_ABOVE), -1):
        row = sheet.rows[number]
        distance = (phrase.y - row[0].y) / max(sheet.line, 1e-4)
        if distance > 7:
            return
        over = [each for each in row[:WIDEST_ROW] if each.x0 < x1 + sheet.letter and each.x1 > x0 - sheet.letter]
        if not over:
            continue
        steps += 1
        of_table = sheet.page.number in document.table_heads and number in document.table_heads[sheet.page.number]
        for each in over:
            for placed in document.labels[each]:
                if placed.label.roles == {"quantity_total"}:
                    continue
                apart = max(placed.x0 - x1, x0 - placed.x1, 0.0) / max(sheet.letter, 1e-4)
                if apart > 2:
                    continue
                strength = 0.9 - 0.13 * (steps - 1) - 0.04 * max(0.0, distance - 2) - 0.1 * apart
                if any(character.isdigit() for character in each.text[placed.label.end :]):
                    strength *= 0.5
                if of_table:
                    strength *= 0.45
                if strength > 0.1:
                    yield placed.label, strength


def is_table_head(document: Document, row: Sequence[Phrase]) -> bool:
    """Whether a row heads the invoice's lines: a description or quantity, and a price or amount."""
    roles = [placed.label.roles for phrase in row for placed in document.labels[phrase]]
    what = sum(bool(each & {"description", "quantity"}) for each in roles)
    cost = sum(bool(each & {"unit_price", "line_amount"}) for each in roles)
    digits = sum(any(character.isdigit() for character in phrase.text) for phrase in row)
    return what >= 1 and cost >= 1 and what + cost >= 2 and digits <= 1


def found(value: Value, probability: float, span: Span, source: Source | None = None, origin: str = "text") -> Field:
    """A field whose confidence is the rule's probability, lowered by how well the words themselves were recognised."""
    confidence = max(0.01, min(0.99, probability)) * (0.4 + 0.6 * span.confidence)
    return Field(value, confidence, span.page, span.box, source or ("ocr" if origin == "ocr" else "text"))


def around(phrases: Sequence[Phrase]) -> Span:
    """The box of all phrases that stand on the first one's page."""
    page = phrases[0].page
    here = [phrase for phrase in phrases if phrase.page == page]
    box = (min(p.x0 for p in here), min(p.y0 for p in here), max(p.x1 for p in here), max(p.y1 for p in here))
    return Span("", page, box, min(phrase.confidence for phrase in here))


def origin_of(phrase: Phrase) -> Source:
    """The source of a field read from this phrase."""
    return "ocr" if phrase.origin == "ocr" else "text"


def _letters_after(phrase: Phrase, placed: Sequence[PlacedLabel]) -> int:
    """How many letters and digits follow the last label of a phrase."""
    end = placed[-1].label.end if placed else 0
    return sum(character.isalnum() for character in phrase.text[end:])


def _closely_written(phrase: Phrase) -> Iterator[tuple[str, int]]:
    """The phrase cut where two digit groups are too far apart to be one number written with blanks."""
    start = 0
    words = phrase.words
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        if before.text[-1:].isdigit() and word.text[:1].isdigit():
            letter = (before.x1 - before.x0 + word.x1 - word.x0) / (len(before.text) + len(word.text))
            if word.x0 - before.x1 > 1.3 * letter:
                yield phrase.text[start : phrase.starts[index] - 1], start
                start = phrase.starts[index]
    yield phrase.text[start:], start
