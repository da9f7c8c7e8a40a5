"""What needs somebody: counted in one question, each with the list and the filters that show it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Text, case, cast, func, literal, select, union_all
from typing_extensions import TypedDict

from accounting.plan import Plan
from app.core.prepared import literally
from app.modules.anomalies.models import Finding
from app.modules.anomalies.queries import open_findings
from app.modules.banking.models import BankLine
from app.modules.documents.models import APPROVED, REJECTED, STATUSES, Document
from app.modules.expenses.models import Expense
from app.modules.expenses.queries import IN_BOOKS, OF_OTHERS, OWED, Decides
from app.modules.insights.schemas import Link, NeedKind, NeedsYou, Overdue, Target
from app.modules.invoicing.models import Invoice, RecurringInvoice
from app.modules.invoicing.queries import SOON
from app.modules.invoicing.summing import InvoicesDue
from app.modules.ledger.balances import ZERO
from app.modules.ledger.models import FiscalYear, RecurringEntry

UNFINISHED = tuple(each for each in STATUSES if each not in (APPROVED, REJECTED))
"""Where documents stand that somebody or something has still to do with; the others only grow in number."""
Counted = dict[str, tuple[int, Decimal]]
Filters = dict[str, list[str]]
OF_INVOICES: dict[NeedKind, Filters] = {
    "sales_overdue": {"direction": ["sale"], "status": ["overdue"]},
    "purchases_overdue": {"direction": ["purchase"], "status": ["overdue"]},
    "purchases_due_soon": {"direction": ["purchase"], "due": ["soon"], "sort": ["due_on"]},
    "sales_drafts": {"direction": ["sale"], "kind": ["invoice", "credit_note"], "status": ["draft"]},
    "purchases_drafts": {"direction": ["purchase"], "status": ["draft"]},
}
ELSEWHERE: dict[NeedKind, tuple[Target, Filters]] = {
    "bank_lines_to_reconcile": ("bank_lines", {"status": ["open", "partly"]}),
    "anomalies_to_look_at": ("anomalies", {"status": ["open"]}),
    "expenses_to_approve": ("expenses", {"status": ["submitted"]}),
    "expenses_to_reimburse": ("expenses", {"status": ["approved"], "paid_with": ["own_money"]}),
    "recurring_entries_in_trouble": ("recurring_entries", {"status": ["in_trouble"]}),
    "recurring_invoices_in_trouble": ("recurring_invoices", {"status": ["in_trouble"]}),
    "year_to_close": ("fiscal_years", {"status": ["over"]}),
}
OWN_TO_APPROVE, OF_OTHERS_TO_APPROVE = "own_expenses_to_approve", "expenses_of_others_to_approve"
DRAFTS = ("sales_drafts", "purchases_drafts")
"""Their amounts are in many currencies, and may still change."""


@lru_cache(maxsize=2)
def question(today: date) -> str:
    """How many of each, and what they come to in the books' currency; of documents how many stand where."""
    late, soon = InvoicesDue.due_on < today, InvoicesDue.due_on.between(today, today + SOON)
    is_draft = (Invoice.status == "draft") & (Invoice.kind != "quote")
    to_pay_back = (Expense.status == "approved") & (Expense.paid_with == "own_money")
    parts = [
        _due("sales_overdue", "sale", late),
        _due("purchases_overdue", "purchase", late),
        _due("purchases_due_soon", "purchase", soon),
        _each(case((Invoice.direction == "sale", "sales_drafts"), else_="purchases_drafts"), Invoice, None, is_draft),
        _each(
            case((to_pay_back, "expenses_to_reimburse"), (OF_OTHERS, OF_OTHERS_TO_APPROVE), else_=OWN_TO_APPROVE),
            Expense,
            func.sum(case((to_pay_back, OWED), else_=IN_BOOKS)),
            (Expense.status == "submitted") | to_pay_back,
        ),
        _each(literal("documents_") + Document.status, Document, None, Document.status.in_(UNFINISHED)),
        _part("bank_lines_to_reconcile", BankLine, BankLine.open_amount != 0),
        _part("anomalies_to_look_at", Finding, open_findings(today)),
        _part("recurring_entries_in_trouble", RecurringEntry, RecurringEntry.problem.is_not(None)),
        _part("recurring_invoices_in_trouble", RecurringInvoice, RecurringInvoice.problem.is_not(None)),
        _part("year_to_close", FiscalYear, FiscalYear.closed_at.is_(None) & (FiscalYear.ends_on < today)),
    ]
    return literally(union_all(*parts))


