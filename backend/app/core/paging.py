"""Cursor paging: the place in a sorted list, as an opaque text. No page is ever skipped or shown twice."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from accounting.errors import Invalid


class CursorInvalid(Invalid):
    """This cursor is not one that we gave for this list in this order; begin without it."""


@dataclass(frozen=True, slots=True)
class PageOf:
    rows: Sequence[Any]
    next_cursor: str | None

    @property
    def meta(self) -> dict[str, Any]:
        return {"next_cursor": self.next_cursor, "has_more": self.next_cursor is not None}


def encode(*place: Any, of: str) -> str:
    """>>> decode(encode(date(2026, 11, 21), 7, of="days"), (date.fromisoformat, int), of="days")
    [datetime.date(2026, 11, 21), 7]
    """
    text = json.dumps(
        [of] + [value.isoformat() if isinstance(value, date | datetime) else str(value) for value in place]
    )
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str, kinds: Sequence[Any], *, of: str) -> list[Any]:
    """The place in the list `of` that the cursor stands for. Raises CursorInvalid."""
    try:
        texts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(texts, list) or not all(isinstance(each, str) and _is_text(each) for each in texts):
            raise ValueError("a place is a list of texts")
        if texts[:1] != [of]:
            raise ValueError("this is a place in another list, or in another order")
        place = [kind(text) for kind, text in zip(kinds, texts[1:], strict=True)]
        for each in place:
            if isinstance(each, datetime) and (each.tzinfo is None or not each.astimezone(UTC)):
                raise ValueError("an instant has a zone")
    except (ValueError, TypeError, OverflowError) as error:
        raise CursorInvalid(field="cursor", value=cursor[:100]) from error
    return place


def _is_text(value: str) -> bool:
    """Whether the database can compare with it."""
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def place_in(cursor: str | None, kind: Any, *, of: str) -> dict[str, Any]:
    """Where a page begins, as values of `ordered`. Raises CursorInvalid."""
    return dict(zip(("place", "place_id"), decode(cursor, (kind, UUID), of=of), strict=True)) if cursor else {}


def ordered(
    query: Select[Any], *, sort: Any, key: Any, descending: bool, limit: int, place: Mapping[str, Any]
) -> Select[Any]:
    """One page of `query`, and one row more if there are more, ordered by `sort` then `key`: both stand at the end.

    The limit is part of the question, so that PostgreSQL can keep its plan.
    """
    if place:
        at = bindparam("place", place["place"], sort.type)
        begins = tuple_(at, bindparam("place_id", place["place_id"]))
        query = query.where(tuple_(sort, key) < begins if descending else tuple_(sort, key) > begins)
        # said once more for an index of the sorted column alone, when the key is another table's
        query = query.where(sort <= at if descending else sort >= at)
    order = (sort.desc(), key.desc()) if descending else (sort.asc(), key.asc())
    return query.add_columns(sort, key).order_by(*order).limit(literal_column(str(limit + 1)))


def page_of(rows: Sequence[Any], limit: int, of: str) -> PageOf:
    """Of such rows the page, and where the next begins."""
    last = rows[limit - 1] if len(rows) > limit else None
    return PageOf([row[0] for row in rows[:limit]], None if last is None else encode(last[-2], last[-1], of=of))


def in_one_row(question: Select[Any], limit: int) -> Select[Any]:
    """What `ordered` asks for, of a single column: its values as one array, and the place of the last of the page.

    A row for each would be taken apart by the driver, with a place that nobody looks at.
    """
    asked = question.subquery()
    value, *place = (func.array_agg(each) for each in asked.c)
    return select(value, *(each[literal_column(str(limit))] for each in place))


def page_in(row: Sequence[Any], limit: int, of: str) -> PageOf:
    """Of such a row the page, and where the next begins."""
    values, *place = row
    more = len(values or ()) > limit
    return PageOf((values or ())[:limit], encode(*place, of=of) if more else None)


async def page(
    session: AsyncSession,
    query: Select[Any],
    *,
    sort: Any,
    key: Any,
    kind: Any,
    descending: bool,
    limit: int,
    cursor: str | None,
    of: str,
) -> PageOf:
    """One page of `query` ordered by `sort` then `key` (a UUID column); `kind` parses the sort value from text.

    `of` names the list and its order: a cursor of another one is refused. Raises CursorInvalid.
    """
    place = place_in(cursor, kind, of=of)
    question = ordered(query, sort=sort, key=key, descending=descending, limit=limit, place=place)
    return page_of((await session.execute(question)).all(), limit, of)
