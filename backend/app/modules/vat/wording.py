"""What the books say of a VAT period that is closed."""

MEMOS = {"nl": "Btw-afsluiting {}", "fr": "Clôture TVA {}", "en": "VAT closing {}"}


def closing_memo(period: str, language: str) -> str:
    return MEMOS.get(language, MEMOS["en"]).format(period)
