"""A supplier's paper that comes when its own day is closed: it is booked later, and stays as it is.

Belgium: its VAT is deducted in the return of the period in which the paper is there, or in a later one until the end
of the third calendar year after the VAT became due (royal decree no. 3 art. 4). The Netherlands: its VAT belongs to
the period in which it was invoiced (Wet OB art. 15 lid 1, a). A balance of up to 1,000 euros may go in the next return;
a larger one is told in a *suppletie* on that period, since 2025 within eight weeks, for five years back (art. 10a AWR,
Uitvoeringsbesluit OB art. 15).
"""

from datetime import date

from accounting.errors import Invalid


class BookedBeforeItsDate(Invalid):
    """A paper is booked on its own date or later, never before it."""


class BookedInTheFuture(Invalid):
    """A paper is booked today or before, unless it is dated later itself."""


def booking_day(asked: date | None, dated: date, today: date) -> date:
    """The day a paper is booked on: its own date, or the later one that was asked for.

    Raises BookedBeforeItsDate, BookedInTheFuture.

    >>> booking_day(None, date(2026, 6, 28), date(2026, 8, 10))
    datetime.date(2026, 6, 28)
    >>> booking_day(date(2026, 7, 1), date(2026, 6, 28), date(2026, 8, 10))
    datetime.date(2026, 7, 1)
    """
    if asked is None:
        return dated
    if asked < dated:
        raise BookedBeforeItsDate(f"the paper is of {dated}", field="booked_on", value=str(asked))
    if asked > (latest := max(today, dated)):
        raise BookedInTheFuture(f"{latest} is the last day for it", field="booked_on", value=str(asked))
    return asked
