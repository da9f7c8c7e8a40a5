"""What a customer still has to pay, on one paper: to look at, to keep, to mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from accounting.identifiers import format_iban
from app.core import mail, storage, typesetting
from app.core.fingerprints import fingerprint
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts import queries as contact_queries
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import mailing, printing, queries, sending
from app.modules.invoicing.errors import NothingIsOpen
from app.modules.invoicing.models import Invoice
from app.modules.invoicing.paper import language_of
from app.modules.invoicing.schemas.letters import LetterRead
from app.modules.invoicing.schemas.owing import OpenItemsSend

TEMPLATE = "open_items"
PARTY = ("name", "vat_number", "enterprise_number", "street", "postal_code", "city", "country")
OURS = (*PARTY, "legal_form", "email", "phone", "website", "iban", "bic")


@dataclass(frozen=True, slots=True)
class Owed:
    """The open sales of one customer, what is due first comes first, in the language that they read."""

    own: Tenant
    contact: Contact
    invoices: Sequence[Invoice]
    language: str

    @property
    def filename(self) -> str:
        return f"{printing.words(self.language)[TEMPLATE]['title']}.pdf"

    def open_of(self, currency: str) -> Decimal:
        return self._sum(each for each in self.invoices if each.currency == currency)

    def overdue_of(self, currency: str, work: Work) -> Decimal:
        late = (each for each in self.invoices if each.due_on and each.due_on < work.today)
        return self._sum(each for each in late if each.currency == currency)

    @property
    def currencies(self) -> list[str]:
        return sorted({each.currency for each in self.invoices})

    @staticmethod
    def _sum(invoices: Any) -> Decimal:
        return sum((each.open_amount * each.sign for each in invoices), Decimal(0))


async def of(work: Work, contact_id: UUID, language: str | None = None) -> Owed:
    """Raises ContactNotFound."""
    contact, own = await contact_queries.contact(work, contact_id), await queries.own_company(work)
    open_sales = (
        select(Invoice)
        .where(Invoice.contact_id == contact_id, Invoice.direction == "sale", Invoice.open_amount > 0)
        .order_by(Invoice.due_on.nulls_last(), Invoice.id)
    )
    invoices = (await work.session.scalars(open_sales)).all()
    return Owed(own, contact, invoices, language or contact.language or language_of(contact, own))


async def paper(work: Work, owed: Owed) -> bytes:
    """The PDF. Raises TooLargeForPaper, StorageUnavailable."""
    told = printing.words(owed.language)
    w = told[TEMPLATE]
    ours = {name: getattr(owed.own, name) for name in OURS}
    theirs = {name: getattr(owed.contact, name) for name in PARTY}
    seller, buyer = printing.party(ours, theirs, told), printing.party(theirs, ours, told)
    logo = await printing.logo(owed.own.logo_key)
    values = {
        "language": owed.language,
        "words": w | {name: told[name] for name in ("pages", "vat_number")},
        "seller": seller,
        "buyer": buyer,
        "logo": logo,
        "as_of": w["as_of"].format(day=printing.day(work.today, told)),
        "lines": [_line(work, each, owed.language, told) for each in owed.invoices],
        "sums": _sums(work, owed, w),
        "pay": w["pay"].format(iban=seller["iban"]) if seller["iban"] and owed.invoices else None,
    }
    return await typesetting.pdf(TEMPLATE, values, made_at=work.now)


async def preview(work: Work, contact_id: UUID, asked: OpenItemsSend) -> LetterRead:
    """The letter that `send` would mail; nothing leaves. Raises ContactNotFound, NothingIsOpen."""
    owed = await _with_something_open(work, contact_id, asked)
    told = _values(work, owed, asked)
    return sending.letter(TEMPLATE, owed.language, told, asked.to or owed.contact.email, owed.filename)


async def send(work: Work, contact_id: UUID, asked: OpenItemsSend) -> LetterRead:
    """Promise the mail, with the paper as it is today.

    Raises ContactNotFound, NothingIsOpen, RecipientNeeded, TooLargeForPaper, StorageUnavailable, and as
    `mailing.promise` does.
    """
    owed = await _with_something_open(work, contact_id, asked)
    to, told = sending.recipient(asked.to, owed.contact), _values(work, owed, asked)
    key = printing.key_of(work, new_id(), "open-items")
    attached = mail.Attachment(owed.filename, key, printing.MEDIA_TYPE)
    mail_id = await mailing.promise(work, TEMPLATE, to=to, language=owed.language, attachments=[attached], **told)
    await storage.put(key, await paper(work, owed), printing.MEDIA_TYPE)
    await work.record(
        "contact.statement_sent",
        contact_id=contact_id,
        mail_id=mail_id,
        to_fingerprint=fingerprint(contact_id, "email", to),
        name=owed.contact.name,
    )
    return sending.letter(TEMPLATE, owed.language, told, to, owed.filename)


async def _with_something_open(work: Work, contact_id: UUID, asked: OpenItemsSend) -> Owed:
    owed = await of(work, contact_id, asked.language)
    if not owed.invoices:
        raise NothingIsOpen
    return owed


def _values(work: Work, owed: Owed, asked: OpenItemsSend) -> dict[str, Any]:
    late = [(each, owed.overdue_of(each, work)) for each in owed.currencies]
    return {
        "company": owed.own.name,
        "open": _money([(each, owed.open_of(each)) for each in owed.currencies], owed.language),
        "overdue": _money([(currency, amount) for currency, amount in late if amount], owed.language),
        "iban": format_iban(owed.own.iban) if owed.own.iban else "",
        "message": asked.message or "",
        "reply_to": owed.own.email or "",
    }


def _money(amounts: Sequence[tuple[str, Decimal]], language: str) -> str:
    return " + ".join(f"{printing.amount_in(currency, amount, language)} {currency}" for currency, amount in amounts)


def _line(work: Work, invoice: Invoice, language: str, told: dict[str, Any]) -> dict[str, str]:
    late = (work.today - invoice.due_on).days if invoice.due_on else 0
    total, left = invoice.total_amount * invoice.sign, invoice.open_amount * invoice.sign
    return {
        "number": invoice.number or told["kinds"][invoice.kind],
        "issued": printing.day(invoice.issued_on, told),
        "due": printing.day(invoice.due_on, told),
        "late": str(late) if late > 0 else "",
        "reference": invoice.payment_reference or "",
        "total": f"{printing.amount_in(invoice.currency, total, language)} {invoice.currency}",
        "open": f"{printing.amount_in(invoice.currency, left, language)} {invoice.currency}",
    }


def _sums(work: Work, owed: Owed, w: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for currency in owed.currencies:
        late = owed.overdue_of(currency, work)
        if late:
            found.append({"words": w["overdue"], "amount": _money([(currency, late)], owed.language), "strong": False})
        total = _money([(currency, owed.open_of(currency))], owed.language)
        found.append({"words": w["sum"], "amount": total, "strong": True})
    return found
