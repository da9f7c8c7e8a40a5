"""Opening balances: what stood on the accounts when these books began, and which invoices of it were still open.

Words: the *balances* are one entry, of the day on which the books begin; an *open item* is an invoice or credit note
that was booked elsewhere and was not settled: here it is an invoice like any other, paid, matched, reminded of and
credited, without lines, VAT or a number of ours. Promises: an account that has open items is posted item by item, so
both always come to the same; putting right reverses the entry and posts it anew, and open items that stay the same
keep what was paid on them; what was settled is not taken back.
Events: `invoice.opened`, `invoice.unbooked`.
"""
