"""Makes sample documents: fictional companies, honest invoices, ways of drawing, printing and photographing them.

Every number is valid by its check digits and belongs to nobody: Belgian enterprise numbers from 0900 upwards are not
issued, accounts are at bank codes of the standard's own examples.
"""
