"""Lines and items as they are compared: everything that is read from a text is read once."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.contact_names import bare_name
from accounting.matching.documents import documents_said, endings, marked
from accounting.matching.lines import Item, StatementLine, in_parts
from accounting.matching.names import BANK_WORDS, FORMS, OWN_WORDS, Named, name_in_line, name_of_item
from accounting.matching.texts import (
    LONG,
    NOTHING,
    accounts_in,
    document_numbers,
    mistyped_references,
    plain,
    structured_references,
)
from accounting.matching.times import Time, times_said

CAME_BACK = frozenset(
    "RETOUR RETOURNEE RETURN RETURNED TERUGBETALING TERUGGEBOEKT TERUGBOEKING GEWEIGERD REJET REJETE IMPAYE REFUSED"
    " REMBOURSEMENT REVERSAL STORNO RUCKLASTSCHRIFT".split()
)
PURPOSES = frozenset(
    "LOON LONEN SALARIS SALARISSEN WEDDE SALAIRE SALAIRES LOHN WAGES SALARY LENING AFLOSSING PRET LOAN WAARBORG CAUTION"
    " BORG DIVIDEND DIVIDENDE".split()
)
"""What money may be for that no invoice asks: wages, a loan, a deposit, a dividend."""
VOIDED = frozenset("VOID VOIDED CANCELLED GEANNULEERD ANNULATIE ANNULE ANNULATION STORNO TEGENGEBOEKT EXTOURNE".split())

_INVOICE = frozenset({"INVOICE"})
SAYING_NOTHING = BANK_WORDS | FORMS


@dataclass(frozen=True, slots=True)
class Read:
    """One line or item with what its texts say.

    `mistyped` are structured references that do not prove themselves. `own` are the numbers of its own reference,
    `numbers` all of them. `documents` are how the numbers end that a line says are documents', or an item's own;
    `marked` those with letters before them. `telling` are words that say what it is for, of an item without its name.
    A line is `void` that says it is money coming back, an item is `billed` that is an invoice and no credit note.
    """

    id: str
    day: int
    due: int
    amount: int
    currency: str
    name: Named
    ibans: frozenset[str]
    structured: frozenset[str]
    mistyped: frozenset[str]
    numbers: frozenset[str]
    own: frozenset[str]
    telling: frozenset[str]
    of_bank: bool
    void: bool
    contact: str
    bank_account: str
    documents: frozenset[str]
    marked: frozenset[tuple[str, str]]
    times: frozenset[Time]
    billed: bool


def read_line(line: StatementLine, habits: Mapping[str, str]) -> Read:
    """A statement line, with the contact that the tenant's habits name for it."""
    text = plain(line.text)
    words = frozenset(text.split())
    iban = line.iban.replace(" ", "").upper()
    name = name_in_line(line.name, line.text)
    taught = habits.get(iban) or habits.get(bare_name(line.name or " ".join(name.words)) if name.words else "") or ""
    day, own = line.on.toordinal(), document_numbers(line.reference)
    return Read(
        line.id,
        day,
        day,
        in_parts(line.amount),
        line.currency.upper(),
        name,
        frozenset({iban}) if iban else accounts_in(line.reference) | accounts_in(line.text),
        structured_references(line.reference) | structured_references(line.text),
        mistyped_references(line.reference) | mistyped_references(line.text),
        own | document_numbers(line.text),
        own,
        _telling(words),
        bool(words & OWN_WORDS),
        not words.isdisjoint(CAME_BACK),
        taught,
        line.bank_account,
        documents_said(line.text),
        marked(line.text),
        times_said(words, text, line.text, frozenset(name.words) if line.name else frozenset()),
        False,
    )


def read_item(item: Item) -> Read:
    """An open item."""
    text = plain(item.text)
    words = frozenset(text.split())
    iban = item.iban.replace(" ", "").upper()
    own = document_numbers(item.reference)
    kind = frozenset(plain(item.entry_type).split())
    name = name_of_item(item.name, item.text)
    return Read(
        item.id,
        item.on.toordinal(),
        (item.due_on or item.on).toordinal(),
        in_parts(item.amount),
        item.currency.upper(),
        name,
        frozenset({iban}) if iban else frozenset(),
        structured_references(item.reference) | structured_references(item.text),
        NOTHING,
        own | document_numbers(item.text),
        own,
        _telling(words) - frozenset(name.words),
        bool(words & OWN_WORDS),
        bool((words | kind) & VOIDED),
        item.contact,
        item.bank_account,
        endings(item.reference) | documents_said(item.text),
        marked(item.reference),
        times_said(words, text, item.text, frozenset(name.words)),
        kind == _INVOICE,
    )


def _telling(words: frozenset[str]) -> frozenset[str]:
    return frozenset([word for word in words if len(word) >= 3 and word.isalpha() and word not in SAYING_NOTHING])


def names(line: Read, item: Read) -> bool:
    """Whether the line says this very item: its structured reference, or a long number of its own."""
    if line.structured & item.structured:
        return True
    return any(len(number) >= LONG for number in line.numbers & item.own)


def apart(line: Read, item: Read) -> bool:
    """Whether the item is found on another bank account's statements only."""
    return bool(item.bank_account) and item.bank_account != line.bank_account
