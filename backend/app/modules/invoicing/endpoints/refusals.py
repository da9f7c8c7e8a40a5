"""What each door of invoicing may refuse with, for the API's document."""

from accounting.exchange_differences import ExchangeDifferenceTooLarge, ExchangeRateUnlikely
from accounting.exchange_rates import CurrencyUnknown
from accounting.invoice import (
    AccruedCostMissing,
    AccruedCostRefused,
    CostAccountRefused,
    IncomeAccountRefused,
    NothingToBook,
    TooManyDecimals,
    TotalBelowZero,
    TotalTooLarge,
    VatDiffers,
)
from accounting.journal import EntryEmpty, EntryUnbalanced, PostingHasTwoSides
from accounting.late_papers import BookedBeforeItsDate, BookedInTheFuture
from accounting.settlement import (
    ChargesRefused,
    DifferenceNotSmall,
    DiscountRefused,
    MoneyAccountRefused,
    PaymentExceedsOpen,
    PaymentOfNothing,
)
from accounting.vat import (
    CustomerVatNumberNeeded,
    RateOfTreatment,
    RateUnknown,
    RegimeChargesNoVat,
    RegimeChargesVat,
    TreatmentRefused,
)
from app.core.errors import TooManyRequests
from app.core.mail import MailAddressInvalid
from app.core.versions import ChangedMeanwhile
from app.modules.identity.errors import EmailNotVerified
from app.modules.invoicing.errors import (
    AmountInBooksRefused,
    BookedOnItsOwnDate,
    CreditedBeforeIssue,
    CreditedDeductionUnsaid,
    CreditExceedsInvoice,
    DateNeeded,
    DayOfEachTime,
    DueBeforeIssue,
    InvoiceBookedAlready,
    InvoiceContactUnknown,
    InvoiceHasNoLines,
    InvoiceIsNoDraft,
    InvoiceIsStillDraft,
    InvoiceNotFound,
    IssuedBeforeLast,
    IssuedElsewhere,
    IssuedInTheFuture,
    IssuedInvoiceStays,
    KindRefused,
    LinesRefused,
    LineUnknown,
    NextDayRefused,
    NoOpenQuote,
    NotApplicable,
    NotCreditable,
    NotForSending,
    NotPayable,
    NumberIsGiven,
    NumberNeeded,
    NumbersRunOut,
    OriginalRefused,
    PaidBeforeOpening,
    PaymentInTheFuture,
    QuantityExceedsLine,
    QuoteDayRefused,
    QuoteExpired,
    QuoteNotDeclined,
    RecipientNeeded,
    RecurrenceRefused,
    RecurringInvoiceEnded,
    RecurringInvoiceNotFound,
    ReminderNotDue,
    ReminderSentAlready,
    SellerIncomplete,
    SeriesOfAnotherKind,
)
from app.modules.ledger.errors import (
    AccountArchived,
    AccountUnknown,
    ExchangeRateUnknown,
    PeriodLocked,
    TagRepeated,
    TagsShareTooMuch,
    TagUnknown,
    YearClosed,
)

