"""Controls of where money goes: the counterparty's bank account, and what it is booked on."""

import numpy as np

from accounting.anomalies.days import iso
from accounting.anomalies.entries import Floats, Ints, Ledger, dense, joined, times
from accounting.anomalies.evidence import Evidence, percent, shrunk
from accounting.anomalies.limits import Limits
from accounting.identifiers import is_valid, parse_iban

INVALID_DECADES = 3.0
SHARED_DECADES = 4.0
FOREIGN_DECADES = 1.0
MOST_SHARING = 3
"""More counterparties than this on one account are a group or a factor, not a fraud."""


def iban_changed(ledger: Ledger, limits: Limits) -> Evidence:
    """The first entry with a bank account that its counterparty, which has had another, never had before."""
    rows = np.nonzero((ledger.counterparty >= 0) & (ledger.iban >= 0))[0]
    if not len(rows):
        return Evidence.none()
    order = np.lexsort((rows, ledger.day[rows], ledger.counterparty[rows]))
    rows = rows[order]
    who = ledger.counterparty[rows]
    starts = np.append(True, who[1:] != who[:-1])
    place = np.arange(len(rows)) - np.maximum.accumulate(np.where(starts, np.arange(len(rows)), 0))
    pair = dense(joined(who, ledger.iban[rows]))
    _, first = np.unique(pair, return_index=True)
    is_first = np.zeros(len(rows), dtype=bool)
    is_first[first] = True
    before = int(limits.value("iban_changed", "entries"))
    changed = np.nonzero(is_first & (place >= before))[0]
    later = np.bincount(who, weights=is_first & ~starts)[who[changed]]
    chance = (later - 1 + 3 * (len(changed) + 0.5) / (len(rows) + 500.0)) / (place[changed] + 3.0)
    decades = -np.log10(np.clip(chance, 1e-9, 1.0)) + 0.5
    old = rows[changed - 1]
    new_text, old_text = ledger.texts("iban", rows[changed]), ledger.texts("iban", old)
    foreign = np.array([new[:2].upper() != was[:2].upper() for new, was in zip(new_text, old_text, strict=True)])
    decades = decades + FOREIGN_DECADES * foreign

    def figures(at: Ints) -> list[list[str]]:
        return [[new_text[k], old_text[k], str(place[changed[k]]), iso(ledger.day[old[k]])] for k in at]

    return Evidence(rows[changed], decades, figures, tests=0)


def iban_shared(ledger: Ledger, limits: Limits) -> Evidence:
    """One bank account for two counterparties: told at the entries of the one that came to it later."""
    rows = np.nonzero((ledger.counterparty >= 0) & (ledger.iban >= 0))[0]
    if not len(rows):
        return Evidence.none()
    order = np.lexsort((rows, ledger.day[rows], ledger.iban[rows]))
    rows = rows[order]
    iban = ledger.iban[rows]
    starts = np.append(True, iban[1:] != iban[:-1])
    owner = rows[np.maximum.accumulate(np.where(starts, np.arange(len(rows)), 0))]
    pair = dense(joined(iban, ledger.counterparty[rows]))
    _, first = np.unique(pair, return_index=True)
    sharing = np.bincount(iban[first])[iban]
    is_first = np.zeros(len(rows), dtype=bool)
    is_first[first] = True
    other = (ledger.counterparty[rows] != ledger.counterparty[owner]) & (sharing <= MOST_SHARING)
    at_rows = np.nonzero(other & is_first)[0]
    names = ledger.texts("counterparty", owner[at_rows])
    ibans = ledger.texts("iban", rows[at_rows])

    def figures(at: Ints) -> list[list[str]]:
        return [[ibans[k], names[k], iso(ledger.day[owner[at_rows[k]]])] for k in at]

    return Evidence(rows[at_rows], np.full(len(at_rows), SHARED_DECADES), figures, tests=0)


def iban_invalid(ledger: Ledger, limits: Limits) -> Evidence:
    """A bank account whose check digits do not agree."""
    known = np.nonzero(ledger.iban >= 0)[0]
    if not len(known):
        return Evidence.none()
    _, one_of_each, of = np.unique(ledger.iban[known], return_index=True, return_inverse=True)
    wrong = np.array([not is_valid(parse_iban, text) for text in ledger.texts("iban", known[one_of_each])])
    rows = known[wrong[of]]

    def figures(at: Ints) -> list[list[str]]:
        return [[text] for text in ledger.texts("iban", rows[at])]

    return Evidence(rows, np.full(len(rows), INVALID_DECADES), figures, tests=0)


def rare_account(ledger: Ledger, limits: Limits) -> Evidence:
    """A counterparty booked on an account where it, and those like it, are not booked."""
    enough = int(limits.value("rare_account", "entries"))
    rows = np.nonzero((ledger.entries_of >= enough) & (ledger.account >= 0))[0]
    if not len(rows):
        return Evidence.none()
    hits = times(dense(joined(ledger.counterparty, ledger.account)))[rows] - 1.0
    whole = times(ledger.account)[rows] / len(ledger)
    decades = -np.log10(shrunk(hits, ledger.entries_of[rows] - 1.0, whole))
    rows, decades = rows[decades > 1], decades[decades > 1]

    def figures(at: Ints) -> list[list[str]]:
        accounts = ledger.texts("account", rows[at])
        return [[accounts[n], percent(decades[k]), str(ledger.entries_of[rows[k]])] for n, k in enumerate(at)]

    return Evidence(rows, decades, figures, tests=0)


def rare_attributes(ledger: Ledger, limits: Limits) -> Evidence:
    """Names an entry carries that are rare alone, or that hardly ever stand together though each is common."""
    columns = [codes for codes in (*ledger.attributes, ledger.account) if _tells(codes)]
    if not columns:
        return Evidence.none()
    count = len(ledger)
    shares = [np.maximum(times(codes), 1) / count for codes in columns]
    alone = np.sum([_surprise(share) for share in shares], axis=0)
    together = np.zeros(count)
    for place, codes in enumerate(columns):
        for other in range(place + 1, len(columns)):
            pair = times(dense(joined(codes, columns[other])))
            expected = shares[place] * shares[other] * count
            together = np.maximum(together, np.where(pair > 0, np.log10(expected / np.maximum(pair, 1)), 0.0))
    decades = np.maximum(alone, together)
    rows = np.nonzero(decades > 1)[0]
    decades = decades[rows]

    def figures(at: Ints) -> list[list[str]]:
        lists = ledger.table["attributes"]
        return [[" · ".join(text for text in (lists[int(row)].as_py() or ()) if text)] for row in (rows[k] for k in at)]

    return Evidence(rows, decades, figures, tests=0)


def _tells(codes: Ints) -> bool:
    """Whether a column says something: neither one value for all nor nearly one for each."""
    different = int(codes.max(initial=-1)) + 1
    return 1 < different <= max(len(codes) / 4, 2)


def _surprise(share: Floats) -> Floats:
    """Powers of ten beyond what the column's own values usually have."""
    rare = -np.log10(share)
    return np.asarray(np.maximum(rare - np.median(rare) - 1.0, 0.0), dtype=np.float64)
