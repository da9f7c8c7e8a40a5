from typing import ClassVar

from accounting import opening
from accounting.errors import Invalid
from accounting.exchange_rates import CurrencyUnknown
from accounting.invoice import TooManyDecimals
from accounting.open_item_files import OpenItemCellNeeded, OpenItemCellUnreadable
from app.modules.ledger.errors import ContactUnknown

IN_ITEMS = (
    ContactUnknown,
    CurrencyUnknown,
    TooManyDecimals,
    opening.AmountInBooksDiffers,
    opening.AmountInBooksNeeded,
    opening.OpenItemAfterOpening,
    opening.OpenItemDueBeforeIssue,
    opening.OpenItemOfNothing,
    opening.OpenItemTwice,
    opening.ReferenceDoesNotProve,
)


class OpenItemsRefused(Invalid):
    """Some open items are not right yet."""

    carries: ClassVar = {each.code(): each.title() for each in (*IN_ITEMS, OpenItemCellNeeded, OpenItemCellUnreadable)}
    example: ClassVar = {"field": "items.0.issued_on", "value": "2026-01-15"}


class OpeningBalancesNeeded(Invalid):
    """Set the day and the opening balances first; then their open items."""
