"""Lines of a list as JSON that PostgreSQL writes: no object is made of a row only to be taken apart again.

What each field looks like follows from the schema that documents it, so that both ways say the same; a schema with a
field that we cannot write here is left to Pydantic.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, PlainSerializer
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from sqlalchemy import Select, Text, cast, func, literal_column
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Bundle

from app.core.amounts import decimal_text, shortest_text

UNQUOTED = (int, bool)
INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
MOST_FIELDS = 45
"""A function of PostgreSQL takes a hundred arguments: two for each field."""


def _instant(column: Any) -> Any:
    """As Pydantic writes it: microseconds where there are some."""
    return func.replace(func.to_char(func.timezone("UTC", column), INSTANT), ".000000Z", "Z", type_=Text)


def _amount(column: Any) -> Any:
    """Like `decimal_text`: two decimals at least, more where they carry something."""
    return func.round(column, func.greatest(2, func.min_scale(column)))


def _shortest(column: Any) -> Any:
    return func.trim_scale(column)


WRITTEN: dict[Any, Callable[[Any], Any]] = {decimal_text: _amount, shortest_text: _shortest}
"""What a schema writes its numbers with, and the same in SQL."""


@cache
def line(schema: type[BaseModel], columns: Bundle[Any]) -> Any | None:
    """A JSON text with the fields of `schema`, read from the columns of the same names; None where that cannot be.

    It is put together of pieces: `json_build_object` looks up the type of every name and value, for every line.
    """
    if len(schema.model_fields) > MOST_FIELDS or schema.model_computed_fields:
        return None
    pieces: list[Any] = []
    for name, field in schema.model_fields.items():
        written = _field(f"{',' if pieces else '{'}{json.dumps(name)}:", name, field, columns)
        if written is None:
            return None
        pieces += written
    pieces.append("}")
    joined = (
        ("".join(run),) if of_text else run for of_text, run in groupby(pieces, lambda each: isinstance(each, str))
    )
    return func.concat(*(_words(each) if isinstance(each, str) else each for run in joined for each in run), type_=Text)


def _words(text: str) -> Any:
    """Words of ours, as they stand in the question."""
    quoted = text.replace("'", "''")
    return literal_column(f"'{quoted}'", Text)


def lines_of(query: Select[Any], schema: type[BaseModel]) -> Select[Any] | None:
    """The same query for lines in JSON, if it is one for plain values and `schema` can be written here."""
    described = query.column_descriptions
    if len(described) != 1 or not isinstance(columns := described[0]["expr"], Bundle):
        return None
    written = line(schema, columns)
    return None if written is None else query.with_only_columns(written, maintain_column_froms=True)


def _field(named: str, name: str, field: FieldInfo, columns: Bundle[Any]) -> Sequence[Any] | None:
    """The pieces of its name and its value: `concat` writes each as its type is written."""
    kind, kinds = field.annotation, []
    if get_origin(kind) in (Union, UnionType):
        kinds = [each for each in get_args(kind) if each is not NoneType]
        if len(kinds) != 1:
            return None
        kind = kinds[0]
    if name not in columns.c:
        fixed = get_origin(kind) is Literal and field.default is not PydanticUndefined
        return [named, json.dumps(field.default)] if fixed else None
    if field.alias or field.serialization_alias:
        return None
    column, quoted = getattr(columns.c, name), _quoted_or_null if kinds else _quoted
    serializers = [each.func for each in (*field.metadata, *_metadata(kind)) if isinstance(each, PlainSerializer)]
    if serializers:
        write = WRITTEN.get(serializers[0])
        return quoted(named, write(column)) if write and len(serializers) == 1 else None
    if kind is str:
        return [named, func.coalesce(func.json_scalar(column, type_=JSON), literal_column("'null'", JSON))]
    if kind in UNQUOTED:
        return [named, func.coalesce(cast(column, Text), _words("null"))]
    if kind is datetime:
        return quoted(named, _instant(column))
    return quoted(named, column) if kind in (UUID, date) or get_origin(kind) is Literal else None


def _quoted(named: str, value: Any) -> Sequence[Any]:
    """A value whose text has nothing that JSON would escape."""
    return [f'{named}"', value, '"']


def _quoted_or_null(named: str, value: Any) -> Sequence[Any]:
    """The same in one piece: what is null makes all of it null."""
    return [func.coalesce(_words(f'{named}"').concat(cast(value, Text)).concat(_words('"')), _words(f"{named}null"))]


def _metadata(kind: Any) -> tuple[Any, ...]:
    return getattr(kind, "__metadata__", ())
