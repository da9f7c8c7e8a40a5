"""What people spend for a company: which account bears it, and how much of VAT and cost may be deducted.

Dated data of Belgium and the Netherlands. Belgium: VAT Code art. 45 §2 (vehicles 50 % at most) and §3 (meals, lodging,
reception: none; gifts only below 50 euros each without VAT, art. 12 §1, 2° and circular 2017/C/32 of 29 May 2017, which
counts each gift to each person by itself); Income Tax Code 1992 art. 53, 8° (50 % of reception
and business gifts), 8°bis (69 % of restaurants) and 6° (no fines), art. 66 and 198bis (what may be deducted of a car
depends on its CO₂ and fuel: `car_costs`). Netherlands: Wet OB art. 15 §5 (no VAT on food and drink in horeca), Besluit
uitsluiting aftrek omzetbelasting 1968 (gifts); of mixed costs (meals, reception, gifts) a company deducts 73.5 % (Wet
Vpb 1969 art. 8 §5), a person with a business 80 % since 2017 (Wet IB 2001 art. 3.15), where neither chooses the fixed
threshold.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.errors import Invalid
from accounting.plan import plan

WHOLE = Decimal(100)


class CategoryUnknown(Invalid):
    """There is no such category of expenses on that day."""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of expense between two days.

    `vat_percent`: how much of its VAT may be deducted. `tax_percent`: how much of the cost lowers the profit on which a
    company is taxed; None where it depends on more than the kind; `tax_percent_of_persons` where a person's business
    may deduct another part. `below`: it is of this kind only when each costs less than that, without VAT; at that or
    more none of its VAT is deducted. `words` are those by which a merchant gives it away.
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
    tax_percent_of_persons: Decimal | None = None
    below: Decimal | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def vat_deducted(self, net: Decimal, count: int = 1) -> Decimal:
        """How much of the VAT may be deducted, in percent, of so many that cost `net` together.

        >>> gift = category("small_gift", "BE", date(2026, 11, 22))
        >>> [gift.vat_deducted(Decimal(500), count) for count in (1, 10, 11)]
        [Decimal('0'), Decimal('0'), Decimal('100')]
        """
        return self.vat_percent if self.below is None or net < self.below * count else Decimal(0)

    def taxed(self, legal_form: str | None) -> Decimal | None:
        """How much of the cost a business of that legal form deducts from the profit that is taxed.

        >>> found = category("restaurant", "NL", date(2026, 11, 21))
        >>> found.taxed("BV"), found.taxed("Eenmanszaak")
        (Decimal('73.5'), Decimal('80'))
        """
        person = self.tax_percent_of_persons is not None and is_of_persons(legal_form)
        return self.tax_percent_of_persons if person else self.tax_percent


_NAMES = {
    "travel": ("Openbaar vervoer en taxi", "Transports en commun et taxi", "Public transport and taxi"),
    "lodging": ("Hotel", "Hôtel", "Hotel"),
    "restaurant": ("Restaurant", "Restaurant", "Restaurant"),
    "reception": ("Receptie en onthaal", "Réception et accueil", "Reception and hospitality"),
    "small_gift": ("Relatiegeschenk onder 50 euro", "Cadeau d'affaires sous 50 euros", "Business gift under 50 euros"),
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
    "small_gift": "bloemen fleuriste fleurs florist geschenk cadeau chocolatier",
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


@dataclass(frozen=True, slots=True)
class _Limit:
    """What the law lets be deducted of a kind of cost, between two days."""

    vat: Decimal
    tax: Decimal | None
    source: str
    tax_of_persons: Decimal | None = None
    below: Decimal | None = None
    valid_from: date = date(2004, 1, 1)
    valid_to: date | None = None


_CAR = _Limit(Decimal(50), None, "VAT Code art. 45 §2; ITC 1992 art. 66 and 198bis")
_RECEPTION = _Limit(Decimal(0), Decimal(50), "VAT Code art. 45 §3, 4°; ITC 1992 art. 53, 8°")
_SMALL_GIFT = "VAT Code art. 12 §1, 2° and 45 §3, 4°; circular 2017/C/32; ITC 1992 art. 53, 8°"
_BELGIAN: dict[str, tuple[_Limit, ...]] = {
    "lodging": (_Limit(Decimal(0), WHOLE, "VAT Code art. 45 §3, 2°"),),
    "restaurant": (_Limit(Decimal(0), Decimal(69), "VAT Code art. 45 §3, 2°; ITC 1992 art. 53, 8°bis"),),
    "reception": (_RECEPTION,),
    "small_gift": (_Limit(WHOLE, Decimal(50), _SMALL_GIFT, below=Decimal(50)),),
    "gift": (_RECEPTION,),
    "fuel": (_CAR,),
    "car": (_CAR,),
    "parking": (_CAR,),
    "fine": (_Limit(Decimal(0), Decimal(0), "ITC 1992 art. 53, 6°"),),
}
_COMPANIES = Decimal("73.5")
_MIXED = "Wet Vpb 1969 art. 8 §5; Wet IB 2001 art. 3.15"


def _mixed(vat_percent: Decimal, law: str) -> tuple[_Limit, ...]:
    """Mixed costs: of a person's business the part that is deducted went from 73.5 % to 80 % in 2017."""
    source = f"{law}; {_MIXED}"
    return (
        _Limit(vat_percent, _COMPANIES, source, valid_to=date(2016, 12, 31)),
        _Limit(vat_percent, _COMPANIES, source, tax_of_persons=Decimal(80), valid_from=date(2017, 1, 1)),
    )


