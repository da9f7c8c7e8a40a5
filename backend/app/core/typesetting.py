"""PDF from templates that a designer can edit: `pdf_templates/<name>.typ`, in Typst's language.

A template reads its values from `sys.inputs.data`, as JSON: a value is only ever text, a number or a picture, never
markup. Typst brings its own fonts and asks no network; it may read its templates' folder and nothing else. What comes
out is tagged (PDF/UA-1) and made to be kept (PDF/A-3a). Equal values at an equal time give equal bytes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from accounting.errors import Invalid
from app.core.amounts import decimal_text

if TYPE_CHECKING:
    import typst  # with its fonts it is large: only who makes a PDF holds it

FOLDER = Path(__file__).parent / "pdf_templates"
AT_ONCE = 2
"""So many are made at a time; the others wait for their turn."""

LARGEST = 16 * 1024 * 1024
"""Bytes of JSON, pictures included: some thousand pages."""

log = structlog.get_logger()


class TooLargeForPaper(Invalid):
    """This is too much for one PDF; take it as CSV or XLSX, or in smaller parts."""


async def pdf(template: str, data: Mapping[str, Any], *, made_at: datetime | None = None) -> bytes:
    """The PDF of `template` with `data`: text, numbers, amounts and days as text, bytes as the numbers of a picture.

    `made_at` is what the document says about its making. Raises TooLargeForPaper, and LookupError for a template
    that we do not have.
    """
    source = FOLDER / f"{template}.typ"
    if not source.is_file():
        raise LookupError(f"there is no PDF template {template!r}")
    values = json.dumps(data, default=_plain, ensure_ascii=False, allow_nan=False)
    if len(values) > LARGEST:
        raise TooLargeForPaper
    loop = asyncio.get_running_loop()
    second = (made_at or datetime.now(UTC)).replace(microsecond=0)
    return await loop.run_in_executor(_threads(), _made, source, values, second)


def _made(source: Path, values: str, made_at: datetime) -> bytes:
    import typst

    compiler = typst.Compiler(
        str(source), root=str(FOLDER), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": values}
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=made_at)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        log.warning("pdf_has_a_sign_without_a_glyph", template=source.stem, error=error.message[:200])
        made = compiler.compile(format="pdf", timestamp=made_at)  # it shows as a box, which no archive takes
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="typesetting")


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return decimal_text(value)
        case date():
            return value.isoformat()
        case bytes():
            return list(value)
    raise TypeError(f"{type(value).__name__} cannot be put on paper")
