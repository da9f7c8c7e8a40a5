"""What stands out in a ledger: named control points whose points add up to a score, with the figures behind each.

`judge(entries, limits)` is the door. It promises: the same entries, limits and `VERSION` give the same answer, byte for
byte; a score is the sum of the points of its reasons; a control that a tenant switched off gives none; a clean ledger
has next to no findings. Nothing is learned from one ledger for another: what is usual, each shows by itself, and starts
from `evidence.PRIOR_ENTRIES` ordinary entries, so that forty entries are judged with care. Nothing here knows a
database: whoever asks brings `ENTRIES` and keeps the answer.
"""

from accounting.anomalies.benford import DigitTest, digit_test
from accounting.anomalies.controls import CONTROLS, VERSION, Control
from accounting.anomalies.entries import ENTRIES
from accounting.anomalies.judging import JUDGED, judge
from accounting.anomalies.limits import DEFAULTS, LimitRefused, Limits

__all__ = [
    "CONTROLS",
    "DEFAULTS",
    "ENTRIES",
    "JUDGED",
    "VERSION",
    "Control",
    "DigitTest",
    "LimitRefused",
    "Limits",
    "digit_test",
    "judge",
]
