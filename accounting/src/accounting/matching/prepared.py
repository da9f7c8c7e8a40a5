"""Lines and items as they are compared: everything that is read from a text is read once."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from accounting.contact_names import bare_name
from accounting.matching.documents import documents_said, endings, marked, same_document
from accounting.matching.lines import Item, StatementLine, in_parts, in_words
from accounting.matching.names import BANK_WORDS, BANKS, FORMS, OWN_WORDS, Named, name_in_line, name_of_item
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
    " TERUGSTORTING REMBOURSEMENT REVERSAL STORNO RUCKLASTSCHRIFT RETOURNE GEWEIGERDE TERUGBETAALD TERUGGESTORT REFUSE"
    " REFUSEE REJETEE IMPAYEE ONBETAALD REMBOURSE REMBOURSEE BOUNCED RUCKGABE RUCKUBERWEISUNG"
    " REFUND CHARGEBACK GERETOURNEERD RUCKBUCHUNG".split()
)
PURPOSES = frozenset(
    "LOON LONEN SALARIS SALARISSEN WEDDE SALAIRE SALAIRES LOHN WAGES SALARY LENING AFLOSSING PRET LOAN WAARBORG CAUTION"
    " BORG DIVIDEND DIVIDENDE NETTOLOON NETTOLONEN VAKANTIEGELD EINDEJAARSPREMIE PECULE HUURWAARBORG KAPITAAL"
    " BEDRIJFSVOORHEFFING PRECOMPTE RSZ ONSS".split()
)
"""What money may be for that no invoice asks: wages and what is due on them, a loan, a deposit, capital, a dividend."""
ADVANCES = frozenset(
    "VOORSCHOT VOORSCHOTTEN VOORUITBETALING VOORUITBETAALD AANBETALING ACOMPTE ACOMPTES ARRHES ADVANCE PREPAYMENT"
    " DOWNPAYMENT ANZAHLUNG VORAUSZAHLUNG VORSCHUSS".split()
)
"""Money for what may not be billed yet, unless the text says of when: an advance of each month has its invoice."""
PAID_TOO_MUCH = (
    *(
        "TE VEEL BETAALD",
        "TE VEEL BETAALDE",
        "2X BETAALD",
        "TEVEEL BETAALD",
        "TE VEEL ONTVANGEN",
        "DUBBEL BETAALD",
        "DUBBELE BETALING",
        "TROP PERCU",
    ),
    *(
        "TROP PAYE",
        "TROP VERSE",
        "PAYE DEUX FOIS",
        "DOUBLE PAIEMENT",
        "PAIEMENT DOUBLE",
        "DOUBLE PAYMENT",
        "PAID TWICE",
    ),
    *("OVERPAID", "OVERPAYMENT", "DOPPELT BEZAHLT", "DOPPELZAHLUNG", "ZU VIEL BEZAHLT", "UBERZAHLUNG"),
)
"""Neither an invoice nor a credit note asks for it."""
_OF_TOO_MUCH = frozenset(word for phrase in PAID_TOO_MUCH for word in phrase.split())
CREDITED = frozenset("AVOIR CREDITNOTA KREDIETNOTA CREDITNOTE GUTSCHRIFTSANZEIGE".split())
REFUNDED = frozenset(
    "REFUND TERUGBETALING TERUGSTORTING REMBOURSEMENT TERUGBETAALD TERUGGESTORT REMBOURSE REMBOURSEE".split()
)
"""Words of money that comes back by which a credit note is paid; by the others the bank takes a payment back."""
VOIDED = frozenset("VOID VOIDED CANCELLED GEANNULEERD ANNULATIE ANNULE ANNULATION STORNO TEGENGEBOEKT EXTOURNE".split())

_INVOICE, _CREDIT_NOTE = frozenset({"INVOICE"}), frozenset({"CREDIT", "NOTE"})
SAYING_NOTHING = BANK_WORDS | FORMS


@dataclass(eq=False)
class Read:
    """One line or item with what its texts say; what only some comparisons ask is read when one does.

    `own` are the numbers of its own reference, `numbers` all of them. A line is `void` that says it is money coming
    back, an item is `billed` that is an invoice, and one `credits` that is a credit note. `parts` are the payments that
    a line is of; of `recurs` and what follows see `Item`.
    """

    id: str
    is_line: bool
    day: int
    due: int
    amount: int
    currency: str
    text: str
    reference: str
    name: Named
    words: frozenset[str]
    ibans: frozenset[str]
    structured: frozenset[str]
    numbers: frozenset[str]
    own: frozenset[str]
    contact: str
    bank_account: str
    of_bank: bool
    void: bool
    billed: bool = False
    credits: bool = False
    parts: tuple[str, ...] = ()
    recurs: int | None = None
    one_reference: bool = False
    one_missing: bool = False

    @cached_property
    def mistyped(self) -> frozenset[str]:
        """Structured references that do not prove themselves."""
        return mistyped_references(self.reference) | mistyped_references(self.text)

    @cached_property
    def documents(self) -> frozenset[str]:
        """How the numbers end that a line says are documents', or an item's own."""
        said = documents_said(self.text)
        return said if self.is_line else endings(self.reference) | said

    @cached_property
    def marked(self) -> frozenset[tuple[str, str]]:
        """Numbers of documents with letters before them."""
        return marked(self.text if self.is_line else self.reference)

    @cached_property
    def purposes(self) -> frozenset[str]:
        """What a line says it is for that no invoice asks."""
        said = self.words & PURPOSES
        if not self.words.isdisjoint(ADVANCES) and not self.times:
            said |= self.words & ADVANCES
        if not self.words.isdisjoint(_OF_TOO_MUCH):
            text = f" {plain(self.text)} "
            said |= {each for each in PAID_TOO_MUCH if f" {each} " in text}
        return said

    @cached_property
    def times(self) -> frozenset[Time]:
        """When it is for, or which part: what does not belong to a name."""
        return times_said(self.words, plain(self.text), self.text, () if self.name.is_text else self.name.words)


def read_line(line: StatementLine, habits: Mapping[str, str]) -> Read:
    """A statement line, with the contact that the tenant's habits name for it."""
    words = frozenset(plain(line.text).split())
    iban = line.iban.replace(" ", "").upper()
    name = name_in_line(line.name, line.text)
    day, own = line.on.toordinal(), document_numbers(line.reference)
    return Read(
        line.id,
        True,
        day,
        day,
        in_parts(line.amount),
        line.currency.upper(),
        line.text,
        line.reference,
        name,
        words,
        frozenset((iban,)) if iban else accounts_in(line.reference) | accounts_in(line.text),
        structured_references(line.reference) | structured_references(line.text),
        own | document_numbers(line.text),
        own,
        _taught(habits, iban, line.name or name.plain) if habits else "",
        line.bank_account,
        not words.isdisjoint(OWN_WORDS),
        not words.isdisjoint(CAME_BACK),
        parts=tuple(line.parts.split()),
    )


