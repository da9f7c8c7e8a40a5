"""`make eval FOLDER=…`: how well documents are read, field by field, against the truth that lies beside them.

FOLDER holds documents (PDF, images, XML) and for each a `<stem>.json` with the truth under our field names, flat or
under "fields". A field the truth does not mention is not judged; a truth of null says that nothing should be read.
Documents are read on local processes with the same functions the Spark jobs map over their rows.

precision = right / read, recall = right / in the truth. Names and addresses are compared without case, blanks and
punctuation, amounts as numbers, tables row by row without order (lines by quantity, price and amount).
The last column is the mean confidence, which should be near the precision.
"""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from accounting.reading import FIELDS
from jobs.invoice_parser import parse_one
from jobs.ocr_processor import read_one
from libs.structs import Document

AMOUNTS = frozenset({"net_amount", "vat_amount", "total_amount", "amount_due"})
JUDGED_COLUMNS = {"vat_breakdown": ("rate", "base", "amount"), "lines": ("quantity", "unit_price", "net_amount")}
NUMBERS = frozenset({"rate", "base", "amount", "quantity", "unit_price", "net_amount", "vat_rate"})


@dataclass
class Count:
    """How often one field was in the truth, was read, and was read right."""

    expected: int = 0
    read: int = 0
    right: int = 0
    confidence: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read every document with a truth, print the table; 2 when the folder holds none."""
    options = _options(arguments)
    pairs = documents_with_truth(options.folder)
    if not pairs:
        print(f"{options.folder}: no document with a truth <stem>.json beside it", file=sys.stderr)
        return 2
    started = time.monotonic()
    with ProcessPoolExecutor(options.processes) as pool:
        answers = list(pool.map(read, [document for document, _ in pairs]))
    counts = {name: Count() for name in FIELDS}
    for (document, truth), answer in zip(pairs, answers, strict=True):
        if answer["status"] != "read":
            print(f"{document.name}: {answer['problem']}")
        for name, wanted, got in judge(truth, answer["fields"], counts):
            if options.errors:
                print(f"{document.name} | {name} | {wanted} | {got}")
    print_table(counts, len(pairs), time.monotonic() - started)
    return 0


def documents_with_truth(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Every file below the folder that has a JSON object of the same stem beside it, with the fields of that object."""
    pairs = []
    for document in sorted(folder.rglob("*")):
        beside = document.with_suffix(".json")
        if document.suffix == ".json" or not document.is_file() or not beside.is_file():
            continue
        truth = json.loads(beside.read_text(encoding="utf-8"))
        truth = truth.get("fields", truth) if isinstance(truth, dict) else {}
        known = {name: _value(truth[name]) for name in FIELDS if name in truth}
        if known:
            pairs.append((document, known))
    return pairs


def read(document: Path) -> dict[str, Any]:
    """One document through both jobs' functions, in this process."""
    row = Document("files", document.name, document.resolve().as_uri(), "")
    answer = parse_one(read_one(row))
    reading = json.loads(answer.reading) if answer.reading else {}
    return {"status": answer.status, "problem": answer.problem, "fields": reading.get("fields", {})}


def judge(truth: dict[str, Any], fields: dict[str, Any], counts: dict[str, Count]) -> list[tuple[str, Any, Any]]:
    """Count each field of the truth as missed, wrong or right; returns those that are not right."""
    wrong = []
    for name, wanted in truth.items():
        got = fields.get(name)
        count = counts[name]
        count.expected += wanted is not None
        if got is not None:
            count.read += 1
            count.confidence.append(got["confidence"])
        if wanted is not None and got is not None and same(name, wanted, got["value"]):
            count.right += 1
        elif wanted is not None or got is not None:
            wrong.append((name, wanted, got and got["value"]))
    return wrong


def same(name: str, wanted: Any, got: Any) -> bool:
    """Whether two values of a field mean the same."""
    if name in JUDGED_COLUMNS:
        return _rows(name, wanted) == _rows(name, got)
    if name in AMOUNTS:
        return _number(wanted) == _number(got)
    return _letters(wanted) == _letters(got)


def print_table(counts: dict[str, Count], documents: int, seconds: float) -> None:
    """One row per field that the truth mentions, and all fields together."""
    print(f"{'field':22}{'truth':>7}{'read':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>7}{'confidence':>12}")
    total = Count()
    for name, count in counts.items():
        if not count.expected and not count.read:
            continue
        _print_row(name, count)
        total.expected += count.expected
        total.read += count.read
        total.right += count.right
        total.confidence += count.confidence
    _print_row("all fields", total)
    print(f"{documents} documents in {seconds:.1f} s")


def _print_row(name: str, count: Count) -> None:
    both = count.precision + count.recall
    f1 = 2 * count.precision * count.recall / both if both else 0.0
    confidence = sum(count.confidence) / len(count.confidence) if count.confidence else 0.0
    print(
        f"{name:22}{count.expected:7}{count.read:7}{count.right:7}"
        f"{count.precision:11.3f}{count.recall:8.3f}{f1:7.3f}{confidence:12.3f}"
    )


def _value(written: Any) -> Any:
    """The value of a truth that was written as our own output writes a field."""
    return written["value"] if isinstance(written, dict) and "value" in written else written


def _letters(value: Any) -> str:
    return re.sub(r"[\W_]+", "", str(value)).casefold()


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.0001"))
    except InvalidOperation:
        return None


def _rows(name: str, table: Any) -> list[tuple[str, ...]]:
    rows = table if isinstance(table, list) else []
    return sorted(
        tuple(
            str(_number(row.get(column)) if column in NUMBERS else _letters(row.get(column)))
            for column in JUDGED_COLUMNS[name]
        )
        for row in rows
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate.py", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", type=Path, help="documents with <stem>.json beside each")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many documents at once")
    parser.add_argument("--errors", action="store_true", help="also print every field that was missed or wrong")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
