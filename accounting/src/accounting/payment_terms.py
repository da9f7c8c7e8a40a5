"""When an invoice is to be paid."""

from datetime import date, timedelta

from accounting.schedule import month_end

USUAL_DAYS = 30
"""Between businesses, where nothing was agreed (Belgian law of 2 August 2002 on late payment, art. 4)."""


def due_on(issued_on: date, days: int = USUAL_DAYS, *, end_of_month: bool = False) -> date:
    """The last day to pay: so many days after the invoice's, and then the end of that month if so agreed.

    >>> due_on(date(2026, 1, 15)), due_on(date(2026, 1, 15), 30, end_of_month=True)
    (datetime.date(2026, 2, 14), datetime.date(2026, 2, 28))
    """
    day = issued_on + timedelta(days=days)
    return month_end(day) if end_of_month else day
