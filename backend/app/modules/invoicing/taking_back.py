"""Which line of its invoice each line of a credit note takes back, and what that part comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from accounting.errors import DomainError
from accounting.invoice import Line, Taken, take
from accounting.money import rounded
from accounting.vat import Treatment
from app.modules.invoicing.errors import LineUnknown, QuantityExceedsLine
from app.modules.invoicing.models import FACTS, InvoiceLine
from app.modules.invoicing.schemas.drafting import LineDraft


@dataclass(slots=True)
class Parts:
    """The lines of a credit note, what those that take a line back come to by their place, and what is refused."""

    drafts: list[LineDraft] = field(default_factory=list)
    nets: dict[int, Decimal] = field(default_factory=dict)
    errors: list[DomainError] = field(default_factory=list)


def parts(drafts: Sequence[LineDraft], rows: Sequence[InvoiceLine], currency: str) -> Parts:
    """Beside the lines of the invoice that is credited: of none more than it has, counting all that went before.

    A line at another price, discount or rate takes nothing back but lowers the price, so it stands by itself.
    """
    found, known = Parts(), {each.id: each for each in rows}
    taken = {each.id: Taken(each.credited_quantity, each.credited_net_amount) for each in rows}
    for place, given in enumerate(drafts):
        row = known.get(given.credits_line_id) if given.credits_line_id else None
        if given.credits_line_id and row is None:
            found.errors.append(LineUnknown(field=f"lines.{place}.credits_line_id", value=str(given.credits_line_id)))
        draft = _of_its_line(given, row)
        found.drafts.append(draft)
        if row is None or draft.credits_line_id is None:
            continue
        before = taken[row.id]
        left = row.quantity - before.quantity
        if draft.quantity * row.quantity <= 0 or abs(draft.quantity) > abs(left):
            found.errors.append(
                QuantityExceedsLine(
                    f"{left.normalize():f} of {row.quantity.normalize():f} is left to credit",
                    field=f"lines.{place}.quantity",
                    value=f"{draft.quantity:f}",
                )
            )
            continue
        taken[row.id] = take(_as_line(row), draft.quantity, before, currency)
        found.nets[place] = rounded(taken[row.id].net - before.net, currency)
    return found


def _of_its_line(draft: LineDraft, row: InvoiceLine | None) -> LineDraft:
    """With what it leaves open as on the line that it takes back; without that line where it is another."""
    if row is None:
        return draft.model_copy(update={"credits_line_id": None}) if draft.credits_line_id else draft
    kept = {fact: getattr(row, fact) for fact in FACTS if getattr(draft, fact) is None}
    if "treatment" in kept:
        kept["treatment"] = Treatment(row.treatment)
    whole = draft.model_copy(update=kept)
    if whole.account_code != row.account_code:
        whole.cost_account = draft.cost_account
    alike = (row.unit_price, row.discount_percent, row.treatment, row.vat_rate)
    if (whole.unit_price, whole.discount_percent, whole.treatment, whole.vat_rate) == alike:
        return whole
    return draft.model_copy(update={"credits_line_id": None})


def _as_line(row: InvoiceLine) -> Line:
    return Line(
        row.description,
        row.quantity,
        row.unit_price,
        Treatment(row.treatment),
        row.vat_rate,
        row.account_code,
        row.discount_percent,
        net=row.net_amount,
    )
