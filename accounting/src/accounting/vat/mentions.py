"""What an invoice must say about its VAT, in the customer's language.

Belgium: royal decree no. 1 art. 5 §1 (why no VAT is asked) and art. 20 (the customer of building works is presumed to
file returns: text in force since 1 January 2023), VAT Code art. 56bis (small enterprises), royal decree no. 4 (credit
notes). Netherlands: Wet OB art. 35a.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounting.vat.treatments import Treatment


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that the law of `country` asks of such a sale between two days."""

    country: str
    treatment: Treatment | None
    words: dict[str, str]
    valid_from: date = date(2000, 1, 1)
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_ART_20 = date(2023, 1, 1)
MENTIONS = (
    Mention(
        "BE",
        Treatment.EXEMPT,
        {
            "nl": "Vrijgesteld van btw, artikel 44 Wbtw",
            "fr": "Exempté de TVA, article 44 du Code de la TVA",
            "en": "Exempt from VAT, article 44 of the Belgian VAT Code",
        },
    ),
    Mention(
        "BE",
        Treatment.SMALL_ENTERPRISE,
        {
            "nl": "Bijzondere vrijstellingsregeling kleine ondernemingen",
            "fr": "Régime particulier de franchise des petites entreprises",
            "en": "Special exemption scheme for small enterprises",
        },
    ),
    Mention(
        "BE",
        Treatment.OUTSIDE_SCOPE,
        {
            "nl": "Handeling niet onderworpen aan Belgische btw",
            "fr": "Opération non soumise à la TVA belge",
            "en": "Not subject to Belgian VAT",
        },
    ),
    Mention(
        "BE",
        Treatment.CO_CONTRACTOR,
        {
            "nl": "Btw verlegd, artikel 20 koninklijk besluit nr. 1",
            "fr": "Autoliquidation, article 20 de l'arrêté royal n° 1",
            "en": "Reverse charge, article 20 of royal decree no. 1",
        },
        valid_to=date(2022, 12, 31),
    ),
    Mention(
        "BE",
        Treatment.CO_CONTRACTOR,
        {
            "nl": "Btw verlegd, artikel 20 koninklijk besluit nr. 1. Bij gebrek aan schriftelijke betwisting binnen een"
            " termijn van een maand vanaf de ontvangst van de factuur, wordt de klant geacht te erkennen dat hij een"
            " belastingplichtige is gehouden tot de indiening van periodieke aangiften. Als die voorwaarde niet vervuld"
            " is, is de klant ten aanzien van die voorwaarde aansprakelijk voor de betaling van de verschuldigde"
            " belasting, interesten en geldboeten.",
            "fr": "Autoliquidation, article 20 de l'arrêté royal n° 1. En l'absence de contestation par écrit, dans un"
            " délai d'un mois à compter de la réception de la facture, le client est présumé reconnaître qu'il est un"
            " assujetti tenu au dépôt de déclarations périodiques. Si cette condition n'est pas remplie, le client"
            " endossera, par rapport à cette condition, la responsabilité quant au paiement de la taxe, des intérêts"
            " et des amendes dus.",
            "en": "Reverse charge, article 20 of royal decree no. 1. Unless contested in writing within one month of"
            " receiving the invoice, the customer is presumed to acknowledge being a taxable person who files periodic"
            " returns. If that condition is not met, the customer is liable, with regard to it, for the tax, interest"
            " and fines due.",
        },
        valid_from=_ART_20,
    ),
    Mention(
        "BE",
        Treatment.INTRA_COMMUNITY_GOODS,
        {
            "nl": "Vrijgesteld van btw, intracommunautaire levering, artikel 39bis Wbtw"
            " (artikel 138 Richtlijn 2006/112/EG)",
            "fr": "Exempté de TVA, livraison intracommunautaire, article 39bis du Code de la TVA"
            " (article 138 de la directive 2006/112/CE)",
            "en": "Exempt from VAT, intra-community supply, article 39bis of the Belgian VAT Code"
            " (article 138 of Directive 2006/112/EC)",
        },
    ),
    Mention(
        "BE",
        Treatment.INTRA_COMMUNITY_SERVICES,
        {
            "nl": "Btw verlegd, artikel 196 Richtlijn 2006/112/EG",
            "fr": "Autoliquidation, article 196 de la directive 2006/112/CE",
            "en": "Reverse charge, article 196 of Directive 2006/112/EC",
        },
    ),
    Mention(
        "BE",
        Treatment.TRIANGULAR,
        {
            "nl": "Btw verlegd, driehoeksverkeer, artikelen 141 en 197 Richtlijn 2006/112/EG",
            "fr": "Autoliquidation, opération triangulaire, articles 141 et 197 de la directive 2006/112/CE",
            "en": "Reverse charge, triangular transaction, articles 141 and 197 of Directive 2006/112/EC",
        },
    ),
    Mention(
        "BE",
        Treatment.EXPORT,
        {
            "nl": "Vrijgesteld van btw, uitvoer, artikel 39 Wbtw (artikel 146 Richtlijn 2006/112/EG)",
            "fr": "Exempté de TVA, exportation, article 39 du Code de la TVA (article 146 de la directive 2006/112/CE)",
            "en": "Exempt from VAT, export, article 39 of the Belgian VAT Code (article 146 of Directive 2006/112/EC)",
        },
    ),
    Mention(
        "BE",
        Treatment.SERVICES_OUTSIDE_EU,
        {
            "nl": "Niet onderworpen aan Belgische btw, dienst verricht buiten de EU, artikel 21, § 2 Wbtw",
            "fr": "Non soumis à la TVA belge, service localisé hors de l'UE, article 21, § 2 du Code de la TVA",
            "en": "Not subject to Belgian VAT, service supplied outside the EU, article 21 §2 of the Belgian VAT Code",
        },
    ),
    Mention(
        "BE",
        None,
        {
            "nl": "Btw terug te storten aan de Staat in de mate waarin ze oorspronkelijk in aftrek werd gebracht",
            "fr": "TVA à reverser à l'État dans la mesure où elle a été initialement déduite",
            "en": "VAT to be repaid to the State to the extent that it was originally deducted",
        },
    ),
    Mention(
        "NL",
        Treatment.EXEMPT,
        {
            "nl": "Vrijgesteld van btw, artikel 11 Wet OB 1968",
            "fr": "Exempté de TVA, article 11 Wet OB 1968",
            "en": "Exempt from VAT, article 11 of the Dutch VAT Act",
        },
    ),
    Mention(
        "NL",
        Treatment.SMALL_ENTERPRISE,
        {
            "nl": "Vrijgesteld van btw, kleineondernemersregeling, artikel 25 Wet OB 1968",
            "fr": "Exempté de TVA, régime des petites entreprises, article 25 Wet OB 1968",
            "en": "Exempt from VAT, small enterprise scheme, article 25 of the Dutch VAT Act",
        },
        valid_from=date(2020, 1, 1),
    ),
    Mention(
        "NL",
        Treatment.CO_CONTRACTOR,
        {"nl": "Btw verlegd", "fr": "Autoliquidation", "en": "VAT reverse-charged"},
    ),
    Mention(
        "NL",
        Treatment.INTRA_COMMUNITY_GOODS,
        {
            "nl": "Intracommunautaire levering, 0 % btw, artikel 138 Richtlijn 2006/112/EG",
            "fr": "Livraison intracommunautaire, TVA 0 %, article 138 de la directive 2006/112/CE",
            "en": "Intra-community supply, 0 % VAT, article 138 of Directive 2006/112/EC",
        },
    ),
    Mention(
        "NL",
        Treatment.INTRA_COMMUNITY_SERVICES,
        {
            "nl": "Btw verlegd, artikel 196 Richtlijn 2006/112/EG",
            "fr": "Autoliquidation, article 196 de la directive 2006/112/CE",
            "en": "Reverse charge, article 196 of Directive 2006/112/EC",
        },
    ),
    Mention(
        "NL",
        Treatment.TRIANGULAR,
        {
            "nl": "Btw verlegd, vereenvoudigde driehoekstransactie, artikel 197 Richtlijn 2006/112/EG",
            "fr": "Autoliquidation, opération triangulaire simplifiée, article 197 de la directive 2006/112/CE",
            "en": "Reverse charge, simplified triangular transaction, article 197 of Directive 2006/112/EC",
        },
    ),
    Mention(
        "NL",
        Treatment.EXPORT,
        {
            "nl": "Uitvoer, 0 % btw, artikel 146 Richtlijn 2006/112/EG",
            "fr": "Exportation, TVA 0 %, article 146 de la directive 2006/112/CE",
            "en": "Export, 0 % VAT, article 146 of Directive 2006/112/EC",
        },
    ),
    Mention(
        "NL",
        Treatment.SERVICES_OUTSIDE_EU,
        {
            "nl": "Niet onderworpen aan Nederlandse btw, dienst verricht buiten de EU, artikel 6 Wet OB 1968",
            "fr": "Non soumis à la TVA néerlandaise, service localisé hors de l'UE, article 6 Wet OB 1968",
            "en": "Not subject to Dutch VAT, service supplied outside the EU, article 6 of the Dutch VAT Act",
        },
    ),
)


def mention(treatment: Treatment, language: str, *, country: str = "BE", on: date) -> str | None:
    """The sentence for such a sale, if the law asks for one.

    >>> mention(Treatment.CO_CONTRACTOR, "fr", country="NL", on=date(2026, 11, 21))
    'Autoliquidation'
    """
    return next((_in(each, language) for each in _held(country, on) if each.treatment is treatment), None)


def credit_note_mention(language: str, *, country: str = "BE", on: date) -> str | None:
    """What a credit note with VAT says to a customer who deducted it.

    >>> credit_note_mention("en", on=date(2026, 11, 21))
    'VAT to be repaid to the State to the extent that it was originally deducted'
    """
    return next((_in(each, language) for each in _held(country, on) if each.treatment is None), None)


def _held(country: str, on: date) -> Sequence[Mention]:
    return [each for each in MENTIONS if each.country == country and each.holds(on)]


def _in(found: Mention, language: str) -> str:
    return found.words.get(language) or found.words["en"]
