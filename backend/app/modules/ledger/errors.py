from collections.abc import Sequence
from typing import ClassVar

from accounting.errors import Conflict, Invalid, NotFound, Violation
from accounting.exchange_differences import ExchangeRateUnlikely
from accounting.fiscal_years import FiscalYearsOverlap, FiscalYearTooLong
from accounting.invoice import TooManyDecimals
from accounting.journal import EntryEmpty, EntryUnbalanced, PostingHasTwoSides, VatGridRepeated
from accounting.year_end import Check
from app.core.errors import CONSTRAINTS


class EntryNotFound(NotFound):
    """There is no such entry in these books."""


class PostingNotFound(NotFound):
    """There is no such posting in these books."""


class AccountNotFound(NotFound):
    """There is no such account in this chart."""


class FiscalYearNotFound(NotFound):
    """There is no such fiscal year in these books."""


class TemplateNotFound(NotFound):
    """There is no such template."""


class RecurringEntryNotFound(NotFound):
    """There is no such recurring entry."""


class TagNotFound(NotFound):
    """There is no such tag."""


class EntryAlreadyReversed(Conflict):
    """This entry was reversed already; an entry is reversed once."""


class ReversalNotReversible(Conflict):
    """This entry is itself a reversal; book the original again instead."""


class ClosingEntryStays(Conflict):
    """This entry closes a fiscal year or a VAT period; reopen that instead."""


class LaterStepFirst(Conflict):
    """Something was done on top of this entry; undo that first. The detail says what."""


class IssuedSaleIsCredited(Conflict):
    """An issued invoice is not undone in the books: credit it, and both stay for the tax office to see."""


class BooksAreAppendOnly(Conflict):
    """The books are never changed; reverse the entry and post it again."""


class PeriodLocked(Conflict):
    """This journal is locked on that day; the first open day is said in the detail."""


class YearClosed(Conflict):
    """That day is in a fiscal year that is closed, or before one; the first open day is said in the detail."""


class YearAlreadyClosed(Conflict):
    """This fiscal year is closed already."""


class YearNotClosed(Conflict):
    """This fiscal year is open."""


class LaterYearClosed(Conflict):
    """A later fiscal year is closed; reopen that one first."""


class FiscalYearInUse(Conflict):
    """There are entries in this fiscal year; change its days instead of removing it."""


class YearNotReady(Conflict):
    """Something stands in the way of closing this year; mend it, or accept what may be accepted."""

    carries: ClassVar = {
        Check.TRIAL_BALANCE: "Debits and credits differ.",
        Check.YEAR_IS_OVER: "The year is not over.",
        Check.EARLIER_YEAR: "An earlier year is still open.",
        Check.BROUGHT_FORWARD: "Days before this year have a result that nobody appropriated; begin their fiscal"
        " year, or reopen it if it is closed, and close it.",
        Check.JOURNAL_OPEN: "The journal of miscellaneous entries is locked on the last day of the year.",
        Check.SUSPENSE: "Something stands on the suspense accounts (499).",
        Check.INTERNAL_TRANSFERS: "Internal transfers (58) do not come to zero.",
        Check.DRAFTS: "There are drafts dated in this year.",
        Check.VAT_RETURNS: "There are VAT periods of this year that were not closed.",
    }
    example: ClassVar = {"field": "accept", "value": "2"}

    def __init__(self, detail: str | None = None, *, gathered: Sequence[Violation] = ()) -> None:
        super().__init__(detail)
        self.gathered = list(gathered)

    def violations(self) -> list[Violation]:
        return self.gathered or super().violations()


class AccountCodeTaken(Conflict):
    """There is already an account with this code."""


class TemplateNameTaken(Conflict):
    """There is already a template with this name."""


class TagKindInUse(Conflict):
    """Postings have this tag, so it stays of this kind. Make a new tag, and archive this one."""


class TagNameTaken(Conflict):
    """There is already a tag with this name."""


class AccountUnknown(Invalid):
    """This account is not in the chart of accounts."""


class AccountArchived(Invalid):
    """This account was archived; nothing new is booked on it."""


class AccountCodeRefused(Invalid):
    """An account number has two to ten digits and begins as a class of the chart of accounts does."""


class ContactUnknown(Invalid):
    """There is no such contact in this company."""


class TagUnknown(Invalid):
    """There is no such tag in this company, or it was archived."""


class VatGridUnknown(Invalid):
    """No posting counts in such a box of your country's VAT return."""


class TagRepeated(Invalid):
    """A tag stands once on a line, with all of its share."""


class TagsShareTooMuch(Invalid):
    """Tags of one kind share at most 100 % of a posting."""


class ExchangeRateUnknown(Invalid):
    """No exchange rate is known for that day; give one, or fetch those of the European Central Bank."""


class OwnCurrencyHasNoRate(Invalid):
    """The books are kept in this currency: it needs no rate."""


class PostingNeedsOneSide(Invalid):
    """A posting has either a debit or a credit."""


class PostingsRefused(Invalid):
    """Some postings are not right yet."""

    carries: ClassVar = {
        each.code(): each.title()
        for each in (
            AccountUnknown,
            AccountArchived,
            PostingNeedsOneSide,
            TooManyDecimals,
            ContactUnknown,
            ExchangeRateUnknown,
            ExchangeRateUnlikely,
            PostingHasTwoSides,
            TagUnknown,
            TagRepeated,
            TagsShareTooMuch,
            VatGridUnknown,
            VatGridRepeated,
        )
    }
    example: ClassVar = {"field": "postings.0.account_code", "value": "999999"}


class ReversalBeforeEntry(Invalid):
    """A reversal cannot be dated before the entry it undoes."""


class ReversalTooFarAhead(Invalid):
    """A reversal is dated at most a year from today."""


class EntryTooFarAhead(Invalid):
    """An entry is dated at most a year from today."""


class LockTooFarAhead(Invalid):
    """A journal is locked at most a year from today."""


class RhythmBeginsTooEarly(Invalid):
    """What comes back makes up for two years at most: begin it later."""


class RhythmEndsBeforeItStarts(Invalid):
    """What comes back ends on or after the day it starts."""


CONSTRAINTS |= {
    "account_code_is_unique": AccountCodeTaken,
    "books_are_append_only": BooksAreAppendOnly,
    "entry_has_postings": EntryEmpty,
    "entry_is_reversed_once": EntryAlreadyReversed,
    "entry_must_balance": EntryUnbalanced,
    "posting_has_one_side": PostingHasTwoSides,
    "posting_has_its_currencys_decimals": TooManyDecimals,
    "period_is_locked": PeriodLocked,
    "year_is_closed": YearClosed,
    "fiscal_years_do_not_overlap": FiscalYearsOverlap,
    "fiscal_year_starts_once": FiscalYearsOverlap,
    "fiscal_year_lasts_at_most_two_years": FiscalYearTooLong,
    "fk_postings_contact_id": ContactUnknown,
    "fk_posting_tags_tag_id": TagUnknown,
    "entry_template_name_is_unique": TemplateNameTaken,
    "tag_name_is_unique": TagNameTaken,
    "tags_share_at_most_the_whole": TagsShareTooMuch,
}
