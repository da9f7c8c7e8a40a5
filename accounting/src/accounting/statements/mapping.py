"""Which column of a table is what: a value that can be kept, shared, and shown on a screen before it is used."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from accounting.statements.cells import DASHES, has_side
from accounting.statements.errors import ColumnsUnknown

FIELDS = (
    "booked_on", "value_on", "amount", "debit", "credit", "sign", "currency", "account", "holder", "balance_after",
    "name", "counterparty_account", "payer", "payer_account", "payee", "payee_account", "bic", "address", "reference",
    "text", "bank_id", "code", "mandate", "end_to_end", "original_amount", "original_currency", "rate", "fee", "state",
    "sequence",
)  # fmt: skip
"""`payer` and `payee` tell the other side of money in and of money out: the other one of the two is oneself."""

DEBIT_WORDS = ("debit", "d", "af", "-", "debet", "sent", "out", "bij af", "dr", "db", "dbit", "uit", "soll", "s")
NET = ("net", "net amount", "netto", "nettobedrag", "montant net")
"""What is left of a payment behind its fee: that is what moved on an account that keeps the fee (PayPal, Stripe)."""
CREDIT_WORDS = ("credit", "c", "bij", "+", "received", "in", "cr", "crdt", "haben", "h")
MINUS = "-−–‒("
COUNTED = ("booked_on", "value_on", "amount", "balance_after", "fee")
"""Fields of which the column says nothing else."""


ONE_COLUMN = (
    "booked_on", "value_on", "amount", "debit", "credit", "sign", "currency", "account", "balance_after", "fee",
    "state", "original_amount", "original_currency", "rate",
)  # fmt: skip
"""Fields for which another column would be other money: where two have the header, somebody says which is meant."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns`: field → the column's headers (several are joined), or `#3` for the third where no header tells it.

    Either `amount`, with `sign` where the amount has none, or `debit` and `credit`. `order` of dates: dmy, mdy, ymd.
    `debit_words`: what the sign column says of money going out. `only`: states that count, others are left out; without
    it, every state but those that are no movement in any bank's words.
    """

    columns: dict[str, tuple[str, ...]]
    name: str = ""
    delimiter: str | None = None
    encoding: str | None = None
    decimals: str | None = None
    order: str | None = None
    debit_words: tuple[str, ...] = DEBIT_WORDS
    only: tuple[str, ...] = ()
    currency: str | None = None
    account: str | None = None
    fee_is_extra: bool = False
    ignored: tuple[str, ...] = field(default=())

    def counts(self, state: str) -> bool:
        """Whether a row in this state is a movement."""
        if self.only:
            return state.lower() in {each.lower() for each in self.only}
        return not is_no_movement(state)

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and words, ready to be kept as JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()} | {
            "columns": {each: list(headers) for each, headers in self.columns.items()}
        }


def mapping_of(kept: dict[str, Any]) -> Mapping:
    """The mapping that ``as_dict`` wrote; raises ColumnsUnknown for what makes no sense.

    >>> mapping_of(mapping_of({"columns": {"booked_on": ["Datum"], "amount": ["Bedrag"]}}).as_dict()).columns["amount"]
    ('Bedrag',)
    """
    columns = kept.get("columns") if isinstance(kept, dict) else None
    if not isinstance(columns, dict):
        raise ColumnsUnknown("a mapping needs its columns")
    for name, headers in columns.items():
        if name not in FIELDS:
            raise ColumnsUnknown(f"there is no field {str(name)[:40]}")
        if not isinstance(headers, list | tuple) or not all(isinstance(header, str) for header in headers):
            raise ColumnsUnknown(f"{name} needs a list of column names")
    held = {each: tuple(headers) for each, headers in columns.items() if headers}
    words: dict[str, Any] = {}
    for name in ("name", "delimiter", "encoding", "decimals", "order", "currency", "account"):
        value = kept.get(name)
        if value is not None and not isinstance(value, str):
            raise ColumnsUnknown(f"{name} must be a text")
        if value is not None:
            words[name] = value
    if words.get("order") not in (None, "dmy", "mdy", "ymd"):
        raise ColumnsUnknown("order is dmy, mdy or ymd")
    if words.get("decimals") not in (None, ",", "."):
        raise ColumnsUnknown("decimals is a comma or a point")
    if len(words.get("delimiter") or ";") != 1:
        raise ColumnsUnknown("a delimiter is one character")
    for name in ("debit_words", "only", "ignored"):
        value = kept.get(name)
        if value is not None:
            words[name] = tuple(str(each) for each in value)
    made = Mapping(held, fee_is_extra=bool(kept.get("fee_is_extra")), **words)
    check(made)
    return made


def check(mapping: Mapping) -> None:
    """A date and an amount are the least that a movement needs."""
    held = mapping.columns
    if not held.get("booked_on") and not held.get("value_on"):
        raise ColumnsUnknown("no column is the date")
    if not held.get("amount") and not (held.get("debit") and held.get("credit")):
        raise ColumnsUnknown("no column is the amount, and none are debit and credit")


def is_enough(mapping: Mapping) -> bool:
    """Whether a movement can be read by it."""
    try:
        check(mapping)
    except ColumnsUnknown:
        return False
    return True


def plain(header: str) -> str:
    """Case, accents, blanks and punctuation of a header do not matter.

    >>> plain("Naam / Omschrijving "), plain("Nº compte")
    ('naam omschrijving', 'no compte')
    """
    flat = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9#]+", flat))


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(files("accounting.statements").joinpath("layouts.toml").read_text(encoding="utf-8"))


@cache
def layouts() -> tuple[Mapping, ...]:
    """What known banks write, the more columns a layout asks for the earlier."""
    made = [mapping_of({"name": name, **layout}) for name, layout in _known()["layout"].items()]
    return tuple(sorted(made, key=lambda each: -sum(len(headers) for headers in each.columns.values())))


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Field → what its column may be called, for banks that nobody described."""
    return {name: tuple(plain(each) for each in called) for name, called in _known()["words"].items()}


