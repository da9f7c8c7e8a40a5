"""Leading digits of amounts, counted by the database, beside Benford's law.

Imported by whom asks, when somebody does: this needs numpy.
"""

from datetime import date

import numpy as np

from accounting.anomalies.benford import LEAST_ENTRIES, MAD_LIMITS, digits_of, of_counts
from app.core.joins import joined_whole
from app.core.listing import PeriodBackwards
from app.core.work import Work
from app.modules.anomalies.schemas.findings import Book
from app.modules.anomalies.schemas.judging import BenfordRead, DigitRead, DigitsAsked

DECIMALS = 6
TWO = "rpad(left(ltrim(replace(abs({amount})::numeric(19, 4)::text, '.', ''), '0'), 2), 2, '0')::integer"
"""The first two digits of an amount, 10 to 99: what comes before the first that is not zero does not count."""
POSTINGS = f"""
select {TWO.format(amount="p.debit + p.credit")}, count(*)
  from accounting.postings p join accounting.accounts a on a.tenant_id = p.tenant_id and a.id = p.account_id
 where a.code like $1 and ($2::date is null or p.booked_on >= $2) and ($3::date is null or p.booked_on <= $3)
 group by 1
"""  # noqa: S608  (constants of ours)
ENTRIES = f"""
select {TWO.format(amount="amount")}, count(*) from accounting.entries_to_judge
 where amount <> 0 and account like $1 and ($2::date is null or booked_on >= $2)
   and ($3::date is null or booked_on <= $3) and book = $4
 group by 1
"""  # noqa: S608  (constants of ours)


async def benford(
    work: Work, of: Book, digits: DigitsAsked, first: date | None, last: date | None, account: str | None
) -> BenfordRead:
    """The test of all amounts of a book, or of those on accounts that begin so. Of postings, all that are booked.

    Raises PeriodBackwards.
    """
    if first is not None and last is not None and first > last:
        raise PeriodBackwards(field="from", value=first)
    beginning = f"{account or ''}%"
    async with joined_whole(work):
        if of == "postings":
            rows = await work.ask(POSTINGS, beginning, first, last)
        else:
            rows = await work.ask(ENTRIES, beginning, first, last, of)
    two = np.zeros(100, dtype=np.int64)
    for leading, count in rows:
        two[leading] = count
    test = of_counts(digits, *digits_of(digits, two))
    return BenfordRead(
        of=of,
        digits=digits,
        from_on=first,
        to_on=last,
        account=account,
        entries=test.entries,
        least_entries=LEAST_ENTRIES[digits],
        is_enough=test.conformity is not None,
        conformity=test.conformity,
        mad=_told(test.mad),
        mad_limits=list(MAD_LIMITS[digits]),
        chi_square=_told(test.chi_square),
        chi_square_limit=test.chi_square_limit,
        kolmogorov=_told(test.kolmogorov),
        kolmogorov_limit=_told(test.kolmogorov_limit),
        rows=[
            DigitRead(digit=int(digit), count=int(count), share=_told(share), expected=_told(expected), z=_told(z))
            for digit, count, share, expected, z in zip(
                test.digits, test.counts, test.shares, test.expected, test.z, strict=True
            )
        ],
    )


def _told(value: float) -> float:
    return round(float(value), DECIMALS)
