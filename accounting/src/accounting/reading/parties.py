"""Who sent the document and to whom: names, the supplier's address, VAT numbers and the account to pay to.

Every place a company can be named casts votes for a name: a block under "Leverancier", the sender's line above the
address window, a block with an IBAN or a telephone number, a legal form, large letters, the domain of a web address.
A block under "Factuur aan" or an address without any means of contact speaks for the customer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from accounting.reading.document import Document, PlacedLabel, found
from accounting.reading.fields import Field
from accounting.reading.lines_of_text import (
    SEPARATORS,
    can_be_reached,
    has_contact,
    has_legal_form,
    has_town,
    has_trade_word,
    is_name,
    is_street,
    is_town,
    name_in,
    names_bank,
    same_name,
)
from accounting.reading.registrations import Registration, find_ibans, find_vat_numbers
from accounting.reading.words import Phrase, Span

_ATTENTION = re.compile(
    r"(?:t\.?\s?a\.?\s?v\b|attn|att\b|à l'attention|a l'attention|attention|z\.?\s?hd|zu h)", re.IGNORECASE
)
_LEGAL_MENTION = re.compile(
    r"(.{2,50}?\s\S+?),?\s(?:au capital|RCS\b|R\.C\.S|RPM\b|RPR\b|KvK\b|HRB\b|BCE\b|KBO\b)", re.IGNORECASE
)

SECTION_LINES = 9
"""How many lines below a heading such as "Factuur aan" belong to it."""


@dataclass(eq=False)
class Party:
    """A name with the votes for it being the supplier or the customer."""

    name: str
    span: Span
    phrase: Phrase
    supplier: float = 0.0
    customer: float = 0.0
    quality: float = 0.0


@dataclass(eq=False)
class Section:
    """A heading that names a party, and the phrases that belong to it."""

    role: str
    heading: PlacedLabel
    phrases: list[Phrase]
    name: tuple[Phrase, int, int] | None = None


@dataclass(eq=False)
class Parties:
    """All evidence gathered so far."""

    document: Document
    parties: list[Party] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def vote(self, phrase: Phrase, start: int, end: int, *, supplier: float = 0.0, customer: float = 0.0) -> None:
        """Count these votes for the name at this place, together with other places that have the same name."""
        name = name_in(phrase.text[start:end])
        if not name:
            return
        party = next((each for each in self.parties if same_name(each.name, name)), None)
        if party is None:
            offset = phrase.text.find(name, start)
            begin = offset if offset >= 0 else start
            party = Party(name, phrase.span(begin, begin + len(name) if offset >= 0 else end), phrase)
            self.parties.append(party)
        party.supplier += supplier
        party.customer += customer

    def role_of(self, phrase: Phrase) -> str | None:
        """The party section that ``phrase`` belongs to."""
        return next((section.role for section in self.sections if phrase in section.phrases), None)


def read_parties(document: Document) -> dict[str, Field]:
    """supplier_name, supplier_address, supplier_vat_number, supplier_iban, customer_name and customer_vat_number."""
    ibans = find_ibans(document)
    numbers = find_vat_numbers(document, ibans)
    evidence = Parties(document, sections=list(_sections(document)))
    _vote_by_section(evidence)
    _vote_by_block(
        evidence, {each.phrase for each in [*ibans, *numbers] if each.pointed_by("customer_vat_number") < 0.5}
    )
    _vote_by_line(evidence)
    _vote_by_domain(evidence)
    fields: dict[str, Field] = {}
    supplier = _best(evidence.parties, "supplier", None)
    customer = _best(evidence.parties, "customer", supplier)
    if supplier is not None:
        fields["supplier_name"] = _name_field(
            supplier, supplier.supplier, _rest(evidence.parties, "supplier", supplier)
        )
        address = _address(evidence, supplier)
        if address is not None:
            fields["supplier_address"] = address
    if customer is not None:
        fields["customer_name"] = _name_field(
            customer, customer.customer, _rest(evidence.parties, "customer", customer)
        )
    fields.update(_vat_numbers(evidence, numbers, customer))
    iban = _supplier_iban(ibans)
    if iban is not None:
        fields["supplier_iban"] = iban
    return fields


def _sections(document: Document) -> Iterator[Section]:
    """Each heading of a party with what stands under it (or beside it, in a form)."""
    headings = [
        placed for placed in document.labelled("supplier", "customer", "other_party") if _is_heading(document, placed)
    ]
    for heading in headings:
        role = next(role for role in ("other_party", "supplier", "customer") if role in heading.label.roles)
        rest = heading.phrase.text[heading.label.end :]
        section = Section(role, heading, [])
        if is_name(rest.strip(" :-")):
            section.name = (heading.phrase, heading.label.end, len(heading.phrase.text))
        sheet = document.sheet(heading.phrase)
        letter, last = sheet.letter, heading.phrase
        row = sheet.rows[heading.phrase.row]
        index = row.index(heading.phrase)
        if section.name is None and index + 1 < len(row) and heading.phrase.text.rstrip().endswith(":"):
            beside = row[index + 1]
            if is_name(beside.text) and beside.x0 - heading.phrase.x1 < 25 * letter:
                section.name = (beside, 0, len(beside.text))
        edge = min((each.x0 for each in row[index + 1 :]), default=1.0)
        for below in sheet.rows[heading.phrase.row + 1 : heading.phrase.row + 1 + SECTION_LINES]:
            mine = [
                each for each in below if heading.x0 - 4 * letter < each.x0 < max(edge - letter, heading.x0 + letter)
            ]
            if not mine:
                continue
            if below[0].row in document.table_heads.get(below[0].page, ()):
                break
            if mine[0].y0 - last.y1 > 3.2 * max(sheet.line, last.height):
                break
            if any(each.phrase in mine for each in headings):
                break
            section.phrases += mine
            last = mine[0]
        yield section


def _is_heading(document: Document, placed: PlacedLabel) -> bool:
    """Whether the label stands at the start of its phrase and heads a party rather than a number or a sentence."""
    text, label = placed.phrase.text, placed.label
    if re.search(r"\w", text[: label.start]):
        return False
    rest = text[label.end :].strip(" :()/-")
    if any(
        other.label.start > label.start and not other.label.roles & {"name", "customer"}
        for other in document.labels[placed.phrase]
    ):
        return False
    return not rest or (len(rest) < 60 and is_name(rest))


def _vote_by_section(evidence: Parties) -> None:
    document = evidence.document
    for section in evidence.sections:
        weight = {
            "supplier": {"supplier": 3.0},
            "customer": {"customer": 3.0, "supplier": -2.5},
            "other_party": {"supplier": -1.5, "customer": -0.3},
        }
        votes = weight[section.role]
        labelled = _name_label(document, section.phrases)
        if labelled is not None:
            evidence.vote(*labelled, **votes)
        elif section.name is not None:
            evidence.vote(*section.name, **votes)
        else:
            near = 14 * document.sheet(section.heading.phrase).letter
            for phrase in section.phrases:
                if phrase.x0 - section.heading.x0 > near:
                    continue
                if (
                    is_name(phrase.text)
                    and not is_street(phrase.text)
                    and not is_town(phrase.text)
                    and not _is_labelled(document, phrase)
                ):
                    evidence.vote(phrase, 0, len(phrase.text), **votes)
                    break


def _name_label(document: Document, phrases: list[Phrase]) -> tuple[Phrase, int, int] | None:
    """What stands behind "Naam:" among the phrases."""
    for phrase in phrases:
        for placed in document.labels[phrase]:
            if "name" in placed.label.roles and not re.search(r"\w", phrase.text[: placed.label.start]):
                rest = phrase.text[placed.label.end :]
                if is_name(rest.strip(" :.-")):
                    return phrase, placed.label.end, len(phrase.text)
                row = document.row(phrase)
                after = row[row.index(phrase) + 1 : row.index(phrase) + 2]
                if after and not rest.strip(" :.-") and is_name(after[0].text):
                    return after[0], 0, len(after[0].text)
    return None


def _is_labelled(document: Document, phrase: Phrase) -> bool:
    """Whether a phrase starts with a label of something else than a party, or is nothing but labels."""
    covered = sum(
        placed.label.end - placed.label.start
        for placed in document.labels[phrase]
        if not placed.label.roles <= {"customer", "supplier", "date_word"}
    )
    if covered >= 0.8 * len(phrase.text.rstrip(" :.")):
        return True
    return any(
        not re.search(r"\w", phrase.text[: placed.label.start])
        and not placed.label.roles
        <= {"description", "quantity", "name", "total", "line_amount", "unit_price", "paid", "receipt"}
        for placed in document.labels[phrase]
    )


def _vote_by_block(evidence: Parties, proven: set[Phrase]) -> None:
    """Blocks of address lines: with a means of contact the supplier's, without one the customer's."""
    document = evidence.document
    for sheet in document.sheets:
        first = sheet is document.sheets[0]
        for whole in sheet.blocks:
            block = [phrase for phrase in whole if not _sender_end(document, phrase)]
            towns = [index for index, phrase in enumerate(block) if has_town(phrase.text)]
            contact = sum(has_contact(phrase.text) or phrase in proven for phrase in block)
            reached = any(can_be_reached(phrase.text) for phrase in block)
            if not towns and not contact:
                continue
            roles = {evidence.role_of(phrase) for phrase in block}
            if roles & {"customer", "other_party"}:
                continue
            start = _name_line(document, block, towns[0] if towns else len(block) - 1)
            if start is None:
                if towns and not contact and first:
                    _vote_by_window(evidence, block[towns[0]])
                continue
            contact += any(_beside_contact(document, phrase) for phrase in block)
            phrase = block[start]
            addressed = any(_ATTENTION.match(each.text) for each in block)
            if (
                first and not reached and 1 <= contact <= 2 and towns and phrase.y0 < 0.5
            ):  # only a VAT number: either party
                evidence.vote(
                    phrase,
                    0,
                    len(phrase.text),
                    supplier=0.6 - 0.5 * addressed,
                    customer=0.9 + addressed + 0.3 * (phrase.x0 > 0.45),
                )
            elif contact:
                votes = 1.0 + 0.25 * min(contact, 3) + 0.8 * any(each in proven for each in block)
                evidence.vote(phrase, 0, len(phrase.text), supplier=votes if first else votes / 3)
            elif "supplier" not in roles and first and towns and towns[0] > start and phrase.y0 < 0.5:
                street = any(is_street(each.text) for each in block[start : towns[0] + 1])
                evidence.vote(phrase, 0, len(phrase.text), customer=1.2 + 0.5 * street + 0.2 * (phrase.y0 > 0.1))


def _beside_contact(document: Document, phrase: Phrase) -> bool:
    """Whether a telephone or mail line stands close at the right of an address line."""
    row = document.row(phrase)
    after = row[row.index(phrase) + 1 : row.index(phrase) + 2]
    return bool(after) and has_contact(after[0].text) and after[0].x0 - phrase.x1 < 10 * document.sheet(phrase).letter


def _vote_by_window(evidence: Parties, town: Phrase) -> None:
    """An address with blank lines between its own, as some programs fill an envelope's window."""
    document = evidence.document
    sheet = document.sheet(town)
    lowest, lines = town, [town]
    if town.y0 > 0.5:
        return
    for row in reversed(sheet.rows[max(0, town.row - 12) : town.row]):
        aligned = [phrase for phrase in row if abs(phrase.x0 - town.x0) < 2.5 * sheet.letter]
        if not aligned:
            continue
        if (
            lowest.y0 - aligned[0].y1 > 2.6 * max(sheet.line, town.height)
            or _sender_end(document, aligned[0])
            or len(lines) > 5
        ):
            break
        lowest = aligned[0]
        lines.append(lowest)
    start = _name_line(document, lines[::-1], len(lines) - 1)
    if start is not None:
        name = lines[::-1][start]
        evidence.vote(name, 0, len(name.text), customer=1.2)


