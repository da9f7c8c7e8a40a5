"""The plain cases, column by column: one amount, one party or reference, one answer. Millions of rows a minute.

What is settled here would be settled by `reconcile` too; it is only found without looking at rows one by one. Whatever
has a rival, a contradiction or nothing but its amount is left to the careful reading.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from accounting.matching.columns import FOUND, reasons_as_json
from accounting.matching.lines import PARTS_OF_ONE, Options
from accounting.matching.names import OWN_WORDS, SEPARATORS
from accounting.matching.prepared import VOIDED
from accounting.matching.score import BEFORE, EVEN, LONG_NUMBER, STEEP

WIDEST_BLOCK = 64
"""Lines times items of one amount beyond which nothing is plain."""
SHORTEST_NAME = 8
SHORTEST_NUMBER = 6
SURE = EVEN + STEEP * 5
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was found, and which lines and items are left."""

    found: pa.Table
    lines_left: Flags
    items_left: Flags


def settle(lines: pa.Table, items: pa.Table, options: Options | None = None) -> Settled:
    """Settle what is plain among these rows, which must hold every row of a book that has the same amount or none."""
    options = options or Options()
    rows, columns, block_items, lone = _pairs(lines, items)
    days = _column(lines, "day")[rows] - _column(items, "day")[columns]
    late = np.where(
        days < 0, days, np.minimum(days, np.abs(_column(lines, "day")[rows] - _column(items, "due")[columns]))
    )
    keep = (late >= -3) & (late <= 120) & _equal(lines, rows, items, columns, "currency")
    rows, columns, block_items = rows[keep], columns[keep], block_items[keep]
    lone, days, late = lone[keep], days[keep], late[keep]
    structured, number, name, shown = _evidence(lines, rows, items, columns)
    kinds = structured | (number & lone) | (name & lone)
    kinds &= _once(rows, structured | number | name) & _once(columns, structured | number | name)
    amounts = _column(lines, "amount")[rows]
    parts = {
        "amount_same": _amount_points(amounts, block_items),
        "days": np.where(late < 0, -2, np.select([late <= most for most, _ in BEFORE], [p for _, p in BEFORE], -30)),
        "name_same": np.where(name, 40, 0),
        "structured_reference": np.where(structured, 90, 0),
        "number": np.where(number & ~structured, LONG_NUMBER, 0),
    }
    points = np.sum(list(parts.values()), axis=0).astype(np.int64)
    kinds &= points >= SURE
    kinds &= ~_says(lines, rows, "text", OWN_WORDS) & ~_says(items, columns, "text", VOIDED)
    kinds &= ~_says(items, columns, "entry_type", VOIDED)
    kinds &= _allowed(lines, rows, items, columns, options)
    chosen = np.nonzero(kinds)[0]
    rows, columns = rows[chosen], columns[chosen]
    seen = {"amounts": amounts[chosen], "others": block_items[chosen] - 1, "days": days[chosen]}
    told = {code: each[chosen] for code, each in parts.items()}
    found = pa.table(
        {
            "book": lines["book"].take(rows),
            "line_id": lines["id"].take(rows),
            "item_id": items["id"].take(columns),
            "group_id": lines["id"].take(rows),
            "kind": pa.array(np.full(len(rows), "exact")).cast(pa.string()),
            "score": np.round(1 / (1 + np.exp((EVEN - points[chosen]) / STEEP)), 4),
            "auto": np.round(1 / (1 + np.exp((EVEN - points[chosen]) / STEEP)), 4) >= options.auto_from,
            "reasons": reasons_as_json(told, seen, shown.take(chosen)),
        },
        schema=FOUND,
    )
    lines_left, items_left = np.ones(len(lines), bool), np.ones(len(items), bool)
    lines_left[rows], items_left[columns] = False, False
    return Settled(found, lines_left, items_left)


def _pairs(lines: pa.Table, items: pa.Table) -> tuple[Ints, Ints, Ints, Flags]:
    """Lines and items of one book and amount, where all go the same way; per pair the items of its block, and whether
    neither has another of that amount.
    """
    books = pa.chunked_array([*lines["book"].chunks, *items["book"].chunks], pa.string()).combine_chunks()
    book = books.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    amount = np.concatenate((_column(lines, "amount"), _column(items, "amount")))
    _, size = np.unique(np.abs(amount), return_inverse=True)
    _, key = np.unique(book * (len(amount) + 1) + size, return_inverse=True)
    count = int(key.max()) + 1 if len(key) else 0
    line_key, item_key = key[: len(lines)], key[len(lines) :]
    of_lines, of_items = np.bincount(line_key, minlength=count), np.bincount(item_key, minlength=count)
    positive = np.bincount(key, weights=amount > 0, minlength=count).astype(np.int64)
    one_way = (positive == 0) | (positive == of_lines + of_items)
    zero = np.zeros(count, bool)
    zero[key[amount == 0]] = True
    plain = one_way & ~zero & (of_lines > 0) & (of_items > 0) & (of_lines * of_items <= WIDEST_BLOCK)
    item_order = np.argsort(item_key, kind="stable")
    first_item = np.concatenate(([0], np.cumsum(of_items)))[:-1] if count else np.zeros(0, np.int64)
    mine = np.nonzero(plain[line_key])[0]
    repeats = of_items[line_key[mine]]
    rows = np.repeat(mine, repeats)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    columns = item_order[np.repeat(first_item[line_key[mine]], repeats) + within]
    lone = (of_lines == 1) & (of_items == 1)
    return rows, columns, of_items[line_key[rows]], lone[line_key[rows]]


