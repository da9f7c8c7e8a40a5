"""The VAT return: periods, what each grid comes to and why, and closing a period.

Every figure is a sum of postings that carry a grid. Closing moves the VAT accounts of the period to the current account
(4512 or 4112), keeps the figures as they were, and locks the journals until the period's last day; a correction then
falls in a later period. The last period that was closed can be reopened.

Events: `vat.closed`, `vat.reopened`.
"""