def _name_line(document: Document, block: list[Phrase], until: int) -> int | None:
    """The first line of the block, at most six above ``until``, that can be a name."""
    for index in range(max(0, until - 6), until + 1):
        text = block[index].text
        if names_bank(text) or _sender_end(document, block[index]):
            continue
        if is_name(text) and not is_street(text) and not is_town(text) and not _is_labelled(document, block[index]):
            return index
    return None


def _sender_parts(text: str) -> list[tuple[int, int]]:
    """The parts of a one-line address such as "Jansen BV · Kerkstraat 7 · 2000 Antwerpen", or nothing."""
    parts, start = [], 0
    for match in [*SEPARATORS.finditer(text), None]:
        end = match.start() if match else len(text)
        if end > start:
            parts.append((start, end))
        start = match.end() if match else end
    if len(parts) < 3 or is_street(text[slice(*parts[0])]) or not is_name(text[slice(*parts[0])]):
        return []
    return parts if any(is_town(text[slice(*part)].strip()) for part in parts[1:]) else []


def _sender_end(document: Document, phrase: Phrase) -> int:
    """Where the name ends when ``phrase`` starts a sender's line, also one that is set with wide gaps; 0 when it does not."""
    parts = _sender_parts(phrase.text)
    if parts:
        return parts[0][1]
    row, text = document.row(phrase), phrase.text
    for before, after in zip(row[row.index(phrase) :], row[row.index(phrase) + 1 :], strict=False):
        if after.x0 - before.x1 > 6 * document.sheet(phrase).letter:
            break
        text += " " + after.text
    parts = _sender_parts(text) if len(text) > len(phrase.text) else []
    return min(parts[0][1], len(phrase.text)) if parts else 0


