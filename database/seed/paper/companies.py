"""Who sends and who receives: fictional companies with numbers that pass their checks."""

import unicodedata
from dataclasses import dataclass
from random import Random

CUSTOMER_NAME = "Atelier Noord BV"


@dataclass(frozen=True, slots=True)
class Company:
    """A party on an invoice. `vat_number` and `iban` are written without blanks."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    vat_number: str
    iban: str
    email: str
    trade: str = "office"

    @property
    def address(self) -> str:
        """As it stands on one line."""
        return f"{self.street}, {self.postcode} {self.city}"


def belgian_vat(base: int) -> str:
    """BE, eight digits, then 97 minus their remainder by 97."""
    return f"BE{base:08d}{97 - base % 97:02d}"


def dutch_vat(base: int) -> str:
    """NL, nine digits, B01, check digits modulo 97 over letters as numbers (rule since 2020)."""
    for check in range(100):
        number = f"NL{base:09d}B{check:02d}"
        if int("".join(str(int(letter, 36)) for letter in number)) % 97 == 1:
            return number
    raise ValueError(f"{base} has no Dutch VAT number")


def iban(country: str, account: str) -> str:
    """ISO 13616: check digits make the rearranged number 1 modulo 97."""
    digits = "".join(str(int(letter, 36)) for letter in account + country)
    return f"{country}{98 - int(digits + '00') % 97:02d}{account}"


def belgian_iban(bank: int, account: int) -> str:
    """Belgian accounts carry their own check: the first ten digits modulo 97, where 0 is written 97."""
    ten = f"{bank:03d}{account:07d}"
    return iban("BE", f"{ten}{int(ten) % 97 or 97:02d}")


def structured_reference(base: int) -> str:
    """+++ddd/dddd/ddddd+++: ten digits and their remainder by 97, where 0 is written 97."""
    digits = f"{base:010d}{base % 97 or 97:02d}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def _belgian(name: str, street: str, postcode: str, city: str, base: int, trade: str = "office") -> Company:
    plain = unicodedata.normalize("NFKD", name.split()[0].lower())
    domain = "".join(letter for letter in plain if letter.isascii() and letter.isalnum()) + ".example"
    account = belgian_iban(539, base * 7 % 10_000_000)
    return Company(name, street, postcode, city, "BE", belgian_vat(base), account, f"info@{domain}", trade)


CUSTOMER = _belgian(CUSTOMER_NAME, "Londenstraat 14", "2000", "Antwerpen", 9_990_124)
DUTCH = (
    _belgian("Drukkerij De Linde BV", "Kortrijksesteenweg 412", "9000", "Gent", 9_012_345, "print"),
    _belgian("Schrijnwerkerij Van Hove BV", "Battelsesteenweg 88", "2800", "Mechelen", 9_123_011, "building"),
    _belgian("Elektro Peeters BV", "Diestsesteenweg 231", "3010", "Leuven", 9_230_877, "building"),
    _belgian("Groothandel Verhaegen NV", "Noorderlaan 79", "2030", "Antwerpen", 9_341_902, "food"),
    _belgian("Accountantskantoor Maes & Co", "Gistelsesteenweg 17", "8400", "Oostende", 9_402_218, "advice"),
)
NETHERLANDS = (
    Company(
        "Kantoorhuis Amstel B.V.",
        "Weesperzijde 190",
        "1097 DS",
        "Amsterdam",
        "NL",
        dutch_vat(999_001_234),
        iban("NL", "ABNA0417164300"),
        "verkoop@kantoorhuis.example",
        "office",
    ),
    Company(
        "Zeeuwse Papierhandel B.V.",
        "Havendijk 12",
        "4401 NS",
        "Yerseke",
        "NL",
        dutch_vat(999_004_411),
        iban("NL", "INGB0005612789"),
        "post@papierhandel.example",
        "print",
    ),
)
FRENCH = (
    _belgian("Imprimerie Sambre SRL", "Rue de Fer 58", "5000", "Namur", 9_511_304, "print"),
    _belgian("Menuiserie Delvaux SA", "Rue Saint-Gilles 127", "4000", "Liège", 9_604_418, "building"),
    _belgian("Traiteur Lambert SRL", "Chaussée de Bruxelles 311", "6040", "Jumet", 9_702_665, "food"),
    _belgian("Étude Fontaine & Associés SRL", "Avenue Louise 149", "1050", "Bruxelles", 9_788_120, "advice"),
)
ENGLISH = (
    _belgian("Northgate Consulting BV", "Rue de la Loi 227", "1040", "Brussels", 9_810_337, "advice"),
    _belgian("Harbour Software NV", "Cadixstraat 33", "2000", "Antwerp", 9_845_590, "software"),
)
SHOPS = (
    _belgian("Broodjeszaak De Markt", "Grote Markt 9", "2300", "Turnhout", 9_877_001, "food"),
    _belgian("Doe-het-zelf Willems", "Liersesteenweg 140", "3130", "Begijnendijk", 9_881_230, "building"),
)


def some_supplier(language: str, dice: Random) -> Company:
    """Any supplier that writes in this language."""
    return dice.choice({"nl": DUTCH + NETHERLANDS, "fr": FRENCH, "en": ENGLISH}[language])
