"""A company's entries as columns: everything that is judged, as of one moment."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies.kept import KEPT
from app.core.joins import joined_whole
from app.core.work import Work

PARTS = 10_000
COLUMNS = (
    "book", "id::text", "coalesce(counterparty, '')", "booked_on - date '0001-01-01' + 1", "reference",
    f"(amount * {PARTS})::bigint", f"(net * {PARTS})::bigint", f"(vat * {PARTS})::bigint", "account", "iban",
    "attributes", "coalesce(journal_entry_id::text, '')", "coalesce(document_id::text, '')",
    "coalesce(contact_id::text, '')", "currency",
)  # fmt: skip
NAMES = tuple(name for name in KEPT.names if name != "place")
QUESTION = f"select {', '.join(COLUMNS)} from accounting.entries_to_judge order by made_at, booked_on, reference, id"  # noqa: S608  (columns of ours)
MOST_AT_ONCE = "select count(*) from (select from accounting.entries_to_judge limit $1) as counted"


async def entries(work: Work) -> pa.Table:
    """Rows of `KEPT`, in the order in which they came into the books."""
    async with joined_whole(work):
        parts = [_columns(rows) async for rows in work.stream(QUESTION)]
    table = pa.concat_tables(parts) if parts else pa.schema([KEPT.field(name) for name in NAMES]).empty_table()
    placed = table.append_column("place", pa.array(range(len(table)), pa.int64()))
    return placed.select(KEPT.names).cast(KEPT).combine_chunks()


async def are_more_than(work: Work, most: int) -> bool:
    """Whether there are more entries than that, without counting them all."""
    async with joined_whole(work):
        return bool((await work.ask(MOST_AT_ONCE, most + 1))[0][0] > most)


def facts_of(entries: pa.Table, ids: Iterable[str]) -> dict[tuple[str, str], dict[str, Any]]:
    """What a finding says of its entry, by book and id."""
    chosen = entries.filter(pc.is_in(entries["id"], value_set=pa.array(sorted(set(ids)), pa.string())))
    return {
        (row["book"], row["id"]): {
            "book": row["book"],
            "entry_id": UUID(row["id"]),
            "journal_entry_id": UUID(row["journal_entry"]) if row["journal_entry"] else None,
            "contact_id": UUID(row["contact"]) if row["contact"] else None,
            "counterparty": row["counterparty"],
            "reference": row["reference"],
            "booked_on": date.fromordinal(row["day"]) if row["day"] else None,
            "amount": Decimal(row["amount"]) / PARTS,
            "currency": row["currency"],
        }
        for row in chosen.to_pylist()
    }


def _columns(rows: Sequence[Any]) -> pa.Table:
    made = {name: pa.array([row[place] for row in rows], KEPT.field(name).type) for place, name in enumerate(NAMES)}
    return pa.table(made)
