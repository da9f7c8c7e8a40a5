"""Finding an account by what people call it: its number, its name in any language, or another word for it.

A sub-account that a company adds inherits the words of the account it begins with: 612003 is found by "telephone".
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from accounting.chart import reference_of, wholes

SHORTEST_STEM, LONGEST_ENDING = 4, 3
"""A word also answers to its longer forms: supplier to suppliers, verzekering to verzekeringen."""

CODE, OWN_NAME, OTHER_NAME, OTHER_WORD, CONTAINED = range(5)


def plain(text: str) -> str:
    """In lower case and without accents.

    >>> plain("Électricité")
    'electricite'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4096)
def words_of(code: str, country: str) -> str:
    """Other words for this account: its own, else those of the account that it is a part of; and its reference."""
    own = next((each.words for each in wholes(code, country) if each.words), ())
    return " ".join((*own, reference_of(code, country) or ""))


def rank(asked: str, code: str, names: Mapping[str, str], language: str, country: str = "BE") -> int | None:
    """How well an account answers to `asked`, the lowest best; None when it does not.

    By the beginning of its code; by words of its name in `language`, in another one, or other words for it that begin
    so; last by what only contains it. Every word asked for must be there; case and accents do not matter.

    >>> rank("44", "440", {"nl": "Leveranciers"}, "nl"), rank("lever", "440", {"nl": "Leveranciers"}, "nl")
    (0, 1)
    >>> rank("suppliers", "440", {"nl": "Leveranciers"}, "nl"), rank("garage", "440", {"nl": "Leveranciers"}, "nl")
    (3, None)
    """
    tokens = plain(asked).split()
    if not tokens:
        return None
    if len(tokens) == 1 and code.startswith(tokens[0]):
        return CODE
    own = plain(names.get(language, ""))
    named = f"{own} {plain(' '.join(names.values()))}"
    everything = f"{named} {plain(words_of(code, country))}"
    for kind, text in ((OWN_NAME, own), (OTHER_NAME, named), (OTHER_WORD, everything)):
        words = re.findall(r"\w+", text)
        if all(_begins(token, words) for token in tokens):
            return kind
    return CONTAINED if all(token in everything for token in tokens) else None


def _begins(token: str, words: list[str]) -> bool:
    """Whether one of the words begins so, or the token is a longer form of one."""
    return any(
        word.startswith(token)
        or (len(word) >= SHORTEST_STEM and token.startswith(word) and len(token) - len(word) <= LONGEST_ENDING)
        for word in words
    )
