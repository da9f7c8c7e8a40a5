"""How amounts, dates and numbers are written in Dutch, French and English, and the words on an invoice."""

from datetime import date
from decimal import Decimal

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WORDS = {
    "nl": {
        "invoice": "FACTUUR",
        "credit_note": "CREDITNOTA",
        "number": "Factuurnummer",
        "credit_number": "Creditnotanummer",
        "date": "Factuurdatum",
        "due": "Vervaldatum",
        "customer": "Klant",
        "description": "Omschrijving",
        "quantity": "Aantal",
        "price": "Prijs",
        "rate": "BTW %",
        "line_total": "Bedrag",
        "net": "Totaal excl. btw",
        "base": "Maatstaf",
        "vat": "BTW",
        "total": "Totaal te betalen",
        "credit_total": "Totaal creditnota",
        "vat_number": "BTW-nr.",
        "iban": "IBAN",
        "reference": "Gestructureerde mededeling",
        "pay": "Gelieve te betalen vóór {due} op rekening {iban} met vermelding van {reference}.",
        "reverse": "Btw verlegd - art. 20, KB nr. 1: btw te voldoen door de medecontractant.",
        "within_union": "Intracommunautaire levering, btw verlegd - art. 138 Richtlijn 2006/112/EG.",
    },
    "fr": {
        "invoice": "FACTURE",
        "credit_note": "NOTE DE CRÉDIT",
        "number": "N° de facture",
        "credit_number": "N° de note de crédit",
        "date": "Date de facture",
        "due": "Date d'échéance",
        "customer": "Client",
        "description": "Désignation",
        "quantity": "Quantité",
        "price": "Prix unit.",
        "rate": "TVA %",
        "line_total": "Montant",
        "net": "Total HTVA",
        "base": "Base",
        "vat": "TVA",
        "total": "Total à payer",
        "credit_total": "Total note de crédit",
        "vat_number": "TVA",
        "iban": "IBAN",
        "reference": "Communication structurée",
        "pay": "À payer pour le {due} sur le compte {iban} avec la communication {reference}.",
        "reverse": "Autoliquidation - art. 20, AR n° 1 : TVA due par le cocontractant.",
        "within_union": "Livraison intracommunautaire exonérée - art. 138 Directive 2006/112/CE.",
    },
    "en": {
        "invoice": "INVOICE",
        "credit_note": "CREDIT NOTE",
        "number": "Invoice number",
        "credit_number": "Credit note number",
        "date": "Invoice date",
        "due": "Due date",
        "customer": "Bill to",
        "description": "Description",
        "quantity": "Qty",
        "price": "Unit price",
        "rate": "VAT %",
        "line_total": "Amount",
        "net": "Subtotal excl. VAT",
        "base": "Net",
        "vat": "VAT",
        "total": "Total due",
        "credit_total": "Total credited",
        "vat_number": "VAT",
        "iban": "IBAN",
        "reference": "Payment reference",
        "pay": "Please pay before {due} to account {iban} quoting {reference}.",
        "reverse": "Reverse charge: VAT to be accounted for by the recipient.",
        "within_union": "Intra-Community supply, exempt - art. 138 Directive 2006/112/EC.",
    },
}


def amount(value: Decimal, language: str) -> str:
    """1.234,50 in Dutch, 1 234,50 in French, 1,234.50 in English."""
    plain = f"{value:,.2f}"
    if language == "en":
        return plain
    return plain.replace(",", " " if language == "fr" else "_").replace(".", ",").replace("_", ".")


def number(value: Decimal, language: str) -> str:
    """A quantity or a rate without needless zeros."""
    plain = f"{value.normalize():f}"
    return plain if language == "en" else plain.replace(".", ",")


def day(on: date, language: str, style: str = "slashes") -> str:
    """12/09/2026, 12-09-2026, 12.09.2026 or 12 september 2026."""
    if style == "words":
        return f"{on.day} {MONTHS[language][on.month - 1]} {on.year}"
    between = {"slashes": "/", "dashes": "-", "dots": "."}[style]
    return on.strftime(f"%d{between}%m{between}%Y")


def vat_number(plain: str) -> str:
    """BE 0900.123.456 as Belgians write it; other countries as it is."""
    if plain.startswith("BE"):
        return f"BE {plain[2:6]}.{plain[6:9]}.{plain[9:]}"
    return plain


def iban(plain: str) -> str:
    """In groups of four."""
    return " ".join(plain[n : n + 4] for n in range(0, len(plain), 4))
