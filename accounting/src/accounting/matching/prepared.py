"""Lines and items as they are compared: everything that is read from a text is read once."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.contact_names import bare_name
from accounting.matching.lines import Item, StatementLine, in_parts
from accounting.matching.names import BANK_WORDS, FORMS, OWN_WORDS, Named, name_in_line, name_of_item
from accounting.matching.texts import accounts_in, document_numbers, plain, structured_references

VOIDED = frozenset("VOID VOIDED CANCELLED GEANNULEERD ANNULATIE ANNULE ANNULATION STORNO TEGENGEBOEKT EXTOURNE".split())


@dataclass(frozen=True, slots=True)
class Read:
    """One line or item with what its texts say. `own` are the numbers of its own reference, `numbers` all of them;
    `telling` are words that say what it is for, of an item without its name.
    """

    id: str
    day: int
    due: int
    amount: int
    currency: str
    name: Named
    ibans: frozenset[str]
    structured: frozenset[str]
    numbers: frozenset[str]
    own: frozenset[str]
    telling: frozenset[str]
    of_bank: bool
    void: bool
    contact: str
    bank_account: str


def read_line(line: StatementLine, habits: Mapping[str, str]) -> Read:
    """A statement line, with the contact that the tenant's habits name for it."""
    written = f"{line.reference} {line.text}"
    words = frozenset(plain(line.text).split())
    iban = line.iban.replace(" ", "").upper()
    name = name_in_line(line.name, line.text)
    taught = habits.get(iban) or habits.get(bare_name(line.name or " ".join(name.words)) if name.words else "") or ""
    day = line.on.toordinal()
    return Read(
        line.id,
        day,
        day,
        in_parts(line.amount),
        line.currency,
        name,
        frozenset({iban}) if iban else accounts_in(written),
        structured_references(written),
        document_numbers(written),
        document_numbers(line.reference),
        _telling(words),
        bool(words & OWN_WORDS),
        False,
        taught,
        line.bank_account,
    )


def read_item(item: Item) -> Read:
    """An open item."""
    written = f"{item.reference} {item.text}"
    words = frozenset(plain(item.text).split())
    iban = item.iban.replace(" ", "").upper()
    kind = frozenset(plain(item.entry_type).split())
    name = name_of_item(item.name, item.text)
    return Read(
        item.id,
        item.on.toordinal(),
        (item.due_on or item.on).toordinal(),
        in_parts(item.amount),
        item.currency,
        name,
        frozenset({iban}) if iban else frozenset(),
        structured_references(written),
        document_numbers(written),
        document_numbers(item.reference),
        _telling(words) - frozenset(name.words),
        bool(words & OWN_WORDS),
        bool((words | kind) & VOIDED),
        item.contact,
        item.bank_account,
    )


def _telling(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words - BANK_WORDS - FORMS if len(word) >= 3 and word.isalpha())


def apart(line: Read, item: Read) -> bool:
    """Whether the item is found on another bank account's statements only."""
    return bool(item.bank_account) and item.bank_account != line.bank_account
