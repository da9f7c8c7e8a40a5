"""What a bank's app reads from the square on an invoice: the EPC QR code of a SEPA credit transfer.

European Payments Council, EPC069-12 version 2.1: the lines of version 002, at most 331 bytes, error correction M.
"""

from dataclasses import dataclass
from decimal import Decimal

from accounting.errors import Invalid

LARGEST = Decimal("999999999.99")
MOST_BYTES = 331
ERROR_CORRECTION = "M"
LARGEST_VERSION = 13


class TransferRefused(Invalid):
    """This transfer does not fit in a payment QR code."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer in euros. `message` is free text, a Belgian structured reference too; `reference` is ISO 11649."""

    name: str
    iban: str
    amount: Decimal
    message: str = ""
    reference: str = ""
    bic: str = ""


def payload(transfer: Transfer) -> str:
    """The text of the code. Raises TransferRefused.

    >>> payload(Transfer("Peeters BV", "BE68539007547034", Decimal("121.00"), "+++090/9337/55493+++")).split()[:5]
    ['BCD', '002', '1', 'SCT', 'Peeters']
    """
    if not Decimal("0.01") <= transfer.amount <= LARGEST:
        raise TransferRefused(f"{transfer.amount:f} is no amount for it", field="amount", value=str(transfer.amount))
    if transfer.message and transfer.reference:
        raise TransferRefused("either a message or a reference", field="message")
    lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        transfer.bic,
        _one_line(transfer.name)[:70],
        transfer.iban.replace(" ", ""),
        f"EUR{transfer.amount:.2f}",
        "",
        transfer.reference[:35],
        _one_line(transfer.message)[:140],
    ]
    text = "\n".join(lines).rstrip("\n")
    while len(text.encode()) > MOST_BYTES and lines[-1]:
        lines[-1] = lines[-1][:-1]
        text = "\n".join(lines).rstrip("\n")
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())
