"""What finding anomalies is measured beside, run by the Python of the peers' own environment.

    python benchmarks/anomaly_peers.py COPOD|ECOD|IForest FOLDER

FOLDER holds features.parquet: ten columns of numbers worked out before, whose time is not counted, and the truth. One
line of JSON comes out: seconds, and average precision.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from pyod.models.copod import COPOD
from pyod.models.ecod import ECOD
from pyod.models.iforest import IForest
from sklearn.metrics import average_precision_score

DETECTORS = {"COPOD": COPOD, "ECOD": ECOD, "IForest": lambda: IForest(random_state=1)}


def main(name: str, folder: Path) -> None:
    table = pq.read_table(folder / "features.parquet")
    truth = table["truth"].to_numpy()
    features = np.column_stack([table[column].to_numpy() for column in table.column_names if column != "truth"])
    started = time.perf_counter()
    scores = DETECTORS[name]().fit(features).decision_scores_
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "precision": float(average_precision_score(truth, scores))}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
