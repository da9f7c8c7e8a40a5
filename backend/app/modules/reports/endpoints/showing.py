"""A report as it was asked for: JSON, or a file of exactly what is shown."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request, Response

from app.core import exporting
from app.core.answers import answer
from app.core.work import Work
from app.modules.reports import service
from app.modules.reports.service import Table
from app.modules.reports.wording import words

PDF = "application/pdf"
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the report, or with `format` a file of exactly what is shown",
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in (*exporting.MEDIA_TYPES.values(), PDF)
        },
    }
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a report is taken along."""

    format: str
    headings: str


async def _wanted(
    format_: Annotated[
        Literal["json", "csv", "xlsx", "pdf"], Query(alias="format", description="a file of exactly what is shown")
    ] = "json",
    headings: Annotated[
        Literal["names", "words"],
        Query(
            description="of the columns of a CSV or XLSX file: `names` are those of the fields, which stay; "
            "`words` are those of the screen, in your language"
        ),
    ] = "names",
) -> Wanted:
    return Wanted(format_, headings)


AsWanted = Annotated[Wanted, Depends(_wanted)]


async def as_asked(request: Request, work: Work, wanted: Wanted, data: Any, table: Table, **meta: Any) -> Any:
    """Raises TooManyRows, TooLargeForPaper."""
    if wanted.format == "json":
        return answer(request, data, **meta)
    if wanted.format == "pdf":
        made = await service.pdf(work, table)
        name = f'attachment; filename="{await service.filename(work, table)}.pdf"'
        return Response(made, media_type=PDF, headers={"content-disposition": name})
    headings = [words(each, work.language) if wanted.headings == "words" else each for each in table.columns]
    name = await service.filename(work, table) if wanted.headings == "words" else table.name
    return await exporting.as_table(name, wanted.format, headings, _cells(table))


async def _cells(table: Table) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for part in table.parts:
        yield [[exporting.cell(row.cells.get(name)) for name in table.columns] for row in part]