def _evidence(lines: pa.Table, rows: Ints, items: pa.Table, columns: Ints) -> tuple[Flags, Flags, Flags, pa.Array]:
    """Per pair: are the item's structured reference, number and name in the line? And the names as they were read."""
    said = pc.binary_join_element_wise(lines["reference"], lines["name"], lines["text"], " ").take(rows)
    text = _bare(said)
    compact = pc.replace_substring(text, " ", "").to_pylist()
    written = pc.binary_join_element_wise(items["reference"], items["text"], " ").take(columns)
    structured = pc.extract_regex(written, r"[+*]{3}(?P<one>\d{3})/(?P<two>\d{4})/(?P<three>\d{5})[+*]{3}")
    digits = pc.fill_null(
        pc.binary_join_element_wise(*(pc.struct_field(structured, [field]) for field in range(3)), ""), ""
    ).to_pylist()
    number = pc.replace_substring_regex(items["reference"].take(columns), r"[^0-9]", "").to_pylist()
    head = pc.replace_substring_regex(items["text"].take(columns), f"(?:{SEPARATORS.pattern}).*$", "")
    names = _bare(pc.if_else(pc.equal(items["name"].take(columns), ""), head, items["name"].take(columns)))
    name = pc.replace_substring(names, " ", "").to_pylist()
    return (
        np.fromiter((bool(d) and d in c for d, c in zip(digits, compact, strict=True)), bool, len(rows)),
        np.fromiter(
            (len(n) >= SHORTEST_NUMBER and n in c for n, c in zip(number, compact, strict=True)), bool, len(rows)
        ),
        np.fromiter((len(n) >= SHORTEST_NAME and n in c for n, c in zip(name, compact, strict=True)), bool, len(rows)),
        names,
    )


def _bare(text: pa.Array) -> pa.Array:
    """Capitals and digits with single blanks, as `texts.plain`."""
    if not pc.all(pc.string_is_ascii(text)).as_py():
        text = pc.replace_substring_regex(pc.utf8_normalize(text, "NFKD"), r"[^\x00-\x7f]", "")
    return pc.ascii_trim_whitespace(pc.replace_substring_regex(pc.ascii_upper(text), "[^A-Z0-9]+", " "))


def _amount_points(amounts: Ints, block_items: Ints) -> Ints:
    others = block_items - 1
    points = 58 - 8 * np.ceil(np.log2(others + 1)).astype(np.int64)
    points -= np.select([amounts % (PARTS_OF_ONE * 100) == 0, amounts % PARTS_OF_ONE == 0], [10, 5], 0)
    most: Ints = np.maximum(points, 10)
    return most


def _once(places: Ints, flags: Flags) -> Flags:
    """Whether this row has exactly one pair with evidence, and this is it."""
    if not len(places):
        return flags
    counted = np.bincount(places[flags], minlength=int(places.max()) + 1)
    once: Flags = flags & (counted[places] == 1)
    return once


def _says(table: pa.Table, places: Ints, column: str, words: frozenset[str]) -> Flags:
    pattern = r"(?i)\b(" + "|".join(sorted(words)) + r")\b"
    flags: Flags = pc.match_substring_regex(table[column], pattern).to_numpy()[places].astype(bool)
    return flags


def _allowed(lines: pa.Table, rows: Ints, items: pa.Table, columns: Ints, options: Options) -> Flags:
    theirs = items["bank_account"].take(columns)
    nobodys = pc.or_(pc.equal(theirs, ""), pc.equal(theirs, lines["bank_account"].take(rows)))
    allowed: Flags = nobodys.to_numpy().astype(bool)
    if options.own_ibans:
        own = pc.is_in(pc.utf8_upper(pc.replace_substring(lines["iban"], " ", "")), pa.array(sorted(options.own_ibans)))
        allowed &= ~own.to_numpy()[rows]
    if options.rejected:
        ids = zip(lines["id"].take(rows).to_pylist(), items["id"].take(columns).to_pylist(), strict=True)
        allowed &= np.fromiter((pair not in options.rejected for pair in ids), bool, len(rows))
    return allowed


def _column(table: pa.Table, name: str) -> Ints:
    values: Ints = table[name].to_numpy()
    return values


def _equal(lines: pa.Table, rows: Ints, items: pa.Table, columns: Ints, name: str) -> Flags:
    flags: Flags = pc.equal(lines[name].take(rows), items[name].take(columns)).to_numpy()
    return flags
