"""Days on which nothing falls due: weekends and the public holidays of a country.

Belgium: the ten legal public holidays of the royal decree of 18 April 1974, art. 1. Netherlands: the generally
recognised ones of the Algemene termijnenwet, art. 3(1); Good Friday counts only for legal terms (art. 3(2)) and is left
out. Some follow Easter, which is computed (the calendar of 1582).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
BELGIAN_DAYS = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
DAYS_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension Day and Whit Monday: in both countries."""
DUTCH_DAYS = ((1, 1), (5, 5), (12, 25), (12, 26))
KINGS_DAYS = ((date(2014, 1, 1), 4, 27), (date(1949, 1, 1), 4, 30))
"""Since when the birthday of the King or Queen is celebrated on which day; the day before, where that is a Sunday."""


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher.

    >>> easter(2025), easter(2026), easter(2027)
    (datetime.date(2025, 4, 20), datetime.date(2026, 4, 5), datetime.date(2027, 3, 28))
    """
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def belgian_holidays(year: int) -> frozenset[date]:
    """The ten of a year; fewer days when Ascension Day is the first of May.

    >>> date(2026, 5, 14) in belgian_holidays(2026), len(belgian_holidays(2026))    # Ascension Day
    (True, 10)
    """
    sunday = easter(year)
    fixed = (date(year, month, day) for month, day in BELGIAN_DAYS)
    return frozenset((*fixed, *(sunday + timedelta(days=after) for after in DAYS_AFTER_EASTER)))


def dutch_holidays(year: int) -> frozenset[date]:
    """The eight of a year; fewer days when two fall together.

    >>> date(2025, 4, 26) in dutch_holidays(2025), date(2026, 4, 27) in dutch_holidays(2026), len(dutch_holidays(2026))
    (True, True, 8)
    """
    sunday = easter(year)
    fixed = [date(year, month, day) for month, day in DUTCH_DAYS]
    celebrated = next(((month, day) for since, month, day in KINGS_DAYS if since.year <= year), None)
    if celebrated is not None:
        birthday = date(year, *celebrated)
        fixed.append(birthday - ONE_DAY if birthday.weekday() == SUNDAY else birthday)
    return frozenset((*fixed, *(sunday + timedelta(days=after) for after in DAYS_AFTER_EASTER)))


HOLIDAYS: Mapping[str, Callable[[int], frozenset[date]]] = MappingProxyType(
    {"BE": belgian_holidays, "NL": dutch_holidays}
)
"""By country, its public holidays of a year."""


def working_day(day: date) -> date:
    """That day, or the first after it that is no Saturday, Sunday or Belgian public holiday.

    >>> working_day(date(2025, 7, 20))    # a Sunday, before the national holiday
    datetime.date(2025, 7, 22)
    """
    while day.weekday() >= SATURDAY or day in belgian_holidays(day.year):
        day += ONE_DAY
    return day
