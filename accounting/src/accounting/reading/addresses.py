"""Postal addresses: the sender's line above an envelope's window, and the supplier's address."""

import re
from collections.abc import Callable, Collection

from accounting.reading.document import Document, found
from accounting.reading.fields import Field
from accounting.reading.lines_of_text import (
    SEPARATORS,
    has_contact,
    has_town,
    is_name,
    is_street,
    is_town,
    name_in,
    same_name,
)
from accounting.reading.words import Phrase, Span


def sender_parts(text: str) -> list[tuple[int, int]]:
    """The parts of a one-line address such as "Jansen BV · Kerkstraat 7 · 2000 Antwerpen", or nothing."""
    parts, start = [], 0
    for match in [*SEPARATORS.finditer(text), None]:
        end = match.start() if match else len(text)
        if end > start:
            parts.append((start, end))
        start = match.end() if match else end
    if len(parts) < 3 or is_street(text[slice(*parts[0])]) or not is_name(text[slice(*parts[0])]):
        return []
    return (
        parts
        if any(is_town(text[slice(*part)].strip()) for part in parts[1:]) or is_street(text[slice(*parts[1])])
        else []
    )


def sender_end(document: Document, phrase: Phrase) -> int:
    """Where the name ends when ``phrase`` starts a sender's line, also one set with wide gaps; 0 when it does not."""
    parts = sender_parts(phrase.text)
    if parts:
        return parts[0][1]
    row, text = document.row(phrase), phrase.text
    for before, after in zip(row[phrase.place :], row[phrase.place + 1 :], strict=False):
        if after.x0 - before.x1 > 6 * document.sheet(phrase).letter:
            break
        text += " · " + after.text
    parts = sender_parts(text) if len(text) > len(phrase.text) else []
    return min(parts[0][1], len(phrase.text)) if parts else 0


def supplier_address(
    document: Document, supplier: str, role_of: Callable[[Phrase], str | None], numbers: Collection[Phrase] = ()
) -> Field | None:
    """The street and town lines that stand with the supplier's name, joined by commas.

    `numbers` are where the supplier's own VAT number and IBAN stand: a letterhead may set the name apart from them.
    """
    for phrase in document.phrases:
        parts = sender_parts(phrase.text)
        if parts and same_name(name_in(phrase.text[slice(*parts[0])]) or "", supplier):
            start = parts[1][0]
            towns = [index for index, part in enumerate(parts) if is_town(phrase.text[slice(*part)].strip())]
            last = max(towns, default=1)
            text = ", ".join(phrase.text[slice(*part)].strip() for part in parts[1 : last + 1])
            return found(text, 0.8, phrase.span(start, parts[last][1]), None, phrase.origin)
    best: tuple[float, list[Phrase]] | None = None
    for sheet in document.sheets:
        for block in sheet.blocks:
            if {role_of(phrase) for phrase in block} & {"customer", "other_party"}:
                continue
            named = [index for index, phrase in enumerate(block) if same_name(name_in(phrase.text) or "", supplier)]
            towns = [index for index, phrase in enumerate(block) if has_town(phrase.text)]
            if not towns or not (named or any(has_contact(phrase.text) or phrase in numbers for phrase in block)):
                continue
            end = next((index for index in towns if not named or index > named[0]), None)
            if end is None:
                continue
            start = named[0] + 1 if named else max(0, end - 1)
            lines = [
                phrase
                for phrase in block[start : end + 1]
                if is_street(phrase.text) or has_town(phrase.text) or not has_contact(phrase.text)
            ][-4:]
            score = (
                (1.0 if named else 0.3) + 0.3 * any(is_street(line.text) for line in lines) - 0.1 * sheet.page.number
            )
            if lines and (best is None or score > best[0]):
                best = (score, lines)
    if best is None:
        return None
    lines = best[1]
    spans = [line.span() for line in lines]
    box = (
        min(s.box[0] for s in spans),
        min(s.box[1] for s in spans),
        max(s.box[2] for s in spans),
        max(s.box[3] for s in spans),
    )
    span = Span("", spans[0].page, box, min(s.confidence for s in spans))
    pieces = [piece.strip(" ,;") for line in lines for piece in re.split(r"\s+[-–·|•]\s+", line.text)]
    text = ", ".join(piece for piece in pieces if piece and not has_contact(piece))
    return found(text, 0.5 + 0.25 * min(1.0, best[0]), span, None, lines[0].origin)
