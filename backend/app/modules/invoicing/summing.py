"""What a list of invoices comes to. Of all that were issued the database keeps it; drafts and quotes are few."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Numeric, Select, Text, case, cast, false, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.listing import Asked
from app.core.models import Base
from app.core.work import Work
from app.modules.invoicing.models import Invoice
from app.modules.invoicing.queries import INVOICES, IS_QUOTE

SUM = Numeric(23, 4)
AMOUNTS = ("net_amount", "vat_amount", "total_amount", "open_amount", "total_in_books", "open_in_books")
KEPT_BY = ("direction", "kind", "currency")
"""What a list can be narrowed to, so that its sums are kept."""


class InvoiceSums(Base):
    """What the invoices of a kind and status come to, but for drafts and quotes. The database keeps it from the
    invoices; nobody else may write it.
    """

    __tablename__ = "invoice_sums"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    direction: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    status: Mapped[str] = mapped_column(Text, primary_key=True)
    currency: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    net_amount: Mapped[Decimal] = mapped_column(SUM)
    vat_amount: Mapped[Decimal] = mapped_column(SUM)
    total_amount: Mapped[Decimal] = mapped_column(SUM)
    open_amount: Mapped[Decimal] = mapped_column(SUM)
    total_in_books: Mapped[Decimal] = mapped_column(SUM)
    open_in_books: Mapped[Decimal] = mapped_column(SUM)


class InvoicesDue(Base):
    """What is open of the invoices that fall due on a day, but for credit notes: how many, and in the books' currency.
    The database keeps it from the invoices; nobody else may write it.
    """

    __tablename__ = "invoices_due"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    direction: Mapped[str] = mapped_column(Text, primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    open_in_books: Mapped[Decimal] = mapped_column(SUM)


async def of(work: Work, asked: Asked) -> Sequence[Any]:
    """What all that a list was narrowed to comes to, per direction and currency; a quote is no sale and stands apart.

    Added up first and given their sign after, for there are many of them.
    """
    live = INVOICES.filtered(_live(), asked)
    if asked.q or asked.since or asked.until or set(asked.filters) - set(KEPT_BY):
        added = live.subquery()
    else:
        unkept = live.where(or_(Invoice.status == "draft", Invoice.kind == "quote"))
        added = unkept.union_all(_kept(asked)).subquery()
    ways = added.c.direction, added.c.is_quote, added.c.currency
    found: Sequence[Any] = (
        await work.session.execute(
            select(
                *ways,
                cast(func.sum(added.c["count"]), Integer).label("count"),
                *(func.sum(added.c[each] * added.c.sign).label(each) for each in AMOUNTS),
            )
            .group_by(*ways)
            .having(func.sum(added.c["count"]) > 0)
            .order_by(*ways)
        )
    ).all()
    return found


def _live() -> Select[Any]:
    """From the invoices themselves."""
    return select(
        Invoice.direction,
        IS_QUOTE.label("is_quote"),
        Invoice.currency,
        Invoice.sign,
        func.count().label("count"),
        *(func.sum(getattr(Invoice, each)).label(each) for each in AMOUNTS),
    ).group_by(Invoice.direction, IS_QUOTE, Invoice.currency, Invoice.sign)


def _kept(asked: Asked) -> Select[Any]:
    """The same of all but drafts and quotes, as the database keeps it."""
    query = select(
        InvoiceSums.direction,
        false().label("is_quote"),
        InvoiceSums.currency,
        case((InvoiceSums.kind == "credit_note", -1), else_=1).label("sign"),
        InvoiceSums.count,
        *(getattr(InvoiceSums, each) for each in AMOUNTS),
    )
    for name, given in asked.filters.items():
        query = query.where(getattr(InvoiceSums, name).in_(given))
    return query
