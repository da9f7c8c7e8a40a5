"""What the fields say about each other: sums, check digits and dates. Doubt lowers confidence and leaves a warning."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from accounting.identifiers import (
    EU_COUNTRIES,
    OTHER_COUNTRIES,
    InvalidIdentifier,
    is_valid,
    parse_iban,
    parse_structured_reference,
    parse_vat_number,
    passes_national_check,
)
from accounting.reading.fields import Field, Reading

CENT = Decimal("0.01")
ROUNDING = Decimal("0.02")
"""Net, VAT and total are rounded one by one; more than this apart is a difference."""

DOUBT = 0.6
"""What remains of a field's confidence when another field contradicts it."""


def checked(reading: Reading) -> Reading:
    """The reading with identifiers in their canonical form, warnings added and doubtful fields made less confident."""
    fields = dict(reading.fields)
    for name in ("supplier_vat_number", "customer_vat_number", "supplier_iban"):
        if name in fields:
            fields[name] = _canonical(name, fields[name])
    reading = replace(reading, fields=fields)
    warnings = list(dict.fromkeys([*reading.warnings, *findings(reading)]))
    for warning in warnings:
        code, _, name = warning.partition(":")
        involved = ("net_amount", "vat_amount", "total_amount") if code == "total_differs_from_parts" else (name,)
        for each in involved:
            if each in fields:
                fields[each] = replace(fields[each], confidence=fields[each].confidence * DOUBT)
    return replace(reading, fields=fields, warnings=tuple(warnings))


def findings(reading: Reading) -> Iterator[str]:
    """Every contradiction as ``code:field``, each one once: what follows from another is not said again."""
    yield from _identifiers(reading)
    issued, due = reading.text("issue_date"), reading.text("due_date")
    if issued and due and due < issued:
        yield "due_before_issue:due_date"
    net, vat, total = (amount_of(reading, name) for name in ("net_amount", "vat_amount", "total_amount"))
    if net is not None and total is not None:
        vat = total - net if vat is None else vat  # what is not written follows from the other two
        if abs(net + vat - total) > ROUNDING:
            yield "total_differs_from_parts:total_amount"
            net = None  # or VAT or the total: one contradiction, said once
    yield from _breakdown(reading, net, vat)
    yield from _lines(reading, amount_of(reading, "net_amount"), total)


def amount_of(reading: Reading, name: str) -> Decimal | None:
    """The field as a Decimal, or None when it is absent."""
    return _decimal(reading.text(name))


def _identifiers(reading: Reading) -> Iterator[str]:
    for name in ("supplier_vat_number", "customer_vat_number"):
        number = reading.text(name)
        if number and number[:2] in EU_COUNTRIES and not is_valid(parse_vat_number, number):
            yield f"vat_number_checksum:{name}"
        elif number and number[:2] in OTHER_COUNTRIES:
            yield f"tax_number_unproven:{name}"
    iban = reading.text("supplier_iban")
    if iban and not is_valid(parse_iban, iban):
        yield "iban_checksum:supplier_iban"
    elif iban and not passes_national_check(iban):
        yield "iban_national_check:supplier_iban"
    reference = reading.text("payment_reference")
    if reference and reference.startswith(("+++", "***")) and not is_valid(parse_structured_reference, reference):
        yield "reference_checksum:payment_reference"


def _breakdown(reading: Reading, net: Decimal | None, vat: Decimal | None) -> Iterator[str]:
    """Where the rows of VAT contradict the VAT amount, or else the net amount."""
    breakdown = reading.value("vat_breakdown")
    if not isinstance(breakdown, list) or not breakdown:
        return
    bases, amounts = ([_decimal(row.get(column)) for row in breakdown] for column in ("base", "amount"))
    if _differ(amounts, [vat], len(amounts)):
        yield "breakdown_differs:vat_breakdown"
    elif _differ(bases, [net], len(bases)):
        yield "breakdown_base_differs:vat_breakdown"


def _lines(reading: Reading, net: Decimal | None, total: Decimal | None) -> Iterator[str]:
    lines = reading.value("lines")
    if not isinstance(lines, list) or not lines or reading.fields["lines"].source == "xml":
        return  # XML has charges beside its lines
    nets = [_decimal(row.get("net_amount")) for row in lines]
    if _differ(nets, [net, total], len(nets)):
        yield "lines_differ:lines"


def _differ(parts: list[Decimal | None], sums: list[Decimal | None], roundings: int) -> bool:
    """Whether the parts are all known and add up to none of the sums that are known."""
    known, wanted = [part for part in parts if part is not None], [each for each in sums if each is not None]
    if len(known) < len(parts) or not wanted:
        return False
    return all(abs(sum(known, Decimal()) - each) > max(ROUNDING, CENT * roundings) for each in wanted)


def _canonical(name: str, field: Field) -> Field:
    text = str(field.value)
    parse = parse_iban if name == "supplier_iban" else parse_vat_number
    try:
        return replace(field, value=parse(text))
    except InvalidIdentifier:
        return replace(field, value="".join(character for character in text.upper() if character.isalnum()) or text)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None
