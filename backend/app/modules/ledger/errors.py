from accounting.errors import Conflict, Invalid, NotFound
from accounting.journal import EntryEmpty, EntryUnbalanced, PostingHasTwoSides
from app.core.errors import CONSTRAINTS


class EntryNotFound(NotFound):
    """There is no such entry in these books."""


class EntryAlreadyReversed(Conflict):
    """This entry was reversed already; an entry is reversed once."""


class ReversalNotReversible(Conflict):
    """This entry is itself a reversal; book the original again instead."""


class BooksAreAppendOnly(Conflict):
    """The books are never changed; reverse the entry and post it again."""


class AccountCodeTaken(Conflict):
    """There is already an account with this code."""


class AccountUnknown(Invalid):
    """This account is not in the chart of accounts."""


class ReversalBeforeEntry(Invalid):
    """A reversal cannot be dated before the entry it undoes."""


class ReversalTooFarAhead(Invalid):
    """A reversal is dated at most a year from today."""


CONSTRAINTS |= {
    "account_code_is_unique": AccountCodeTaken,
    "books_are_append_only": BooksAreAppendOnly,
    "entry_has_postings": EntryEmpty,
    "entry_is_reversed_once": EntryAlreadyReversed,
    "entry_must_balance": EntryUnbalanced,
    "posting_has_one_side": PostingHasTwoSides,
}
