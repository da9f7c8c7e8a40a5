"""The vocabulary of invoices in Dutch, French, English and German: labels from ``labels.toml``, and smaller lists."""

import tomllib
from importlib.resources import files

LANGUAGES = ("nl", "fr", "en", "de")

LABELS: dict[str, dict[str, list[str]]] = tomllib.loads(
    files("accounting.reading").joinpath("labels.toml").read_text(encoding="utf-8")
)
"""Role → language → phrases."""

COMPOUNDS = ("rechnung", "factuur", "faktuur")
"""Endings that make a compound the same document."""

SAME_WORD = {
    "bedragen": "bedrag",
    "bedr": "bedrag",
    "btws": "btw",
    "faktuur": "factuur",
    "faktuurnummer": "factuurnummer",
    "faktuurdatum": "factuurdatum",
    "numer": "nummer",
    "numéro": "numero",
    "nbr": "nr",
    "mehrwertst": "mwst",
    "echeances": "echeance",
    "subtot": "subtotal",
    "ttl": "total",
    "totl": "total",
}
"""Plurals, abbreviations and old spellings that count as another word."""

STOP_WORDS = {
    "nl": "de het een van en voor op te met aan uw onze bij is door niet wordt dagen gelieve betaling bedrag",
    "fr": "le la les des du et pour de votre nos notre par sur est une aux au vous jours paiement merci avec",
    "en": "the and of for to your our by is please thank you with days payment on not are this",
    "de": "der die das und fur von mit bitte ihre unsere ist auf den zu zum tage zahlung wir sie im bei",
}

REVERSE_CHARGE = (
    "verlegd | verlegging van heffing | medecontractant | autoliquidation | autoliquidee | cocontractant"
    " | report de perception | reverse charge | reverse charged | steuerschuldnerschaft des leistungsempfangers"
)
"""How an invoice says that its customer accounts for the VAT, as plain tokens."""

MONEY_WORDS = frozenset("BTW CHF EUR GBP GST HT MYR NO NR RM TTC TVA USD VAT".split())
"""Short capitals that are no part of a number."""

PAYMENT_TERMS = {
    "days": "dagen dgn jours jrs days tage tagen werkdagen kalenderdagen",
    "payment": (
        "betaling betaal betalen betaalbaar netto paiement payable regler reglement payment net pay zahlbar zahlung"
        " ziel zahlungsziel payer termijn betalingstermijn betaaltermijn terms delai echeance zahlungsbedingungen"
        " betalingsvoorwaarden conditions voldoen verser storten"
    ),
    "month_end": "fin de mois | einde maand | end of month | monatsende | einde van de maand",
    "at_once": (
        "a reception | onmiddellijk | due on receipt | sofort fallig | bij ontvangst | comptant | au comptant"
        " | contante betaling | upon receipt | direct te voldoen | nach erhalt | payable immediately | sofort zahlbar"
    ),
}
"""How payment terms are worded, as plain tokens."""

LEGAL_FORMS = frozenset(
    (
        "ab ag aps asbl bedrijf bhd bv bvba cie co comm commv corp cv cvba cvoa ek ets eurl ev gbr gcv gmbh inc"
        " kft kg limited llc llp lp ltd nv ohg oy plc sa sagl sarl sas sasu sc sce scrl scs sdn se snc spa sprl"
        " srl sro stichting ug vof vzw"
    ).split()
)
"""Company forms as one token ("B.V." is read as bv)."""

TRADE_WORDS = frozenset(
    (
        "advocaten apotheek architecten bakery bakkerij bistro boucherie boulangerie boutique bouw bouwmaterialen"
        " brasserie brothers cafe center centre company confectionery consult consulting design drukkerij electric"
        " electrical elektro energie enterprise enterprises fils fitness food foods freres gallery garage garden"
        " gebroeders groep group groupe hardware hotel house imprimerie industries installaties international"
        " kantoor kedai kitchen logistics machinery market mart media minimarket online optiek papeterie partners"
        " pasar perniagaan pharmacie pharmacy quincaillerie restaurant restoran salon schrijnwerken service"
        " services shop slagerij software sohne solutions sons spa stationery store stores studio supermarket"
        " supermarkt syarikat systems technologies telecom trading traiteur transport winkel zonen"
    ).split()
)
"""Words that names of businesses are made of."""

SALUTATIONS = frozenset(
    "att attention attn dhr frau herr herrn m madame mevr mevrouw mme monsieur mr mrs ms tav".split()
)

BANKS = frozenset(
    (
        "abn agricole amro argenta axa bank banque barclays belfius beobank bnp bred bunq caisse cbc commerzbank"
        " credit crelan deutsche epargne fortis generale hsbc ing kbc keytrade kreissparkasse lcl paribas"
        " populaire postbank rabo rabobank revolut societe sparkasse triodos volksbank"
    ).split()
)
"""Words of banks' names."""
