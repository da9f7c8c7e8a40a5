"""From a purchase invoice to its postings: cost and recoverable VAT on the left, the supplier on the right.

Standard postings of the Belgian chart: 6xx/2xx and 411 against 440; reverse charge adds the same VAT on 451.
"""

from dataclasses import dataclass
from decimal import Decimal

from accounting.errors import Invalid
from accounting.identifiers import InvalidIdentifier, parse_vat_number
from accounting.journal import Posting, check_balanced, credit, debit
from accounting.money import rounded
from accounting.vat import Treatment, vat_due

SUPPLIERS = "440"
VAT_RECOVERABLE = "411"
REVERSE_CHARGE_ACCOUNTS = {
    Treatment.INTRA_COMMUNITY: "451055",
    Treatment.CO_CONTRACTOR: "451056",
    Treatment.IMPORT: "451057",
}


class AmountsDiffer(Invalid):
    """Net amount and VAT do not add up to the total."""


class AmountMissing(Invalid):
    """The total amount is needed to book this document."""


class CostAccountRefused(Invalid):
    """A purchase is a cost (6…), a fixed asset (2…), stock (3…), an advance paid (406) or a prepaid expense (490)."""


class BreakdownDiffers(Invalid):
    """The VAT per rate does not add up to the VAT amount."""


class AddressedToAnotherCompany(Invalid):
    """This invoice carries the VAT number of another company; its VAT is not yours to deduct."""


BEARERS = ("2", "3", "6", "406", "490")
"""What may bear a purchase: fixed assets, stock and costs, an advance to a supplier, the cost of a later period."""


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


def check_cost_account(code: str) -> str:
    """The same code. Raises CostAccountRefused for an account that cannot bear a purchase, such as 700 or 440."""
    if not code.startswith(BEARERS):
        raise CostAccountRefused(f"{code} cannot bear the cost of a purchase", field="account_code", value=code)
    return code


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


def converted(invoice: Amounts, rate: Decimal) -> Amounts:
    """In the company's currency: total and VAT are converted and rounded, net is what remains, so it still adds up."""
    total, vat = rounded(invoice.total * rate), rounded(invoice.vat * rate)
    return Amounts(total - vat, vat, total)


def purchase_postings(invoice: Amounts, account: str, treatment: Treatment, standard_rate: Decimal) -> list[Posting]:
    """The balanced postings of a purchase, amounts in the company's currency.

    Raises CostAccountRefused, and AmountMissing when nothing remains to book.
    """
    check_cost_account(account)
    recoverable = treatment is not Treatment.NOT_DEDUCTIBLE
    cost = invoice.net if recoverable else invoice.total
    postings = [debit(account, cost)] if cost else []
    if recoverable and invoice.vat:
        postings.append(debit(VAT_RECOVERABLE, invoice.vat))
    postings.append(credit(SUPPLIERS, invoice.total))
    if treatment.is_reverse_charge and (due := vat_due(invoice.net, standard_rate)):
        postings.append(debit(VAT_RECOVERABLE, due))
        postings.append(credit(REVERSE_CHARGE_ACCOUNTS[treatment], due))
    check_balanced(postings)
    return postings
