"""What a check of the log can find."""

from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong with a row that is not what was written."""

    NO_SUCH_NUMBER = "no_such_number"
    NOT_THE_SIGNED = "not_the_signed"
    NOT_THE_NOTED = "not_the_noted"
    UNKNOWN_SCHEME = "unknown_scheme"
    CONTENT_DIFFERS = "content_differs"


class Gap(StrEnum):
    """Why not everything that was written is there."""

    ROWS_MISSING = "rows_missing"
    ENDS_EARLY = "ends_early"
    CHECKPOINT_DAMAGED = "checkpoint_damaged"
    ENTRIES_NOT_LOGGED = "entries_not_logged"
    ENTRIES_GONE = "entries_gone"
