"""The control points: what each looks for, and what its findings say. One table; the words stand in the application.

A finding gives its control's code and the figures of `tells`, in that order; the last may come several times.
`weight` is what one power of ten counts in the score; `usual` in what share of rows an ordinary ledger shows it. Both
were chosen on made-up ledgers and one public set of payments (docs/anomalies.md), never on a tenant's books; every
ledger then measures its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from accounting.anomalies import (
    accounts,
    amounts,
    days,
    duplicates,
    fields,
    leading_digits,
    outliers,
    references,
    splits,
)
from accounting.anomalies.entries import Ledger
from accounting.anomalies.evidence import Evidence
from accounting.anomalies.limits import Limits

VERSION = "2026-11-21"
"""Changes whenever a control, a weight or a limit of ours changes: findings keep it, so that they can be replayed."""

Look = Callable[[Ledger, Limits], Evidence]
Combine = Callable[[Ledger, Mapping[str, Evidence]], Evidence]


@dataclass(frozen=True)
class Control:
    """One control point. `family` is what a screen groups by; `tells` are the figures of a finding."""

    code: str
    family: str
    weight: float
    usual: float
    tells: tuple[str, ...]
    look: Look | None = None
    combine: Combine | None = None


_OTHER_ENTRY = ("alteration", "other_id", "other_reference", "other_date", "amount", "other_counterparty")

CONTROLS = (
    Control("near_duplicate", "duplicates", 1.4, 0.0003, _OTHER_ENTRY, duplicates.near_duplicate),
    Control("same_invoice_twice", "duplicates", 0.8, 0.0005, _OTHER_ENTRY, duplicates.same_invoice_twice),
    Control("other_counterparty", "duplicates", 0.8, 0.0005, _OTHER_ENTRY, duplicates.other_counterparty),
    Control("split", "splits", 1.2, 0.0002, ("amount", "limit", "count", "total", "date"), splits.split),
    Control("amount_history", "amounts", 1.0, 0.001, ("amount", "usual", "entries"), amounts.history),
    Control(
        "rare_and_large", "amounts", 1.0, 0.001, ("amount", "usual", "entries", "compared"), amounts.rare_and_large
    ),
    Control("round_amount", "amounts", 0.3, 0.002, ("amount", "step", "percent"), amounts.round_amount),
    Control("quiet_day", "days", 0.3, 0.002, ("date", "kind", "percent"), days.quiet_day),
    Control("round_on_quiet_day", "days", 1.0, 0.0005, ("amount", "date", "kind"), combine=days.round_on_quiet_day),
    Control(
        "iban_changed", "accounts", 1.3, 0.0005, ("iban", "former", "entries", "former_date"), accounts.iban_changed
    ),
    Control("iban_shared", "accounts", 1.3, 0.0005, ("iban", "other_counterparty", "other_date"), accounts.iban_shared),
    Control("iban_invalid", "accounts", 1.3, 0.0005, ("iban",), accounts.iban_invalid),
    Control("rare_account", "accounts", 1.0, 0.001, ("account", "percent", "entries"), accounts.rare_account),
    Control("rare_attributes", "accounts", 0.5, 0.001, ("attributes",), accounts.rare_attributes),
    Control("odd_number", "numbers", 0.3, 0.002, ("reference", "percent", "entries"), references.odd_number),
    Control("sequence_gap", "numbers", 0.8, 0.001, ("reference", "first", "last", "entries"), references.sequence_gap),
    Control("number_twice", "numbers", 0.8, 0.0005, ("reference", "other_id", "entries"), references.number_twice),
    Control("vat_mismatch", "fields", 1.3, 0.001, ("net", "vat", "amount", "date"), fields.vat_mismatch),
    Control("incomplete", "fields", 0.7, 0.001, ("missing",), fields.incomplete),
    Control("leading_digits", "ledger", 0.3, 0.001, ("digits", "percent", "expected"), leading_digits.leading_digits),
    Control("outlier", "ledger", 0.5, 0.002, ("amount", "feature"), combine=outliers.outlier),
)
