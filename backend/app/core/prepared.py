"""Questions asked again and again: written once by SQLAlchemy, then asked by the driver with other values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import BindParameter, CompoundSelect, Select
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.sql.visitors import replacement_traverse

DIALECT = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # SQLAlchemy's own


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question in SQL, the names of its values in their order, and those that never change."""

    sql: str
    names: tuple[str, ...]
    fixed: dict[str, Any]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        return [given[name] if name in given else self.fixed[name] for name in self.names]


def prepared(question: Select[Any]) -> Prepared:
    """The question, of which every named parameter may be given another value each time; the others are its words."""
    worded = cast(Select[Any], replacement_traverse(question, {}, _as_words))
    made = worded.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    sent = {name: bind.type.dialect_impl(DIALECT).bind_processor(DIALECT) for name, bind in made.binds.items()}
    fixed = {name: send(value) if (send := sent[name]) else value for name, value in made.params.items()}
    return Prepared(str(made), tuple(made.positiontup or ()), fixed)


def _as_words(element: Any, **kw: Any) -> Any:
    return element.render_literal_execute() if isinstance(element, BindParameter) and element.unique else None


def literally(question: Select[*tuple[Any, ...]] | CompoundSelect[Any]) -> str:
    """The question in SQL with its values in it: for values that are ours. PostgreSQL plans with them, and once."""
    return str(question.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True}))


def together(**questions: str) -> str:
    """One question for the answers to several: one text of JSON, with a list of rows by the name of each.

    Rows as values of PostgreSQL cost both sides more, and the driver reads arrays in them only of types it has met.
    `offset 0` keeps a question apart: else each part of a union would make rows of its own.
    """
    lists = ", ".join(
        f"'{name}', (select coalesce(json_agg(asked), '[]') from ({each} offset 0) as asked)"  # noqa: S608  (words of ours)
        for name, each in questions.items()
    )
    return f"select json_build_object({lists})::text"
