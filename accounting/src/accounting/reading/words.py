"""Words and where they stand on a page, and the layout a person sees in them: rows, phrases and blocks."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Literal

from accounting.reading.fields import Box

MAX_WORDS = 8000
"""Of one page; a page with more is no invoice, and the rest is not read."""

MAX_LETTERS = 120
"""Of one word."""

MOST_WORDS_OF_PHRASE = 40

PHRASE_GAP = 2.0
"""Two words belong to one phrase while the gap between them is below this many character widths."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its text, its box as fractions of the page (0..1, origin top left) and the recogniser's confidence."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of words. ``number`` counts from 1; ``width`` and ``height`` are the page image's pixels."""

    number: int
    width: int
    height: int
    words: tuple[Word, ...]
    origin: Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a phrase: what a field's value was taken from, with its box."""

    text: str
    page: int
    box: Box
    confidence: float


@dataclass(eq=False)
class Phrase:
    """Words of one row that stand together, such as a label, a table cell or a line of an address."""

    words: tuple[Word, ...]
    page: int
    row: int
    place: int
    """Which phrase of its row this is, counted from 0 at the left."""

    origin: Literal["text", "ocr"]
    y: float
    """Centre of the row with the page's tilt taken out, as a fraction of the height."""

    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts, length = [], 0
        for word in self.words:
            starts.append(length)
            length += len(word.text) + 1
        self.starts = tuple(starts)
        self.text = " ".join(word.text for word in self.words)
        self.x0, self.x1 = self.words[0].x0, max(word.x1 for word in self.words)
        self.y0, self.y1 = min(word.y0 for word in self.words), max(word.y1 for word in self.words)

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @cached_property
    def confidence(self) -> float:
        return sum(word.confidence for word in self.words) / len(self.words)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The words that hold the characters from ``start`` to ``end``; the box is theirs together."""
        end = len(self.text) if end is None else end
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first + 1, bisect_left(self.starts, end))
        words = self.words[first:last]
        box = (min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words))
        return Span(self.text[start:end], self.page, box, min(w.confidence for w in words))

    def x_of(self, start: int, end: int) -> tuple[float, float]:
        """Left and right edge of the characters, estimated within a word by their share of its width."""
        return self._edge(start), self._edge(end)

    def _edge(self, position: int) -> float:
        index = max(0, bisect_right(self.starts, position) - 1)
        word, inside = self.words[index], position - self.starts[index]
        return word.x0 + (word.x1 - word.x0) * min(1.0, inside / max(1, len(word.text)))


@dataclass(eq=False)
class Sheet:
    """A page laid out: its rows from top to bottom, each a list of phrases from left to right."""

    page: Page
    rows: list[list[Phrase]]
    letter: float
    """Typical width of a character, as a fraction of the page width."""

    line: float
    """Typical height of a line of text, as a fraction of the page height."""

    @cached_property
    def phrases(self) -> list[Phrase]:
        return [phrase for row in self.rows for phrase in row]

    @cached_property
    def blocks(self) -> list[list[Phrase]]:
        """Phrases that stand under each other without a gap, aligned left, right or on their centre."""
        return _blocks(self)


def lay_out(page: Page) -> Sheet:
    """The page's words as rows of phrases; a slight tilt of a scan is measured and taken out."""
    words = [word for raw in page.words[:MAX_WORDS] if (word := _sane(raw)) is not None]
    if not words:
        return Sheet(page, [], 0.01, 0.01)
    aspect = page.height / page.width if page.width > 0 and page.height > 0 else math.sqrt(2)
    slope = _tilt(words, aspect) if page.origin == "ocr" else 0.0
    line = median(word.y1 - word.y0 for word in words) or 0.01
    letter = median((word.x1 - word.x0) / len(word.text) for word in words) or 0.005
    line = max(line, 1.9 * letter / aspect)  # a recogniser's boxes are tight: a line is about two letters' widths high
    rows = []
    for number, (y, members) in enumerate(_rows(words, slope)):
        parts = enumerate(_split(members, letter))
        rows.append([Phrase(tuple(part), page.number, number, place, page.origin, y) for place, part in parts])
    return Sheet(page, rows, letter, line)


