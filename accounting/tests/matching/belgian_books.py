"""A made-up Belgian company's bank and books, with the truth beside them: nl and fr texts, and what goes wrong in life."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from accounting.identifiers import make_structured_reference
from accounting.matching import Item, StatementLine

FIRST = (
    "Bakkerij Garage Drukkerij Brouwerij Immo Schrijnwerkerij Boulangerie Menuiserie Imprimerie Toitures Café".split()
)
MIDDLE = "Peeters Janssens Dubois Lambert Maes Willems Claes Goossens Dupont Leroy Wouters Lemmens Simon Renard".split()
LAST = "en Zonen|Noord|Gent|Namur|& Fils|Services|Techniek|Group|Liège|Antwerpen".split("|")
FORMS = ("BV", "NV", "SRL", "SA", "VOF", "")
HELLO = (
    "OVERSCHRIJVING VAN {name} {iban} MEDEDELING: {said}",
    "Instantoverschrijving van {name} - {said}",
    "VIREMENT EN EUROS DE {name} COMMUNICATION: {said}",
    "VIREMENT INSTANTANE DE {name} {said}",
    "{name} {said}",
)
BYE = (
    "OVERSCHRIJVING NAAR {name} {iban} MEDEDELING: {said}",
    "VIREMENT VERS {name} COMMUNICATION {said}",
    "DOMICILIERING {name} REF {mandate} {said}",
    "PAIEMENT A {name} {said}",
)
NUMBERS = ("factuur {n}", "fact {n}", "facture n° {n}", "{n}", "betaling fact. {n}", "paiement facture {n}")
OWN_COSTS = (
    "BEHEERSKOSTEN REKENING",
    "FRAIS DE GESTION DE COMPTE",
    "DEBETINTERESTEN",
    "KOSTEN KAART",
    "INTERETS CREDITEURS",
)
OTHERS = ("RSZ ONSS bijdrage kwartaal", "FOD FINANCIEN BTW", "WEDDE MAAND", "SALAIRE MOIS", "KAS STORTING")


@dataclass
class Books:
    lines: list[StatementLine] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    offsetting: set[tuple[str, str]] = field(default_factory=set)
    unmatched: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Party:
    name: str
    iban: str
    fixed: Decimal


class Year:
    """Draws the events of a year one after the other; the same seed draws the same year."""

    def __init__(self, seed: int, parties: int, prefix: str = "") -> None:
        self.draw = random.Random(seed)
        self.books = Books()
        self.prefix = prefix
        self.parties = [self._party(number) for number in range(parties)]
        self.number = 0

    def _party(self, number: int) -> Party:
        draw = self.draw
        name = f"{draw.choice(FIRST)} {draw.choice(MIDDLE)} {draw.choice(LAST)} {draw.choice(FORMS)}".strip()
        return Party(name, f"BE{number % 90 + 10:02d}{number:012d}", self._amount(200))

    def _amount(self, most: int = 4000) -> Decimal:
        cents = int(10 ** self.draw.uniform(3, 5.2)) % (most * 100) + 500
        if self.draw.random() < 0.2:
            cents -= cents % 1000
        return Decimal(max(cents, 500)) / 100

    def item(self, party: Party, amount: Decimal, on: date, *, incoming: bool, kind: str = "") -> Item:
        self.number += 1
        number = (
            f"2026/{self.number:05d}" if incoming else f"{self.draw.choice('FVAB')}{self.draw.randint(10000, 999999)}"
        )
        structured = make_structured_reference(2_026_000_000 + self.number) if incoming else ""
        made = Item(
            f"{self.prefix}I{self.number:06d}",
            on,
            amount if incoming else -amount,
            f"{party.name} - {number} {kind} {structured}".strip(),
            number,
            kind or "invoice",
            party.name if self.draw.random() < 0.8 else "",
            party.iban if self.draw.random() < 0.4 else "",
            on + timedelta(days=30),
        )
        self.books.items.append(made)
        return made

    def line(self, party: Party, amount: Decimal, on: date, said: str) -> StatementLine:
        draw = self.draw
        shown = party.name.upper() if draw.random() < 0.7 else party.name
        if draw.random() < 0.15:
            shown = shown[: draw.randint(10, 18)]
        columns = draw.random() < 0.6
        form = draw.choice(HELLO if amount > 0 else BYE)
        text = form.format(name=shown, iban=party.iban, said=said, mandate=draw.randint(10**6, 10**7))
        made = StatementLine(
            f"{self.prefix}L{len(self.books.lines) + 1:06d}",
            on,
            amount,
            text,
            shown if columns else "",
            party.iban if columns and draw.random() < 0.7 else "",
        )
        self.books.lines.append(made)
        return made

    def said(self, item: Item) -> str:
        draw = self.draw.random()
        if draw < 0.45 and "+++" in item.text:
            return "+++" + item.text.split("+++")[1] + "+++"
        if draw < 0.8:
            number = item.reference
            if self.draw.random() < 0.06 and number[-1] != number[-2]:
                number = number[:-2] + number[-1] + number[-2]
            return self.draw.choice(NUMBERS).format(
                n=self.draw.choice((number, number.replace("/", ""), number.replace("/", "-")))
            )
        return ""

    def event(self, day: date) -> None:
        draw, books = self.draw, self.books
        party = draw.choice(self.parties)
        incoming = draw.random() < 0.6
        lag = timedelta(days=min(90, int(draw.expovariate(1 / 18))))
        what = draw.random()
        if what < 0.62:
            item = self.item(party, party.fixed if draw.random() < 0.15 else self._amount(), day, incoming=incoming)
            books.pairs.add((self.line(party, item.amount, day + lag, self.said(item)).id, item.id))
        elif what < 0.72:
            items = [
                self.item(party, self._amount(), day + timedelta(days=n), incoming=incoming)
                for n in range(draw.randint(2, 4))
            ]
            said = " ".join(item.reference for item in items) if draw.random() < 0.5 else ""
            paid = self.line(
                party, sum((item.amount for item in items), Decimal(0)), day + lag + timedelta(days=4), said
            )
            books.pairs |= {(paid.id, item.id) for item in items}
        elif what < 0.76:
            item = self.item(party, self._amount() + 100, day, incoming=incoming)
            first = (item.amount * draw.randint(30, 60) / 100).quantize(Decimal("0.01"))
            for part, wait in ((first, lag), (item.amount - first, lag + timedelta(days=20))):
                books.pairs.add((self.line(party, part, day + wait, self.said(item)).id, item.id))
        elif what < 0.81:
            item = self.item(party, self._amount() + 100, day, incoming=incoming)
            paid = self._different(item.amount)
            books.pairs.add((self.line(party, paid, day + lag, self.said(item)).id, item.id))
        elif what < 0.85:
            item = self.item(party, self._amount(), day, incoming=incoming)
            credit = self.item(
                party, item.amount if not incoming else -item.amount, day + timedelta(days=3), incoming=True
            )
            books.items[-1] = credit = Item(
                credit.id, credit.on, -item.amount, f"{party.name} - creditnota op {item.reference}", f"CN{credit.reference}",
                "credit_note", party.name,
            )  # fmt: skip
            books.offsetting.add((min(item.id, credit.id), max(item.id, credit.id)))
        elif what < 0.92:
            self.item(party, self._amount(), day, incoming=incoming)
        else:
            amount = Decimal(draw.randint(200, 9000)) / 100 * (1 if draw.random() < 0.2 else -1)
            text = draw.choice(OWN_COSTS if draw.random() < 0.6 else OTHERS) + f" {day:%m/%Y}"
            number = len(books.lines) + 1
            books.lines.append(StatementLine(f"{self.prefix}L{number:06d}", day, amount, text))
            books.unmatched.add(books.lines[-1].id)

    def _different(self, amount: Decimal) -> Decimal:
        """Costs kept by a bank, a cash discount of 2 %, or two digits that changed places."""
        what = self.draw.random()
        sign = 1 if amount > 0 else -1
        if what < 0.4:
            return amount - sign * Decimal(self.draw.randint(150, 2500)) / 100
        if what < 0.7:
            return (amount * Decimal("0.98")).quantize(Decimal("0.01"))
        digits = list(f"{abs(amount):.2f}")
        for place in range(len(digits) - 4):
            if digits[place] != digits[place + 1] and (place or digits[1] != "0"):
                digits[place], digits[place + 1] = digits[place + 1], digits[place]
                return sign * Decimal("".join(digits))
        return amount - sign * Decimal("5.00")


def belgian_books(seed: int, events: int, parties: int = 120, prefix: str = "") -> Books:
    """So many events, spread over the year."""
    year = Year(seed, parties, prefix)
    for number in range(events):
        year.event(date(2026, 1, 2) + timedelta(days=number * 330 // events))
    return year.books
