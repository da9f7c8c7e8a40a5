"""A report as it was asked for: JSON, or a file of exactly what is shown."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response

from app.core import exporting
from app.core.answers import answer
from app.core.work import Work
from app.modules.reports import service
from app.modules.reports.service import Table

PDF = "application/pdf"
Format = Annotated[
    Literal["json", "csv", "xlsx", "pdf"], Query(alias="format", description="a file of exactly what is shown")
]
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the report, or with `format` a file of exactly what is shown",
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in (*exporting.MEDIA_TYPES.values(), PDF)
        },
    }
}


async def as_asked(request: Request, work: Work, wanted: str, data: Any, table: Table, **meta: Any) -> Any:
    """Raises TooManyRows, TooLargeForPaper."""
    if wanted == "json":
        return answer(request, data, **meta)
    if wanted == "pdf":
        made = await service.pdf(work, table)
        name = f'attachment; filename="{table.name}.pdf"'
        return Response(made, media_type=PDF, headers={"content-disposition": name})
    return await exporting.as_table(table.name, wanted, table.columns, _cells(table))


async def _cells(table: Table) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for part in table.parts:
        yield [[exporting.cell(row.cells.get(name)) for name in table.columns] for row in part]
