"""Reports as tables: one description, from which CSV, XLSX and PDF follow, so that they show the same."""

import re
import unicodedata
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.core import typesetting
from app.core.typesetting import TooLargeForPaper
from app.core.work import Work
from app.modules.identity import companies
from app.modules.reports.queries.aged import Whole
from app.modules.reports.schemas import (
    AgedReport,
    AgedTotals,
    GeneralLedger,
    Report,
    StatementRead,
    TagReport,
    TrialBalance,
)
from app.modules.reports.wording import amount_text, day_text, period_text, words

MOST_ON_PAPER = 6000
"""Rows of a PDF: some two hundred pages."""

AGED = ("not_due", "days_1_30", "days_31_60", "days_61_90", "over_90", "total")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. `level` moves it to the right, `strong` makes it stand out."""

    cells: dict[str, Any]
    level: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A report as it is shown: its columns in order, and its rows in parts, so that its length does not matter."""

    name: str
    report: Report
    columns: tuple[str, ...]
    parts: AsyncIterator[Sequence[Row]]


AMOUNTS = frozenset(
    {
        *AGED,
        *("opening", "debit", "credit", "balance", "amount", "income", "costs", "result"),
        *("previous_amount", "previous_debit", "previous_credit", "previous_balance", "previous_total"),
        "previous_result",
    }
)


async def once(rows: Sequence[Row]) -> AsyncIterator[Sequence[Row]]:
    yield rows


def trial_balance(report: TrialBalance, language: str) -> Table:
    columns = ["account_code", "account_name", "opening", "debit", "credit", "balance"]
    if report.compared:
        columns += ["previous_debit", "previous_credit", "previous_balance"]
    rows = [Row({name: getattr(each, name) for name in columns}) for each in report.rows]
    totals = {
        name: sum((row.cells[name] or Decimal(0) for row in rows), Decimal(0)) for name in columns if name in AMOUNTS
    }
    rows.append(Row({"account_name": words("total", language)} | totals, strong=True))
    return Table("trial-balance", report, tuple(columns), once(rows))


def statement(report: StatementRead, opened: Sequence[str] | None = None) -> Table:
    """With the accounts of the rubrics that are `opened`, or of all."""
    columns = ["code", "name", "amount"] + (["previous_amount"] if report.compared else [])
    rows: list[Row] = []
    for line in report.lines:
        cells = {name: getattr(line, name) for name in columns}
        rows.append(Row(cells, level=line.level, strong=line.level <= 1))
        for each in line.accounts if opened is None or line.code in opened else ():
            inside = {
                "code": each.account_code,
                "name": each.account_name,
                "amount": each.amount,
                "previous_amount": each.previous_amount,
            }
            rows.append(Row({name: inside[name] for name in columns}, level=line.level + 1))
    return Table(report.statement, report, tuple(columns), once(rows))


def aged(report: AgedReport, whole: AsyncIterator[list[Whole]], language: str) -> Table:
    columns = ["contact_name", "number", "due_on", *AGED] + (["previous_total"] if report.compared else [])

    async def parts() -> AsyncIterator[Sequence[Row]]:
        async for part in whole:
            rows: list[Row] = []
            for contact, items in part:
                rows.append(Row({name: getattr(contact, name, None) for name in columns}, strong=True))
                rows += [
                    Row({"number": each.number, "due_on": each.due_on, "total": each.open_in_books}, 1)
                    for each in items
                ]
            yield rows
        totals = {name: getattr(report.totals, name) for name in columns if name in AgedTotals.model_fields}
        yield [Row({"contact_name": words("total", language)} | totals, strong=True)]
        if report.difference:
            yield [Row({"contact_name": words("on_no_invoice", language), "total": report.difference})]

    name = "aged-receivables" if report.direction == "sale" else "aged-payables"
    return Table(name, report, tuple(columns), parts())


def tags(report: TagReport, language: str) -> Table:
    figures = ["income", "costs", "result"] + (["previous_result"] if report.compared else [])
    rows = [
        Row({"dimension": each.dimension, "tag": each.name} | {name: getattr(each, name) for name in figures})
        for each in report.rows
    ]
    whole = {name: getattr(report.whole, name) for name in figures}
    rows.append(Row({"tag": words("whole_company", language)} | whole, strong=True))
    return Table("tags", report, ("dimension", "tag", *figures), once(rows))


LEDGER_COLUMNS = (
    "account_code",
    "account_name",
    "booked_on",
    "number",
    "memo",
    "contact_name",
    "debit",
    "credit",
    "balance",
)
JOURNAL_COLUMNS = (
    "booked_on",
    "number",
    "memo",
    "account_code",
    "account_name",
    "contact_name",
    "debit",
    "credit",
)


def rows_of(columns: Sequence[str], part: Sequence[tuple[Any, ...]]) -> list[Row]:
    """Rows whose values stand in the order of the columns."""
    return [Row(dict(zip(columns, each, strict=True))) for each in part]


async def filename(work: Work, table: Table) -> str:
    """In the reader's language, with company and period: two years do not overwrite each other. Letters and digits."""
    company = await companies.read(work)
    first, last = table.report.period.from_on, table.report.period.to_on
    if first == date(last.year, 1, 1) and last == date(last.year, 12, 31):
        days = str(last.year)
    else:
        days = "-".join(str(each) for each in (first, last) if each)
    return "-".join(filter(None, (_plain(words(table.name, work.language)), _plain(company.name)[:60], days)))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", bare.lower()).strip("-")


async def pdf(work: Work, table: Table) -> bytes:
    """The table on paper. Raises TooLargeForPaper."""
    rows: list[Row] = []
    async for part in table.parts:
        rows += part
        if len(rows) > MOST_ON_PAPER:
            raise TooLargeForPaper(field="format", value="pdf")
    company = await companies.read(work)
    language = work.language
    return await typesetting.pdf(
        "report",
        {
            "title": words(table.name, language),
            "language": language,
            "company": " · ".join(filter(None, (company.name, company.vat_number or company.enterprise_number))),
            "period": _period(table.report, language),
            "columns": [
                {"words": words(name, language), "amount": name in AMOUNTS, "wide": name in WIDE}
                for name in table.columns
            ],
            "rows": [
                {
                    "cells": [_text(row.cells.get(name), language) for name in table.columns],
                    "level": row.level,
                    "strong": row.strong,
                }
                for row in rows
            ],
        },
    )


WIDE = ("account_name", "name", "memo", "contact_name")


def _period(report: Report, language: str) -> str:
    text = f"{period_text(report.period.from_on, report.period.to_on, language)}, {report.currency}"
    if isinstance(report, GeneralLedger) and report.share:
        text = f"{' '.join(filter(None, (report.share.dimension, report.share.name)))}, {text}"
    if report.compared is None:
        return text
    other = period_text(report.compared.from_on, report.compared.to_on, language)
    return f"{text}, {words('compared', language)}: {other}"


def _text(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return amount_text(value, language)
    return day_text(value, language) if isinstance(value, date) else str(value)
