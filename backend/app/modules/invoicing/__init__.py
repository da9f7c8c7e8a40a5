"""Invoices and what they do to the books. Today: purchases, booked from a reviewed document.

Words: to *book* a document is to write its purchase invoice and the entry 6xx/411 against 440. Promises: an
invoice is booked
once; undoing is a reversal, which brings the document back to review.
Events: `invoice.booked`, `invoice.unbooked`.
"""
