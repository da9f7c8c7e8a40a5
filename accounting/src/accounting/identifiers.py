"""Numbers that identify a company, an account or a payment, and the arithmetic that proves them.

Every ``parse_*`` takes what a person or a scanner wrote (blanks, dots, lower case) and returns the one
form the books keep, or raises :class:`InvalidIdentifier`. Nothing here asks a register: a valid number
is a well-formed one, not a living company.
"""

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType

from stdnum import bic, get_cc_module, iban, iso11649
from stdnum.be import vat as belgian_vat
from stdnum.exceptions import ValidationError

from accounting.errors import Invalid

EU_COUNTRIES = frozenset("AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split())
"""Prefixes of EU VAT numbers (Greece writes EL, Northern Ireland XI)."""

OTHER_COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AR AS AU AW AX AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH "
    "CI CK CL CM CN CO CR CU CV CW CX DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GB GD GE GF GG GH GI GL GM GN GP GQ GT "
    "GU GW GY HK HN HT ID IL IM IN IO IQ IR IS JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LY MA "
    "MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MU MV MW MX MY MZ NA NC NE NF NG NI NO NP NR NU NZ OM PA PE PF PG PH "
    "PK PM PN PR PS PW PY QA RE RS RU RW SA SB SC SD SG SH SJ SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split()
)
"""ISO 3166 codes outside the VAT territory of the European Union: their tax numbers have rules that we do not prove."""


COUNTRIES = (EU_COUNTRIES - {"EL", "XI"}) | {"GR", "GB"} | OTHER_COUNTRIES
"""ISO 3166 codes of where somebody can be."""


class InvalidIdentifier(Invalid):
    """This number is not well formed, or its check digits do not match."""


def parse_vat_number(text: str, *, country: str = "BE") -> str:
    """The VAT number with its country prefix and without punctuation; ``country`` is used when there is no prefix.

    >>> parse_vat_number("BE 0428.759.497")
    'BE0428759497'
    >>> parse_vat_number("403019261")
    'BE0403019261'
    >>> parse_vat_number("nl 8104.33.941.B01")
    'NL810433941B01'
    """
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    prefix = plain[:2]
    if prefix == "GR":
        prefix, plain = "EL", "EL" + plain[2:]
    if prefix not in EU_COUNTRIES or not any(character.isdigit() for character in plain[2:]):
        if plain[:1].isalpha() and country != "ES":
            raise InvalidIdentifier(f"{text.strip()} is not a VAT number of the European Union")
        prefix, plain = country, country + plain
    module = _vat_module(prefix)
    if module is None:
        raise InvalidIdentifier(f"{text.strip()} is not a VAT number of the European Union")
    try:
        number = str(module.validate(plain[2:] if prefix != "XI" else "GB" + plain[2:]))
    except ValidationError as error:
        raise InvalidIdentifier(f"{text.strip()} is not a valid VAT number ({prefix})") from error
    return prefix + number.removeprefix(prefix)


def parse_tax_number(text: str, *, country: str = "BE") -> str:
    """A supplier's VAT number; outside the European Union any tax number that begins with its country's two letters.

    Such a number is kept as it was written, without punctuation: nothing proves it, and whoever shows it should say so.
    Without two letters of a country it must be a VAT number of ``country``, so a mistyped one is still refused.

    >>> parse_tax_number("CHE-123.456.788 MWST"), parse_tax_number("US 12-3456789")
    ('CHE123456788MWST', 'US123456789')
    >>> parse_tax_number("BE 0428.759.497")
    'BE0428759497'
    """
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    if plain[:2] in OTHER_COUNTRIES and len(re.findall("[0-9]", plain)) >= 4 and len(plain) <= 24:
        return plain
    return parse_vat_number(text, country=country)


def vat_prefix(country: str) -> str:
    """How VAT numbers of a country begin: everywhere its ISO 3166 code, but in Greece.

    >>> vat_prefix("GR"), vat_prefix("BE")
    ('EL', 'BE')
    """
    return "EL" if country == "GR" else country


def country_of(vat_number: str) -> str:
    """The ISO 3166 code of the country whose VAT number it is.

    >>> country_of("EL123456783"), country_of("BE0428759497")
    ('GR', 'BE')
    """
    return {"EL": "GR", "XI": "GB"}.get(vat_number[:2], vat_number[:2])


def parse_company_number(text: str, *, country: str = "BE") -> str:
    """The number of a company in its country's register: proven for Belgium (KBO/BCE); of the Dutch one (KvK) the form.

    >>> parse_company_number("0428.759.497"), parse_company_number("KvK 1234 5678", country="NL")
    ('0428759497', '12345678')
    """
    if country == "BE":
        return parse_enterprise_number(re.sub(r"^\s*BE", "", text, flags=re.IGNORECASE))
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    if country == "NL" and not re.fullmatch(r"[0-9]{8}", plain := plain.removeprefix("KVK")):
        raise InvalidIdentifier(f"{text.strip()} is not a number of the Dutch trade register (KvK): that has 8 digits")
    if not 2 <= len(plain) <= 30:
        raise InvalidIdentifier(f"{text.strip()} is not a company number")
    return plain


