from accounting.errors import Conflict, Invalid, NotFound
from app.core.errors import CONSTRAINTS


class NotReadyToBook(Invalid):
    """Some fields are needed before this document can be booked."""


class ExchangeRateMissing(Invalid):
    """This invoice is in another currency; give the rate of the invoice date."""


class InvoiceBookedAlready(Conflict):
    """This supplier's invoice with this number is in the books already."""


class InvoiceNotFound(NotFound):
    """There is no such invoice in this company."""


CONSTRAINTS |= {"purchase_invoice_is_booked_once": InvoiceBookedAlready}
