"""Statements written by the rules of CODA 2, and copied from no bank."""

from collections.abc import Sequence
from decimal import Decimal

from tests.factories.banking import IBAN, Row


def coda(rows: Sequence[Row], *, opening: str = "1000.00", number: int = 1, on: str = "301126") -> bytes:
    """One account, with the movements of these rows."""
    end = Decimal(opening) + sum(Decimal(each.amount) for each in rows)
    records = [
        f"12{number:03}{IBAN:<34}EUR{_signed(opening)}{on}{'Peeters BV':<26}{'Zichtrekening':<35}{number:03}",
        *(record for place, each in enumerate(rows, start=1) for record in _movement(each, f"{place:04}", number)),
        f"8{number:03}{IBAN + ' ' * 18 + 'EUR':<37}{_signed(str(end))}{on}{' ' * 64}0",
    ]
    out, into = (sum(abs(Decimal(each.amount)) for each in rows if (Decimal(each.amount) < 0) is side)
                 for side in (True, False))  # fmt: skip
    head = f"00000{on}73505        {'0000001':<10}{'Peeters BV':<26}{'KREDBEBB':<11}00123456749 00000{' ' * 39}2"
    tail = f"9{' ' * 15}{len(records):06}{_money(out)}{_money(into)}{' ' * 75}2"
    return "".join(f"{each:<128}\r\n" for each in (head, *records, tail)).encode("latin-1")


def _movement(row: Row, place: str, number: int) -> list[str]:
    day = f"{row.on[8:]}{row.on[5:7]}{row.on[2:4]}"
    told = f"1101{row.structured}" if row.structured else f"0{row.text}"
    return [
        f"21{place}0000{f'REF{number:03}{place}':<21}{_signed(row.amount)}{day}00150000{told:<54}{day}{number:03}01 0",
        f"22{place}0000{' ' * 88}{'GKCCBEBB':<11}{' ' * 16}1 0",
        f"23{place}0000{row.iban:<34}EUR{row.name:<35}{' ' * 43}0 0",
    ]


def _signed(amount: str) -> str:
    return f"{1 if Decimal(amount) < 0 else 0}{_money(Decimal(amount))}"


def _money(amount: Decimal | int) -> str:
    """Thousandths, without a sign."""
    return f"{int(abs(Decimal(amount)) * 1000):015}"
