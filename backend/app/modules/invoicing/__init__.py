"""Invoices, credit notes and quotes, sold and bought, and what they do to the books.

Words: a *draft* may be anything; to *issue* it gives it its number, a moment's picture of both parties and an entry in
the books; to *book* a document is to write its purchase invoice and entry at once. What is *open* falls by payments,
credit notes, discounts and small write-offs: *settlements*, kept by the database. Promises: numbers have no gap and no
duplicate per series and fiscal year; every change of state posts or reverses exactly once; what was issued is credited,
never changed.
Events: `invoice.drafted`, `invoice.revised`, `invoice.removed`, `invoice.issued`, `invoice.sent`, `invoice.paid`,
`invoice.written_off`, `invoice.credited`, `invoice.applied`, `invoice.unapplied`, `invoice.reminded`,
`invoice.settlement_undone`, `invoice.payment_returned`, `invoice.printed`, `invoice.booked`, `invoice.unbooked`,
`quote.accepted`, `quote.declined`, `quote.extended`, `quote.reopened`, `numbers.chosen`, `contact.statement_sent`,
`recurring_invoice.made`, `recurring_invoice.revised`, `recurring_invoice.removed`, `recurring_invoice.ran`,
`recurring_invoice.stuck`.
"""
