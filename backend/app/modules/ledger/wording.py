"""What the books say themselves, in the language of whoever writes: the words of entries that nobody typed."""

REVERSED = {
    "en": "{number} reversed: {reason}",
    "nl": "{number} tegengeboekt: {reason}",
    "fr": "{number} extournée : {reason}",
}


def reversal_memo(number: str, reason: str, language: str) -> str:
    """Which entry this one undoes, and why.

    >>> reversal_memo("P2026-00001", "verkeerde leverancier", "nl")
    'P2026-00001 tegengeboekt: verkeerde leverancier'
    """
    return REVERSED.get(language, REVERSED["en"]).format(number=number, reason=reason)
