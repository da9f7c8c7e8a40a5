"""What becomes of findings: decided ones stay away until their figures change.

A finding is judged anew every night, and what it is compared with moves as the ledger grows: the usual amount, how many
entries there are, the points themselves. None of that brings a decided finding back. A new reason does, and so does
another figure of the entry itself or of the document beside it.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from accounting.anomalies.controls import CONTROLS
from accounting.anomalies.findings import FINDING
from accounting.anomalies.limits import HOME, Limits

Kind = Literal["accepted", "explained", "snoozed"]
COMPARED_WITH = frozenset(
    "usual entries compared percent expected former_date other_date other_counterparty feature".split()
)
"""Figures of a reason that move with the ledger."""
WEAK = FINDING // 2
"""A reason with fewer points does not bring a decided finding back by itself; nor does `outlier`, which says again
what others say, beside another."""

_OWN = {
    control.code: [place for place, name in enumerate(control.tells) if name not in COMPARED_WITH]
    for control in CONTROLS
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What someone said of a finding, and the reasons it had then, as JSON. A snoozed one rests until a day."""

    kind: Kind
    reasons: str
    until: date | None = None

    def holds(self, reasons: str, on: date) -> bool:
        """Whether the finding stays away: nothing telling is new in it, and it is not past its day."""
        if self.until is not None and on >= self.until:
            return False
        now = telling(reasons, least=WEAK)
        return ({told for told in now if told[0] != "outlier"} or now) <= telling(self.reasons)


def telling(reasons: str, *, least: int = 1) -> frozenset[tuple[str, ...]]:
    """What a finding says of its entry: each reason's code with the figures that are the entry's own.

    >>> sorted(telling('[["amount_history",130,["900.00","12.10","40"]]]'))
    [('amount_history', '900.00')]
    """
    told = ((code, figures) for code, points, figures in json.loads(reasons) if points >= least)
    return frozenset((code, *(figures[place] for place in _OWN.get(code, ()))) for code, figures in told)


def limits_as_json(limits: Limits) -> str:
    """What is kept beside findings, with the version, so that they can be replayed."""
    changed = {control: {name: list(values) for name, values in of.items()} for control, of in limits.changed.items()}
    told = {"changed": changed, "country": limits.country, "off": sorted(limits.off)}
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def limits_from_json(text: str) -> Limits:
    """Raises LimitRefused for a control or limit that is not there (any more)."""
    told = json.loads(text)
    changed = {
        control: {name: tuple(float(value) for value in values) for name, values in of.items()}
        for control, of in told["changed"].items()
    }
    return Limits(changed, frozenset(told["off"]), told.get("country", HOME))
