"""A file of contacts: what its columns may be called."""

import re

from accounting.sheets import Sheet
from accounting.sheets import read_sheet as read

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name", "naam", "nom", "bedrijfsnaam", "company", "company name", "firma", "société", "raison sociale",
             "klant", "customer", "client", "leverancier", "supplier", "fournisseur", "contact", "klantnaam",
             "naam klant", "nom client", "nom du client", "customer name", "client name", "leveranciersnaam",
             "naam leverancier", "nom fournisseur", "nom du fournisseur", "supplier name", "vendor", "vendor name",
             "relatie", "relatienaam", "naam relatie", "contactnaam", "contact name", "handelsnaam"),
    "vat_number": ("vat number", "vat", "btw", "btw nummer", "btwnummer", "btw nr", "tva", "numero tva",
                   "numéro de tva", "n tva", "no tva", "vat no", "tax number"),
    "enterprise_number": ("enterprise number", "ondernemingsnummer", "numéro d entreprise", "numero entreprise", "kbo",
                          "bce", "kvk", "kvk nummer", "company number", "registration number"),
    "is_business": ("is business", "bedrijf", "zakelijk", "entreprise", "business", "professionnel"),
    "is_customer": ("is customer", "is klant", "est client"),
    "is_supplier": ("is supplier", "is leverancier", "est fournisseur"),
    "email": ("email", "e mail", "mail", "e mailadres", "emailadres", "courriel", "adresse e mail", "email address"),
    "phone": ("phone", "telefoon", "tel", "telephone", "téléphone", "gsm", "mobile"),
    "language": ("language", "taal", "langue"),
    "street": ("street", "straat", "rue", "adres", "adresse", "address", "straat en nummer", "address line 1"),
    "postal_code": ("postal code", "postcode", "code postal", "zip", "zip code", "post code", "cp"),
    "city": ("city", "stad", "gemeente", "plaats", "ville", "localité", "town", "woonplaats"),
    "country": ("country", "land", "pays", "country code", "landcode", "code pays"),
    "iban": ("iban", "bankrekening", "rekeningnummer", "compte bancaire", "bank account", "iban nummer"),
    "bic": ("bic", "swift", "swift code"),
    "payment_days": ("payment days", "betaaltermijn", "betalingstermijn", "délai de paiement", "payment terms",
                     "payment term", "dagen", "jours", "betalingsvoorwaarde", "betalingsvoorwaarden",
                     "betalingsconditie", "betalingscondities", "conditions de paiement", "condition de paiement"),
    "payment_end_of_month": ("payment end of month", "einde maand", "fin de mois", "end of month"),
    "cost_account": ("cost account", "kostenrekening", "compte de charge", "compte de charges"),
    "income_account": ("income account", "omzetrekening", "opbrengstenrekening", "compte de produits",
                       "compte de vente"),
    "sale_treatment": ("sale treatment",),
    "purchase_treatment": ("purchase treatment",),
    "note": ("note", "notitie", "opmerking", "opmerkingen", "remarque", "remarques", "notes", "comment"),
}  # fmt: skip
"""Field → what its column is called, in Dutch, French and English; case, accents and punctuation do not matter."""

ROLES: dict[str, tuple[str, ...]] = {
    "is_customer": ("klant", "klant ja nee", "klant j n", "customer", "customer yes no", "customer y n", "client",
                    "client oui non", "client o n"),
    "is_supplier": ("leverancier", "leverancier ja nee", "leverancier j n", "supplier", "supplier yes no",
                    "supplier y n", "vendor", "fournisseur", "fournisseur oui non", "fournisseur o n"),
}  # fmt: skip
"""Names of columns that say yes or no to a role, where another column has the names."""

OF_THE_EXPORT = frozenset(("archived_at", "created_at", "merged_into_id", "version", "address", "type"))
"""Columns of our own export that an import neither needs nor minds."""


END_OF_MONTH = re.compile(r"\beinde? (?:van de )?maand\b|\bfin (?:de |du )?mois\b|\bend of (?:the )?month\b|\beom\b")
AROUND_DAYS = frozenset(
    "d dag dagen dgn day days j jour jours netto net na vanaf binnen after from within dans sous à de la date"
    " factuur factuurdatum facture invoice + . ,".split()
)
AT_ONCE = frozenset(("contant", "comptant", "cash", "onmiddellijk", "immédiat"))


def payment_terms(cell: str) -> tuple[str, bool]:
    """The days, and whether the month is waited out, as other programs write both in one cell; the cell itself where
    it says something else.

    >>> payment_terms("30"), payment_terms("30 dagen"), payment_terms("60 jours fin de mois"), payment_terms("Contant")
    (('30', False), ('30', False), ('60', True), ('0', False))
    >>> payment_terms("Einde maand"), payment_terms("2 maanden"), payment_terms("2% 8 dagen"), payment_terms("-5")
    (('0', True), ('2 maanden', False), ('2% 8 dagen', False), ('-5', False))
    """
    said = cell.strip().lower()
    words = re.findall(r"\d+|[^\W\d]+|[^\s\w]", END_OF_MONTH.sub(" ", said))
    waits, numbers = bool(END_OF_MONTH.search(said)), [each for each in words if each.isdecimal()]
    if said in AT_ONCE or (waits and not words):
        return "0", waits
    plain = len(numbers) == 1 and AROUND_DAYS.issuperset(each for each in words if not each.isdecimal())
    return (numbers[0], waits) if plain else (cell, False)


def read_sheet(content: bytes) -> Sheet:
    r"""Raises FileUnreadable.

    >>> read_sheet("Naam;Btw-nummer\nDe Pers;BE0428759497\n".encode("cp1252")).rows
    ((2, {'name': 'De Pers', 'vat_number': 'BE0428759497'}),)
    >>> read_sheet(b"Klant;Leverancier;Naam\nja;nee;De Pers\n").rows
    ((2, {'is_customer': 'ja', 'is_supplier': 'nee', 'name': 'De Pers'}),)
    """
    return read(content, COLUMNS, ["name"], OF_THE_EXPORT, ROLES)