_DUTCH: dict[str, tuple[_Limit, ...]] = {
    "restaurant": _mixed(Decimal(0), "Wet OB art. 15 §5"),
    "reception": _mixed(Decimal(0), "Wet OB art. 15 §5"),
    "gift": _mixed(WHOLE, "Besluit uitsluiting aftrek omzetbelasting 1968 art. 1 and 4"),
    "fine": (_Limit(Decimal(0), Decimal(0), "Wet IB 2001 art. 3.14"),),
}
_NOT_THERE = {"NL": ("small_gift",)}
_OF_PERSONS = ("eenmanszaak", "vof", "maatschap", "cv", "zzp")


def is_of_persons(legal_form: str | None) -> bool:
    """Whether a Dutch business of this legal form is taxed on the income of the persons behind it.

    >>> is_of_persons("V.O.F."), is_of_persons("B.V."), is_of_persons(None)
    (True, False, False)
    """
    return (legal_form or "").lower().replace(".", "").replace(" ", "") in _OF_PERSONS


def _categories(country: str, limits: dict[str, tuple[_Limit, ...]], law: str) -> list[Category]:
    ordinary = (_Limit(WHOLE, WHOLE, law),)
    return [
        Category(
            country=country,
            code=code,
            names={"nl": nl, "fr": fr, "en": en},
            account=plan(country).expenses[code],
            vat_percent=limit.vat,
            tax_percent=limit.tax,
            source=limit.source,
            in_return=code != "fine",
            words=tuple(_WORDS.get(code, "").split()),
            valid_from=limit.valid_from,
            valid_to=limit.valid_to,
            tax_percent_of_persons=limit.tax_of_persons,
            below=limit.below,
        )
        for code, (nl, fr, en) in _NAMES.items()
        if code not in _NOT_THERE.get(country, ())
        for limit in limits.get(code, ordinary)
    ]


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


def suggested(merchant: str | None, country: str, on: date, net: Decimal | None = None) -> Category:
    """The category that a merchant's name gives away, and `net`, what was spent without VAT; else `other`.

    >>> suggested("Brasserie De Kroon", "BE", date(2026, 11, 21)).code
    'restaurant'
    >>> [suggested("Bloemen Ilse", "BE", date(2026, 11, 21), Decimal(net)).code for net in (45, 50)]
    ['small_gift', 'gift']
    """
    flat = unicodedata.normalize("NFKD", merchant or "").encode("ascii", "ignore").decode().lower()
    said = set(re.findall(r"[a-z0-9&+-]+", flat))
    for each in categories(country, on):
        fits = each.below is None or (net is not None and net < each.below)
        if fits and said & set(each.words):
            return each
    return category("other", country, on)
