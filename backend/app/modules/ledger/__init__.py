"""The books: chart of accounts, journal, reversal, fiscal years and locks.

Words: an *entry* is a dated set of *postings* whose debits equal its credits; a *journal* is the book it stands in; a
*reversal* is the entry that undoes another. Promise: nothing is ever changed or removed, and PostgreSQL refuses to.
Events: `books.opened`, `entry.posted`, `entry.reversed`.
"""
