from typing import ClassVar

from accounting.errors import Conflict, Invalid, NotFound
from accounting.exchange_differences import ExchangeRateUnlikely
from accounting.invoice import (
    AccruedCostMissing,
    AccruedCostRefused,
    CostAccountRefused,
    IncomeAccountRefused,
    NothingToBook,
)
from accounting.late_papers import BookedBeforeItsDate, BookedInTheFuture
from accounting.purchase_parts import BasesDiffer, BreakdownIncomplete
from accounting.purchases import AddressedToAnotherCompany, AmountMissing, AmountsDiffer, BreakdownDiffers
from accounting.settlement import PaymentExceedsOpen
from accounting.vat import (
    CustomerVatNumberNeeded,
    RateOfTreatment,
    RateUnknown,
    RegimeChargesNoVat,
    RegimeChargesVat,
    TreatmentRefused,
)
from app.core.errors import CONSTRAINTS
from app.modules.ledger.errors import (
    AccountArchived,
    AccountUnknown,
    PeriodLocked,
    TagRepeated,
    TagsShareTooMuch,
    TagUnknown,
    YearClosed,
)


class ExchangeRateMissing(Invalid):
    """This invoice is in another currency; give the rate of the invoice date."""


class InvoiceBookedAlready(Conflict):
    """This supplier's invoice with this number is in the books already."""


class InvoiceNotFound(NotFound):
    """There is no such invoice in this company."""


class InvoiceContactUnknown(Invalid):
    """There is no such customer or supplier, or they were put away."""


class SellerIncomplete(Invalid):
    """An invoice says where its seller is and their VAT number; fill them in under Settings, Company."""

    example: ClassVar = {"field": "company.street"}


class LineUnknown(Invalid):
    """This invoice has no such line."""


class QuantityExceedsLine(Invalid):
    """More would be credited of this line than it has."""


class CreditedDeductionUnsaid(Invalid):
    """VAT of this supplier was once deducted: say how much of what is credited was, as that is owed back; else 0 %."""

    example: ClassVar = {"field": "lines.0.deductible_percent"}


IN_A_LINE = (
    AccountUnknown, AccountArchived, CostAccountRefused, AccruedCostMissing, AccruedCostRefused, IncomeAccountRefused,
    RateUnknown, RateOfTreatment, TreatmentRefused, CustomerVatNumberNeeded, RegimeChargesNoVat, RegimeChargesVat,
    TagUnknown, TagRepeated, TagsShareTooMuch, LineUnknown, QuantityExceedsLine, CreditedDeductionUnsaid,
)  # fmt: skip


class LinesRefused(Invalid):
    """Some lines are not right yet."""

    carries: ClassVar = {each.code(): each.title() for each in IN_A_LINE}
    example: ClassVar = {"field": "lines.0.vat_rate", "value": "19"}


class InvoiceIsNoDraft(Conflict):
    """Only a draft can be changed, issued or removed; what was issued is credited."""


class InvoiceIsStillDraft(Conflict):
    """Issue this first: a draft has no number and is not in the books."""


class InvoiceHasNoLines(Invalid):
    """An invoice needs at least one line."""


class NumberNeeded(Invalid):
    """The supplier's number of this invoice is needed."""


class NumberIsGiven(Invalid):
    """Sales are numbered by us, when they are issued; only a purchase carries its supplier's number."""


class DateNeeded(Invalid):
    """The date of the supplier's invoice is needed."""


class DueBeforeIssue(Invalid):
    """An invoice cannot be due before it is issued."""


class KindRefused(Invalid):
    """A quote is ours to make, a receipt our supplier's."""


class NotPayable(Conflict):
    """Only an invoice that is in the books and open can be paid."""


class PaymentInTheFuture(Invalid):
    """A payment is of today or before."""


class PaymentNotFound(NotFound):
    """There is no such payment of an invoice."""


class PaymentReturned(Conflict):
    """This payment was undone, or came back already."""


class ReturnedBeforePaid(Invalid):
    """Money comes back on the day on which it was paid, or later."""


class PaidBeforeOpening(Invalid):
    """What stood open when the books began is paid on that day or later."""


class AmountInBooksRefused(Invalid):
    """What the bank account saw in the books' currency is of an invoice in another currency; this one is in theirs."""


class NotCreditable(Conflict):
    """Only an issued invoice can be credited, and only by a credit note of the same kind and customer."""


class CreditedBeforeIssue(Invalid):
    """A credit note is of the day of the invoice it credits, or later."""


class OriginalRefused(Invalid):
    """A credit note of an invoice from elsewhere names that one's number and day, and is of that day or later."""