MISSING = (InvoiceNotFound,)
LINES = (
    InvoiceContactUnknown, CurrencyUnknown, LinesRefused, AccountUnknown, AccountArchived, CostAccountRefused,
    AccruedCostRefused, IncomeAccountRefused, RateUnknown, RateOfTreatment, TreatmentRefused, TotalTooLarge, VatDiffers,
    TooManyDecimals, TagUnknown, TagRepeated, TagsShareTooMuch, LineUnknown, QuantityExceedsLine,
)  # fmt: skip
TOTALLING = (*LINES, InvoiceNotFound)
DRAFTING = (
    *LINES, KindRefused, NumberIsGiven, DueBeforeIssue, InvoiceNotFound, NotCreditable, OriginalRefused,
    ExchangeRateUnlikely,
)  # fmt: skip
REVISING = (
    *LINES, NumberIsGiven, DueBeforeIssue, InvoiceNotFound, InvoiceIsNoDraft, ChangedMeanwhile, NotCreditable,
    OriginalRefused, ExchangeRateUnlikely,
)  # fmt: skip
REMOVING = (InvoiceNotFound, InvoiceIsNoDraft, ChangedMeanwhile)
POSTING = (EntryEmpty, EntryUnbalanced, PostingHasTwoSides, AccountUnknown, PeriodLocked, YearClosed)
ISSUING = (
    *LINES, *POSTING, InvoiceNotFound, InvoiceIsNoDraft, InvoiceHasNoLines, TotalBelowZero, NothingToBook, NumberNeeded,
    DateNeeded, DueBeforeIssue, OriginalRefused, ExchangeRateUnknown, InvoiceBookedAlready, CreditExceedsInvoice,
    NotCreditable, NumbersRunOut, CustomerVatNumberNeeded, ChangedMeanwhile, IssuedInvoiceStays, SeriesOfAnotherKind,
    IssuedInTheFuture, IssuedBeforeLast, SellerIncomplete, RegimeChargesNoVat, RegimeChargesVat, PaymentOfNothing,
    BookedOnItsOwnDate, BookedBeforeItsDate, BookedInTheFuture, CreditedBeforeIssue, AccruedCostMissing,
    ExchangeRateUnlikely, CreditedDeductionUnsaid,
)  # fmt: skip
DRAFTING_AND_ISSUING = tuple(dict.fromkeys((*DRAFTING, *ISSUING)))
CREDITING = DRAFTING_AND_ISSUING
PAYING = (
    *POSTING, AccountArchived, InvoiceNotFound, NotPayable, ChangedMeanwhile, PaymentExceedsOpen, PaymentOfNothing,
    TooManyDecimals, DiscountRefused, DifferenceNotSmall, ChargesRefused, MoneyAccountRefused, AmountInBooksRefused,
    PaymentInTheFuture, PaidBeforeOpening, ExchangeRateUnknown,
    ExchangeDifferenceTooLarge,
)  # fmt: skip
APPLYING = (
    *POSTING, InvoiceNotFound, NotApplicable, ChangedMeanwhile, PaymentExceedsOpen, PaymentOfNothing, TooManyDecimals,
    PaymentInTheFuture,
)  # fmt: skip
UNAPPLYING = (*POSTING, InvoiceNotFound, NotApplicable, ChangedMeanwhile)
MAILING = (EmailNotVerified, TooManyRequests, MailAddressInvalid)
SENDING = (
    *MAILING, InvoiceNotFound, InvoiceIsStillDraft, IssuedElsewhere, NotForSending, RecipientNeeded, ChangedMeanwhile,
)  # fmt: skip
SENDING_PREVIEWED = (InvoiceNotFound, InvoiceIsStillDraft, IssuedElsewhere, NotForSending)
REMINDING_PREVIEWED = (InvoiceNotFound, ReminderNotDue)
REMINDING = (*MAILING, InvoiceNotFound, ReminderNotDue, ReminderSentAlready, RecipientNeeded)
QUOTING_AGAIN = (InvoiceNotFound, QuoteNotDeclined, ChangedMeanwhile)
EXTENDING = (InvoiceNotFound, NoOpenQuote, QuoteDayRefused, ChangedMeanwhile)
QUOTING = (*DRAFTING, NoOpenQuote, QuoteExpired, ChangedMeanwhile)
RECURRING = (
    *DRAFTING_AND_ISSUING, RecurringInvoiceNotFound, RecurrenceRefused, DayOfEachTime, NextDayRefused,
    RecipientNeeded, ChangedMeanwhile,
)  # fmt: skip
RUNNING = tuple(dict.fromkeys((*DRAFTING_AND_ISSUING, *SENDING, RecurringInvoiceNotFound, RecurringInvoiceEnded)))
