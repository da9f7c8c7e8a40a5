"""`python -m accounting.anomalies LEDGER.csv [SCORES.csv]`: what stands out in a ledger, and why.

With a second name every entry's score goes there; without it the findings are printed. The exit code is 2 when the file
cannot be read, and says where.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies.files import read_ledger, write_judged
from accounting.anomalies.judging import judge
from accounting.csv_columns import BrokenFile

SHOWN = 50


def main(arguments: Sequence[str]) -> int:
    if not 1 <= len(arguments) <= 2 or any(each.startswith("-") for each in arguments):
        sys.stderr.write("python -m accounting.anomalies LEDGER.csv [SCORES.csv]\n")
        return 2
    try:
        entries = read_ledger(Path(arguments[0]))
    except BrokenFile as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    judged = judge(entries)
    if len(arguments) == 2:
        write_judged(Path(arguments[1]), judged)
    else:
        _show(judged)
    found = pc.sum(judged["finding"]).as_py() or 0
    sys.stderr.write(f"{len(judged)} entries, {found} findings\n")
    return 0


def _show(judged: pa.Table) -> None:
    found = judged.filter(judged["finding"]).sort_by([("score", "descending"), ("place", "ascending")])
    for row in found.slice(0, SHOWN).to_pylist():
        sys.stdout.write(f"{row['score'] / 100:6.2f}  {row['id']}  {row['reasons']}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
