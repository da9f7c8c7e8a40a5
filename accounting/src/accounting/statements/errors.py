"""Why a file is not read. Nothing of such a file is kept."""

from accounting.errors import Invalid
from accounting.statements.reasons import Reason


class StatementUnreadable(Invalid):
    """This file breaks the rules of its format, so nothing of it was read."""

    def __init__(self, reason: Reason | str, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {reason}" if line else str(reason), field="file")
        self.reason = str(reason)
        self.because = reason if isinstance(reason, Reason) else None
        self.line = line


class StatementFormatUnknown(StatementUnreadable):
    """This is no bank statement we know: CODA, CAMT.052, .053 or .054, MT940, OFX, or a table (CSV, XLSX)."""


class ColumnsUnknown(StatementUnreadable):
    """This table is not one of a bank we know; say which column is the date and which the amount."""
