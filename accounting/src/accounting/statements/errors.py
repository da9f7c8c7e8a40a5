"""Why a file is not read. Nothing of such a file is kept."""

from accounting.errors import Invalid


class StatementUnreadable(Invalid):
    """This file breaks the rules of its format, so nothing of it was read."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason, field="file")
        self.reason = reason
        self.line = line


class StatementFormatUnknown(StatementUnreadable):
    """This is no bank statement we know: CODA, CAMT.052, .053 or .054, MT940, OFX, or a table (CSV, XLSX)."""


class ColumnsUnknown(StatementUnreadable):
    """This table is not one of a bank we know; say which column is the date and which the amount."""
