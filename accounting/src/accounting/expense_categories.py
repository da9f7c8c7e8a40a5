"""What people spend for a company: which account bears it, and how much of VAT and cost may be deducted.

Dated data of Belgium and the Netherlands. Belgium: VAT Code art. 45 §2 (vehicles 50 % at most) and §3 (meals, lodging,
reception: none); Income Tax Code 1992 art. 53, 8° (69 % of restaurants, 50 % of reception and business gifts) and 6°
(no fines), art. 66 and 198bis (what may be deducted of a car depends on its CO₂ and fuel, so no percentage is told).
Netherlands: Wet OB art. 15 §5 (no VAT on food and drink in horeca); Wet IB 2001 art. 3.15 (80 % of meals, reception).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.errors import Invalid

WHOLE = Decimal(100)


class CategoryUnknown(Invalid):
    """There is no such category of expenses on that day."""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of expense between two days.

    `vat_percent`: how much of its VAT may be deducted. `tax_percent`: how much of the cost lowers the profit that is
    taxed; None where it depends on more than the kind. `words` are those by which a merchant gives it away.
    """

    country: str
    code: str
    names: dict[str, str]
    account: str
    vat_percent: Decimal
    tax_percent: Decimal | None
    source: str
    in_return: bool = True
    words: tuple[str, ...] = ()
    valid_from: date = date(2004, 1, 1)
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_NAMES = {
    "travel": ("Openbaar vervoer en taxi", "Transports en commun et taxi", "Public transport and taxi"),
    "lodging": ("Hotel", "Hôtel", "Hotel"),
    "restaurant": ("Restaurant", "Restaurant", "Restaurant"),
    "reception": ("Receptie en onthaal", "Réception et accueil", "Reception and hospitality"),
    "gift": ("Relatiegeschenk", "Cadeau d'affaires", "Business gift"),
    "fuel": ("Brandstof en laden", "Carburant et recharge", "Fuel and charging"),
    "car": ("Andere autokosten", "Autres frais de voiture", "Other car costs"),
    "parking": ("Parkeren", "Parking", "Parking"),
    "office": ("Kantoorbenodigdheden", "Fournitures de bureau", "Office supplies"),
    "phone": ("Telefoon en internet", "Téléphone et internet", "Phone and internet"),
    "software": ("Software en abonnementen", "Logiciels et abonnements", "Software and subscriptions"),
    "training": ("Opleiding en boeken", "Formation et livres", "Training and books"),
    "postage": ("Port en koerier", "Port et coursier", "Postage and courier"),
    "maintenance": ("Onderhoud en klein materiaal", "Entretien et petit matériel", "Maintenance and small equipment"),
    "goods": ("Aankoop van goederen", "Achat de marchandises", "Goods for resale"),
    "fine": ("Boete", "Amende", "Fine"),
    "other": ("Andere kosten", "Autres frais", "Other costs"),
}
_WORDS = {
    "travel": "nmbs sncb trein train delijn stib mivb tec taxi uber ns arriva thalys eurostar metro tram bus airlines"
    " ryanair klm",
    "lodging": "hotel ibis novotel nh marriott hilton booking airbnb b&b hostel",
    "restaurant": "restaurant brasserie bistro pizzeria frituur friterie trattoria taverne eetcafe sushi wok lunch",
    "reception": "traiteur catering receptie reception",
    "gift": "bloemen fleuriste fleurs florist geschenk cadeau chocolatier",
    "fuel": "shell esso texaco lukoil q8 dats24 octa+ total totalenergies tankstation fastned allego gabriels",
    "car": "garage carglass autokeuring car-wash carwash banden pneus",
    "parking": "parking parkeren q-park indigo interparking 4411 park",
    "office": "staples ava papeterie kantoor bureau inktpatroon",
    "phone": "proximus telenet orange voo base scarlet kpn vodafone odido",
    "software": "github microsoft adobe google aws openai atlassian jetbrains hetzner ovh combell software",
    "training": "boekhandel librairie standaard fnac cursus opleiding formation seminarie",
    "postage": "bpost postnl dhl ups fedex dpd gls koerier",
    "maintenance": "brico gamma hubo makro hornbach praxis ikea action",
    "fine": "boete amende gas-boete onmiddellijke inning",
}
_ACCOUNTS = {
    "travel": "615", "lodging": "615", "restaurant": "6142", "reception": "6141", "gift": "614", "fuel": "616",
    "car": "616", "parking": "616", "office": "612", "phone": "612", "software": "613", "training": "613",
    "postage": "612", "maintenance": "611", "goods": "604", "fine": "643", "other": "643",
}  # fmt: skip
_ORDINARY = (WHOLE, WHOLE)
_BELGIAN: dict[str, tuple[Decimal, Decimal | None, str]] = {
    "lodging": (Decimal(0), WHOLE, "VAT Code art. 45 §3, 2°"),
    "restaurant": (Decimal(0), Decimal(69), "VAT Code art. 45 §3, 2°; ITC 1992 art. 53, 8°"),
    "reception": (Decimal(0), Decimal(50), "VAT Code art. 45 §3, 4°; ITC 1992 art. 53, 8°"),
    "gift": (Decimal(0), Decimal(50), "VAT Code art. 45 §3, 4°; ITC 1992 art. 53, 8°"),
    "fuel": (Decimal(50), None, "VAT Code art. 45 §2; ITC 1992 art. 66 and 198bis"),
    "car": (Decimal(50), None, "VAT Code art. 45 §2; ITC 1992 art. 66 and 198bis"),
    "parking": (Decimal(50), None, "VAT Code art. 45 §2; ITC 1992 art. 66 and 198bis"),
    "fine": (Decimal(0), Decimal(0), "ITC 1992 art. 53, 6°"),
}
_DUTCH: dict[str, tuple[Decimal, Decimal | None, str]] = {
    "restaurant": (Decimal(0), Decimal(80), "Wet OB art. 15 §5; Wet IB 2001 art. 3.15"),
    "reception": (Decimal(0), Decimal(80), "Wet OB art. 15 §5; Wet IB 2001 art. 3.15"),
    "fine": (Decimal(0), Decimal(0), "Wet IB 2001 art. 3.14"),
}


