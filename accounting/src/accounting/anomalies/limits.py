"""Which controls are on, and their limits: data that a tenant may change, with our own as a start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from accounting.errors import Invalid

DEFAULTS: Mapping[str, Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "near_duplicate": {"days": (45,), "least": (20,)},
        "same_invoice_twice": {"days": (400,), "least": (20,)},
        "other_counterparty": {"days": (45,), "least": (100,)},
        "split": {"limits": (500, 1000, 2500, 5000, 10000, 25000, 50000, 100000), "share": (0.9,), "days": (2,)},
        "amount_history": {"entries": (5,), "times": (2.5,)},
        "rare_and_large": {"entries": (2,), "compared": (1000,)},
        "round_amount": {"least": (500,)},
        "quiet_day": {},
        "round_on_quiet_day": {},
        "iban_changed": {"entries": (2,)},
        "iban_shared": {},
        "iban_invalid": {},
        "rare_account": {"entries": (5,)},
        "rare_attributes": {},
        "odd_number": {"entries": (10,)},
        "sequence_gap": {"entries": (20,), "filled": (0.9,)},
        "number_twice": {"entries": (20,), "filled": (0.9,)},
        "vat_mismatch": {"tolerance": (0.05,)},
        "leading_digits": {"entries": (1000,)},
        "incomplete": {},
        "outlier": {},
    }
)
"""By control, its limits. Approval limits that a company itself works with belong in `split`."""
LARGEST = {"days": 3660, "share": 1, "filled": 1, "entries": 1_000_000}
"""By name, the most that a limit can be; any other is an amount or a number of times."""
MOST = 1e12
HOME = "BE"


class LimitRefused(Invalid):
    """There is no such control or limit, or the limit is not a number above zero that makes sense."""


@dataclass(frozen=True)
class Limits:
    """Ours, with what a tenant changed and which controls it switched off. `country` is whose holidays count."""

    changed: Mapping[str, Mapping[str, tuple[float, ...]]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    country: str = HOME

    def __post_init__(self) -> None:
        for control in (*self.off, *self.changed):
            if control not in DEFAULTS:
                raise LimitRefused(f"there is no control {control}", field="control", value=control)
        for control, limits in self.changed.items():
            for name, values in limits.items():
                if name not in DEFAULTS[control]:
                    raise LimitRefused(f"{control} has no limit {name}", field=name, value=name)
                most = LARGEST.get(name, MOST)
                if not values or not all(0 < value <= most for value in values):
                    told = f"{control} {name} must be above zero and at most {most:g}"
                    raise LimitRefused(told, field=name, value=str(list(values)))

    def is_on(self, control: str) -> bool:
        return control not in self.off

    def values(self, control: str, name: str) -> tuple[float, ...]:
        return self.changed.get(control, {}).get(name, DEFAULTS[control][name])

    def value(self, control: str, name: str) -> float:
        return self.values(control, name)[0]
