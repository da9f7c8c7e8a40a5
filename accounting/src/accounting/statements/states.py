"""The column that says of each row whether its money moved: what nobody can know of it is asked."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from accounting.statements.mapping import has_moved, is_no_movement
from accounting.statements.rows import Columns
from accounting.statements.totals import is_total

MOST_STATES = 20
"""Of a column with more, no state is told: it holds something else."""


def states_of(rows: Iterable[list[str]], columns: Columns, most_rows: int | None = None) -> dict[str, int]:
    """What the state column says and of how many rows, in the order of the file."""
    if "state" not in columns.places:
        return {}
    found: Counter[str] = Counter()
    for row in islice(rows, most_rows):
        if (state := columns.text(row, "state")) and not is_total(row):
            found[state] += 1
        if len(found) > MOST_STATES:
            break
    return found


def unsure(states: dict[str, int], columns: Columns) -> dict[str, int]:
    """Those of which it is not known whether their money moved, beside one of which it is.

    A bank that has a word for what is executed means something else by another word, unless somebody says so.
    """
    if columns.mapping.only or len(states) > MOST_STATES or not any(map(has_moved, states)):
        return {}
    return {state: rows for state, rows in states.items() if not has_moved(state) and not is_no_movement(state)}


def which_count(states: dict[str, int]) -> str:
    """The question, in words.

    >>> which_count({"Reversed": 1, "Placed": 2})
    'which of these states count: Reversed (1 row), Placed (2 rows)'
    """
    told = (f"{state[:60]} ({rows} row{'s' if rows > 1 else ''})" for state, rows in states.items())
    return f"which of these states count: {', '.join(told)}"
