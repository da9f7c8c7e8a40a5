"""Payments that a line may be the return of: the same money the other way, while a bank may still take it back."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, case, func, or_, select

from accounting.matching import Item, Match, Options, rank_returns
from accounting.matching.returned import WITHIN
from app.core.work import Work
from app.modules.banking import items
from app.modules.banking.models import BankLine, Reconciliation
from app.modules.banking.schemas.reconciling import CandidateRead, OpenItemRead, PaymentPart, ReasonRead
from app.modules.contacts.models import Contact
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.invoicing.settled import standing

MOST = 200
"""Of more payments of one amount, those of the line's other side are compared with it, and the latest."""


async def of_line(work: Work, line: BankLine, options: Options) -> list[CandidateRead]:
    """The likeliest first; a payment that was made together with others came back by itself, or with all of them."""
    paid = await _paid(work, line)
    groups = {_together([each]): [each] for each in paid if each.amount == line.open_amount}
    for _, of_entry in groupby(sorted(paid, key=attrgetter("entry_id")), attrgetter("entry_id")):
        found = list(of_entry)
        if sum(each.amount for each in found) == line.open_amount:
            groups[_together(found)] = found
    refused = {items.together(each) for _, each in options.rejected_sums}
    known = [_item(name, found) for name, found in groups.items() if name not in refused]
    matches = await asyncio.to_thread(rank_returns, items.as_line(line), known, options)
    return [_candidate(match, groups[match.items[0]]) for match in matches]


async def named(work: Work, ids: Sequence[UUID]) -> set[str]:
    """Those of these payments that stand."""
    found = select(Settlement.id).where(Settlement.id.in_(ids), Settlement.kind == "payment", standing())
    return {f"payment:{each}" for each in await work.session.scalars(found)}


async def _paid(work: Work, line: BankLine) -> Sequence[Row[Any]]:
    """Payments that stand of this amount the other way, and what of one movement stands and is of it as a whole."""
    comes_in = (Invoice.direction == "sale") != (Invoice.kind == "credit_note")
    back = case((comes_in, -Settlement.amount), else_=Settlement.amount)
    first = line.booked_on - timedelta(days=WITHIN)
    recent = (
        select(
            Settlement.id.label("payment_id"),
            back.label("amount"),
            func.sum(back).over(partition_by=Settlement.entry_id).label("of_entry"),
        )
        .join(Invoice, Invoice.id == Settlement.invoice_id)
        .where(Settlement.kind == "payment", Settlement.settled_on.between(first, line.booked_on))
        .where(Invoice.currency == line.currency, standing())
        .subquery()
    )
    account = func.coalesce(BankLine.counterparty_account, Contact.iban, "")
    rows = await work.session.execute(
        select(
            Settlement.id,
            Settlement.entry_id,
            Settlement.settled_on,
            recent.c.amount,
            Invoice.kind,
            func.coalesce(Invoice.number, "").label("number"),
            func.concat_ws(" ", Invoice.payment_reference, Invoice.order_reference).label("text"),
            Invoice.currency,
            Invoice.contact_id,
            Contact.name,
            account.label("account"),
        )
        .join(recent, recent.c.payment_id == Settlement.id)
        .join(Invoice, Invoice.id == Settlement.invoice_id)
        .join(Contact, Contact.id == Invoice.contact_id)
        .outerjoin(Reconciliation, Reconciliation.entry_id == Settlement.entry_id)
        .outerjoin(BankLine, BankLine.id == Reconciliation.bank_line_id)
        .where(or_(recent.c.amount == line.open_amount, recent.c.of_entry == line.open_amount))
        .order_by((account == (line.counterparty_account or "-")).desc(), Settlement.settled_on.desc(), Settlement.id)
        .limit(MOST)
    )
    return rows.all()


def _together(paid: Sequence[Row[Any]]) -> str:
    return items.together(f"payment:{each.id}" for each in paid)


def _item(name: str, paid: Sequence[Row[Any]]) -> Item:
    """As matching compares it: something that would come back."""
    first, whose = paid[0], {each.contact_id for each in paid}
    return Item(
        name,
        first.settled_on,
        sum((each.amount for each in paid), Decimal(0)),
        " ".join(each.text for each in paid),
        " ".join(each.number for each in paid),
        "payment",
        first.name if len(whose) == 1 else "",
        first.account if len(whose) == 1 else "",
        currency=first.currency,
        contact=str(first.contact_id) if len(whose) == 1 else "",
    )


def _candidate(match: Match, paid: Sequence[Row[Any]]) -> CandidateRead:
    return CandidateRead(
        kind="return",
        score=match.score,
        is_sure=False,
        solutions=1,
        items=[
            OpenItemRead(
                id=each.id,
                type="payment",
                kind=each.kind,
                number=each.number,
                name=each.name,
                text=each.text,
                dated_on=each.settled_on,
                due_on=None,
                amount=each.amount,
                currency=each.currency,
                contact_id=each.contact_id,
            )
            for each in paid
        ],
        reasons=[ReasonRead(code=each.code, points=each.points, values=list(each.values)) for each in match.reasons],
        difference=Decimal(0),
        parts=[PaymentPart(type="payment", id=each.id) for each in paid],
    )
