"""A sheet as spreadsheets and other programs write it as CSV: encoding, delimiter and columns are found."""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from accounting.errors import Invalid


class FileUnreadable(Invalid):
    """This is no sheet that can be read: it needs a line with the names of its columns, and columns set apart."""


Columns = Mapping[str, Sequence[str]]
"""Field → what its column is called, in Dutch, French and English; case, accents and punctuation do not matter."""

MOST_ROWS = 20_000
MOST_BYTES = 10 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = ";,\t|"
YES = frozenset("1 true yes y x ja j waar oui o vrai".split())
QUOTED = re.compile(r"'+[=+\-@\t]")
"""What begins with a quote itself has one more."""
NO = frozenset("0 false no n nee neen onwaar non faux".split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns`: header → field; `ignored`: headers that mean nothing to us; `rows`: line number and cells by field."""

    encoding: str
    delimiter: str
    columns: dict[str, str]
    ignored: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


NO_FLAGS: Columns = {}


def read_sheet(
    content: bytes,
    columns: Columns,
    needed: Collection[str],
    ours: Collection[str] = (),
    flags: Columns = NO_FLAGS,
) -> Sheet:
    r"""`needed` are fields that have a column; headers of `ours` are neither needed nor minded. Raises FileUnreadable.

    A column called as one of `flags` is that where all its cells say yes or no, and others are all that is needed.

    >>> read_sheet("Naam;Plaats\nDe Pers;Gent\n".encode("cp1252"), {"name": ("naam",)}, ["name"]).rows
    ((2, {'name': 'De Pers'}),)
    """
    if len(content) > MOST_BYTES:
        raise FileUnreadable(f"at most {MOST_BYTES // 1024 // 1024} MB at a time", field="file")
    encoding, text = _decoded(content)
    try:
        delimiter = _delimiter(text)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FileUnreadable(f"the file breaks off: {error}", field="file") from error
    filled = [(number, cells) for number, cells in enumerate(lines, 1) if any(cell.strip() for cell in cells)]
    if not filled:
        raise FileUnreadable("the file is empty", field="file")
    headers = [cell.strip() for cell in filled[0][1]]
    fields = _fields(headers, columns)
    flagged = {
        place: field
        for place, field in _fields(headers, flags).items()
        if _says_yes_or_no([cells[place] for _, cells in filled[1:] if place < len(cells)])
    }
    others = _fields(["" if place in flagged else header for place, header in enumerate(headers)], columns)
    if set(needed) <= set(others.values()):
        said = {place: field for place, field in flagged.items() if field not in others.values()}
        fields = dict(sorted((others | said).items()))
    if missing := [field for field in needed if field not in fields.values()]:
        named = ", ".join(header[:40] for header in headers[:10] if header) or "nothing"
        raise FileUnreadable(f"no column is the {' or the '.join(missing)}; the first line says: {named}", field="file")
    if len(filled) - 1 > MOST_ROWS:
        raise FileUnreadable(f"at most {MOST_ROWS} rows at a time; this has {len(filled) - 1}", field="file")
    rows = tuple(
        (number, {fields[place]: clean_cell(cell) for place, cell in enumerate(cells) if place in fields})
        for number, cells in filled[1:]
    )
    ignored = tuple(
        header for place, header in enumerate(headers) if header and place not in fields and header not in ours
    )
    return Sheet(encoding, delimiter, {headers[place]: field for place, field in fields.items()}, ignored, rows)


def clean_cell(cell: str) -> str:
    """Without blanks around it, and without the quote that a spreadsheet needs before what is no formula.

    >>> clean_cell(" '=1+1 "), clean_cell("''=1+1"), clean_cell("'s Gravenhage")
    ('=1+1', "'=1+1", "'s Gravenhage")
    """
    text = cell.strip()
    return text[1:] if QUOTED.match(text) else text


def yes_or_no(text: str) -> bool | None:
    """None for what is neither.

    >>> yes_or_no("Ja"), yes_or_no("FALSE"), yes_or_no("perhaps")
    (True, False, None)
    """
    word = text.strip().lower()
    return True if word in YES else False if word in NO else None


def _decoded(content: bytes) -> tuple[str, str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return encoding.removesuffix("-sig"), text
    raise FileUnreadable("this is no text; save the sheet as CSV", field="file")


def _delimiter(text: str) -> str:
    """The one that parts the first filled line most; Excel may have said so itself."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda each: (len(next(csv.reader([first], delimiter=each), [])), each == ";"))


def _fields(headers: list[str], columns: Columns) -> dict[int, str]:
    """Place → field; each field once, the first column that is called so."""
    names = {_plain(name): field for field, called in columns.items() for name in (field, *called)}
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        field = names.get(_plain(header))
        if field and field not in found.values():
            found[place] = field
    return found


def _says_yes_or_no(cells: Sequence[str]) -> bool:
    """Each that is filled, and some are."""
    told = [yes_or_no(clean_cell(cell)) for cell in cells if cell.strip()]
    return bool(told) and None not in told


def _plain(header: str) -> str:
    flat = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", flat))
