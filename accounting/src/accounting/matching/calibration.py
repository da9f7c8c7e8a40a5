"""From which score on nobody needs to look: decided on answers that people judged, not on hope."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """From this score on: how many answers there are, how many were right, and the precision that is safe to say."""

    score: float
    answers: int
    right: int
    safe: float


def risk_coverage(judged: Iterable[tuple[float, bool]], confidence: float = 0.95) -> list[Coverage]:
    """The whole curve, from the highest score down; `judged` are scores and whether the answer was right.

    >>> [(each.score, each.answers, each.right) for each in risk_coverage([(0.9, True), (0.8, False), (0.9, True)])]
    [(0.9, 2, 2), (0.8, 3, 2)]
    """
    curve: list[Coverage] = []
    answers = right = 0
    ordered = sorted(judged, key=lambda each: -each[0])
    for place, (score, is_right) in enumerate(ordered):
        answers, right = answers + 1, right + is_right
        if place + 1 == len(ordered) or ordered[place + 1][0] < score:
            curve.append(Coverage(score, answers, right, safe_precision(answers, right, confidence)))
    return curve


def threshold(judged: Sequence[tuple[float, bool]], precision: float = 0.999, confidence: float = 0.95) -> float | None:
    """The lowest score from which the precision is at least so much, with so much confidence; nothing where none is.

    >>> threshold([(0.99, True)] * 5000 + [(0.6, False)] * 10)
    0.99
    >>> threshold([(0.99, True)] * 100) is None
    True
    """
    good = [each.score for each in risk_coverage(judged, confidence) if each.safe >= precision]
    return min(good) if good else None


def safe_precision(answers: int, right: int, confidence: float = 0.95) -> float:
    """The precision that these answers prove: the lower end of the exact (Clopper-Pearson) interval.

    >>> round(safe_precision(3000, 3000), 5), round(safe_precision(10, 9), 3), safe_precision(0, 0)
    (0.999, 0.606, 0.0)
    """
    if right == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_least(answers, right, middle) > 1 - confidence:
            high = middle
        else:
            low = middle
    return low


def _at_least(answers: int, right: int, chance: float) -> float:
    """The chance of so many right answers or more when each is right with `chance`."""
    if chance <= 0:
        return 0.0
    if chance >= 1:
        return 1.0
    log_chance, log_other = math.log(chance), math.log1p(-chance)
    total = 0.0
    for wrong in range(answers - right + 1):
        ways = math.lgamma(answers + 1) - math.lgamma(wrong + 1) - math.lgamma(answers - wrong + 1)
        total += math.exp(ways + (answers - wrong) * log_chance + wrong * log_other)
    return min(total, 1.0)
