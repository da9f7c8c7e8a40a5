"""How VAT works on a purchase, from what its paper says and what was agreed on with its supplier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.identifiers import EU_COUNTRIES, vat_prefix
from accounting.plan import plan
from accounting.vat.treatments import ONLY_FOR_GOODS, Treatment, TreatmentRefused

BUYER_OWES = ("AE", "K")
"""Categories (UNCL 5305) on which the seller charges no VAT, whatever the rest of the paper bears."""

NO_VAT_BY_NATURE = ("E", "O", "Z")


@dataclass(frozen=True, slots=True)
class Simplified:
    """Up to which total, VAT included, a paper that does not name its customer is an invoice, between two days."""

    country: str
    most: Decimal
    source: str
    valid_from: date
    valid_to: date | None = None


SIMPLIFIED = (
    Simplified("NL", Decimal(100), "Wet OB 1968 art. 34d; Directive 2006/112/EC art. 220a, 226b", date(2013, 1, 1)),
)
"""In Belgium an invoice names its customer's VAT number, however small it is (RD no. 1 art. 5)."""


def is_simplified_invoice(total: Decimal, country: str, on: date) -> bool:
    """Whether VAT is deducted by a till receipt that does not name us.

    >>> day = date(2026, 11, 22)
    >>> is_simplified_invoice(Decimal("100.00"), "NL", day), is_simplified_invoice(Decimal("100.01"), "NL", day)
    (True, False)
    """
    return any(
        each.country == country
        and abs(total) <= each.most
        and each.valid_from <= on
        and (each.valid_to is None or on <= each.valid_to)
        for each in SIMPLIFIED
    )


def treatment(
    supplier_vat_number: str | None,
    vat: Decimal,
    categories: Iterable[str] = (),
    *,
    is_receipt: bool = False,
    simplified: bool = False,
    own_country: str = "BE",
    account: str | None = None,
    supplier_country: str | None = None,
) -> Treatment:
    """How VAT works on a purchase, from who sold it and what the invoice says.

    The number tells the country, and where there is none the address does. Without a number nobody in the Union makes
    an intra-community supply; outside it most have none, and the buyer owes the VAT all the same (VAT Code art. 51 §2).
    `categories` are UNCL 5305 codes of the breakdown (S, AE, K, E, …); where they do not tell goods from services,
    `account` does. A till receipt without our VAT number is no invoice (VAT Code art. 45 §1, RD no. 1 art. 5), so its
    VAT cannot be deducted, unless it is a `simplified` one of a seller here. VAT of another country is no credit here
    either: it is cost, unless that country refunds it (Directive 2008/9/EC).

    >>> treatment("NL123456789B01", Decimal(0), ["K"])
    <Treatment.INTRA_COMMUNITY_GOODS: 'intra_community_goods'>
    >>> treatment(None, Decimal(0), supplier_country="US")
    <Treatment.IMPORT: 'import'>
    """
    country = supplier_vat_number[:2] if supplier_vat_number else vat_prefix(supplier_country or own_country)
    if is_receipt and not (simplified and vat and country == own_country):
        return Treatment.NOT_DEDUCTIBLE
    if vat:
        return Treatment.DOMESTIC if country == own_country else Treatment.NOT_DEDUCTIBLE
    codes = set(categories)
    if country == own_country:
        return Treatment.CO_CONTRACTOR if "AE" in codes else Treatment.DOMESTIC
    if codes and codes <= set(NO_VAT_BY_NATURE):
        return Treatment.DOMESTIC
    if country not in EU_COUNTRIES:
        return Treatment.IMPORT
    if not supplier_vat_number:
        return Treatment.DOMESTIC
    if "K" in codes or ("AE" not in codes and plan(own_country).is_goods(account or "")):
        return Treatment.INTRA_COMMUNITY_GOODS
    if country in ONLY_FOR_GOODS:
        return Treatment.IMPORT
    return Treatment.INTRA_COMMUNITY_SERVICES


def is_as_agreed(agreed: Treatment, vat: Decimal, vat_of_all: Decimal, category: str | None = None) -> bool:
    """Whether a part of a paper, with that VAT, leaves room for how its supplier's purchases are treated.

    VAT that is asked for is at most set aside as not deductible. Where the buyer owes it, the paper asks for none at
    all or says so; what it says is exempt or not taxed by its nature nobody owes VAT on.

    >>> none, some = Decimal(0), Decimal("31.50")
    >>> is_as_agreed(Treatment.CO_CONTRACTOR, none, none), is_as_agreed(Treatment.CO_CONTRACTOR, some, some)
    (True, False)
    >>> is_as_agreed(Treatment.CUSTOMS_VAT, none, some)
    True
    """
    if vat:
        return agreed is Treatment.NOT_DEDUCTIBLE
    if category == "K":
        return agreed in (Treatment.INTRA_COMMUNITY_GOODS, Treatment.TRIANGULAR)
    if category == "AE":
        return agreed.is_reverse_charge
    return not agreed.is_reverse_charge or not (vat_of_all or category in NO_VAT_BY_NATURE)


def check_chosen(chosen: Treatment, vat: Decimal, *, goods: bool, field: str) -> None:
    """Whether a part of a paper, with that VAT, can be treated as its bookkeeper says. Raises TreatmentRefused.

    VAT that is asked for is paid to the supplier, so nobody else owes it; of a service nothing passes customs.

    >>> check_chosen(Treatment.CO_CONTRACTOR, Decimal(0), goods=False, field="treatment")
    """
    reason = None
    if not chosen.of_purchases:
        reason = f"{chosen} is no treatment of a purchase"
    elif vat and chosen not in (Treatment.DOMESTIC, Treatment.NOT_DEDUCTIBLE):
        reason = f"the paper asks for {vat:f} of VAT: it is deducted or it is not, and {chosen} goes without"
    elif chosen is Treatment.IMPORT_CLEARED and not goods:
        reason = "this is booked on an account of services, and of those nothing passes customs"
    if reason:
        raise TreatmentRefused(reason, field=field, value=chosen.value)
