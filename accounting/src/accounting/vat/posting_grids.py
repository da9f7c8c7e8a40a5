"""Which grids of the return a posting of a sale or a purchase counts in.

Belgium: the periodic return (form 625), grids as in its notice. Netherlands: the rubrics of the Dutch return; a rubric
that asks for turnover and VAT has two here, `1a` and `1av`.

A grid stands on a posting with a sign: the posting's absolute amount in the books counts with that sign. The grids
given here are those of the usual side (a sale's base on the right); a posting that stands on the other side, such as a
discount on an invoice, has them turned round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from accounting.plan import BELGIAN, plan
from accounting.vat.rates import RATES
from accounting.vat.treatments import Treatment

Kind = Literal["invoice", "credit_note", "receipt"]
Grids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaleGrids:
    """Of an invoice on the credit side, of a credit note on the debit side: the base, and the VAT."""

    base: Grids = ()
    vat: Grids = ()


@dataclass(frozen=True, slots=True)
class PurchaseGrids:
    """Of an invoice `base` and `deducted` stand on the debit side and `due` on the credit side; a credit note mirrors.

    `base`: cost, with the VAT that cannot be deducted. `deducted`: what is recovered; of a domestic credit note what
    goes back to the State. `due`: what the buyer owes under a reverse charge. `cost` is the part of `base` in which VAT
    that the buyer owes and cannot deduct counts too.
    """

    base: Grids = ()
    deducted: Grids = ()
    due: Grids = ()
    cost: Grids = ()


def turned(grids: Iterable[str]) -> Grids:
    """The same grids with the other sign.

    >>> turned(("+82", "-88"))
    ('-82', '+88')
    """
    return tuple(("-" if each[0] == "+" else "+") + each[1:] for each in grids)


BELGIAN_SALES = {
    Treatment.EXEMPT: "00",
    Treatment.CO_CONTRACTOR: "45",
    Treatment.INTRA_COMMUNITY_SERVICES: "44",
    Treatment.INTRA_COMMUNITY_GOODS: "46",
    Treatment.TRIANGULAR: "46",
    Treatment.EXPORT: "47",
    Treatment.SERVICES_OUTSIDE_EU: "47",
}
BELGIAN_RATES = {Decimal(21): "03", Decimal(12): "02", Decimal(6): "01", Decimal(0): "00"}
BELGIAN_DUE = {
    Treatment.CO_CONTRACTOR: ("87", "56"),
    Treatment.INTRA_COMMUNITY_GOODS: ("86", "55"),
    Treatment.TRIANGULAR: ("86", "55"),
    Treatment.INTRA_COMMUNITY_SERVICES: ("88", "55"),
    Treatment.IMPORT: ("87", "57"),
}
NOT_IN_THE_RETURN = (Treatment.SMALL_ENTERPRISE, Treatment.OUTSIDE_SCOPE)


def sale_grids(treatment: Treatment, percent: Decimal, kind: Kind = "invoice", *, country: str = "BE") -> SaleGrids:
    """Where a sale counts.

    >>> sale_grids(Treatment.DOMESTIC, Decimal(21))
    SaleGrids(base=('+03',), vat=('+54',))
    >>> sale_grids(Treatment.INTRA_COMMUNITY_SERVICES, Decimal(0), "credit_note")
    SaleGrids(base=('+48',), vat=())
    """
    if treatment in NOT_IN_THE_RETURN:
        return SaleGrids()
    if country == "NL":
        return _dutch_sale(treatment, percent, kind)
    if country != "BE":
        return SaleGrids()
    domestic = treatment is Treatment.DOMESTIC
    if kind == "credit_note":
        base = "+48" if treatment.is_intra_community else "+49"
        return SaleGrids((base,), ("+64",) if domestic and percent else ())
    grid = BELGIAN_RATES.get(percent) if domestic else BELGIAN_SALES.get(treatment)
    return SaleGrids((f"+{grid}",) if grid else (), ("+54",) if domestic and percent else ())


def purchase_grids(treatment: Treatment, account: str, kind: Kind = "invoice", *, country: str = "BE") -> PurchaseGrids:
    """Where a purchase counts, of which `account` bears the cost.

    >>> purchase_grids(Treatment.DOMESTIC, "613")
    PurchaseGrids(base=('+82',), deducted=('+59',), due=(), cost=('+82',))
    >>> purchase_grids(Treatment.INTRA_COMMUNITY_GOODS, "604", "credit_note").base
    ('-81', '-86', '+84')
    """
    if treatment is Treatment.OUTSIDE_SCOPE:
        return PurchaseGrids()
    if country == "NL":
        return _dutch_purchase(treatment, kind)
    if country != "BE":
        return PurchaseGrids()
    of_cost = cost_grid(account)
    if treatment not in BELGIAN_DUE:
        deducts = treatment in (Treatment.DOMESTIC, Treatment.CUSTOMS_VAT)
        if kind == "credit_note" and treatment is Treatment.CUSTOMS_VAT:  # no supplier's: customs paid VAT back
            return PurchaseGrids((f"-{of_cost}",), ("+61",), (), (f"-{of_cost}",))
        if kind == "credit_note":
            return PurchaseGrids((f"-{of_cost}", "+85"), ("+63",) if deducts else (), (), (f"-{of_cost}",))
        return PurchaseGrids((f"+{of_cost}",), ("+59",) if deducts else (), (), (f"+{of_cost}",))
    of_base, of_vat = BELGIAN_DUE[treatment]
    if treatment is Treatment.IMPORT and not BELGIAN.is_goods(account):
        of_vat = "56"  # a service of somebody outside the Union: due by the customer (art. 51 §2), nothing is imported
    if kind == "credit_note":
        noted = "+84" if treatment.is_intra_community else "+85"
        return PurchaseGrids((f"-{of_cost}", f"-{of_base}", noted), ("-59",), (f"-{of_vat}",), (f"-{of_cost}",))
    return PurchaseGrids((f"+{of_cost}", f"+{of_base}"), ("+59",), (f"+{of_vat}",), (f"+{of_cost}",))


def cost_grid(account: str) -> str:
    """81 goods and materials, 82 services and sundry goods, 83 investments.

    >>> cost_grid("604"), cost_grid("613"), cost_grid("241"), cost_grid("602")
    ('81', '82', '83', '82')
    """
    if account.startswith("2"):
        return "83"
    return "81" if BELGIAN.is_goods(account) else "82"


def due_account(treatment: Treatment, account: str, country: str = "BE") -> str:
    """Where the VAT stands that a buyer owes under a reverse charge.

    >>> due_account(Treatment.INTRA_COMMUNITY_GOODS, "604"), due_account(Treatment.IMPORT, "613")
    ('451055', '451056')
    >>> due_account(Treatment.INTRA_COMMUNITY_GOODS, "7000", "NL")
    '1512'
    """
    return plan(country).vat_owed(purchase_grids(treatment, account, country=country).due)


def _dutch_sale(treatment: Treatment, percent: Decimal, kind: Kind) -> SaleGrids:
    """A credit note lowers what its invoice raised: the Dutch return has no rubric of its own for it."""
    named = {
        Treatment.CO_CONTRACTOR: "1e",
        Treatment.INTRA_COMMUNITY_GOODS: "3b",
        Treatment.INTRA_COMMUNITY_SERVICES: "3b",
        Treatment.TRIANGULAR: "3b",
        Treatment.EXPORT: "3a",
    }
    if treatment is Treatment.DOMESTIC:
        kinds = {each.percent: each.kind for each in RATES if each.country == "NL"}
        rubric = {"standard": "1a", "reduced": "1b", "zero": "1e"}.get(kinds.get(percent, ""), "1c")
    elif treatment in named:
        rubric = named[treatment]
    else:
        return SaleGrids()
    sign = "-" if kind == "credit_note" else "+"
    has_vat = treatment is Treatment.DOMESTIC and percent
    return SaleGrids((f"{sign}{rubric}",), (f"{sign}{rubric}v",) if has_vat else ())


def _dutch_purchase(treatment: Treatment, kind: Kind) -> PurchaseGrids:
    sign = "-" if kind == "credit_note" else "+"
    rubric = {Treatment.CO_CONTRACTOR: "2a", Treatment.IMPORT: "4a"}.get(treatment)
    rubric = "4b" if treatment.is_intra_community else rubric
    deducted = (f"{sign}5b",) if treatment.deducts else ()
    if rubric is None:
        return PurchaseGrids((), deducted)
    return PurchaseGrids((f"{sign}{rubric}",), deducted, (f"{sign}{rubric}v",))
