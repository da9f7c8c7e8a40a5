"""`spark-submit.sh ml_anomaly_detection --input FILE --output FILE`: what stands out in a ledger, on files.

Rows come out in the order they came in, so that the same input is the same bytes, on one machine, a cluster or without
Spark (`--without-spark`). The output appears when whole. The exit code is 2 when a file cannot be read, and says where.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies import VERSION
from accounting.anomalies.entries import ENTRIES
from accounting.anomalies.files import read_ledger, write_judged
from accounting.anomalies.judging import JUDGED, judge
from accounting.csv_columns import BrokenFile
from jobs.ml_anomaly_detection import detect

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JOB = "ml_anomaly_detection"
BATCH_ROWS = "20000"


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, judge, write."""
    options = _options(arguments)
    started = time.monotonic()
    try:
        entries = read_ledger(options.input)
    except BrokenFile as problem:
        print(problem, file=sys.stderr)
        return 2
    judged = judge(entries) if options.without_spark else judge_on_spark(entries)
    write_judged(options.output, judged)
    found = pc.sum(judged["finding"]).as_py() or 0
    seconds = time.monotonic() - started
    by = f"by the controls of {VERSION}"
    print(
        f"{JOB}: {len(judged)} entries, {found} findings {by}, {seconds:.1f} s → {options.output}",
        file=sys.stderr,
    )
    return 0


def judge_on_spark(entries: pa.Table) -> pa.Table:
    """The same by Spark: on the cluster that SPARK_MASTER_URL names, else on this machine."""
    from libs.session import direct

    spark = direct(JOB)
    try:
        spark.sparkContext.setLogLevel("ERROR")
        return judged_by(spark, entries)
    finally:
        spark.stop()


def judged_by(spark: "SparkSession", entries: pa.Table) -> pa.Table:
    """The same in a session that is there already."""
    from libs.session import BATCH, announce

    if not len(entries):
        return JUDGED.empty_table()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH_ROWS)
    books = pc.count_distinct(entries["book"]).as_py()
    announce(spark, f"Judge {len(entries)} entries of {books} ledgers", BATCH)
    judged = detect(spark.createDataFrame(entries.select(ENTRIES.names))).toArrow().cast(JUDGED)
    return judged.combine_chunks().sort_by("place")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="spark-submit.sh", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("job", choices=[JOB])
    parser.add_argument("--input", type=Path, required=True, help="CSV: id,counterparty,date,reference,amount and more")
    parser.add_argument("--output", type=Path, required=True, help="CSV: id,score,finding,reasons, one row per entry")
    parser.add_argument("--without-spark", action="store_true", help="the same in this process alone")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
