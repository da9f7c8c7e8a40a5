"""Who sells: what the law has an invoice say of them (royal decree no. 1 art. 5 §1; Wet OB art. 35a)."""

from collections.abc import Sequence

from accounting.errors import Violation
from accounting.invoice import Line
from accounting.vat import Treatment
from app.modules.identity.models import Tenant
from app.modules.invoicing.errors import SellerIncomplete
from app.modules.invoicing.models import InvoiceLine

ADDRESS = ("street", "postal_code", "city")
WITHOUT_NUMBER = (
    Treatment.DOMESTIC,
    Treatment.EXEMPT,
    Treatment.SMALL_ENTERPRISE,
    Treatment.OUTSIDE_SCOPE,
)
"""What somebody sells who has no VAT number, as long as no VAT is asked."""


def lacking(own: Tenant, lines: Sequence[Line | InvoiceLine]) -> list[Violation]:
    """Of their address and VAT number; who asks no VAT may have an enterprise number instead."""
    missing = [name for name in ADDRESS if not getattr(own, name)]
    asks_vat = any(each.vat_rate or each.treatment not in WITHOUT_NUMBER for each in lines)
    if not own.vat_number and (asks_vat or not own.enterprise_number):
        missing.insert(0, "vat_number")
    return [Violation(SellerIncomplete.code(), SellerIncomplete.title(), f"company.{name}") for name in missing]


def check_seller(own: Tenant, lines: Sequence[Line]) -> None:
    """Raises SellerIncomplete."""
    if missing := lacking(own, lines):
        names = ", ".join(str(each.field).removeprefix("company.") for each in missing)
        raise SellerIncomplete(f"{names}: fill this in under Settings, Company (PATCH /company)", violations=missing)
