"""Exchange rates: typed, or fetched from a server that speaks as the European Central Bank does."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from sqlalchemy import select

from app.core.config import settings
from app.core.jobs import Job
from app.modules.ledger import tasks
from tests.conftest import Company
from tests.modules.ledger.asking import LEDGER, change, get, refusal

PATH = f"{LEDGER}/exchange-rates"
LIST = """<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube>
 <Cube time="2026-11-20"><Cube currency="USD" rate="1.0772"/><Cube currency="JPY" rate="163.06"/></Cube>
 <Cube time="2026-11-19"><Cube currency="USD" rate="1.0801"/><Cube currency="JPY" rate="162.90"/></Cube>
</Cube></gesmes:Envelope>"""


class Bank(BaseHTTPRequestHandler):
    """The bank's server; what it answers can be changed."""

    status: ClassVar[int] = 200
    body: ClassVar[str] = LIST
    asked: ClassVar[int] = 0

    def do_GET(self) -> None:
        Bank.asked += 1
        self.send_response(Bank.status)
        self.end_headers()
        self.wfile.write(Bank.body.encode())

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Bank]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bank)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(settings(), "ecb_rates_url", f"http://127.0.0.1:{server.server_port}/eurofxref-hist-90d.xml")
    monkeypatch.setattr(tasks, "_latest", {})
    Bank.status, Bank.body, Bank.asked = 200, LIST, 0
    yield Bank
    server.shutdown()
    server.server_close()


async def known(company: Company) -> list[tuple[str, str, str, str]]:
    return [(each["currency"], each["valid_on"], each["rate"], each["source"]) for each in await get(company, PATH)]


async def fetch(company: Company, runs_jobs, *currencies: str) -> str:
    await change(company, "POST", f"{PATH}/fetch", {"currencies": list(currencies)}, 202)
    jobs = [each for each in await runs_jobs(company) if each.name == "ledger.fetch_rates"]
    return jobs[-1].status


async def test_the_currencies_asked_for_are_fetched_for_every_day(company: Company, runs_jobs, bank):
    assert await fetch(company, runs_jobs, "USD") == "succeeded"
    async with company.begin() as work:
        job = (await work.session.scalars(select(Job).where(Job.name == "ledger.fetch_rates"))).one()
    assert (job.done, job.error) == (2, None)
    assert await known(company) == [
        ("USD", "2026-11-20", "1.0772", "ecb"),
        ("USD", "2026-11-19", "1.0801", "ecb"),
    ]


async def test_nothing_asked_for_is_the_latest_list(company: Company, runs_jobs, bank):
    await fetch(company, runs_jobs)
    assert sorted(each[:2] for each in await known(company)) == [("JPY", "2026-11-20"), ("USD", "2026-11-20")]


async def test_a_rate_that_somebody_typed_stays(company: Company, runs_jobs, bank):
    await change(company, "PUT", PATH, {"currency": "USD", "valid_on": "2026-11-20", "rate": "1.1"})
    await fetch(company, runs_jobs)
    assert await known(company) == [("USD", "2026-11-20", "1.10", "manual"), ("USD", "2026-11-19", "1.0801", "ecb")]


async def test_fetching_twice_changes_nothing_and_the_bank_is_asked_once(company: Company, runs_jobs, bank):
    await fetch(company, runs_jobs, "USD")
    before = await get(company, PATH)
    await fetch(company, runs_jobs, "USD")
    assert await get(company, PATH) == before
    assert bank.asked == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, LIST),
        (301, LIST),
        (200, "<html>maintenance</html>"),
        (200, "x" * 1_000_001),
        (200, LIST.replace("<Cube>", "<!--", 1)),
    ],
)
async def test_a_bank_out_of_order_leaves_the_rates_as_they_are(company: Company, runs_jobs, bank, status, body):
    Bank.status, Bank.body = status, body
    assert await fetch(company, runs_jobs, "USD") == "queued", "it is tried again later"
    assert await known(company) == []


async def test_only_companies_with_another_currency_ask_at_night(company: Company, runs_jobs, bank):
    async with company.begin() as work:
        await work.enqueue("ledger.fetch_rates_nightly", queue="low", night="2026-11-20")
    await runs_jobs(company)
    assert (bank.asked, await known(company)) == (0, [])


async def test_the_own_currency_has_no_rate(company: Company):
    problem = await change(company, "PUT", PATH, {"currency": "EUR", "valid_on": "2026-11-20", "rate": "1"}, 422)
    assert refusal(problem) == [("own_currency_has_no_rate", "currency")]


@pytest.mark.parametrize("rate", ["0", "-1", "1.123456789"])
async def test_what_is_no_rate(company: Company, rate: str):
    await change(company, "PUT", PATH, {"currency": "USD", "valid_on": "2026-11-20", "rate": rate}, 422)


async def test_a_rate_far_from_the_last_known_one_is_to_be_meant(company: Company):
    first = {"currency": "USD", "valid_on": "2026-11-02", "rate": "1.0772"}
    await change(company, "PUT", PATH, first)
    for wrong in ("1077.2", "0.928332", "0.96947"):
        answer = await company.client.put(PATH, json=first | {"valid_on": "2026-11-20", "rate": wrong})
        assert refusal(answer.json()) == [("exchange_rate_unlikely", "rate")]
        assert "1.0772 was to be expected" in answer.json()["errors"][0]["message"]
    await change(company, "PUT", PATH, first | {"valid_on": "2026-11-20", "rate": "0.96948"})
    await change(company, "PUT", PATH, first | {"valid_on": "2026-11-21", "rate": "2.5", "accept_exchange_rate": True})
    await change(company, "PUT", PATH, first | {"rate": "9.5"})  # nothing was known before it
