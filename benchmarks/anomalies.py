"""What finding anomalies costs and how well it does, beside outlier detectors of PyOD on the same made-up ledgers.

    make bench-anomalies            (BENCH_LEDGER_ROWS=500000 for a large one)

Every round runs ours in one process, then COPOD, ECOD and IForest, each in a process of its own, one after the other;
the medians count. Ours starts from the columns of a ledger, texts and all, and ends with scores and reasons; the others
start from ten columns of numbers that were worked out before. Average precision is against what was put in.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from os import environ
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from peers import python_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "accounting/tests/anomalies"))

from injected import injected  # noqa: E402
from ledgers import KINDS, Made, ledger  # noqa: E402

from accounting.anomalies.judging import judge  # noqa: E402

ROWS = int(environ.get("BENCH_LEDGER_ROWS", "100000"))
ROUNDS = int(environ.get("BENCH_LEDGER_ROUNDS", "3"))
EACH = 2000
"""One anomaly of each sort for so many entries."""
PEERS = ("COPOD", "ECOD", "IForest")
SPEED_GOAL, PRECISION_GOAL, CLEAN_GOAL = 1.0, 2.0, 0.0005


def features(made: Made, table: pa.Table) -> pa.Table:
    """What an auditor would hand to a detector: ten numbers for each entry."""
    amount = table["amount"].to_numpy() / 10_000
    days = table["day"].to_numpy()
    who = np.asarray(table["counterparty"].combine_chunks().dictionary_encode().indices)
    _, pair = np.unique(np.stack([who, table["amount"].to_numpy()]), axis=1, return_inverse=True)
    count, mean = np.bincount(who), np.bincount(who, weights=amount) / np.bincount(who)
    spread = np.sqrt(np.bincount(who, weights=(amount - mean[who]) ** 2) / count) + 1
    lengths = np.array([len(text) for text in table["reference"].to_pylist()])
    columns = {
        "amount": amount,
        "size": np.log1p(np.abs(amount)),
        "of_counterparty": (amount - mean[who]) / spread[who],
        "entries": count[who],
        "again": np.bincount(pair.ravel())[pair.ravel()],
        "weekday": (days - 1) % 7,
        "day": days - days.min(),
        "round": (amount % 100 == 0) * 1.0,
        "length": lengths,
        "vat": table["vat"].to_numpy() / np.maximum(table["net"].to_numpy(), 1),
    }
    truth = np.array([row["id"] in made.truth for row in made.rows]) * 1
    return pa.table({**{name: values.astype(np.float64) for name, values in columns.items()}, "truth": truth})


def average_precision(truth: np.ndarray, scores: np.ndarray) -> float:
    """Of equal scores the right ones count last."""
    order = np.lexsort((truth, -scores))
    hits = truth[order] > 0
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def peer(python: str, name: str, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [python, str(HERE / "anomaly_peers.py"), name, str(folder)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    python = python_of("anomalies")
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at)
        made = injected("ordinary", ROWS, 1, each=max(ROWS // EACH, 1))
        table = made.table()
        told = features(made, table)
        pq.write_table(told, folder / "features.parquet")
        truth = told["truth"].to_numpy()
        print(f"{len(table)} entries, {int(truth.sum())} anomalies put in, {ROUNDS} rounds in turns")
        times: dict[str, list[float]] = {name: [] for name in ("ours", *PEERS)}
        precision: dict[str, float] = {}
        for _ in range(ROUNDS):
            started = time.perf_counter()
            judged = judge(table)
            times["ours"].append(time.perf_counter() - started)
            for name in PEERS:
                answer = peer(python, name, folder)
                times[name].append(answer["seconds"])
                precision[name] = answer["precision"]
        precision["ours"] = average_precision(truth, np.asarray(judged["score"]))
        middle = {name: statistics.median(each) for name, each in times.items()}
        for name, seconds in middle.items():
            print(f"  {name:8} {seconds:7.2f} s  {len(table) / seconds:9.0f} entries/s  AP {precision[name]:.3f}")
    failed = judged_ratio("our entries/s over COPOD's", middle["COPOD"] / middle["ours"], SPEED_GOAL)
    best = max(precision[name] for name in PEERS)
    failed |= judged_ratio("our average precision over the best of theirs", precision["ours"] / best, PRECISION_GOAL)
    return int(failed | clean())


def clean() -> bool:
    """Findings in ledgers without anomalies, of every kind."""
    entries = found = 0
    for kind in KINDS:
        judged = judge(ledger(kind, ROWS // 5, 2).table())
        entries += len(judged)
        found += sum(judged["finding"].to_pylist())
    missed = found > CLEAN_GOAL * entries
    word = "MISSED" if missed else "reached"
    print(f"  clean ledgers: {found} findings in {entries} entries (goal {CLEAN_GOAL:.2%}) {word}")
    return missed


def judged_ratio(what: str, ratio: float, goal: float) -> bool:
    missed = ratio < goal
    print(f"  {what}: {ratio:.2f} (goal {goal:.2f}) {'MISSED' if missed else 'reached'}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
