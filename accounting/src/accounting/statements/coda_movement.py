"""Records 2.1 to 3.3 of one CODA movement or detail → Movement."""

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from accounting.statements.coda_records import Record
from accounting.statements.coda_words import Said, code_words, structured
from accounting.statements.model import Movement, Party
from accounting.statements.references import iban_of, party, reference_in

COUNTERPARTY = "001"
ABOUT = {
    "002": "Ordering party", "004": "Bank of the counterparty", "005": "Correspondent", "006": "Card",
    "008": "Ultimate party", "009": "Ultimate creditor",
}  # fmt: skip
"""What record 3 says besides name and address, by its three digits."""


@dataclass
class Piece:
    """A record 2.1 and what follows until the next."""

    first: Record
    version: str
    more: list[Record] = field(default_factory=list)

    def of(self, kind: str) -> Record | None:
        return next((record for record in self.more if record.kind == kind), None)


def movement_of(piece: Piece, currency: str | None) -> Movement:
    first, second, third = piece.first, piece.of("22"), piece.of("23")
    is_structured = first.text[61] == "1"
    written = first.text[62:115] + (second.text[10:63] if second else "")
    if third is not None and piece.version == "2":
        written += third.text[82:125]
    said = structured(first.text[62:65], written[3:]) if is_structured else Said(written.strip())
    other, notes = _about(piece, _counterparty(piece, second, third))
    if not other.name and said.name:
        other = replace(other, name=said.name)
    code = first.at(53, 61)
    return Movement(
        position=f"{first.text[2:6]}.{first.text[6:10]}",
        line=first.line,
        amount=first.amount(31, 32, 47, "amount"),
        currency=currency,
        booked_on=first.day(115, "booking date", needed=False),
        value_on=first.day(47, "value date", needed=False),
        bank_id=first.at(10, 31).strip() or None,
        customer_reference=(second.at(63, 98).strip() or None) if second else None,
        mandate=said.mandate,
        party=other,
        reference=said.reference if is_structured else reference_in(said.text),
        text=said.text,
        as_written=written.rstrip(),
        code=code,
        code_words=code_words(code),
        original=said.original,
        notes=(*said.notes, *notes),
        reversal=bool(second and second.text[112] not in " 0"),
    )


def _counterparty(piece: Piece, second: Record | None, third: Record | None) -> Party:
    bic = second.at(98, 109) if second else ""
    if third is None:
        return party(None, None, bic)
    if piece.version == "1":
        address = " ".join(third.at(73, 125).split()) or None
        return party(third.at(47, 73), third.at(10, 22), bic, address=address)
    account, currency = third.at(10, 44), third.at(44, 47)
    if old := re.fullmatch(r"([0-9]{12}) ([A-Z]{3})", account):
        account, currency = old[1], old[2]
    found = party(third.at(47, 82), account, bic, currency=currency.strip() or None)
    return replace(found, iban=found.iban or iban_of(account[:12], belgian=account[12:13] in ("", " ")))


def _about(piece: Piece, other: Party) -> tuple[Party, tuple[str, ...]]:
    """Address of the counterparty and other information: record 3.1 with its 3.2 and 3.3."""
    notes: list[str] = []
    information = [record for record in piece.more if record.kind in ("31", "32", "33")]
    for _, group in groupby(information, key=lambda record: record.text[6:10]):
        text, kind = "", ""
        for record in group:
            if record.kind == "31":
                kind = record.text[40:43] if record.text[39] == "1" else ""
                text += record.text[43:113] if kind else record.text[40:113]
            else:
                text += record.text[10:115] if record.kind == "32" else record.text[10:100]
        if kind == COUNTERPARTY:
            parts = [" ".join(text[start:end].split()) for start, end in ((70, 105), (105, 140), (140, 175))]
            other = replace(
                other,
                name=other.name or " ".join(text[:70].split()) or None,
                address=", ".join(part for part in parts if part) or other.address,
            )
            if rest := " ".join(text[175:].split()):
                notes.append(rest)
        elif words := " ".join(text.split()):
            notes.append(f"{ABOUT[kind]}: {words}" if kind in ABOUT else words)
    return other, tuple(notes)