def read_item(item: Item) -> Read:
    """An open item."""
    words = frozenset(plain(item.text).split())
    iban = item.iban.replace(" ", "").upper()
    own = document_numbers(item.reference)
    kind = frozenset(plain(item.entry_type).split())
    return Read(
        item.id,
        False,
        item.on.toordinal(),
        (item.due_on or item.on).toordinal(),
        in_parts(item.amount),
        item.currency.upper(),
        item.text,
        item.reference,
        name_of_item(item.name, item.text),
        words,
        frozenset((iban,)) if iban else NOTHING,
        structured_references(item.reference) | structured_references(item.text),
        own | document_numbers(item.text),
        own,
        item.contact,
        item.bank_account,
        not words.isdisjoint(OWN_WORDS),
        not (words.isdisjoint(VOIDED) and kind.isdisjoint(VOIDED)),
        kind == _INVOICE,
        kind == _CREDIT_NOTE,
        recurs=item.recurs,
        one_reference=item.one_reference,
        one_missing=item.one_missing,
    )


def _taught(habits: Mapping[str, str], iban: str, name: str) -> str:
    return habits.get(iban) or habits.get(bare_name(name)) or ""


def unasked(line: Read, item: Read) -> frozenset[str]:
    """Words by which money that comes back, or a credit note, is not what this invoice or credit note asks for."""
    found = line.words & CREDITED if item.billed else NOTHING
    if line.void and (item.billed or item.credits):
        found |= telling((line.words & CAME_BACK) - (NOTHING if item.billed else REFUNDED))
    return found


def of_bank_alone(line: Read) -> bool:
    """Whether a line bears the name of a bank, or none, and neither an account nor a word or number."""
    said = line.ibans or line.structured or line.numbers or telling(line.words)
    return not said and all(word in BANKS or word in FORMS for word in line.name.words)


def telling(words: Set[str]) -> frozenset[str]:
    """Those that say what it is for."""
    return frozenset([word for word in words if len(word) >= 3 and word.isalpha() and word not in SAYING_NOTHING])


def names(line: Read, item: Read) -> bool:
    """Whether the line says this very item: its structured reference, or a long number of its own."""
    if not line.structured.isdisjoint(item.structured):
        return True
    return any(len(number) >= LONG for number in line.numbers & item.own)


def pays_each(line: Read, items: Sequence[Read]) -> bool:
    """Whether each payment that a line is of has its own item here: of its amount, and said by the line.

    So nobody's money goes to what another owes who is in the same line. A line of one payment has nobody else in it.
    """
    if not line.parts:
        return True
    amounts = sorted(in_words(each.amount) for each in items)
    return sorted(line.parts) == amounts and all(names(line, each) for each in items)


def is_said(line: Read, item: Read) -> bool:
    """Whether a document that the line says may be this item."""
    if not line.documents.isdisjoint(item.numbers):
        return True
    return any(same_document(said, own) for said in line.documents for own in item.documents)


def says_own(line: Read, item: Read) -> bool:
    """Whether it is the item's own number, and not that of an order, which may be one for every month."""
    return any(same_document(said, own) for said in line.documents for own in endings(item.reference))


def apart(line: Read, item: Read) -> bool:
    """Whether the item is found on another bank account's statements only."""
    return bool(item.bank_account) and item.bank_account != line.bank_account
