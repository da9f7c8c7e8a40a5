"""Who sent the document and to whom: names, the supplier's address, VAT numbers and the account to pay to."""

from collections.abc import Iterator

from accounting.reading.addresses import supplier_address
from accounting.reading.document import Document, found
from accounting.reading.fields import Field
from accounting.reading.lines_of_text import has_contact, name_in, same_name
from accounting.reading.registrations import Registration, find_ibans, find_vat_numbers
from accounting.reading.sections import find_sections
from accounting.reading.votes import (
    Parties,
    Party,
    vote_by_block,
    vote_by_domain,
    vote_by_line,
    vote_by_section,
)


def read_parties(document: Document) -> dict[str, Field]:
    """supplier_name, supplier_address, supplier_vat_number, supplier_iban, customer_name and customer_vat_number."""
    ibans = find_ibans(document)
    numbers = find_vat_numbers(document, ibans)
    evidence = Parties(document, sections=list(find_sections(document)))
    vote_by_section(evidence)
    vote_by_block(
        evidence, {each.phrase for each in [*ibans, *numbers] if each.pointed_by("customer_vat_number") < 0.5}
    )
    vote_by_line(evidence)
    vote_by_domain(evidence)
    fields: dict[str, Field] = {}
    supplier = _best(evidence.parties, "supplier", None)
    customer = _best(evidence.parties, "customer", supplier)
    if supplier is not None:
        fields["supplier_name"] = _name_field(
            supplier, supplier.supplier, _rest(evidence.parties, "supplier", supplier)
        )
    if customer is not None:
        fields["customer_name"] = _name_field(
            customer, customer.customer, _rest(evidence.parties, "customer", customer)
        )
    fields.update(_vat_numbers(evidence, numbers, customer))
    iban = _supplier_iban(ibans)
    if iban is not None:
        fields["supplier_iban"] = iban
    if supplier is not None:
        ours = {field.value for name, field in fields.items() if name in ("supplier_vat_number", "supplier_iban")}
        own_numbers = [each.phrase for each in [*ibans, *numbers] if each.value in ours]
        address = supplier_address(document, supplier.name, evidence.role_of, own_numbers)
        if address is not None:
            fields["supplier_address"] = address
    return fields


def _best(parties: list[Party], role: str, taken: Party | None) -> Party | None:
    def score(party: Party) -> float:
        if role == "supplier":
            return party.supplier - 0.5 * max(0.0, party.customer)
        return party.customer - (0.2 if taken else 0.5) * max(0.0, party.supplier)

    possible = [party for party in parties if party is not taken and score(party) > 0.35]
    return max(possible, key=lambda party: (score(party), -party.phrase.page, -party.phrase.y0), default=None)


def _rest(parties: list[Party], role: str, chosen: Party) -> float:
    return max((float(getattr(party, role)) for party in parties if party is not chosen), default=0.0)


def _name_field(party: Party, votes: float, runner_up: float) -> Field:
    probability = 0.35 + 0.13 * min(3.0, votes) + 0.12 * max(0.0, min(2.0, votes - runner_up))
    return found(party.name, probability, party.span, None, party.phrase.origin)


def _vat_numbers(evidence: Parties, numbers: list[Registration], customer: Party | None) -> Iterator[tuple[str, Field]]:
    """Each VAT number goes to the party its label, its section or its place speaks for."""
    scored: list[tuple[float, Registration]] = []
    for each in numbers:
        score = 0.3 * each.valid + 0.2 * (each.pointed_by("vat_number") > 0.5)
        score -= 2.0 * each.pointed_by("customer_vat_number") + 0.8 * each.pointed_by("customer")
        role = evidence.role_of(each.phrase)
        score += {"supplier": 2.0, "customer": -2.0, "other_party": -1.0}.get(role or "", 0.0)
        score += 0.5 * (each.phrase.y0 > 0.85 or each.phrase.y0 < 0.12)
        block = next((b for sheet in evidence.document.sheets for b in sheet.blocks if each.phrase in b), [])
        others = [phrase for phrase in block if phrase is not each.phrase]
        score += 0.5 * any(has_contact(phrase.text) for phrase in others)
        if customer is not None and any(same_name(name_in(phrase.text) or "", customer.name) for phrase in others):
            score -= 1.5
        scored.append((score, each))
    supplier = max(scored, key=lambda pair: pair[0], default=None)
    if supplier is not None and supplier[0] > -0.5:
        score, number = supplier
        sure = 0.6 + 0.2 * number.valid + 0.12 * min(1.0, max(0.0, score))
        yield "supplier_vat_number", found(number.value, sure, number.span, None, number.phrase.origin)
    else:
        supplier = None
    rest = [pair for pair in scored if supplier is None or pair[1].value != supplier[1].value]
    buyer = min(rest, key=lambda pair: pair[0], default=None)
    if buyer is not None and (buyer[0] < 0.2 or (supplier is not None and supplier[0] - buyer[0] > 0.4)):
        score, number = buyer
        sure = 0.5 + 0.2 * number.valid + 0.2 * min(1.0, max(0.0, -score))
        yield "customer_vat_number", found(number.value, sure, number.span, None, number.phrase.origin)


def _supplier_iban(ibans: list[Registration]) -> Field | None:
    """The first account to pay to; an account that is debited is the customer's."""
    ours = [each for each in ibans if each.pointed_by("customer_iban") < 0.5]
    chosen = max(ours, key=lambda each: (each.valid, each.pointed_by("iban") > 0.5), default=None)
    if chosen is None:
        return None
    return found(chosen.value, 0.96 if chosen.valid else 0.55, chosen.span, None, chosen.phrase.origin)
