"""Days on which nothing falls due: weekends and the public holidays of a country.

Belgium: the ten legal public holidays of the royal decree of 18 April 1974, art. 1. Three follow Easter, which is
computed (the calendar of 1582).
"""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
BELGIAN_DAYS = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
BELGIAN_DAYS_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension Day and Whit Monday."""


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
    return frozenset((*fixed, *(sunday + timedelta(days=after) for after in BELGIAN_DAYS_AFTER_EASTER)))


def working_day(day: date) -> date:
    """That day, or the first after it that is no Saturday, Sunday or Belgian public holiday.

    >>> working_day(date(2025, 7, 20))    # a Sunday, before the national holiday
    datetime.date(2025, 7, 22)
    """
    while day.weekday() >= SATURDAY or day in belgian_holidays(day.year):
        day += ONE_DAY
    return day
