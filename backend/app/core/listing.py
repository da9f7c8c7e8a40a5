"""One grammar for every list: `?q=&from=&to=&status=&sort=-name&limit=&cursor=&format=`.

A list says in a `Listing` what it can be sorted, filtered and searched by; parameters, paging, documentation and the
export as CSV or XLSX follow from that.
"""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from weakref import WeakKeyDictionary

from fastapi import Depends, Query, Request
from pydantic import BaseModel
from sqlalchemy import ARRAY, Date, Select, any_, bindparam, func, select

from accounting.errors import Invalid
from app.core import exporting, searching
from app.core.answers import answer, written_page
from app.core.days import BOOKS_TIME, Day
from app.core.errors import refuses
from app.core.paging import CursorInvalid, PageOf, in_one_row, ordered, page_in, page_of, place_in
from app.core.prepared import Prepared, prepared
from app.core.rendering import lines_of
from app.core.routes import READ_ONCE
from app.core.work import Work

Shape = Callable[[Work, Sequence[Any]], Awaitable[Sequence[Any]]]
EXPORT_PAGE = 500
LISTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "a page of the list, or with `format` all of it as a file",
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in exporting.MEDIA_TYPES.values()
        },
    }
}


@dataclass(frozen=True, slots=True)
class Lines:
    """How rows become the lines of a file, such as one for each posting of an entry."""

    schema: type[BaseModel]
    of: Callable[[Sequence[Any]], list[BaseModel]]


class PeriodBackwards(Invalid):
    """`from` must not be later than `to`."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A column to sort by, and how its value is read back from a cursor."""

    column: Any
    parse: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class Filter:
    """`?name=a&name=b`: any of the values. `where(values)` gives the condition where equality will not do."""

    column: Any
    kind: Any
    description: str = ""
    where: Callable[[list[Any]], Any] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller asked of a list."""

    sort: str
    limit: int
    cursor: str | None = None
    format: str = "json"
    q: str | None = None
    since: date | None = None
    until: date | None = None
    filters: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list can be asked for.

    `key` is a UUID column that breaks ties; `dated` is the date or instant that `from` and `to` (days, inclusive)
    speak of, in Brussels time; `default` is a sort, with `-` for the latest first. What is searched is a column, or a
    function that says what is to be true of a text that is sought; a text that is an amount also finds `amounts` that
    are as large, on either side of zero.
    """

    name: str
    sorts: dict[str, Sort]
    default: str
    key: Any
    search: Sequence[Any] = ()
    searched: str = ""
    amounts: Sequence[Any] = ()
    dated: Any = None
    filters: dict[str, Filter] = field(default_factory=dict)

    def asked(self) -> Any:
        """A dependency whose parameters are this list's."""
        paged: dict[str, Any] = {
            "sort": (self._sort_names(), self.default, Query(description="`-` in front: descending")),
            "limit": (int, 50, Query(ge=1, le=200, description="rows per page")),
            "cursor": (str | None, None, Query(max_length=600, description="`meta.next_cursor` of the page before")),
            "format": (
                Literal["json", "csv", "xlsx"],
                "json",
                Query(description="csv or xlsx: the whole filtered list as a file"),
            ),
        }
        return self._dependency(paged | self._choosing(), (CursorInvalid, *exporting.REFUSALS))

    def chosen(self) -> Any:
        """A dependency that takes what narrows this list, for an answer about all of it."""
        return self._dependency(self._choosing(), ())

    def _choosing(self) -> dict[str, Any]:
        parameters: dict[str, Any] = {}
        if self.search:
            parameters["q"] = (str | None, None, Query(max_length=100, description=self.searched or "search"))
        if self.dated is not None:
            parameters["since"] = (Day | None, None, Query(alias="from", description="first day, inclusive"))
            parameters["until"] = (Day | None, None, Query(alias="to", description="last day, inclusive"))
        for name, each in self.filters.items():
            described = Query(alias=name, description=each.description or "any of these", max_length=50)
            parameters[f"filter_{name}"] = (list[each.kind] | None, None, described)  # type: ignore[name-defined]  # made as it runs
        return parameters

    def _dependency(self, parameters: dict[str, Any], raised: tuple[type[Invalid], ...]) -> Any:
        async def read(**given: Any) -> Asked:  # a plain function would wait for a thread of its own
            filters = {name: given.pop(f"filter_{name}") for name in self.filters}
            if given.get("since") and given.get("until") and given["since"] > given["until"]:
                raise PeriodBackwards(field="from", value=given["since"])
            whole: dict[str, Any] = {"sort": self.default, "limit": 0}
            return Asked(**whole | given, filters={name: values for name, values in filters.items() if values})

        signature = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, query])
            for name, (kind, default, query) in parameters.items()
        ]
        read.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]  # read by inspect
        setattr(read, READ_ONCE, True)
        dated = (PeriodBackwards,) if self.dated is not None else ()
        return Depends(refuses(*raised, *dated)(read))

    def _sort_names(self) -> Any:
        return Literal[tuple(sign + name for name in self.sorts for sign in ("", "-"))]

    def values(self, asked: Asked) -> dict[str, Any]:
        """What was asked for, by the names of the parameters that stand for it. Raises CursorInvalid."""
        values = place_in(asked.cursor, self.sorts[asked.sort.removeprefix("-")].parse, of=self._order(asked))
        if asked.q:
            values |= searching.values_of(asked.q, self.amounts)
        if asked.since:
            values["since"] = self._moment(asked.since)
        if asked.until and asked.until < date.max:
            values["until"] = self._moment(asked.until + timedelta(days=1))
        return values | {
            f"any_{name}": given for name, given in asked.filters.items() if self.filters[name].where is None
        }

    def filtered(self, query: Select[Any], asked: Asked) -> Select[Any]:
        """`query` with what was asked for, not yet sorted or paged."""
        values = self.values(asked)
        if "q" in values:
            query = query.where(searching.found(self.search, self.amounts, values))
        if "since" in values:
            query = query.where(self.dated >= bindparam("since", values["since"], self.dated.type))
        if "until" in values:
            query = query.where(self.dated < bindparam("until", values["until"], self.dated.type))
        for name, given in asked.filters.items():
            each = self.filters[name]
            if each.where is not None:
                query = query.where(each.where(given))
            else:
                query = query.where(each.column == any_(bindparam(f"any_{name}", given, ARRAY(each.column.type))))
        return query

    def _moment(self, day: date) -> date | datetime:
        """The beginning of a day, as the column counts time."""
        return day if isinstance(self.dated.type, Date) else datetime.combine(day, time(), BOOKS_TIME)

    def _order(self, asked: Asked) -> str:
        return f"{self.name} {asked.sort}"

    def _question(self, query: Select[Any], asked: Asked, values: dict[str, Any]) -> Select[Any]:
        return ordered(
            self.filtered(query, asked),
            sort=self.sorts[asked.sort.removeprefix("-")].column,
            key=self.key,
            descending=asked.sort.startswith("-"),
            limit=asked.limit,
            place=values if asked.cursor else {},
        )

    async def page(self, work: Work, query: Select[Any], asked: Asked) -> PageOf:
        """One page. Raises CursorInvalid."""
        question = self._question(query, asked, self.values(asked))
        return page_of((await work.session.execute(question)).all(), asked.limit, self._order(asked))

    async def written(self, work: Work, query: Select[Any], schema: type[BaseModel], asked: Asked) -> PageOf | None:
        """One page in JSON that PostgreSQL writes, if it can; `query` is one that was made once. Raises CursorInvalid.

        What differs from one time to the next are values: SQLAlchemy is asked for the words once.
        """
        values = self.values(asked)
        kept = KEPT.setdefault(query, {})
        kind = (schema, asked.sort, asked.limit, frozenset(values), self._baked(asked))
        if kind not in kept:
            lines = lines_of(query, schema)
            if len(kept) >= MOST_KEPT:
                del kept[next(iter(kept))]
            wanted = None if lines is None else in_one_row(self._question(lines, asked, values), asked.limit)
            kept[kind] = None if wanted is None else prepared(wanted)
        if (question := kept[kind]) is None:
            return None
        (row,) = await work.ask(question.sql, *question.values(values))
        return page_in(row, asked.limit, self._order(asked))

    def _baked(self, asked: Asked) -> frozenset[tuple[str, tuple[Any, ...]]]:
        """Filters whose values decide what the question is."""
        return frozenset((name, tuple(given)) for name, given in asked.filters.items() if self.filters[name].where)


