"""A statement as JSON: amounts are decimal strings, dates ISO, what is not known is null."""

from dataclasses import asdict
from typing import Any

from accounting.identifiers import format_structured_reference
from accounting.statements.checks import Proof, amount_text, keys, prove
from accounting.statements.model import Balance, Head, Movement, Reference, Statement, Tail
from accounting.statements.reasons import Reason


def statement_json(statement: Statement) -> dict[str, Any]:
    """`transactions` are the movements; what explains one is in its `children` and is not added."""
    return {
        **around_json(statement.head, statement.tail, prove(statement)),
        "transactions": [
            {**movement_json(movement), "key": key}
            for movement, key in zip(statement.movements, keys(statement), strict=True)
        ],
    }


def around_json(head: Head, tail: Tail, proof: Proof) -> dict[str, Any]:
    """What is said of a statement beside its movements."""
    return {
        "format": head.format,
        "id": head.identification,
        "sequence": head.sequence,
        "account": head.account,
        "iban": head.account_iban,
        "holder": head.holder,
        "description": head.description,
        "bank_bic": head.bank_bic,
        "currency": head.currency,
        "created_on": _day(head.created_on),
        "is_copy": head.is_copy,
        "old_balance": amount_text(tail.opening.amount) if tail.opening else None,
        "new_balance": amount_text(tail.closing.amount) if tail.closing else None,
        "opening": _balance(tail.opening),
        "closing": _balance(tail.closing),
        "balances": [_balance(each) for each in tail.balances],
        "balance_check": proof.proved,
        "proof": {
            "movements": proof.movements,
            "total": amount_text(proof.total),
            "difference": amount_text(proof.difference),
            "reasons": list(map(str, proof.reasons)),
        },
        "notices": list(tail.notices),
        "left_out": [asdict(each) for each in tail.left_out],
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "values": dict(reason.values), "message": str(reason)}


def movement_json(movement: Movement) -> dict[str, Any]:
    """`structured` is what the payer was asked to quote, `communication` what a person reads, `details` the bank's."""
    other, original = movement.party, movement.original
    return {
        "position": movement.position,
        "line": movement.line,
        "amount": amount_text(movement.amount),
        "currency": movement.currency,
        "entry_date": _day(movement.booked_on),
        "value_date": _day(movement.value_on),
        "booked": movement.booked,
        "reversal": movement.reversal,
        "bank_reference": movement.bank_id,
        "customer_reference": movement.customer_reference,
        "end_to_end": movement.end_to_end_id,
        "mandate": movement.mandate,
        "counterparty_name": other.name,
        "counterparty_account": other.account,
        "counterparty_iban": other.iban,
        "counterparty_bic": other.bic,
        "counterparty_address": other.address,
        "structured": _reference(movement.reference),
        "structured_kind": movement.reference.kind if movement.reference else None,
        "structured_proved": movement.reference.proved if movement.reference else None,
        "communication": movement.text,
        "details": movement.as_written,
        "code": movement.code,
        "code_words": movement.code_words,
        "original_amount": amount_text(original.amount) if original else None,
        "original_currency": original.currency if original else None,
        "exchange_rate": amount_text(original.rate) if original else None,
        "balance_after": amount_text(movement.balance_after),
        "quoted": list(movement.quoted),
        "notes": list(movement.notes),
        "children": [movement_json(child) for child in movement.children],
    }


def _reference(reference: Reference | None) -> str | None:
    if reference is None:
        return None
    return format_structured_reference(reference.value) if reference.kind == "ogm" else reference.value


def _balance(balance: Balance | None) -> dict[str, Any] | None:
    if balance is None:
        return None
    return {
        "kind": balance.kind,
        "amount": amount_text(balance.amount),
        "currency": balance.currency,
        "date": _day(balance.on),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
