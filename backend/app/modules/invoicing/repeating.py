"""What was written once, once more as a draft: a copy, and the invoice of an accepted quote.

What was chosen and holds no longer, such as an account that was put away since, is left out and proposed anew: a
draft can still be changed, and what it was made from cannot. What was left out is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounting.errors import DomainError, Violation
from app.core.work import Work
from app.modules.invoicing import drafting, lines, numbering, queries
from app.modules.invoicing.errors import SeriesLeft
from app.modules.invoicing.models import FACTS, Invoice
from app.modules.invoicing.schemas.drafting import InvoiceDraft

CHOICE = re.compile(rf"lines\.(\d+)\.({'|'.join((*FACTS, 'tags'))})\b")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A new draft, and what of the one it was made from was left out of it."""

    invoice: Invoice
    left_out: Sequence[Violation]


async def copy(work: Work, invoice_id: UUID) -> Repeated:
    """The same again, as a draft of today; a series that was left since is left out. Raises as `repeat`, and
    InvoiceNotFound.
    """
    source = await queries.invoice(work, invoice_id)
    asked = await again(work, source)
    if asked.series is None or asked.series not in await numbering.left(work):
        return await repeat(work, asked)
    gone = Violation(SeriesLeft.code(), SeriesLeft.title(), "series", asked.series)
    made = await repeat(work, asked.model_copy(update={"series": None}))
    return Repeated(made.invoice, [gone, *made.left_out])


async def repeat(work: Work, asked: InvoiceDraft, **origin: UUID | None) -> Repeated:
    """A draft of what was once asked for. Raises as `drafting.draft`, but for what was chosen on a line."""
    left_out = list[Violation]()
    while True:
        try:
            async with work.attempt():
                return Repeated(await drafting.draft(work, asked, **origin), left_out)
        except DomainError as error:
            asked, gone = _without(asked, error.violations())
            if not gone:
                raise
            left_out += gone


async def again(work: Work, source: Invoice, **changes: Any) -> InvoiceDraft:
    """What asks for this one once more; its days, number, references and the usual series are the new one's own."""
    usual = (await numbering.chosen(work)).values()
    kept = {
        "direction": source.direction,
        "kind": source.kind,
        "contact_id": source.contact_id,
        "series": None if source.series in usual else source.series,
        "currency": source.currency,
        "language": source.language,
        "order_reference": source.order_reference,
        "note": source.note,
        "internal_note": source.internal_note,
        "lines": [lines.as_chosen(each, credits_line_id=None) for each in await queries.lines(work, source.id)],
    }
    return InvoiceDraft(**kept | changes)


def _without(asked: InvoiceDraft, wrong: Sequence[Violation]) -> tuple[InvoiceDraft, list[Violation]]:
    """The same without the choices that are wrong, and which they were."""
    kept, gone = list(asked.lines), list[Violation]()
    for each in wrong:
        if not (found := CHOICE.match(each.field or "")):
            continue
        place, name = int(found[1]), found[2]
        chosen = getattr(kept[place], name)
        if chosen is None or chosen == []:
            continue
        others = [tag for tag in chosen if str(tag.tag_id) != str(each.value)] if name == "tags" else None
        kept[place] = kept[place].model_copy(update={name: [] if others == chosen else others})
        gone.append(each)
    return asked.model_copy(update={"lines": kept}), gone
