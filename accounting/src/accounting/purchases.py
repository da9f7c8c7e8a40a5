"""What a supplier's paper says, before it is booked: three amounts that must agree, and whose VAT number is on it.

How it is booked then is that of every invoice (see `accounting.invoice_postings`).
"""

from dataclasses import dataclass
from decimal import Decimal

from accounting.errors import Invalid
from accounting.identifiers import InvalidIdentifier, parse_vat_number


class AmountsDiffer(Invalid):
    """Net amount and VAT do not add up to the total."""


class AmountMissing(Invalid):
    """The total amount is needed to book this document."""


class BreakdownDiffers(Invalid):
    """The VAT per rate does not add up to the VAT amount."""


class AddressedToAnotherCompany(Invalid):
    """This invoice carries the VAT number of another company; its VAT is not yours to deduct."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Net + VAT = total, always. In the invoice's currency; negative on a credit note."""

    net: Decimal
    vat: Decimal
    total: Decimal


def amounts(net: Decimal | None, vat: Decimal | None, total: Decimal | None) -> Amounts:
    """The three amounts, a missing one taken from the other two; without net and VAT, all of it is net.

    Raises AmountMissing, AmountsDiffer.

    >>> amounts(None, Decimal("21.00"), Decimal("121.00")).net
    Decimal('100.00')
    """
    if total is None and net is not None and vat is not None:
        total = net + vat
    if total is None:
        raise AmountMissing(field="fields.total_amount")
    if not total:
        raise AmountMissing("a total of 0.00 leaves nothing to book", field="fields.total_amount", value=str(total))
    if net is None:
        net = total - (vat or 0)
    if vat is None:
        vat = total - net
    if net + vat != total:
        raise AmountsDiffer(
            f"{net:f} + {vat:f} = {net + vat:f}, the total says {total:f}",
            field="fields.total_amount",
            value=str(total),
        )
    return Amounts(net, vat, total)


def check_addressee(customer_vat_number: str | None, own_vat_number: str | None, own_country: str = "BE") -> None:
    """Whether the invoice is ours to book, as far as VAT numbers tell: one that is absent or unproven tells nothing.

    Raises AddressedToAnotherCompany.
    """
    theirs, ours = (_proven(each, own_country) for each in (customer_vat_number, own_vat_number))
    if theirs and ours and theirs != ours:
        raise AddressedToAnotherCompany(
            f"the invoice is addressed to {theirs}, these are the books of {ours}",
            field="fields.customer_vat_number",
            value=theirs,
        )


def _proven(number: str | None, country: str) -> str | None:
    try:
        return parse_vat_number(number, country=country) if number else None
    except InvalidIdentifier:
        return None
