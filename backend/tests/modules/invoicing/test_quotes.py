"""What a quote becomes when it is accepted late, at a rate that was agreed, and what it is not counted among."""

from uuid import UUID

import pytest
from sqlalchemy import text

from app.modules.invoicing import printing, queries, tasks  # noqa: F401  (the worker loads them)
from app.modules.invoicing.errors import IssuedInvoiceStays
from tests.conftest import Company
from tests.factories.invoicing import BASE, act, issued, line, read, refused
from tests.factories.mailbox import mailbox, run_due
from tests.modules.identity.people import confirm_address
from tests.modules.invoicing.test_sending import words


async def test_who_made_an_expired_quote_may_stand_by_it(company: Company):
    quote = await issued(company, kind="quote", issued_on="2026-01-02", valid_until="2026-01-31")
    told = await refused(company, quote, "accept")
    assert (told["status"], told["code"]) == (409, "quote_expired")
    assert (await read(company, quote))["status"] == "expired"
    made = await act(company, quote, "accept", despite_expiry=True)
    assert (made["status"], made["quote_id"], made["total_amount"]) == ("draft", quote["id"], "121.00")
    assert (await read(company, quote))["status"] == "accepted"


async def test_an_expired_quote_is_offered_until_a_later_day_and_its_paper_says_so(company: Company, runs_jobs):
    quote = await issued(company, kind="quote", issued_on="2026-01-02", valid_until="2026-01-31")
    await runs_jobs(company)
    before = await read(company, quote)
    assert before["pdf_sha256"]
    for day in ("2026-11-21", "2026-01-31"):
        told = await refused(company, quote, "extend", valid_until=day)
        assert (told["status"], told["code"], told["field"]) == (422, "quote_day_refused", "valid_until")
    made = await act(company, quote, "extend", valid_until="2026-12-31")
    assert (made["status"], made["valid_until"], made["pdf_sha256"]) == ("issued", "2026-12-31", None)
    await runs_jobs(company)
    after = await read(company, quote)
    assert after["pdf_sha256"] not in (None, before["pdf_sha256"])
    told = await refused(company, quote, "extend", valid_until="2026-12-30")
    assert told["code"] == "quote_day_refused"
    assert (await act(company, quote, "accept"))["status"] == "draft"
    assert (await refused(company, quote, "extend", valid_until="2027-01-31"))["code"] == "no_open_quote"


async def test_a_print_that_an_extension_overtook_leaves_the_paper_to_the_next(
    company: Company, runs_jobs, monkeypatch
):
    quote = await issued(company, kind="quote", issued_on="2026-01-02", valid_until="2026-01-31")
    made = printing.made

    async def overtaken(*given) -> bytes:
        monkeypatch.setattr(printing, "made", made)
        await act(company, quote, "extend", valid_until="2026-12-31")
        return await made(*given)

    monkeypatch.setattr(printing, "made", overtaken)
    await runs_jobs(company)
    async with company.begin() as work:
        kept = await queries.invoice(work, UUID(quote["id"]))
        assert kept.pdf_key == printing.key_of(work, f"{quote['id']}-20261231")


async def test_a_letter_promised_before_an_extension_leaves_with_the_paper_of_its_day(company: Company):
    """Both papers are made, though none was printed by then; the later one is the quote's."""
    await confirm_address(company)
    quote = await issued(company, kind="quote", issued_on="2026-11-02", valid_until="2026-11-30")
    async with mailbox() as box:
        await act(company, quote, "send", to="lena@example.be")
        await act(company, quote, "extend", valid_until="2026-12-31")
        await run_due(company, "invoices.print")
        await run_due(company, "mail.send")
    [letter] = [each for each in box.messages if each["To"] == "lena@example.be"]
    [paper] = letter.iter_attachments()
    own = await company.client.get(f"{BASE}/{quote['id']}/pdf")
    told = [words(paper.get_content()), words(own.content)]
    assert ["30 november 2026" in each for each in told] == [True, False]
    assert ["31 december 2026" in each for each in told] == [False, True]
    async with company.begin() as work:
        kept = await queries.invoice(work, UUID(quote["id"]))
        assert kept.pdf_key == printing.key_of(work, f"{quote['id']}-20261231")


async def test_the_timeline_of_a_quote_tells_how_it_was_answered_and_extended(company: Company):
    quote = await issued(company, kind="quote", issued_on="2026-11-02", valid_until="2026-11-30")
    other = await issued(company, kind="quote", issued_on="2026-11-02", valid_until="2026-11-30")
    await act(company, other, "decline")
    await act(company, quote, "extend", valid_until="2026-12-31")
    await act(company, quote, "decline")
    await act(company, quote, "reopen")
    made = await act(company, quote, "accept")
    told = (await company.client.get(f"{BASE}/{quote['id']}/history")).json()["data"]
    kinds = ["drafted", "issued", "extended", "declined", "offered_again", "accepted"]
    assert [each["kind"] for each in told] == kinds
    assert (told[2]["on"], told[-1]["invoice_id"]) == ("2026-12-31", made["id"])
    assert {each["by"] for each in told} == {told[0]["by"]} != {None}


async def test_only_the_day_of_a_quote_moves_and_only_later(company: Company):
    """As the database says, whoever asks."""
    quote = await issued(company, kind="quote", issued_on="2026-01-02", valid_until="2026-12-31")
    invoice = await issued(company)
    for paper, column, value in (
        (quote, "valid_until", "date '2026-12-30'"),
        (quote, "note", "'changed'"),
        (invoice, "valid_until", "date '2027-12-31'"),
    ):
        with pytest.raises(IssuedInvoiceStays):
            async with company.begin() as work:
                statement = f"update accounting.invoices set {column} = {value} where id = :id"
                await work.session.execute(text(statement), {"id": paper["id"]})


@pytest.mark.parametrize(("agreed", "taken"), [("0.5", "0.5"), (None, "0")])
async def test_the_rate_agreed_on_a_quote_is_the_invoices_and_that_of_a_day_is_not(company: Company, agreed, taken):
    for day, rate in (("2026-11-02", "1.10"), ("2026-11-20", "1.25")):
        asked = {"currency": "USD", "valid_on": day, "rate": rate, "accept_exchange_rate": True}
        answer = await company.client.put("/api/v1/ledger/exchange-rates", json=asked)
        assert answer.status_code == 200, answer.text
    more = {"exchange_rate": agreed, "accept_exchange_rate": True} if agreed else {}
    quote = await issued(company, kind="quote", currency="USD", issued_on="2026-11-02", **more)
    made = await act(company, quote, "accept")
    assert float(made["exchange_rate"]) == float(taken)
    final = await act(company, made, "issue")
    assert float(final["exchange_rate"]) == (0.5 if agreed else 0.8)


async def test_quotes_are_added_up_apart_from_sales(company: Company):
    await issued(company)
    await issued(company, line(unit_price="50"), kind="quote")

    async def sums(**asked: str) -> list[tuple[bool, int, str]]:
        told = (await company.client.get(f"{BASE}/sums", params=asked)).json()["data"]
        return [(each["is_quote"], each["count"], each["net_amount"]) for each in told]

    both = [(False, 1, "100.00"), (True, 1, "50.00")]
    assert await sums(direction="sale") == await sums(**{"from": "2000-01-01"}) == both
    assert await sums(kind="quote") == both[1:]
