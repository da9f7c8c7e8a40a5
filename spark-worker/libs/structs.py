"""Rows that travel through Spark, written once as dataclasses; Arrow and Spark schemas follow from them.

`mapInArrow` never casts: a declared bigint that arrives as int32 fails after the work is done. Every batch is
therefore built with the schema of its dataclass, and the same schema is what Spark is told to expect.
"""

import dataclasses
import types
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union

import pyarrow as pa

from accounting.reading import Page

if TYPE_CHECKING:
    from pyspark.sql.types import StructType

_PLAIN: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
}

Row = TypeVar("Row")


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """One stored document to read. `key` is an object key, or `file://…` when the job runs on a folder."""

    tenant_id: str
    document_id: str
    key: str
    media_type: str


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentText:
    """What is written on a document: pages of words, and the e-invoice it carries if it carries one.

    `problem` is a machine code when nothing could be read; `pages` is empty then. `page_count` counts page images.
    """

    tenant_id: str
    document_id: str
    problem: str | None
    page_count: int
    pages: tuple[Page, ...]
    xml: bytes | None
    seconds: float


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentReading:
    """One row of `results.document_readings`: fields found (JSON of `accounting.reading`), or why there are none."""

    tenant_id: str
    document_id: str
    status: str
    problem: str | None
    message: str | None
    page_count: int
    reading: str | None
    reader_version: str
    seconds: float


@dataclasses.dataclass(frozen=True, slots=True)
class KeptBook:
    """One book of a company as a run keeps it in storage, and the limits to judge it by."""

    tenant_id: str
    run_id: str
    key: str
    book: str
    limits: str


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """How many rows a sink wrote for one tenant in one task."""

    tenant_id: str
    rows: int


@cache
def arrow_schema(kind: type) -> pa.Schema:
    """The Arrow schema of a dataclass, field by field in the order written."""
    hints = typing.get_type_hints(kind)
    return pa.schema([pa.field(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(kind)])


def spark_schema(kind: type) -> "StructType":
    """The same schema in Spark's words, as `createDataFrame` and `mapInArrow` want it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(arrow_schema(kind))


def batch(kind: type, rows: Iterable[Any]) -> pa.RecordBatch:
    """A record batch that has exactly the schema of `kind`."""
    return pa.RecordBatch.from_pylist([dataclasses.asdict(row) for row in rows], schema=arrow_schema(kind))


def rows_of(kind: type[Row], batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """The rows of Arrow batches as objects of `kind`, nested dataclasses included."""
    for each in batches:
        for values in each.to_pylist():
            yield _object(kind, values)


def _arrow_type(hint: Any) -> pa.DataType:
    plain = _not_none(hint)
    if plain in _PLAIN:
        return _PLAIN[plain]
    if typing.get_origin(plain) in (tuple, list):
        return pa.list_(_arrow_type(typing.get_args(plain)[0]))
    if typing.get_origin(plain) is typing.Literal:
        return pa.string()
    if dataclasses.is_dataclass(plain):
        hints = typing.get_type_hints(plain)
        return pa.struct([pa.field(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(plain)])
    raise TypeError(f"no Arrow type is known for {hint!r}")


def _not_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


@cache
def _nested(kind: type) -> dict[str, tuple[bool, type]]:
    """Fields of `kind` that hold dataclasses: name → (is it a list, which dataclass)."""
    found: dict[str, tuple[bool, type]] = {}
    for name, hint in typing.get_type_hints(kind).items():
        plain = _not_none(hint)
        many = typing.get_origin(plain) in (tuple, list)
        inner = typing.get_args(plain)[0] if many else plain
        if dataclasses.is_dataclass(inner):
            found[name] = (many, typing.cast(type, inner))
    return found


def _object(kind: type[Row], values: dict[str, Any]) -> Row:
    nested: dict[str, Any] = {
        name: tuple(_object(inner, item) for item in values[name] or ()) if many else _object(inner, values[name])
        for name, (many, inner) in _nested(typing.cast(Any, kind)).items()
    }
    return kind(**(values | nested))
