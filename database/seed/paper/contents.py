"""What an invoice says, before anybody draws it; and the truth that a reader must find again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from paper.companies import CUSTOMER, Company, some_supplier, structured_reference

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing sold; `category` is the code of EN 16931: S standard, AE reverse charge, K intra-Community."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    rate: Decimal
    category: str = "S"

    @property
    def net(self) -> Decimal:
        """Quantity times price, in cents."""
        return (self.quantity * self.unit_price).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Invoice:
    """A purchase as the supplier states it. Amounts of a credit note are positive; its kind says which way they go."""

    kind: str
    language: str
    supplier: Company
    customer: Company
    number: str
    issued_on: date
    due_on: date | None
    lines: tuple[Line, ...]
    reference: str | None = None
    currency: str = "EUR"

    def breakdown(self) -> list[tuple[Decimal, str, Decimal, Decimal]]:
        """Rate, category, base and VAT; VAT is computed on the sum of each rate (EN 16931 BR-CO-17)."""
        found = []
        for rate, category in sorted({(line.rate, line.category) for line in self.lines}):
            base = total(line.net for line in self.lines if (line.rate, line.category) == (rate, category))
            found.append((rate, category, base, (base * rate / 100).quantize(_CENT, ROUND_HALF_UP)))
        return found

    @property
    def net(self) -> Decimal:
        """Sum of lines without VAT."""
        return total(line.net for line in self.lines)

    @property
    def vat(self) -> Decimal:
        """Sum of VAT over the rates."""
        return total(amount for _, _, _, amount in self.breakdown())

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.vat

    @property
    def reverse_charged(self) -> bool:
        """True when the customer accounts for the VAT."""
        return any(line.category in ("AE", "K") for line in self.lines)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Sum in cents."""
    return sum(amounts, Decimal(0)).quantize(_CENT)


def truth(invoice: Invoice, hidden: Iterable[str] = ()) -> dict[str, Any]:
    """What is right to read, in the field names of `accounting.reading`; `hidden` fields are not on the paper."""
    fields: dict[str, Any] = {
        "supplier_name": invoice.supplier.name,
        "supplier_address": invoice.supplier.address,
        "supplier_vat_number": invoice.supplier.vat_number,
        "supplier_iban": invoice.supplier.iban,
        "customer_name": invoice.customer.name,
        "customer_vat_number": invoice.customer.vat_number,
        "invoice_number": invoice.number,
        "issue_date": invoice.issued_on.isoformat(),
        "due_date": invoice.due_on.isoformat() if invoice.due_on else None,
        "currency": invoice.currency,
        "net_amount": str(invoice.net),
        "vat_amount": str(invoice.vat),
        "total_amount": str(invoice.gross),
        "amount_due": str(invoice.gross),
        "payment_reference": invoice.reference,
        "vat_breakdown": [
            {"rate": str(rate), "base": str(base), "amount": str(amount), "category": category}
            for rate, category, base, amount in invoice.breakdown()
        ],
        "lines": [
            {
                "description": line.description,
                "quantity": str(line.quantity),
                "unit_price": str(line.unit_price),
                "vat_rate": str(line.rate),
                "net_amount": str(line.net),
            }
            for line in invoice.lines
        ],
    }
    without = set(hidden)
    return {
        "kind": invoice.kind,
        "language": invoice.language,
        "fields": {name: value for name, value in fields.items() if value is not None and name not in without},
    }


