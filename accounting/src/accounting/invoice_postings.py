"""What an issued invoice writes in the books, in the company's currency, with the grids of the VAT return.

A sale is customers against income and VAT that is owed; a purchase is cost and VAT that is recovered against suppliers,
with what cannot be deducted in the cost; a reverse charge adds the same VAT as owed. What was accrued takes the base of
its cost and no more: deduction and grids are those of the cost. A credit note stands on the other side.
Which accounts these are says the plan of the country (`accounting.plan`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from accounting.invoice import WHOLE, ZERO, Group, Line, NothingToBook, Tags, Totals, line_net, shared
from accounting.journal import Posting, check_balanced, debit
from accounting.money import rounded
from accounting.plan import Plan, plan
from accounting.vat import PurchaseGrids, Treatment, purchase_grids, sale_grids, turned, vat_due
from accounting.vat.posting_grids import Kind


@dataclass(frozen=True, slots=True)
class Terms:
    """What the postings of one invoice share. `rate` is the books' currency per unit of the invoice's."""

    kind: Kind = "invoice"
    country: str = "BE"
    books_currency: str = "EUR"
    rate: Decimal = Decimal(1)
    contact_id: UUID | None = None

    @property
    def plan(self) -> Plan:
        return plan(self.country)


@dataclass(slots=True)
class _Part:
    """Lines that share an account, a cost, a treatment, a rate, a deduction and tags."""

    account: str
    cost: str
    treatment: Treatment
    vat_rate: Decimal
    deductible_percent: Decimal
    tags: Tags
    memo: str | None
    net: Decimal = ZERO
    in_books: Decimal = ZERO


@dataclass(slots=True)
class _Entry:
    """Postings under way: equal ones (account, grids, tags) are one, and a negative part turns its grids round.

    The VAT that a buyer owes and cannot deduct stays `apart` from other costs: a correction tells its base alone.
    """

    terms: Terms
    currency: str
    amounts: dict[tuple[str, tuple[str, ...], Tags, bool], tuple[Decimal, Decimal, str | None]] = field(
        default_factory=dict
    )

    def add(
        self,
        account: str,
        amount: Decimal,
        abroad: Decimal,
        *,
        usual: int,
        grids: tuple[str, ...] = (),
        tags: Tags = (),
        memo: str | None = None,
        apart: bool = False,
    ) -> None:
        """`amount` on its usual side: 1 debit, -1 credit; of a credit note the other one."""
        if not amount:
            return
        side = -usual if self.terms.kind == "credit_note" else usual
        key = (account, grids if amount > 0 else turned(grids), tags, apart)
        had, had_abroad, had_memo = self.amounts.get(key, (ZERO, ZERO, memo))
        self.amounts[key] = (had + amount * side, had_abroad + abroad * side, memo if had_memo == memo else None)

    def postings(self) -> list[Posting]:
        """Raises NothingToBook."""
        foreign = self.currency != self.terms.books_currency
        made = [
            debit(
                account,
                amount,
                memo,
                grids=grids,
                tags=tags,
                contact_id=self.terms.contact_id,
                currency=self.currency if foreign else None,
                amount_in_currency=abroad if foreign else None,
            )
            for (account, grids, tags, _), (amount, abroad, memo) in self.amounts.items()
            if amount
        ]
        if not made:
            raise NothingToBook(field="lines")
        check_balanced(made)
        return made


def total_in_books(totals: Totals, terms: Terms) -> Decimal:
    """What the invoice adds to trade debtors or creditors."""
    return rounded(totals.total * terms.rate, terms.books_currency)


def sale_postings(lines: Sequence[Line], totals: Totals, terms: Terms) -> list[Posting]:
    """The balanced postings of a sale. Raises NothingToBook.

    The total is converted; what rounding leaves over goes to the largest base, so that it balances.
    """
    owed = _owed(totals, terms)
    vats = [rounded(group.vat * terms.rate, terms.books_currency) for group in totals.groups]
    parts = _parts(lines, totals, terms, rest=owed - sum(vats, ZERO))
    entry = _Entry(terms, totals.currency)
    entry.add(terms.plan.customers, owed, totals.total, usual=1)
    for part in parts:
        grids = sale_grids(part.treatment, part.vat_rate, terms.kind, country=terms.country)
        entry.add(part.account, part.in_books, part.net, usual=-1, grids=grids.base, tags=part.tags, memo=part.memo)
    for group, vat in zip(totals.groups, vats, strict=True):
        grids = sale_grids(group.treatment, group.vat_rate, terms.kind, country=terms.country)
        entry.add(terms.plan.vat_owed(grids.vat), vat, group.vat, usual=-1, grids=grids.vat)
    return entry.postings()


def purchase_postings(lines: Sequence[Line], totals: Totals, terms: Terms) -> list[Posting]:
    """The balanced postings of a purchase: VAT that cannot be deducted is cost, and counts with it in the return.

    Raises NothingToBook.
    """
    owed = _owed(totals, terms)
    vats = {group: rounded(group.vat * terms.rate, terms.books_currency) for group in totals.groups}
    parts = _parts(lines, totals, terms, rest=owed - sum(vats.values(), ZERO))
    entry = _Entry(terms, totals.currency)
    of_group = [
        (group, [each for each in parts if (each.treatment, each.vat_rate) == (group.treatment, group.vat_rate)])
        for group in totals.groups
    ]
    for group, mine in of_group:
        _as_on_paper(entry, group, mine, vats[group])
    entry.add(terms.plan.suppliers, owed, totals.total, usual=-1)
    for group, mine in of_group:
        if group.treatment.is_reverse_charge:
            _due_by_buyer(entry, group, mine)
    return entry.postings()


def _as_on_paper(entry: _Entry, group: Group, parts: list[_Part], vat: Decimal) -> None:
    """Cost, with the part of the VAT that cannot be deducted, and the part that can."""
    weights, books = [part.net for part in parts], entry.terms.plan
    there = shared(group.vat, weights, entry.currency)
    for part, mine, abroad in zip(parts, shared(vat, weights, entry.terms.books_currency), there, strict=True):
        grids, base, base_abroad = _grids(entry, part), part.in_books, part.net
        if part.treatment is Treatment.CUSTOMS_VAT:  # what is asked for is VAT, and nothing else
            base, base_abroad, mine, abroad = ZERO, ZERO, base, base_abroad
        percent = part.deductible_percent if part.treatment.deducts else ZERO
        deducted = rounded(mine * percent / WHOLE, entry.terms.books_currency)
        deducted_abroad = rounded(abroad * percent / WHOLE, entry.currency)
        rest, rest_abroad = mine - deducted, abroad - deducted_abroad
        if part.cost == part.account:
            base, base_abroad, rest, rest_abroad = base + rest, base_abroad + rest_abroad, ZERO, ZERO
        entry.add(part.account, base, base_abroad, usual=1, grids=grids.base, tags=part.tags, memo=part.memo)
        entry.add(part.cost, rest, rest_abroad, usual=1, grids=grids.base, tags=part.tags, memo=part.memo)
        account = books.vat_repaid if entry.terms.kind == "credit_note" else books.vat_recoverable
        entry.add(account, deducted, deducted_abroad, usual=1, grids=grids.deducted)


def _due_by_buyer(entry: _Entry, group: Group, parts: list[_Part]) -> None:
    """What the buyer owes and deducts at once; what cannot be deducted is cost, but no base of it."""
    books = entry.terms.books_currency
    due = vat_due(sum((part.in_books for part in parts), ZERO), group.vat_rate, books)
    for part, mine in zip(parts, shared(due, [part.in_books for part in parts], books), strict=True):
        grids = _grids(entry, part)
        abroad = rounded(mine / entry.terms.rate, entry.currency)
        deducted = rounded(mine * part.deductible_percent / WHOLE, books)
        deducted_abroad = rounded(abroad * part.deductible_percent / WHOLE, entry.currency)
        cost, cost_abroad = mine - deducted, abroad - deducted_abroad
        entry.add(entry.terms.plan.vat_recoverable, deducted, deducted_abroad, usual=1, grids=grids.deducted)
        entry.add(part.cost, cost, cost_abroad, usual=1, grids=grids.cost, tags=part.tags, memo=part.memo, apart=True)
        entry.add(entry.terms.plan.vat_owed(grids.due), mine, abroad, usual=-1, grids=grids.due)


def _grids(entry: _Entry, part: _Part) -> PurchaseGrids:
    return purchase_grids(part.treatment, part.cost, entry.terms.kind, country=entry.terms.country)


def _owed(totals: Totals, terms: Terms) -> Decimal:
    """Nothing where an advance was all of it; what is owed abroad is something in the books too."""
    owed = total_in_books(totals, terms)
    if totals.total and not owed:
        raise NothingToBook(field="lines", value=str(totals.total))
    return owed


def _parts(lines: Sequence[Line], totals: Totals, terms: Terms, *, rest: Decimal) -> list[_Part]:
    """Lines that are booked alike, together; in the books' currency they come to `rest`."""
    found: dict[tuple[str, str, Treatment, Decimal, Decimal, Tags], _Part] = {}
    for line in lines:
        rate = line.vat_rate.normalize() + 0
        key = (line.account, line.cost, line.treatment, rate, line.deductible_percent, line.tags)
        part = found.get(key)
        if part is None:
            part = found[key] = _Part(*key, memo=line.description or None)
        elif part.memo != line.description:
            part.memo = None
        part.net += line_net(line, totals.currency)
    parts = list(found.values())
    for part in parts:
        part.in_books = rounded(part.net * terms.rate, terms.books_currency)
    largest = max(parts, key=lambda part: abs(part.net))
    largest.in_books += rest - sum((part.in_books for part in parts), ZERO)
    return parts
