"""Pages put together are the list: nothing twice, nothing skipped, whatever the limit."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.models import new_id
from app.core.paging import CursorInvalid, decode, encode, page
from app.modules.contacts.models import Contact
from tests.conftest import Company
from tests.factories import books, documents

names = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=8)


class RolledBack(Exception):
    """The list was only for one example."""


@given(st.lists(names, max_size=25), st.integers(1, 30), st.booleans())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_pages_put_together_are_the_whole_list(company: Company, listed, limit, descending):
    found: list[tuple[str, UUID]] = []
    try:
        async with company.begin() as work:
            vat = (f"X{number}" for number in range(100))
            work.session.add_all([Contact(id=new_id(), name=name, vat_number=next(vat)) for name in listed])
            await work.session.flush()
            cursor = None
            while True:
                part = await page(
                    work.session,
                    select(Contact),
                    sort=Contact.name,
                    key=Contact.id,
                    kind=str,
                    descending=descending,
                    limit=limit,
                    cursor=cursor,
                    of="contacts",
                )
                assert len(part.rows) <= limit
                found += [(each.name, each.id) for each in part.rows]
                if not part.meta["has_more"]:
                    break
                cursor = part.next_cursor
            raise RolledBack
    except RolledBack:
        pass
    assert found == sorted(found, key=lambda place: (place[0].encode(), place[1]), reverse=descending)
    assert sorted(name for name, _ in found) == sorted(listed)
    assert len({key for _, key in found}) == len(listed)


async def walked(company: Company, where: str, limit: int) -> list[str]:
    ids, cursor = [], None
    for _ in range(50):
        answer = await company.client.get(where, params={"limit": limit} | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        ids += [each["id"] for each in answer.json()["data"]]
        cursor = answer.json()["meta"]["next_cursor"]
        assert answer.json()["meta"]["has_more"] == (cursor is not None)
        if cursor is None:
            return ids
    raise AssertionError("the list has no end")


async def test_every_list_of_the_api_can_be_walked_with_any_limit(company: Company):
    """Seven of each, made within one transaction where possible: equal sort values are the hard case."""
    uploaded = await documents.uploaded(company, 7)
    for number in range(7):
        await books.post(company, on=date(2026, 11, 2 + number % 2))
        await documents.approved(
            company, supplier_name=f"S{number}", supplier_vat_number=None, invoice_number=f"N{number}"
        )
    assert len(uploaded) == 7
    lists = {
        "documents": 14,
        "documents?sort=uploaded_at": 14,
        "ledger/entries": 14,
        "contacts": 7,
        "invoices": 7,
        "jobs": 10,  # eight readings, the letter that asks for the address, and the look at what stands out in the books
    }
    for where, size in lists.items():
        whole = await walked(company, f"/api/v1/{where}", 200)
        assert len(whole) == len(set(whole)) == size, where
        for limit in (1, 2, 3, size - 1, size, size + 1):
            assert await walked(company, f"/api/v1/{where}", limit) == whole, (where, limit)


places = st.tuples(st.dates(), st.uuids())


@given(places)
def test_a_place_survives_its_cursor(place):
    assert tuple(decode(encode(*place, of="days"), (date.fromisoformat, UUID), of="days")) == place


@given(st.text(max_size=60))
def test_any_other_text_is_no_cursor(text):
    with pytest.raises(CursorInvalid):
        decode(text, (date.fromisoformat, UUID), of="days")


def cursor(*place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


FORGED = [
    "x",
    "💶",
    cursor(),
    cursor("2026-11-02"),
    cursor("2026-11-02", 5),
    cursor(5, 5),
    cursor(None, str(uuid4())),
    cursor("2026-11-02", None),
    cursor("2026-11-02", str(uuid4()), "more"),
    cursor("nul\x00", str(uuid4())),
    cursor({"a": 1}, str(uuid4())),
    cursor("\ud800", str(uuid4())),
    cursor("2026-11-02T10:00:00", str(uuid4())),
    cursor("0001-01-01T00:00:00+23:59", str(uuid4())),
    base64.urlsafe_b64encode(b"[" * 200).decode().rstrip("="),
]


@pytest.mark.parametrize("where", ["documents", "ledger/entries", "contacts", "invoices", "jobs"])
async def test_a_forged_cursor_is_refused_and_never_an_accident(company: Company, where):
    for each in FORGED:
        answer = await company.client.get(f"/api/v1/{where}", params={"cursor": each})
        assert answer.status_code == 422, (each, answer.text)
        assert answer.json()["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize(
    ("where", "sort"),
    [("contacts", "-name"), ("contacts", "city"), ("invoices", "number"), ("ledger/entries", "booked_on")],
)
async def test_a_cursor_belongs_to_its_list_and_its_order(company: Company, where, sort):
    for name in ("Ackermans", "Bakker"):
        await company.client.post("/api/v1/contacts", json={"name": name})
    first = (await company.client.get("/api/v1/contacts?sort=name&limit=1")).json()["meta"]["next_cursor"]
    assert (await company.client.get("/api/v1/contacts", params={"sort": "name", "cursor": first})).status_code == 200
    answer = await company.client.get(f"/api/v1/{where}", params={"sort": sort, "cursor": first})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor")


@pytest.mark.parametrize("limit", ["0", "-1", "201", "x", ""])
async def test_a_limit_is_between_1_and_200(company: Company, limit):
    answer = await company.client.get("/api/v1/documents", params={"limit": limit})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "limit")


async def test_what_comes_in_meanwhile_moves_nothing(company: Company):
    """Latest first, and new ones arrive while we read: the old list is still complete."""
    first = await documents.uploaded(company, 3)
    answer = (await company.client.get("/api/v1/documents?limit=2")).json()
    await documents.uploaded(company, 4)
    rest = (
        await company.client.get("/api/v1/documents", params={"limit": 50, "cursor": answer["meta"]["next_cursor"]})
    ).json()
    assert sorted(each["id"] for each in answer["data"] + rest["data"]) == sorted(str(each) for each in first)


def test_an_instant_keeps_its_microseconds():
    when = datetime(2026, 11, 21, 3, 4, 5, 678901, UTC) + timedelta(microseconds=1)
    assert decode(encode(when, uuid4(), of="events"), (datetime.fromisoformat, UUID), of="events")[0] == when
