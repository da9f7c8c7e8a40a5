"""A file of open items as another program's list of open invoices writes it: which column says what, and each row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounting.errors import Invalid, Violation
from accounting.sheets import Columns, Sheet, read_sheet
from accounting.statements.cells import Cell, decimal_mark_of
from accounting.statements.day_order import order_of_days

COLUMNS: Columns = {
    "direction": ("direction", "customer or supplier", "klant of leverancier", "client ou fournisseur", "relation type",
                  "type", "soort"),
    "contact": ("contact", "name", "naam", "nom", "relatie", "klant", "customer", "client", "leverancier", "supplier",
                "fournisseur", "relation", "tiers", "partner"),
    "vat_number": ("vat number", "vat", "btw", "btw nummer", "btwnummer", "btw nr", "tva", "numéro de tva", "n tva"),
    "number": ("number", "nummer", "numéro", "factuurnummer", "factuurnr", "factuur", "invoice number", "invoice",
               "invoice no", "numéro de facture", "facture", "document", "documentnummer", "your reference",
               "uw referentie"),
    "issued_on": ("issued on", "date", "datum", "factuurdatum", "invoice date", "date de facture", "date facture",
                  "document date", "documentdatum"),
    "due_on": ("due on", "due date", "vervaldatum", "vervaldag", "échéance", "date d échéance", "date échéance"),
    "amount": ("amount", "open amount", "bedrag", "openstaand", "openstaand bedrag", "open bedrag", "saldo", "montant",
               "montant ouvert", "solde", "amount due", "balance", "outstanding", "te betalen", "restant dû"),
    "currency": ("currency", "munt", "valuta", "devise", "monnaie", "currency code"),
    "amount_in_books": ("amount in books", "bedrag in boekhoudmunt", "bedrag in euro", "bedrag eur", "amount in eur",
                        "montant en euros", "montant eur", "montant comptable"),
    "payment_reference": ("payment reference", "structured communication", "gestructureerde mededeling", "mededeling",
                          "ogm", "betalingskenmerk", "communication structurée", "communication", "vcs", "référence",
                          "reference", "referentie"),
}  # fmt: skip
"""Field → what its column is called, in Dutch, French and English."""

NEEDED = ("contact", "number", "issued_on", "amount")
SALES = frozenset(
    "sale sales customer customers klant klanten client clients debiteur debiteuren receivable ar v".split()
)
PURCHASES = frozenset(
    "purchase purchases supplier suppliers leverancier leveranciers fournisseur fournisseurs crediteur crediteuren"
    " payable ap a vendor".split()
)


class OpenItemCellUnreadable(Invalid):
    """What stands in this cell is not what its column holds."""


class OpenItemCellNeeded(Invalid):
    """An open item has a contact, a number, a date and an amount, and is a customer's or a supplier's."""


@dataclass(slots=True)
class Row:
    """A line of the file: what it says, by field, and what is wrong with it, by column."""

    number: int
    said: dict[str, Any] = field(default_factory=dict)
    wrong: list[Violation] = field(default_factory=list)


def read(content: bytes, direction: str | None = None, today: date | None = None) -> tuple[Sheet, list[Row]]:
    r"""`direction` is what rows are that do not say it; `today` tells day from a year of two digits.

    Raises FileUnreadable.

    >>> file = "Klant;Factuurnummer;Datum;Bedrag\nDe Pers;F-12;31/12/2025;1.210,00\n"
    >>> read(file.encode(), "sale")[1][0].said["amount"]
    Decimal('1210.00')
    """
    sheet = read_sheet(content, COLUMNS, NEEDED)
    headers = {name: header for header, name in sheet.columns.items()}
    mark = decimal_mark_of(_cells(sheet, "amount") + _cells(sheet, "amount_in_books"))
    order = order_of_days(_cells(sheet, "issued_on") + _cells(sheet, "due_on"), today) or "dmy"
    readers: dict[str, Callable[[str], Any]] = {
        "issued_on": lambda cell: Cell(cell).day(order),
        "due_on": lambda cell: Cell(cell).day(order),
        "amount": lambda cell: Cell(cell).amount(mark),
        "amount_in_books": lambda cell: Cell(cell).amount(mark),
        "direction": _direction,
        "currency": str.upper,
    }
    rows = [_row(number, cells, readers, headers, direction) for number, cells in sheet.rows]
    return sheet, rows


def _row(
    number: int,
    cells: dict[str, str],
    readers: dict[str, Callable[[str], Any]],
    headers: dict[str, str],
    usual: str | None,
) -> Row:
    row = Row(number, {"direction": usual} if usual else {})
    for name, cell in cells.items():
        if not cell:
            continue
        try:
            row.said[name] = readers.get(name, str)(cell)
        except ValueError as error:
            row.wrong += OpenItemCellUnreadable(str(error), field=headers[name], value=cell).violations()
    unreadable = {each.field for each in row.wrong}
    for name in (*NEEDED, "direction"):
        if name not in row.said and (header := headers.get(name, name)) not in unreadable:
            row.wrong += OpenItemCellNeeded(f"no {name.replace('_', ' ')}", field=header).violations()
    _as_on_paper(row.said)
    return row


def _as_on_paper(said: dict[str, Any]) -> None:
    """What is below zero is a credit note, and its amounts are above."""
    amount: Decimal | None = said.get("amount")
    if amount is not None:
        said["kind"] = "credit_note" if amount < 0 else "invoice"
        said["amount"] = abs(amount)
    if (in_books := said.get("amount_in_books")) is not None:
        said["amount_in_books"] = abs(in_books)


def _direction(cell: str) -> str:
    word = cell.strip().lower()
    if word in SALES:
        return "sale"
    if word in PURCHASES:
        return "purchase"
    raise ValueError(f"neither a customer nor a supplier: {cell[:40]}")


def _cells(sheet: Sheet, name: str) -> list[str]:
    return [cells.get(name, "") for _, cells in sheet.rows]