def parse_bic(text: str) -> str:
    """The bank's code (ISO 9362) without blanks.

    >>> parse_bic("kred be bb")
    'KREDBEBB'
    """
    try:
        return str(bic.validate(text))
    except ValidationError as error:
        raise InvalidIdentifier(f"{text.strip()} is not a BIC") from error


def parse_enterprise_number(text: str) -> str:
    """The Belgian enterprise number (KBO/BCE) as ten digits: eight, then 97 minus their remainder by 97.

    >>> parse_enterprise_number("0428.759.497")
    '0428759497'
    """
    try:
        return str(belgian_vat.validate(text))
    except ValidationError as error:
        raise InvalidIdentifier(f"{text.strip()} is not a Belgian enterprise number") from error


def enterprise_number_of(vat_number: str) -> str | None:
    """A Belgian VAT number is BE and the enterprise number (W.Btw art. 50); others tell none.

    >>> enterprise_number_of("BE0428759497"), enterprise_number_of("NL004495445B01")
    ('0428759497', None)
    """
    return vat_number[2:] if vat_number.startswith("BE") else None


def format_enterprise_number(number: str) -> str:
    """As people read it.

    >>> format_enterprise_number("0428759497")
    '0428.759.497'
    """
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def parse_iban(text: str) -> str:
    """The IBAN without blanks, upper case, ISO 13616 check digits and length proven.

    >>> parse_iban("be32 1234 5678 9002")
    'BE32123456789002'
    """
    try:
        return str(iban.validate(text, check_country=False))
    except ValidationError as error:
        raise InvalidIdentifier(f"{text.strip()} is not a valid IBAN") from error


def passes_national_check(number: str) -> bool:
    """Whether a Belgian IBAN also satisfies the old account number's own mod 97; other countries always do.

    >>> passes_national_check("BE32123456789002"), passes_national_check("BE53586671384412")
    (True, False)
    """
    if not number.startswith("BE"):
        return True
    return (int(number[4:14]) % 97 or 97) == int(number[14:16])


def format_iban(number: str) -> str:
    """In groups of four.

    >>> format_iban("BE32123456789002")
    'BE32 1234 5678 9002'
    """
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def make_structured_reference(base: int) -> str:
    """The Belgian structured reference (OGM/VCS) of a number of at most ten digits: base mod 97, and 97 for 0.

    >>> make_structured_reference(909337554)
    '+++090/9337/55493+++'
    >>> make_structured_reference(97)
    '+++000/0000/09797+++'
    """
    if not 0 <= base <= 9_999_999_999:
        raise InvalidIdentifier("A structured reference holds at most ten digits")
    return format_structured_reference(f"{base:010d}{base % 97 or 97:02d}")


def parse_structured_reference(text: str) -> str:
    """The twelve digits of ``+++ddd/dddd/ddddd+++``; stars, blanks and bare digits are read too.

    >>> parse_structured_reference("*** 010/8068/17183 ***")
    '010806817183'
    """
    digits = re.sub(r"[\s+*/.\-]", "", text)
    if not re.fullmatch(r"[0-9]{12}", digits):
        raise InvalidIdentifier(f"{text.strip()} is not a structured reference")
    if not proves_itself(digits):
        raise InvalidIdentifier(f"The check digits of {text.strip()} do not match")
    return digits


def proves_itself(digits: str) -> bool:
    """Whether the last two of the twelve digits of a structured reference are the check of the others.

    >>> proves_itself("010806817183"), proves_itself("010806817138")
    (True, False)
    """
    return digits.isascii() and (int(digits[:10]) % 97 or 97) == int(digits[10:])


def format_structured_reference(digits: str) -> str:
    """As it is printed.

    >>> format_structured_reference("240283842818")
    '+++240/2838/42818+++'
    """
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def parse_creditor_reference(text: str) -> str:
    """The ISO 11649 reference (``RF`` and two check digits) without blanks.

    >>> parse_creditor_reference("RF18 5390 0754 7034")
    'RF18539007547034'
    """
    try:
        return str(iso11649.validate(text))
    except ValidationError as error:
        raise InvalidIdentifier(f"{text.strip()} is not a creditor reference") from error


def is_valid(parse: Callable[[str], str], text: str) -> bool:
    """Whether ``parse`` accepts ``text``.

    >>> is_valid(parse_iban, "BE32123456789002"), is_valid(parse_vat_number, "BE0431150351")
    (True, False)
    """
    try:
        parse(text)
    except InvalidIdentifier:
        return False
    return True


@cache
def _vat_module(country: str) -> ModuleType | None:
    if country not in EU_COUNTRIES:
        return None
    module = get_cc_module({"EL": "gr", "XI": "gb"}.get(country, country.lower()), "vat")
    return module if isinstance(module, ModuleType) else None
