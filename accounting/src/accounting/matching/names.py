"""Whose name stands in a line: bank texts shorten names, run words together and put words of their own before them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, dropwhile

from rapidfuzz import fuzz

from accounting.contact_names import LEGAL_FORMS
from accounting.matching.texts import DIGIT, plain

BANK_WORDS = frozenset(
    # what banks write around a name, in English, Dutch, French and German
    "ACH DEBIT CREDIT POS EPAYMENT E PAYMENT AUTOPAY AUTO PAY WIRE TRF TRANSFER IN OUT FROM TO BY CHECK CHEQUE DEPOSIT"
    " CARD PURCHASE ONLINE BILL WEBPMT PMT DIRECT INCOMING OUTGOING SEPA CT DD SCT SDD REF NR NO OF THE AND FOR"
    " RETURNED RETURN ITEM INVOICE"
    " OVERSCHRIJVING STORTING BETALING FACTUUR FACT VAN AAN NAAR UW ONZE DOMICILIERING BANCONTACT KAART AANKOOP"
    " INSTANTOVERSCHRIJVING INSTANT EUROPESE MEDEDELING REKENING BEGUNSTIGDE OPDRACHTGEVER MET IN HET UIT VOOR EN DE"
    " VIREMENT VERSEMENT PAIEMENT FACTURE DU DES LE LA AU AUX ACHAT CARTE DOMICILIATION COMMUNICATION COMPTE EUROPEEN"
    " BENEFICIAIRE DONNEUR ORDRE EN FAVEUR PAR POUR ET INSTANTANE"
    " UBERWEISUNG LASTSCHRIFT GUTSCHRIFT VON AN ZAHLUNG".split()
)
OWN_WORDS = frozenset(
    # a line with such a word is the bank's own business unless the item speaks of the same
    "FEE FEES CHARGE CHARGES INTEREST MAINTENANCE OVERDRAFT KOSTEN BANKKOSTEN BEHEERSKOSTEN INTEREST INTERESTEN"
    " RENTE PROVISIE BIJDRAGE FRAIS INTERETS INTERET COMMISSION AGIOS GEBUHR GEBUHREN ZINSEN".split()
)
BANKS = frozenset(
    # the words of the names of banks in Belgium and its neighbours
    "BANK BANQUE KBC CBC BELFIUS ING BNP PARIBAS FORTIS ARGENTA CRELAN BEOBANK VDK KEYTRADE TRIODOS NAGELMACKERS"
    " RABOBANK ABN AMRO SNS ASN REGIOBANK BUNQ KNAB DEUTSCHE COMMERZBANK POSTBANK SPARKASSE VOLKSBANK REVOLUT WISE"
    " BELGIE BELGIQUE BELGIUM NEDERLAND NETHERLANDS FRANCE DEUTSCHLAND".split()
)
FORMS = frozenset(form.upper() for form in LEGAL_FORMS) | {"CORP", "LP", "LLP", "CO", "INC", "LLC", "LTD", "PLC"}
SAME_FORM = {
    "BVBA": "BV",
    "SRL": "BV",
    "SPRL": "BV",
    "CVBA": "CV",
    "SC": "CV",
    "SCRL": "CV",
    "SA": "NV",
    "SNC": "VOF",
    "ASBL": "VZW",
}
"""Belgian companies bear theirs in either language, and that of before 2019 (companies and associations code)."""
ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII".split())
SEPARATORS = re.compile(r"\s[-–—|/]\s|[,;:(]|-\s")
RUN_TOGETHER, ALIKE = 96, 95
"""The most that is said by a name that begins or ends inside a word of the line, and by one among other words."""
BEGINNING = 4
SHORTEST = 6
"""A cut-off name of fewer letters may be anybody's."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it is compared: with and without its legal form, run together; `is_text`: read out of a text.

    `begins` is how its words begin: of four letters, so that a slip of the keys leaves another word to go by;
    `in_order` are its words in order of the alphabet.
    """

    plain: str
    words: tuple[str, ...]
    full: str
    bare: str
    begins: tuple[str, ...] = ()
    is_text: bool = False
    in_order: str = ""

    def __hash__(self) -> int:
        return hash(self.full)


NOBODY = Named("", (), "", "")


@lru_cache(maxsize=200_000)
def named(text: str, *, is_text: bool = False) -> Named:
    """The name as it is compared; of one text one object, so that names are quickly found equal.

    >>> named("Café De Kroon BV").bare
    'CAFEDEKROON'
    >>> named("Garage Peeters & Zn BV").begins
    ('GARA', 'PEET')
    """
    shown = plain(text)
    words = tuple(shown.split())
    bare = [word for word in words if word not in FORMS] or list(words)
    telling = (word for word in words if len(word) >= 3 and word not in FORMS and word not in BANK_WORDS)
    begins = sorted({word[:BEGINNING] for word in telling if not word.isdigit()})
    return Named(shown, words, "".join(words), "".join(bare), tuple(begins), is_text, " ".join(sorted(words)))


def name_of_item(name: str, text: str) -> Named:
    """Whose item it is: its counterparty, or what stands before the first separator of its description.

    >>> name_of_item("", "Northstar Group LP - Legal retainer, INV-1042").full
    'NORTHSTARGROUPLP'
    >>> name_of_item("", "VOID - Check #4828 to Ridgeway Capital LLP (incorrect information)").full
    'CHECK4828TORIDGEWAYCAPITALLLP'
    """
    if name.strip():
        return named(name)
    pieces = (piece for piece in SEPARATORS.split(text) if sum(map(str.isalpha, piece)) >= 3)
    first = next(pieces, "")
    if len(first) > 5 or len(first.split()) > 1:
        return named(first)
    return named(next(pieces, first)) if first else NOBODY


def name_in_line(name: str, text: str) -> Named:
    """Who is named in the line: its counterparty, or its text without the bank's own words and without numbers.

    >>> name_in_line("", "WIRE TRF IN 8721431 IRONWOOD GROUP ").full, name_in_line("", "CHECK #4828").full
    ('IRONWOODGROUP', '')
    """
    if name.strip():
        return named(name)
    words = list(dropwhile(_of_bank, plain(text).split()))
    return named(" ".join([word for word in words if not word.isdigit()]), is_text=True) if words else NOBODY


def _of_bank(word: str) -> bool:
    return word in BANK_WORDS or len(word) == 1 or DIGIT.search(word) is not None


@lru_cache(maxsize=100_000)
def likeness(line: Named, item: Named) -> int:
    """How alike two names are, of 100. A line's name may be cut off anywhere; the shorter the rest, the less it says.

    >>> likeness(named("REDWOODDYNAMICSIN"), named("Redwood Dynamics Inc"))
    100
    >>> likeness(named("GRANDVIEW DY"), named("Grandview Dynamics LLC")) > 90
    True
    >>> likeness(named("SEQUOIA CAPITAL LTD"), named("Granite Capital Ltd")) < 75
    True
    """
    return likeness_from(0, line, item)


def likeness_from(least: int, line: Named, item: Named) -> int:
    """The same where it is at least so much; where it is less, any number that is less."""
    if len(line.bare) < 3 or len(item.bare) < 3:
        return 0
    best = fuzz.ratio(line.full, item.full, score_cutoff=least - 1) or max(0.0, least - 1)
    if (bare := fuzz.ratio(line.bare, item.bare, score_cutoff=best) - 1) > best:
        best = bare
    if best >= 99:
        return ALIKE if _differ(line, item) else round(best)
    if len(line.full) >= SHORTEST:
        if len(line.full) < len(item.full):
            cut = fuzz.ratio(line.full, item.full[: len(line.full)], score_cutoff=best)
            best = max(best, cut - max(0, 12 - len(line.full))) if cut > best else best
        elif len(item.bare) >= SHORTEST:
            inside = fuzz.partial_ratio(item.bare, line.full, score_cutoff=best) - 2
            best = max(best, min(inside, _within(item, line))) if inside > best else best
    if len(line.words) > 1 and len(item.words) > 1:
        if (in_order := fuzz.ratio(line.in_order, item.in_order, score_cutoff=best) - 1) > best:
            best = in_order
        if line.is_text and best < ALIKE:
            own = [word for word in item.words if word not in FORMS]
            best = ALIKE if len(own) > 1 and set(own).issubset(line.words) else best
    return ALIKE if round(best) > ALIKE and _differ(line, item) else round(best)


def _differ(line: Named, item: Named) -> bool:
    """Whether a word tells them apart: Park I and Park II, Jansen BV and Jansen NV, Peeters and Peeters Transport.

    A free text leaves out what it likes, and numbers were taken from it.
    """
    if line.words == item.words:
        return False
    if line.is_text:
        return not {word for word in item.words if word in ROMAN}.issubset(line.words)
    if _numerals(line) != _numerals(item):
        return True
    forms, others = ({SAME_FORM.get(word, word) for word in each.words if word in FORMS} for each in (line, item))
    if forms and others and forms.isdisjoint(others):
        return True
    own = [word for word in line.words if word not in FORMS]
    more = [word for word in item.words if word not in FORMS][len(own) :]
    return bool(more) and list(item.words[: len(own)]) == own


def _numerals(name: Named) -> set[str]:
    return {word for word in name.words if word in ROMAN or word.isdigit()}


def _within(item: Named, line: Named) -> int:
    """How much it says at most that the item's name stands in the line's: whole words do, in a text that says more.

    A name that has more words than the item's is another's, until something else says that it is not; and one word
    among many of a text may be anything.
    """
    ends = [0, *accumulate(map(len, line.words))]
    start = line.full.find(item.bare)
    whole = start in ends and start + len(item.bare) in ends
    if not whole:
        return RUN_TOGETHER if start >= 0 else ALIKE
    more = [word for word in line.words if word not in item.words and word not in BANK_WORDS and word not in FORMS]
    lone = len(item.words) == 1 and sum(len(word) > 2 for word in more) > 2
    return ALIKE if (more and not line.is_text) or lone else 98
