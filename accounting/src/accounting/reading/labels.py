"""Finding the labels of the vocabulary in a phrase, and telling the language by them.

The longest phrase wins, so "total ttc" is never read as "total". A compound that ends in one of ``COMPOUNDS`` counts
as that word ("verkoopfactuur", "Handelsrechnung").
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from accounting.reading.vocabulary import COMPOUNDS, LABELS, LANGUAGES, SAME_WORD, STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in a phrase: the roles its words can play, and where its characters are."""

    roles: frozenset[str]
    words: str
    start: int
    end: int


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of ``text`` without accents, in lower case, with their positions.

    >>> tokens("N° de TVA: Pièce-Nr.")
    [('n', 0, 1), ('de', 3, 5), ('tva', 6, 9), ('piece', 11, 16), ('nr', 17, 19)]
    """
    return [(_plain(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def find_labels(text: str, *, misread: bool = False) -> list[Label]:
    """The labels in a phrase, left to right, the longest first where they overlap.

    With ``misread`` a long word that is one letter off counts as the word it resembles: scans need that.

    >>> [(label.words, sorted(label.roles)[:2]) for label in find_labels("Totaal incl. BTW")]
    [('totaal incl btw', ['gross'])]
    >>> [label.words for label in find_labels("Factuurnunmer 12", misread=True)]
    ['factuurnummer']
    """
    found = []
    words = [(_known(token, misread), start, end) for token, start, end in tokens(text)]
    position = 0
    while position < len(words):
        length = _longest(words, position)
        if length:
            phrase = " ".join(word for word, _, _ in words[position : position + length])
            found.append(Label(PHRASES[phrase][0], phrase, words[position][1], words[position + length - 1][2]))
        position += length or 1
    return found


def language_of(texts: Iterable[str]) -> str | None:
    """The language most labels and small words belong to, or None when nothing tells.

    >>> language_of(["Factuur nr 12", "Totaal te betalen", "gelieve te betalen voor"])
    'nl'
    """
    votes: dict[str, float] = {}
    for text in texts:
        for token, _, _ in tokens(text):
            for language in _LANGUAGE_OF_WORD.get(token, ()):
                votes[language] = votes.get(language, 0.0) + 1 / len(_LANGUAGE_OF_WORD[token])
    if not votes:
        return None
    likeliest = max(votes, key=lambda language: votes[language])
    return likeliest if votes[likeliest] >= 2 else None


def _longest(words: list[tuple[str, int, int]], position: int) -> int:
    """How many words from ``position`` on are the longest known phrase; 0 when none."""
    phrase, longest = words[position][0], 0
    if phrase in PHRASES:
        longest = 1
    for extra in range(1, MAX_PHRASE):
        if phrase not in PREFIXES or position + extra >= len(words):
            break
        phrase += " " + words[position + extra][0]
        if phrase in PHRASES:
            longest = extra + 1
    return longest


@lru_cache(maxsize=50_000)
def _known(token: str, misread: bool) -> str:
    """``token``, or the word of the vocabulary that it stands for."""
    token = SAME_WORD.get(token, token)
    if token in VOCABULARY:
        return token
    for ending in COMPOUNDS:
        if token.endswith(ending) and len(token) > len(ending):
            return ending
    if misread and len(token) >= 5:
        plain = token.replace("0", "o").replace("1", "i").replace("5", "s")
        match = process.extractOne(plain, _LONG_WORDS, scorer=fuzz.ratio, score_cutoff=83)
        if match is not None:
            return str(match[0])
    return token


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in folded if not unicodedata.combining(character))


def _build() -> tuple[dict[str, tuple[frozenset[str], frozenset[str]]], frozenset[str]]:
    roles: dict[str, set[str]] = {}
    languages: dict[str, set[str]] = {}
    prefixes: set[str] = set()
    for role, by_language in LABELS.items():
        for language, phrases in by_language.items():
            for phrase in phrases:
                words = " ".join(token for token, _, _ in tokens(phrase))
                roles.setdefault(words, set()).add(role)
                languages.setdefault(words, set()).add(language)
                parts = words.split(" ")
                prefixes.update(" ".join(parts[:count]) for count in range(1, len(parts)))
    return {words: (frozenset(roles[words]), frozenset(languages[words])) for words in roles}, frozenset(prefixes)


PHRASES, PREFIXES = _build()
MAX_PHRASE = max(phrase.count(" ") + 1 for phrase in PHRASES)
VOCABULARY = frozenset(word for phrase in PHRASES for word in phrase.split(" "))
_LONG_WORDS = sorted(word for word in VOCABULARY if len(word) >= 5)


def _languages_of_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase, (_, languages) in PHRASES.items():
        for word in phrase.split(" "):
            if len(word) > 3 or phrase == word:
                found.setdefault(word, set()).update(languages)
    for language, words in STOP_WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items() if len(languages) < len(LANGUAGES)}


_LANGUAGE_OF_WORD = _languages_of_words()
