"""Statements as the law lays them out, made from account balances: what an account number means is enough.

A layout is data: per country and statement a CSV file of rubrics, with names in three languages, the accounts of each
and what it sums up. An account stands in the rubric whose beginning fits it longest; `55C` takes 550 only while its
balance is a credit. Belgium: the abbreviated schema of the National Bank's filing centre.
"""

from accounting.reports.ageing import BUCKETS, ageing
from accounting.reports.layout import Layout, Rubric, Statement, layout
from accounting.reports.statements import Line, balance_sheet, both, profit_and_loss, result, statement

__all__ = [
    "BUCKETS",
    "Layout",
    "Line",
    "Rubric",
    "Statement",
    "ageing",
    "balance_sheet",
    "both",
    "layout",
    "profit_and_loss",
    "result",
    "statement",
]
