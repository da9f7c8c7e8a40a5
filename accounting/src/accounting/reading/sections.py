"""Headings that name a party, such as "Factuur aan" or "Fournisseur", and what stands under them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accounting.reading.document import Document, PlacedLabel
from accounting.reading.lines_of_text import is_name
from accounting.reading.words import Phrase

SECTION_LINES = 9
"""How many lines below a heading belong to it."""


@dataclass(eq=False)
class Section:
    """A heading that names a party, and the phrases that belong to it."""

    role: str
    heading: PlacedLabel
    phrases: list[Phrase]
    name: tuple[Phrase, int, int] | None = None


def find_sections(document: Document) -> Iterator[Section]:
    """Each heading of a party with what stands under it (or beside it, in a form)."""
    headings = [
        placed for placed in document.labelled("supplier", "customer", "other_party") if _is_heading(document, placed)
    ]
    for heading in headings:
        role = next(role for role in ("other_party", "supplier", "customer") if role in heading.label.roles)
        rest = heading.phrase.text[heading.label.end :]
        section = Section(role, heading, [])
        if is_name(rest.strip(" :-")):
            section.name = (heading.phrase, heading.label.end, len(heading.phrase.text))
        sheet = document.sheet(heading.phrase)
        letter, last = sheet.letter, heading.phrase
        row = sheet.rows[heading.phrase.row]
        index = heading.phrase.place
        if section.name is None and index + 1 < len(row) and heading.phrase.text.rstrip().endswith(":"):
            beside = row[index + 1]
            if is_name(beside.text) and beside.x0 - heading.phrase.x1 < 25 * letter:
                section.name = (beside, 0, len(beside.text))
        edge = min((each.x0 for each in row[index + 1 :]), default=1.0)
        for below in sheet.rows[heading.phrase.row + 1 : heading.phrase.row + 1 + SECTION_LINES]:
            mine = [
                each for each in below if heading.x0 - 4 * letter < each.x0 < max(edge - letter, heading.x0 + letter)
            ]
            if not mine:
                continue
            if below[0].row in document.table_heads.get(below[0].page, ()):
                break
            if mine[0].y0 - last.y1 > 3.2 * max(sheet.line, last.height):
                break
            if any(each.phrase in mine for each in headings):
                break
            section.phrases += mine
            last = mine[0]
        yield section


def _is_heading(document: Document, placed: PlacedLabel) -> bool:
    """Whether the label stands at the start of its phrase and heads a party rather than a number or a sentence."""
    text, label = placed.phrase.text, placed.label
    if re.search(r"\w", text[: label.start]):
        return False
    rest = text[label.end :].strip(" :()/-")
    if any(
        other.label.start > label.start and not other.label.roles & {"name", "customer"}
        for other in document.labels[placed.phrase]
    ):
        return False
    return not rest or (len(rest) < 60 and is_name(rest))


def is_labelled(document: Document, phrase: Phrase) -> bool:
    """Whether a phrase starts with a label of something else than a party, or is nothing but labels."""
    covered = sum(
        placed.label.end - placed.label.start
        for placed in document.labels[phrase]
        if not placed.label.roles <= {"customer", "supplier", "date_word"}
    )
    if covered >= 0.8 * len(phrase.text.rstrip(" :.")):
        return True
    return any(
        not re.search(r"\w", phrase.text[: placed.label.start])
        and not placed.label.roles
        <= {"description", "quantity", "name", "total", "line_amount", "unit_price", "paid", "receipt"}
        for placed in document.labels[phrase]
    )
