"""What a bank writes of a month: CODA, CAMT.053, and the table that its website exports. By the standards, of no bank."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from atelier.tables import CENT

HOLDER = "Atelier Noord BV"
BIC = "KREDBEBB"


@dataclass(frozen=True, slots=True)
class Movement:
    """A line of the bank; `reference` is the structured communication's twelve digits, and then there are no words."""

    on: date
    amount: Decimal
    bank_id: str
    name: str = ""
    iban: str = ""
    text: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One account from a day to a day."""

    number: int
    iban: str
    opened_on: date
    closed_on: date
    opening: Decimal
    movements: Sequence[Movement]

    @property
    def closing(self) -> Decimal:
        return self.opening + sum((each.amount for each in self.movements), Decimal(0))


def by_month(iban: str, opening: Decimal, movements: Sequence[Movement], first: date, last: date) -> list[Statement]:
    """A statement for each month between these days, also for one in which nothing moved."""
    found: list[Statement] = []
    while first <= last:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        ends = min(date.fromordinal(after.toordinal() - 1), last)
        mine = sorted((each for each in movements if first <= each.on <= ends), key=lambda each: each.on)
        found.append(Statement(first.month, iban, first, ends, opening, mine))
        opening, first = found[-1].closing, after
    return found


def coda(statements: Sequence[Statement]) -> bytes:
    """CODA 2 (Febelfin), several statements in one file: records of 128 places in Latin-1."""
    records = [record for each in statements for record in _coda(each, each is statements[-1])]
    return "".join(f"{record:128.128}\r\n" for record in records).encode("latin-1", "replace")


def _coda(statement: Statement, is_last: bool) -> list[str]:
    day, number, iban = f"{statement.closed_on:%d%m%y}", f"{statement.number:03}", statement.iban
    body = [
        f"12{number}{iban:34}EUR{_signed(statement.opening)}{statement.opened_on:%d%m%y}{HOLDER:26}{'Zichtrekening':35}{number}",
        *(record for n, each in enumerate(statement.movements, 1) for record in _coda_movement(each, n, number)),
        f"8{number}{iban:34}EUR{_signed(statement.closing)}{day}{'':64}0",
    ]
    paid, received = (
        _thousandths(sum((each.amount for each in statement.movements if (each.amount < 0) is is_paid), Decimal(0)))
        for is_paid in (True, False)
    )
    return [
        f"00000{day}73505{'':8}{number:10}{HOLDER:26}{BIC:11}00999012403 00000{'':39}2",
        *body,
        f"9{'':15}{len(body):06}{paid}{received}{'':75}{2 if is_last else 1}",
    ]


def _coda_movement(each: Movement, n: int, number: str) -> Iterator[str]:
    text = f"1101{each.reference}" if each.reference else f"0{each.text}"
    code = "00150000" if each.amount > 0 else "00101000"
    head, more, rest = text[:54], text[54:107], text[107:150]
    yield (
        f"21{n:04}0000{each.bank_id:21}{_signed(each.amount)}{each.on:%d%m%y}{code}{head:54}{each.on:%d%m%y}{number}01 0"
    )
    yield f"22{n:04}0000{more:53}{'':35}{'GKCCBEBB' if each.iban else '':11}{'':16}1 0"
    yield f"23{n:04}0000{each.iban:34}EUR{each.name:35.35}{rest:43}0 0"


def _signed(amount: Decimal) -> str:
    return f"{1 if amount < 0 else 0}{_thousandths(amount)}"


def _thousandths(amount: Decimal) -> str:
    return f"{abs(amount) * 1000:015.0f}"


def camt(statements: Sequence[Statement]) -> bytes:
    """CAMT.053.001.08, one Stmt for each."""
    told = "".join(map(_camt, statements))
    head = f"<GrpHdr><MsgId>EXTRACT</MsgId><CreDtTm>{statements[-1].closed_on}T02:00:00+01:00</CreDtTm></GrpHdr>"
    space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}"><BkToCstmrStmt>{head}{told}</BkToCstmrStmt></Document>\n'.encode()


def _camt(statement: Statement) -> str:
    balances = (("OPBD", statement.opening, statement.opened_on), ("CLBD", statement.closing, statement.closed_on))
    return (
        f"<Stmt><Id>{statement.closed_on:%Y}-{statement.number:03}</Id><ElctrncSeqNb>{statement.number}</ElctrncSeqNb>"
        f"<CreDtTm>{statement.closed_on}T02:00:00+01:00</CreDtTm><Acct><Id><IBAN>{statement.iban}</IBAN></Id><Ccy>EUR</Ccy>"
        f"<Ownr><Nm>{HOLDER}</Nm></Ownr></Acct>"
        + "".join(
            f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_camt_amount(amount)}<Dt><Dt>{on}</Dt></Dt></Bal>"
            for code, amount, on in balances
        )
        + "".join(map(_camt_entry, statement.movements))
        + "</Stmt>"
    )


def _camt_entry(each: Movement) -> str:
    side, account = ("Dbtr", "DbtrAcct") if each.amount > 0 else ("Cdtr", "CdtrAcct")
    party = f"<{side}><Pty><Nm>{escape(each.name)}</Nm></Pty></{side}>" if each.name else ""
    number = f"<{account}><Id><IBAN>{each.iban}</IBAN></Id></{account}>" if each.iban else ""
    parties = f"<RltdPties>{party}{number}</RltdPties>" if party or number else ""
    return (
        f"<Ntry>{_camt_amount(each.amount)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{each.on}</Dt></BookgDt>"
        f"<ValDt><Dt>{each.on}</Dt></ValDt><AcctSvcrRef>{each.bank_id}</AcctSvcrRef><NtryDtls><TxDtls>{parties}"
        f"<RmtInf><Ustrd>{escape(each.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def _camt_amount(amount: Decimal) -> str:
    return f'<Amt Ccy="EUR">{abs(amount):.2f}</Amt><CdtDbtInd>{"DBIT" if amount < 0 else "CRDT"}</CdtDbtInd>'


HEADERS = (
    "Rekeningnummer", "Naam", "Munt", "Afschriftnummer", "Datum", "Valuta", "Bedrag", "Saldo",
    "rekeningnummer tegenpartij", "BIC tegenpartij", "Naam tegenpartij", "Adres tegenpartij",
    "gestructureerde mededeling", "Vrije mededeling", "Omschrijving",
)  # fmt: skip


def exported(iban: str, movements: Sequence[Movement]) -> bytes:
    """The table that somebody downloads in between: the same movements without the bank's ids and without a balance."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    for each in movements:
        amount, day = f"{each.amount.quantize(CENT):f}".replace(".", ","), f"{each.on:%d/%m/%Y}"
        reference = f"+++{each.reference[:3]}/{each.reference[3:7]}/{each.reference[7:]}+++" if each.reference else ""
        writer.writerow(
            [iban, HOLDER, "EUR", "", day, day, amount, "", each.iban, "", each.name, "", reference, each.text, ""]
        )
    return out.getvalue().encode("cp1252", "replace")
