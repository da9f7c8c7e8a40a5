"""How well anomalies are found in made-up ledgers of several kinds, and how quiet clean ones are."""

import json

import numpy as np
import pytest
from injected import injected
from ledgers import KINDS, ledger, table_of

from accounting.anomalies import FINDING
from accounting.anomalies.judging import MOST_DOUBTFUL, judge

SIZE = 4000


def scored(made):
    judged = judge(made.table())
    ids, scores = judged["id"].to_pylist(), np.asarray(judged["score"])
    return np.array([id in made.truth for id in ids]), scores, np.asarray(judged["finding"]), ids


def average_precision(truth, scores):
    """Of equal scores the right ones count last."""
    order = np.lexsort((truth, -scores))
    hits = truth[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [40, SIZE])
def test_a_clean_ledger_has_next_to_no_findings(kind, size):
    found = [int(scored(ledger(kind, size, seed))[2].sum()) for seed in (11, 12, 13)]
    assert sum(found) <= max(0.001 * size * 3, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_put_in_is_found(kind):
    made = injected(kind, SIZE, 21, each=6)
    truth, scores, finding, ids = scored(made)
    assert average_precision(truth, scores) >= 0.8
    assert truth[finding].mean() >= 0.85
    top = {ids[place] for place in np.argsort(-scores, kind="stable")[:100]}
    for what in ("near_duplicate", "split", "weekend_round"):
        mine = [id for id, put_in in made.truth.items() if put_in == what]
        assert sum(id in top for id in mine) >= 0.6 * len(mine), what


@pytest.mark.parametrize("kind", KINDS)
def test_forty_entries_are_judged_with_care(kind):
    truth, _, finding, _ = scored(injected(kind, 40, 31, each=1))
    assert truth[finding].all()
    assert finding.sum() >= 3


def test_a_score_is_the_sum_of_its_reasons_and_comes_again():
    made = injected("ordinary", SIZE, 41, each=6)
    judged = judge(made.table())
    for row in judged.to_pylist():
        assert row["score"] == sum(points for _, points, _ in json.loads(row["reasons"]))
    assert judge(made.table()).equals(judged)


def test_the_order_in_which_rows_arrive_changes_nothing():
    table = injected("ordinary", 2000, 42, each=4).table()
    shuffled = table.take(np.random.default_rng(1).permutation(len(table)))
    assert judge(shuffled).equals(judge(table))


def test_books_do_not_meet():
    one, other = injected("ordinary", 1500, 51, each=4), injected("retail", 1500, 52, each=4)
    alone = judge(one.table()), judge(other.table())
    rows = [{**row, "book": "a"} for row in one.rows] + [{**row, "book": "b"} for row in other.rows]
    both = judge(table_of(rows))
    assert both["score"].to_pylist() == alone[0]["score"].to_pylist() + alone[1]["score"].to_pylist()
    assert both["reasons"].to_pylist() == alone[0]["reasons"].to_pylist() + alone[1]["reasons"].to_pylist()


def test_what_may_all_be_chance_orders_entries_and_makes_no_finding():
    judged = judge(ledger("many_small", 4000, 5).table())
    scores = np.array(judged["score"].to_pylist())
    assert 0 < scores.max() < FINDING
    told = [points for row in judged["reasons"].to_pylist() for _, points, _ in json.loads(row)]
    assert max(told) <= MOST_DOUBTFUL
