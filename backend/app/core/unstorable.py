"""Where in a request the text stands that cannot be kept: the database refuses it without saying which it was."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import Request

from accounting.errors import Violation
from app.core.errors import ContentNotStorable

UNSTORABLE = "\0"
"""What PostgreSQL takes in no text; half a surrogate pair is not let in as a text either."""


def places(request: Request) -> list[Violation]:
    """Each field of the query and of the JSON body that holds such a text; none where it was something else."""
    asked = [*request.query_params.multi_items(), ("", _body(request))]
    found = [each for place, value in asked for each in _within(value, place)]
    return [Violation(ContentNotStorable.code(), ContentNotStorable.title(), *each) for each in found]


def _body(request: Request) -> Any:
    """As it was read before the refusal: what was not read yet is not waited for."""
    try:
        return json.loads(getattr(request, "_body", b""))
    except ValueError:
        return None


def _within(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Where it is, as `lines.0.description`, and the text. A name that cannot be kept is its object's fault."""
    if isinstance(value, str):
        if UNSTORABLE in value:
            yield place or "body", value
    elif isinstance(value, Mapping | list):
        named = value.items() if isinstance(value, Mapping) else enumerate(value)
        for name, each in named:
            yield from _within(str(name), place)
            yield from _within(each, f"{place}.{name}" if place else str(name))