class NotApplicable(Conflict):
    """An open credit note is applied to an open invoice of the same contact and currency, and to no other."""


class CreditExceedsInvoice(Conflict):
    """More would be credited than was invoiced."""


class NoOpenQuote(Conflict):
    """Only an issued quote can be accepted or declined."""


class QuoteNotDeclined(Conflict):
    """Only a declined quote can be opened again."""


class QuoteDayRefused(Invalid):
    """A quote's new day is today or later, and later than the day until which it was valid."""


class QuoteExpired(Conflict):
    """This quote was valid until a day that has passed; accept it with `despite_expiry` to stand by it all the same."""


class NotForSending(Conflict):
    """Only what we issued to a customer can be sent to them."""


class IssuedElsewhere(Conflict):
    """This was open when these books began: its paper is in the program that made it."""


class RecipientNeeded(Invalid):
    """This customer has no e-mail address; give one."""


class ReminderNotDue(Conflict):
    """There is nothing to remind of now: it is paid, not late enough, or was reminded of as often as it can be."""


class ReminderSentAlready(Conflict):
    """This reminder was sent already."""


class RecurringInvoiceNotFound(NotFound):
    """There is no such recurring invoice in this company."""


class RecurringInvoiceEnded(Conflict):
    """This recurring invoice has ended and makes no more; give it a later last day to go on."""


class RecurrenceRefused(Invalid):
    """A recurring invoice ends after it begins, and issues what it sends."""


class DayOfEachTime(Invalid):
    """What comes back gets this day each time it is made: leave it out."""


class NextDayRefused(Invalid):
    """The next day comes after the last one that was made, until the end, and at most 24 days are made up for."""


class NumbersRunOut(Conflict):
    """This series has no numbers left this year; begin another series."""


class NumberSeriesBegun(Conflict):
    """This series gave out numbers this year already: it goes on with the next one, without a gap."""


class SeriesLeft(Invalid):
    """Papers of this kind take their numbers from another series since; this one takes the usual one."""


class SeriesOfAnotherKind(Conflict):
    """A quote takes its numbers from a series of its own, or invoices would miss some."""


class IssuedInTheFuture(Invalid):
    """An invoice is issued today or before; a supplier may have dated theirs at most a year from today."""


class BookedOnItsOwnDate(Invalid):
    """What we issue is booked on its own date: its VAT is due in that period. Date it on an open day instead."""


class IssuedBeforeLast(Conflict):
    """The numbers of a series follow the days of its invoices: none is issued before the last one."""


class NothingIsOpen(Conflict):
    """There is nothing to pay, so there is no statement to send."""


class IssuedInvoiceStays(Conflict):
    """What was issued stays as it is; credit it and make a new one."""


IN_ITS_WAY = (
    AmountMissing, AmountsDiffer, BreakdownDiffers, BasesDiffer, BreakdownIncomplete, AddressedToAnotherCompany,
    AccruedCostMissing, AccruedCostRefused, CostAccountRefused, CreditedDeductionUnsaid, NothingToBook, AccountUnknown,
    AccountArchived, ExchangeRateMissing, ExchangeRateUnlikely, RateUnknown, TreatmentRefused, InvoiceBookedAlready,
    IssuedInTheFuture, BookedBeforeItsDate, BookedInTheFuture, PeriodLocked, YearClosed,
)  # fmt: skip
"""What may keep a document from being booked: said by itself when it is the only thing, else listed with the others."""


class NotReadyToBook(Invalid):
    """Several things are in the way of booking this document, or a field is missing; all of it is listed."""

    carries: ClassVar = {"field_missing": "This field is needed."} | {each.code(): each.title() for each in IN_ITS_WAY}
    example: ClassVar = {"field": "fields.vat_amount"}


CONSTRAINTS |= {
    "purchase_invoice_is_booked_once": InvoiceBookedAlready,
    "invoice_is_not_overpaid": PaymentExceedsOpen,
    "invoice_is_not_credited_twice": CreditExceedsInvoice,
    "line_is_not_credited_twice": QuantityExceedsLine,
    "opening_item_is_told_once": InvoiceBookedAlready,
    "only_issued_invoices_are_credited": NotCreditable,
    "issued_invoice_stays_as_it_is": IssuedInvoiceStays,
    "only_issued_invoices_are_settled": NotPayable,
    "reminder_is_sent_once": ReminderSentAlready,
    "settlement_is_undone_once": NotPayable,
    "contact_is_one_that_stays": InvoiceContactUnknown,
    "fk_invoices_contact_id": InvoiceContactUnknown,
    "fk_recurring_invoices_contact_id": InvoiceContactUnknown,
}