class Row(TypedDict):
    """What there is of a kind, and what it comes to."""

    kind: str
    count: int
    amount: Decimal


def told(rows: Iterable[Row]) -> Counted:
    """What the answer to `question` says."""
    found: Counted = defaultdict(lambda: (0, ZERO))
    found.update((row["kind"], (row["count"], row["amount"])) for row in rows)
    (own, of_own), (others, of_others) = found[OWN_TO_APPROVE], found[OF_OTHERS_TO_APPROVE]
    found["expenses_to_approve"] = own + others, of_own + of_others
    return found


def of_documents(found: Counted) -> dict[str, int]:
    """How many of those that are not finished stand where."""
    return {status: found[f"documents_{status}"][0] for status in UNFINISHED}


def _part(kind: NeedKind, table: Any, when: ColumnElement[bool]) -> Select[Any]:
    return select(*_columns(literal(kind), func.count(), literal(0))).select_from(table).where(when)


def _each(kind: ColumnElement[str], table: Any, amount: Any, when: ColumnElement[bool]) -> Select[Any]:
    """Several kinds of one table: what there is none of has no row."""
    counted = _columns(kind, func.count(), literal(0) if amount is None else amount)
    return select(*counted).select_from(table).where(when).group_by(counted[0])


def _columns(kind: ColumnElement[str], count: Any, amount: Any) -> tuple[Any, ...]:
    """As `Row` has them; an amount as text, since a number of JSON may lose cents."""
    return kind.label("kind"), count.label("count"), cast(amount, Text).label("amount")


def _due(kind: NeedKind, direction: str, when: ColumnElement[bool]) -> Select[Any]:
    """Of invoices, from what the database keeps of each day: however many are late."""
    count = cast(func.coalesce(func.sum(InvoicesDue.count), 0), BigInteger)
    amount = func.coalesce(func.sum(InvoicesDue.open_in_books), 0)
    return select(*_columns(literal(kind), count, amount)).where(InvoicesDue.direction == direction, when)


def overdue(found: Counted, kind: NeedKind) -> Overdue:
    count, amount = found[kind]
    return Overdue(count=count, amount=amount)


def listed(
    found: Counted,
    documents: dict[str, int],
    vat_to_close: int,
    waiting_vat: Decimal,
    suspense: Decimal,
    books: Plan,
    decides: Decides,
) -> list[NeedsYou]:
    """The most pressing first; what there is none of is left out, and expenses that somebody else decides on."""
    needs = [
        NeedsYou(kind=f"documents_{status}", count=documents[status], link=_link("documents", {"status": [status]}))
        for status in ("failed", "to_review")
        if documents.get(status)
    ]
    for kind, filters in OF_INVOICES.items():
        count, amount = found[kind]
        if count:
            shown = None if kind in DRAFTS else amount
            needs.append(NeedsYou(kind=kind, count=count, amount=shown, link=_link("invoices", filters)))
    if vat_to_close:
        needs.append(
            NeedsYou(kind="vat_to_close", count=vat_to_close, link=_link("vat", {"state": ["to_close", "overdue"]}))
        )
    if waiting_vat:
        needs.append(NeedsYou(kind="vat_number_missing", count=1, amount=waiting_vat, link=_link("vat", {})))
    for kind, (target, filters) in ELSEWHERE.items():
        if target == "expenses" and decides == "none":
            continue
        count, amount = found[kind]
        if kind == "expenses_to_approve" and decides == "others":
            (count, amount), filters = found[OF_OTHERS_TO_APPROVE], filters | {"whose": ["others"]}
        if count:
            shown = amount if target == "expenses" else None
            needs.append(NeedsYou(kind=kind, count=count, amount=shown, link=_link(target, filters)))
    if suspense:
        link = _link("general_ledger", {"account": [books.suspense]})
        needs.append(NeedsYou(kind="suspense", count=1, amount=suspense, link=link))
    return needs


def _link(to: Target, filters: Filters) -> Link:
    return Link(to=to, filters=filters)
