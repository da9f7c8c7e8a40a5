"""Figures at a glance: from the balances that the database keeps, so they equal the books to the cent.

What needs somebody is counted where it lies: documents, invoices, expenses, VAT periods, fiscal years.
"""
