"""Which open item speaks for a line that a rule would take."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.contact_names import bare_name
from accounting.matching import Item, Options, StatementLine
from accounting.matching.spoken import Spoken

DAY = date(2026, 11, 10)
OGM = "+++090/9337/55493+++"
BILL = Item("I", DAY, Decimal("-60.50"), OGM, "PX-77123", "invoice", "Proximus", "BE04009001234531", contact="P")


def line(amount: str = "-60.50", text: str = "", **more: str) -> StatementLine:
    return StatementLine("L", DAY, Decimal(amount), text, **more)


@pytest.mark.parametrize(
    ("asked", "speaks"),
    [
        (line("-12.00", OGM), True),
        (line("-12.00", "rest van px-77123"), True),
        (line(name="Proximus NV"), True),
        (line(iban="BE04 0090 0123 4531"), True),
        (line(name="PXS betaaldienst"), True),  # a habit
        (line("-60.51", name="Proximus NV"), False),
        (line("60.50", OGM, name="Proximus"), False),  # money that comes in pays no purchase
        (line(name="Telenet"), False),
        (line(name="Proximus NV", currency="USD"), False),
        (line(text=OGM, iban="BE43068999999501"), False),  # to another own account
    ],
)
def test_its_reference_its_number_or_its_party_with_its_amount(asked, speaks):
    options = Options(
        habits={bare_name("PXS betaaldienst"): "P"}, own_ibans={"": "BE68539007547034", "S": "BE43068999999501"}
    )
    assert Spoken([BILL], options).by(asked) == ("I" if speaks else None)


def test_what_somebody_rejected_speaks_no_more():
    assert Spoken([BILL], Options(rejected=frozenset({("L", "I")}))).by(line(text=OGM)) is None


def test_an_entry_of_another_bank_account_is_not_found_here():
    entry = Item("E", DAY, Decimal("-60.50"), name="Proximus", bank_account="KBC")
    assert Spoken([entry], Options()).by(line(name="Proximus", bank_account="ING")) is None
    assert Spoken([entry], Options()).by(line(name="Proximus", bank_account="KBC")) == "E"
