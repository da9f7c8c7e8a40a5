"""The control points: what each is called, what its findings say, and what they weigh. One table; the words stand in
the application, and how each looks in `looking`.

A finding gives its control's code and the figures of `tells`, in that order; the last may come several times.
`weight` is what one power of ten counts in the score; `usual` in what share of rows an ordinary ledger shows it. Both
were chosen on made-up ledgers and one public set of payments (docs/anomalies.md), never on a tenant's books; every
ledger then measures its own.
"""

from dataclasses import dataclass

VERSION = "2026-11-22.2"
"""Changes whenever a control, a weight or a limit of ours changes: findings keep it, so that they can be replayed."""


@dataclass(frozen=True)
class Control:
    """One control point. `family` is what a screen groups by; `tells` are the figures of a finding."""

    code: str
    family: str
    weight: float
    usual: float
    tells: tuple[str, ...]


_OTHER_ENTRY = ("alteration", "other_id", "other_reference", "other_date", "amount", "other_counterparty")

CONTROLS = (
    Control("near_duplicate", "duplicates", 1.4, 0.0003, _OTHER_ENTRY),
    Control("same_invoice_twice", "duplicates", 0.8, 0.0005, _OTHER_ENTRY),
    Control("other_counterparty", "duplicates", 0.8, 0.0005, _OTHER_ENTRY),
    Control("split", "splits", 1.4, 0.0002, ("amount", "limit", "count", "total", "date")),
    Control("amount_history", "amounts", 1.0, 0.001, ("amount", "usual", "entries")),
    Control("rare_and_large", "amounts", 1.4, 0.001, ("amount", "usual", "entries", "compared")),
    Control("round_amount", "amounts", 0.3, 0.002, ("amount", "step", "percent")),
    Control("quiet_day", "days", 0.3, 0.002, ("date", "kind", "percent")),
    Control("round_on_quiet_day", "days", 1.0, 0.0005, ("amount", "date", "kind")),
    Control("iban_changed", "accounts", 1.3, 0.0005, ("iban", "former", "entries", "former_date")),
    Control("iban_shared", "accounts", 1.3, 0.0005, ("iban", "other_counterparty", "other_date")),
    Control("iban_invalid", "accounts", 1.3, 0.0005, ("iban",)),
    Control("rare_account", "accounts", 1.0, 0.001, ("account", "percent", "entries")),
    Control("rare_attributes", "accounts", 0.5, 0.001, ("attributes",)),
    Control("odd_number", "numbers", 0.3, 0.002, ("reference", "percent", "entries")),
    Control("sequence_gap", "numbers", 1.3, 0.0002, ("reference", "first", "last", "entries")),
    Control("number_twice", "numbers", 0.8, 0.0005, ("reference", "other_id", "entries")),
    Control("vat_mismatch", "fields", 1.3, 0.001, ("net", "vat", "amount", "date")),
    Control("incomplete", "fields", 0.7, 0.001, ("missing",)),
    Control("leading_digits", "ledger", 0.3, 0.001, ("digits", "percent", "expected")),
    Control("outlier", "ledger", 0.4, 0.002, ("amount", "feature")),
)
