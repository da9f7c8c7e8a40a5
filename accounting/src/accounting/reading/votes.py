"""The votes for who sent a document and who it is addressed to.

Every place a company can be named casts votes for a name: a block under "Leverancier", the sender's line above the
address window, a block with an IBAN or a telephone number, a legal form, large letters, the domain of a web address.
A block under "Factuur aan" or an address without any means of contact speaks for the customer.
"""

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from accounting.reading.addresses import sender_end
from accounting.reading.document import Document
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
from accounting.reading.sections import Section, is_labelled
from accounting.reading.words import Phrase, Span

_ATTENTION = re.compile(
    r"(?:t\.?\s?a\.?\s?v\b|attn|att\b|à l'attention|a l'attention|attention|z\.?\s?hd|zu h)", re.IGNORECASE
)
_LEGAL_MENTION = re.compile(
    r"(.{2,50}?\s\S+?),?\s(?:au capital|RCS\b|R\.C\.S|RPM\b|RPR\b|KvK\b|HRB\b|BCE\b|KBO\b)", re.IGNORECASE
)


MOST_NAMES = 150
"""Different names that are weighed; later ones are hardly the sender's."""

VOTES = {"supplier": (3.0, 0.0), "customer": (-2.5, 3.0), "other_party": (-1.5, -0.3)}
"""Votes for being the supplier and the customer, by the heading a name stands under."""


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
        if party is None and len(self.parties) >= MOST_NAMES:
            return
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


def vote_by_section(evidence: Parties) -> None:
    document = evidence.document
    for section in evidence.sections:
        supplier, customer = VOTES[section.role]
        labelled = _name_label(document, section.phrases)
        if labelled is not None:
            evidence.vote(*labelled, supplier=supplier, customer=customer)
        elif section.name is not None:
            evidence.vote(*section.name, supplier=supplier, customer=customer)
        else:
            near = 14 * document.sheet(section.heading.phrase).letter
            for phrase in section.phrases:
                if phrase.x0 - section.heading.x0 > near:
                    continue
                if (
                    is_name(phrase.text)
                    and not is_street(phrase.text)
                    and not is_town(phrase.text)
                    and not is_labelled(document, phrase)
                ):
                    evidence.vote(phrase, 0, len(phrase.text), supplier=supplier, customer=customer)
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
                after = row[phrase.place + 1 : phrase.place + 2]
                if after and not rest.strip(" :.-") and is_name(after[0].text):
                    return after[0], 0, len(after[0].text)
    return None


def vote_by_block(evidence: Parties, proven: set[Phrase]) -> None:
    """Blocks of address lines: with a means of contact the supplier's, without one the customer's."""
    document = evidence.document
    for sheet in document.sheets:
        first = sheet is document.sheets[0]
        for whole in sheet.blocks:
            block = [phrase for phrase in whole if not sender_end(document, phrase)]
            towns = [index for index, phrase in enumerate(block) if has_town(phrase.text)]
            contact = sum(has_contact(phrase.text) or phrase in proven for phrase in block)
            reached = any(can_be_reached(phrase.text) for phrase in block)
            if not towns and not contact:
                continue
            roles = {evidence.role_of(phrase) for phrase in block}
            if roles & {"customer", "other_party"}:
                continue
            start = _name_line(document, block, towns[0] if towns else _first_contact(block) - 1)
            if start is None:
                if towns and not contact and first:
                    _vote_by_window(evidence, block[towns[0]])
                continue
            contact += any(_beside_contact(document, phrase) for phrase in block)
            name = block[start]
            if not first:
                evidence.vote(name, 0, len(name.text), supplier=0.4 * bool(contact))
            elif reached or contact > 2 or (contact and not towns) or name.y0 > 0.5:
                known = any(phrase in proven for phrase in block)
                evidence.vote(
                    name, 0, len(name.text), supplier=(1.0 + 0.25 * min(contact, 3) + 0.8 * known) * bool(contact)
                )
            elif "supplier" not in roles and towns and towns[0] > start:
                supplier, customer = _votes_of_address(evidence, block[start:], contact)
                evidence.vote(name, 0, len(name.text), supplier=supplier, customer=customer)


def _votes_of_address(evidence: Parties, lines: list[Phrase], contact: int) -> tuple[float, float]:
    """Votes of an address that names no telephone, mail or account, at most a VAT number: the customer's, as a rule.

    Not when another block is headed as the customer's: then it is the supplier's letterhead.
    """
    if any(section.role == "customer" and (section.name or section.phrases) for section in evidence.sections):
        return 1.2, 0.0
    addressed = any(_ATTENTION.match(line.text) for line in lines)
    on_the_right = 0.3 * (lines[0].x0 > 0.45)
    if contact:
        return 0.6 - 0.5 * addressed, 0.9 + addressed + on_the_right
    return 0.0, 1.2 + 0.5 * any(is_street(line.text) for line in lines) + addressed + on_the_right


def _first_contact(block: list[Phrase]) -> int:
    """How many lines stand above the block's first means of contact."""
    return next((index for index, phrase in enumerate(block) if has_contact(phrase.text)), len(block))


def _beside_contact(document: Document, phrase: Phrase) -> bool:
    """Whether a telephone or mail line stands close at the right of an address line."""
    row = document.row(phrase)
    after = row[phrase.place + 1 : phrase.place + 2]
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
            lowest.y0 - aligned[0].y1 > 3.2 * max(sheet.line, town.height)
            or sender_end(document, aligned[0])
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
        if names_bank(text) or sender_end(document, block[index]):
            continue
        if is_name(text) and not is_street(text) and not is_town(text) and not is_labelled(document, block[index]):
            return index
    return None


def vote_by_line(evidence: Parties) -> None:
    """Single lines: a sender's line, a legal form, large letters at the top, an account holder."""
    document = evidence.document
    for number, sheet in enumerate(document.sheets):
        usual = sheet.line
        for phrase in sheet.phrases:
            text, role = phrase.text, evidence.role_of(phrase)
            end = sender_end(document, phrase)
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
            if has_legal_form(text) and is_name(text) and not is_labelled(document, phrase):
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
            if number == 0 and phrase.y0 < 0.35 and is_name(text) and not is_labelled(document, phrase):
                large = min(1.2, max(0.0, phrase.height / usual - 1.15))
                top = phrase.row <= 1
                if large or top:
                    evidence.vote(phrase, 0, len(text), supplier=large + 0.3 * top + 0.2 * has_trade_word(text))
            for placed in document.labels[phrase]:
                if "account_holder" in placed.label.roles and is_name(text[placed.label.end :].strip(" :")):
                    evidence.vote(phrase, placed.label.end, len(text), supplier=0.7)


def vote_by_domain(evidence: Parties) -> None:
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