@cache
def words_day_first() -> frozenset[str]:
    """Words in headers of languages that write the day before the month wherever they are spoken."""
    return frozenset(_known()["day_first"]["words"])


@lru_cache(maxsize=1024)
def is_no_movement(state: str) -> bool:
    """Refused, pending, cancelled: what a bank lists and did not pay.

    >>> is_no_movement("Refusé"), is_no_movement("In behandeling"), is_no_movement("Accepté"), is_no_movement("")
    (True, True, False, False)
    """
    return plain(state) in _known()["states"]["no_movement"]


@lru_cache(maxsize=1024)
def has_moved(state: str) -> bool:
    """Executed, booked, paid: what a bank says of a payment that moved money.

    >>> has_moved("Exécuté"), has_moved("paid_out"), has_moved("Te ondertekenen"), has_moved("Reversed")
    (True, True, False, False)
    """
    return plain(state) in _known()["states"]["moved"]


def known_layout(headers: list[str]) -> Mapping | None:
    """The first known layout of which every column is there, with those that only newer exports have."""
    there = {plain(header) for header in headers}
    for layout in layouts():
        if _all_there(layout.columns, there):
            newer = _known()["layout"][layout.name].get("also", {})
            also = {name: tuple(named) for name, named in newer.items() if _all_there({name: named}, there)}
            return replace(layout, columns=layout.columns | also)
    return None


def bare_layout(rows: Sequence[Sequence[str]]) -> Mapping | None:
    """The known layout without headers of which every cell of all these rows has the shape."""
    for name, layout in _known()["bare"].items():
        shapes = [re.compile(each) for each in layout["shapes"]]
        if rows and all(_has_shape(row, shapes, layout["least"]) for row in rows):
            return mapping_of({"name": name, **layout})
    return None


def _has_shape(row: Sequence[str], shapes: Sequence[re.Pattern[str]], least: int) -> bool:
    cells = [cell.strip() for cell in row]
    return least <= len(cells) <= len(shapes) and all(map(re.Pattern.fullmatch, shapes, cells))


def _all_there(columns: dict[str, tuple[str, ...]], there: set[str]) -> bool:
    return all(plain(header) in there for named in columns.values() for header in named)


