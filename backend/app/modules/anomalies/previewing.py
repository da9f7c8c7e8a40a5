"""What other controls and limits would have found.

Imported by whom asks, when somebody does: this needs Arrow and numpy.
"""

import asyncio
from typing import Any

import pyarrow as pa

from accounting.anomalies import POINTS
from accounting.anomalies.choosing import Change, what_would_change
from accounting.schedule import months_later
from app.core.work import Work
from app.modules.anomalies import gathering, queries, shown
from app.modules.anomalies.errors import BooksTooLarge
from app.modules.anomalies.schemas.judging import AnomalySettingsWrite, FindingPreviewed, PreviewRead
from app.modules.identity import companies

MOST_PREVIEWED = 100_000
MOST_SHOWN = 200
YEAR = 12


async def preview(work: Work, asked: AnomalySettingsWrite) -> PreviewRead:
    """What these settings would have found in the last twelve months beside those of now.

    Raises LimitRefused, BooksTooLarge.
    """
    country = (await companies.read(work)).country
    then = queries.as_limits(asked.off, asked.changed, country)
    now = queries.limits_of(await queries.settings_of(work), country)
    if await gathering.are_more_than(work, MOST_PREVIEWED):
        raise BooksTooLarge(f"they have more than {MOST_PREVIEWED} entries")
    entries = await gathering.entries(work)
    first = months_later(work.today, -YEAR)
    change: Change = await asyncio.to_thread(what_would_change, entries, now, then, first, work.today)
    return PreviewRead(
        from_on=first,
        to_on=work.today,
        entries=len(entries),
        coming_count=len(change.new),
        going_count=len(change.gone),
        staying_count=change.stay,
        coming=_previewed(entries, change.new.slice(0, MOST_SHOWN)),
        going=_previewed(entries, change.gone.slice(0, MOST_SHOWN)),
    )


def _previewed(entries: pa.Table, found: pa.Table) -> list[FindingPreviewed]:
    rows: list[dict[str, Any]] = found.to_pylist()
    facts = gathering.facts_of(entries, [row["id"] for row in rows])
    return [
        FindingPreviewed(
            **facts[row["book"], row["id"]],
            score=row["score"] / POINTS,
            reasons=shown.reasons_of(row["reasons"]),
        )
        for row in rows
    ]
