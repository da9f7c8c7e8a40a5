"""Issue date and due date: by their labels, by what stands around them, or by the payment terms."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from accounting.reading.document import Day, Document, found, pointers
from accounting.reading.fields import Field
from accounting.reading.labels import Label, tokens
from accounting.reading.vocabulary import PAYMENT_TERMS
from accounting.reading.words import Phrase

ISSUE_WEIGHTS = {
    "issue_date": 1.0, "date": 0.6, "date_word": 0.25, "invoice_number": 0.45, "invoice": 0.45, "credit_note": 0.45,
    "number": 0.2, "receipt": 0.2, "due_date": -0.9, "other_date": -0.8, "other_number": -0.25, "paid": -0.3,
}  # fmt: skip
DUE_WEIGHTS = {"due_date": 1.0, "due": 0.5, "issue_date": -0.8, "other_date": -0.7, "date": -0.05, "paid": -0.4}

LONGEST_TERM = timedelta(days=400)
"""A due date further away is taken for something else."""

_DAYS = frozenset(PAYMENT_TERMS["days"].split())
_PAYMENT = frozenset(PAYMENT_TERMS["payment"].split())
_PLACE = re.compile(r"^[A-ZÀ-Þ][\w' -]{2,30},\s*(?:le|de|den|am|the)?\s*$")
_TIME = re.compile(r"^\s*(?:om|à|at|-)?\s*\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Scored:
    day: Day
    issue: float
    due: float


def read_days(document: Document, number: Phrase | None = None) -> dict[str, Field]:
    """issue_date and due_date, the latter by rule when only a term such as "30 dagen" is printed.

    ``number`` is the phrase the invoice number stands in: "Factuur 2024-17 van 3 maart 2024" needs no other label.
    """
    scored = [_scored(document, index, day, number) for index, day in enumerate(document.days[:200])]
    fields: dict[str, Field] = {}
    issue = max(scored, key=lambda each: (each.issue, -each.due), default=None)
    if issue is not None and issue.issue < 0 < len(scored) == 1 and issue.due > 0.5:
        issue = None
    if issue is None:
        return fields
    issued = _month_first(issue, scored)
    others = [each.issue for each in scored if each.day.value != issue.day.value]
    lead = issue.issue - max(others, default=0.0)
    probability = 0.55 + 0.3 * min(1.0, max(0.0, issue.issue)) + 0.3 * max(0.0, min(0.4, lead))
    fields["issue_date"] = found(issued.isoformat(), probability, issue.day.span, None, issue.day.phrase.origin)
    due = _due(scored, issue, issued)
    if due is not None:
        fields["due_date"] = found(
            due.day.value.isoformat(), 0.55 + 0.4 * due.due, due.day.span, None, due.day.phrase.origin
        )
    else:
        by_terms = _due_by_terms(document, issued)
        if by_terms is not None:
            fields["due_date"] = by_terms
    return fields


def _scored(document: Document, index: int, day: Day, number: Phrase | None) -> Scored:
    labels = pointers(document, day.phrase, day.written.start, day.written.end)
    issue, due = _weigh(ISSUE_WEIGHTS, labels), _weigh(DUE_WEIGHTS, labels)
    issue += 0.12 * (1 - day.phrase.y0) - 0.02 * min(index, 10) - 0.3 * day.written.compact
    issue -= 0.2 * (day.phrase.page != document.sheets[0].page.number)
    if _TIME.match(day.phrase.text[day.written.end :]):
        issue += 0.2  # a till prints date and time together
    if _PLACE.match(day.phrase.text[: day.written.start]) and not day.phrase.text[day.written.end :].strip(" ."):
        issue += 0.6  # "Namur, le 5 juin 2026"
    if number is not None and (day.phrase.page, day.phrase.row) == (number.page, number.row) and due < 0.4:
        issue += 0.35
    if due > 0.4:
        issue -= due * 0.7
    return Scored(day, issue, due)


def _weigh(weights: dict[str, float], labels: Iterable[tuple[Label, float]]) -> float:
    for_it: list[float] = []
    against = 0.0
    for label, strength in labels:
        spoken = [weights[role] for role in label.roles if role in weights]
        if spoken and max(spoken) > 0:
            for_it.append(max(spoken) * strength)
        elif spoken:
            against = min(against, min(spoken) * strength)
    for_it.sort(reverse=True)
    return min(1.1, sum(part * factor for part, factor in zip(for_it, (1.0, 0.6, 0.4), strict=False))) + against


def _month_first(issue: Scored, scored: list[Scored]) -> date:
    """The issue date, read month first when another date of the document can only be read so (12/28/2017)."""
    written = issue.day.written
    if written.swapped is None:
        return written.day
    slashes = [each.day for each in scored if re.match(r"\d\d?/\d\d?/", each.day.phrase.text[each.day.written.start :])]
    only_month_first = any(
        each.written.swapped is None and int(each.phrase.text[each.written.start :].split("/")[1]) > 12
        for each in slashes
    )
    return written.swapped if only_month_first and "/" in issue.day.span.text else written.day


def _due(scored: list[Scored], issue: Scored, issued: date) -> Scored | None:
    """The best labelled due date that is not before the issue date."""
    possible = [
        each
        for each in scored
        if each.due > 0.4 and each.day is not issue.day and issued <= each.day.value <= issued + LONGEST_TERM
    ]
    return max(possible, key=lambda each: each.due, default=None)


def _due_by_terms(document: Document, issued: date) -> Field | None:
    """Issue date plus the days of a payment term, to the end of the month if it says so; at once when it says so."""
    for phrase in document.phrases:
        words = [token for token, _, _ in tokens(phrase.text)]
        text = " ".join(words)
        for number, unit in pairwise(words):
            if unit in _DAYS and number.isdigit() and 0 < int(number) <= 120:
                around = " ".join(token for each in document.row(phrase) for token, _, _ in tokens(each.text))
                if not _PAYMENT & {*around.split(), *_row_above(document, phrase.page, phrase.row)}:
                    continue
                due = issued + timedelta(days=int(number))
                if any(words_ in around for words_ in PAYMENT_TERMS["month_end"].split(" | ")):
                    due = due.replace(day=monthrange(due.year, due.month)[1])
                return found(due.isoformat(), 0.8, phrase.span(), "rule")
        if any(f" {terms} " in f" {text} " for terms in PAYMENT_TERMS["at_once"].split(" | ")):
            return found(issued.isoformat(), 0.6, phrase.span(), "rule")
    return None


def _row_above(document: Document, page: int, row: int) -> set[str]:
    if row == 0:
        return set()
    sheet = next(sheet for sheet in document.sheets if sheet.page.number == page)
    return {token for phrase in sheet.rows[row - 1] for token, _, _ in tokens(phrase.text)}