def _vote_by_line(evidence: Parties) -> None:
    """Single lines: a sender's line, a legal form, large letters at the top, an account holder."""
    document = evidence.document
    for number, sheet in enumerate(document.sheets):
        usual = sheet.line
        for phrase in sheet.phrases:
            text, role = phrase.text, evidence.role_of(phrase)
            end = _sender_end(document, phrase)
            if end:
                evidence.vote(phrase, 0, end, supplier=2.6 if number == 0 else 0.8)
                continue
            legal = _LEGAL_MENTION.match(text)
            if legal and has_legal_form(legal.group(1)):
                evidence.vote(phrase, 0, legal.end(1), supplier=1.5 if number == 0 else 0.5)
                continue
            share = 1.0 if number == 0 else 0.3
            if role in ("customer", "other_party"):
                continue
            if has_legal_form(text) and is_name(text) and not _is_labelled(document, phrase):
                evidence.vote(
                    phrase,
                    0,
                    len(text),
                    supplier=share * (0.9 + 0.4 * (phrase.y0 < 0.2 or phrase.y0 > 0.85)),
                    customer=0.15 * share,
                )
            elif has_legal_form(text) and phrase.y0 > 0.8:
                cut = SEPARATORS.search(text) or re.search(r",|\s-\s", text)
                if cut and is_name(text[: cut.start()]):
                    evidence.vote(phrase, 0, cut.start(), supplier=0.8 * share)
            if number == 0 and phrase.y0 < 0.35 and is_name(text) and not _is_labelled(document, phrase):
                large = min(1.2, max(0.0, phrase.height / usual - 1.15))
                top = phrase.row <= 1
                if large or top:
                    evidence.vote(phrase, 0, len(text), supplier=large + 0.3 * top + 0.2 * has_trade_word(text))
            for placed in document.labels[phrase]:
                if "account_holder" in placed.label.roles and is_name(text[placed.label.end :].strip(" :")):
                    evidence.vote(phrase, placed.label.end, len(text), supplier=0.7)


