"""How each control looks: over the entries, or over what others have seen."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

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

Look = Callable[[Ledger, Limits], Evidence]
Combine = Callable[[Ledger, Mapping[str, Evidence]], Evidence]

LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "near_duplicate": duplicates.near_duplicate,
        "same_invoice_twice": duplicates.same_invoice_twice,
        "other_counterparty": duplicates.other_counterparty,
        "split": splits.split,
        "amount_history": amounts.history,
        "rare_and_large": amounts.rare_and_large,
        "round_amount": amounts.round_amount,
        "quiet_day": days.quiet_day,
        "iban_changed": accounts.iban_changed,
        "iban_shared": accounts.iban_shared,
        "iban_invalid": accounts.iban_invalid,
        "rare_account": accounts.rare_account,
        "rare_attributes": accounts.rare_attributes,
        "odd_number": references.odd_number,
        "sequence_gap": references.sequence_gap,
        "number_twice": references.number_twice,
        "vat_mismatch": fields.vat_mismatch,
        "incomplete": fields.incomplete,
        "leading_digits": leading_digits.leading_digits,
    }
)
COMBINED: Mapping[str, Combine] = MappingProxyType(
    {
        "round_on_quiet_day": days.round_on_quiet_day,
        "outlier": outliers.outlier,
    }
)
"""Controls that hear what those before them in the table have seen."""
