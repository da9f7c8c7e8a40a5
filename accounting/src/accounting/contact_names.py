"""Whether two names are likely the same customer or supplier: for proposals, never for decisions."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from rapidfuzz import fuzz

Key = TypeVar("Key", bound=Hashable)

LEGAL_FORMS = frozenset(
    "bv bvba srl sprl nv sa cv scrl cvba vof snc commv scs vzw asbl ivzw aisbl gcv eenmanszaak stichting maatschap ltd"
    " limited llc inc gmbh ag kg ug sarl sas eurl plc oy ab spa co company cie".split()
)
ALIKE = 90
"""Of 100, as rapidfuzz counts; below it two names are more often two companies."""
MOST_IN_A_BLOCK = 200
"""A word that so many names share, such as a town, says nothing."""


@dataclass(frozen=True, slots=True)
class Known(Generic[Key]):
    """What is known of somebody that may be somebody else too."""

    key: Key
    name: str
    vat_number: str | None = None
    enterprise_number: str | None = None
    iban: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Key]):
    """Two that may be one: how sure (of 100), and why."""

    first: Key
    second: Key
    score: int
    reasons: tuple[str, ...]


def bare_name(name: str) -> str:
    """Lower case without accents, punctuation and legal form, words in order.

    >>> bare_name("Café De Kroon B.V.B.A."), bare_name("De Kroon, Café BV")
    ('cafe de kroon', 'cafe de kroon')
    """
    flat = unicodedata.normalize("NFKD", name.replace(".", "")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", flat)
    return " ".join(sorted(word for word in words if word not in LEGAL_FORMS) or sorted(words))


def likely_same(contacts: Sequence[Known[Key]], most: int = 200) -> list[Likeness[Key]]:
    """Pairs that may be one, the surest first. Two different VAT numbers are two companies, whatever their names say.

    >>> likely_same([Known(1, "Café De Kroon BV", "BE0428759497"), Known(2, "Cafe de Kroon")])
    [Likeness(first=1, second=2, score=100, reasons=('name',))]
    """
    names = {each.key: bare_name(each.name) for each in contacts}
    known = {each.key: each for each in contacts}
    found: list[Likeness[Key]] = []
    for first, second in _candidates(contacts, names):
        one, other = known[first], known[second]
        if one.vat_number and other.vat_number and one.vat_number != other.vat_number:
            continue
        reasons = [
            reason
            for reason in ("vat_number", "enterprise_number", "iban", "email")
            if getattr(one, reason) and getattr(one, reason) == getattr(other, reason)
        ]
        likeness = round(fuzz.ratio(names[first], names[second]))
        if names[first] and likeness >= ALIKE:
            reasons.append("name")
        if reasons:
            sure = 100 if set(reasons) & {"vat_number", "enterprise_number"} else likeness
            found.append(Likeness(first, second, max(sure, ALIKE if "iban" in reasons else sure), tuple(reasons)))
    strong = [each for each in found if each.reasons != ("email",)]
    return sorted(strong, key=lambda each: (-each.score, -len(each.reasons)))[:most]


def _candidates(contacts: Iterable[Known[Key]], names: dict[Key, str]) -> list[tuple[Key, Key]]:
    """Pairs that share a number, an account, or the beginning of a word: all else is not worth comparing."""
    blocks: dict[str, list[Key]] = defaultdict(list)
    for each in contacts:
        for kind in ("vat_number", "enterprise_number", "iban", "email"):
            if value := getattr(each, kind):
                blocks[f"{kind} {value}"].append(each.key)
        for word in set(names[each.key].split()):
            if len(word) > 2:
                blocks[f"word {word[:5]}"].append(each.key)
        blocks[f"name {names[each.key]}"].append(each.key)
    pairs: dict[tuple[Key, Key], None] = {}
    for keys in blocks.values():
        if len(keys) <= MOST_IN_A_BLOCK:
            for first, second in combinations(keys, 2):
                if (second, first) not in pairs:
                    pairs[first, second] = None
    return list(pairs)