def _vote_by_domain(evidence: Parties) -> None:
    """A name that resembles the domain of a web or mail address on the document is its sender's."""
    domains = set()
    for phrase in evidence.document.phrases:
        for match in re.finditer(r"(?:@|www\.)([\w-]{3,})\.[a-z]{2,}", phrase.text.lower()):
            if evidence.role_of(phrase) != "customer":
                domains.add(match.group(1).replace("-", ""))
    for party in evidence.parties:
        plain = re.sub(r"[^a-z0-9]", "", party.name.lower())
        if any(len(domain) > 3 and fuzz.partial_ratio(domain, plain) > 88 for domain in domains):
            party.supplier += 1.0


def _best(parties: list[Party], role: str, taken: Party | None) -> Party | None:
    def score(party: Party) -> float:
        other = party.supplier if role == "customer" else party.customer
        return float(getattr(party, role)) - 0.5 * max(0.0, other)

    possible = [party for party in parties if party is not taken and score(party) > 0.35]
    return max(possible, key=lambda party: (score(party), -party.phrase.page, -party.phrase.y0), default=None)


def _rest(parties: list[Party], role: str, chosen: Party) -> float:
    return max((float(getattr(party, role)) for party in parties if party is not chosen), default=0.0)


def _name_field(party: Party, votes: float, runner_up: float) -> Field:
    probability = 0.35 + 0.13 * min(3.0, votes) + 0.12 * max(0.0, min(2.0, votes - runner_up))
    return found(party.name, probability, party.span, None, party.phrase.origin)


