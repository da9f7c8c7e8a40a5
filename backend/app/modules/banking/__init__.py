"""The bank: accounts, statements, and which line settles what.

Words: an *import* is one file; it holds *statements*, each of one account, and those hold *lines*. What is read is
*staged* and shown; to *confirm* makes new lines part of the books' work, duplicates aside. A line is *reconciled* by
parts: open invoices, approved expenses, postings that are in the books already, or accounts. Each reconciliation is
one entry in the bank journal, or none where the posting was there; it is undone by its negative.
Promises: a line is imported once, and reconciled for no more than its amount; a broken file leaves nothing; an import
is reverted as a whole; what is proposed is applied without asking only above the company's own threshold.
Events: `bank_account.made`, `bank_account.revised`, `statement.staged`, `statement.failed`, `statement.imported`,
`statement.discarded`, `statement.reverted`, `statement.took_over`, `column_mapping.made`, `column_mapping.revised`,
`column_mapping.removed`, `bank_line.reconciled`, `bank_line.reopened`, `bank_line.match_rejected`,
`bank_line.match_allowed`, `bank_rule.made`, `bank_rule.revised`, `bank_rule.removed`, `bank_rules.ordered`,
`bank_run.started`, `bank_run.ended`, `bank_run.reverted`, `bank_settings.revised`.
"""