KEPT: WeakKeyDictionary[Select[Any], dict[Any, Prepared | None]] = WeakKeyDictionary()
MOST_KEPT = 300
"""Questions that are kept ready of one list; then the oldest goes."""


Format = Annotated[Literal["json", "csv", "xlsx"], Query(alias="format", description="csv or xlsx: the same as a file")]


async def as_file_or(
    request: Request, wanted: str, name: str, schema: type[BaseModel], rows: Sequence[BaseModel], data: Any
) -> Any:
    """For what is never paged: `data` as the answer, or its rows as a file."""
    if wanted == "json":
        return answer(request, data)

    async def once() -> AsyncIterator[Sequence[BaseModel]]:
        yield rows

    return await exporting.as_file(name, wanted, schema, once())


async def listed(
    request: Request,
    work: Work,
    listing: Listing,
    asked: Asked,
    query: Select[Any],
    schema: type[BaseModel],
    *,
    shape: Shape | None = None,
    lines: Lines | None = None,
    **meta: Any,
) -> Any:
    """The answer to a list: a page, or the whole filtered list as a file, as it was at one moment.

    `shape(work, rows)` turns rows into what `schema` reads, where attributes alone will not do. `lines` says what one
    of them is in a file, where that is more than one line.
    """

    async def rows_of(found: PageOf) -> list[BaseModel]:
        rows = await shape(work, found.rows) if shape else found.rows
        return [schema.model_validate(row, from_attributes=True) for row in rows]

    written = None if shape or asked.format != "json" else await listing.written(work, query, schema, asked)
    if written is not None:
        return written_page(request, written.rows, **written.meta, **meta)
    await work.come_in()
    if asked.format == "json":
        found = await listing.page(work, query, asked)
        return answer(request, await rows_of(found), **found.meta, **meta)

    async def pages() -> AsyncIterator[Sequence[BaseModel]]:
        part, done = replace(asked, limit=EXPORT_PAGE, cursor=None), 0
        counted = select(func.count()).select_from(listing.filtered(query, asked).subquery())
        total = (await work.session.scalar(counted) or 0) if work.watch else 0
        while True:
            found = await listing.page(work, query, part)
            rows = await rows_of(found)
            yield lines.of(rows) if lines else rows
            work.session.expunge_all()
            done += len(rows)
            if work.watch:
                await work.watch(done, total)
            if (part := replace(part, cursor=found.next_cursor)).cursor is None:
                return

    async with exporting.in_time(watched=work.watch is not None), work.one_moment():
        return await exporting.as_file(listing.name, asked.format, lines.schema if lines else schema, pages())
