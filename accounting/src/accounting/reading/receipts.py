"""Till slips: telling them from invoices, and the shop's name and address in their top lines."""

import re

from accounting.reading.document import Document, found
from accounting.reading.fields import Field
from accounting.reading.labels import tokens
from accounting.reading.lines_of_text import (
    has_contact,
    has_legal_form,
    has_trade_word,
    is_name,
    is_street,
    is_town,
    name_in,
)
from accounting.reading.vocabulary import LEGAL_FORMS
from accounting.reading.words import Phrase, Span

TILL_WORDS = frozenset(
    (
        "bancontact bar bedankt bediend beleg bezoek bon caisse carte cash cashier change contant couverts dank "
        "especes exchange gegeben gst item items kassa kassabon kasse kasticket maestro merci payconiq pers pomp "
        "pompe receipt refundable rendu rounding ruckgeld server table tafel tendered terug thank ticket till "
        "visa visite wisselgeld ziens "
    ).split()
)

TOP_LINES = 14
"""How many lines of a slip can hold the shop's name and address."""


def is_receipt(document: Document) -> bool:
    """A narrow page, the words of a till, and nobody it is addressed to."""
    if len(document.sheets) != 1:
        return False
    sheet = document.sheets[0]
    seen = {token for phrase in sheet.phrases for token, _, _ in tokens(phrase.text)} & TILL_WORDS
    words = sum(len(phrase.words) for phrase in sheet.phrases)
    if not words:
        return False
    width = max(phrase.x1 for phrase in sheet.phrases) - min(phrase.x0 for phrase in sheet.phrases)
    depth = max(phrase.y1 for phrase in sheet.phrases) - min(phrase.y0 for phrase in sheet.phrases)
    ratio = (
        (sheet.page.height * depth) / max(1e-6, sheet.page.width * width)
        if sheet.page.width
        else depth / max(width, 1e-6)
    )
    narrow = (ratio > 1.5) + (ratio > 2.2) + (words < 160) + (width < 0.55)
    formal = any(True for _ in document.labelled("customer", "due_date", "iban"))
    return len(seen) + narrow - 2 * formal >= 4


def read_shop(document: Document) -> dict[str, Field]:
    """supplier_name and supplier_address from the top of the slip."""
    sheet = document.sheets[0]
    rows = [_Line(row) for row in sheet.rows[: TOP_LINES + 4]]
    end = next((index for index, line in enumerate(rows) if index > 1 and _ends_the_head(document, line)), len(rows))
    head = _names_joined(rows[: max(end, 3)])
    name = _shop_name(head)
    result: dict[str, Field] = {}
    if name is None:
        return result
    sure = 0.85 if has_legal_form(name.text) else 0.65
    result["supplier_name"] = found(name_in(name.text), sure, name.span(), None, sheet.page.origin)
    parts = _address_run(head[head.index(name) + 1 :])
    if parts:
        text = ", ".join(line.text.strip(" ,") for line in parts)
        joined = _Line([phrase for line in parts for phrase in line.phrases])
        result["supplier_address"] = found(text, 0.7, joined.span(), None, sheet.page.origin)
    return result


class _Line:
    """One line of a slip, whatever the gaps in it."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.phrases = phrases
        self.text = " ".join(phrase.text for phrase in phrases)

    def span(self) -> Span:
        spans = [phrase.span() for phrase in self.phrases]
        left, top = min(span.box[0] for span in spans), min(span.box[1] for span in spans)
        right, bottom = max(span.box[2] for span in spans), max(span.box[3] for span in spans)
        return Span(self.text, spans[0].page, (left, top, right, bottom), min(span.confidence for span in spans))


def _names_joined(lines: list[_Line]) -> list[_Line]:
    """Lines where one ends in "&" or the next is only a bracket and a company form are one name."""
    joined: list[_Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        continues = (
            before is not None
            and is_name(before.text)
            and (
                before.text.rstrip().endswith(("&", " AND", " EN", " ET"))
                or (line.text.startswith("(") and has_legal_form(line.text))
                or (
                    all(token in LEGAL_FORMS for token, _, _ in tokens(line.text))
                    and not has_legal_form(before.text)
                    and bool(tokens(line.text))
                )
            )
        )
        if before is not None and continues:
            joined[-1] = _Line([*before.phrases, *line.phrases])
        else:
            joined.append(line)
    return joined


def _ends_the_head(document: Document, line: _Line) -> bool:
    """Whether the slip's own data start here: its number, its date, a column head."""
    if any(day.phrase in line.phrases for day in document.days):
        return True
    first = document.labels[line.phrases[0]]
    roles = {role for placed in first for role in placed.label.roles if placed.label.start == 0}
    return bool(roles & {"invoice_number", "issue_date", "date", "quantity", "receipt", "invoice"}) or bool(
        re.match(r"(?i)(?:cashier|kassa|table|tafel|qty|description|item)\b", line.text)
    )


def _shop_name(head: list[_Line]) -> _Line | None:
    """The line with a company form, else with a word of trade, else the first that can be a name."""
    names = [
        line for line in head[:7] if is_name(name_in(line.text)) and not is_street(line.text) and not is_town(line.text)
    ]
    for looks in (has_legal_form, has_trade_word):
        for line in names[:5]:
            if looks(line.text):
                return line
    return names[0] if names else None


def _address_run(lines: list[_Line]) -> list[_Line]:
    """The lines from the first that can be an address, with a number or comma, to where something else begins."""
    run: list[_Line] = []
    for line in lines:
        possible = _can_be_address(line.text)
        if not run and possible and re.search(r"\d|,", line.text):
            run.append(line)
        elif run and (not possible or len(run) >= 5):
            break
        elif run:
            run.append(line)
    return run


def _can_be_address(text: str) -> bool:
    if ":" in text or re.search(r"\d[.,]\d\d\s?[A-Z]?$", text):
        return False
    letters = sum(character.isalpha() for character in text)
    if letters < 3 or has_contact(text) or re.match(r"^\W*\(.*\)\W*$", text) or re.search(r"\w-?\d{5,}-\w\b", text):
        return False
    return not re.search(r"(?i)\b(?:reg|roc|gst|co\.? ?no|company no|comp no|tel|fax|invoice|id no|site)\b", text)
