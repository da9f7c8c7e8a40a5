"""Pages from typed text: what stands in column 20 of line 3 of a case stands there on the page too."""

import re
from collections.abc import Callable

import pytest

from accounting.reading import Page, Word

COLUMNS, LINES = 100, 72


def pages_of(text: str, origin: str = "text", tilt: float = 0.0) -> list[Page]:
    """One page per form feed; ``tilt`` moves the right edge down by that share of the height, as on a crooked scan."""
    pages = []
    for number, sheet in enumerate(text.split("\f"), start=1):
        words = []
        for line, written in enumerate(sheet.splitlines()):
            for match in re.finditer(r"\S+", written):
                x0, x1 = match.start() / COLUMNS, match.end() / COLUMNS
                y0 = (line + 1) / LINES + tilt * (x0 + x1) / 2
                words.append(Word(match.group(), x0, y0, x1, y0 + 0.7 / LINES, 1.0 if origin == "text" else 0.93))
        pages.append(Page(number, 1240, 1754, tuple(words), "ocr" if origin == "ocr" else "text"))
    return pages


@pytest.fixture
def typed() -> Callable[..., list[Page]]:
    """`typed("Factuur 12")`: the text as pages of words."""
    return pages_of
