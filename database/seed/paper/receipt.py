"""A till slip: narrow, fixed pitch, prices with VAT included, VAT table at the end."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from paper.companies import SHOPS, Company
from paper.contents import total
from paper.drawing import MONO, MONO_BOLD, Pen
from paper.writing import amount, vat_number

_GOODS = {
    "food": (
        ("Broodje kaas/ham", "4.80", "6"),
        ("Broodje kip curry", "5.20", "6"),
        ("Verse soep", "4.50", "6"),
        ("Spa bruis 50 cl", "2.40", "6"),
        ("Koffie", "2.90", "21"),
        ("Huiswijn glas", "5.50", "21"),
    ),
    "building": (
        ("Schroeven 4x40 doos", "8.95", "21"),
        ("Muurverf wit 10 l", "54.99", "21"),
        ("Verfroller set", "12.49", "21"),
        ("Afplaktape 50 m", "3.79", "21"),
        ("Werkhandschoenen", "6.95", "21"),
    ),
}


def slip(dice: Random, shop: Company | None = None, later: timedelta = timedelta()) -> tuple[bytes, dict[str, Any]]:
    """The slip as PDF, and its truth. Paid by card, so there is no due date and no account."""
    shop = shop or dice.choice(SHOPS)
    bought = [
        (what, dice.choice((1, 1, 2, 3)), Decimal(price), Decimal(rate))
        for what, price, rate in dice.sample(_GOODS[shop.trade], k=dice.randint(3, 5))
    ]
    on = (date(2026, dice.randint(9, 11), dice.randint(1, 20)) + later).isoformat()
    ticket = f"{dice.randint(1, 9)}-{dice.randint(10000, 99999)}"
    gross = total(count * price for _, count, price, _ in bought)
    breakdown = []
    for rate in sorted({rate for *_, rate in bought}):
        paid = total(count * price for _, count, price, r in bought if r == rate)
        base = (paid / (1 + rate / 100)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        breakdown.append((rate, base, paid - base))
    pdf = _draw(shop, bought, breakdown, gross, on, f"{dice.randint(9, 18):02d}:{dice.randint(0, 59):02d}", ticket)
    fields = {
        "supplier_name": shop.name,
        "supplier_address": shop.address,
        "supplier_vat_number": shop.vat_number,
        "invoice_number": ticket,
        "issue_date": on,
        "currency": "EUR",
        "net_amount": str(total(base for _, base, _ in breakdown)),
        "vat_amount": str(total(vat for *_, vat in breakdown)),
        "total_amount": str(gross),
        "vat_breakdown": [
            {"rate": str(rate), "base": str(base), "amount": str(vat), "category": "S"} for rate, base, vat in breakdown
        ],
    }
    return pdf, {"kind": "receipt", "language": "nl", "fields": fields}


def _draw(
    shop: Company,
    bought: list[tuple[str, int, Decimal, Decimal]],
    breakdown: list[tuple[Decimal, Decimal, Decimal]],
    gross: Decimal,
    on: str,
    at: str,
    ticket: str,
) -> bytes:
    height = 330.0 + 24 * len(bought) + 13 * len(breakdown)
    pen = Pen((226.0, height), MONO, MONO_BOLD)
    middle, right, y = 113.0, 212.0, 32.0
    pen.text(middle, y, shop.name, 13, bold=True, align="middle")
    y = pen.block(
        middle,
        y + 16,
        [shop.street, f"{shop.postcode} {shop.city}", f"BTW {vat_number(shop.vat_number)}"],
        9,
        12,
        align="middle",
    )
    year, month, day = on.split("-")
    y = pen.block(14, y + 10, [f"Datum {day}/{month}/{year}   {at}", f"Ticket {ticket}   Kassa 2"], 9, 13)
    pen.rule(14, y, right)
    y += 16
    for what, count, price, rate in bought:
        letter = "A" if rate == 6 else "B"
        pen.text(14, y, what, 9)
        pen.text(26, y + 11, f"{count} x {amount(price, 'nl')}", 8.5)
        pen.text(right, y + 11, f"{amount(count * price, 'nl')} {letter}", 9, align="right")
        y += 24
    pen.rule(14, y - 4, right)
    y += 16
    pen.text(14, y, "TOTAAL EUR", 13, bold=True)
    pen.text(right, y, amount(gross, "nl"), 13, bold=True, align="right")
    y += 18
    pen.text(14, y, "Bancontact", 9)
    pen.text(right, y, amount(gross, "nl"), 9, align="right")
    y += 22
    pen.text(14, y, "BTW", 8.5)
    for x, label in ((105.0, "Excl."), (155.0, "BTW"), (right, "Incl.")):
        pen.text(x, y, label, 8.5, align="right")
    for rate, base, vat in breakdown:
        y += 13
        pen.text(14, y, f"{'A' if rate == 6 else 'B'} {rate}%", 8.5)
        for x, value in ((105.0, base), (155.0, vat), (right, base + vat)):
            pen.text(x, y, amount(value, "nl"), 8.5, align="right")
    pen.block(middle, y + 30, ["Bedankt en tot ziens!", "BTW-ticket: bewaar dit bewijs"], 8.5, 12, align="middle")
    return pen.pdf()
