"""What is sought in a list: a text in columns of text, and where it is an amount, amounts that are as large."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Text, bindparam, or_

from accounting.reading.amounts import only_amount


def values_of(sought: str, amounts: Sequence[Any]) -> dict[str, Any]:
    """The values of a search, by the names of the parameters that stand for them."""
    values: dict[str, Any] = {"q": re.sub("[%_/]", r"/\g<0>", sought)}
    if amounts and (amount := only_amount(sought)) is not None:
        values["as_large"] = amount
    return values


def found(search: Sequence[Any], amounts: Sequence[Any], values: dict[str, Any]) -> ColumnElement[bool]:
    """That a text stands in one of the columns, or that an amount is as large on either side of zero."""
    like = bindparam("q", values["q"], Text)
    ways = [each(like) if callable(each) else each.icontains(like, escape="/") for each in search]
    if "as_large" in values:
        as_large = bindparam("as_large", values["as_large"], Numeric)
        ways += [each.in_((as_large, -as_large)) for each in amounts]
    return or_(*ways)
