"""A company says how it stands towards VAT, and from which day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from accounting.vat import Treatment, grids
from accounting.vat.regimes import STANDARD, Regime, regime_on, until
from app.core.models import new_id
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.errors import VatNumberInUse
from app.modules.identity.models import Tenant, VatRegime
from app.modules.invoicing.models import Invoice, InvoiceLine
from app.modules.ledger import service as ledger
from app.modules.vat import queries
from app.modules.vat.errors import RegimeOfChargedVat, RegimeOfClosedPeriod, RegimeOfFreeSales
from app.modules.vat.schemas import SayRegime

ONE_DAY = timedelta(days=1)
SMALL: Regime = "small_enterprise"


async def say(work: Work, asked: SayRegime) -> Tenant:
    """From a day on; what was said of later days stands. What that day has already is not said again.

    Raises RegimeOfClosedPeriod, RegimeOfChargedVat, RegimeOfFreeSales.
    """
    await ledger.hold(work)
    company, closed = await companies.read(work), await work.session.scalar(queries.LAST_CLOSED)
    if closed is not None and (asked.valid_from is None or asked.valid_from <= closed):
        raise RegimeOfClosedPeriod(
            f"VAT is closed until {closed}",
            field="valid_from",
            value=str(asked.valid_from) if asked.valid_from else None,
        )
    before = _told(company)
    held = company.regimes[0].regime if asked.valid_from is None else regime_on(company.regimes, asked.valid_from)
    if held == asked.regime:
        return company
    if held == STANDARD:
        await _refuse_charged(work, company, asked.valid_from)
    elif held == SMALL and asked.regime == STANDARD:
        await _refuse_free(work, company, asked.valid_from)
    work.session.add(
        VatRegime(id=new_id(), regime=asked.regime, valid_from=asked.valid_from, recorded_by=work.actor_id)
    )
    await work.session.flush()
    await work.session.refresh(company, ["vat_regimes"])
    await work.record(
        "company.vat_regime_changed",
        vat_regime=asked.regime,
        valid_from=asked.valid_from,
        old={"vat_regimes": before},
        new={"vat_regimes": _told(company)},
    )
    return company


async def keep_number(work: Work, *, old: Mapping[str, Any], new: Mapping[str, Any], **_: object) -> None:
    """Who has no VAT number files no return, and VAT of a period that is not closed is still to be told in one.

    Raises VatNumberInUse.
    """
    if not old.get("vat_number") or new["vat_number"]:
        return
    await ledger.hold(work)
    company, closed = await companies.read(work), await work.session.scalar(queries.LAST_CLOSED)
    found = await queries.figures(work, closed + ONE_DAY if closed else date.min, date.max)
    if standing := grids.vat_in(found.sums, company.country):
        raise VatNumberInUse(", ".join(f"{grid}: {amount:f}" for grid, amount in standing.items()), field="vat_number")


async def _refuse_charged(work: Work, company: Tenant, valid_from: date | None) -> None:
    """Of a period without the standard regime no return is filed, and VAT on an invoice is owed (art. 51 §1, 3°)."""
    first = valid_from or date.min
    found = await queries.figures(work, first, until(company.regimes, first))
    if (charged := grids.charged(found.sums, company.country)) > 0:
        raise RegimeOfChargedVat(
            f"{charged:f} {company.currency} of VAT was charged",
            field="valid_from",
            value=str(valid_from) if valid_from else None,
        )


async def _refuse_free(work: Work, company: Tenant, valid_from: date | None) -> None:
    """VAT is owed on what was sold since, and no return would have it: small enterprises state none (art. 56bis §5)."""
    first, taxed_on = valid_from or date.min, func.coalesce(Invoice.supplied_on, Invoice.issued_on)
    free = exists().where(InvoiceLine.invoice_id == Invoice.id, InvoiceLine.treatment == Treatment.SMALL_ENTERPRISE)
    count = await work.session.scalar(
        select(func.count())
        .where(Invoice.direction == "sale", Invoice.kind == "invoice", Invoice.status == "issued", free)
        .where(taxed_on.between(first, until(company.regimes, first)), Invoice.credited_amount < Invoice.total_amount)
    )
    if count:
        raise RegimeOfFreeSales(
            f"{count} sales since then are without VAT",
            field="valid_from",
            value=str(valid_from) if valid_from else None,
        )


def _told(company: Tenant) -> list[str]:
    return [f"{each.regime} {each.valid_from or ''}".strip() for each in company.regimes]
