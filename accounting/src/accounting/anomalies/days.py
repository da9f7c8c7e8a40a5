"""Controls of the day: weekends and public holidays, alone and with a round amount."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from accounting.anomalies.entries import Ints, Ledger, amount_as_text
from accounting.anomalies.evidence import Evidence, percent, unlike
from accounting.anomalies.limits import Limits
from accounting.holidays import HOLIDAYS, belgian_holidays

WORKDAY, SATURDAY, SUNDAY, HOLIDAY = range(4)
KINDS = ("workday", "saturday", "sunday", "holiday")


def quiet_day(ledger: Ledger, limits: Limits) -> Evidence:
    """An entry of a Saturday, Sunday or public holiday at a counterparty that keeps to working days."""
    kind = kinds_of_day(ledger.day, limits.country)
    rows = np.nonzero(kind != WORKDAY)[0]
    decades = np.zeros(len(rows))
    for one in (SATURDAY, SUNDAY, HOLIDAY):
        decades[kind[rows] == one] = unlike(ledger.counterparty, kind == one)

    def figures(at: Ints) -> list[list[str]]:
        return [[iso(ledger.day[rows[k]]), KINDS[kind[rows[k]]], percent(decades[k])] for k in at]

    return Evidence(rows, decades, figures)


def round_on_quiet_day(ledger: Ledger, seen: Mapping[str, Evidence]) -> Evidence:
    """A round amount on a day without work: each alone is little, and together they are improbable."""
    quiet, roundly = seen["quiet_day"], seen["round_amount"]
    rows, on_quiet, on_round = np.intersect1d(quiet.rows, roundly.rows, assume_unique=True, return_indices=True)
    if not len(rows):
        return Evidence.none()
    decades = quiet.decades[on_quiet] + roundly.decades[on_round]

    def figures(at: Ints) -> list[list[str]]:
        days = quiet.figures(on_quiet[at])
        return [[amount_as_text(int(ledger.parts[rows[k]])), *days[n][:2]] for n, k in enumerate(at)]

    return Evidence(rows, decades, figures)


def kinds_of_day(day: Ints, country: str) -> Ints:
    """Working day, Saturday, Sunday or public holiday of the country; a missing date is a working day.

    Of a country whose holidays we do not hold, the Belgian ones count.
    """
    holidays_of = HOLIDAYS.get(country, belgian_holidays)
    weekday = (day - 1) % 7
    kind = np.where(weekday == 5, SATURDAY, np.where(weekday == 6, SUNDAY, WORKDAY))
    known = day[day > 0]
    if len(known):
        years = range(date.fromordinal(int(known.min())).year, date.fromordinal(int(known.max())).year + 1)
        holidays = np.array([each.toordinal() for year in years for each in holidays_of(year)])
        kind[np.isin(day, holidays) & (kind == WORKDAY)] = HOLIDAY
    kind[day <= 0] = WORKDAY
    return kind


def iso(day: int) -> str:
    return date.fromordinal(int(day)).isoformat() if day > 0 else ""
