"""CSV, XLSX and PDF show exactly what the report shows."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pypdf
import pytest

from accounting.journal import credit, debit
from app.core.exporting import harmless
from app.modules.reports import service
from app.modules.reports.wording import LANGUAGES, words
from tests.conftest import Company
from tests.factories import books
from tests.modules.ledger.asking import REPORTS, get

DAYS = {"from": "2026-01-01", "to": "2026-12-31", "compare": "previous_year"}
EVERY = (
    "trial-balance",
    "balance-sheet",
    "profit-and-loss",
    "general-ledger",
    "journal",
    "aged-receivables",
    "aged-payables",
    "tags",
)


@pytest.fixture
async def some(company: Company) -> Company:
    for on, amount in [(date(2026, 5, 3), "1234.56"), (date(2025, 5, 3), "70.00")]:
        await books.post(company, [debit("610", Decimal(amount)), credit("550", Decimal(amount))], on=on, memo="=1+1")
    return company


async def file(company: Company, report: str, kind: str, **more: str | list[str]) -> bytes:
    answer = await company.client.get(f"{REPORTS}/{report}", params=DAYS | {"format": kind} | more)
    assert answer.status_code == 200, answer.text
    name = answer.headers["content-disposition"].removeprefix('attachment; filename="').removesuffix(f'.{kind}"')
    for_people = kind == "pdf" or more.get("headings") == "words"
    assert re.fullmatch(r"[a-z0-9-]+-20\d\d(-\d\d-\d\d)?", name) if for_people else name == report
    return answer.content


@pytest.mark.parametrize("report", EVERY)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
async def test_every_report_is_also_a_file(some: Company, report: str, kind: str):
    begins = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF"}[kind]
    assert (await file(some, report, kind)).startswith(begins)


async def test_a_sheet_has_the_figures_of_the_report_and_its_total(some: Company):
    told = await get(some, f"{REPORTS}/trial-balance", **DAYS)
    text = (await file(some, "trial-balance", "csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["account_code"], row["balance"], row["previous_balance"]) for row in rows[:-1]] == [
        (row["account_code"], row["balance"], row["previous_balance"]) for row in told["rows"]
    ]
    assert (rows[-1]["account_name"], rows[-1]["debit"]) == ("Total", "1234.56")
    book = openpyxl.load_workbook(io.BytesIO(await file(some, "trial-balance", "xlsx")))
    cells = list(book.active.values)
    assert cells[0] == tuple(rows[0])
    assert cells[-1][cells[0].index("debit")] == 1234.56


async def headings(company: Company, report: str, **more: str) -> list[str]:
    text = (await file(company, report, "csv", **more)).decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("report", EVERY)
async def test_columns_are_named_as_fields_or_in_the_language_of_whoever_asks(some: Company, report: str):
    await some.client.patch("/api/v1/me", json={"language": "nl"})
    names = await headings(some, report)
    assert all(each.isascii() and each == each.lower() for each in names)
    for language in LANGUAGES:
        await some.client.patch("/api/v1/me", json={"language": language})
        assert await headings(some, report) == names
        told = await headings(some, report, headings="words")
        assert told == [words(each, language) for each in names]
        assert len(set(told)) == len(told), "two columns with one name are one in a program that reads them"
    sheet = openpyxl.load_workbook(io.BytesIO(await file(some, report, "xlsx", headings="words")))
    assert list(next(sheet.active.values)) == told


async def test_a_statement_as_a_file_shows_the_accounts_of_the_rubrics_that_are_open(some: Company):
    told = (await get(some, f"{REPORTS}/profit-and-loss", **DAYS))["lines"]

    async def codes(**more: str | list[str]) -> list[str]:
        text = (await file(some, "profit-and-loss", "csv", **more)).decode("utf-8-sig")
        return [row["code"] for row in csv.DictReader(io.StringIO(text))]

    rubrics = [line["code"] for line in told]
    [inside] = [
        (line["code"], [each["account_code"] for each in line["accounts"]]) for line in told if line["accounts"]
    ]
    at = rubrics.index(inside[0]) + 1
    opened = [*rubrics[:at], *inside[1], *rubrics[at:]]
    assert await codes() == opened
    assert await codes(accounts=[inside[0]]) == opened
    assert await codes(accounts="none") == rubrics


async def test_text_that_a_spreadsheet_would_run_is_disarmed(some: Company):
    assert b",'=1+1," in await file(some, "journal", "csv")


async def test_paper_has_the_figures_in_the_language_of_whoever_asks(some: Company):
    await some.client.patch("/api/v1/me", json={"language": "nl"})
    reader = pypdf.PdfReader(io.BytesIO(await file(some, "profit-and-loss", "pdf")))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Resultatenrekening" in text
    assert "1.234,56" in text
    assert "van 01/01/2026 tot 31/12/2026" in text
    assert "Peeters BV" in text


async def test_a_report_too_long_for_paper_says_so(some: Company, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(service, "MOST_ON_PAPER", 1)
    problem = await get(some, f"{REPORTS}/journal", 422, **DAYS, format="pdf")
    assert [(each["code"], each["field"]) for each in problem["errors"]] == [("too_large_for_paper", "format")]


async def test_a_file_is_all_of_it_however_long(some: Company, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.core.work.PART", 1)
    for report, lines in (("general-ledger", 3), ("journal", 2)):  # the bank begins with what stood on it
        text = (await file(some, report, "csv")).decode("utf-8-sig")
        assert len(text.splitlines()) == 1 + lines


@pytest.mark.parametrize("journals", [[], ["purchases"], ["sales"]])
async def test_the_file_of_a_journal_says_what_its_pages_say(some: Company, journals: list[str]):
    asked = DAYS | {"journal": journals}
    told = await get(some, f"{REPORTS}/journal", **asked)
    answer = await some.client.get(f"{REPORTS}/journal", params=asked | {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [{name: as_in_a_sheet(each[name]) for name in service.JOURNAL_COLUMNS} for each in told["rows"]]
    assert bool(rows) == (journals != ["sales"])


def as_in_a_sheet(value: str | None) -> str:
    """As a sheet has it: what would run as a formula is disarmed."""
    return harmless(value or "")


async def test_a_file_for_people_is_named_in_their_language_with_company_and_period(some: Company):
    await some.client.patch("/api/v1/company", json={"name": "Atelier Noord & Söhne"})
    answer = await some.client.get(f"{REPORTS}/trial-balance", params=DAYS | {"format": "pdf"})
    assert "-atelier-noord-sohne-" in answer.headers["content-disposition"]
