"""The invoice number: a word with a digit that a label such as "Factuurnummer" points at."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from accounting.reading.document import Document, found, pointers
from accounting.reading.fields import Field
from accounting.reading.labels import Label
from accounting.reading.vocabulary import MONEY_WORDS
from accounting.reading.words import Phrase

LABEL_WEIGHTS = {
    "invoice_number": 1.0, "invoice": 0.7, "credit_note": 0.7, "receipt": 0.5, "number": 0.45,
    "other_number": -0.9, "customer_vat_number": -0.9, "quantity_total": -0.8, "iban": -0.6, "vat_number": -0.6,
    "address": -0.6, "due_date": -0.5, "other_date": -0.5, "total": -0.5, "paid": -0.5, "issue_date": -0.4,
    "gross": -0.4, "net": -0.4, "quantity": -0.4, "due": -0.4, "unit_price": -0.4, "description": -0.3,
    "payment_reference": -0.3, "date": -0.15,
}  # fmt: skip

LEAST_SCORE = 0.45

_WORD = re.compile(r"\S+")
_EDGES = " \t#:;,.()[]*°º=|\"'„“”<>–-_"
_MONEY = re.compile(r"^[€$£]?\d{1,3}(?:[.,'\s]?\d{3})*[.,]\d{2}[€$£]?$|^\d+[.,]\d{1,2}%?$|%$")
_PHONE = re.compile(r"^\d{1,2}[:h]\d{2}|^(?:\+\d|00\d{8}|\(0\d)|^0\d{1,3}[/.\-]\d|^\d{2,3}-\d{6,8}$")


@dataclass(frozen=True, slots=True)
class Number:
    """A word that can be an invoice number, and how much speaks for it."""

    text: str
    phrase: Phrase
    start: int
    end: int
    score: float


def find_invoice_number(document: Document) -> tuple[Number, Field] | None:
    """The invoice (or credit note) number with the strongest case, and where it stands."""
    best: Number | None = None
    runner_up = 0.0
    seen = Counter(_EACH.findall(" ".join(phrase.text for phrase in document.phrases)))
    for number in _numbers(document):
        score = number.score + min(0.15, 0.05 * (seen[number.text] - 1))
        if best is None or score > best.score + 1e-9:
            if best is not None and best.text != number.text:
                runner_up = max(runner_up, best.score)
            best = Number(number.text, number.phrase, number.start, number.end, score)
        elif number.text != best.text:
            runner_up = max(runner_up, score)
    if best is None or best.score < LEAST_SCORE:
        return None
    lead = min(0.5, best.score - max(runner_up, LEAST_SCORE - 0.2))
    probability = 0.5 + 0.25 * min(1.2, best.score) + 0.3 * max(0.0, lead)
    return best, found(best.text, probability, best.phrase.span(best.start, best.end), None, best.phrase.origin)


_EACH = re.compile(r"[\w./\-]*\d[\w./\-]*")


def _numbers(document: Document) -> Iterator[Number]:
    dates = {(day.phrase, day.written.start, day.written.end) for day in document.days}
    first_page = document.sheets[0].page.number if document.sheets else 1
    for phrase in document.phrases:
        labels = [placed.label for placed in document.labels[phrase]]
        days = [(start, end) for where, start, end in dates if where is phrase] if dates else []
        for start, end in _words(phrase.text, labels):
            text = phrase.text[start:end]
            if not sum(map(str.isdigit, text)) >= 1 or len(text) > 32 or _MONEY.search(text) or _PHONE.search(text):
                continue
            if any(start >= since and end <= until and (until - since) <= len(text) + 1 for since, until in days):
                continue
            if any(since < end and until > start and until - since > len(text) for since, until in days):
                continue
            score = _score(text, pointers(document, phrase, start, end))
            if score <= 0:
                continue
            score += 0.08 * (phrase.y0 < 0.5) - 0.15 * (phrase.page != first_page)
            if phrase.text[start - 1 : start] == "(":
                score -= 0.35
            yield Number(text, phrase, start, end, score)


def _words(text: str, labels: list[Label]) -> Iterator[tuple[int, int]]:
    """Start and end of each word with a digit, without a label written onto it; pieces around a slash are one."""
    words = [match.span() for match in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        start, end = words[index]
        while (
            index + 2 < len(words)
            and text[slice(*words[index + 1])] in ("/", "-")
            and text[words[index + 2][0]].isdigit()
        ):
            index += 2
            end = words[index][1]
        while index + 1 < len(words) and _is_group(text[start:end][-6:]) and _is_group(text[slice(*words[index + 1])]):
            index += 1
            end = words[index][1]
        index += 1
        for label in labels:
            series = label.start >= start and label.end - start <= 4 and text[label.end : label.end + 1] in ("-", "/")
            if start < label.end < end and not series:
                start = label.end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if not any(character.isdigit() for character in text[start:end]):
            continue
        yield _prefixed(text, start, labels), end


def _is_group(text: str) -> bool:
    """Whether the text is (or ends in) one of the groups a long number is written in."""
    return re.fullmatch(r"(?:.* )?\d{3,5}", text) is not None


def _prefixed(text: str, start: int, labels: list[Label]) -> int:
    """Where the number starts when a short series name stands before it, as in "Factuur VF 2024001"."""
    match = re.search(r"(?<!\S)[A-Z]{1,4} $", text[:start])
    if match is None:
        return start
    name = match.group().strip()
    after_label = any(
        label.end <= match.start() and not re.search(r"\w", text[label.end : match.start()]) for label in labels
    )
    is_label = any(label.start <= match.start() < label.end for label in labels)
    return match.start() if after_label and not is_label and name not in MONEY_WORDS else start


def _score(text: str, labels: list[tuple[Label, float]]) -> float:
    for_it: dict[str, float] = {}
    against = 0.0
    for label, strength in labels:
        weights = {role: LABEL_WEIGHTS[role] for role in label.roles if role in LABEL_WEIGHTS}
        if not weights:
            continue
        role = max(weights, key=lambda each: weights[each])
        if weights[role] > 0:
            for_it[role] = max(for_it.get(role, 0.0), weights[role] * strength)
        else:
            against = min(against, min(weights.values()) * strength)
    if not for_it:
        return 0.0
    title = max(for_it.get("invoice", 0.0), for_it.get("credit_note", 0.0))
    score = max(
        for_it.get("invoice_number", 0.0),
        title + for_it.get("number", 0.0),
        for_it.get("receipt", 0.0) + for_it.get("number", 0.0),
    )
    digits = sum(character.isdigit() for character in text)
    score += 0.1 * (digits >= 3) + 0.05 * (len(text) >= 6) - 0.15 * (digits < 2)
    if re.fullmatch(r"(?:19|20)\d\d", text):
        score -= 0.2
    if digits < len(text) / 4:
        score -= 0.25
    return min(score, 1.25) + against
