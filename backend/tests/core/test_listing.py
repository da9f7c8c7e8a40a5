"""Every list speaks one grammar, and comes as a file too."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from sqlalchemy import delete, text, update

from app.core import exporting, listing
from app.modules.contacts.models import Contact
from tests.factories import books

NAMES = ["Zand NV", "=cmd|' /C calc'!A0", "Antwerpse Bouw", "@SUM(1+1)", "Éclair SPRL", "-2+3", "+32 3 123"]


@pytest.fixture
async def contacts(company):
    async with company.begin() as work:
        for number, name in enumerate(NAMES):
            work.session.add(Contact(name=name, is_supplier=number % 2 == 0, is_customer=number % 2 == 1, country="BE" if number < 5 else "NL"))  # fmt: skip
    return company


async def names(company, **asked):
    answer = await company.client.get("/api/v1/contacts", params=asked)
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json()["data"]]


async def test_pages_of_two_show_every_row_once_in_either_direction(contacts):
    for sort in ("name", "-name", "created_at", "-created_at"):
        seen, cursor = [], None
        for _ in range(10):
            asked = {"sort": sort, "limit": 2} | ({"cursor": cursor} if cursor else {})
            answer = (await contacts.client.get("/api/v1/contacts", params=asked)).json()
            seen += [row["name"] for row in answer["data"]]
            cursor = answer["meta"]["next_cursor"]
            if not answer["meta"]["has_more"]:
                break
        assert sorted(seen) == sorted(NAMES)
        assert len(seen) == 7


async def test_a_filter_repeated_means_any_of_them(contacts):
    assert len(await names(contacts, role="supplier")) == 4
    assert len(await names(contacts, role=["supplier", "customer"])) == 7
    assert sorted(await names(contacts, country="NL")) == ["+32 3 123", "-2+3"]
    assert await names(contacts, country="NL", role="supplier") == ["+32 3 123"]


async def test_search_takes_a_percent_sign_for_what_it_is(contacts):
    assert await names(contacts, q="éclair") == ["Éclair SPRL"]
    assert await names(contacts, q="%") == []


async def test_from_and_to_are_days_in_brussels_inclusive(company):
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # 1 July in Brussels
    async with company.begin() as work:
        work.session.add(Contact(name="July", created_at=late))
    assert await names(company, **{"from": "2026-07-01", "to": "2026-07-01"}) == ["July"]
    assert await names(company, **{"from": "2026-06-30", "to": "2026-06-30"}) == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"sort": "colour"}, "sort"),
        ({"role": "enemy"}, "role.0"),
        ({"limit": 0}, "limit"),
        ({"limit": 201}, "limit"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"from": "2026-02-30"}, "from"),
        ({"from": "2026-02-02", "to": "2026-02-01"}, "from"),
        ({"format": "pdf"}, "format"),
    ],
)
async def test_what_cannot_be_asked_is_refused_by_name(company, asked, field):
    answer = await company.client.get("/api/v1/contacts", params=asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_the_csv_holds_the_whole_filtered_list_and_no_formula(contacts):
    answer = await contacts.client.get(
        "/api/v1/contacts", params={"format": "csv", "limit": 1, "country": ["BE", "NL"]}
    )
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="contacts.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 7
    assert {row["name"] for row in rows} >= {"'=cmd|' /C calc'!A0", "'@SUM(1+1)", "'-2+3", "+32 3 123", "Zand NV"}


async def test_the_sheet_holds_text_as_text(contacts):
    answer = await contacts.client.get("/api/v1/contacts", params={"format": "xlsx", "q": "cmd"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    header, row = list(sheet.iter_rows())
    cell = row[[each.value for each in header].index("name")]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


async def test_a_text_of_digits_is_no_number_in_a_file(company):
    async with company.begin() as work:
        work.session.add(Contact(name="0042.10", is_supplier=True))
    text = (await company.client.get("/api/v1/contacts", params={"format": "csv"})).text
    assert ",0042.10," in text
    sheet = await company.client.get("/api/v1/contacts", params={"format": "xlsx"})
    header, row = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.iter_rows())
    assert row[[each.value for each in header].index("name")].value == "0042.10"


async def test_an_amount_is_a_number_in_a_sheet_and_exact_in_a_csv(company):
    await books.post(company)
    text = (await company.client.get("/api/v1/ledger/entries", params={"format": "csv"})).text
    assert ",100.00,0.00," in text
    sheet = await company.client.get("/api/v1/ledger/entries", params={"format": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    debit = rows[0].index("debit")
    assert [row[debit] for row in rows[1:]] == [100, 21, 0]


async def test_an_empty_list_is_a_file_with_its_headings(company):
    answer = await company.client.get("/api/v1/contacts", params={"format": "csv"})
    assert answer.content.decode("utf-8-sig").startswith("id,name,vat_number")


async def test_a_file_of_1200_rows_is_complete(company):
    async with company.begin() as work:
        work.session.add_all([Contact(name=f"Supplier {number:04}", is_supplier=True) for number in range(1200)])
    answer = await company.client.get("/api/v1/contacts", params={"format": "csv", "sort": "-name"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [rows[0]["name"], rows[-1]["name"], len(rows)] == ["Supplier 1199", "Supplier 0000", 1200]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_file_shows_the_list_at_one_moment_whatever_happens_meanwhile(contacts, kind, monkeypatch):
    """Between two pages somebody adds, renames and removes: the file is what was there when it was asked for."""
    monkeypatch.setattr(listing, "EXPORT_PAGE", 2)
    real_page, pages = listing.Listing.page, []

    async def page_then_change(self, work, query, asked):
        found = await real_page(self, work, query, asked)
        pages.append(found)
        if len(pages) == 1:
            async with contacts.begin() as other:
                other.session.add(Contact(name="Zzz, new"))
                await other.session.execute(update(Contact).where(Contact.name == "Zand NV").values(name="Zwin NV"))
                await other.session.execute(delete(Contact).where(Contact.name == "Éclair SPRL"))
        return found

    monkeypatch.setattr(listing.Listing, "page", page_then_change)
    answer = await contacts.client.get("/api/v1/contacts", params={"format": kind, "sort": "name"})
    assert answer.status_code == 200
    assert len(pages) == 4
    if kind == "csv":
        written = [
            row["name"].removeprefix("'") for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        ]
    else:
        rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
        heading = next(rows)
        written = [row[heading.index("name")] for row in rows]
    assert sorted(written) == sorted(NAMES)
    after = await names(contacts, sort="name")
    assert ("Zzz, new" in after, "Zwin NV" in after, "Éclair SPRL" in after) == (True, True, False)


async def test_a_file_that_takes_too_long_is_refused_and_keeps_no_transaction(contacts, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_SECONDS", 0.2)

    async def slow(self, work, query, asked):
        await work.session.execute(text("select pg_sleep(30)"))

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(listing.Listing, "page", slow)
        refused = await contacts.client.get("/api/v1/contacts", params={"format": "csv"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "file_too_long")
    assert refused.json()["errors"][0]["field"] == "format"
    async with contacts.begin() as work:
        open_ones = text(
            "select count(*) from pg_stat_activity where query like 'select pg_sleep(30)%' and state <> 'idle'"
        )
        assert await work.session.scalar(open_ones) == 0
    assert (await contacts.client.get("/api/v1/contacts", params={"format": "csv"})).status_code == 200
