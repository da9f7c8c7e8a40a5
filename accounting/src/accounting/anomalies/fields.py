"""Controls of what an entry says of itself: VAT that is no rate, and what is missing."""

from datetime import date

import numpy as np

from accounting.anomalies.days import iso
from accounting.anomalies.entries import PARTS_OF_ONE, Floats, Ints, Ledger, amount_as_text
from accounting.anomalies.evidence import Evidence
from accounting.anomalies.limits import Limits
from accounting.vat.rates import RATES

MISMATCH_DECADES = 3.0
MISSING_DECADES = 4.0
PRACTICE = 0.02
"""What more entries than that lack is not asked of this ledger."""
MISSING = ("date", "counterparty", "amount_zero")


def vat_mismatch(ledger: Ledger, limits: Limits) -> Evidence:
    """VAT that is no Belgian or Dutch rate of the net amount on that day, or a sum that does not add up."""
    net_column, vat_column = ledger.table["net"], ledger.table["vat"]
    known = np.nonzero(np.asarray(net_column.is_valid()) & np.asarray(vat_column.is_valid()))[0]
    if not len(known):
        return Evidence.none()
    net = net_column.fill_null(0).to_numpy().astype(np.int64)[known]
    vat = vat_column.fill_null(0).to_numpy().astype(np.int64)[known]
    allowed = int(limits.value("vat_mismatch", "tolerance") * PARTS_OF_ONE)
    off = np.full(len(known), np.iinfo(np.int64).max)
    day = ledger.day[known]
    for rate in RATES:
        holds = (day >= rate.valid_from.toordinal()) & (day <= (rate.valid_to or date.max).toordinal())
        due = np.rint(net * float(rate.percent) / 100).astype(np.int64)
        off = np.where(holds | (day <= 0), np.minimum(off, np.abs(vat - due)), off)
    sum_off = np.abs(ledger.parts[known] - net - vat)
    wrong = np.nonzero((off > allowed + PARTS_OF_ONE // 100) | (sum_off > allowed))[0]
    rows = known[wrong]

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

    return Evidence(rows, np.full(len(rows), MISMATCH_DECADES), figures, tests=0)


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
