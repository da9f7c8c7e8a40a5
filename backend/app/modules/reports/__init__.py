"""Reports: what the books say of a period, and what every figure is made of.

Words: a *line* is one figure with its name; its *drill* is the question that explains it, for the general ledger, and
from there the entry and what it was made from. Every report is also a file (CSV, XLSX, PDF) of exactly what is shown.
"""