def _categories(country: str, limits: dict[str, tuple[Decimal, Decimal | None, str]], law: str) -> list[Category]:
    made = []
    for code, (nl, fr, en) in _NAMES.items():
        vat_percent, tax_percent, source = limits.get(code, (*_ORDINARY, law))
        made.append(
            Category(
                country=country,
                code=code,
                names={"nl": nl, "fr": fr, "en": en},
                account=_ACCOUNTS[code],
                vat_percent=vat_percent,
                tax_percent=tax_percent,
                source=source,
                in_return=code != "fine",
                words=tuple(_WORDS.get(code, "").split()),
            )
        )
    return made


CATEGORIES = (
    *_categories("BE", _BELGIAN, "VAT Code art. 45 §1; ITC 1992 art. 49"),
    *_categories("NL", _DUTCH, "Wet OB art. 15; Wet IB 2001 art. 3.8"),
)


def categories(country: str, on: date) -> Sequence[Category]:
    """Those of a country on a day; of one that we know nothing of, the Belgian ones without any deduction of VAT."""
    found = [each for each in CATEGORIES if each.country == country and each.holds(on)]
    if found or country in {each.country for each in CATEGORIES}:
        return found
    return [
        Category(country, each.code, each.names, each.account, Decimal(0), None, "", each.in_return, each.words)
        for each in categories("BE", on)
    ]


def category(code: str, country: str, on: date) -> Category:
    """Raises CategoryUnknown.

    >>> found = category("restaurant", "BE", date(2026, 11, 21))
    >>> found.vat_percent, found.tax_percent
    (Decimal('0'), Decimal('69'))
    """
    for each in categories(country, on):
        if each.code == code:
            return each
    raise CategoryUnknown(f"{code[:40]} is no category of expenses", field="category", value=code[:40])


def suggested(merchant: str | None, country: str, on: date) -> Category:
    """The category that a merchant's name gives away; else `other`.

    >>> suggested("Brasserie De Kroon", "BE", date(2026, 11, 21)).code
    'restaurant'
    """
    flat = unicodedata.normalize("NFKD", merchant or "").encode("ascii", "ignore").decode().lower()
    said = set(re.findall(r"[a-z0-9&+-]+", flat))
    for each in categories(country, on):
        if said & set(each.words):
            return each
    return category("other", country, on)
