"""Exchange rates by day: typed, or fetched from the European Central Bank."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert

from accounting.exchange_differences import check_rate
from accounting.exchange_rates import OLDEST_USED, inverse, of_books
from app.core.listing import Filter, Listing, Sort
from app.core.models import new_id
from app.core.versions import state_of, unless_changed
from app.core.work import Work
from app.modules.ledger import queries
from app.modules.ledger.errors import ExchangeRateUnknown, OwnCurrencyHasNoRate
from app.modules.ledger.models import ExchangeRate, Posting
from app.modules.ledger.schemas.manual import Currency
from app.modules.ledger.schemas.rates import ExchangeRateRead, SetExchangeRate

RATES = Listing(
    name="exchange-rates",
    sorts={"valid_on": Sort(ExchangeRate.valid_on, date.fromisoformat), "currency": Sort(ExchangeRate.currency)},
    default="-valid_on",
    key=ExchangeRate.id,
    dated=ExchangeRate.valid_on,
    filters={"currency": Filter(ExchangeRate.currency, Currency, "only these currencies")},
)


def every_rate() -> Select[ExchangeRate]:
    return select(ExchangeRate)


async def shown(work: Work, found: Sequence[ExchangeRate]) -> list[ExchangeRateRead]:
    return [_shown(each) for each in found]


def _shown(row: ExchangeRate) -> ExchangeRateRead:
    read = ExchangeRateRead(
        id=row.id,
        currency=row.currency,
        valid_on=row.valid_on,
        rate=row.rate,
        worth=inverse(row.rate),
        source=row.source,
        recorded_at=row.recorded_at,
    )
    return read.model_copy(update={"version": state_of(read)})


async def rate_on(work: Work, currency: str, on: date, *, field: str = "exchange_rate") -> Decimal:
    """What one unit of a currency is worth in the books on a day: the quote of that day, or of the last before it.

    Raises ExchangeRateUnknown.
    """
    if currency == await queries.books_currency(work):
        return Decimal(1)
    quote = await work.session.scalar(
        select(ExchangeRate.rate)
        .where(
            ExchangeRate.currency == currency,
            ExchangeRate.valid_on <= on,
            ExchangeRate.valid_on >= on - OLDEST_USED,
        )
        .order_by(ExchangeRate.valid_on.desc())
        .limit(1)
    )
    if quote is None:
        raise ExchangeRateUnknown(f"no rate of {currency} is known for {on}", field=field, value=currency)
    return inverse(quote)


async def known_rate(work: Work, currency: str, on: date) -> Decimal | None:
    """As `rate_on`, where one is known."""
    try:
        return await rate_on(work, currency, on)
    except ExchangeRateUnknown:
        return None


async def check_said(work: Work, currency: str, on: date, said: Decimal, *, field: str = "exchange_rate") -> None:
    """Whether a rate that somebody typed is near the known one of its day. Raises ExchangeRateUnlikely."""
    if known := await known_rate(work, currency, on):
        check_rate(said, known, field=field)


async def set_rate(work: Work, asked: SetExchangeRate, seen: int | None = None) -> ExchangeRateRead:
    """Note what a currency is worth on a day, whatever was known of that day.

    Raises OwnCurrencyHasNoRate, ChangedMeanwhile, ExchangeRateUnlikely.
    """
    if asked.currency == await queries.books_currency(work):
        raise OwnCurrencyHasNoRate(field="currency", value=asked.currency)
    day = (ExchangeRate.currency == asked.currency) & (ExchangeRate.valid_on == asked.valid_on)
    known = await work.session.scalar(select(ExchangeRate).where(day).with_for_update())
    unless_changed(_shown(known).version if known else 0, seen)
    if not asked.accept_exchange_rate and (last := await _quoted_before(work, asked.currency, asked.valid_on)):
        check_rate(asked.rate, last, field="rate")
    before = known and known.rate
    await _keep(work, [(asked.currency, asked.valid_on, asked.rate)], "manual")
    await work.record(
        "exchange_rate.set",
        currency=asked.currency,
        valid_on=asked.valid_on,
        old={"rate": before},
        new={"rate": asked.rate},
    )
    found = await work.session.scalars(select(ExchangeRate).where(day).execution_options(populate_existing=True))
    return _shown(found.one())


async def _quoted_before(work: Work, currency: str, on: date) -> Decimal | None:
    last = select(ExchangeRate.rate).where(ExchangeRate.currency == currency, ExchangeRate.valid_on < on)
    found: Decimal | None = await work.session.scalar(last.order_by(ExchangeRate.valid_on.desc()).limit(1))
    return found


async def currencies_in_use(work: Work) -> set[str]:
    """Those that these books have met: in a posting, or in a rate."""
    known = await work.session.scalars(select(ExchangeRate.currency).distinct())
    posted = await work.session.scalars(select(Posting.currency).where(Posting.currency.is_not(None)).distinct())
    return {each for each in (*known, *posted) if each}


async def absorb(work: Work, quoted: dict[date, dict[str, Decimal]], wanted: Sequence[str]) -> int:
    """Keep what the European Central Bank published, of the currencies wanted; a rate that somebody typed stays.

    Nothing wanted is the latest list, whole. How many were new or changed.
    """
    books = await queries.books_currency(work)
    latest = max(quoted)
    rows = [
        (currency, on, rate)
        for on, rates in quoted.items()
        for currency, rate in of_books(rates, books).items()
        if (currency in wanted if wanted else on == latest)
    ]
    kept = await _keep(work, rows, "ecb")
    if kept:
        await work.record(
            "exchange_rates.fetched", count=kept, latest=latest, currencies=sorted({row[0] for row in rows})
        )
    return kept


async def _keep(work: Work, rows: Sequence[tuple[str, date, Decimal]], source: str) -> int:
    if not rows:
        return 0
    statement = upsert(ExchangeRate).values(
        [
            {"id": new_id(), "currency": currency, "valid_on": on, "rate": rate, "source": source}
            for currency, on, rate in rows
        ]
    )
    new = statement.excluded
    changes = ExchangeRate.rate != new.rate
    kept = await work.session.scalars(
        statement.on_conflict_do_update(
            constraint="one_rate_a_day",
            set_={"rate": new.rate, "source": new.source, "recorded_at": func.now()},
            where=or_(new.source == "manual", (ExchangeRate.source == "ecb") & changes),
        ).returning(ExchangeRate.id)
    )
    return len(set[UUID](kept.all()))
