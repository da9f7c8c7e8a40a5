"""If-Match, wherever somebody else may have changed what one saw: a stale one changes nothing, the right one does."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from app.core.models import new_id
from app.modules.invoicing.models import RecurringInvoice
from tests.conftest import Company
from tests.factories.everything import furnish
from tests.modules.identity.people import confirm_address
from tests.modules.invoicing.test_sending import png

V1 = "/api/v1"


@dataclass(frozen=True, slots=True)
class Change:
    """One that somebody makes of what they saw: at an address, or as a row of a list."""

    method: str
    path: str
    seen: str
    row: str | None = None
    content: dict[str, Any] = field(default_factory=dict)


def changes(ids: dict[str, str]) -> list[Change]:
    rate = {"currency": "USD", "valid_on": "2026-11-02", "rate": "1.2"}
    opening = {"booked_on": "2026-01-01", "balances": [], "difference_account": None}
    logo = {"files": {"file": ("logo.png", png())}}
    return [
        Change("PATCH", "/number-series/invoice", "/number-series", "invoice", {"json": {"series": "VF"}}),
        Change("PUT", "/ledger/opening-balances", "/ledger/opening-balances", None, {"json": opening}),
        Change("PUT", "/banking/rules/order", "/banking/rules", None, {"json": {"ids": [ids["rule_id"]]}}),
        Change("PUT", "/company/logo", "/company", None, logo),
        Change("DELETE", "/company/logo", "/company"),
        Change("PUT", f"/ledger/postings/{ids['posting_id']}/tags", f"/ledger/entries/{ids['entry_id']}", None,
               {"json": {"tags": [{"tag_id": ids["tag_id"], "percent": "40"}]}}),
        Change("PUT", "/ledger/exchange-rates", "/ledger/exchange-rates", "USD", {"json": rate}),
        Change("DELETE", f"/members/{ids['user_id']}", "/members", ids["user_id"]),
        Change("DELETE", f"/webhooks/{ids['webhook_id']}", f"/webhooks/{ids['webhook_id']}"),
        Change("DELETE", f"/ledger/templates/{ids['template_id']}", f"/ledger/templates/{ids['template_id']}"),
        Change("DELETE", f"/ledger/recurring-entries/{ids['recurring_id']}",
               f"/ledger/recurring-entries/{ids['recurring_id']}"),
        Change("DELETE", f"/recurring-invoices/{ids['invoicing']}", f"/recurring-invoices/{ids['invoicing']}"),
        Change("DELETE", f"/documents/{ids['document_id']}", f"/documents/{ids['document_id']}"),
    ]  # fmt: skip


async def tag_of(company: Company, change: Change) -> str:
    """What whoever looks at it now sends along."""
    answer = await company.client.get(V1 + change.seen)
    assert answer.status_code == 200, answer.text
    if change.row is None:
        return str(answer.headers["etag"])
    keys = ("id", "kind", "currency")
    [row] = [each for each in answer.json()["data"] if change.row in [each.get(key) for key in keys]]
    return f'"{row["version"]}"'


async def ask(company: Company, change: Change, seen: str):
    return await company.client.request(change.method, V1 + change.path, headers={"if-match": seen}, **change.content)


@pytest.fixture
async def furnished(company: Company) -> tuple[Company, dict[str, str]]:
    await confirm_address(company)
    ids = await furnish(company)
    async with company.begin() as work:
        made = RecurringInvoice(
            id=new_id(), name="Rent", contact_id=ids["contact_id"], content={"lines": []}, every="month",
            starts_on=date(2031, 1, 1), next_on=date(2031, 1, 1),
        )  # fmt: skip
        work.session.add(made)
    first = {"currency": "USD", "valid_on": "2026-11-02", "rate": "1.1"}
    assert (await company.client.put(f"{V1}/ledger/exchange-rates", json=first)).status_code == 200
    return company, ids | {"invoicing": str(made.id)}


async def test_what_somebody_changed_meanwhile_is_not_changed_unseen(furnished):
    company, ids = furnished
    for change in changes(ids):
        before = await tag_of(company, change)
        refused = await ask(company, change, '"1234567"')
        where = (change.method, change.path)
        assert refused.status_code == 412, (where, refused.text)
        [violation] = refused.json()["errors"]
        assert (violation["code"], violation["field"]) == ("changed_meanwhile", "If-Match"), where
        assert await tag_of(company, change) == before, where
        done = await ask(company, change, before)
        assert done.status_code in (200, 204), (where, done.text)


async def test_whoever_changes_a_thing_makes_stale_what_others_saw(furnished):
    """Where it is still there afterwards: the answer tells how it is now, and what was seen before is refused."""
    company, ids = furnished
    for change in changes(ids):
        if change.method == "DELETE" or change.path.endswith(("/order", "/opening-balances")):
            continue
        before = await tag_of(company, change)
        done = await ask(company, change, before)
        assert done.headers["etag"] == await tag_of(company, change) != before, change.path
        assert (await ask(company, change, before)).status_code == 412, change.path


async def test_a_rate_that_nobody_noted_is_not_what_somebody_saw(furnished):
    company, _ = furnished
    other = {"currency": "GBP", "valid_on": "2026-11-02", "rate": "0.9"}
    refused = await company.client.put(f"{V1}/ledger/exchange-rates", json=other, headers={"if-match": '"7"'})
    assert refused.status_code == 412
    assert (await company.client.put(f"{V1}/ledger/exchange-rates", json=other)).status_code == 200


async def test_a_rule_that_came_meanwhile_makes_an_order_stale(furnished):
    company, ids = furnished
    seen = (await company.client.get(f"{V1}/banking/rules")).headers["etag"]
    rule = {"name": "Rent", "conditions": {"text": "rent"}, "shares": [{"account_code": "612", "percent": "100"}]}
    made = await company.client.post(f"{V1}/banking/rules", json=rule)
    assert made.status_code == 201, made.text
    asked = {"ids": [made.json()["data"]["id"], ids["rule_id"]]}
    path = f"{V1}/banking/rules/order"
    assert (await company.client.put(path, json=asked, headers={"if-match": seen})).status_code == 412
    now = (await company.client.get(f"{V1}/banking/rules")).headers["etag"]
    done = await company.client.put(path, json=asked, headers={"if-match": now})
    assert done.status_code == 200
    assert done.headers["etag"] not in (seen, now)
