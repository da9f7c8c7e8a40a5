"""`spark-submit.sh ledger_reconciliation --lines FILE --items FILE --output FILE`: what settles what, on files.

Rows come out in order of their ids, so that the same input is the same bytes, on one machine, a cluster or without
Spark (`--without-spark`). The output appears when whole. The exit code is 2 when a file cannot be read, and says where.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from accounting.matching.columns import FOUND, by_book, in_order, match_tables
from jobs.ledger_reconciliation import reconcile
from libs.books import BrokenFile, read_items, read_lines

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JOB = "ledger_reconciliation"
WRITTEN = ("line_id", "item_id", "group_id", "kind", "score", "auto", "reasons")
PARTITION = 25_000
"""Rows of one task. Few bytes are much work here, so Spark must not lay small partitions together."""
BATCH_ROWS = "20000"


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, match, write."""
    options = _options(arguments)
    started = time.monotonic()
    try:
        lines, items = read_lines(options.lines), read_items(options.items)
    except BrokenFile as problem:
        print(problem, file=sys.stderr)
        return 2
    found = match_tables(lines, items) if options.without_spark else match_on_spark(lines, items)
    write(options.output, found, with_book=len(by_book(lines, also=by_book(items))) > 1)
    seconds = time.monotonic() - started
    alone = pc.sum(found["auto"]).as_py() or 0
    print(
        f"{JOB}: {len(lines)} lines, {len(items)} items, {len(found)} pairs, {alone} of them sure, "
        f"{seconds:.1f} s → {options.output}",
        file=sys.stderr,
    )
    return 0


def match_on_spark(lines: pa.Table, items: pa.Table) -> pa.Table:
    """The same by Spark: on the cluster that SPARK_MASTER_URL names, else on this machine."""
    from libs.session import direct

    spark = direct(JOB)
    try:
        spark.sparkContext.setLogLevel("ERROR")
        return matched_by(spark, lines, items)
    finally:
        spark.stop()


def matched_by(spark: "SparkSession", lines: pa.Table, items: pa.Table) -> pa.Table:
    """The same in a session that is there already."""
    from libs.session import BATCH, announce

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH_ROWS)
    announce(spark, f"Match {len(lines)} bank lines with {len(items)} open items", BATCH)
    partitions = max(4, (len(lines) + len(items)) // PARTITION)
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    matched = reconcile(spark.createDataFrame(lines), spark.createDataFrame(items))
    return in_order(matched.toArrow().cast(FOUND))


def write(output: Path, found: pa.Table, *, with_book: bool) -> None:
    """The matches as CSV beside the target, then in its place. Where several books were read, a row begins with its."""
    names = ("book", *WRITTEN) if with_book else WRITTEN
    table = found.select(names)
    place = table.column_names.index("score")
    scores = pc.cast(pc.cast(found["score"], pa.decimal128(5, 4)), pa.string())
    table = table.set_column(place, "score", scores)
    table = table.rename_columns(["tenant_id" if name == "book" else name for name in names])
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write((",".join(table.column_names) + "\n").encode())
            pyarrow.csv.write_csv(table, out, pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed"))
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, output)
    except BaseException:
        os.unlink(unfinished)
        raise


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="spark-submit.sh", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("job", choices=[JOB])
    parser.add_argument("--lines", type=Path, required=True, help="CSV: id,date,amount,description and more")
    parser.add_argument("--items", type=Path, required=True, help="CSV: id,date,amount,description and more")
    parser.add_argument(
        "--output", type=Path, required=True, help="CSV, one row per line and item that belong together"
    )
    parser.add_argument("--without-spark", action="store_true", help="the same in this process alone")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