def _address(evidence: Parties, supplier: Party) -> Field | None:
    """The street and town lines that stand with the supplier's name, joined by commas."""
    document = evidence.document
    for phrase in document.phrases:
        parts = _sender_parts(phrase.text)
        if parts and same_name(name_in(phrase.text[slice(*parts[0])]) or "", supplier.name):
            start = parts[1][0]
            last = max(index for index, part in enumerate(parts) if is_town(phrase.text[slice(*part)].strip()))
            text = ", ".join(phrase.text[slice(*part)].strip() for part in parts[1 : last + 1])
            return found(text, 0.8, phrase.span(start, parts[last][1]), None, phrase.origin)
    best: tuple[float, list[Phrase]] | None = None
    for sheet in document.sheets:
        for block in sheet.blocks:
            if {evidence.role_of(phrase) for phrase in block} & {"customer", "other_party"}:
                continue
            named = [
                index for index, phrase in enumerate(block) if same_name(name_in(phrase.text) or "", supplier.name)
            ]
            towns = [index for index, phrase in enumerate(block) if has_town(phrase.text)]
            if not towns or (not named and not any(has_contact(phrase.text) for phrase in block)):
                continue
            end = next((index for index in towns if not named or index > named[0]), None)
            if end is None:
                continue
            start = named[0] + 1 if named else max(0, end - 1)
            lines = [
                phrase
                for phrase in block[start : end + 1]
                if is_street(phrase.text) or has_town(phrase.text) or not has_contact(phrase.text)
            ][-4:]
            score = (
                (1.0 if named else 0.3) + 0.3 * any(is_street(line.text) for line in lines) - 0.1 * sheet.page.number
            )
            if lines and (best is None or score > best[0]):
                best = (score, lines)
    if best is None:
        return None
    lines = best[1]
    spans = [line.span() for line in lines]
    box = (
        min(s.box[0] for s in spans),
        min(s.box[1] for s in spans),
        max(s.box[2] for s in spans),
        max(s.box[3] for s in spans),
    )
    span = Span("", spans[0].page, box, min(s.confidence for s in spans))
    text = ", ".join(re.sub(r"\s+[-–·|•]\s+", ", ", line.text.strip(" ,;")) for line in lines)
    return found(text, 0.5 + 0.25 * min(1.0, best[0]), span, None, lines[0].origin)


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
