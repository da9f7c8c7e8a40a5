"""An address as somebody wrote it, taken apart where that is clear: street, postal code, town."""

import re
from dataclasses import dataclass

TOWNS = (
    re.compile(r"(?:(?P<country>NL)[ -]+)?(?P<code>[1-9]\d{3} ?[A-Z]{2})[ ,]+(?P<city>\D{2,})"),
    re.compile(r"(?:(?P<country>[A-Z]{1,2})[ -]+)?(?P<code>\d{4,5})[ ,]+(?P<city>\D{2,})"),
)
"""`1012 AB Amsterdam`, then `9000 Gent`, `B-9000 Gent`, `75011 Paris`."""

LETTERS = {"B": "BE", "F": "FR", "D": "DE", "L": "LU", "A": "AT", "I": "IT", "E": "ES", "P": "PT"}
"""What stood before a postal code in the days of telex, where it is not the country's code."""

LAND_NAMES = {
    "belgium": "BE", "belgie": "BE", "belgië": "BE", "belgique": "BE", "nederland": "NL", "netherlands": "NL",
    "the netherlands": "NL", "pays-bas": "NL", "france": "FR", "frankrijk": "FR", "deutschland": "DE", "germany": "DE",
    "duitsland": "DE", "allemagne": "DE", "luxembourg": "LU", "luxemburg": "LU", "ireland": "IE", "ierland": "IE",
    "irlande": "IE", "spain": "ES", "spanje": "ES", "espagne": "ES", "españa": "ES", "italy": "IT", "italië": "IT",
    "italie": "IT", "italia": "IT", "poland": "PL", "polen": "PL", "pologne": "PL", "portugal": "PT", "austria": "AT",
    "oostenrijk": "AT", "autriche": "AT", "österreich": "AT", "denmark": "DK", "denemarken": "DK", "danemark": "DK",
    "sweden": "SE", "zweden": "SE", "suède": "SE", "united states": "US", "united states of america": "US", "usa": "US",
    "us": "US", "verenigde staten": "US", "états-unis": "US", "etats-unis": "US", "united kingdom": "GB", "uk": "GB",
    "great britain": "GB", "england": "GB", "verenigd koninkrijk": "GB", "royaume-uni": "GB", "switzerland": "CH",
    "zwitserland": "CH", "suisse": "CH", "schweiz": "CH", "norway": "NO", "noorwegen": "NO", "norvège": "NO",
    "canada": "CA", "china": "CN", "chine": "CN", "hong kong": "HK", "india": "IN", "inde": "IN", "israel": "IL",
    "israël": "IL", "japan": "JP", "japon": "JP", "singapore": "SG", "singapour": "SG", "australia": "AU",
    "australië": "AU", "australie": "AU", "turkey": "TR", "turkije": "TR", "turquie": "TR", "türkiye": "TR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """What is not clear stays in `street`, as it was written."""

    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None


def parse_address(text: str | None) -> PostalAddress:
    """Street, postal code and town, if the town is the last thing said and something stands before it.

    >>> parse_address("Stationsstraat 12, B-9000 Gent")
    PostalAddress(street='Stationsstraat 12', postal_code='9000', city='Gent', country='BE')
    >>> parse_address("Markt 1")
    PostalAddress(street='Markt 1', postal_code=None, city=None, country=None)
    """
    whole = (text or "").strip(" ,\n")
    if not whole:
        return PostalAddress()
    parts = [part.strip() for part in re.split(r"\n|,|·|\s{3,}", whole) if part.strip()]
    country = LAND_NAMES.get(parts[-1].lower()) if len(parts) > 1 else None
    if country:
        parts.pop()
    if len(parts) > 1 and parts[-2].isdigit() and len(parts[-2]) in (4, 5):  # "9000, Gent"
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    for pattern in TOWNS:
        if len(parts) > 1 and (town := pattern.fullmatch(parts[-1])):
            said = town["country"]
            return PostalAddress(
                ", ".join(parts[:-1]),
                town["code"],
                town["city"].strip(" ,"),
                country or (LETTERS.get(said, said) if said else None),
            )
    return PostalAddress(whole)