def guessed(headers: list[str]) -> Mapping:
    """By the words of the headers; what is missing is missing, so `check` it before use."""
    plains = [plain(header) for header in headers]
    columns: dict[str, tuple[str, ...]] = {}
    taken: set[int] = set()
    for name, called in words().items():
        for word in called:
            place = next((place for place, header in enumerate(plains) if header == word and place not in taken), None)
            if place is not None:
                columns[name] = (headers[place],)
                taken.add(place)
                break
    net = next((header for header, each in zip(headers, plains, strict=True) if each in NET), None)
    if net and "fee" in columns:
        columns["amount"] = (net,)
    if "amount" in columns and "debit" in columns and "credit" in columns:
        del columns["debit"], columns["credit"]
    return Mapping(
        columns, ignored=tuple(header for place, header in enumerate(headers) if place not in taken and header)
    )


def number_of(header: str) -> int | None:
    """Which column `#3` is, from 1; None for a header."""
    found = re.fullmatch(r"#([0-9]{1,3})", header.strip())
    return int(found[1]) or None if found else None


def without_headers(mapping: Mapping) -> bool:
    """Whether every column is told by its number."""
    return all(number_of(header) for named in mapping.columns.values() for header in named)


def told_apart(mapping: Mapping, headers: Sequence[str]) -> tuple[Mapping, dict[str, tuple[str, ...]]]:
    """Without the columns of which the header stands more than once; and those headers, each with the numbers it has.

    >>> made, twice = told_apart(Mapping({"booked_on": ("Day",), "amount": ("Sum",)}), ["Day", "Sum", "SUM"])
    >>> made.columns, twice
    ({'booked_on': ('Day',)}, {'Sum': ('#2', '#3')})
    """
    plains = [plain(header) for header in headers]
    twice: dict[str, tuple[str, ...]] = {}
    for header in {header: None for name in ONE_COLUMN for header in mapping.columns.get(name, ())}:
        if plains.count(plain(header)) > 1:
            twice[header] = tuple(f"#{place}" for place, each in enumerate(plains, 1) if each == plain(header))
    kept = {
        name: held
        for name, named in mapping.columns.items()
        if (held := named if name not in ONE_COLUMN else tuple(each for each in named if each not in twice))
    }
    return replace(mapping, columns=kept), twice


def check_told_apart(mapping: Mapping, headers: Sequence[str]) -> None:
    """Raises ColumnsUnknown with the numbers from which to choose."""
    for header, numbers in told_apart(mapping, headers)[1].items():
        raise ColumnsUnknown(f"{len(numbers)} columns are called {header[:60]}: say {' or '.join(numbers)}")


def with_sign(guess: Mapping, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """Where no amount has a sign, the column that says of each whether it went out or came in, whatever its header.

    Raises ColumnsUnknown where a column says so of some: read without it, money out would be money in.
    """
    held = guess.columns
    if "amount" not in held or "sign" in held:
        return guess
    amount = headers.index(held["amount"][0])
    filled = [row for row in rows if amount < len(row) and row[amount].strip()]
    if any(mark in row[amount] for row in filled for mark in MINUS) or any(has_side(row[amount]) for row in filled):
        return guess
    counted = {header for name in COUNTED for header in held.get(name, ())}
    for place, header in enumerate(headers):
        said = {word_of_sign(row[place]) if place < len(row) else "" for row in filled}
        debits, credits_ = said & set(DEBIT_WORDS), said & set(CREDIT_WORDS)
        if header in counted or not debits or said == {"-"}:
            continue
        if said <= debits | credits_ and (credits_ or all(len(word) > 1 for word in debits)):
            others = {name: kept for name, named in held.items() if (kept := tuple(h for h in named if h != header))}
            ignored = tuple(each for each in guess.ignored if each != header)
            return replace(guess, columns=others | {"sign": (header,)}, ignored=ignored)
        if credits_ or said <= debits | {""}:
            raise ColumnsUnknown(f"the column {header[:60] or place + 1} does not say of every amount if it went out")
    return guess


def word_of_sign(cell: str) -> str:
    """As the lists of words have it; a plus or a minus is one."""
    return plain(cell) or cell.strip().translate(DASHES)
