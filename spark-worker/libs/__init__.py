"""The plumbing around the jobs: where documents come from, how they are read safely, where results go.

What is known about invoices lives in `accounting.reading`; nothing here decides what a total or a VAT number is.
"""

READER_VERSION = "1.0"
