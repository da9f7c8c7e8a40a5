"""Decided findings stay away until their figures change; other limits can be tried on last year."""

import json
from datetime import date, timedelta

import pytest
from injected import injected
from ledgers import table_of

from accounting.anomalies import CONTROLS, LimitRefused, Limits
from accounting.anomalies.choosing import undecided, what_would_change
from accounting.anomalies.following import (
    COMPARED_WITH,
    Decision,
    limits_as_json,
    limits_from_json,
    telling,
)
from accounting.anomalies.judging import judge

TODAY = date(2026, 3, 1)


def made():
    return injected("ordinary", 1500, 61, each=3)


def decided(judged):
    return {row["id"]: Decision("accepted", row["reasons"]) for row in judged.to_pylist() if row["finding"]}


def test_all_findings_wait_at_first_the_most_telling_first():
    judged = judge(made().table())
    waiting = undecided(judged, {}, TODAY)
    assert len(waiting) == sum(judged["finding"].to_pylist()) > 5
    assert waiting["score"].to_pylist() == sorted(waiting["score"].to_pylist(), reverse=True)


def test_what_was_accepted_does_not_come_back_as_the_ledger_grows():
    ledger = made()
    judged = judge(ledger.table())
    decisions = decided(judged)
    assert len(undecided(judged, decisions, TODAY)) == 0
    more = [
        {**row, "id": f"later-{place}", "on": row["on"] + timedelta(days=364), "reference": f"9{row['reference']}"}
        for place, row in enumerate(ledger.rows)
        if row["id"] not in ledger.truth
    ]
    grown = judge(table_of([*ledger.rows, *more]))
    back = {row["id"] for row in undecided(grown, decisions, TODAY).to_pylist()} & set(decisions)
    assert back == set()


def test_another_figure_brings_it_back():
    ledger = made()
    judged = judge(ledger.table())
    decisions = decided(judged)
    large = next(row for row in ledger.rows if row.get("put_in") == "large" and row["id"] in decisions)
    large["amount"] = large["amount"] * 2
    large["net"] = large["vat"] = None
    again = undecided(judge(ledger.table()), decisions, TODAY)
    assert large["id"] in again["id"].to_pylist()


def test_a_snoozed_finding_rests_until_its_day():
    reasons = '[["split",180,["990.00","1000","2","1985.00","2026-02-01"]]]'
    snoozed = Decision("snoozed", reasons, until=date(2026, 4, 1))
    assert snoozed.holds(reasons, date(2026, 3, 31))
    assert not snoozed.holds(reasons, date(2026, 4, 1))


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        ('[["amount_history",140,["900.00","13.00","45"]]]', True),
        ('[["amount_history",140,["901.00","12.10","40"]]]', False),
        ('[["amount_history",130,["900.00","12.10","40"]],["iban_changed",90,["BE1","BE2","9","2026-01-01"]]]', False),
        ('[["amount_history",130,["900.00","12.10","40"]],["odd_number",12,["F-1","0.5","40"]]]', True),
    ],
)
def test_what_is_compared_with_may_move_but_nothing_else(now, holds):
    before = Decision("explained", '[["amount_history",130,["900.00","12.10","40"]]]')
    assert before.holds(now, TODAY) is holds


def test_every_figure_that_moves_is_one_that_is_told():
    told = {name for control in CONTROLS for name in control.tells}
    assert told >= COMPARED_WITH
    assert telling("[]") == frozenset()


def test_what_other_limits_would_have_done():
    ledger = made()
    entries = ledger.table()
    splits = [id for id, what in ledger.truth.items() if what == "split"]
    year = date(2025, 1, 1), date(2025, 12, 31)
    change = what_would_change(entries, Limits(), Limits(off=frozenset({"split"})), *year)
    assert len(change.new) == 0
    assert set(change.gone["id"].to_pylist()) & set(splits)
    same = what_would_change(entries, Limits(), Limits(), *year)
    assert (len(same.new), len(same.gone)) == (0, 0)
    assert same.stay == sum(judge(entries)["finding"].to_pylist())
    assert what_would_change(entries, Limits(), Limits(off=frozenset({"split"})), *(TODAY, TODAY)).stay == 0


def test_limits_are_kept_as_text_and_give_the_same_findings():
    limits = Limits({"split": {"limits": (3000.0, 7000.0)}}, frozenset({"quiet_day", "outlier"}))
    again = limits_from_json(limits_as_json(limits))
    assert limits_as_json(again) == limits_as_json(limits)
    entries = made().table()
    assert judge(entries, again).equals(judge(entries, limits))
    with pytest.raises(LimitRefused):
        limits_from_json(json.dumps({"changed": {}, "off": ["gone"]}))
