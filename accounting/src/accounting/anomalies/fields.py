"""Controls of what an entry says of itself: VAT that is no rate, and what is missing."""

from datetime import date

import numpy as np

from accounting.anomalies.days import iso
from accounting.anomalies.entries import PARTS_OF_ONE, Flags, Floats, Ints, Ledger, amount_as_text
from accounting.anomalies.evidence import Evidence
from accounting.anomalies.limits import Limits
from accounting.vat.rates import RATES

MISMATCH_DECADES = 3.5
MIXED_DECADES, ONE_RATE_DECADES = 2.2, 2.6
"""Goods of several rates on one invoice are as ordinary as an error, less so at a counterparty that has one rate."""
ENOUGH = 5
MISSING_DECADES = 4.0
PRACTICE = 0.02
"""What more entries than that lack is not asked of this ledger."""
MISSING = ("date", "counterparty", "amount_zero")


def vat_mismatch(ledger: Ledger, limits: Limits) -> Evidence:
    """VAT that is no Belgian or Dutch rate of the net amount on that day, or a sum that does not add up.

    Up to the highest rate two rates together can make any VAT: that is told, and is no finding by itself.
    """
    net_column, vat_column = ledger.table["net"], ledger.table["vat"]
    known = np.nonzero(np.asarray(net_column.is_valid()) & np.asarray(vat_column.is_valid()))[0]
    if not len(known):
        return Evidence.none()
    net = net_column.fill_null(0).to_numpy().astype(np.int64)[known]
    vat = vat_column.fill_null(0).to_numpy().astype(np.int64)[known]
    allowed = int(limits.value("vat_mismatch", "tolerance") * PARTS_OF_ONE)
    off = np.full(len(known), np.iinfo(np.int64).max)
    nearest, most = np.zeros(len(known)), np.zeros(len(known), dtype=np.int64)
    day = ledger.day[known]
    for rate in RATES:
        holds = (day >= rate.valid_from.toordinal()) & (day <= (rate.valid_to or date.max).toordinal())
        due = np.rint(net * float(rate.percent) / 100).astype(np.int64)
        nearer = (holds | (day <= 0)) & (np.abs(vat - due) < off)
        off, nearest = np.where(nearer, np.abs(vat - due), off), np.where(nearer, float(rate.percent), nearest)
        most = np.where(holds | (day <= 0), np.maximum(most, np.abs(due)), most)
    sum_off = np.abs(ledger.parts[known] - net - vat)
    no_rate = off > allowed + PARTS_OF_ONE // 100
    wrong = np.nonzero(no_rate | (sum_off > allowed))[0]
    rows = known[wrong]
    one_rate = _of_one_rate(ledger.counterparty[known], nearest, ~no_rate)
    within = (vat * np.sign(net) >= 0) & (np.abs(vat) <= most + allowed) & (sum_off <= allowed)
    decades = np.where(one_rate, ONE_RATE_DECADES, MIXED_DECADES)
    decades = np.where(within, decades, MISMATCH_DECADES)[wrong]

    def figures(at: Ints) -> list[list[str]]:
        return [
            [
                amount_as_text(int(net[wrong[k]])),
                amount_as_text(int(vat[wrong[k]])),
                amount_as_text(int(ledger.parts[rows[k]])),
                iso(ledger.day[rows[k]]),
            ]
            for k in at
        ]

    return Evidence(rows, decades, figures, tests=0)


def _of_one_rate(who: Ints, rate: Floats, is_rate: Flags) -> Flags:
    """At which rows the counterparty has some entries of a rate, and all of one and the same."""
    at = np.nonzero(is_rate & (who >= 0))[0]
    width = int(who.max(initial=0)) + 2
    lowest, highest = np.full(width, np.inf), np.full(width, -np.inf)
    np.minimum.at(lowest, who[at], rate[at])
    np.maximum.at(highest, who[at], rate[at])
    return np.asarray((np.bincount(who[at], minlength=width) >= ENOUGH) & (lowest == highest), dtype=bool)[who]


def incomplete(ledger: Ledger, limits: Limits) -> Evidence:
    """No date, no counterparty or an amount of zero, in a ledger whose entries have them."""
    decades: Floats = np.zeros(len(ledger))
    what = np.full(len(ledger), -1, dtype=np.int64)
    for place, shows in enumerate((~ledger.dated, ledger.counterparty < 0, ledger.parts == 0)):
        if shows.sum() < PRACTICE * len(ledger):
            at = shows & (what < 0)
            decades[at], what[at] = MISSING_DECADES, place
    rows = np.nonzero(what >= 0)[0]

    def figures(at: Ints) -> list[list[str]]:
        return [[MISSING[what[rows[k]]]] for k in at]

    return Evidence(rows, decades[rows], figures, tests=0)
