"""What stands on the paper of a report besides its figures, in three languages."""

from datetime import date
from decimal import Decimal

LANGUAGES = ("nl", "fr", "en")
_WORDS: dict[str, tuple[str, str, str]] = {
    "trial-balance": ("Proef- en saldibalans", "Balance des comptes", "Trial balance"),
    "general-ledger": ("Grootboek", "Grand livre", "General ledger"),
    "profit-and-loss": ("Resultatenrekening", "Compte de résultats", "Profit and loss account"),
    "balance-sheet": ("Balans", "Bilan", "Balance sheet"),
    "journal": ("Dagboek", "Journal", "Journal"),
    "aged-receivables": ("Openstaande klanten", "Balance âgée des clients", "Aged receivables"),
    "aged-payables": ("Openstaande leveranciers", "Balance âgée des fournisseurs", "Aged payables"),
    "tags": ("Resultaat per label", "Résultat par étiquette", "Result by tag"),
    "brought_forward": (
        "Nog niet bestemd resultaat van vorige boekjaren",
        "Résultat non encore affecté des exercices antérieurs",
        "Result of earlier years, not yet appropriated",
    ),
    "untagged": ("Zonder label", "Sans étiquette", "Without a tag"),
    "whole_company": ("Het hele bedrijf", "Toute l’entreprise", "The whole company"),
    "total": ("Totaal", "Total", "Total"),
    "on_no_invoice": (
        "In de boeken, maar op geen factuur",
        "Dans les comptes, mais sur aucune facture",
        "In the books, but on no invoice",
    ),
    "account_code": ("Rekening", "Compte", "Account"),
    "account_name": ("Rekeningnaam", "Intitulé", "Account name"),
    "code": ("Code", "Code", "Code"),
    "name": ("Rubriek", "Rubrique", "Item"),
    "opening": ("Begin", "À-nouveau", "Opening"),
    "debit": ("Debet", "Débit", "Debit"),
    "credit": ("Credit", "Crédit", "Credit"),
    "balance": ("Saldo", "Solde", "Balance"),
    "amount": ("Bedrag", "Montant", "Amount"),
    "previous_amount": ("Vorige", "Précédent", "Previous"),
    "previous_debit": ("Vorig debet", "Débit préc.", "Prev. debit"),
    "previous_credit": ("Vorig credit", "Crédit préc.", "Prev. credit"),
    "previous_balance": ("Vorig saldo", "Solde préc.", "Prev. balance"),
    "previous_total": ("Vorig totaal", "Total préc.", "Prev. total"),
    "previous_result": ("Vorig resultaat", "Résultat préc.", "Prev. result"),
    "booked_on": ("Datum", "Date", "Date"),
    "number": ("Nummer", "Numéro", "Number"),
    "memo": ("Omschrijving", "Libellé", "Memo"),
    "contact_name": ("Contact", "Tiers", "Contact"),
    "due_on": ("Vervaldag", "Échéance", "Due"),
    "not_due": ("Niet vervallen", "Non échu", "Not due"),
    "days_1_30": ("1-30 d", "1-30 j", "1-30 d"),
    "days_31_60": ("31-60 d", "31-60 j", "31-60 d"),
    "days_61_90": ("61-90 d", "61-90 j", "61-90 d"),
    "over_90": ("> 90 d", "> 90 j", "> 90 d"),
    "dimension": ("Soort", "Type", "Kind"),
    "tag": ("Label", "Étiquette", "Tag"),
    "income": ("Opbrengsten", "Produits", "Income"),
    "costs": ("Kosten", "Charges", "Costs"),
    "result": ("Resultaat", "Résultat", "Result"),
    "from": ("van", "du", "from"),
    "until": ("tot", "au", "to"),
    "compared": ("vergelijking", "comparaison\u00a0", "compared with"),
}
_SEPARATORS = {"nl": (".", ","), "fr": ("\u202f", ","), "en": (",", ".")}


def words(key: str, language: str) -> str:
    """A word of ours, in a language.

    >>> words("balance", "nl")
    'Saldo'
    """
    return _WORDS[key][LANGUAGES.index(language if language in LANGUAGES else "en")]


def day_text(day: date, language: str) -> str:
    """As people write it on paper.

    >>> day_text(date(2026, 11, 2), "fr")
    '02/11/2026'
    """
    return day.isoformat() if language == "en" else f"{day:%d/%m/%Y}"


def amount_text(amount: Decimal, language: str) -> str:
    """Two decimals and groups of three, as people write it on paper; nothing for nothing.

    >>> amount_text(Decimal("-1234567.5"), "nl"), amount_text(Decimal(0), "nl")
    ('-1.234.567,50', '–')
    """
    if not amount:
        return "–"
    group, point = _SEPARATORS.get(language, _SEPARATORS["en"])
    return f"{amount:,.2f}".translate({ord(","): group, ord("."): point})


def period_text(since: date | None, until: date, language: str) -> str:
    """Over which days a report goes.

    >>> period_text(date(2026, 1, 1), date(2026, 3, 31), "nl")
    'van 01/01/2026 tot 31/03/2026'
    """
    end = f"{words('until', language)} {day_text(until, language)}"
    return f"{words('from', language)} {day_text(since, language)} {end}" if since else end
