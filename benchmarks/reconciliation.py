"""What reconciliation costs: a full pass over made-up Belgian books, beside a bare join and a record linker.

    make bench-matching            (BENCH_MATCH_ROWS=1000000 for the large one)

Every round runs ours in one process, the bare join of DuckDB and splink on the same rows, each in a process of its own
with two cores, one after the other; the medians count. Ours normalises texts, reads references, scores, finds sums and
offsetting entries, assigns, and keeps its reasons. Then how time grows with the rows, and what Spark adds to the same
code. F1 is of pairs of line and item against the truth that the books were made from.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from os import environ
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from peers import python_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "accounting/tests/matching"), str(ROOT / "spark-worker")]

from belgian_books import belgian_books  # noqa: E402

from accounting.matching.columns import match_tables, table_of_items, table_of_lines  # noqa: E402

ROWS = int(environ.get("BENCH_MATCH_ROWS", "50000"))
ROUNDS = int(environ.get("BENCH_MATCH_ROUNDS", "3"))
EVENTS = 1000
JOIN_GOAL, LINKER_GOAL, GROWTH_GOAL = 0.10, 1.0, 12.0


def make(rows: int, folder: Path) -> set[tuple[str, str]]:
    """Books of a thousand events each, until there are so many lines; returns what belongs together."""
    lines: list[pa.Table] = []
    items: list[pa.Table] = []
    truth: set[tuple[str, str]] = set()
    while sum(map(len, lines)) < rows:
        seed = len(lines) + 1
        books = belgian_books(seed, EVENTS, parties=125, prefix=f"{seed}-")
        truth |= books.pairs
        lines.append(table_of_lines(f"b{seed}", books.lines))
        items.append(table_of_items(f"b{seed}", books.items))
    pq.write_table(pa.concat_tables(lines), folder / "lines.parquet")
    pq.write_table(pa.concat_tables(items), folder / "items.parquet")
    return truth


def ours(folder: Path, *, spark: bool = False) -> tuple[float, pa.Table]:
    """Seconds and matches, in a process of its own: nothing was read before. Of Spark without its start."""
    command = [sys.executable, __file__, "spark" if spark else "alone", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1]), pq.read_table(folder / "ours.parquet")


def matched(folder: Path, *, spark: bool) -> tuple[float, pa.Table]:
    lines, items = pq.read_table(folder / "lines.parquet"), pq.read_table(folder / "items.parquet")
    if not spark:
        pa.array([])  # loads pandas: what splink loads is not counted either
        started = time.perf_counter()
        found = match_tables(lines, items)
        return time.perf_counter() - started, found
    environ["PYSPARK_PYTHON"] = environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    environ["PYTHONPATH"] = f"{ROOT / 'spark-worker'}:{ROOT / 'accounting/src'}"
    environ["SPARK_CONF_DIR"] = str(ROOT / "spark-worker/config")
    from libs.on_books import JOB, matched_by
    from libs.session import direct

    session = direct(JOB)
    try:
        session.sparkContext.setLogLevel("ERROR")
        matched_by(session, lines.slice(0, 1000), items.slice(0, 1000))
        started = time.perf_counter()
        found = matched_by(session, lines, items)
        return time.perf_counter() - started, found
    finally:
        session.stop()


def peer(python: str, name: str, folder: Path) -> dict[str, object]:
    command = [python, str(HERE / "matching_peers.py"), name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def f1(pairs: set[tuple[str, str]], truth: set[tuple[str, str]]) -> float:
    return 2 * len(pairs & truth) / (len(pairs) + len(truth))


def pairs_of(found: pa.Table) -> set[tuple[str, str]]:
    rows = zip(*(found[name].to_pylist() for name in ("line_id", "item_id", "kind")), strict=True)
    return {(line, item) for line, item, kind in rows if kind != "offsetting"}


def wrongly_applied(found: pa.Table, truth: set[tuple[str, str]]) -> int:
    """How many pairs were applied by themselves that do not belong together."""
    return len(pairs_of(found.filter(found["auto"])) - truth)


def main() -> int:
    python = python_of("matching")
    with tempfile.TemporaryDirectory() as at:
        folder, small = Path(at) / "large", Path(at) / "small"
        folder.mkdir()
        small.mkdir()
        truth = make(ROWS, folder)
        make(ROWS // 10, small)
        lines, items = (pq.read_metadata(folder / f"{side}.parquet").num_rows for side in ("lines", "items"))
        print(f"{lines} lines, {items} items, {ROUNDS} rounds in turns")
        times: dict[str, list[float]] = {"ours": [], "duckdb": [], "splink": []}
        linked: set[tuple[str, str]] = set()
        for _ in range(ROUNDS):
            seconds, found = ours(folder)
            times["ours"].append(seconds)
            times["duckdb"].append(float(str(peer(python, "duckdb", folder)["seconds"])))
            told = peer(python, "splink", folder)
            times["splink"].append(float(str(told["seconds"])))
            table = pq.read_table(str(told["place"]))
            linked = set(zip(table["unique_id_l"].to_pylist(), table["unique_id_r"].to_pylist(), strict=True))
        wrong = wrongly_applied(found, truth)
        middle = {name: statistics.median(each) for name, each in times.items() if each}
        quality, rate = f1(pairs_of(found), truth), (lines + items) / middle["ours"]
        print(f"  ours, one process  {middle['ours']:8.2f} s  {rate:10.0f} records/s  F1 {quality:.4f}")
        print(f"  applied by itself: {sum(found['auto'].to_pylist())} pairs, {wrong} of them wrong")
        failed = wrong > 0
        linker_f1, linker_rate = f1(linked, truth), (lines + items) / middle["splink"]
        print(f"  DuckDB, bare join  {middle['duckdb']:8.2f} s")
        print(f"  splink             {middle['splink']:8.2f} s  {linker_rate:10.0f} records/s  F1 {linker_f1:.4f}")
        failed |= judged("bare join's time over ours", middle["duckdb"] / middle["ours"], JOIN_GOAL)
        failed |= judged("our records/s over splink's", middle["splink"] / middle["ours"], LINKER_GOAL)
        failed |= judged("our F1 less splink's", quality - linker_f1, 0.05)
        tenth = statistics.median(ours(small)[0] for _ in range(ROUNDS))
        growth = middle["ours"] / tenth
        print(f"  ten times the rows take {growth:.1f} times as long (goal: at most {GROWTH_GOAL:.0f})")
        seconds, on_spark = ours(folder, spark=True)
        same = on_spark.equals(found)
        share = seconds / middle["ours"]
        print(f"  the same on Spark, two cores: {seconds:.2f} s, {share:.2f} of one process; same answers: {same}")
        print(f"  records/s on Spark over splink's: {middle['splink'] / seconds:.3f}")
        return int(failed or not same or growth > GROWTH_GOAL)


def judged(what: str, ratio: float, goal: float) -> bool:
    missed = ratio < goal
    print(f"  {what}: {ratio:.3f} (goal {goal:.2f}) {'MISSED' if missed else 'reached'}")
    return missed


if __name__ == "__main__":
    if len(sys.argv) == 3:
        taken, answers = matched(Path(sys.argv[2]), spark=sys.argv[1] == "spark")
        pq.write_table(answers, Path(sys.argv[2]) / "ours.parquet")
        sys.exit(print(taken))
    sys.exit(main())
