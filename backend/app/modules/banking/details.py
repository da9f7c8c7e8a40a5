"""What a bank said of a movement beside what everybody asks for: kept as JSON, left out where it said nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from accounting.statements import Movement
from accounting.statements.checks import amount_text

MOST_CHILDREN = 500
LONGEST = 4_000
LONGEST_OWN, LONGEST_PART, LONGEST_TEXT = 2_000, 140, 100_000
"""Letters of a line's text: what the bank said of it, what one payment of a batch says, and all of them."""


def details_of(movement: Movement) -> dict[str, Any]:
    """Amounts as text. The payments inside a batch explain its amount and are never added."""
    original = movement.original
    told: dict[str, Any] = {
        "code": movement.code,
        "code_words": movement.code_words,
        "customer_reference": movement.customer_reference,
        "end_to_end": movement.end_to_end_id,
        "mandate": movement.mandate,
        "is_reversal": movement.reversal or None,
        "counterparty_bic": movement.party.bic,
        "counterparty_address": movement.party.address,
        "reference_proved": movement.reference.proved if movement.reference else None,
        "original_amount": amount_text(original.amount) if original else None,
        "original_currency": original.currency if original else None,
        "exchange_rate": f"{original.rate:f}" if original and original.rate else None,
        "balance_after": amount_text(movement.balance_after),
        "as_written": movement.as_written if movement.as_written != movement.text else None,
        "notes": list(movement.notes),
        "children": [_child(each) for each in movement.children[:MOST_CHILDREN]],
    }
    return {name: _short(value) for name, value in told.items() if value not in (None, "", [])}


def text_of(movement: Movement) -> str:
    """What the bank said; of a batch also who paid in it and what for, as that is what its invoices are known by."""
    own = (movement.text or movement.as_written)[:LONGEST_OWN]
    said = {own: None} if own else {}
    said |= {part: None for part in _parts(movement) if part not in own}
    whole = " ".join(said)
    return whole if len(whole) <= LONGEST_TEXT else whole[:LONGEST_TEXT].rpartition(" ")[0]


def _parts(movement: Movement) -> Iterator[str]:
    yield from movement.quoted
    for each in movement.children[:MOST_CHILDREN]:
        said = (each.party.name, each.reference.value if each.reference else None, *each.quoted, each.text)
        yield from (part[:LONGEST_PART] for part in said if part)


def amounts_of(children: Sequence[dict[str, Any]] | None) -> str:
    """What each payment of a batch is of, as matching asks it: one that the bank did not say is of nothing."""
    return " ".join(each.get("amount", "0") for each in children) if children and len(children) > 1 else ""


def _child(movement: Movement) -> dict[str, Any]:
    told = {
        "amount": amount_text(movement.amount),
        "counterparty_name": movement.party.name,
        "counterparty_account": movement.party.iban or movement.party.account,
        "text": " ".join((movement.text, *movement.quoted)).strip(),
        "reference": movement.reference.value if movement.reference else None,
        "end_to_end": movement.end_to_end_id,
    }
    return {name: _short(value) for name, value in told.items() if value}


def _short(value: Any) -> Any:
    return value.replace("\0", "")[:LONGEST] if isinstance(value, str) else value
