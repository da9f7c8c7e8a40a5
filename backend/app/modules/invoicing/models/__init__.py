from app.modules.invoicing.models.invoices import FACTS, LATE, Invoice, InvoiceLine
from app.modules.invoicing.models.series import InvoiceNumber, NumberSeries, RecurringInvoice
from app.modules.invoicing.models.settlements import Reminder, Settlement

__all__ = [
    "FACTS",
    "LATE",
    "Invoice",
    "InvoiceLine",
    "InvoiceNumber",
    "NumberSeries",
    "RecurringInvoice",
    "Reminder",
    "Settlement",
]
