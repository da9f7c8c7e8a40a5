"""Days in JSON and in queries: ISO 8601 text and nothing else; and which day it is."""

import re
from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field
from sqlalchemy import Date, cast, func

BOOKS_TIME = ZoneInfo("Europe/Brussels")
TODAY = cast(func.timezone(BOOKS_TIME.key, func.now()), Date)
"""The day of the books where the database asks for it."""

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_iso(value: Any) -> Any:
    """A number is no day, though pydantic would take it for seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and not ISO_DAY.fullmatch(value)):
        raise ValueError("a day is written as 2026-11-21")
    return value


Day = Annotated[date, BeforeValidator(_only_iso), Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""One that books may have: a year of two digits, or of five, is a slip of the finger."""
