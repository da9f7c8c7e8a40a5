"""Statements as the law lays them out, made from account balances: what an account number means is enough.

A layout is data: per country and statement a CSV file of rubrics, with names in three languages, the accounts of each
and what it sums up. An account stands in the rubric whose beginning fits it longest; `55C` takes 550 only while its
balance is a credit. Belgium: the abbreviated schema of the National Bank's filing centre. Netherlands: Besluit modellen
jaarrekening art. 1 §2 for small legal persons (Burgerlijk Wetboek art. 2:396), balance sheet of model D, profit and
loss account of model I with the parts of its gross margin; codes are those of the Referentiegrootboekschema, sums have
three capitals.
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