GOODS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "nl": {
        "print": (
            ("Visitekaartjes 350 g mat, 500 stuks", "62.50"),
            ("Briefpapier A4 bedrukt, doos", "84.90"),
            ("Folder A5 dubbelzijdig, per 1.000", "148.00"),
            ("Opmaak en drukproef", "75.00"),
        ),
        "building": (
            ("Binnendeur eik op maat", "389.00"),
            ("Plaatsing, per uur", "52.00"),
            ("Bekabeling en stopcontacten", "26.40"),
            ("Verplaatsing en werfinrichting", "95.00"),
        ),
        "food": (
            ("Koffiebonen arabica 1 kg", "17.85"),
            ("Mineraalwater 24 x 50 cl", "9.60"),
            ("Fruitmand kantoor, groot", "34.50"),
            ("Theeassortiment 100 zakjes", "11.20"),
        ),
        "advice": (
            ("Boekhouding kwartaal 3", "640.00"),
            ("Overleg jaarrekening, per uur", "98.00"),
            ("Neerlegging balans", "185.00"),
            ("Dossierkosten", "35.00"),
        ),
        "office": (
            ("Bureaustoel Ergo zwart", "219.00"),
            ("Ordner A4 8 cm, blauw", "2.85"),
            ("Tonercassette hoog volume", "96.40"),
            ("Whiteboard 120 x 90 cm", "74.95"),
        ),
        "software": (("Licentie kassasoftware, per maand", "49.00"), ("Opleiding op locatie", "325.00")),
    },
    "fr": {
        "print": (
            ("Cartes de visite 350 g, 500 pièces", "64.00"),
            ("Papier à en-tête A4, carton", "87.50"),
            ("Dépliant A5 recto verso, le mille", "152.00"),
            ("Mise en page et épreuve", "78.00"),
        ),
        "building": (
            ("Porte intérieure en chêne", "402.00"),
            ("Pose, à l'heure", "54.00"),
            ("Plinthe peinte, le mètre", "8.75"),
            ("Déplacement", "65.00"),
        ),
        "food": (
            ("Plateau de sandwiches, 12 personnes", "96.00"),
            ("Boissons sans alcool", "28.80"),
            ("Assortiment de desserts", "42.50"),
            ("Location de vaisselle", "38.00"),
        ),
        "advice": (
            ("Consultation juridique, à l'heure", "165.00"),
            ("Rédaction d'un contrat", "480.00"),
            ("Frais de dossier", "45.00"),
            ("Frais de greffe", "68.50"),
        ),
    },
    "en": {
        "advice": (
            ("Strategy workshop, per day", "1150.00"),
            ("Market study, phase 2", "2400.00"),
            ("Travel expenses", "186.40"),
        ),
        "software": (
            ("Team licence, 12 months", "588.00"),
            ("Onboarding session", "240.00"),
            ("Priority support, per month", "75.00"),
        ),
    },
}


def some_invoice(dice: Random, language: str, **given: Any) -> Invoice:
    """A believable invoice; `given` fixes supplier, kind, rates, number of lines or whatever else matters; `later`
    moves its days.
    """
    supplier: Company = given.get("supplier") or some_supplier(language, dice)
    goods = GOODS[language].get(supplier.trade) or next(iter(GOODS[language].values()))
    abroad = supplier.country != given.get("customer", CUSTOMER).country
    rates = given.get("rates") or (("0",) if abroad else ("6", "21") if supplier.trade == "food" else ("21",))
    category = given.get("category") or ("K" if abroad else "S")
    chosen = dice.sample(goods, k=min(len(goods), given.get("lines") or dice.randint(2, 4)))
    lines = tuple(
        Line(
            what,
            Decimal(dice.choice((1, 1, 2, 3, 4, 5, 8, 10, 12))),
            Decimal(price),
            Decimal(rates[n % len(rates)]),
            category,
        )
        for n, (what, price) in enumerate(chosen)
    )
    issued_on = given.get("issued_on") or date(2026, 9, 1) + timedelta(days=dice.randrange(0, 75))
    issued_on += given.get("later", timedelta())
    serial = dice.randrange(12, 4800)
    shapes = (
        f"{issued_on.year}/{serial:04d}",
        f"F{issued_on:%y}{serial:05d}",
        f"{issued_on.year}-{serial:05d}",
        f"VF{serial:06d}",
    )
    references = (
        supplier.country == "BE" and given.get("kind", "invoice") == "invoice" and given.get("with_reference", True)
    )
    return Invoice(
        kind=given.get("kind", "invoice"),
        language=language,
        supplier=supplier,
        customer=given.get("customer", CUSTOMER),
        number=given.get("number") or dice.choice(shapes),
        issued_on=issued_on,
        due_on=None if given.get("kind") == "credit_note" else issued_on + timedelta(days=dice.choice((14, 30, 30))),
        lines=lines,
        reference=structured_reference(dice.randrange(10**9, 10**10)) if references else None,
        currency="EUR",
    )
