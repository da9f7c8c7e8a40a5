"""The VAT return: periods, what each grid comes to and why, and closing a period.

Every figure is a sum of postings that carry a grid. Closing moves the VAT accounts of the period to the current account
(4512 or 4112), keeps the figures as they were, and lets nothing more that counts in a return into it: a correction then
falls in a later period, while year-end entries without VAT still get in. The last closed period can be reopened.

A company's regime is dated: of a period in which it had the standard one on some day, a return is owed.

Events: `vat.closed`, `vat.reopened`, `company.vat_regime_changed`.
"""
