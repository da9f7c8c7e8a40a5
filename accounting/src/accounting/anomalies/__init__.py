"""What stands out in a ledger: named control points whose points add up to a score, with the figures behind each.

`judging.judge(entries, limits)` is the door. It promises: the same entries, limits and `VERSION` give the same answer,
byte for byte; a score is the sum of the points of its reasons; a control that a tenant switched off gives none; a clean
ledger has next to no findings. Nothing is learned from one ledger for another: what is usual, each shows by itself, and
starts from `evidence.PRIOR_ENTRIES` ordinary entries, so that forty entries are judged with care. Nothing here knows a
database: whoever asks brings `entries.ENTRIES` and keeps the answer.

What stands here needs neither numpy nor Arrow, so that who only shows findings or decides about them does without.
"""

from accounting.anomalies.controls import CONTROLS, VERSION, Control
from accounting.anomalies.findings import FINDING, POINTS, Found, digest
from accounting.anomalies.limits import DEFAULTS, LimitRefused, Limits

__all__ = [
    "CONTROLS",
    "DEFAULTS",
    "FINDING",
    "POINTS",
    "VERSION",
    "Control",
    "Found",
    "LimitRefused",
    "Limits",
    "digest",
]
