"""Where an entry counts that undoes one of another VAT period.

A return that was filed stays as it was: what was wrong in it is corrected in a later one. The Belgian form (625) has
grids for that: 48, 49, 84 and 85 take credit notes *and negative corrections*, 81 to 83 are told after them, and 61
and 62 are sundry corrections of VAT in favour of the State and of the taxpayer, as 63 and 64 are of the VAT of a credit
note alone (the form's own words; help of Intervat, frames II to V). The Dutch return has no such rubrics.
"""

from collections.abc import Iterable

from accounting.vat.grids import grids_of
from accounting.vat.posting_grids import Grids

OF_SALES = {"44": "48", "46": "48"} | dict.fromkeys(("00", "01", "02", "03", "45", "47"), "49")
OF_COST = ("-81", "-82", "-83")
INTRA_COMMUNITY = {"-86", "-88"}
NOTED = {"+84", "-84", "+85", "-85"}
TO_THE_STATE, TO_US = "+61", "+62"


def corrected(grids: Iterable[str], country: str = "BE") -> Grids:
    """The grids of a mirror image that falls in another period than what it undoes.

    >>> corrected(("-82",)), corrected(("-59",)), corrected(("-03",)), corrected(("-54",))
    (('-82', '+85'), ('+61',), ('+49',), ('+62',))
    >>> corrected(("-81", "-86")), corrected(("-55",)), corrected(("-5b",), "NL")
    (('-81', '-86', '+84'), ('+62',), ('-5b',))
    """
    found = list(grids)
    if country != "BE":
        return tuple(found)
    made = [_one(each) for each in found]
    if any(each in OF_COST for each in found) and not NOTED & set(found):
        made.append("+84" if INTRA_COMMUNITY & set(found) else "+85")
    return tuple(made)


def _one(grid: str) -> str:
    sign, name = grid[0], grid[1:]
    known = grids_of("BE").get(name)
    if known is not None and known.kind in ("due", "deductible"):
        return TO_THE_STATE if (sign == "+") is (known.kind == "due") else TO_US
    return f"+{OF_SALES[name]}" if sign == "-" and name in OF_SALES else grid