def _sane(word: Word) -> Word | None:
    """The word with its box inside the page and the right way round, or None when nothing can be made of it."""
    text = "".join(c if c.isprintable() and not "\u2500" <= c <= "\u259f" else " " for c in word.text[:MAX_LETTERS])
    text = " ".join(text.split())
    if not text or not all(math.isfinite(edge) for edge in (word.x0, word.y0, word.x1, word.y1)):
        return None
    x0, x1 = sorted(min(1.0, max(0.0, edge)) for edge in (word.x0, word.x1))
    y0, y1 = sorted(min(1.0, max(0.0, edge)) for edge in (word.y0, word.y1))
    confidence = min(1.0, max(0.0, word.confidence)) if math.isfinite(word.confidence) else 0.0
    return Word(text, x0, y0, x1, y1, confidence)


def _tilt(words: Sequence[Word], aspect: float) -> float:
    """How much further down, as a fraction of the height, the text runs across the whole width of the page."""
    slopes = []
    ordered = sorted(words, key=lambda word: word.y0 + word.y1)
    for index, word in enumerate(ordered):
        height = word.y1 - word.y0
        nearest: Word | None = None
        for other in ordered[index + 1 : index + 25]:
            if other.y0 + other.y1 - word.y0 - word.y1 > height:
                break
            left, right = (word, other) if word.x0 < other.x0 else (other, word)
            if 0 <= right.x0 - left.x1 < 3 * height * aspect and (nearest is None or right.x0 < nearest.x0):
                nearest = other
        if nearest is not None:
            across = nearest.x0 + nearest.x1 - word.x0 - word.x1
            if abs(across) > 0.04:
                slopes.append((nearest.y0 + nearest.y1 - word.y0 - word.y1) / across)
    return max(-0.08, min(0.08, median(slopes))) if len(slopes) >= 8 else 0.0


def _rows(words: Iterable[Word], slope: float) -> list[tuple[float, list[Word]]]:
    """Words grouped by the height they stand at, top to bottom, with each row's centre."""

    def centre(word: Word) -> float:
        return (word.y0 + word.y1) / 2 - slope * (word.x0 + word.x1) / 2

    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=centre):
        y, height = centre(word), word.y1 - word.y0
        if rows:
            row_y, row_height, members = rows[-1]
            if y - row_y <= 0.45 * min(height, row_height) or y - row_y <= 1e-6:
                count = len(members)
                members.append(word)
                average = (row_height * count + height) / (count + 1)
                rows[-1] = ((row_y * count + y) / (count + 1), average, members)
                continue
        rows.append((y, height, [word]))
    return [(y, sorted(members, key=lambda word: word.x0)) for y, _, members in rows]


def _split(members: Sequence[Word], letter: float) -> list[list[Word]]:
    """One row cut where the gap is wider than a space can be."""
    parts: list[list[Word]] = []
    for word in members:
        if parts and len(parts[-1]) < MOST_WORDS_OF_PHRASE:
            before = parts[-1][-1]
            widths = [(each.x1 - each.x0) / len(each.text) for each in (before, word) if len(each.text) > 1] or [letter]
            unit = max(0.6 * letter, min(2.5 * letter, sum(widths) / len(widths)))
            if word.x0 - max(each.x1 for each in parts[-1][-3:]) <= PHRASE_GAP * unit:
                parts[-1].append(word)
                continue
        parts.append([word])
    return parts


def _blocks(sheet: Sheet) -> list[list[Phrase]]:
    blocks: list[list[Phrase]] = []
    open_blocks: list[list[Phrase]] = []
    for row in sheet.rows:
        taken: set[int] = set()
        for phrase in row:
            best: tuple[float, int] | None = None
            for index, block in enumerate(open_blocks):
                above = block[-1]
                gap = phrase.y0 - above.y1
                if (
                    index in taken
                    or above.row == phrase.row
                    or gap > 1.1 * max(sheet.line, min(above.height, phrase.height))
                ):
                    continue
                offset = min(
                    abs(phrase.x0 - above.x0),
                    abs(phrase.x1 - above.x1) + sheet.letter,
                    abs(phrase.x0 + phrase.x1 - above.x0 - above.x1) / 2 + sheet.letter / 2,
                )
                if offset <= 2.2 * sheet.letter and (best is None or offset < best[0]):
                    best = (offset, index)
            if best is None:
                open_blocks.append([phrase])
                blocks.append(open_blocks[-1])
                taken.add(len(open_blocks) - 1)
            else:
                open_blocks[best[1]].append(phrase)
                taken.add(best[1])
        open_blocks = [
            block for block in open_blocks if row[0].y0 - block[-1].y1 < 3 * max(sheet.line, block[-1].height)
        ]
    return blocks
