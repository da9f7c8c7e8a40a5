"""What the books say themselves, in the language of whoever writes: the words of entries that nobody typed."""

from datetime import date

REVERSED = {
    "en": "{number} reversed: {reason}",
    "nl": "{number} tegengeboekt: {reason}",
    "fr": "{number} extournée : {reason}",
}
CLOSED = {
    "en": "Appropriation of the result of {name}",
    "nl": "Resultaatverwerking {name}",
    "fr": "Affectation du résultat {name}",
}
OPENED = {
    "en": "Opening balances on {on}",
    "nl": "Beginbalans op {on}",
    "fr": "Bilan d'ouverture au {on}",
}
OPENED_ANEW = {"en": "opening balances put right", "nl": "beginbalans verbeterd", "fr": "bilan d'ouverture rectifié"}


def reversal_memo(number: str, reason: str, language: str) -> str:
    """Which entry this one undoes, and why.

    >>> reversal_memo("P2026-00001", "verkeerde leverancier", "nl")
    'P2026-00001 tegengeboekt: verkeerde leverancier'
    """
    return REVERSED.get(language, REVERSED["en"]).format(number=number, reason=reason)


def closing_memo(name: str, language: str) -> str:
    """The result of which year was appropriated.

    >>> closing_memo("2026", "nl")
    'Resultaatverwerking 2026'
    """
    return CLOSED.get(language, CLOSED["en"]).format(name=name)


def opening_memo(on: date, language: str) -> str:
    """From when these books count.

    >>> opening_memo(date(2026, 1, 1), "fr")
    "Bilan d'ouverture au 01/01/2026"
    """
    return OPENED.get(language, OPENED["en"]).format(on=f"{on:%d/%m/%Y}" if language != "en" else on.isoformat())


def opening_replaced(language: str) -> str:
    return OPENED_ANEW.get(language, OPENED_ANEW["en"])
