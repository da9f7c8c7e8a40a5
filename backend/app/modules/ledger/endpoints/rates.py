from typing import Annotated, Any

from fastapi import Request, Response

from accounting.exchange_differences import ExchangeRateUnlikely
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.jobs import queries as jobs
from app.modules.jobs.schemas import JobRead
from app.modules.ledger import rates
from app.modules.ledger.errors import OwnCurrencyHasNoRate
from app.modules.ledger.schemas.rates import ExchangeRateRead, FetchExchangeRates, SetExchangeRate

router = Router(prefix="/ledger/exchange-rates", tags=["ledger"])
Posts = Annotated[Work, may(Permission.LEDGER_POST)]


@router.get("", response_model=Page[ExchangeRateRead], responses=LISTED)
async def list_exchange_rates(
    request: Request,
    work: Annotated[Work, may(Permission.LEDGER_READ)],
    asked: Annotated[Asked, rates.RATES.asked()],
) -> Any:
    """Rates by day, latest first. A day without one takes the one before it."""
    return await listed(request, work, rates.RATES, asked, rates.every_rate(), ExchangeRateRead, shape=rates.shown)


@router.put(
    "", response_model=Answer[ExchangeRateRead], responses=problem_responses(OwnCurrencyHasNoRate, ExchangeRateUnlikely)
)
async def set_exchange_rate(
    asked: SetExchangeRate, request: Request, response: Response, seen: SeenVersion, work: Posts
) -> dict[str, Any]:
    """Note the rate of a day, instead of what was known of it. Entries that were made stay as they are."""
    shown = await rates.set_rate(work, asked, seen)
    tag(response, shown.version)
    return answer(request, shown)


@router.post("/fetch", status_code=202, response_model=Answer[JobRead])
async def fetch_exchange_rates(
    asked: FetchExchangeRates, request: Request, response: Response, work: Posts
) -> dict[str, Any]:
    """Fetch the reference rates of the European Central Bank of the last 90 days. A rate that you typed stays."""
    job_id = await work.enqueue("ledger.fetch_rates", currencies=sorted(set(asked.currencies)))
    response.headers["location"] = f"/api/v1/jobs/{job_id}"
    return answer(request, JobRead.model_validate(await jobs.get(work, job_id)))
