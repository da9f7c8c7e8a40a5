"""Posting, numbering, reversing, and the trial balance."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounting.journal import EntryUnbalanced, credit, debit, difference
from app.modules.ledger import service
from app.modules.ledger.errors import AccountUnknown
from tests.conftest import Company, register
from tests.factories import books, documents

ENTRIES = "/api/v1/ledger/entries"
BALANCE = "/api/v1/reports/trial-balance"


async def balance(company: Company, **between) -> dict:
    answer = await company.client.get(BALANCE, params=between)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def shown(told: dict) -> dict[str, str]:
    """What moved on each account in the period."""
    moved = {row["account_code"]: Decimal(row["debit"]) - Decimal(row["credit"]) for row in told["rows"]}
    return {code: f"{each:.2f}" for code, each in moved.items()}


async def reverse(company: Company, entry_id, **more):
    return await company.client.post(f"{ENTRIES}/{entry_id}/reverse", json={"reason": "wrong supplier"} | more)


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


async def test_an_entry_is_shown_with_its_accounts_in_your_language(company: Company):
    entry = await books.post(company)
    await company.client.patch("/api/v1/me", json={"language": "nl"})
    told = (await company.client.get(f"{ENTRIES}/{entry.id}")).json()["data"]
    assert (told["number"], told["total"], told["recorded_by"]) == ("P2026-00001", "121.00", "An Peeters")
    assert [(each["account_code"], each["debit"], each["credit"]) for each in told["postings"]] == [
        ("604", "100.00", "0.00"),
        ("411", "21.00", "0.00"),
        ("440", "0.00", "121.00"),
    ]
    assert told["postings"][2]["account_name"] == "Leveranciers"


async def test_an_unbalanced_entry_is_refused_with_a_kind_word_before_the_database_speaks(company: Company):
    with pytest.raises(EntryUnbalanced, match=r"debits exceed the other side by 0\.01"):
        await books.post(company, [debit("604", Decimal("1.01")), credit("440", Decimal("1.00"))])


async def test_an_account_that_is_not_in_the_chart_is_named(company: Company):
    with pytest.raises(AccountUnknown, match="999999"):
        await books.post(company, [debit("999999", Decimal(1)), credit("440", Decimal(1))])


async def test_numbers_run_per_journal_and_year(company: Company):
    numbers = [
        (await books.post(company, on=on, journal=journal)).number
        for on, journal in [
            (date(2026, 12, 31), "purchases"),
            (date(2026, 1, 1), "purchases"),
            (date(2027, 1, 1), "purchases"),
            (date(2026, 6, 1), "bank"),
            (date(2026, 6, 1), "purchases"),
        ]
    ]
    assert numbers == ["P2026-00001", "P2026-00002", "P2027-00001", "B2026-00001", "P2026-00003"]


async def test_twenty_entries_at_once_are_numbered_without_gap_or_double(company: Company):
    entries = await asyncio.gather(*(books.post(company) for _ in range(20)))
    assert sorted(each.number for each in entries) == [f"P2026-{n:05d}" for n in range(1, 21)]


async def test_an_entry_that_fails_takes_no_number(company: Company):
    with pytest.raises(ZeroDivisionError):
        async with company.begin() as work:
            await service.post(work, journal_name="purchases", on=date(2026, 1, 1), memo="x", postings=books.purchase())
            raise ZeroDivisionError
    assert (await books.post(company)).number == "P2026-00001"


async def test_a_reversal_undoes_to_the_cent_and_both_stay(company: Company):
    entry = await books.post(company)
    answer = await reverse(company, entry.id, on="2026-11-05")
    reversal = answer.json()["data"]
    assert (answer.status_code, reversal["number"], reversal["reverses_id"]) == (201, "P2026-00002", str(entry.id))
    assert "wrong supplier" in reversal["memo"]
    original = (await company.client.get(f"{ENTRIES}/{entry.id}")).json()["data"]
    assert original["reversed_by_id"] == reversal["id"]
    assert set(shown(await balance(company)).values()) == {"0.00"}


async def test_an_entry_is_reversed_once(company: Company):
    entry = await books.post(company)
    await reverse(company, entry.id)
    assert refusal(await reverse(company, entry.id)) == (409, "entry_already_reversed")


async def test_of_reversals_at_once_one_wins(company: Company):
    entry = await books.post(company)
    answers = await asyncio.gather(*(reverse(company, entry.id) for _ in range(6)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409, 409, 409]
    assert set(shown(await balance(company)).values()) == {"0.00"}


async def test_a_reversal_is_not_reversed(company: Company):
    reversal = (await reverse(company, (await books.post(company)).id)).json()["data"]
    assert refusal(await reverse(company, reversal["id"])) == (409, "reversal_not_reversible")


async def test_a_reversal_is_not_dated_before_its_entry(company: Company):
    entry = await books.post(company, on=date(2026, 11, 2))
    answer = await reverse(company, entry.id, on="2026-11-01")
    assert (*refusal(answer), answer.json()["errors"][0]["field"]) == (422, "reversal_before_entry", "on")
    assert (await reverse(company, entry.id, on="2026-11-02")).status_code == 201


@pytest.mark.parametrize("days", [-400, -31, 0, 30, 800])
async def test_an_undone_booking_leaves_no_trace_in_its_month(company: Company, days):
    """Without a day of its own, a reversal stands on the day of its entry, past or future."""
    day = date.today() + timedelta(days=days)
    entry = await books.post(company, on=day)
    assert (await reverse(company, entry.id)).json()["data"]["booked_on"] == day.isoformat()
    month = {"from": day.replace(day=1).isoformat(), "to": day.isoformat()}
    assert set(shown(await balance(company, **month)).values()) == {"0.00"}


@pytest.mark.parametrize(("days", "status"), [(0, 201), (366, 201), (370, 422), (3000, 422)])
async def test_a_reversal_is_dated_at_most_a_year_ahead(company: Company, days, status):
    entry = await books.post(company, on=date.today() - timedelta(days=3))
    answer = await reverse(company, entry.id, on=(date.today() + timedelta(days=days)).isoformat())
    assert answer.status_code == status
    if status == 422:
        assert (*refusal(answer), answer.json()["errors"][0]["field"]) == (422, "reversal_too_far_ahead", "on")


async def test_a_reversal_in_a_far_year_is_refused(company: Company):
    answer = await reverse(company, (await books.post(company)).id, on="2199-12-31")
    assert refusal(answer) == (422, "reversal_too_far_ahead")


@pytest.mark.parametrize(
    ("language", "memo"),
    [
        ("nl", "P2026-00001 tegengeboekt: wrong supplier"),
        ("fr", "P2026-00001 extournée : wrong supplier"),
        ("en", "P2026-00001 reversed: wrong supplier"),
    ],
)
async def test_a_reversal_is_worded_in_the_language_of_whoever_reverses(company: Company, language, memo):
    await company.client.patch("/api/v1/me", json={"language": language})
    assert (await reverse(company, (await books.post(company)).id)).json()["data"]["memo"] == memo


@pytest.mark.parametrize("kind", ["invoice", "credit_note", "receipt"])
async def test_an_entry_and_its_reversal_say_what_their_document_is(company: Company, kind):
    entry_id = (await documents.approved(company, kind=kind))["entry_id"]
    reversal = (await reverse(company, entry_id)).json()["data"]
    assert reversal["document_kind"] == kind
    told = (await company.client.get(ENTRIES)).json()["data"]
    assert [each["document_kind"] for each in told] == [kind, kind]
    recent = (await company.client.get("/api/v1/insights/dashboard")).json()["data"]["recent_entries"]
    assert [(each["document_kind"], each["reverses_id"]) for each in recent] == [(kind, entry_id), (kind, None)]


async def test_an_entry_without_a_document_has_no_kind(company: Company):
    entry = await books.post(company)
    assert (await company.client.get(f"{ENTRIES}/{entry.id}")).json()["data"]["document_kind"] is None


@pytest.mark.parametrize("reason", ["", "  ", "no", "x" * 301])
async def test_a_reversal_says_why(company: Company, reason):
    entry = await books.post(company)
    answer = await reverse(company, entry.id, reason=reason)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "reason")


@pytest.fixture
async def year(company: Company) -> Company:
    """Four purchases: 100 and 200 in November, 400 in December on 610, 800 next January."""
    for net, account, on in [
        ("100.00", "604", date(2026, 11, 1)),
        ("200.00", "604", date(2026, 11, 30)),
        ("400.00", "610", date(2026, 12, 1)),
        ("800.00", "604", date(2027, 1, 1)),
    ]:
        await books.post(company, books.purchase(net, "1.00", account), on=on, memo=f"paper {net}")
    return company


@pytest.mark.parametrize(
    ("between", "costs"),
    [
        ({}, {"604": "1100.00", "610": "400.00"}),
        ({"from": "2026-11-30"}, {"604": "1000.00", "610": "400.00"}),
        ({"to": "2026-11-30"}, {"604": "300.00"}),
        ({"from": "2026-11-02", "to": "2026-12-01"}, {"604": "200.00", "610": "400.00"}),
        ({"from": "2026-12-02", "to": "2026-12-31"}, {}),
    ],
)
async def test_the_trial_balance_counts_first_and_last_day(year: Company, between, costs):
    told = await balance(year, **between)
    assert {code: each for code, each in shown(told).items() if code[0] == "6" and each != "0.00"} == costs
    assert told["difference"] == "0.00"
    assert told["total_debit"] == told["total_credit"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["800.00", "400.00", "200.00", "100.00"]),
        ({"from": "2026-11-30", "to": "2026-12-01"}, ["400.00", "200.00"]),
        ({"account": "610"}, ["400.00"]),
        ({"account": "61"}, ["400.00"]),
        ({"account": "440"}, ["800.00", "400.00", "200.00", "100.00"]),
        ({"account": "7"}, []),
        ({"q": "paper 2"}, ["200.00"]),
        ({"q": "P2026-00003"}, ["400.00"]),
        ({"q": "PAPER 8"}, ["800.00"]),
        ({"q": "%"}, []),
        ({"journal": "sales"}, []),
    ],
)
async def test_entries_are_found_by(year: Company, asked, found):
    answer = await year.client.get(ENTRIES, params=asked)
    assert [each["memo"].removeprefix("paper ") for each in answer.json()["data"]] == found


@pytest.mark.parametrize("wrong", [{"from": "2026-02-30"}, {"account": "6%"}, {"journal": "diary"}, {"to": "x"}])
async def test_a_question_that_makes_no_sense_is_refused(company: Company, wrong):
    assert (await company.client.get(ENTRIES, params=wrong)).status_code == 422


async def test_the_chart_is_searched_by_code_and_by_name_in_every_language(company: Company):
    async def found(**asked) -> list[str]:
        return [
            each["code"] for each in (await company.client.get("/api/v1/ledger/accounts", params=asked)).json()["data"]
        ]

    assert "440" in await found(q="44")
    assert await found(q="leveranciers") == await found(q="FOURNISSEURS") == await found(q="suppliers") == ["440"]
    assert (await found(q="électricité")) == (await found(q="ELECTRICITE")) == ["612"]
    assert (await found(q="rent"))[0] == "610"
    assert await found(q="rent", **{"class": "44"}) == []
    assert all(code.startswith("6") for code in await found(**{"class": "6"}))
    assert await found(q="_") == await found(q="%") == []


async def test_empty_books_balance_too(company: Company):
    told = await balance(company)
    assert (told["rows"], told["total_debit"], told["difference"]) == ([], "0.00", "0.00")


amounts = st.decimals(min_value="0.01", max_value=10**8, places=2)
codes = st.sampled_from(["604", "610", "411", "550", "451", "700", "400"])


@st.composite
def entries(draw):
    made = [debit(code, sign * amount) for code, amount, sign in draw(
        st.lists(st.tuples(codes, amounts, st.sampled_from([1, -1])), min_size=1, max_size=6)
    )]  # fmt: skip
    gap = difference(made)
    return [*made, credit("440", gap)] if gap else [*made, debit("440", Decimal(1)), credit("499", Decimal(1))]


@given(st.lists(st.tuples(entries(), st.booleans()), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_whatever_is_posted_and_reversed_the_difference_is_zero(posted):
    company = await register(language="en")
    expected: dict[str, Decimal] = {}
    for postings, undone in posted:
        entry = await books.post(company, postings)
        if undone:
            await reverse(company, entry.id)
        for each in [] if undone else postings:
            expected[each.account] = expected.get(each.account, Decimal(0)) + each.amount
    told = await balance(company)
    assert told["difference"] == "0.00"
    assert {code: Decimal(text) for code, text in shown(told).items() if Decimal(text)} == {
        c: a for c, a in expected.items() if a
    }
    await company.client.aclose()


async def test_ten_million_cents_are_added_without_losing_one(company: Company):
    for _ in range(3):
        await books.post(
            company, [debit("604", Decimal("9999999999999.99")), credit("440", Decimal("9999999999999.99"))]
        )
    assert shown(await balance(company))["604"] == "29999999999999.97"
