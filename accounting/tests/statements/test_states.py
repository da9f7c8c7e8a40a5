"""The column that says whether a payment moved money."""

import io
from decimal import Decimal

import pytest

from accounting.statements import ColumnsUnknown, Mapping, propose, read

SAID = {"booked_on": ("Datum",), "amount": ("Bedrag",), "text": ("Omschrijving",), "state": ("Status",)}


def table(*states: str) -> bytes:
    rows = (f"13/11/2026;-{number},50;{state};{state}" for number, state in enumerate(states, 1))
    return "\n".join(["Datum;Bedrag;Omschrijving;Status", *rows]).encode()


@pytest.mark.parametrize(
    "state",
    [
        "open", "Te ondertekenen", "Wacht op handtekening", "Ingetrokken", "Onvoldoende saldo", "Awaiting approval",
        "Insufficient funds", "requires_action", "À signer", "En attente de signature", "Provision insuffisante",
        "Révoqué", "Offen", "Zurückgezogen", "Wartet auf Freigabe", "Nicht ausgeführt", "PDNG", "RJCT",
    ],
)  # fmt: skip
def test_what_waits_for_a_signature_or_has_no_cover_is_no_movement(state):
    (statement,) = read(table("Uitgevoerd", state))
    assert [each.text for each in statement.movements] == ["Uitgevoerd"]
    assert propose(io.BytesIO(table("Uitgevoerd", state))).no_movement == (state,)


@pytest.mark.parametrize(
    "state", ["Paid", "paid_out", "Refunded", "Geboekt", "Voltooid", "Exécuté", "Terminée", "Gebucht", "ACSC", "BOOK"]
)
def test_what_a_bank_calls_done_counts_without_a_question(state):
    (statement,) = read(table("Uitgevoerd", state, ""))
    assert [each.amount for each in statement.movements] == [Decimal("-1.50"), Decimal("-2.50"), Decimal("-3.50")]


def test_beside_a_state_that_is_known_as_executed_every_other_one_is_known_or_asked():
    content = table("Uitgevoerd", "Bij de juridische dienst", "Reversed", "Reversed", "Geweigerd", "Uitgevoerd")
    reason = "which of these states count: Bij de juridische dienst (1 row), Reversed (2 rows)"
    with pytest.raises(ColumnsUnknown) as asked:
        read(content)
    assert (asked.value.reason, asked.value.line) == (reason, 1)
    found = propose(io.BytesIO(content))
    assert (found.missing, found.unsure) == (reason, {"Bij de juridische dienst": 1, "Reversed": 2})
    (statement,) = read(content, mapping=Mapping(SAID, only=("uitgevoerd", "reversed")))
    assert [each.text for each in statement.movements] == ["Uitgevoerd", "Reversed", "Reversed", "Uitgevoerd"]


def test_a_column_without_a_state_that_is_known_as_executed_is_no_question():
    (statement,) = read(table("Klant", "Personeel", "Geweigerd"))
    assert [each.text for each in statement.movements] == ["Klant", "Personeel"]


def test_a_column_of_very_many_words_says_no_state():
    (statement,) = read(table("Uitgevoerd", *(f"nota {number}" for number in range(20))))
    assert len(statement.movements) == 21


def test_a_state_far_down_is_asked_with_all_its_rows():
    content = table(*["Uitgevoerd"] * 12_000, "Reversed", "Reversed")
    with pytest.raises(ColumnsUnknown, match=r"Reversed \(2 rows\)"):
        read(content)


def test_an_open_payment_of_mollie_is_no_movement():
    header = (
        "Date,Payment method,Currency,Amount,Status,ID,Description,Consumer name,Consumer bank account,Consumer BIC,"
        "Settlement currency,Settlement amount,Settlement reference,Amount refunded"
    )
    states = ("paidout", "expired", "canceled", "open", "failed", "authorized", "pending", "paid")
    rows = (
        f"2026-11-03 10:00:00,iDEAL,EUR,9{at}.00,{state},tr_{at},Order,,,,,,,0.00" for at, state in enumerate(states)
    )
    (statement,) = read("\n".join((header, *rows)).encode())
    assert [str(each.amount) for each in statement.movements] == ["90.00", "97.00"]
